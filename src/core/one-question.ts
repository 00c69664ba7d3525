import { draftOf } from './coach/line.ts'
import type { FlagId, Mention } from './coach/types.ts'
import { fixOf, messageOf } from './coach/wording.ts'
import type { Day } from './day.ts'
import type { Decision, EvidenceMetric } from './evidence.ts'

/** What one line may be asked for: what the coach misses first, else its day, else who saw it. */
export type Asked = Exclude<FlagId, 'unfinished'> | 'day' | 'witness'

export interface Question {
  asks: Asked
  text: string
  /** How an answer may look; null where the question says it all. */
  example: string | null
}

/** The one question worth asking about a line; null for a plan, which is not evidence until it has happened. */
export function questionAbout(line: {
  flags: readonly FlagId[]
  happenedOn: Day | null
  /** Whom the line names: they may have seen it, which only the person can say. */
  named?: readonly Mention[]
}): Question | null {
  const [flag] = line.flags
  if (flag === 'unfinished') return null
  if (flag) return { asks: flag, text: messageOf(flag), example: fixOf(flag) }
  if (line.happenedOn === null) return { asks: 'day', text: 'When was it?', example: null }
  return { asks: 'witness', text: 'Who else saw it?', example: witnessExample(line.named ?? []) }
}

const witnessExample = (named: readonly Mention[]): string =>
  named.length === 0
    ? 'Their name or role, such as “Priya, sales”'
    : `You name ${inSentence(named.slice(0, 3).map(({ name }) => name))}: write them here if they saw it`

const inSentence = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`

/** The parts of a record that an answer fills. */
export interface Answered {
  text?: string
  metrics?: EvidenceMetric[]
  decision?: Decision
  myPart?: string
  seenBy?: string[]
}

/**
 * What an answer in the person's own words becomes: a field of the record where one asks for exactly that, else one more sentence
 * of its text. Nothing is worded anew. An answer about the day is no text and changes nothing here.
 */
export function answerTo(
  asks: Asked,
  answer: string,
  record: { text: string; metrics: readonly EvidenceMetric[] },
): Answered {
  const words = answer.trim()
  if (words === '') return {}
  switch (asks) {
    case 'no_baseline':
      return withBaseline(words, record.metrics) ?? { text: withSentence(record.text, words) }
    case 'no_unit':
      return withUnit(words, record.metrics) ?? { text: withSentence(record.text, words) }
    case 'no_reason':
      return { decision: { because: words } }
    case 'no_tradeoff':
      return { decision: { notChosen: [words] } }
    case 'no_owner':
    case 'passive_voice_ownership':
    case 'hedge':
      return { myPart: words }
    case 'no_time_window':
      return withWindow(words, record.metrics) ?? { text: withSentence(record.text, words) }
    case 'witness':
      return { seenBy: [words] }
    case 'day':
      return {}
    default:
      return { text: withSentence(record.text, words) }
  }
}

/** The text with the answer as its last sentence. */
function withSentence(text: string, answer: string): string {
  const told = text.trim()
  if (told.includes('\n')) return `${told}\n${answer}`
  return `${told}${/[.!?…:;]["”’)]?$/.test(told) ? '' : '.'} ${answer}`
}

/** The number before, if the answer is one number and a number of the record waits for it. */
function withBaseline(answer: string, metrics: readonly EvidenceMetric[]): Answered | null {
  const { numbers } = draftOf(answer, {})
  const [before] = numbers
  if (!before || before.range || numbers.length > 1) return null
  return withFirst(metrics, (metric) => {
    const isOfKind = before.unit === null || metric.unit === null || before.unit === metric.unit
    if (metric.from !== null || !isOfKind) return null
    return { ...metric, from: before.value, unit: metric.unit ?? before.unit }
  })
}

// A period is a few words; more than that is a story.
const withWindow = (answer: string, metrics: readonly EvidenceMetric[]): Answered | null =>
  answer.length > 60 ? null : withFirst(metrics, (metric) => ({ ...metric, window: answer }))

/** “Percent” or “euros” is a unit; anything else says what was counted. */
function withUnit(answer: string, metrics: readonly EvidenceMetric[]): Answered | null {
  const unit = draftOf(`1 ${answer}`, {}).numbers[0]?.unit ?? null
  return withFirst(metrics, (metric) => {
    if (metric.unit !== null || metric.name !== null) return null
    return unit ? { ...metric, unit } : { ...metric, name: answer.slice(0, 120) }
  })
}

/** The metrics with the first that the change fits changed; null if it fits none. Counts of attention are left alone. */
function withFirst(
  metrics: readonly EvidenceMetric[],
  change: (metric: EvidenceMetric) => EvidenceMetric | null,
): Answered | null {
  for (const [at, metric] of metrics.entries()) {
    const changed = metric.vanity || metric.counter ? null : change(metric)
    if (changed) return { metrics: metrics.with(at, changed) }
  }
  return null
}
