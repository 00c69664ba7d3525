import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { coach } from '../../src/core/coach/coach.ts'
import { type CoachKind, coachKinds, type FlagId, type Metric } from '../../src/core/coach/types.ts'

/** A metric as a careful reader labelled it. */
export type LabelledMetric = Partial<Omit<Metric, 'span'>> & { optional?: boolean }

interface FlagCase {
  id: string
  text: string
  expected: { kind: CoachKind; metrics: LabelledMetric[]; flags: FlagId[]; strength: number }
}

export interface KindCase {
  author: string
  text: string
  kind: CoachKind
  metrics: LabelledMetric[]
}

const read = (file: string): string => readFileSync(resolve(file), 'utf8')
const lines = <T>(file: string): T[] =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

export const flagCases = (): FlagCase[] => lines('training/notes/coach_train.jsonl')
export const kindCases = (author?: string): KindCase[] =>
  lines<KindCase>('training/notes/kinds_train.jsonl').filter((one) => author === undefined || one.author === author)
/** Notes of every author whose metrics are labelled. */
export const metricCases = (): KindCase[] => [...kindCases(), ...lines<KindCase>('training/notes/kinds_more.jsonl')]
export const smoke = () =>
  JSON.parse(read('test/cases/coach_smoke.json')) as {
    positive: { text: string; metrics: Metric[] }[]
    negative: string[]
  }

export const judgedKinds = (cases: KindCase[]) =>
  cases.map(({ text, kind: expected }) => ({ text, expected, ...coach(text, { refDate: '2026-07-15' }) }))

export const accuracyOf = (judged: { kind: CoachKind; expected: CoachKind }[]): number =>
  judged.filter((one) => one.kind === one.expected).length / judged.length

export function macroF1(judged: { kind: CoachKind; expected: CoachKind }[]): number {
  const each = coachKinds.map((kind) => {
    const right = judged.filter((one) => one.kind === kind && one.expected === kind).length
    const wrong = judged.filter((one) => (one.kind === kind) !== (one.expected === kind)).length
    return right === 0 ? 0 : (2 * right) / (2 * right + wrong)
  })
  return each.reduce((sum, f1) => sum + f1, 0) / each.length
}

/**
 * Metrics are right if from, to, delta (within 1 %), unit, direction and relative agree (coach specification 8).
 * `optional` leaves out what authors label differently: vanity, bare levels inside a found problem or a decision, and what a label itself
 * says need not be read.
 */
export function metricScore(
  cases: { text: string; kind?: CoachKind; metrics: LabelledMetric[] }[],
  mode: 'all' | 'optional' = 'all',
) {
  let [right, extra, missed] = [0, 0, 0]
  for (const { text, kind, metrics } of cases) {
    const open = [...metrics]
    const lenient = (metric: LabelledMetric): boolean =>
      mode === 'optional' &&
      (metric.vanity === true ||
        metric.optional === true ||
        (isBareLevel(metric) && (kind === 'problem_found' || kind === 'decision')))
    for (const found of coach(text).metrics) {
      const at = open.findIndex((label) => agrees(label, found))
      if (at >= 0) {
        right++
        open.splice(at, 1)
      } else if (!lenient(found)) extra++
    }
    missed += open.filter((label) => !lenient(label)).length
  }
  return { right, extra, missed, f1: (2 * right) / (2 * right + extra + missed) }
}

const isBareLevel = (metric: LabelledMetric): boolean =>
  (metric.from ?? null) === null && (metric.delta ?? null) === null

const agrees = (label: LabelledMetric, found: Metric): boolean =>
  close(label.from, found.from) &&
  close(label.to, found.to) &&
  close(label.delta, found.delta) &&
  (label.unit ?? null) === found.unit &&
  (label.direction ?? null) === found.direction &&
  (label.relative ?? false) === found.relative

const close = (label: number | null | undefined, found: number | null): boolean =>
  label === null || label === undefined || found === null
    ? (label ?? null) === found
    : Math.abs(label - found) <= Math.abs(label) * 0.01 + 1e-9
