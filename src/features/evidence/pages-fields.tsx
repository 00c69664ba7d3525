import type { SkillWords } from '../../core/coach/skills.ts'
import type { Decision, Evidence } from '../../core/evidence.ts'
import { type Framework, heaviestSkills, type Skill, skillsAt } from '../../core/framework.ts'
import type { Standing } from '../../platform/career.ts'
import type { View } from '../../platform/page.ts'
import { CheckField, DayField, RadioRow, SelectField, TextArea, TextField, useForm } from '../../ui/form.tsx'
import { kindWords } from '../../ui/parts.tsx'

// Answers that the capture form and the full form of a record share.

export interface KnownInitiative {
  id: string
  title: string
}

/** More than these are not offered: a list of years of work is not looked through. */
const mostOffered = 30

/** The initiatives that forms offer: the latest begun, newest first, and the one that is chosen already. */
export async function offeredInitiatives(
  { tx, personId }: Pick<View, 'tx' | 'personId'>,
  chosen: string | null = null,
): Promise<KnownInitiative[]> {
  const latest = await tx
    .selectFrom('initiatives')
    .select(['id', 'title'])
    .where('personId', '=', personId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostOffered)
    .execute()
  if (chosen === null || latest.some(({ id }) => id === chosen)) return latest
  return [...latest, ...(await initiativesNamed({ tx, personId }, [chosen]))]
}

/** The initiatives with these ids, in no order. */
export const initiativesNamed = async (
  { tx, personId }: Pick<View, 'tx' | 'personId'>,
  ids: readonly string[],
): Promise<KnownInitiative[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('initiatives')
        .select(['id', 'title'])
        .where('personId', '=', personId)
        .where('id', 'in', [...new Set(ids)])
        .execute()

/** The level records are held against: the one aimed at, or the present one where none is. */
export const aimOf = ({ target, level }: Standing): string => target ?? level

/** Skills that count at the level aimed at, heaviest first. */
export const skillsAimedAt = (standing: Standing): Skill[] => {
  const level = aimOf(standing)
  return heaviestSkills(standing.framework, level, skillsAt(standing.framework, level).length)
}

export const titleOf = (framework: Framework, level: string): string =>
  framework.levels.find(({ id }) => id === level)?.title ?? level

export const kindOptions = Object.entries(kindWords).map(([value, label]) => ({ value, label }))

/** Asked where there is a level to aim at; without one, every record is of the present size. */
export const SizeField = ({ standing }: { standing: Standing }) =>
  standing.target === null ? null : (
    <RadioRow
      name="size"
      legend={`Was this work of ${titleOf(standing.framework, standing.target)} size?`}
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'part', label: 'Part of it' },
        { value: 'no', label: 'No' },
      ]}
    />
  )

export const InitiativeFields = ({
  initiatives,
  value = null,
}: {
  initiatives: readonly KnownInitiative[]
  value?: string | null
}) => (
  <>
    {initiatives.length > 0 && (
      <SelectField
        name="initiative"
        label="Initiative"
        empty="None"
        value={value}
        options={initiatives.map(({ id, title }) => ({ value: id, label: shortened(title, 80) }))}
      />
    )}
    <TextField
      name="newInitiative"
      label={newInitiativeLabel(initiatives.length)}
      hint="A piece of work that several records belong to, as your team calls it."
      size="medium"
      maxlength={200}
    />
  </>
)

const newInitiativeLabel = (offered: number): string => {
  if (offered === 0) return 'Initiative it belongs to'
  return offered < mostOffered ? 'Or name a new initiative' : 'Or name a new initiative, or an older one'
}

const decisionTypeWords: Record<NonNullable<Decision['type']>, string> = {
  choose: 'Chose one of several',
  cut: 'Cut something',
  decline: 'Said no',
  defer: 'Put it later',
  reshape: 'Changed its shape',
}

