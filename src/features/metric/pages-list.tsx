import { differenceInWords, valueInWords } from '../../core/metric-words.ts'
import { count } from '../../core/number-words.ts'
import { facts } from '../../core/printed.ts'
import type { Paged } from '../../platform/fields.ts'
import type { Page, View } from '../../platform/page.ts'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { Form, NumberField, SelectField, Submit, TextField } from '../../ui/form.tsx'
import { ActionLink, dayWords, EmptyState, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { MetricTold } from './queries.ts'

/** The numbers one answers for, by name, each with its last reading. */
export const metricListPage: Page = {
  path: '/metrics',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const { items, next } = await view.call<Paged<MetricTold>>('metric.show', {
      cursor: view.query.get('cursor') ?? undefined,
    })
    return {
      title: 'Metrics',
      body: (
        <>
          <PageHead title="Metrics" lead="The numbers you answer for, and what they read.">
            {items.length > 0 && <ActionLink href="#define">Name one</ActionLink>}
          </PageHead>
          <EvidenceViews now="/metrics" />
          {items.length === 0 && <NothingYet />}
          <ul class="list">
            {items.map((metric) => (
              <li>
                <p>
                  <a href={`/metrics/${metric.id}`}>{metric.name}</a>
                </p>
                <Standing metric={metric} />
              </li>
            ))}
          </ul>
          <Pager
            label="Metrics"
            newer={view.query.has('cursor') ? '/metrics' : null}
            older={next && `/metrics?cursor=${next}`}
          />
          <Define view={view} />
        </>
      ),
    }
  },
}

function Standing({ metric: { unit, baseline, target, readings } }: { metric: MetricTold }) {
  const last = readings.at(-1)
  const moved = last && baseline !== null ? differenceInWords(baseline, last.value, unit) : null
  return (
    <p class="small quiet">
      {last ? (
        <>
          <a href={`/readings/${last.id}`}>{valueInWords(last.value, unit)}</a> on {dayWords(last.on)}
          {moved && `, ${moved}`}
        </>
      ) : (
        'no reading yet'
      )}
      {(baseline !== null || target !== null) &&
        ` · ${facts([
          baseline !== null && `${valueInWords(baseline, unit)} before`,
          target !== null && `target ${valueInWords(target, unit)}`,
        ])}`}
      {readings.length > 1 &&
        ` · ${readings.length === 13 ? '13 readings or more' : count(readings.length, 'reading')}`}
    </p>
  )
}

const NothingYet = () => (
  <EmptyState example="Week-1 retention, in %. Good is up. 42 % before, 55 % is the target. Leading. Must not get worse for it: support tickets a week.">
    A metric written down before the work, with where it stands and where it should go, is what makes a result believed
    later.
  </EmptyState>
)

const Define = ({ view }: { view: View }) => (
  <Section id="define" title="Name a number">
    <Form do="metric.define" from={view.path} next="/metrics/{id}" failed={view.failed}>
      <TextField
        name="name"
        label="Its name, as your team says it"
        placeholder="week-1 retention"
        size="medium"
        maxlength={120}
        required
      />
      <div class="filter-grid">
        <TextField name="unit" label="Unit" placeholder="%, days, EUR …" maxlength={20} />
        <SelectField name="direction" label="Good is" value="up" options={directions} />
        <NumberField name="baseline" label="Where it stands now" size="full" />
        <NumberField name="target" label="Where it should stand" size="full" />
      </div>
      <Submit>Keep it</Submit>
    </Form>
  </Section>
)

export const directions = [
  { value: 'up', label: 'Up' },
  { value: 'down', label: 'Down' },
]
