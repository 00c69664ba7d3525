import { differenceInWords, valueInWords } from '../../core/metric-words.ts'
import { facts, listed } from '../../core/printed.ts'
import { dayWords } from '../../ui/parts.tsx'
import type { MetricTold } from './queries.ts'

// Metrics and readings as the command line shows them.

export const printedMetrics = (answer: MetricTold | { items: MetricTold[]; next: string | null }): string =>
  listed(
    ('items' in answer ? answer.items : [answer]).map(printedOne),
    'No metrics yet. Define one: cairn metric define --name "week-1 retention" --unit % --baseline 42',
    'next' in answer ? answer.next : null,
  )

export function printedOne(metric: MetricTold): string {
  const { id, name, unit, direction, baseline, target, timing, durable, shows, readings } = metric
  const value = (read: number) => valueInWords(read, unit)
  const moved = (read: number) => (baseline === null ? null : differenceInWords(baseline, read, unit))
  return [
    name,
    `  ${facts([
      `better when it goes ${direction}`,
      baseline !== null && `before ${value(baseline)}`,
      target !== null && `target ${value(target)}`,
      timing,
      durable !== null && (durable ? 'a move of it lasts' : 'a move of it may not last'),
      shows && (shows === 'behaviour' ? 'shows what people do' : 'can be nudged without people changing'),
    ])}`,
    ...readings.map((reading) => `  ${dayWords(reading.on)}: ${facts([value(reading.value), moved(reading.value)])}`),
    `  ${id}`,
  ].join('\n')
}
