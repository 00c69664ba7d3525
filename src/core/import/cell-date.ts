import { type Day, isDay } from '../day.ts'

/** Reads the day in a cell, or null: never one that is not in the calendar. */
export type DateReader = (cell: string) => Day | null

/**
 * How a column writes its days. Where day and month are both figures, cells in which one of them is above 12 settle which comes
 * first. Where none does, the day stands first if dots stand between them: nobody writes months so. Else `dayFirst` tells.
 */
export function dateReader(cells: Iterable<string>, dayFirst: boolean): DateReader {
  let first = 0
  let second = 0
  let dotted = false
  for (const cell of cells) {
    const found = figures.exec(cell)
    if (!found || found[1]!.length > 2) continue
    if (Number(found[1]) > 12) first++
    if (Number(found[2]) > 12) second++
    dotted ||= found[0].includes('.')
  }
  const isDayFirst = first === second ? dayFirst || dotted : first > second
  return (cell) => dayIn(cell.trim().slice(0, 80), isDayFirst)
}

// “9/1/24”, “09.01.2024 15:54”, “2024-01-09T15:54:00Z”.
const figures = /^\s*(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{2,4})(?!\d)/

function dayIn(cell: string, isDayFirst: boolean): Day | null {
  return inFigures(cell, isDayFirst) ?? inEastAsian(cell) ?? inNames(cell) ?? asNumber(cell)
}

function inFigures(cell: string, isDayFirst: boolean): Day | null {
  const packed = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/.exec(cell)
  if (packed) return dayOf(packed[1]!, packed[2]!, packed[3]!)
  const found = figures.exec(cell)
  if (!found) return null
  const [, a, b, c] = found as unknown as [string, string, string, string]
  if (a.length > 2) return dayOf(a, b, c)
  const [day, month] = isDayFirst ? [a, b] : [b, a]
  return dayOf(c, month, day) ?? dayOf(c, day, month)
}

function inEastAsian(cell: string): Day | null {
  const found = /^(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/.exec(cell)
  return found ? dayOf(found[1]!, found[2]!, found[3]!) : null
}

/** “09/Jan/24 3:54 PM”, “9 janv. 2024”, “Jan 9, 2024”, “Thu Jan 09 2024 15:54:00 GMT+0100 (CET)”. */
function inNames(cell: string): Day | null {
  const parts = cell.replace(/\s*(?:GMT|UTC|\().*$/, '').match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? []
  // The last one: “mar” stands for a day of the week in front of a month.
  const at = parts.findLastIndex((part) => monthOf(part) !== null)
  if (at < 0) return null
  const month = String(monthOf(parts[at]!))
  const isFigure = (part: string): boolean => /^\d{1,4}$/.test(part)
  const before = parts.slice(Math.max(0, at - 2), at).findLast(isFigure)
  const [after, later] = parts.slice(at + 1, at + 4).filter(isFigure)
  const inFront =
    before && after ? (before.length > 2 ? dayOf(before, month, after) : dayOf(after, month, before)) : null
  return inFront ?? (after && later ? dayOf(later, month, after) : null)
}

/** A day as spreadsheets and programs count: days since 1900, seconds or thousandths of them since 1970. */
function asNumber(cell: string): Day | null {
  if (!/^\d{5}(\.\d+)?$|^\d{10}$|^\d{13}$/.test(cell)) return null
  const number = Number(cell)
  const whole =
    cell.length === 13 ? number : cell.length === 10 ? number * 1000 : (Math.floor(number) - 25569) * 86_400_000
  const day = new Date(whole).toISOString().slice(0, 10)
  return day > '1990' && day < '2100' ? day : null
}

function dayOf(year: string, month: string, day: string): Day | null {
  const whole = year.length === 4 ? year : year.length === 2 ? `20${year}` : null
  const written = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return whole !== null && isDay(written) ? written : null
}

// ---- Names of months

const languages =
  'en de fr es it pt nl pl sv da nb fi cs sk hu ro hr sl tr ru uk bg el et lv lt ca id vi he ar hi'.split(' ')

let names: Map<string, number> | null = null

/** 1-12 for a month’s name or its usual short form in many languages, else null. */
function monthOf(word: string): number | null {
  names ??= monthNames()
  return names.get(bare(word)) ?? null
}

/** Made when first needed: few files write their months in letters. */
function monthNames(): Map<string, number> {
  const found = new Map<string, number>()
  const doubtful = new Set<string>()
  for (const language of languages)
    for (const style of ['long', 'short'] as const)
      for (const shape of [{ month: style }, { month: style, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { ...shape, timeZone: 'UTC' })
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2024, month - 1, 15))
          const name = bare(parts.find(({ type }) => type === 'month')?.value ?? '')
          if (name.length < 2 || /\d/.test(name)) continue
          // Czech “led” and others’ short forms that mean another month elsewhere say nothing.
          if (found.has(name) && found.get(name) !== month && language !== 'en') doubtful.add(name)
          else if (!found.has(name)) found.set(name, month)
        }
      }
  for (const name of doubtful) if (!english.has(name)) found.delete(name)
  for (const [name, month] of Object.entries(others)) found.set(name, month)
  return found
}

const english = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '))
const others: Record<string, number> = { sept: 9, maerz: 3, mrz: 3, janner: 1 }

const bare = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\./g, '')
