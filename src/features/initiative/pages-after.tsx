import type { Day } from '../../core/day.ts'
import { itemKinds } from '../../core/evidence.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import { askedIn, differenceInWords, valueInWords } from '../../core/metric-words.ts'
import type { View } from '../../platform/page.ts'
import { MetricLine } from '../../ui/charts/metric-line.tsx'
import { CheckRow, DayField, Form, NumberField, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { Chip, Chips, Definition, Definitions, dayWords, kindWords, Note, Section } from '../../ui/parts.tsx'
import { SizeQuestion } from '../../ui/size-question.tsx'
import { type Initiative, isRefused } from './pages-edit.tsx'

// What comes after the work is out: the day, the readings, the look back, and the record made of it.

/** The number of an initiative as its page shows it. */
export interface NumberShown {
  id: string
  name: string
  unit: string | null
  target: number | null
  /** Where it stood before the launch, and since when that is written down. */
  baseline: { value: number; setOn: Day | null } | null
  readings: readonly { id: string; on: Day; value: number }[]
  /** What must not get worse for it. */
  counter: {
    id: string
    name: string
    unit: string | null
    baseline: number | null
    last: { on: Day; value: number } | null
  } | null
}

export const Launch = ({ initiative, view }: { initiative: Initiative; view: View }) => (
  <Section id="launch" title="Launch">
    {initiative.launchedOn === null ? (
      <LaunchForm initiative={initiative} view={view} />
    ) : (
      <>
        <p>It went out on {dayWords(initiative.launchedOn)}.</p>
        <details open={isRefused(view, 'initiative.launch')}>
          <summary>Correct the day</summary>
          <LaunchForm initiative={initiative} view={view} />
        </details>
      </>
    )}
  </Section>
)

const LaunchForm = ({ initiative: { id, launchedOn }, view }: { initiative: Initiative; view: View }) => (
  <Form do="initiative.launch" from={view.path} hidden={{ id }} failed={view.failed}>
    <DayField name="on" label="The day it went out" value={launchedOn ?? view.today} max={view.today} />
    <Submit kind="plain">{launchedOn ? 'Save the day' : 'It went out'}</Submit>
  </Form>
)

const checkStates: Record<FollowUp['state'], string> = {
  waiting: 'not due yet',
  due: 'due now',
  'on time': 'read in time',
  late: 'read late',
}

export const Checks = ({
  initiative,
  checks,
  number,
  view,
}: {
  initiative: Initiative
  checks: readonly FollowUp[]
  number: NumberShown | null
  view: View
}) => (
  <Section id="checks" title="After 30 and 60 days">
    {number === null ? (
      <p class="quiet">
        Which number should it have moved? <a href={`/initiatives/${initiative.id}?edit=yes#edit`}>Name it</a>, and its
        readings stand here.
      </p>
    ) : (
      <>
        {number.baseline === null && (
          <Note>
            <p>
              It went out without a number from before. If somebody still has it,{' '}
              <a href={`/metrics/${number.id}?edit=yes#edit-baseline`}>write it down</a>; it will say that it was
              written down after launch.
            </p>
          </Note>
        )}
        <Course initiative={initiative} number={number} />
        <table>
          <caption class="unseen">{number.name} after launch</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col">{number.name}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ day, dueOn, state, reading }) => (
              <tr>
                <th scope="row">After {day} days</th>
                <td>{dayWords(dueOn)}</td>
                <td class={state === 'due' ? 'urgent' : undefined}>{checkStates[state]}</td>
                <td>{reading ? <ReadingLink reading={reading} number={number} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {number.counter && <Counter counter={number.counter} />}
        <Form do="metric.record" from={view.path} hidden={{ id: number.id }} failed={view.failed} class="reading-form">
          <div class="filter-grid">
            <NumberField name="value" label={askedIn(`What ${number.name} reads`, number.unit)} size="full" required />
            <DayField name="on" label="On" value={view.today} max={view.today} />
          </div>
          <Submit kind="plain">Keep the reading</Submit>
        </Form>
      </>
    )}
  </Section>
)

function Counter({ counter: { id, name, unit, baseline, last } }: { counter: NonNullable<NumberShown['counter']> }) {
  const moved = last && baseline !== null ? (differenceInWords(baseline, last.value, unit) ?? 'unchanged') : null
  return (
    <p class="small">
      Must not get worse for it: <a href={`/metrics/${id}`}>{name}</a>
      {last ? `, ${valueInWords(last.value, unit)} on ${dayWords(last.on)}` : ', not read yet'}
      {moved && ` (${moved})`}
    </p>
  )
}

function ReadingLink({ reading, number }: { reading: NonNullable<FollowUp['reading']>; number: NumberShown }) {
  const { unit, baseline } = number
  const moved = baseline && differenceInWords(baseline.value, reading.value, unit)
  return (
    <>
      <a href={`/readings/${reading.id}`}>
        {valueInWords(reading.value, unit)} on {dayWords(reading.on)}
      </a>
      {moved && `, ${moved}`}
    </>
  )
}

/** The number around the launch: what came years before or after belongs to the metric's own page. */
function Course({
  initiative: { startedOn, launchedOn, title },
  number,
}: {
  initiative: Initiative
  number: NumberShown
}) {
  const { id, name, unit, target, baseline, readings } = number
  const value = (value: number) => ({ value, text: valueInWords(value, unit) })
  const around = readings.filter(({ on }) => on >= startedOn)
  if (around.length + (baseline ? 1 : 0) < 2 || around.length === 0) return null
  return (
    <>
      <MetricLine
        id="number"
        name={name}
        readings={around.map((reading) => ({ on: reading.on, label: 'reading', ...value(reading.value) }))}
        before={baseline && value(baseline.value)}
        target={target === null ? null : value(target)}
        launches={launchedOn ? [{ on: launchedOn, label: `${title} launched` }] : []}
      />
      <p class="small">
        <a href={`/metrics/${id}`}>All of {name}</a>
      </p>
    </>
  )
}

export function Review({ initiative: { id, review }, view }: { initiative: Initiative; view: View }) {
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
      <details open={isRefused(view, 'initiative.review') || view.query.has('review')}>
        <summary>{review ? 'Write it anew' : 'Look back at it'}</summary>
        <Form
          do="initiative.review"
          from={view.path}
          next={`/initiatives/${id}#record`}
          hidden={{ id }}
          failed={view.failed}
        >
          <TextArea
            name="whatHappened"
            label="What happened"
            rows={3}
            value={review?.whatHappened}
            maxlength={4000}
            required
            draft
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
            draft
          />
          <Submit kind="plain">Keep the review</Submit>
        </Form>
      </details>
    </Section>
  )
}

/** What the record would be, as the operation itself would make it. */
export interface RecordDraft {
  text: string
  kind: (typeof itemKinds)[number] | null
  skills: string[]
  numbers: string[]
}

/**
 * The record that the review becomes, shown before it is kept: nothing enters the log by itself. Where others say already what came
 * of it, it waits closed.
 */
export const MakeRecord = ({
  initiative,
  draft,
  isTold,
  view,
}: {
  initiative: Initiative
  draft: RecordDraft
  isTold: boolean
  view: View
}) => (
  <Section id="record" title="Make it count">
    {isTold ? (
      <details open={isRefused(view, 'initiative.record')}>
        <summary>Make a record of the look back too</summary>
        <RecordForm initiative={initiative} draft={draft} view={view} />
      </details>
    ) : (
      <RecordForm initiative={initiative} draft={draft} view={view} />
    )}
  </Section>
)

const RecordForm = ({ initiative, draft, view }: { initiative: Initiative; draft: RecordDraft; view: View }) => (
  <>
    <p class="quiet">
      This becomes a record of your log, with what the readings say. Change the words as you like; nothing is kept
      before you press the button.
    </p>
    {draft.numbers.length > 0 && (
      <Chips>
        {draft.numbers.map((words) => (
          <Chip on>{words}</Chip>
        ))}
      </Chips>
    )}
    <Form
      do="initiative.record"
      from={view.path}
      next={`/initiatives/${initiative.id}#chain`}
      hidden={{ id: initiative.id }}
      failed={view.failed}
    >
      <TextArea name="text" label="What came of it" rows={4} value={draft.text} maxlength={20_000} required draft />
      <RadioRow
        name="kind"
        legend="What it is"
        value={draft.kind}
        options={itemKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
      />
      {view.standing && (
        <CheckRow
          name="skills"
          legend="Which skills it shows, at most three"
          values={draft.skills}
          options={view.standing.framework.skills.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {initiative.scope === null && <SizeQuestion standing={view.standing} />}
      <TextField name="myPart" label="My part in it" maxlength={1000} />
      <TextField
        name="seenBy"
        label="Who saw it"
        hint="A name; somebody who could say so."
        size="medium"
        maxlength={120}
      />
      <Submit keys>Keep the record</Submit>
    </Form>
  </>
)
