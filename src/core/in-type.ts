import { asSet, inLetters, type Letters, missingLetter } from './letters.ts'

/**
 * Data for the typesetter with every word in the letters that the type has, wherever it stands: nothing that is added to the data is
 * forgotten here. `missingLetters` says so if one could not be set.
 */
export function inType<Data extends { about: unknown }>(
  data: Data,
  letters: Letters,
): Data & { missingLetters: string | null } {
  let isWhole = true
  const set = withWords(data, (words) => {
    const found = asSet(words, letters)
    isWhole &&= !found.includes(missingLetter)
    return found
  })
  return {
    ...set,
    about: withWords(data.about, (words) => inLetters(words, letters)),
    missingLetters: isWhole ? null : `${missingLetter} stands for a letter that this document’s type does not have.`,
  }
}

function withWords<T>(value: T, set: (words: string) => string): T {
  if (typeof value === 'string') return set(value) as T
  if (Array.isArray(value)) return value.map((each) => withWords(each, set)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withWords(inner, set)])) as T
}
