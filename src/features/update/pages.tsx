import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, Columns, CopyButton, EmptyState, Note, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { UpdateAnswer } from './operations.ts'

const updatePage: Page = {
  path: '/update',
  here: 'today',
  isOfRecords: true,
  async render(view) {
    const asked = view.answered?.operation === 'update.draft' ? (view.answered.answer as UpdateAnswer) : null
    const week = view.query.get('week') ?? undefined
    const answer = asked ?? (await view.call<UpdateAnswer>('update.draft', { week }))
    return { title: 'Weekly update', body: <Update view={view} answer={answer} /> }
  },
}

export const updatePages: readonly Page[] = [updatePage]

const Update = ({ view, answer }: { view: View; answer: UpdateAnswer }) => (
  <>
    <PageHead title="Weekly update" lead={`${answer.week.words}. ${answer.week.quarter}.`}>
      <CopyButton of="field-markdown">Copy it</CopyButton>
      <ActionLink href={`/download/update.draft?week=${answer.week.from}`}>Download</ActionLink>
    </PageHead>
    <Columns beside={<Beside view={view} answer={answer} />}>
      {answer.isEmpty && <NothingYet />}
      {answer.note && (
        <Note>
          <p>{answer.note}</p>
        </Note>
      )}
      <TextArea
        name="markdown"
        label="The draft"
        hint="Change what you like before you copy it. What you change stays in this browser."
        rows={Math.min(30, answer.markdown.split('\n').length + 3)}
        value={answer.markdown}
        draft={`update:${answer.week.from}`}
      />
      <Pager
        label="Weeks"
        older={`/update?week=${answer.week.before}`}
        newer={answer.week.after && `/update?week=${answer.week.after}`}
      />
    </Columns>
  </>
)

const NothingYet = () => (
  <EmptyState
    example="Decided to wait with the export, because two of eleven customers asked for it. The team stays on onboarding."
    action={
      <ActionLink href="/log?back=/update" kind="main">
        Log one thing
      </ActionLink>
    }
  >
    Nothing is written down for this week, and such weeks happen. One line about what you decided or learned is enough
    for an update.
  </EmptyState>
)

const Beside = ({ view, answer }: { view: View; answer: UpdateAnswer }) => (
  <>
    <Counts answer={answer} />
    <Asked answer={answer} />
    <Section id="week" title="Another week">
      <Form do="update.draft" from="/update" failed={view.failed}>
        <DayField name="week" label="A day in it" value={answer.week.from} max={view.today} />
        <Submit kind="plain">Draft that week</Submit>
      </Form>
    </Section>
  </>
)

/** How much the draft says of what, and what was left out of it on purpose. */
function Counts({ answer: { counts, keptOut, conversations } }: { answer: UpdateAnswer }) {
  const { changed, decided, learned, shipped } = counts
  const left = [
    keptOut.feedback > 0 && `${count(keptOut.feedback, 'record')} with others’ words, which are theirs to share`,
    keptOut.notes > 0 && `${count(keptOut.notes, 'note')} without a kind`,
  ].filter(Boolean)
  if (changed + decided + learned + shipped + left.length === 0) return null
  return (
    <Section id="counts" title="What it is made of">
      <ul class="small">
        <li>{count(changed, 'line says', 'lines say')} what changed</li>
        <li>{count(decided, 'line says', 'lines say')} what was decided</li>
        <li>
          {count(learned, 'line says', 'lines say')} what you learned
          {conversations > 0 && `, with ${count(conversations, 'customer conversation')}`}
        </li>
        <li>{count(shipped, 'line says', 'lines say')} what went out</li>
      </ul>
      {left.length > 0 && <p class="small quiet">Left out: {left.join('; ')}.</p>}
    </Section>
  )
}

/** What would make it say more: why it matters, whose words stand beside a number, what sort of number it is. */
function Asked({ answer: { withoutWhy, withoutWords, unweighed } }: { answer: UpdateAnswer }) {
  if (withoutWhy.length + withoutWords.length + unweighed.length === 0) return null
  return (
    <Section id="asked" title="Before you send it">
      <ul class="small">
        {withoutWhy.map(({ id, title }) => (
          <li>
            Why does “{title}” matter? <a href={`/initiatives/${id}?edit=yes#edit`}>Say it once</a>, and it stands in
            every update.
          </li>
        ))}
        {withoutWords.map(({ id, title }) => (
          <li>
            A number moved in “{title}”. Who can say it in words: a customer, support, sales?{' '}
            <a href={`/log?initiative=${id}&back=/update`}>Write it down</a>
          </li>
        ))}
        {unweighed.map(({ id, name }) => (
          <li>
            Does “{name}” lead or lag, and will the change last? <a href={`/metrics/${id}`}>Say so</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
