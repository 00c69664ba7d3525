import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, Columns, EmptyState, PageHead, Pager, Section, WhenDay } from '../../ui/parts.tsx'
import type { TalkAnswer, TalksAnswer } from './operations.ts'

const talksPage: Page = {
  path: '/talks',
  here: 'talks',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<TalksAnswer>('talk.list', {
      cursor: view.query.get('cursor') ?? undefined,
      limit: 20,
    })
    return { title: 'Talks', body: <Talks view={view} answer={answer} /> }
  },
}

export const talkPages: readonly Page[] = [talksPage]

const Talks = ({ view, answer: { items, next } }: { view: View; answer: TalksAnswer }) => (
  <>
    <PageHead title="Talks" lead="What was said about your growth, talk by talk. For your eyes only.">
      <ActionLink href="/talks/process">How promotion works here</ActionLink>
    </PageHead>
    <Columns beside={<Beside />}>
      {items.length === 0 ? (
        <NoTalkYet />
      ) : (
        <ul class="list">
          {items.map((talk) => (
            <Talk talk={talk} />
          ))}
        </ul>
      )}
      <Pager label="Talks" newer={view.query.has('cursor') ? '/talks' : null} older={next && `/talks?cursor=${next}`} />
      <Section id="record" title="Write a talk down">
        <RecordForm view={view} />
      </Section>
    </Columns>
  </>
)

const NoTalkYet = () => (
  <EmptyState example="12 June, with Daniel. Asked how the step up works. “Show me one bet across two teams.” He took it well: “Good that you ask before the review.”">
    A talk a month about growth is frequent enough. What you write down on the day you can go back to; what you remember
    changes.
  </EmptyState>
)

const Talk = ({ talk: { on, with: partner, notes, heard, theirResponse } }: { talk: TalkAnswer }) => (
  <li>
    <p>
      <strong>
        <WhenDay day={on} />
      </strong>
      {partner && `, with ${partner}`}
    </p>
    {notes && <p class="said">{notes}</p>}
    {heard.length > 0 && (
      <ul>
        {heard.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    )}
    {theirResponse && <p class="small quiet">How they took it: {theirResponse}</p>}
  </li>
)

const RecordForm = ({ view }: { view: View }) => (
  <Form do="talk.record" from={view.path} next="/talks" failed={view.failed}>
    <DayField name="on" label="On which day?" value={view.today} max={view.today} />
    <TextField name="with" label="With whom?" size="medium" value={view.profile.manager} maxlength={120} />
    <TextArea name="notes" label="What was it about?" rows={3} maxlength={8000} draft />
    <TextArea name="heard" label="What they said" hint="One line each, in their words." rows={3} draft />
    <TextArea
      name="theirResponse"
      label="How did they take it?"
      hint="Words, not your reading of them."
      rows={2}
      maxlength={2000}
      draft
    />
    <Submit keys>Keep it</Submit>
  </Form>
)

const Beside = () => (
  <Section id="also" title="Also said in talks">
    <ul class="small">
      <li>
        <a href="/level/agreement">Where you and your manager stand</a>: not yet, close or yes.
      </li>
      <li>
        <a href="/level/rate/heard">A rating you heard</a>, skill by skill.
      </li>
      <li>
        <a href="/checks#stalls">What you heard in place of a yes</a>, held against your records.
      </li>
      <li>
        <a href="/checks#opening">Before you say it</a>: an opening, read for what turns people away.
      </li>
    </ul>
    <p class="small quiet">Not enough data yet for an agenda: promises are not kept here so far.</p>
  </Section>
)
