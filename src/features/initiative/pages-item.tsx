import type { FollowUp } from '../../core/follow-up.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { count } from '../../core/number-words.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, NumberField, RadioRow, Submit, TextArea } from '../../ui/form.tsx'
import { Columns, Definition, Definitions, dayWords, Kind, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import { Edit, type Initiative, isRefused, type Metric } from './pages-edit.tsx'
import { offeredMetrics } from './queries.ts'

type Shown = Initiative & { evidence: StoredEvidence[]; records: number; checks: FollowUp[] }

/** One initiative: what it is for, what came out, and whether the number was looked at afterwards. */
export const initiativePage: Page = {
  path: '/initiatives/:id',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const initiative = await view.call<Shown>('initiative.show', { id: view.params.id })
    const metrics = await offeredMetrics(view.tx, view.personId, initiative.metric)
    const metric = metrics.find(({ id }) => id === initiative.metric) ?? null
    return {
      title: initiative.title,
      body: (
        <>
          <PageHead title={initiative.title} lead={stateWords(initiative)} />
          <Columns beside={<Facts initiative={initiative} metric={metric} view={view} />}>
            <Records initiative={initiative} />
            {initiative.declinedBecause === null && (
              <>
                <Launch initiative={initiative} view={view} />
                {initiative.launchedOn && <Checks initiative={initiative} metric={metric} view={view} />}
                {initiative.launchedOn && <Review initiative={initiative} view={view} />}
              </>
            )}
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

function Facts({ initiative, metric, view }: { initiative: Initiative; metric: Metric | null; view: View }) {
  const { problem, why, origin, requestedBy, scope, target, notDoing, userChange, declinedBecause } = initiative
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
          {metric ? metric.name : <a href={`/initiatives/${initiative.id}?edit=yes#edit`}>none named</a>}
          {metric && metric.baseline !== null && `, ${valueInWords(metric.baseline, metric.unit)} before`}
          {metric && aim !== null && `, target ${valueInWords(aim, metric.unit)}`}
        </Definition>
        {level && <Definition term="Size of work">{level.title}</Definition>}
        {notDoing.length > 0 && <Definition term="Left aside for it">{notDoing.join('; ')}</Definition>}
        {userChange && <Definition term="What changed for users">{userChange}</Definition>}
        {declinedBecause && <Definition term="Declined because">{declinedBecause}</Definition>}
        <Definition term="Began">{dayWords(initiative.startedOn)}</Definition>
      </Definitions>
    </Section>
  )
}

const Records = ({ initiative: { id, evidence, records } }: { initiative: Shown }) => (
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
          </p>
        </li>
      ))}
    </ul>
    {records > 30 && <a href={`/evidence?initiative=${id}`}>Show all of them</a>}
  </Section>
)

const Launch = ({ initiative, view }: { initiative: Initiative; view: View }) => (
  <Section id="launch" title="Launch">
    {initiative.launchedOn && <p>It went out on {dayWords(initiative.launchedOn)}.</p>}
    <details open={initiative.launchedOn === null || isRefused(view, 'initiative.launch')}>
      <summary>{initiative.launchedOn ? 'Correct the day' : 'Say when it went out'}</summary>
      <Form do="initiative.launch" from={view.path} hidden={{ id: initiative.id }} failed={view.failed}>
        <DayField name="on" label="The day it went out" value={initiative.launchedOn ?? view.today} max={view.today} />
        <Submit kind="plain">{initiative.launchedOn ? 'Save the day' : 'It went out'}</Submit>
      </Form>
    </details>
  </Section>
)

const checkStates: Record<FollowUp['state'], string> = {
  waiting: 'not due yet',
  due: 'due now',
  'on time': 'read in time',
  late: 'read late',
}

const Checks = ({ initiative, metric, view }: { initiative: Shown; metric: Metric | null; view: View }) => (
  <Section id="checks" title="After 30 and 60 days">
    {metric === null ? (
      <p class="quiet">
        Which number should it have moved? <a href={`/initiatives/${initiative.id}?edit=yes#edit`}>Name it</a>, and its
        readings stand here.
      </p>
    ) : (
      <>
        <table>
          <caption class="unseen">{metric.name} after launch</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col">{metric.name}</th>
            </tr>
          </thead>
          <tbody>
            {initiative.checks.map(({ day, dueOn, state, reading }) => (
              <tr>
                <th scope="row">After {day} days</th>
                <td>{dayWords(dueOn)}</td>
                <td class={state === 'due' ? 'urgent' : undefined}>{checkStates[state]}</td>
                <td>{reading ? `${valueInWords(reading.value, metric.unit)} on ${dayWords(reading.on)}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Form do="metric.record" from={view.path} hidden={{ id: metric.id }} failed={view.failed} class="reading-form">
          <NumberField
            name="value"
            label={`What ${metric.name} reads${metric.unit ? ` (${metric.unit})` : ''}`}
            required
          />
          <DayField name="on" label="On" value={view.today} max={view.today} />
          <Submit kind="plain">Keep the reading</Submit>
        </Form>
      </>
    )}
  </Section>
)

function Review({ initiative: { id, review }, view }: { initiative: Initiative; view: View }) {
  return (
    <Section id="review" title="Looking back">
      {review && (
        <Definitions>
          <Definition term="What happened">{review.whatHappened}</Definition>
          {review.moved !== null && (
            <Definition term="The number">
              {review.moved ? 'It moved as meant.' : 'It did not move as meant.'}
            </Definition>
          )}
          {review.differently && <Definition term="What you would do differently">{review.differently}</Definition>}
          <Definition term="Written on">{dayWords(review.on)}</Definition>
        </Definitions>
      )}
      <details open={isRefused(view, 'initiative.review')}>
        <summary>{review ? 'Write it anew' : 'Look back at it'}</summary>
        <Form do="initiative.review" from={view.path} hidden={{ id }} failed={view.failed}>
          <TextArea
            name="whatHappened"
            label="What happened"
            rows={3}
            value={review?.whatHappened}
            maxlength={4000}
            required
          />
          <RadioRow
            name="moved"
            legend="Did the number it aimed at move?"
            value={review?.moved == null ? null : String(review.moved)}
            options={[
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ]}
          />
          <TextArea
            name="differently"
            label="What you would do differently"
            rows={3}
            value={review?.differently}
            maxlength={4000}
          />
          <Submit kind="plain">Keep the review</Submit>
        </Form>
      </details>
    </Section>
  )
}

function shortened(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
