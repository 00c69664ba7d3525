import type { Quiz } from '../../core/quiz.ts'
import type { QuizHint } from '../../core/quiz-hints.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Submit, TextField } from '../../ui/form.tsx'
import { ActionLink, Note, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import { PassOn } from '../../ui/pass-on.tsx'
import { HintButtons } from '../../ui/quiz-hint.tsx'
import { familyFor } from './answers.ts'
import { Always, Begin, Intro, Questions, quizMarks, Result, Resumed, Steps } from './body.tsx'
import { quizIn } from './content.ts'
import type { ScoreAnswer } from './operations.ts'
import type { KeptQuiz, Starting } from './starting.ts'

const quizPage: Page = {
  path: '/quiz',
  here: 'more',
  async render(view) {
    const quiz = quizIn(view.home.content)
    const { quiz: kept } = await view.call<Starting>('quiz.hints')
    const answered = view.answered?.operation === 'quiz.score' ? (view.answered.answer as ScoreAnswer) : null
    return {
      title: 'Two-minute quiz',
      scripts: ['quiz'],
      body: (
        <div {...quizMarks(quiz)} data-answered={answered ? '' : undefined}>
          <PageHead title="How much of the next level already shows?" lead={<Intro quiz={quiz} />}>
            {kept && <ActionLink href="/quiz/kept">Your starting point</ActionLink>}
          </PageHead>
          <Always quiz={quiz} where="cairn" />
          {!answered && <Asked view={view} quiz={quiz} />}
          <Result quiz={quiz} result={answered} text={answered?.asText}>
            <KeepForm view={view} code={answered?.code ?? ''} />
            {answered && (
              <p class="screen-only">
                <a href="/quiz">Take it again</a>
              </p>
            )}
          </Result>
          <CodeForm view={view} />
          <PassOn name="quiz" />
        </div>
      ),
    }
  },
}

const Asked = ({ view, quiz }: { view: View; quiz: Quiz }) => (
  <div class="quiz-asked">
    <Form do="quiz.score" from="/quiz" failed={view.failed} id="quiz-form">
      <Resumed />
      <Questions quiz={quiz} family={familyFor(undefined, view.standing?.framework)} />
      <Begin />
      <Steps />
      <div data-plain>
        <Submit>Count the signs</Submit>
      </div>
    </Form>
  </div>
)

const KeepForm = ({ view, code }: { view: View; code: string }) => (
  <div class="screen-only">
    <Form do="quiz.keep" from="/quiz" next="/quiz/kept" failed={view.failed} id="quiz-keep">
      <input type="hidden" name="code" value={code} data-code />
      <p class="quiet small">
        Kept, each answer waits beside a skill as a hint. Nothing becomes a rating before you say so.
      </p>
      <Submit>Keep as my starting point</Submit>
    </Form>
  </div>
)

/** For a result from a page that was opened elsewhere. */
const CodeForm = ({ view }: { view: View }) => (
  <details class="screen-only" open={view.failed?.values.code !== undefined}>
    <summary>Taken elsewhere? Bring the result here</summary>
    <Form do="quiz.keep" from="/quiz" next="/quiz/kept" failed={view.failed} id="quiz-code">
      <TextField
        name="code"
        label="The code from the end of the result"
        hint="It holds the twelve answers and the day, nothing else."
        maxlength={10_000}
        size="medium"
        required
      />
      <Submit kind="plain">Keep it as my starting point</Submit>
    </Form>
  </details>
)

const keptPage: Page = {
  path: '/quiz/kept',
  here: 'more',
  async render(view) {
    const starting = await view.call<Starting>('quiz.hints')
    return { title: 'Your starting point', body: <Kept view={view} {...starting} /> }
  },
}

const Kept = ({ view, quiz, line, hints, needsRole, earlier }: Starting & { view: View }) => (
  <>
    <PageHead
      title="Your starting point"
      lead="What you told the quiz. Nothing of it counts until you say so, one by one."
    >
      <ActionLink href="/quiz">{quiz ? 'Take the quiz again' : 'Take the quiz'}</ActionLink>
    </PageHead>
    {!quiz && (
      <p>
        Nothing is kept yet. Twelve questions, about two minutes; at the end you can keep the answers as hints beside
        your skills.
      </p>
    )}
    {quiz && !line && <KeptLine quiz={quiz} />}
    {needsRole && (
      <>
        <p>Hints stand beside the skills of a ladder. Say what you do, and they appear here.</p>
        <p>
          <ActionLink href="/start/role" kind="main">
            Say what you do
          </ActionLink>
        </p>
      </>
    )}
    {quiz && !needsRole && (
      <Section id="hints" title="Waiting for your word">
        {hints.length === 0 ? (
          <p class="quiet">
            Nothing waits. <a href="/level">Where you stand</a> is made of your ratings, your records and what others
            say.
          </p>
        ) : (
          <ul class="list">
            {hints.map((hint) => (
              <Hint view={view} hint={hint} />
            ))}
          </ul>
        )}
      </Section>
    )}
    {quiz && (line || earlier.length > 0) && (
      <Section id="earlier" title="Earlier">
        {line && (
          <>
            <KeptLine quiz={quiz} />
            <Note>
              <p>{line}</p>
            </Note>
          </>
        )}
        {earlier.map((one) => (
          <KeptLine quiz={one} />
        ))}
      </Section>
    )}
  </>
)

const KeptLine = ({ quiz: { takenOn, words, title } }: { quiz: KeptQuiz }) => (
  <p>
    <WhenDay day={takenOn} />: <strong>{title}</strong>
    <span class="score-number">, {words}</span>
  </p>
)

const Hint = ({ view, hint }: { view: View; hint: QuizHint }) => (
  <li class="row">
    <div>
      <strong>{hint.about === 'skill' ? hint.name : 'You and your manager'}</strong>
      <p class="quiet">
        {hint.question} {hint.answer}.
      </p>
    </div>
    <HintButtons hint={hint} from="/quiz/kept" failed={view.failed} />
  </li>
)

export const quizPages: readonly Page[] = [quizPage, keptPage]
