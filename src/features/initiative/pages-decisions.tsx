import type { Day } from '../../core/day.ts'
import type { Paged } from '../../platform/fields.ts'
import type { Page, View } from '../../platform/page.ts'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { DayField, Form, RadioRow, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, Definition, Definitions, dayWords, EmptyState, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { DecisionTold } from './decisions.ts'

/** What was chosen over what; those whose day to be looked at again has come stand first. */
export const decisionsPage: Page = {
  path: '/decisions',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const cursor = view.query.get('cursor') ?? undefined
    const { items, next } = await view.call<Paged<DecisionTold>>('decision.list', { cursor })
    const due = cursor ? [] : (await view.call<Paged<DecisionTold>>('decision.list', { due: true })).items
    const others = items.filter(({ id }) => !due.some((other) => other.id === id))
    return {
      title: 'Decisions',
      body: (
        <>
          <PageHead title="Decisions" lead="What you chose, over what, and whether it still stands.">
            {items.length > 0 && (
              <ActionLink href="/log?kind=decision&back=/decisions" kind="main">
                Log a decision
              </ActionLink>
            )}
          </PageHead>
          <EvidenceViews now="/decisions" />
          {items.length === 0 && !cursor && <NothingYet />}
          {due.length > 0 && (
            <Section id="due" title="To look at again">
              <ul class="list">
                {due.map((decision) => (
                  <DecisionRow decision={decision} view={view} isDue />
                ))}
              </ul>
            </Section>
          )}
          {others.length > 0 && (
            <Section id="all" title={due.length > 0 ? 'The others' : 'Newest first'}>
              <ul class="list">
                {others.map((decision) => (
                  <DecisionRow decision={decision} view={view} />
                ))}
              </ul>
            </Section>
          )}
          <Pager label="Decisions" newer={cursor ? '/decisions' : null} older={next && `/decisions?cursor=${next}`} />
        </>
      ),
    }
  },
}

const NothingYet = () => (
  <EmptyState
    example="Decided to fix onboarding before building the mobile app, because week-1 users never reach the app. Not chosen: the app store slot. Look again on 1 September."
    action={
      <ActionLink href="/log?kind=decision&back=/decisions" kind="main">
        Log one
      </ActionLink>
    }
  >
    A decision with what was not chosen says more about you than a launch. Give it a day to be looked at again, and
    Today asks for it.
  </EmptyState>
)

/** One decision with its parts, and the form to look at it again. */
export const DecisionRow = ({
  decision: told,
  view,
  isDue = false,
}: {
  decision: DecisionTold
  view: View
  isDue?: boolean
}) => {
  const { id, text, happenedOn, initiative, initiativeTitle, decision, revisitOn, revisits } = told
  const isHere = view.path.startsWith(`/initiatives/${initiative}`)
  return (
    <li id={`decision-${id}`}>
      <p class="begun">
        <a href={`/evidence/${id}`}>{shortened(decision?.choice ?? text)}</a>
      </p>
      <p class="small quiet">
        {happenedOn ? dayWords(happenedOn) : 'no date yet'}
        {initiative && !isHere && (
          <>
            {' · '}
            <a href={`/initiatives/${initiative}`}>{initiativeTitle}</a>
          </>
        )}
        {revisitOn && (
          <>
            {' · '}
            <span class={revisitOn <= view.today ? 'urgent' : undefined}>look again on {dayWords(revisitOn)}</span>
          </>
        )}
      </p>
      <Definitions>
        {decision?.because && <Definition term="Because">{decision.because}</Definition>}
        {(decision?.notChosen?.length || decision?.type !== 'decline') && (
          <Definition term="Not chosen">
            {decision?.notChosen?.length ? (
              decision.notChosen.join('; ')
            ) : (
              <a href={`/evidence/${id}/edit?back=${view.path.split('?')[0]}#edit-decision-notChosen`}>
                What did you leave aside for it?
              </a>
            )}
          </Definition>
        )}
        {decision?.measure && <Definition term="Measured by">{decision.measure}</Definition>}
        {revisits.map(({ on, stands, because }) => (
          <Definition term={`Looked at on ${dayWords(on)}`}>
            {stands ? 'It still stands.' : 'It no longer stands.'} {because}
          </Definition>
        ))}
      </Definitions>
      {(isDue || decision) && <LookAgain id={id} isDue={isDue} revisitOn={revisitOn} view={view} />}
    </li>
  )
}

const LookAgain = ({
  id,
  isDue,
  revisitOn,
  view,
}: {
  id: string
  isDue: boolean
  revisitOn: Day | null
  view: View
}) => (
  <details open={isDue || (view.failed?.operation === 'decision.revisit' && view.failed.values.id === id)}>
    <summary class="button">Look at it again</summary>
    <Form do="decision.revisit" from={view.path} hidden={{ id }} failed={view.failed}>
      <RadioRow
        name="stands"
        legend="Would you decide the same today?"
        required
        options={[
          { value: 'true', label: 'It still stands' },
          { value: 'false', label: 'It no longer stands' },
        ]}
      />
      <TextArea
        name="because"
        label="What you see now that you did not see then"
        rows={2}
        maxlength={1000}
        draft={`revisit:${id}:${revisitOn ?? ''}`}
      />
      <DayField name="againOn" label="Look at it once more on" />
      <Submit kind="plain">Keep it</Submit>
    </Form>
  </details>
)

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= 160 ? line : `${line.slice(0, 159).trimEnd()}…`
}
