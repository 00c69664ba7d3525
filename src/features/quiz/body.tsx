import type { Child } from 'hono/jsx'
import {
  type FamilyId,
  familiesOf,
  familyIds,
  lowBands,
  mostSigns,
  type Quiz,
  type QuizResult,
} from '../../core/quiz.ts'
import { RadioRow } from '../../ui/form.tsx'
import { CopyButton } from '../../ui/parts.tsx'

/**
 * The questions of both families, those of one shown: which, the style decides from the choice above them, so that nothing has to be
 * asked for again. With script they come one at a time.
 */
export const Questions = ({ quiz, family }: { quiz: Quiz; family: FamilyId }) => (
  <>
    <div class="quiz-family">
      <RadioRow
        name="family"
        legend="Which is closer to your work?"
        value={family}
        options={quiz.families.map(({ id, name }) => ({ value: id, label: name[0]!.toUpperCase() + name.slice(1) }))}
      />
    </div>
    <p class="small quiet" id="quiz-progress" data-progress hidden />
    <ol class="quiz-questions" aria-label="Questions">
      {inPlaces(quiz).map(({ id, weight, gap, text, answers }) => (
        <li class="tall" data-question={id} data-weight={weight} data-gap={gap} data-for={onlyFor(quiz, id)}>
          <RadioRow
            name={`answers.${id}`}
            legend={text}
            options={answers.map(({ score, text }) => ({ value: String(score), label: text }))}
          />
        </li>
      ))}
    </ol>
  </>
)

/** Every question once, those of both families side by side where they stand. */
const inPlaces = ({ order, questions }: Quiz) =>
  [...new Set(order.pm.flatMap((_, at) => familyIds.map((family) => order[family][at]!)))].map(
    (id) => questions.find((question) => question.id === id)!,
  )

const onlyFor = (quiz: Quiz, id: string): FamilyId | undefined => {
  const [first, ...others] = familiesOf(quiz, id)
  return others.length === 0 ? first : undefined
}

/** What the script shows while it asks one question at a time; nothing of it is there without. */
export const Steps = () => (
  <div class="quiz-steps" data-steps hidden>
    <p class="error" role="alert" data-open hidden>
      Choose the one that is nearest. There is no wrong answer.
    </p>
    <div class="actions">
      <button type="button" class="button" data-back>
        Back
      </button>
      <button type="button" class="button" data-on>
        Go on
      </button>
    </div>
    <p class="small quiet wide">Choosing an answer goes on. Keys: 1 to 4, up and down to look, left to go back.</p>
  </div>
)

/** Somebody comes back to where they were. */
export const Resumed = () => (
  <p class="note" data-resumed hidden>
    You were here before, in this browser. Go on where you were, or{' '}
    <button type="button" class="button link" data-restart>
      start over
    </button>
    .
  </p>
)

/** The result: of answers that were sent, or, without, all there may be to say, from which the script shows what holds. */
export const Result = ({
  quiz,
  result,
  text,
  children,
}: {
  quiz: Quiz
  result: QuizResult | null
  text?: string
  children?: Child
}) => (
  <section class="quiz-result" data-result hidden={result === null} aria-labelledby="quiz-result">
    <h2 id="quiz-result" tabindex={-1}>
      <span class="score-number" data-signs data-of={mostSigns}>
        {result?.words}
      </span>
    </h2>
    {quiz.bands.map((band, at) => (
      <div data-band={band.id} data-min={band.min} hidden={result?.band !== band.id}>
        <p>
          <strong data-title>{band.title}</strong>
        </p>
        <p>{band.text}</p>
        {at < lowBands && <p class="quiet">{quiz.lowNote}</p>}
      </div>
    ))}
    <p class="quiz-week">
      <strong>One thing to do this week.</strong>{' '}
      <span data-week data-nothing={quiz.nothingLeft}>
        {result?.thisWeek}
      </span>
    </p>
    <div data-gaps-part hidden={result !== null && result.topGaps.length === 0}>
      <h3 id="quiz-gaps">Where most is missing</h3>
      <ol class="list" aria-labelledby="quiz-gaps" data-gaps>
        {(result?.topGaps.map(({ id }) => id) ?? Object.keys(quiz.gaps)).map((id) => {
          const gap = quiz.gaps[id]!
          return (
            <li data-gap-text={id} hidden={result === null}>
              <strong data-title>{gap.title}</strong>
              <p class="quiet">{gap.why}</p>
              <p data-step>{gap.firstStep}</p>
            </li>
          )
        })}
      </ol>
    </div>
    <div class="actions screen-only">
      <CopyButton of="quiz-text">Copy the result</CopyButton>
      <button type="button" class="button" data-change hidden={result !== null}>
        Look at the answers again
      </button>
      <button type="button" class="button" data-restart hidden={result !== null}>
        Start over
      </button>
    </div>
    <details class="screen-only quiz-text">
      <summary>The result as plain text</summary>
      <pre class="message" id="quiz-text" tabindex={0}>
        {text}
      </pre>
    </details>
    {children}
  </section>
)

/** Said before, during and after: what the quiz is not, and where the answers stay. */
export const Always = ({ quiz, where }: { quiz: Quiz; where: 'file' | 'cairn' }) => (
  <div class="note quiz-always">
    <p>{quiz.always}</p>
    <p data-intro>About two minutes. {answersStay[where]}</p>
  </div>
)

const answersStay = {
  file: 'Your answers stay in this browser; nothing is sent.',
  cairn: 'Nothing goes into your file unless you say so at the end.',
}

/** What the quiz asks for, above its beginning. */
export const Intro = ({ quiz }: { quiz: Quiz }) => <span data-intro>{quiz.intro}</span>

/** The button the script puts before the questions. */
export const Begin = () => (
  <p data-begin-part hidden>
    <button type="submit" class="button main" data-begin>
      Begin
    </button>
  </p>
)

/** What counting in the page needs to know besides what stands on it. */
export const quizMarks = (quiz: Quiz) => ({ class: 'quiz', 'data-version': quiz.version, 'data-always': quiz.always })
