import type { Found } from './metrics.ts'
import type { Page } from './prepare.ts'
import type { Metric } from './types.ts'

/** A figure as the reading names it, its span in the text as it was given. */
export function metricOf(page: Page, figure: Found): Metric {
  return {
    name: figure.name?.name ?? figure.noun,
    from: figure.from,
    to: figure.to,
    delta: figure.delta,
    unit: figure.unit,
    direction: figure.direction,
    relative: figure.relative,
    window: figure.window,
    good: figure.good,
    vanity: figure.vanity,
    span: page.original(figure.start, figure.end),
  }
}
