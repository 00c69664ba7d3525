import { baselineFor } from '../../core/baseline.ts'
import { type Chain, entryQuestions, tellsWhatCame } from '../../core/chain.ts'
import { coach, describeMetric, likelySkills, suggestSkills } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { count } from '../../core/number-words.ts'
import { numberOf } from '../../platform/aimed-number.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import type { Paged } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import type { Page, View } from '../../platform/page.ts'
import type { MetricRow } from '../../platform/schema.ts'
import { type CaseSentence, InTheCase } from '../../ui/case-sentences.tsx'
import {
  ActionLink,
  Columns,
  Definition,
  Definitions,
  dayWords,
  Kind,
  PageHead,
  Section,
  WhenDay,
} from '../../ui/parts.tsx'
import { aroundOf } from './around.ts'
import { kindOf, outcomeOf } from './chain.ts'
import type { DecisionTold } from './decisions.ts'
import { Checks, Launch, MakeRecord, type NumberShown, Review } from './pages-after.tsx'
import { Heard, Written } from './pages-around.tsx'
import { ChainOf, EntryQuestions } from './pages-chain.tsx'
import { DecisionRow } from './pages-decisions.tsx'
import { Edit, type Initiative, type Metric } from './pages-edit.tsx'
import { offeredMetrics } from './queries.ts'

type Shown = Initiative & { evidence: StoredEvidence[]; records: number; checks: FollowUp[] }
type ChainShown = Chain & { sentences: CaseSentence[] }

/** One initiative as a chain: what it is for, what was decided, what came out, and what it proves. */
export const initiativePage: Page = {
  path: '/initiatives/:id',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const initiative = await view.call<Shown>('initiative.show', { id: view.params.id })
    const { id, launchedOn, declinedBecause, stoppedOn } = initiative
    const chain = await view.call<ChainShown>('initiative.chain', { id })
    const metrics = await offeredMetrics(view.tx, view.personId, initiative.metric)
    const metric = metrics.find((each) => each.id === initiative.metric) ?? null
    const number = await numberShown(view, initiative)
    const { items: decisions } = await view.call<Paged<DecisionTold>>('decision.list', { initiative: id, limit: 20 })
    const draft = await recordDraft(view, initiative, initiative.evidence)
    const around = await aroundOf(view, initiative)
    const isOver = declinedBecause !== null || stoppedOn !== null
    const open = launchedOn || isOver ? [] : entryQuestions({ initiative, metric: number && chainMetric(number) })
    return {
      title: initiative.title,
      body: (
        <>
          <PageHead title={initiative.title} lead={stateWords(initiative)} />
          <Columns
            beside={
              <>
                <Facts initiative={initiative} metric={metric} view={view} />
                <Heard around={around} id={id} />
                <Written around={around} initiative={initiative} view={view} />
              </>
            }
          >
            <ChainOf chain={chain} initiative={initiative} />
            {open.length > 0 && <EntryQuestions open={open} initiative={initiative} metrics={metrics} view={view} />}
            {decisions.length > 0 && <Decisions initiative={initiative} decisions={decisions} view={view} />}
            {declinedBecause === null && (
              <>
                <Launch initiative={initiative} view={view} />
                {launchedOn && (
                  <Checks initiative={initiative} checks={initiative.checks} number={number} view={view} />
                )}
                {launchedOn && <Review initiative={initiative} view={view} />}
                {draft && (
                  <MakeRecord
                    initiative={initiative}
                    draft={draft}
                    isTold={initiative.evidence.some(tellsWhatCame)}
                    view={view}
                  />
                )}
              </>
            )}
            <Records initiative={initiative} />
            <InTheCase sentences={chain.sentences} />
            <Edit initiative={initiative} metrics={metrics} view={view} />
          </Columns>
        </>
      ),
    }
  },
}

/** Where it stands, with the day: “Launched on 3 March 2026”. */
export function stateWords({ startedOn, launchedOn, stoppedOn, declinedBecause }: Initiative): string {
  if (declinedBecause) return `Declined${stoppedOn ? ` on ${dayWords(stoppedOn)}` : ''}`
  if (stoppedOn) return `Stopped on ${dayWords(stoppedOn)}`
  if (launchedOn) return `Launched on ${dayWords(launchedOn)}`
  return `Begun on ${dayWords(startedOn)}`
}

type MetricRead = Pick<MetricRow, 'id' | 'name' | 'unit' | 'baseline'> & { readings: { on: Day; value: number }[] }

async function numberShown(view: View, initiative: Initiative): Promise<NumberShown | null> {
  const { metric, readings, otherLaunches } = await numberOf(view.tx, view.personId, initiative)
  if (!metric) return null
  const counter = metric.counter && (await view.call<MetricRead>('metric.show', { id: metric.counter }))
  return {
    counter: counter ? { ...counter, last: counter.readings.at(-1) ?? null } : null,
    id: metric.id,
    name: metric.name,
    unit: metric.unit,
    target: initiative.target ?? metric.target,
    baseline: baselineFor(metric, readings, initiative.launchedOn, otherLaunches, view.today),
    readings,
  }
}

