import { type Answers, type Row, rowsOf } from './answers.ts'

export interface Ordered {
  item: string
  /** 1 is first; null where an answer is missing. */
  place: number | null
}

/**
 * What is wanted, in its order: whom it reaches times what it moves times how sure, for each week. Equals share a place; what is not
 * answered in full stands last, in the order it was written.
 */
export function orderOf(answers: Answers): Ordered[] {
  const rows = rowsOf(answers, 'items').filter(({ item }) => item)
  const worths = rows.map(worthOf)
  return rows
    .map(({ item }, at) => ({
      item: item!,
      place: worths[at] === null ? null : 1 + worths.filter((other) => other !== null && other > worths[at]!).length,
    }))
    .sort((a, b) => (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY) || 0)
}

function worthOf(row: Row): number | null {
  const parts = ['who it reaches', 'moves the aim', 'how sure'].map((name) => row[name])
  const weeks = Number(row.weeks)
  if (parts.some((part) => !part) || !row.weeks || !(weeks > 0)) return null
  return parts.reduce((product, part) => product * Number(part![0]), 1) / weeks
}
