import type { RestsAs } from '../../core/follow-up.ts'
import { askedIn, differenceInWords, valueInWords } from '../../core/metric-words.ts'
import type { Page, View } from '../../platform/page.ts'
import type { CaseSentence } from '../../ui/case-sentences.tsx'
import { DayField, Form, NumberField, Submit } from '../../ui/form.tsx'
import { Columns, ConfirmButton, Definition, Definitions, dayWords, PageHead, Section } from '../../ui/parts.tsx'
import type { LaunchAnswered } from './queries.ts'
import type { RecordOnReading } from './readings.ts'
import { sentencesOn } from './sentences.ts'

interface Reading {
  id: string
  metricId: string
  on: string
  value: number
  recordedOn: string
  metric: { id: string; name: string; unit: string | null; baseline: number | null }
  answers: LaunchAnswered[]
  records: RecordOnReading[]
}

/** One reading: what it says, which launch it answers for, and everything that rests on it. */
export const readingPage: Page = {
  path: '/readings/:id',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const reading = await view.call<Reading>('reading.show', { id: view.params.id })
    const { value, on, metric } = reading
    const sentences = reading.records.length > 0 ? await sentencesOn(view, { reading: reading.id }) : []
    return {
      title: `${metric.name}, ${dayWords(on)}`,
      body: (
        <>
          <PageHead
            title={`${valueInWords(value, metric.unit)} on ${dayWords(on)}`}
            lead={<a href={`/metrics/${metric.id}`}>{metric.name}</a>}
          />
          <Columns beside={<Facts reading={reading} />}>
            <Records reading={reading} />
            {view.standing && <Sentences sentences={sentences} />}
            <Correct reading={reading} view={view} />
          </Columns>
        </>
      ),
    }
  },
}

function Facts({ reading: { value, recordedOn, metric, answers } }: { reading: Reading }) {
  const moved = metric.baseline === null ? null : differenceInWords(metric.baseline, value, metric.unit)
  return (
    <Section id="facts" title="What it answers">
      <Definitions>
        {metric.baseline !== null && (
          <Definition term="Against before">
            {moved ?? 'unchanged'} from {valueInWords(metric.baseline, metric.unit)}
          </Definition>
        )}
        {answers.map(({ day, initiative, title, state }) => (
          <Definition term={`After ${day} days`}>
            <a href={`/initiatives/${initiative}#checks`}>{title}</a>
            {state === 'late' && ', read late'}
          </Definition>
        ))}
        <Definition term="Written down">{dayWords(recordedOn)}</Definition>
      </Definitions>
    </Section>
  )
}

const asWords = (as: readonly RestsAs[]): string =>
  as
    .map((each) =>
      each === 'before' ? 'where it was before' : each === 'after' ? 'where it went' : `after ${each} days`,
    )
    .join(', ')

const Records = ({ reading: { records } }: { reading: Reading }) => (
  <Section id="records" title="Records that rest on it">
    {records.length === 0 && <p class="quiet">None yet. The record of a launch takes its readings over.</p>}
    <ul class="list">
      {records.map(({ id, text, as }) => (
        <li>
          <p>
            <a href={`/evidence/${id}`}>{text.length > 160 ? `${text.slice(0, 159)}…` : text}</a>
          </p>
          <p class="small quiet">{asWords(as)}</p>
        </li>
      ))}
    </ul>
  </Section>
)

const Sentences = ({ sentences }: { sentences: readonly CaseSentence[] }) => (
  <Section id="case" title="Sentences of your case that say it">
    {sentences.length === 0 && <p class="quiet">None yet.</p>}
    <ul class="list">
      {sentences.map(({ section, text }) => (
        <li>
          <p>{text}</p>
          <p class="small quiet">
            <a href="/case">{section}</a>
          </p>
        </li>
      ))}
    </ul>
  </Section>
)

const Correct = ({ reading, view }: { reading: Reading; view: View }) => (
  <Section id="correct" title="Correct it">
    <Form do="reading.edit" from={view.path} hidden={{ id: reading.id }} failed={view.failed} class="reading-form">
      <div class="filter-grid">
        <NumberField
          name="value"
          label={askedIn('What it reads', reading.metric.unit)}
          value={reading.value}
          size="full"
          required
        />
        <DayField name="on" label="On" value={reading.on} max={view.today} />
      </div>
      <Submit kind="plain">Save</Submit>
    </Form>
    <Form
      do="reading.remove"
      from={view.path}
      next={`/metrics/${reading.metric.id}`}
      hidden={{ id: reading.id }}
      failed={view.failed}
    >
      <ConfirmButton
        label="Take it out…"
        question="Records and checks that rest on it lose it. You can undo it."
        confirm="Take it out"
      />
    </Form>
  </Section>
)
