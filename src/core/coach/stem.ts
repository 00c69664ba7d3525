import { hitsOf } from './scan.ts'

/** A word that carries meaning, with the form it shares with its kin: “prioritised” and “priorities” are one. */
export interface Telling {
  word: string
  stem: string
}

/** The telling words of a text in small letters and in its order; no figures, and no words that stand in every note. */
export const tellingWords = (text: string): Telling[] =>
  hitsOf(/[\p{L}\p{N}]+(?:['’/&-][\p{L}\p{N}]+){0,4}/gu, text.toLowerCase()).flatMap(({ text: written }) =>
    written
      .split('-')
      .filter((word) => word.length > 1 && !plain.has(word) && !/^\d+$/.test(word))
      .map((word) => ({ word, stem: stemOf(word) })),
  )

export const stemsIn = (text: string): string[] => tellingWords(text).map(({ stem }) => stem)

/** Light and the same for every text: it joins forms of one word and leaves different words apart. */
function stemOf(word: string): string {
  let stem = word.replace(/['’]s$/, '').replace(/['’]/g, '')
  if (stem.length > 4)
    stem = stem
      .replace(/ies$/, 'y')
      .replace(/(ss|sh|ch|x|z)es$/, '$1')
      .replace(/([^su])s$/, '$1')
  if (stem.length > 5) stem = stem.replace(/i[sz](?:ations?|ed?|er|ing)$/, 'is')
  if (stem.length > 5) stem = stem.replace(/(?:ing|ed)$/, '').replace(/([bdgmnprt])\1$/, '$1')
  if (stem.length > 5) stem = stem.replace(/(?:ment|ion|ly|ness|er|or|ee|al|ive|ity)$/, '')
  return stem.replace(/e$/, '').replace(/y$/, 'i')
}

/** Words that stand in every note. */
const plain: ReadonlySet<string> = new Set(
  (
    'a an the and or but nor so yet of in on at to for from by with without within into onto over under about after before since until while when where ' +
    'which who whom whose that this these those it its is are was were be been being am do does did done has have had having not no yes as if then than ' +
    'too very can could will would shall should may might must i me my mine we us our ours you your they them their he she his her him one two three ' +
    'four five six seven eight nine ten all any each every both some most more less least own same other another such only just also still even again ' +
    'ever never per via vs up down out off between against during through across because what how why there here now new old first last next week ' +
    'month quarter year day time thing make made get got take took give gave put set use used using work working worked people person need want keep ' +
    'kept let say said go went come came see saw know known well good better best much many few lot bit way part'
  ).split(' '),
)
