import { addDays, type Day } from '../../core/day.ts'
import { askedIn, differenceInWords, valueInWords } from '../../core/metric-words.ts'
import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { InTheCase } from '../../ui/case-sentences.tsx'
import { MetricLine, type MetricReading } from '../../ui/charts/metric-line.tsx'
import { DayField, Form, NumberField, RadioRow, SelectField, Submit, TextField } from '../../ui/form.tsx'
import { Columns, ConfirmButton, Definition, Definitions, dayWords, Note, PageHead, Section } from '../../ui/parts.tsx'
import { directions } from './pages-list.tsx'
import { initiativesOn, type MetricTold, metricNames } from './queries.ts'
import { sentencesOn } from './sentences.ts'

type Initiative = Awaited<ReturnType<typeof initiativesOn>>[number]

/** One metric: what sort of number it is, its readings, the launches that should move it, and what rests on it. */
export const metricPage: Page = {
  path: '/metrics/:id',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const metric = await view.call<MetricTold>('metric.show', { id: view.params.id })
    const initiatives = await initiativesOn(view.tx, view.personId, metric.id)
    const others = (await metricNames(view.tx, view.personId)).filter(({ id }) => id !== metric.id)
    const counter = metric.counter ? await view.call<MetricTold>('metric.show', { id: metric.counter }) : null
    // The case is drawn anew after each change: nobody waits for it where nothing can rest on this metric.
    const isUsed = initiatives.length > 0 && metric.readings.length > 0
    const sentences = isUsed ? await sentencesOn(view, { metric: metric.id }) : []
    return {
      title: metric.name,
      body: (
        <>
          <PageHead title={metric.name} lead={<Lead metric={metric} />} />
          <Columns beside={<Facts metric={metric} counter={counter} initiatives={initiatives} />}>
            <Course metric={metric} initiatives={initiatives} />
            <Readings metric={metric} view={view} />
            <InTheCase sentences={sentences} />
            <Edit metric={metric} others={others} counter={counter} view={view} />
            <Remove metric={metric} initiatives={initiatives} view={view} />
          </Columns>
        </>
      ),
    }
  },
}

function Lead({ metric: { baseline, target, unit, readings } }: { metric: MetricTold }) {
  const last = readings.at(-1)
  if (!last && baseline === null) return <>No reading yet.</>
  const moved = last && baseline !== null ? differenceInWords(baseline, last.value, unit) : null
  return (
    <>
      {baseline !== null && `${valueInWords(baseline, unit)} before`}
      {baseline !== null && last && ', '}
      {last && `${valueInWords(last.value, unit)} on ${dayWords(last.on)}`}
      {moved && ` (${moved})`}
      {target !== null && `; target ${valueInWords(target, unit)}`}
    </>
  )
}

function Facts({
  metric,
  counter,
  initiatives,
}: {
  metric: MetricTold
  counter: MetricTold | null
  initiatives: readonly Initiative[]
}) {
  const { id, unit, direction, timing, durable, shows, baseline, baselineSetOn, target, targetSetOn } = metric
  const ask = (words: string, field: string) => <a href={`/metrics/${id}?edit=yes#edit-${field}`}>{words}</a>
  return (
    <Section id="facts" title="What sort of number">
      <Definitions>
        <Definition term="Unit">{unit || <span class="quiet">a plain number</span>}</Definition>
        <Definition term="Good is">{direction}</Definition>
        <Definition term="Before">
          {baseline === null ? ask('not written down yet', 'baseline') : valueInWords(baseline, unit)}
          {baseline !== null && baselineSetOn && `, written down on ${dayWords(baselineSetOn)}`}
        </Definition>
        <Definition term="Target">
          {target === null ? ask('none', 'target') : valueInWords(target, unit)}
          {target !== null && targetSetOn && `, set on ${dayWords(targetSetOn)}`}
        </Definition>
        <Definition term="Leading or lagging">
          {timing === null
            ? ask('not said yet', 'timing')
            : timing === 'leading'
              ? 'leading: it moves before the result that counts'
              : 'lagging: it moves with the result, or after it'}
        </Definition>
        <Definition term="Does a move last?">
          {durable === null ? ask('not said yet', 'durable') : durable ? 'yes' : 'it may not'}
        </Definition>
        <Definition term="What a move shows">
          {shows === null
            ? ask('not said yet', 'shows')
            : shows === 'behaviour'
              ? 'people do something else'
              : 'the measurement can be nudged without people changing'}
        </Definition>
        <Definition term="Must not get worse for it">
          {counter ? <a href={`/metrics/${counter.id}`}>{counter.name}</a> : ask('none named', 'counter')}
          {counter && lastWords(counter)}
        </Definition>
        <Definition term="Should be moved by">
          {initiatives.length === 0 && <span class="quiet">no initiative yet</span>}
          {initiatives.slice(0, 12).map(({ id, title }, at) => (
            <>
              {at > 0 && ', '}
              <a href={`/initiatives/${id}`}>{title}</a>
            </>
          ))}
        </Definition>
      </Definitions>
    </Section>
  )
}

function lastWords({ readings, baseline, unit }: MetricTold): string {
  const last = readings.at(-1)
  if (!last) return ', not read yet'
  const moved = baseline === null ? null : differenceInWords(baseline, last.value, unit)
  return `, ${valueInWords(last.value, unit)} on ${dayWords(last.on)}${moved ? ` (${moved})` : ''}`
}

