import weights from './kind-weights.json' with { type: 'json' }

/**
 * A text with everything in it replaced that could say who or what it is about. Only words that the coach has met in its own examples
 * stay, in small letters; links, addresses, handles, names and any other word become placeholders; a number keeps its first digit and
 * its size. `own` are names that are replaced before all else: people, metrics, initiatives.
 */
export function anonymised(text: string, own: readonly string[] = []): string {
  const rough = text
    .normalize('NFC')
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, placeholder('mail'))
    .replace(/https?:\/\/\S+|\bwww\.\S+|\b[\w-]+\.(?:com|org|net|io|app|dev|co|eu|de|uk)\b\S*/gi, placeholder('link'))
    .replace(/@[\p{L}\w][\p{L}\w.-]*/gu, placeholder('handle'))
    .replace(/#[\p{L}\w-]+|\b[A-Z][A-Z0-9]+-\d+\b/gu, placeholder('ref'))
  return withoutOwn(rough, own).replace(
    /‹\w+›|\d[\d.,'’\u00a0]*\d|\d|[\p{L}\p{M}][\p{L}\p{M}'’-]*|[^\s\p{P}\p{Sc}\p{Sm}%→]/gu,
    (part, at: number, whole: string) => {
      if (part.startsWith('‹')) return part
      if (/^\d/.test(part)) return coarse(part)
      return wordKept(part, whole.slice(0, at))
    },
  )
}

/** A number with its first digit and its size: 1,234 as 1,000, 14.6 as 10. */
export const coarseNumber = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(1)))

const placeholder = (what: string) => `‹${what}›`

function withoutOwn(text: string, own: readonly string[]): string {
  const names = own.map((name) => name.trim()).filter((name) => name.length > 1)
  // The longest first: “week-1 retention” before “retention”.
  return names
    .sort((a, b) => b.length - a.length)
    .reduce(
      (rest, name) =>
        rest.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu'), placeholder('own')),
      text,
    )
}

const escaped = (name: string) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function coarse(number: string): string {
  const decimals = /^\d+[.,]\d{1,2}$/.test(number)
  const value = Number(decimals ? number.replace(',', '.') : number.replace(/[^\d]/g, ''))
  return String(coarseNumber(value))
}

function wordKept(word: string, before: string): string {
  const isInside = /[\p{L}\p{N},›]["”’]?\s+["“‘(]?$/u.test(before)
  if (isInside && /^\p{Lu}/u.test(word) && !/^(?:I|I['’]\w+)$/.test(word)) return placeholder('name')
  const parts = word.toLowerCase().split('-')
  return parts.every((part) => common().has(part.replaceAll('’', "'")) || part === '')
    ? word.toLowerCase()
    : placeholder('word')
}

let known: ReadonlySet<string> | null = null

// What stands in the model's own table was said by several authors of its examples: common words, no names.
function common(): ReadonlySet<string> {
  known ??= new Set(
    weights.words
      .split('\n')
      .filter((name) => name.startsWith('w '))
      .map((name) => name.slice(2).replaceAll('’', "'")),
  )
  return known
}