const chainMetric = ({ id, name, unit, target }: NumberShown) => ({
  id,
  name,
  unit,
  target,
  baseline: null,
  baselineSetOn: null,
  targetSetOn: null,
})

/** The record its review would become; null where there is none to make, or it is made. */
async function recordDraft(view: View, initiative: Initiative, records: readonly StoredEvidence[]) {
  const { review, launchedOn, declinedBecause } = initiative
  if (!review || !launchedOn || declinedBecause !== null) return null
  if (review.evidence && (await isKept(view, review.evidence))) return null
  const outcome = await outcomeOf(view, { ...initiative, launchedOn })
  return {
    text: review.whatHappened,
    kind: kindOf(outcome, review) ?? null,
    skills: await skillsFor(view, review.whatHappened, records),
    numbers: outcome ? [describeMetric(outcome.metric)] : [],
  }
}

/** What its words suggest, as for any record; else the skill its other records show most. */
async function skillsFor(view: View, text: string, records: readonly StoredEvidence[]): Promise<string[]> {
  const { reads, skills } = await knownToCoach(view)
  const suggested = likelySkills(suggestSkills(text, skills, coach(text, { refDate: view.today, ...reads })))
  if (suggested.length > 0) return suggested
  const named = Map.groupBy(
    records.flatMap((record) => record.skills.slice(0, 1)),
    (skill) => skill,
  )
  return [...named]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 1)
    .map(([skill]) => skill)
}

const isKept = async ({ tx, personId }: View, evidence: string): Promise<boolean> =>
  (await tx
    .selectFrom('evidence')
    .select('id')
    .where('personId', '=', personId)
    .where('id', '=', evidence)
    .where('removedAt', 'is', null)
    .executeTakeFirst()) !== undefined

function Facts({ initiative, metric, view }: { initiative: Initiative; metric: Metric | null; view: View }) {
  const { problem, why, origin, requestedBy, scope, target, knownBy, notDoing, userChange, declinedBecause } =
    initiative
  const level = view.standing?.framework.levels.find(({ id }) => id === scope)
  const aim = target ?? metric?.target ?? null
  return (
    <Section id="facts" title="What it is">
      <Definitions>
        {problem && <Definition term="Problem">{problem}</Definition>}
        {why && <Definition term="Why">{why}</Definition>}
        {origin && (
          <Definition term="Where it came from">
            {origin === 'found' ? 'You found it' : `Asked for${requestedBy ? ` by ${requestedBy}` : ''}`}
          </Definition>
        )}
        <Definition term="Number it should move">
          {metric ? (
            <a href={`/metrics/${metric.id}`}>{metric.name}</a>
          ) : (
            <a href={`/initiatives/${initiative.id}?edit=yes#edit`}>none named</a>
          )}
          {metric && metric.baseline !== null && `, ${valueInWords(metric.baseline, metric.unit)} before`}
          {metric && aim !== null && `, target ${valueInWords(aim, metric.unit)}`}
        </Definition>
        {knownBy && <Definition term="How you will know">{knownBy}</Definition>}
        {level && <Definition term="Size of work">{level.title}</Definition>}
        {notDoing.length > 0 && <Definition term="Left aside for it">{notDoing.join('; ')}</Definition>}
        {userChange && <Definition term="What changed for users">{userChange}</Definition>}
        {declinedBecause && <Definition term="Declined because">{declinedBecause}</Definition>}
        <Definition term="Began">{dayWords(initiative.startedOn)}</Definition>
      </Definitions>
    </Section>
  )
}

const Decisions = ({
  initiative: { id },
  decisions,
  view,
}: {
  initiative: Initiative
  decisions: readonly DecisionTold[]
  view: View
}) => (
  <Section
    id="decisions"
    title={count(decisions.length, 'decision')}
    more={<ActionLink href={`/log?initiative=${id}&kind=decision&back=/initiatives/${id}`}>Log another</ActionLink>}
  >
    <ul class="list">
      {decisions.map((decision) => (
        <DecisionRow
          decision={decision}
          view={view}
          isDue={decision.revisitOn !== null && decision.revisitOn <= view.today}
        />
      ))}
    </ul>
  </Section>
)

const Records = ({ initiative: { id, evidence, records, review } }: { initiative: Shown }) => (
  <Section id="records" title={records === 0 ? 'Records' : count(records, 'record')}>
    {evidence.length === 0 && (
      <p class="quiet">
        None yet. <a href={`/log?initiative=${id}&back=/initiatives/${id}`}>Log something that belongs to it</a>.
      </p>
    )}
    <ul class="list">
      {evidence.slice(0, 30).map((record) => (
        <li>
          <p>
            <a href={`/evidence/${record.id}`}>{shortened(record.text, 200)}</a>
          </p>
          <p class="small quiet">
            <Kind kind={record.kind} /> <WhenDay day={record.happenedOn} />
            {review?.evidence === record.id && ', made from the look back'}
          </p>
        </li>
      ))}
    </ul>
    {records > 30 && <a href={`/evidence?initiative=${id}`}>Show all of them</a>}
  </Section>
)

function shortened(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
