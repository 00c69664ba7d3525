/** What somebody may have meant by a word that stands nowhere. */

/** Every word that is one letter more, less or other, or has two neighbours exchanged; none for short words, which are others at once. */
export function oneEditAway(word: string): string[] {
  const letters = [...word]
  if (letters.length < 4 || letters.length > 30) return []
  const near = new Set<string>()
  const alphabet = alphabetOf(word)
  for (let i = 0; i <= letters.length; i++) {
    const [before, after] = [letters.slice(0, i).join(''), letters.slice(i)]
    if (after.length > 1) near.add(before + after[1] + after[0] + after.slice(2).join(''))
    if (after.length > 0) near.add(before + after.slice(1).join(''))
    for (const letter of alphabet) {
      near.add(before + letter + after.join(''))
      if (after.length > 0) near.add(before + letter + after.slice(1).join(''))
    }
  }
  near.delete(word)
  return [...near]
}

const latin = 'abcdefghijklmnopqrstuvwxyz'

/** The letters that may be missing or mistaken: those of the word's own scripts. */
function alphabetOf(word: string): Set<string> {
  const own = [...word].join('')
  return new Set([
    ...(/[a-z]/.test(word) || !/\p{L}/u.test(word) ? latin : ''),
    ...(/\p{Script=Cyrillic}/u.test(word) ? 'абвгдежзиклмнопрстуфхцчшщъыьэюяєіґ' : ''),
    ...(/\p{Script=Greek}/u.test(word) ? 'αβγδεζηθικλμνξοπρστυφχψω' : ''),
    ...own,
  ])
}

/** The word with less and less at its end, down to half of it. */
export function shorter(word: string): string[] {
  const letters = [...word]
  const least = Math.max(3, Math.ceil(letters.length / 2))
  return Array.from({ length: Math.max(0, letters.length - least) }, (_, i) => letters.slice(0, -1 - i).join(''))
}

/** The one of some words that somebody meant: it begins so, or is one letter away. Null where none is, or more than one may be. */
export function meantAmong(word: string, known: readonly string[]): string | null {
  if (word.length < 3) return null
  const all = [...new Set(known)]
  const begun = all.filter((each) => each.startsWith(word))
  const found = begun.length > 0 ? begun : all.filter((each) => oneEditAway(each).includes(word))
  return found.length === 1 ? found[0]! : null
}
