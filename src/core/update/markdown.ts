import { count } from '../number-words.ts'
import { dayWithYear, quarterWords, spanWords, type WeekSpan } from './span.ts'
import type { PartId, UpdatePart, WeeklyUpdate } from './weekly.ts'

export const partTitles: Record<PartId, string> = {
  changed: 'What changed',
  decided: 'What was decided',
  learned: 'What we learned',
  shipped: 'What went out',
  next: 'What comes next',
}

export interface UpdateStyle {
  span: WeekSpan
  locale: string | null
  /** First month of the company’s year, 1-12. */
  fiscalYearStart: number
}

/** The draft as Markdown: each part with its count, and under the first line about a piece of work why it matters. */
export function updateMarkdown({ parts, isEmpty }: WeeklyUpdate, style: UpdateStyle): string {
  const { span, locale, fiscalYearStart } = style
  return [
    `# Week of ${dayWithYear(span.from, locale)}`,
    `${spanWords(span, locale)}. ${quarterWords(span, fiscalYearStart)}.`,
    ...(isEmpty ? ['Nothing to report this week.'] : []),
    ...parts.map(partMarkdown),
  ]
    .join('\n\n')
    .concat('\n')
}

function partMarkdown({ id, lines }: UpdatePart): string {
  const bullets = lines.map(({ text, why }) => (why ? `- ${text}\n  Why it matters: ${why}` : `- ${text}`))
  const title = id === 'next' ? partTitles.next : `${partTitles[id]} (${lines.length})`
  return `## ${title}\n\n${bullets.join('\n')}`
}

/** What to ask of the week before it is sent; null where it says enough of what changed. */
export function shippingNote({
  isMostlyShipping,
  counts,
}: Pick<WeeklyUpdate, 'isMostlyShipping' | 'counts'>): string | null {
  if (!isMostlyShipping) return null
  const rest = counts.changed + counts.decided + counts.learned
  const others = rest === 0 ? 'nothing says' : `${rest === 1 ? '1 line says' : `${rest} lines say`}`
  return `${count(counts.shipped, 'line says', 'lines say')} what went out, ${others} what changed, was decided or learned. What is different for somebody because of ${counts.shipped === 1 ? 'it' : 'one of them'}?`
}
