import { type coach, describeMetric, fixOf, messageOf } from '../../core/coach/coach.ts'
import { pointsAsPercent } from '../../core/points-as-percent.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { type KnownInitiative, offeredInitiatives, sizeOfInitiative } from '../../platform/initiatives.ts'
import { type KnownToCoach, knownToCoach } from '../../platform/known-to-coach.ts'
import { type Answered, backPath, type Page, type View } from '../../platform/page.ts'
import { questionsOff } from '../../platform/settings.ts'
import { DayField, Form, Hidden, RadioRow, Submit, TextArea } from '../../ui/form.tsx'
import { Chip, Chips, dayWords, Kind, PageHead } from '../../ui/parts.tsx'
import { SizeQuestion } from '../../ui/size-question.tsx'
import type { Counts } from './counts.ts'
import { InitiativeFields, kindOptions, SkillToggles, skillsAimedAt, titleOf } from './pages-fields.tsx'
import {
  DecisionFields,
  KindFields,
  type KindWithForm,
  kindAsked,
  kindForms,
  kindsWithForm,
  PeopleFields,
} from './pages-kinds.tsx'

/** One text box; all else can wait. Quick capture takes its details from here. */
export const logPage: Page = {
  path: '/log',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const initiatives = await offeredInitiatives(view, view.query.get('initiative'))
    const about = initiatives.find(({ id }) => id === view.query.get('initiative')) ?? null
    const read = view.answered?.operation === 'evidence.capture' ? view.answered : null
    const kind = kindAsked(view)
    const form = kind && kindForms[kind]
    return {
      title: form?.name ?? 'Log something',
      body: (
        <>
          <PageHead
            title={form?.name ?? 'Log something'}
            lead={
              <>
                {form?.lead ?? 'One sentence is enough. All else can wait.'}
                {about && (
                  <>
                    {' '}
                    It belongs to <a href={`/initiatives/${about.id}`}>{about.title}</a>.
                  </>
                )}
              </>
            }
          />
          <FormsThatFit view={view} now={kind} />
          <Form
            do="evidence.capture"
            id="capture"
            class={kind ? 'capture of-a-kind' : 'capture'}
            from={view.path}
            next={backPath(view, '/evidence')}
            failed={view.failed}
            typed={read}
            keeps={`evidence.capture${kind ? `:${kind}` : ''}`}
          >
            <div class="box">
              <TextArea
                name="text"
                label="What happened?"
                hideLabel
                placeholder={form?.placeholder ?? 'What happened, and what changed because of it?'}
                rows={5}
                draft="evidence.capture:text"
                autofocus
              />
              {read && <WhatTheCoachRead answered={read} view={view} />}
              {!kind && <Sending />}
            </div>
            {kind && <KindFields kind={kind} today={view.today} />}
            {kind === 'feedback' && (
              <InitiativeFields
                initiatives={initiatives}
                value={view.query.get('initiative')}
                legend="The work they are about"
              />
            )}
            {kind && <Sending />}
            <CaptureDetails
              view={view}
              kind={kind}
              coachKnows={await knownToCoach(view)}
              initiatives={initiatives}
              size={await sizeOfInitiative(view, about?.id ?? null)}
              open={read !== null || view.failed !== null}
            />
          </Form>
        </>
      ),
    }
  },
}

/** Ways to say more, for whoever wants to; the text typed meanwhile comes along, as its draft. */
function FormsThatFit({ view, now }: { view: View; now: KindWithForm | null }) {
  const to = (kind: KindWithForm | null) => {
    const query = new URLSearchParams(
      [...view.query].filter(([name]) => ['back', 'initiative', 'skill'].includes(name)),
    )
    if (kind) query.set('kind', kind)
    return query.size === 0 ? '/log' : `/log?${query}`
  }
  return (
    <nav class="views small" aria-label="Forms that fit">
      <a href={to(null)} aria-current={now === null ? 'page' : undefined}>
        Anything
      </a>
      {kindsWithForm.map((kind) => (
        <a href={to(kind)} aria-current={now === kind ? 'page' : undefined}>
          {kindForms[kind].name}
        </a>
      ))}
    </nav>
  )
}

