import type { EvidenceMetric } from './evidence.ts'

/** A value with its unit as a reader expects it: `42 %`, `4 percentage points`, `3.4 h`, `1,204`, `3,400,000 USD`. */
export function valueInWords(value: number, unit: string | null): string {
  if (unit === 'ratio') return `${figure(100 * value)} %`
  if (unit === 'x') return `${figure(value)}×`
  const word = unitInWords(unit)
  return word === '' ? figure(value) : `${figure(value)} ${value === 1 ? word.replace(/s$/, '') : word}`
}

/** What a number is counted in, where it is asked for: “%”, “days”; empty for a plain number. */
export function unitInWords(unit: string | null): string {
  if (unit === null || unit === 'count') return ''
  return unit === 'ratio' ? 'such as 0.42' : unit === 'x' ? '×' : (unitWords[unit] ?? unit)
}

/** “What retention reads (%)”. */
export const askedIn = (label: string, unit: string | null): string =>
  unitInWords(unit) === '' ? label : `${label} (${unitInWords(unit)})`

/**
 * How far a number went: “+16 points” between two percentages, never “+16 %” or “+38 %”; “−5 days”, “+1,204”.
 * Null where it stands where it stood.
 */
export function differenceInWords(from: number, to: number, unit: string | null): string | null {
  if (from === to) return null
  const difference = Number((to - from).toPrecision(10))
  const size = Math.abs(difference)
  const words =
    unit === '%' || unit === 'pp' || unit === 'points'
      ? inPoints(size)
      : unit === 'ratio'
        ? inPoints(100 * size)
        : valueInWords(size, unit)
  return `${difference > 0 ? '+' : '−'}${words}`
}

const inPoints = (size: number): string => `${figure(size)} ${Number(size.toFixed(2)) === 1 ? 'point' : 'points'}`

const unitWords: Record<string, string> = {
  pp: 'percentage points',
  bp: 'basis points',
  d: 'days',
  wk: 'weeks',
  mo: 'months',
  yr: 'years',
}

const figure = (value: number): string => {
  const [whole, decimals] = String(Number(Math.abs(value).toFixed(Math.abs(value) < 1 ? 4 : 2))).split('.')
  const grouped = /e/.test(whole!) ? whole! : whole!.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : ''}${grouped}${decimals ? `.${decimals}` : ''}`
}

export const metricName = (metric: Pick<EvidenceMetric, 'name'>): string =>
  metric.name ? metric.name[0]!.toUpperCase() + metric.name.slice(1) : 'The number'

export type Measured = EvidenceMetric & { from: number; to: number }

/** A number with before and after that counts more than attention: what an outcome is made of (domain 0, “Metric → outcome”). */
export const isMeasured = (metric: EvidenceMetric): metric is Measured =>
  !metric.vanity && !metric.counter && metric.from !== null && metric.to !== null

/** True if the number ended short of a target that was given. */
export function missedTarget(metric: Measured): boolean {
  const { target, from, to } = metric
  if (target === null || target === undefined) return false
  // A target equal to the starting value asks to hold it; which way is worse follows from what is good about it.
  const upIsGood = target === from ? isUpGood(metric) : target > from
  return upIsGood ? to < target : to > target
}

const isUpGood = ({ good, from, to }: Measured): boolean => (good === null ? true : good === to >= from)

/** A change that speaks for the person: not for the worse, not beside its target. */
export const isForTheBetter = (metric: EvidenceMetric): metric is Measured =>
  isMeasured(metric) && metric.good !== false && metric.from !== metric.to && !missedTarget(metric)

/** `42 % → 58 %`; with `hidden`, only how much it changed against what it was: `+38 %`. */
export function changeInWords(metric: Measured, hidden = false): string {
  if (!hidden) return `${valueInWords(metric.from, metric.unit)} → ${valueInWords(metric.to, metric.unit)}`
  if (metric.from === 0) return metric.to === 0 ? 'unchanged' : metric.to > 0 ? 'up' : 'down'
  const share = Math.round((100 * (metric.to - metric.from)) / Math.abs(metric.from))
  return share === 0 ? 'unchanged' : `${share > 0 ? '+' : '−'}${Math.abs(share)} % against what it was`
}

/** One sentence about a measured number: what it was, is, was meant to be, and where it stood after 60 days (domain 8.3, 4). */
export function metricSentence(metric: Measured, hidden = false): string {
  if (hidden) return `${metricName(metric)}: ${changeInWords(metric, true)}${within(metric)}.`
  const { unit, target } = metric
  const value = (n: number) => valueInWords(n, unit)
  const aim = target === null || target === undefined ? '' : ` (target ${value(target)})`
  const later = metric.checks?.find((check) => check.day === 60)
  const stood = later ? `; after 60 days it stood at ${value(later.value)}` : ''
  return `${metricName(metric)} went from ${value(metric.from)} to ${value(metric.to)}${within(metric)}${aim}${stood}.`
}

/** What the gain must not cost, where it was watched and read before and after. */
export const counterSentence = (metrics: readonly EvidenceMetric[], hidden = false): string[] =>
  metrics.flatMap((metric) =>
    metric.counter && metric.from !== null && metric.to !== null
      ? [
          `Watched beside it: ${metric.name ?? 'a second number'}, ${changeInWords({ ...metric, from: metric.from, to: metric.to }, hidden)}.`,
        ]
      : [],
  )

const within = ({ window }: EvidenceMetric): string => (window ? ` ${window}` : '')