export const DecisionFields = ({ decision = null }: { decision?: Decision | null }) => (
  <>
    <TextField name="decision.choice" label="What you decided" value={decision?.choice} maxlength={500} />
    <TextArea name="decision.because" label="Why" rows={2} value={decision?.because} maxlength={1000} />
    <TextArea
      name="decision.notChosen"
      label="What was given up"
      hint="One per line."
      rows={2}
      value={decision?.notChosen}
    />
    <details open={hasMore(decision)}>
      <summary>More about the decision</summary>
      <TextArea
        name="decision.options"
        label="What else you could have done"
        hint="One per line."
        rows={2}
        value={decision?.options}
      />
      <SelectField
        name="decision.type"
        label="What kind of decision"
        empty="Not said"
        value={decision?.type}
        options={Object.entries(decisionTypeWords).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="decision.requestFrom"
        label="Who had asked for it, if it was a request"
        size="medium"
        value={decision?.requestFrom}
        maxlength={120}
      />
      <TextField name="decision.measure" label="How you will know" value={decision?.measure} maxlength={300} />
      <DayField name="decision.sharedOn" label="When you told those concerned" value={decision?.sharedOn} />
      <DayField name="decision.revisitOn" label="When you look at it again" value={decision?.revisitOn} />
    </details>
  </>
)

const hasMore = (decision: Decision | null): boolean =>
  Object.keys(decision ?? {}).some((name) => !['choice', 'because', 'notChosen'].includes(name))

type People = Pick<Evidence, 'myPart' | 'seenBy' | 'links' | 'confidential'>

export const PeopleFields = ({ evidence }: { evidence?: People }) => (
  <>
    <TextArea
      name="myPart"
      label="My part"
      hint="What you did yourself."
      rows={2}
      value={evidence?.myPart}
      maxlength={1000}
    />
    <TextArea
      name="seenBy"
      label="Seen by"
      hint="Who saw it, one name or role per line."
      rows={2}
      value={evidence?.seenBy}
    />
    <TextArea name="links" label="Links" hint="One web address per line." rows={2} value={evidence?.links} />
    <CheckField
      name="confidential"
      label="Confidential"
      hint="Figures are shown as relative change when your case leaves your hands."
      checked={evidence?.confidential ?? false}
    />
  </>
)

/** Skills as toggles. None ticked leaves the choice to the coach, so no blank is sent. What a skill is known by stands with it. */
export function SkillToggles({ skills, known }: { skills: readonly Skill[]; known: readonly SkillWords[] }) {
  const form = useForm()
  const chosen = form.list('skills')
  const error = form.error('skills')
  return (
    <fieldset class="choices" id={form.id('skills')} tabindex={-1} data-invalid={error !== null || undefined}>
      <legend>Skills it shows</legend>
      <p class="hint">At most three. With none chosen, the coach suggests them from the text.</p>
      <div class="chips">
        {skills.map(({ id, name }) => (
          <label class="chip toggle">
            <input
              type="checkbox"
              name="skills"
              value={id}
              checked={chosen.includes(id)}
              {...knownBy(known.find((words) => words.id === id))}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      {error && <p class="error">{error}</p>}
    </fieldset>
  )
}

// Read again by capture/known.ts. No stem holds a space or a colon.
const knownBy = (words: SkillWords | undefined) => ({
  'data-signals': words?.signals.join('|'),
  'data-words': asPairs(words?.words),
  'data-learned': asPairs(words?.learned),
})

const asPairs = (weights: Readonly<Record<string, number>> = {}): string | undefined =>
  Object.entries(weights)
    .map(([stem, weight]) => `${stem}:${weight}`)
    .join(' ') || undefined

/** The record's skills in order, main one first, which toggles cannot say. */
export function SkillSelects({ skills, chosen }: { skills: readonly Skill[]; chosen: readonly string[] }) {
  const form = useForm()
  const values = form.list('skills', chosen)
  const error = form.error('skills')
  return (
    <fieldset class="choices" id={form.id('skills')} tabindex={-1} data-invalid={error !== null || undefined}>
      <legend>Skills it shows</legend>
      <div class="filter-grid wide-cells">
        {['Main skill', 'Also', 'And'].map((label, i) => (
          <div class="field">
            <label for={`${form.id('skills')}-${i}`}>{label}</label>
            <select name="skills" id={`${form.id('skills')}-${i}`}>
              <option value="">None</option>
              {skills.map(({ id, name }) => (
                <option value={id} selected={values[i] === id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
      {error && <p class="error">{error}</p>}
    </fieldset>
  )
}

/** Words cut at a word's end, with an ellipsis; never longer than `most` characters. */
export function shortened(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > most / 2 ? cut.slice(0, end) : cut).replace(/[\s.,;:]+$/, '')}…`
}