const Sending = () => (
  <div class="row capture-send">
    <span class="small quiet">
      Stored on this computer. <a href="/coach">See examples</a>
    </span>
    <span class="actions">
      <Submit keys>Save</Submit>
      <Submit kind="plain" name="dryRun" value="true">
        Read it first
      </Submit>
    </span>
  </div>
)

/** What quick capture adds to its text box once it is open; complete without script. */
function CaptureDetails({
  view,
  coachKnows: { reads, skills },
  initiatives,
  kind,
  size,
  open,
}: {
  view: View
  kind: KindWithForm | null
  coachKnows: KnownToCoach
  initiatives: readonly KnownInitiative[]
  /** The level whose size of work its initiative is, if that was said. */
  size: string | null
  open: boolean
}) {
  const { standing, today } = view
  return (
    <div
      id="capture-details"
      data-today={today}
      data-locale={reads.locale}
      data-fiscal-year-start={reads.fiscalYearStart}
      data-people={reads.people?.join('\n')}
      data-self={reads.self}
      data-questions-off={questionsOff(view.settings).join(' ')}
    >
      <SizeQuestion
        standing={standing}
        hint={
          size && standing && `Left open, it is as you said of the initiative: ${titleOf(standing.framework, size)}.`
        }
      />
      {standing && <SkillToggles skills={skillsAimedAt(standing)} known={skills} asked={view.query.get('skill')} />}
      <details open={open}>
        <summary>More details</summary>
        <DayField
          name="happenedOn"
          label="When it happened"
          hint="Left empty: the day your text names, else today."
          max={today}
        />
        {kind ? (
          <Hidden name="kind" value={kind} />
        ) : (
          <RadioRow
            name="kind"
            legend="What it is"
            hint="With none chosen, the coach reads it from the text."
            options={kindOptions}
          />
        )}
        {kind !== 'feedback' && <InitiativeFields initiatives={initiatives} value={view.query.get('initiative')} />}
        <PeopleFields view={view} />
        {!kind && (
          <details>
            <summary>It was a decision</summary>
            <DecisionFields />
          </details>
        )}
        <p>
          <Submit>Save</Submit>
        </p>
      </details>
    </div>
  )
}

interface CaptureAnswer {
  evidence: StoredEvidence
  reading: ReturnType<typeof coach>
  counts: Counts
}

const asRead = (answered: Answered): CaptureAnswer => answered.answer as CaptureAnswer

function WhatTheCoachRead({ answered, view }: { answered: Answered; view: View }) {
  const { evidence, reading, counts } = asRead(answered)
  const [flag] = reading.flags
  const slip = pointsAsPercent(evidence.text, evidence.metrics)
  const skills = view.standing?.framework.skills.filter(({ id }) => evidence.skills.includes(id)) ?? []
  return (
    <div class="capture-read" role="status">
      <Chips>
        <Kind kind={evidence.kind} />
        {evidence.metrics.map((metric) => (
          <Chip>{describeMetric(metric)}</Chip>
        ))}
        {evidence.happenedOn && <Chip>{dayWords(evidence.happenedOn)}</Chip>}
        {reading.tags.named.map(({ name }) => (
          <Chip>{name}</Chip>
        ))}
        {skills.map(({ name }) => (
          <Chip>{name}</Chip>
        ))}
      </Chips>
      <p class="small quiet">Not kept yet. {counts.sentence}</p>
      {slip && <p class="small">{slip}</p>}
      {flag && (
        <div class="ask">
          <span>
            {messageOf(flag)} <span class="small quiet">{fixOf(flag)}</span>
          </span>
        </div>
      )}
    </div>
  )
}
