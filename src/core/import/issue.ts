import type { Day } from '../day.ts'
import { type DateReader, dateReader } from './cell-date.ts'
import type { Come } from './importer.ts'
import type { Row } from './rows.ts'
import { type Cells, fold, oneLine, type Table } from './table.ts'

/** One ticket of a tool, as far as a record is made of it. */
export interface Issue {
  line: number
  title: string
  /** Why it is no finished work, as a reason to leave it out; null where it was done. */
  open: string | null
  date: Day | null
  initiative: string | null
  links: string[]
  source: string | null
}

/** A ticket as it comes across: work that was done, or left out with its reason. */
export function comeOf({ line, title, open, date, initiative, links, source }: Issue, refDate: Day): Come {
  const text = oneLine(title)
  if (text === '') return { is: 'left out', line, text: source ?? '', why: 'it has no title' }
  if (open !== null) return { is: 'left out', line, text, why: open }
  return {
    is: 'found',
    text,
    line,
    // What is dated ahead was not done on that day.
    date: date !== null && date <= refDate ? date : null,
    dateSource: date !== null && date <= refDate ? 'line' : null,
    initiative: initiative || null,
    links,
    ...(source && { source }),
  }
}

/** A status or resolution by which a ticket was closed and its work not done, in the languages of the usual exports. */
export const isNotDone = (word: string): boolean => notDone.test(fold(word))

const notDone =
  /^(?:won t (?:do|fix|be fixed)|wont (?:do|fix)|will not (?:do|fix)|not planned|duplicate[ds]?|duplikat|doublon|duplicad[oa]|cannot reproduce|can t reproduce|not reproducible|not a bug|invalid|incomplete|declined|rejected|abandoned|cancell?ed|canceled|obsolete|out of scope|works as designed|by design|deferred|withdrawn|known error|wird nicht (?:erledigt|behoben)|abgelehnt|abgebrochen|verworfen|annule[e]?|abandonne[e]?|rejete[e]?|ne sera pas (?:fait|corrige)|cancelad[oa]|rechazad[oa]|descartad[oa])$/

/** A status that says that the work is over. */
export const isDone = (word: string): boolean => done.test(fold(word))

const done =
  /^(?:done|closed|resolved|complete[d]?|released|shipped|fixed|merged|deployed|live|finished|accepted|launched|in production|fertig|erledigt|geschlossen|abgeschlossen|behoben|termine[e]?|ferme[e]?|resolu[e]?|fini[e]?|fait|hecho|listo|finalizad[oa]|cerrad[oa]|resuelt[oa]|terminad[oa]|completad[oa]|concluid[oa]|feito|fechad[oa]|fatto|chius[oa]|completat[oa]|gereed|afgerond|klaar|gesloten|voltooid|zrobione|gotowe|zamkniet[eya]|klar|ferdig|hotovo|valmis)$/

/**
 * How the named columns of a table write their days, judged by its first rows. Programs put semicolons between cells where the comma
 * is a decimal sign, and there the day stands before the month.
 */
export function datesOf(table: Table, cells: Cells, names: readonly string[], dayFirst: boolean): DateReader {
  const seen: string[] = []
  let rows = 0
  for (const row of table.rows()) {
    for (const name of names) seen.push(...cells.all(row, name))
    rows += 1
    if (rows >= mostLookedAt) break
  }
  return dateReader(seen, dayFirst || table.separator === ';')
}

const mostLookedAt = 300

/** The first day that any of these columns says. */
export function firstDay(row: Row, cells: Cells, names: readonly string[], read: DateReader): Day | null {
  for (const name of names)
    for (const cell of cells.all(row, name)) {
      const day = read(cell)
      if (day !== null) return day
    }
  return null
}

/** Web addresses among cells, each once. */
export const addressesIn = (cells: readonly string[]): string[] => [
  ...new Set(cells.flatMap((cell) => cell.match(/https?:\/\/[^\s<>"']{3,500}/g) ?? [])),
]
