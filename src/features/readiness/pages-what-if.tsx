import type { Framework } from '../../core/framework.ts'
import type { Page, View } from '../../platform/page.ts'
import { Band } from '../../ui/charts/band.tsx'
import { AsTable } from '../../ui/charts/picture.tsx'
import { ActionLink, Note, PageHead, Section } from '../../ui/parts.tsx'
import { heaviestFirst } from './matter.ts'
import type { ReadinessAnswer } from './operations.ts'
import { type RecordsBySkill, recordsBySkill } from './records.ts'
import { type Side, sideWords, type WhatIfAnswer } from './what-if.ts'

/** What would be if: a few things to suppose, and where one would stand, beside today. Nothing is kept. */
export const whatIfPage: Page = {
  path: '/level/what-if',
  here: 'level',
  isOfRecords: true,
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const answer = await view.call<ReadinessAnswer>('readiness.show')
    const choices = choicesFor(answer, view.standing.framework, await recordsBySkill(view))
    const chosen = choices.filter(({ id }) => view.query.getAll('if').includes(id))
    const supposed = chosen.length > 0 ? await suppose(view, chosen) : null
    return {
      title: 'What if',
      body: <WhatIfBody answer={answer} choices={choices} chosen={chosen} supposed={supposed} />,
    }
  },
}

/** One thing to suppose, and the changes it stands for. */
interface Choice {
  id: string
  label: string
  hint?: string
  changes: Record<string, unknown>[]
}

const suppose = (view: View, chosen: readonly Choice[]): Promise<WhatIfAnswer> =>
  view.call<WhatIfAnswer>('readiness.whatIf', {
    changes: chosen.flatMap(({ changes }) => changes).slice(0, mostChanges),
  })

// As many as the operation takes: two sets of ratings fit.
const mostChanges = 100

function choicesFor(answer: ReadinessAnswer, { scale }: Framework, records: RecordsBySkill): Choice[] {
  const promotion = answer.mode === 'promotion'
  const below = scale.points.filter(({ value }) => value < scale.meets).at(-1)!
  const rateAll = (value: number) =>
    answer.skills.map(({ id }) => ({ kind: 'rating', source: 'manager', skill: id, value }))
  const label = (value: number) => scale.points.find((point) => point.value === value)!.label
  return [
    ...(promotion
      ? [
          {
            id: 'manager-bar',
            label: `Your manager rates every skill “${label(scale.meets)}”`,
            hint: 'The bar.',
            changes: rateAll(scale.meets),
          },
          {
            id: 'manager-below',
            label: `Your manager rates every skill “${below.label}”`,
            hint: 'One point below the bar. If both are chosen, this one counts.',
            changes: rateAll(below.value),
          },
          {
            id: 'close',
            label: 'You talk, and both say “close”',
            changes: [{ kind: 'agreement', state: 'close' }],
          },
          {
            id: 'yes',
            label: 'You talk, and your manager confirms a “yes”',
            changes: [{ kind: 'agreement', state: 'yes', confirmedByManager: true }],
          },
        ]
      : []),
    ...answer.gaps.map(({ id, name }) => ({
      id: `evidence-${id}`,
      label: `One measured outcome on ${name}, confirmed`,
      changes: [{ kind: 'evidence', skills: [id], evidenceKind: 'outcome', measured: true }],
    })),
    ...unconfirmed(answer, records).map(({ id, says }) => ({
      id: `confirm-${id}`,
      label: `Somebody confirms “${says}”`,
      changes: [{ kind: 'confirm', evidence: id }],
    })),
    {
      id: 'time',
      label: 'Six months pass with nothing else new',
      changes: [{ kind: 'time', months: 6 }],
    },
  ]
}

/** The strongest records of the first gaps that nobody has confirmed yet. */
function unconfirmed({ gaps }: ReadinessAnswer, { skills }: RecordsBySkill): { id: string; says: string }[] {
  const found = gaps
    .flatMap(({ id }) => skills[id]?.strongest ?? [])
    .filter(({ because }) => because[0]?.endsWith('confirmed by nobody yet'))
  return [...new Map(found.map(({ id, says }) => [id, { id, says }])).values()].slice(0, 3)
}

