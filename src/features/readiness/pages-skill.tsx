import { anchorsAround, type NearbyAnchor } from '../../core/anchors.ts'
import { anchorAt, type Framework, type Skill, skillOf } from '../../core/framework.ts'
import { heardMark } from '../../core/readiness.ts'
import type { Page, View } from '../../platform/page.ts'
import type { RatingRow } from '../../platform/schema.ts'
import { type CaseSentence, InTheCase } from '../../ui/case-sentences.tsx'
import { SkillRow } from '../../ui/charts/skill-row.tsx'
import {
  ActionLink,
  Columns,
  Definition,
  Definitions,
  Kind,
  Note,
  PageHead,
  Section,
  WhenDay,
} from '../../ui/parts.tsx'
import { type AnsweredSkill, marksOf, pointsOf, recordWords } from './marks.ts'
import { type LevelMatter, matterOf } from './matter.ts'
import { type Counting, mostNamed, type Named, type RecordsBySkill, type RecordsOfSkill, recordsOf } from './records.ts'
import { SkillOverTime } from './skill-over-time.tsx'

export const skillPage: Page = {
  path: '/level/skills/:id',
  here: 'level',
  isOfRecords: true,
  async render(view) {
    const { standing } = view
    if (!standing) return { redirect: '/' }
    const skill = skillOf(standing.framework, view.params.id ?? '')
    const matter = await matterOf(view, standing)
    const ratings = await latestRatings(view, skill.id, standing.framework.id)
    // The case is drawn anew after each change: nobody waits for it where no record could stand in it.
    const shown = recordsOf(matter.records, skill.id)
    const { sentences } =
      shown.counting + shown.waiting > 0
        ? await view.call<{ sentences: CaseSentence[] }>('case.trace', { skill: skill.id })
        : { sentences: [] }
    return {
      title: skill.name,
      body: <SkillBody {...matter} skill={skill} ratings={ratings} sentences={sentences} />,
    }
  },
}

/** What was said about a skill lately: the page names the latest of each source. */
const latestRatings = ({ tx, personId }: View, skill: string, framework: string): Promise<RatingRow[]> =>
  tx
    .selectFrom('ratings')
    .selectAll()
    .where('personId', '=', personId)
    .where('skill', '=', skill)
    .where('framework', '=', framework)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

type SkillMatter = LevelMatter & { skill: Skill; ratings: RatingRow[]; sentences: readonly CaseSentence[] }

function SkillBody(matter: SkillMatter) {
  const { skill, answer, records, title, sentences } = matter
  const applies = anchorAt(skill, answer.against) !== null
  return (
    <>
      <PageHead title={skill.name} lead={skill.summary}>
        {applies && (
          <ActionLink href={`/level/rate?skill=${encodeURIComponent(skill.id)}`} command={`Rate ${skill.name}`}>
            Rate this skill
          </ActionLink>
        )}
        <ActionLink href={`/log?back=/level/skills/${encodeURIComponent(skill.id)}`}>Log what shows it</ActionLink>
      </PageHead>
      <Columns
        beside={
          <>
            <Proof {...matter} />
            <ScalePoints framework={matter.standing.framework} />
          </>
        }
      >
        {applies ? <Stand {...matter} /> : <Note>This skill is not asked for at {title}.</Note>}
        <Anchors {...matter} />
        <Records skill={skill} records={recordsOf(records, skill.id)} title={title} />
        <InTheCase sentences={sentences} />
        <Actions {...matter} />
        {applies && !matter.wordsOnly && <SkillOverTime {...matter} />}
        <Ratings {...matter} />
      </Columns>
    </>
  )
}

