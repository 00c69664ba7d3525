import type { EvidenceMetric } from '../../core/evidence.ts'
import type { Skill } from '../../core/framework.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { type KnownInitiative, offeredInitiatives } from '../../platform/initiatives.ts'
import { backPath, type Page, type View } from '../../platform/page.ts'
import {
  CheckField,
  DayField,
  Form,
  Hidden,
  NumberField,
  RadioRow,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { kindWord, PageHead } from '../../ui/parts.tsx'
import { InitiativeFields, kindOptions, SkillSelects, shortened, skillsAimedAt } from './pages-fields.tsx'
import { DecisionFields, FoundFields, LessonFields, PeopleFields } from './pages-kinds.tsx'

/** Everything that can be said about a record. */
export const evidenceEditPage: Page = {
  path: '/evidence/:id/edit',
  here: 'evidence',
  async render(view) {
    const id = view.params.id!
    const evidence = await view.call<StoredEvidence>('evidence.show', { id })
    return {
      title: `Edit ${shortened(evidence.text, 50)}`,
      body: (
        <>
          <PageHead title="Edit the record" lead="Nothing here is asked for. Fill what makes the story clearer." />
          <Form
            do="evidence.edit"
            id="edit"
            from={view.path}
            next={backPath(view, `/evidence/${id}`)}
            hidden={{ id }}
            failed={view.failed}
            keeps
          >
            <TextArea name="text" label="What happened" rows={5} value={evidence.text} draft required />
            <KindField evidence={evidence} />
            <DayField
              name="happenedOn"
              label="When it happened"
              hint="Without a date it does not count."
              value={evidence.happenedOn}
              max={view.today}
            />
            <Placing
              evidence={evidence}
              view={view}
              initiatives={await offeredInitiatives(view, evidence.initiative)}
            />
            <Numbers metrics={evidence.metrics} view={view} />
            <fieldset>
              <legend>The story</legend>
              <TextArea
                name="problem"
                label="Problem"
                hint="Who was losing what, and why."
                rows={2}
                value={evidence.problem}
                maxlength={1000}
              />
              <DecisionFields decision={evidence.decision} />
              <TextArea
                name="next"
                label="From here"
                hint="What larger problem this opens, or what you want next."
                rows={2}
                value={evidence.next}
                maxlength={1000}
              />
            </fieldset>
            <details open={evidence.kind === 'problem' || evidence.foundFirst != null}>
              <summary>It was a problem you found first</summary>
              <FoundFields found={evidence.foundFirst} />
            </details>
            <details open={evidence.kind === 'learning' || evidence.lesson != null}>
              <summary>It went otherwise than expected</summary>
              <LessonFields lesson={evidence.lesson} />
            </details>
            <fieldset>
              <legend>People and proof</legend>
              <PeopleFields evidence={evidence} view={view} />
            </fieldset>
            <p class="actions">
              <Submit keys>Save</Submit>
              <a href={backPath(view, `/evidence/${id}`)}>Leave it as it was</a>
            </p>
          </Form>
        </>
      ),
    }
  },
}

// A kind the coach read is not chosen here, so that saving the form does not make it the person's own choice.
const KindField = ({ evidence: { kind, kindSource } }: { evidence: StoredEvidence }) => (
  <RadioRow
    name="kind"
    legend="What it is"
    hint={
      kindSource === 'coach'
        ? `The coach reads it as: ${kindWord(kind).toLowerCase()}. Choose one to settle it.`
        : kind === null
          ? 'You made it a note. A note is kept and does not count.'
          : undefined
    }
    value={kindSource === 'user' ? kind : null}
    options={[...kindOptions, { value: '', label: 'Only a note' }]}
  />
)

function Placing({
  evidence,
  view,
  initiatives,
}: {
  evidence: StoredEvidence
  view: View
  initiatives: readonly KnownInitiative[]
}) {
  const { standing } = view
  return (
    <>
      {standing && (
        <SkillSelects
          skills={withChosen(skillsAimedAt(standing), standing.framework.skills, evidence.skills)}
          chosen={evidence.skills}
        />
      )}
      <InitiativeFields initiatives={initiatives} value={evidence.initiative} />
      {standing && (
        <SelectField
          name="scope"
          label="Size of work"
          hint="The level whose size of work this was. Only work of the level you aim at counts towards it."
          empty={evidence.scope === null ? 'Not said' : undefined}
          value={evidence.scope}
          options={standing.framework.levels.map((level) => ({ value: level.id, label: level.title }))}
        />
      )}
    </>
  )
}

/** A skill chosen once stays on offer when the level aimed at no longer asks for it. */
const withChosen = (skills: readonly Skill[], all: readonly Skill[], chosen: readonly string[]): Skill[] => [
  ...skills,
  ...all.filter((skill) => chosen.includes(skill.id) && !skills.includes(skill)),
]

const Numbers = ({ metrics, view }: { metrics: readonly EvidenceMetric[]; view: View }) => (
  <fieldset id="edit-metrics" tabindex={-1}>
    <legend>Numbers</legend>
    <p class="hint">The first with a before and an after is the one that counts. A row cleared out is left out.</p>
    {metrics.map((metric, i) => (
      <MetricFields metric={asWritten(metric)} at={i} view={view} />
    ))}
    {metrics.length === 0 && <MetricFields metric={null} at={0} view={view} />}
    {metrics.length > 0 && metrics.length < 10 && (
      <details>
        <summary>Add another number</summary>
        <MetricFields metric={null} at={metrics.length} view={view} />
      </details>
    )}
  </fieldset>
)

/** A share of a whole is kept as 0.0968 and read as 9.68 %, and a count has no unit: nobody writes the first of either. */
function asWritten(metric: EvidenceMetric): EvidenceMetric {
  if (metric.unit === 'count') return { ...metric, unit: null }
  if (metric.unit !== 'ratio') return metric
  const percent = (value: number | null | undefined) => (value == null ? null : Number((value * 100).toPrecision(6)))
  return {
    ...metric,
    unit: '%',
    from: percent(metric.from),
    to: percent(metric.to),
    delta: percent(metric.delta),
    target: percent(metric.target),
    checks: metric.checks?.map((check) => ({ ...check, value: percent(check.value) ?? check.value })),
  }
}

function MetricFields({ metric, at, view }: { metric: EvidenceMetric | null; at: number; view: View }) {
  const name = (field: string) => `metrics.${at}.${field}`
  return (
    <div class="metric-fields">
      <div class="filter-grid">
        <TextField
          name={name('name')}
          label="What it measures"
          placeholder="week-1 retention"
          value={metric?.name}
          maxlength={120}
        />
        <NumberField name={name('from')} label="Before" value={metric?.from} />
        <NumberField name={name('to')} label="After" value={metric?.to} />
        <TextField name={name('unit')} label="Unit" placeholder="%, days, EUR …" value={metric?.unit} maxlength={20} />
        {(metric === null || metric.from === null || metric.to === null) && (
          <NumberField name={name('delta')} label="Or changed by" value={metric?.delta} />
        )}
        <NumberField name={name('target')} label="Target" value={metric?.target} />
        <TextField name={name('window')} label="Over what period" value={metric?.window} maxlength={120} />
        <SelectField
          name={name('good')}
          label="Was that better?"
          empty="Not said"
          value={metric?.good == null ? null : String(metric.good)}
          options={[
            { value: 'true', label: 'Yes, for the better' },
            { value: 'false', label: 'No, for the worse' },
          ]}
        />
      </div>
      <CheckField
        name={name('counter')}
        label="Only watched beside another number"
        hint="It says what the gain did not cost, and is never the result itself."
        checked={metric?.counter ?? false}
      />
      {metric?.relative && <Hidden name={name('relative')} value="true" />}
      {metric?.vanity && <Hidden name={name('vanity')} value="true" />}
      {metric && <Hidden name={name('direction')} value={metric.direction ?? ''} />}
      <details open={metric?.targetSetBefore || (metric?.checks?.length ?? 0) > 0}>
        <summary>After 30 and 60 days</summary>
        <CheckField
          name={name('targetSetBefore')}
          label="The target was written down before launch"
          checked={metric?.targetSetBefore ?? false}
        />
        {([30, 60] as const).map((day, i) => (
          <div class="filter-grid">
            <CheckReading name={name(`checks.${i}`)} day={day} metric={metric} view={view} />
          </div>
        ))}
      </details>
    </div>
  )
}

function CheckReading({
  name,
  day,
  metric,
  view,
}: {
  name: string
  day: 30 | 60
  metric: EvidenceMetric | null
  view: View
}) {
  const check = metric?.checks?.find((each) => each.day === day)
  return (
    <>
      <Hidden name={`${name}.day`} value={day} />
      <NumberField name={`${name}.value`} label={`After ${day} days`} value={check?.value} />
      <DayField name={`${name}.recordedOn`} label="Read on" value={check?.recordedOn} max={view.today} />
    </>
  )
}
