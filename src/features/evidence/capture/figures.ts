import type { Metric } from '../../../core/coach/types.ts'
import { element } from '../../../ui/shell/element.ts'

type Coach = typeof import('../../../core/coach/coach.ts')

/**
 * The figures of a text as chips: one press takes a wrong one out, another puts it back, and where “+12 %” may mean points the person says
 * which. What they say goes along when the record is saved; what they leave alone is read from the text.
 */
export function addFigures(form: HTMLFormElement) {
  const out = new Set<string>()
  const points = new Set<string>()
  const redraws = new Map<string, () => void>()
  let read: Metric[] = []
  let asPoints: Coach['asPoints'] = () => null
  form.addEventListener('formdata', ({ formData }) => {
    if (!read.some((metric) => out.has(keyOf(metric)) || points.has(keyOf(metric)))) return
    // Numbers that were typed into fields of their own are what is meant.
    if ([...formData].some(([name, value]) => isFigure(name) && value !== '')) return
    for (const name of [...formData.keys()].filter((name) => name.startsWith('metrics.'))) formData.delete(name)
    const kept = read.filter((metric) => !out.has(keyOf(metric))).map(meant)
    for (const [at, metric] of kept.entries())
      for (const field of fields) formData.set(`metrics.${at}.${field}`, String(metric[field] ?? ''))
    // One blank says that none is left.
    if (kept.length === 0) formData.set('metrics', '')
  })
  return { chipsFor, forget }

  function chipsFor(coach: Coach, metrics: Metric[]): HTMLElement[] {
    read = metrics.slice(0, mostSaid)
    asPoints = coach.asPoints
    return metrics.flatMap((metric, at) =>
      at < mostSaid
        ? [chipFor(coach, metric), ...choiceFor(coach, metric)]
        : [element('span', { class: 'chip' }, coach.describeMetric(metric))],
    )
  }

  function chipFor(coach: Coach, metric: Metric): HTMLElement {
    const button = element('button', { type: 'button', class: 'chip figure' })
    const draw = () => {
      const isOut = out.has(keyOf(metric))
      const words = coach.describeMetric(meant(metric))
      button.replaceChildren(isOut ? element('s', {}, words) : words, isOut ? '' : ' ×')
      button.setAttribute('aria-label', isOut ? `Put ${words} back` : `Take out ${words}`)
      button.title = isOut ? 'Taken out. Press to put it back' : 'Wrong? Press to take it out'
    }
    button.addEventListener('click', () => {
      turn(out, metric)
      draw()
    })
    redraws.set(keyOf(metric), draw)
    draw()
    return button
  }

  /** “12 % or 12 points?”: offered, never asked. */
  function choiceFor(coach: Coach, metric: Metric): HTMLElement[] {
    const other = coach.asPoints(metric)
    if (!other) return []
    const words = `${Math.abs(other.delta!)} points?`
    const button = element(
      'button',
      { type: 'button', class: 'chip toggle', title: 'Percentage points, not percent' },
      words,
    )
    const draw = () => button.setAttribute('aria-pressed', String(points.has(keyOf(metric))))
    button.addEventListener('click', () => {
      turn(points, metric)
      draw()
      redraws.get(keyOf(metric))?.()
    })
    draw()
    return [button]
  }

  function meant(metric: Metric): Metric {
    return (points.has(keyOf(metric)) && asPoints(metric)) || metric
  }

  function forget() {
    out.clear()
    points.clear()
    read = []
  }
}

const isFigure = (name: string): boolean => /^metrics\.\d+\.(name|from|to|delta)$/.test(name)

// As many as a record may be sent with.
const mostSaid = 10
const fields = ['name', 'from', 'to', 'delta', 'unit', 'direction', 'relative', 'window', 'good', 'vanity'] as const

/** What is said of a figure holds for as long as the figure is read alike, wherever it moves in the text. */
const keyOf = ({ name, from, to, delta, unit }: Metric): string => JSON.stringify([name, from, to, delta, unit])

function turn(set: Set<string>, metric: Metric): void {
  if (!set.delete(keyOf(metric))) set.add(keyOf(metric))
}
