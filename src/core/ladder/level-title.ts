import { levelName, titleWithoutCodes } from './level-name.ts'
import type { Found } from './levels-found.ts'
import { sameAs } from './plain.ts'

/** The fullest of a level's titles, without codes. */
export function nameIn({ titles }: Found): string {
  const words = titles
    .map((text) => titleWithoutCodes(levelName(text)?.title ?? text))
    .filter((title) => title !== '' && !/^(?:\d+|ic|m|mgr|em)$/i.test(title))
  const best = words.sort((a, b) => score(b) - score(a))[0] ?? levelName(titles[0]!)?.title ?? titles[0]!
  return inCapitals(best) ? lowered(best) : best.charAt(0).toUpperCase() + best.slice(1)
}

/** What each level is called, and what else; a title that comes twice tells its levels apart by their codes. */
export function titlesOf(levels: readonly Found[]): { title: string; also: string[] }[] {
  const plainTitles = levels.map(nameIn)
  return levels.map((level, n) => {
    const plainTitle = plainTitles[n]!
    const isTwice = plainTitles.some((other, m) => m !== n && sameAs(other) === sameAs(plainTitle))
    const codes = [...level.codes].map((code) => code.toUpperCase())
    const title =
      isTwice && codes[0] && sameAs(codes[0]) !== sameAs(plainTitle)
        ? `${plainTitle} (${codes[0]})`
        : /^\d+$/.test(plainTitle)
          ? `Level ${plainTitle}`
          : plainTitle
    const also = [
      ...level.titles.flatMap((text) => [
        levelName(text)?.title ?? text,
        titleWithoutCodes(levelName(text)?.title ?? text),
      ]),
      ...codesWritten(level),
    ]
      .map((text) => text.trim())
      .filter((text) => !/^\d+$/.test(text) && !(isTwice && sameAs(text) === sameAs(plainTitle)))
      .filter(
        (text, at, all) =>
          text !== '' &&
          sameAs(text) !== sameAs(title) &&
          all.findIndex((other) => sameAs(other) === sameAs(text)) === at,
      )
      .filter((text) => !saysBoth(text))
    return { title, also }
  })
}

// “IC2 - Senior PM”: its code and its title are names of their own already.
const saysBoth = (text: string): boolean => {
  const title = titleWithoutCodes(text)
  return text.includes(' – ') || /^(?:ic|m)$/i.test(text) || (title !== '' && sameAs(title) !== sameAs(text))
}

/** Codes as the text writes them. */
const codesWritten = ({ titles, codes }: Found): string[] =>
  titles
    .flatMap(
      (title) =>
        title.match(
          /\b[A-Z]{1,4}-?\d{1,2}[a-d]?\b|\b(?:level|grade|band|milestone|stufe|ebene|niveau|nivel) \d{1,2}\b/gi,
        ) ?? [],
    )
    .filter(
      (code) =>
        codes.has(code.toLowerCase().replace(/-| /, '')) || codes.has(code.toLowerCase().replace(/^[a-z]+ /, 'l')),
    )

const inCapitals = (title: string): boolean => title === title.toUpperCase() && /\p{Lu}{4}/u.test(title)

/** “SENIOR PRODUCT MANAGER” as it is written in a sentence; what has up to three letters is short for something. */
const lowered = (title: string): string =>
  title
    .replace(/\p{Lu}{4,}/gu, (word) => word[0]! + word.slice(1).toLowerCase())
    .replace(/\b(?:OF|AND|FOR|THE)\b/g, (word) => word.toLowerCase())

// A title in full says more than a short form or a word of a key.
const score = (title: string): number =>
  (/\b(?:manager|marketer|director|engineer|designer|owner|president|officer|head|lead)\b/i.test(title) ? 100 : 0) +
  (/\b(?:pm|pmm|apm|gpm)\b/i.test(title) ? 60 : 0) +
  (/^\p{Lu}/u.test(title) ? 20 : 0) -
  (title.split(' ').length > 6 ? 50 : 0)
