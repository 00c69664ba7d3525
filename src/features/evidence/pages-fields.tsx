import type { SkillWords } from '../../core/coach/skills.ts'
import { type Framework, heaviestSkills, type Skill, skillsAt } from '../../core/framework.ts'
import type { Standing } from '../../platform/career.ts'
import { type KnownInitiative, mostOffered } from '../../platform/initiatives.ts'
import { SelectField, TextField } from '../../ui/form.tsx'
import { useForm } from '../../ui/form-state.ts'
import { kindWords } from '../../ui/parts.tsx'

// Answers that the capture form and the full form of a record share.

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

const usualLegend = 'Initiative'

export const InitiativeFields = ({
  initiatives,
  value = null,
  legend = usualLegend,
}: {
  initiatives: readonly KnownInitiative[]
  value?: string | null
  legend?: string
}) => (
  <>
    {initiatives.length > 0 && (
      <SelectField
        name="initiative"
        label={legend}
        empty="None"
        value={value}
        options={initiatives.map(({ id, title }) => ({ value: id, label: shortened(title, 80) }))}
      />
    )}
    <TextField
      name="newInitiative"
      label={newInitiativeLabel(initiatives.length, legend)}
      hint="A piece of work that several records belong to, as your team calls it."
      size="medium"
      maxlength={200}
    />
  </>
)

const newInitiativeLabel = (offered: number, legend: string): string => {
  if (offered === 0) return legend === usualLegend ? 'Initiative it belongs to' : legend
  return offered < mostOffered ? 'Or name a new initiative' : 'Or name a new initiative, or an older one'
}

/** Skills as toggles. None ticked leaves the choice to the coach, so no blank is sent. What a skill is known by stands with it. */
export function SkillToggles({
  skills,
  known,
  asked = null,
}: {
  skills: readonly Skill[]
  known: readonly SkillWords[]
  /** Chosen already by whoever came from a skill’s gap. */
  asked?: string | null
}) {
  const form = useForm()
  const chosen = form.list('skills', asked === null ? [] : [asked])
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
