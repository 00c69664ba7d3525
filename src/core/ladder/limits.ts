import { Problem } from '../problem.ts'

/** The longest text that is read, in characters: several times the longest ladders there are. */
export const LONGEST = 1_000_000

/** Lines, headings, rows and sentences of which a ladder has fewer. Work beyond them would be spent on something else. */
export const MOST_LINES = 20_000
export const MOST_PARTS = 12_000
export const MOST_SENTENCES = 12_000

export const tooLong = (length: number): Problem =>
  new Problem(
    'too_large',
    `This text has ${(length / 1_000_000).toFixed(1)} million characters; a ladder is read up to one million. Paste only the part with the levels.`,
    'text',
  )

/** The refusal of a text that is not long, but has more pieces than any ladder. */
export const tooMuch = (): Problem =>
  new Problem(
    'too_large',
    'This text has more lines, rows or headings than any ladder. Paste only the part with the levels.',
    'text',
  )
