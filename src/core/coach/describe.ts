import type { EvidenceMetric } from '../evidence.ts'

/**
 * A metric in words: “week-1 retention 42 % → 58 %, up 16 points”. Says only what the text stated, plus the plain difference of a pair;
 * a difference between two percentages is in points, never in percent.
 */
export function describeMetric(metric: EvidenceMetric): string {
  const name = metric.name ?? ''
  return [`${name} ${levelsOf(metric)}`.trim(), changeOf(metric)].filter(Boolean).join(', ')
}

function levelsOf({ from, to, unit }: EvidenceMetric): string {
  if (from !== null && to !== null) return `${amount(from, unit)} → ${amount(to, unit)}`
  if (to !== null) return amount(to, unit)
  return from === null ? '' : `from ${amount(from, unit)}`
}

function changeOf(metric: EvidenceMetric): string {
  const { from, to, delta, unit, direction } = metric
  if (direction === 'flat') return 'unchanged'
  if (delta !== null) return stated(delta, unit === '%' && !metric.relative ? 'pp' : unit, direction)
  if (from === null || to === null) return ''
  const difference = Number((to - from).toPrecision(10))
  return `${difference > 0 ? 'up' : 'down'} ${unit === '%' ? points(Math.abs(difference)) : unit === 'ratio' ? points(Math.abs(difference) * 100) : amount(Math.abs(difference), unit)}`
}

function stated(delta: number, unit: string | null, direction: EvidenceMetric['direction']): string {
  if (unit === 'x')
    return direction === 'down' ? `down by a factor of ${number(delta)}` : `${number(delta)} times as much`
  const size = unit === 'pp' ? points(Math.abs(delta)) : amount(Math.abs(delta), unit)
  return `${direction === 'down' || delta < 0 ? 'down' : 'up'} ${size}`
}

const points = (value: number): string => `${number(value)} ${value === 1 ? 'point' : 'points'}`

const timeWords: Record<string, string> = { d: 'day', wk: 'week', mo: 'month', yr: 'year', h: 'hour', min: 'minute' }
const symbols: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', INR: '₹', JPY: '¥' }

function amount(value: number, unit: string | null): string {
  if (unit === null || unit === 'count') return number(value)
  if (unit === '%') return `${number(value)} %`
  if (unit === 'ratio') return `${number(value * 100)} %`
  if (unit === 'pp') return points(value)
  if (unit === 'points') return `${number(value)}`
  if (unit === 'bp') return `${number(value)} basis points`
  if (unit === 'x') return `${number(value)}×`
  const word = timeWords[unit]
  if (word) return `${number(value)} ${word}${value === 1 ? '' : 's'}`
  if (symbols[unit]) return `${value < 0 ? '−' : ''}${symbols[unit]}${number(Math.abs(value))}`
  return `${number(value)} ${unit}`
}

function number(value: number): string {
  const [whole, decimals] = String(Number(Math.abs(value).toFixed(2))).split('.') as [string, string?]
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : ''}${grouped}${decimals ? `.${decimals}` : ''}`
}
