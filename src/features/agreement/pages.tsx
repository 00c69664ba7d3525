import type { QuizHint } from '../../core/quiz-hints.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckField, DayField, Form, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { Columns, Note, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import { HintNote } from '../../ui/quiz-hint.tsx'
import type { AgreementAnswer } from './operations.ts'
import { stateWords } from './standing.ts'

const agreementPage: Page = {
  path: '/level/agreement',
  here: 'level',
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const answer = await view.call<AgreementAnswer>('agreement.show')
    const { hints } = await view.call<{ hints: QuizHint[] }>('quiz.hints')
    const hint = hints.find(({ about }) => about === 'agreement')
    return { title: 'You and your manager', body: <Agreement view={view} answer={answer} hint={hint} /> }
  },
}

export const agreementPages: readonly Page[] = [agreementPage]

interface Matter {
  view: View
  answer: AgreementAnswer
  /** What was said of it in the quiz, if that still waits for the person’s word. */
  hint: QuizHint | undefined
}

const Agreement = (matter: Matter) => (
  <>
    <PageHead
      title="You and your manager"
      lead={
        <>
          What you both say about the next level, talk by talk. <a href="/level">Back to Level</a>
        </>
      }
    />
    <Columns beside={<History {...matter} />}>
      <Section id="now" title="Now">
        <p class="behind-curtain">
          {matter.answer.current?.words ?? 'Nothing is recorded yet. Whatever is said, asking costs nothing here.'}
        </p>
        <Note>
          <p>
            {matter.answer.current && `It was about ${matter.answer.current.about}. `}A recorded talk says what was said
            on a day. It is not a promise, by them or by you, and it counts for four months.
          </p>
        </Note>
      </Section>
      {matter.hint && <HintNote hint={matter.hint} from="/level/agreement" failed={matter.view.failed} />}
      <Section id="record" title="Record a talk">
        <RecordForm {...matter} />
      </Section>
    </Columns>
  </>
)

const RecordForm = ({ view }: Matter) => (
  <Form do="agreement.record" from="/level/agreement" next="/level/agreement" failed={view.failed}>
    <RadioRow
      name="state"
      legend="What was said about the next level?"
      required
      options={[
        { value: 'not_yet', label: 'Not yet', hint: 'there is more to show first' },
        { value: 'close', label: 'Close', hint: 'little is missing' },
        { value: 'yes', label: 'Yes', hint: 'you both say you work at that level' },
      ]}
    />
    <DayField name="on" label="On which day?" value={view.today} max={view.today} />
    <TextField
      name="by"
      label="With whom?"
      hint="Whoever was your manager then."
      size="medium"
      value={view.profile.manager}
      maxlength={120}
    />
    <TextArea
      name="conditions"
      label="What is still missing, as they said it"
      hint="One per line. Optional."
      rows={3}
      draft
    />
    <CheckField
      name="confirmedByManager"
      label="They confirmed that this is what was said"
      hint="Their reply to your summary is enough. If they prefer to answer in person, leave this open."
    />
    <Submit keys>Keep it</Submit>
  </Form>
)

const History = ({ answer }: Matter) => (
  <Section id="history" title="Talk by talk">
    {answer.history.length === 0 ? (
      <p class="small quiet">Each talk you record stands here, newest first.</p>
    ) : (
      <ol class="list small behind-curtain">
        {answer.history.slice(0, 24).map(({ state, on, manager, confirmedByManager, conditions, about }) => (
          <li>
            <WhenDay day={on} />: <strong>{stateWords[state]}</strong>
            {manager && `, with ${manager}`}
            {confirmedByManager && ', confirmed'} <span class="quiet">about {about}</span>
            {conditions.length > 0 && (
              <ul class="quiet">
                {conditions.map((condition) => (
                  <li>{condition}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    )}
  </Section>
)
