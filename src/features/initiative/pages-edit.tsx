import type { View } from '../../platform/page.ts'
import type { InitiativeRow } from '../../platform/schema.ts'
import { DayField, Form, NumberField, RadioRow, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { Section } from '../../ui/parts.tsx'

export type Initiative = Omit<InitiativeRow, 'personId'>

export interface Metric {
  id: string
  name: string
  unit: string | null
  baseline: number | null
  target: number | null
}

/** Everything that can be said about an initiative. */
export function Edit({
  initiative,
  metrics,
  view,
}: {
  initiative: Initiative
  metrics: readonly Metric[]
  view: View
}) {
  const { standing } = view
  return (
    <Section id="edit" title="Change it">
      <details open={view.query.has('edit') || isRefused(view, 'initiative.edit')}>
        <summary class="button">Edit the initiative</summary>
        <Form
          do="initiative.edit"
          from={view.path}
          next={`/initiatives/${initiative.id}`}
          hidden={{ id: initiative.id }}
          failed={view.failed}
        >
          <TextField name="title" label="Name" value={initiative.title} maxlength={200} required />
          <DayField name="startedOn" label="When it began" value={initiative.startedOn} />
          <TextArea
            name="problem"
            label="Whose problem it solves, and how that shows today"
            rows={2}
            value={initiative.problem}
            maxlength={1000}
          />
          <TextArea
            name="why"
            label="Which of the company’s numbers it serves"
            rows={2}
            value={initiative.why}
            maxlength={1000}
          />
          <RadioRow
            name="origin"
            legend="Where it came from"
            value={initiative.origin}
            options={[
              { value: 'found', label: 'I found it' },
              { value: 'requested', label: 'Somebody asked for it' },
            ]}
          />
          <TextField
            name="requestedBy"
            label="Who asked"
            size="medium"
            value={initiative.requestedBy}
            maxlength={120}
          />
          {standing && (
            <SelectField
              name="scope"
              label="Size of work"
              hint="New records of it take this over."
              empty="Not said"
              value={initiative.scope}
              options={standing.framework.levels.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          <MetricFields initiative={initiative} metrics={metrics} />
          <TextArea
            name="knownBy"
            label="How you will know that it worked"
            rows={2}
            value={initiative.knownBy}
            maxlength={1000}
          />
          <TextArea
            name="notDoing"
            label="What is left aside for it"
            hint="One per line."
            rows={2}
            value={initiative.notDoing}
          />
          <TextArea
            name="userChange"
            label="What changed for users"
            rows={2}
            value={initiative.userChange}
            maxlength={1000}
          />
          <DayField name="stoppedOn" label="When it was stopped, if it was" value={initiative.stoppedOn} />
          <Submit>Save</Submit>
        </Form>
      </details>
    </Section>
  )
}

const MetricFields = ({ initiative, metrics }: { initiative: Initiative; metrics: readonly Metric[] }) => (
  <fieldset>
    <legend>The number it should move</legend>
    {metrics.length > 0 && (
      <SelectField
        name="metric"
        label="One you have"
        empty="None"
        value={initiative.metric}
        options={metrics.map(({ id, name }) => ({ value: id, label: name }))}
      />
    )}
    <TextField
      name="newMetric.name"
      label={metrics.length > 0 ? 'Or a new one' : 'Its name'}
      placeholder="week-1 retention"
      size="medium"
      maxlength={120}
    />
    <div class="filter-grid">
      <TextField name="newMetric.unit" label="Unit" placeholder="%, days, EUR …" maxlength={20} />
      <NumberField name="newMetric.baseline" label="Before" size="full" />
      <SelectField
        name="newMetric.direction"
        label="Good is"
        value="up"
        options={[
          { value: 'up', label: 'Up' },
          { value: 'down', label: 'Down' },
        ]}
      />
    </div>
    <NumberField name="target" label="Where it should stand after it" value={initiative.target} />
  </fieldset>
)

/** The page is shown again because this operation refused what was typed. */
export const isRefused = ({ failed }: View, operation: string): boolean => failed?.operation === operation