interface WhatIfMatter {
  answer: ReadinessAnswer
  choices: readonly Choice[]
  chosen: readonly Choice[]
  supposed: WhatIfAnswer | null
}

const WhatIfBody = (matter: WhatIfMatter) => (
  <>
    <PageHead
      title="What if"
      lead={
        <>
          Suppose something and see what the rules would make of it. Nothing is kept.{' '}
          <a href="/level">Back to the level</a>
        </>
      }
    />
    {matter.supposed && <Beside {...matter} supposed={matter.supposed} />}
    <Section id="suppose" title="Suppose that">
      <Choose {...matter} />
    </Section>
  </>
)

const Choose = ({ choices, chosen }: WhatIfMatter) => (
  <form method="get" action="/level/what-if" class="form">
    <fieldset class="choices">
      <legend class="unseen">What to suppose</legend>
      <div class="tall behind-curtain">
        <div class="chips">
          {choices.map(({ id, label, hint }) => (
            <label class="chip toggle">
              <input type="checkbox" name="if" value={id} checked={chosen.some((one) => one.id === id)} />
              <span>{label}</span>
              {hint && <span class="chip-hint">{hint}</span>}
            </label>
          ))}
        </div>
      </div>
    </fieldset>
    <div class="actions">
      <button type="submit" class="button main">
        Show what would be
      </button>
      {chosen.length > 0 && (
        <ActionLink href="/level/what-if" kind="link">
          Begin again
        </ActionLink>
      )}
    </div>
  </form>
)

function Beside({ supposed, answer }: WhatIfMatter & { supposed: WhatIfAnswer }) {
  const { today, hideNumbers, moves, wording } = supposed
  const wordsOnly = hideNumbers || supposed.score === null
  return (
    <Section id="beside" title="Then, beside today">
      <div class="beside behind-curtain">
        <Half id="today" title="Today" side={today} hideNumbers={hideNumbers} />
        <Half id="supposed" title="Then" side={supposed} hideNumbers={hideNumbers} />
      </div>
      {moves.length > 0 ? (
        <ul class="behind-curtain">
          {moves.map(({ id, name, from, to }) => (
            <li>
              <a href={`/level/skills/${encodeURIComponent(id)}`}>{name}</a>: {lowerFirst(from)}, then {lowerFirst(to)}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">No skill would read otherwise.</p>
      )}
      {!wordsOnly && (
        <div class="behind-curtain">
          <AsTable
            label="Skill by skill"
            caption="The estimate of each skill, today and then"
            head={['Skill', 'Today', 'Then', 'Bar']}
            rows={heaviestFirst(answer).map(({ id, name }) => [
              name,
              onScale(today, id),
              onScale(supposed, id),
              String(answer.scale.meets),
            ])}
          />
        </div>
      )}
      {wording.denial && (
        <Note>
          <p>{wording.denial}</p>
        </Note>
      )}
    </Section>
  )
}

const Half = ({ id, title, side, hideNumbers }: { id: string; title: string; side: Side; hideNumbers: boolean }) => (
  <div>
    <h3>{title}</h3>
    <p>{sideWords(side, hideNumbers)}</p>
    {side.score !== null && side.band !== null && (
      <Band
        id={`band-${id}`}
        score={side.score}
        low={side.band[0]}
        high={side.band[1]}
        held={side.heldBy ? side.cap : null}
        hideNumbers={hideNumbers}
      />
    )}
  </div>
)

const onScale = ({ skills }: Side, id: string): string => {
  const skill = skills.find((one) => one.id === id)
  return !skill || skill.state === 'not_assessed' ? '–' : skill.onScale.toFixed(1)
}

const lowerFirst = (text: string): string => text[0]!.toLowerCase() + text.slice(1)
