import type { EvidenceMetric } from './evidence.ts'

/**
 * What a text calls percent where its own numbers say points: “up 16 % from 42 % to 58 %” is up 16 points, or 38 %. In words; null where
 * nothing is mixed up.
 */
export function pointsAsPercent(text: string, metrics: readonly EvidenceMetric[]): string | null {
  for (const { from, to, unit } of metrics) {
    if (unit !== '%' || from === null || to === null || from === 0) continue
    const points = Number(Math.abs(to - from).toFixed(2))
    const percent = Math.round((100 * points) / Math.abs(from))
    if (points === 0 || points === percent || points === Math.abs(from) || points === Math.abs(to)) continue
    if (figuresInPercent(text).includes(points))
      return `From ${from} % to ${to} % is ${points} points, or ${percent} % against what it was. Your words say ${points} %.`
  }
  return null
}

const figuresInPercent = (text: string): number[] =>
  [...text.matchAll(/(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)\s?(?:%|per\s?cent\b)(?!\s*-?\s*points?\b)/gi)].map(
    ([, figure]) => Number(figure!.replace(',', '.')),
  )
