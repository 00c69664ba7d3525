import type { Choosing } from './choosing.ts'
import { type Part, partsBelow } from './part.ts'
import type { DraftScale } from './types.ts'

/** The scale that a ladder says its people are rated on; null if it says none. */
export function scaleIn(roots: readonly Part[], ladder: string, choosing: Choosing): DraftScale | null {
  for (const root of roots)
    for (const part of [root, ...partsBelow(root)]) {
      if (!/\b(?:scale|ratings?|scoring)\b/i.test(part.label) || part.label.length > 60) continue
      const points = pointsOf(part)
      if (points.length < 3 || points.length > 10) continue
      return { points, meets: meetsOf(points, part.line, ladder, choosing), line: part.line }
    }
  return null
}

function pointsOf(part: Part): DraftScale['points'] {
  const written = part.says.map(({ text }) => text)
  const listed = part.parts.map((inner) => {
    const said = [inner, ...partsBelow(inner)].flatMap(({ says }) => says.map(({ text }) => text))
    const value = said.find((text) => /^\d{1,2}$/.test(text))
    const rest = said.filter((text) => text !== value)
    return (value ? [`${value}: ${inner.label}`, ...rest] : [`${inner.label}:`, ...rest]).join(value ? ' – ' : ' ')
  })
  const points = [...written, ...listed].flatMap(pointIn).sort((a, b) => a.value - b.value)
  return points.every((point, n) => n === 0 || point.value > points[n - 1]!.value) ? points : []
}

/** “3: Meets – does all of it”, “3 = Meets”, “Meets (3)”. */
function pointIn(text: string): DraftScale['points'] {
  const first = /^(?:level |point |score )?(\d{1,2})\s*[:=.)–—-]*\s*(\p{L}.*)$/iu.exec(text.slice(0, 400))
  const last = /^(\p{L}[^()]{0,60})\((\d{1,2})\)\s*[:–—-]?\s*(.*)$/u.exec(text.slice(0, 400))
  const value = first?.[1] ?? last?.[2]
  if (value === undefined) return []
  const [label, ...rest] = (first?.[2] ?? `${last![1]}: ${last![3]}`).split(/\s*[:–—]\s+|\s-\s/)
  const name = label!.trim().slice(0, 80)
  const meaning = rest.join(' – ').trim()
  return [{ value: Number(value), label: name, meaning: meaning || name }]
}

function meetsOf(points: DraftScale['points'], line: number, ladder: string, choosing: Choosing): number {
  const between = points.slice(1, -1)
  const said = between.find(({ label }) =>
    /\b(?:meets?|at level|on target|solid|successful|performing|expected|proficient|achiev|fully)\b/i.test(label),
  )
  const assumed = said ?? between.at(-1)!
  if (between.length === 1) return assumed.value
  return Number(
    choosing.ask({
      id: `${ladder}-scale`,
      about: 'scale',
      ladder,
      question: 'Which point of the scale means that somebody meets the level?',
      because: said ? '' : 'The text does not say.',
      assumed: String(assumed.value),
      options: between.map(({ value, label }) => ({ key: String(value), label: `${value}: ${label}` })),
      lines: [line],
    }),
  )
}