function Course({ metric, initiatives }: { metric: MetricTold; initiatives: readonly Initiative[] }) {
  const { name, baseline, target, unit } = metric
  const value = (value: number) => ({ value, text: valueInWords(value, unit) })
  const readings = metric.readings.map((reading) => ({ on: reading.on, label: 'reading', ...value(reading.value) }))
  if (readings.length + (baseline === null ? 0 : 1) < 2 || readings.length === 0) return null
  return (
    <MetricLine
      id="metric-line"
      name={name}
      readings={readings}
      before={baseline === null ? null : value(baseline)}
      target={target === null ? null : value(target)}
      launches={launchesWithin(initiatives, readings)}
    />
  )
}

/** The launches that fall into what is drawn, and a little beyond it. */
const launchesWithin = (initiatives: readonly Initiative[], readings: readonly MetricReading[]) => {
  const to = readings.at(-1)!.on
  const from = addDays(readings[0]!.on, -60)
  return initiatives
    .flatMap(({ title, launchedOn }) => (launchedOn ? [{ on: launchedOn as Day, label: `${title} launched` }] : []))
    .filter(({ on }) => on >= from && on <= to)
    .reverse()
}

const shownAtOnce = 30

const Readings = ({ metric, view }: { metric: MetricTold; view: View }) => {
  const { id, name, unit, baseline, readings } = metric
  const newest = [...readings].reverse()
  const shown = view.query.has('all') ? newest : newest.slice(0, shownAtOnce)
  return (
    <Section id="readings" title={readings.length === 0 ? 'Readings' : count(readings.length, 'reading')}>
      {readings.length === 0 && (
        <p class="quiet">
          None yet. A reading is what it says on a day; the first of them, before anything changed, is worth most.
        </p>
      )}
      <Form do="metric.record" from={view.path} hidden={{ id }} failed={view.failed} class="reading-form">
        <div class="filter-grid">
          <NumberField name="value" label={askedIn(`What ${name} reads`, unit)} size="full" required />
          <DayField name="on" label="On" value={view.today} max={view.today} />
        </div>
        <Submit kind="plain">Keep the reading</Submit>
      </Form>
      {shown.length > 0 && (
        <table>
          <caption class="unseen">Readings of {name}, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Value</th>
              {baseline !== null && <th scope="col">Since before</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((reading) => (
              <tr>
                <th scope="row">
                  <a href={`/readings/${reading.id}`}>{dayWords(reading.on)}</a>
                </th>
                <td class="num">{valueInWords(reading.value, unit)}</td>
                {baseline !== null && (
                  <td class="num">{differenceInWords(baseline, reading.value, unit) ?? 'unchanged'}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < readings.length && (
        <p>
          <a href={`/metrics/${id}?all=yes#readings`}>Show all of them</a>
        </p>
      )}
    </Section>
  )
}

const Edit = ({
  metric,
  others,
  counter,
  view,
}: {
  metric: MetricTold
  others: readonly { id: string; name: string }[]
  counter: MetricTold | null
  view: View
}) => (
  <Section id="edit" title="Change it">
    <details open={view.query.has('edit') || view.failed?.operation === 'metric.define'}>
      <summary class="button">Edit the metric</summary>
      <Form
        do="metric.define"
        id="edit"
        from={view.path}
        next={`/metrics/${metric.id}`}
        hidden={{ id: metric.id }}
        failed={view.failed}
      >
        <TextField name="name" label="Name" value={metric.name} size="medium" maxlength={120} required />
        <div class="filter-grid">
          <TextField name="unit" label="Unit" value={metric.unit} placeholder="%, days, EUR …" maxlength={20} />
          <SelectField name="direction" label="Good is" value={metric.direction} options={directions} />
          <NumberField name="baseline" label="Before" value={metric.baseline} size="full" />
          <NumberField name="target" label="Where it should stand" value={metric.target} size="full" />
        </div>
        <RadioRow
          name="timing"
          legend="Leading or lagging?"
          hint="A leading number moves before the result that counts; a lagging one moves with it, or after."
          value={metric.timing}
          options={[
            { value: 'leading', label: 'Leading' },
            { value: 'lagging', label: 'Lagging' },
          ]}
        />
        <RadioRow
          name="durable"
          legend="Does a move of it last?"
          value={metric.durable === null ? null : String(metric.durable)}
          options={[
            { value: 'true', label: 'It lasts' },
            { value: 'false', label: 'It may not' },
          ]}
        />
        <RadioRow
          name="shows"
          legend="What does a move of it show?"
          value={metric.shows}
          options={[
            { value: 'behaviour', label: 'People do something else' },
            { value: 'measurement', label: 'The measurement can be nudged' },
          ]}
        />
        {(others.length > 0 || counter) && (
          <SelectField
            name="counter"
            label="What must not get worse for it"
            empty="None"
            value={metric.counter}
            options={[...(counter && !others.some(({ id }) => id === counter.id) ? [counter] : []), ...others].map(
              ({ id, name }) => ({ value: id, label: name }),
            )}
          />
        )}
        <Submit>Save</Submit>
      </Form>
    </details>
  </Section>
)

const Remove = ({
  metric,
  initiatives,
  view,
}: {
  metric: MetricTold
  initiatives: readonly Initiative[]
  view: View
}) =>
  initiatives.length > 0 ? (
    <Note>An initiative should move it, so it cannot be taken out.</Note>
  ) : (
    <Form do="metric.remove" from={view.path} next="/metrics" hidden={{ id: metric.id }} failed={view.failed}>
      <ConfirmButton
        label="Take it out…"
        question="It goes with its readings. You can undo it."
        confirm="Take it out"
      />
    </Form>
  )
