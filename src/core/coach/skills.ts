import { hitsOf } from './scan.ts'

export interface SkillHint {
  id: string
  /** The signals found, as the framework writes them. */
  hits: string[]
}

/** Skills whose signals stand in the text at the start of a word, best first; ties keep the framework's order. */
export function suggestSkills(
  text: string,
  skills: readonly { id: string; signals: readonly string[] }[],
): SkillHint[] {
  const plain = text.toLowerCase().replace(/[‘’]/g, "'")
  const starts = new Set(hitsOf(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu, plain).map((hit) => hit.start))
  const found = skills.map(({ id, signals }) => ({
    id,
    hits: signals.filter((signal) => startsAWord(plain, signal.toLowerCase(), starts)),
  }))
  return found
    .filter((hint) => hint.hits.length > 0)
    .sort((a, b) => b.hits.length - a.hits.length || length(b) - length(a))
}

function startsAWord(text: string, signal: string, starts: ReadonlySet<number>): boolean {
  if (signal === '') return false
  for (let at = text.indexOf(signal); at >= 0; at = text.indexOf(signal, at + 1)) {
    if (starts.has(at) || !/[\p{L}\p{N}]/u.test(signal[0]!)) return true
  }
  return false
}

// A longer signal says more: “win rate” against “win”.
const length = (hint: SkillHint): number => hint.hits.join('').length
