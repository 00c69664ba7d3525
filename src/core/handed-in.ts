import { Problem } from './problem.ts'

// What is said wherever words may come pasted or in a file.

/** Refuses words that came in two ways at once: it is not told which of them are meant. */
export function refuseTwoAtOnce(...ways: unknown[]): void {
  if (ways.filter((way) => way !== undefined).length > 1)
    throw new Problem('invalid', 'Give either the text or a file, not both. Nothing was changed.', 'file')
}

/** Where neither text nor file holds a word; `what` as in “paste a ladder”. */
export const nothingToRead = (what: string): Problem =>
  new Problem('invalid', `There is nothing to read: paste ${what} or choose a file. Nothing was changed.`, 'text')
