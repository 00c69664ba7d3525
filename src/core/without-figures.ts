/**
 * A person's own sentence without its figures, for a document that leaves the company. Dates and ordinals go too: better one too many.
 * Names of metrics stay, since they stand beside the relative change anyway: “week-1 retention”.
 */
export function withoutFigures(words: string, { metrics }: Measured = { metrics: [] }): string {
  const kept = metrics.flatMap(({ name }) => (name !== null && isNumbered(name) ? escaped(name) : []))
  if (kept.length === 0) return hidden(words)
  const parts = words.split(new RegExp(`(${kept.join('|')})`, 'iu'))
  return parts.map((part, at) => (at % 2 === 0 ? hidden(part) : part)).join('')
}

/** A figure stands in it, and each belongs to a word: “week-1”, “Q4”. */
const isNumbered = (name: string): boolean => /\d/.test(name) && !/\d/.test(name.replace(/\p{L}-?\d{1,2}(?!\d)/gu, ''))

interface Measured {
  metrics: readonly { name: string | null }[]
}

const hidden = (words: string): string =>
  words
    .replace(/(?:[$€£¥₹]\s?)?\d[\d.,’']*(?:\s?(?:%|k|m|bn|million|billion)(?![\p{L}\d]))?/giu, (found) =>
      /[.,]$/.test(found) ? `[figure]${found.at(-1)}` : '[figure]',
    )
    .replace(spelled, '[figure]')

// “Forty-two percent”, “two and a half million”; a number alone, as in “two of us”, is a word like any other.
const numbers =
  '(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|half|hundred|thousand|[mb]illion)'
const spelled = new RegExp(
  `\\b${numbers}(?:[\\s-]+(?:(?:and|a)\\s+){0,2}${numbers}){0,6}(?=\\s+(?:per\\s?cent|percentage\\s+points?|points?|dollars|euros|pounds|thousand|[mb]illion)\\b)`,
  'gi',
)

export const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
