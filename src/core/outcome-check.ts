import { describeMetric } from './coach/describe.ts'
import { rewriteOf } from './coach/rewrite.ts'
import type { CoachKind, Reading } from './coach/types.ts'
import { fixOf, messageOf } from './coach/wording.ts'

/** What a sentence tells: what was made, or what changed. */
export interface OutcomeCheck {
  verdict: 'outcome' | 'output' | 'other' | 'unclear'
  title: string
  says: string
  /** Changes in numbers, as read. */
  numbers: string[]
  /** The one question worth asking, its example, and the sentence with room for the answer; null where it tells its story. */
  next: { question: string; example: string; rewrite: string } | null
}

/** “Output or outcome?”: the coach's reading of one sentence in the words of that question. Nothing in the sentence is changed. */
export function outcomeCheck(
  text: string,
  { kind, confidence, metrics, flags }: Pick<Reading, 'kind' | 'confidence' | 'metrics' | 'flags'>,
): OutcomeCheck {
  const { verdict, title, says } = words[kind]
  const [flag] = flags
  return {
    verdict,
    title: confidence === 'guess' && kind !== 'unclear' ? `${title}, it seems` : title,
    says,
    numbers: metrics
      .filter(({ vanity }) => !vanity)
      .map(describeMetric)
      .filter((told) => told !== ''),
    next: flag ? { question: messageOf(flag), example: fixOf(flag), rewrite: rewriteOf(text, flag, metrics) } : null,
  }
}

const words: Record<CoachKind, Pick<OutcomeCheck, 'verdict' | 'title' | 'says'>> = {
  outcome: { verdict: 'outcome', title: 'An outcome', says: 'It says what changed.' },
  output: {
    verdict: 'output',
    title: 'An output',
    says: 'It says what was made or done, not yet what changed because of it.',
  },
  decision: {
    verdict: 'other',
    title: 'A decision',
    says: 'It says what you chose. What came of it would make it an outcome too.',
  },
  problem_found: {
    verdict: 'other',
    title: 'A problem found',
    says: 'It says what you saw before others did. What you did with it comes next.',
  },
  trust: { verdict: 'other', title: 'Somebody’s trust', says: 'It says what others think of your work or ask of you.' },
  learning: {
    verdict: 'other',
    title: 'Something learned',
    says: 'It says what you know now. What you did differently comes next.',
  },
  unclear: {
    verdict: 'unclear',
    title: 'Not clear yet',
    says: 'It says neither what was made nor what changed. A sentence with a verb and a number helps.',
  },
}