function Stand({ skill, answer, records, history, standing, wordsOnly }: SkillMatter) {
  const found = answer.skills.find(({ id }) => id === skill.id)
  if (!found) return null
  const gap = answer.gaps.find(({ id }) => id === skill.id)
  return (
    <Section id="standing" title="Where it stands" more={<a href="/level">All skills</a>}>
      <SkillRow
        id="skill"
        scale={{ points: pointsOf(standing.framework) }}
        marks={marksOf(found, answer.scale, records, history)}
        hideNumbers={wordsOnly}
      />
      <p class="quiet">{standingWords(found, records)}</p>
      {gap && gap.text !== found.text && <p class="behind-curtain">{gap.text}</p>}
    </Section>
  )
}

function standingWords({ id, disagree }: AnsweredSkill, records: RecordsBySkill): string {
  const words = recordWords(id, records)
  const first = `${words[0]!.toUpperCase()}${words.slice(1)}.`
  return disagree ? `${first} You and your manager see it differently: a subject for your next talk.` : first
}

function Anchors({ skill, standing, answer }: SkillMatter) {
  const anchors = anchorsAround(standing.framework, skill, standing.level, answer.against)
  return (
    <Section id="anchors" title="What it looks like">
      <div class="tall">
        <Definitions>
          {anchors.map((anchor) => (
            <Definition
              term={
                <>
                  {anchor.level.title}
                  <br />
                  <span class="small">{placeWords(anchor, standing.level, answer.against)}</span>
                </>
              }
            >
              {anchor.place === 'target' ? <strong>{anchor.text}</strong> : anchor.text}
            </Definition>
          ))}
        </Definitions>
      </div>
    </Section>
  )
}

function placeWords({ place, level }: NearbyAnchor, present: string, against: string): string {
  if (place === 'above') return 'one step further'
  if (place === 'target') return present === against ? 'your level' : 'what you aim at'
  return level.id === present ? 'your level now' : 'one step below'
}

const Records = ({ skill, records, title }: { skill: Skill; records: RecordsOfSkill; title: string }) => (
  <Section id="records" title="Records that show it">
    {records.counting === 0 ? (
      <p class="quiet">Nothing of {title} size shows it yet.</p>
    ) : (
      <ol class="list">
        {records.strongest.map((record) => (
          <li>
            <RecordLine record={record} />
            <p class="small quiet">
              {forceWords[record.force]}: {record.because.join(', ')}.
            </p>
          </li>
        ))}
      </ol>
    )}
    {records.counting > mostNamed && (
      <p class="small">
        The {mostNamed} strongest of {records.counting} stand here.{' '}
        <a href={`/evidence?skill=${encodeURIComponent(skill.id)}`}>All that are filed under it</a>
      </p>
    )}
    {records.waiting > 0 && (
      <details>
        <summary>
          {records.waiting} {records.counting > 0 && 'more '}
          {records.waiting === 1 ? 'record does' : 'records do'} not count here yet
        </summary>
        <ul class="list">
          {records.newestWaiting.map((record) => (
            <li>
              <RecordLine record={record} />
              <p class="small quiet">{capital(record.why)}.</p>
            </li>
          ))}
        </ul>
      </details>
    )}
  </Section>
)

// Ratings are the older the further down; what was said long ago is in the list of ratings.
const most = 12

const forceWords: Record<Counting['force'], string> = {
  strong: 'Shows it strongly',
  solid: 'Shows it solidly',
  thin: 'Shows it a little',
}

const RecordLine = ({ record }: { record: Named }) => (
  <div class="row">
    <a href={`/evidence/${encodeURIComponent(record.id)}`}>{record.says}</a>
    <span class="small quiet">
      <Kind kind={record.kind} /> <WhenDay day={record.happenedOn} />
    </span>
  </div>
)

const Proof = ({ skill }: SkillMatter) => (
  <Section id="proof" title="What would prove it">
    <ul class="small">
      {(skill.evidence.length > 0 ? skill.evidence : proofs).map((kind) => (
        <li>{kind}</li>
      ))}
    </ul>
  </Section>
)

