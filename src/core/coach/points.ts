import { metricNames } from './lexicon.ts'
import type { Metric } from './types.ts'

/**
 * The other reading of “+12 %” on a rate, in percentage points: people write the one and mean the other. Null where the text leaves no
 * choice. Coach specification 4.4, “Points”.
 */
export function asPoints(metric: Metric): Metric | null {
  const { unit, relative, delta, from, to, name } = metric
  if (unit !== '%' || !relative || delta === null || from !== null || to !== null) return null
  if (name === null || Math.abs(delta) >= 100 || !isRate(name)) return null
  return { ...metric, unit: 'pp', relative: false }
}

const isRate = (name: string): boolean =>
  rates.has(name) || /\b(?:rates?|share|ratio|percentage|proportion)\b/.test(name)
const rates: ReadonlySet<string> = new Set(metricNames.filter(({ native }) => native === '%').map(({ name }) => name))
