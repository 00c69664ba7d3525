import type { QuizHint } from '../core/quiz-hints.ts'
import { type Failed, Form, Submit } from './form.tsx'

/** A hint from the quiz beside what it is about: one click makes it the person's own, another waves it away. */
export const HintButtons = ({
  hint,
  from,
  next,
  failed,
}: {
  hint: QuizHint
  from: string
  next?: string
  failed: Failed | null
}) => (
  <div class="actions">
    <Form do="quiz.take" from={from} next={next} failed={failed} hidden={{ hint: hint.id, as: 'kept' }}>
      <Submit kind="plain">{hint.about === 'skill' ? `Rate myself “${hint.label}”` : 'Keep as what was said'}</Submit>
    </Form>
    <Form do="quiz.take" from={from} next={from} failed={failed} hidden={{ hint: hint.id, as: 'waved' }}>
      <Submit kind="link">Wave away</Submit>
    </Form>
  </div>
)

/** The same as a note on the page of a skill or a talk. */
export const HintNote = (props: Parameters<typeof HintButtons>[0]) => (
  <aside class="note" aria-label="From the quiz">
    <p>
      From the quiz: {props.hint.question} {props.hint.answer}.
    </p>
    <HintButtons {...props} />
  </aside>
)