/** What proves any skill, where the ladder does not say. */
const proofs = [
  'A decision with its reason and what you gave up',
  'A number before and after, with the target set beforehand',
  'Words from somebody who saw it or was helped by it',
]

function Actions({ skill, answer, title }: SkillMatter) {
  const fitting = skill.actions.filter((action) => !action.for || action.for.includes(answer.against))
  if (fitting.length === 0) return null
  return (
    <Section id="actions" title="Through work you already have">
      <p class="small quiet">Each fits {title} and ends in something you can show.</p>
      <ul class="list">
        {fitting.map((action) => (
          <li>
            <p>{action.do}</p>
            <p class="small quiet">
              To show: {lowerFirst(action.proof)}. About {action.hours} hours over {action.weeks}{' '}
              {action.weeks === 1 ? 'week' : 'weeks'}.
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const ScalePoints = ({ framework: { scale } }: { framework: Framework }) => (
  <Section id="scale" title="The scale">
    <dl class="small stack">
      {[...scale.points].reverse().map(({ value, label, meaning }) => (
        <div>
          <dt>
            <strong>{label}</strong>
            {value === scale.meets && ' – the bar'}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </Section>
)

function Ratings({ skill, ratings, standing: { framework }, answer, title }: SkillMatter) {
  const [current, others] = [
    ratings.filter((row) => row.level === answer.against),
    ratings.filter((row) => row.level !== answer.against),
  ]
  return (
    <Section
      id="ratings"
      title="What was said about it"
      more={
        <a class="small" href={`/level/rate/heard?skill=${encodeURIComponent(skill.id)}`}>
          Write down what you heard
        </a>
      }
    >
      {current.length === 0 && <p class="quiet">Nobody has rated it against {title} yet.</p>}
      {bySource(current).map(([source, rows]) => (
        <>
          <h3>{sourceWords[source]}</h3>
          <ul class="list behind-curtain">
            {rows.slice(0, most).map((row) => (
              <RatingLine row={row} framework={framework} />
            ))}
          </ul>
        </>
      ))}
      {others.length > 0 && (
        <details>
          <summary class="small">Against other levels; these do not count towards {title}</summary>
          <ul class="list behind-curtain">
            {others.slice(0, most).map((row) => (
              <RatingLine row={row} framework={framework} against />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

const RatingLine = ({
  row,
  framework,
  against = false,
}: {
  row: RatingRow
  framework: Framework
  against?: boolean
}) => (
  <li>
    <div class="row">
      <span>
        {row.source !== 'self' && `${row.rater}: `}
        <strong>{labelOf(framework, row.value)}</strong>
        {row.noOpportunity && row.value !== null && ', no occasion yet'}
        {row.heard && <span class="quiet"> {heardMark}</span>}
        {against && <span class="quiet"> against {framework.levels.find(({ id }) => id === row.level)?.title}</span>}
      </span>
      <span class="small quiet">
        <WhenDay day={row.on} />
      </span>
    </div>
    {row.because && <p class="small">{row.because}</p>}
    {row.ratingEvidence.length > 0 && (
      <p class="small quiet">
        Rests on{' '}
        {row.ratingEvidence.map((id, i) => (
          <>
            {i > 0 && ', '}
            <a href={`/evidence/${encodeURIComponent(id)}`}>record {i + 1}</a>
          </>
        ))}
        .
      </p>
    )}
  </li>
)

const sourceWords = { self: 'You', manager: 'Your manager', peer: 'Peers' } as const

const bySource = (rows: readonly RatingRow[]) =>
  (['self', 'manager', 'peer'] as const)
    .map((source) => [source, rows.filter((row) => row.source === source)] as const)
    .filter(([, found]) => found.length > 0)

const labelOf = ({ scale }: Framework, value: number | null): string =>
  value === null ? 'No occasion yet' : (scale.points.find((point) => point.value === value)?.label ?? String(value))

const lowerFirst = (text: string): string => (/^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
