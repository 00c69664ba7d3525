import { findIana } from 'windows-iana'
import { remembered } from '../../remembered.ts'
import type { Component } from './lines.ts'
import { readRule, repeats } from './repeats.ts'

// A local moment is in milliseconds, as if the clock on the wall there ran in Greenwich.

const minute = 60_000
const year = 365 * 86_400_000

/** By which clock a moment is told: a place's, the world's, a calendar's own table of changes, or whatever hangs on the wall. */
export type Zone =
  | { is: 'floating' }
  | { is: 'utc' }
  | { is: 'place'; name: string }
  | { is: 'table'; changes: readonly { from: number; offset: number }[] }

export const floating: Zone = { is: 'floating' }
export const utc: Zone = { is: 'utc' }

/** The zone of this name: an IANA name, a Windows name, a name with a path before it, or what the calendar itself says of it. */
export class Zones {
  readonly #known = new Map<string, Zone>()
  readonly #said = new Map<string, Component>()

  private readonly until: number

  /** `until` is the last local moment anybody will ask about. */
  constructor(until: number) {
    this.until = until
  }

  /** Takes in what a calendar says of its zones. */
  tell(component: Component): void {
    const id = textOf(component, 'tzid')
    if (id && !this.#said.has(id)) {
      this.#said.set(id, component)
      this.#known.delete(id)
    }
  }

  named(id: string): Zone {
    const known = this.#known.get(id)
    if (known) return known
    const said = this.#said.get(id)
    const zone =
      placeNamed(id) ??
      placeNamed(said ? (textOf(said, 'x-lic-location') ?? '') : '') ??
      this.#table(said) ??
      offsetNamed(id)
    this.#known.set(id, zone ?? floating)
    return zone ?? floating
  }

  #table(said: Component | undefined): Zone | null {
    const changes = (said?.parts ?? []).flatMap((part) => {
      const start = localOf(firstValue(part, 'dtstart'))
      const offset = offsetOf(textOf(part, 'tzoffsetto'))
      if (start === null || offset === null) return []
      const written = part.properties.find(({ name }) => name === 'rrule')?.written
      const rule = written ? readRule(written, localOf) : null
      // Tables begin in 1601 or 1970; only the years of the calendar's events matter.
      const from = Math.max(start, this.until - 30 * year)
      const moments = rule ? repeats(start, { ...rule, count: null }, from, this.until, { days: 40_000 }) : []
      return [start, ...moments].map((from) => ({ from, offset }))
    })
    return changes.length > 0 ? { is: 'table', changes: changes.sort((a, b) => a.from - b.from) } : null
  }
}

/** What a clock elsewhere shows at that moment. */
export function shownIn(local: number, zone: Zone, elsewhere: Zone): number {
  if (zone.is === 'floating' || elsewhere.is === 'floating' || isSame(zone, elsewhere)) return local
  const moment = local - offsetAt(zone, local) * minute
  return moment + offsetSince(elsewhere, moment) * minute
}

function offsetSince(zone: Zone, moment: number): number {
  if (zone.is === 'place') return offsetOfPlace(zone.name, moment)
  if (zone.is !== 'table') return 0
  return (zone.changes.findLast(({ from, offset }) => from - offset * minute <= moment) ?? zone.changes[0]!).offset
}

const isSame = (a: Zone, b: Zone): boolean => a === b || (a.is === 'place' && b.is === 'place' && a.name === b.name)

/** Minutes by which this zone's clock runs before the world's, when it shows this. */
function offsetAt(zone: Zone, local: number): number {
  if (zone.is === 'table') return (zone.changes.findLast(({ from }) => from <= local) ?? zone.changes[0]!).offset
  if (zone.is !== 'place') return 0
  const guess = offsetOfPlace(zone.name, local)
  return offsetOfPlace(zone.name, local - guess * minute)
}

// Names come out of files: what is kept of them has an end.
const clockOf = remembered(madeClock, 1_000)

function madeClock(name: string): Intl.DateTimeFormat | null {
  try {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
    return new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...parts })
  } catch {
    return null
  }
}

function offsetOfPlace(name: string, moment: number): number {
  const clock = clockOf(name)
  if (!clock || moment < 0) return 0
  const shown = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(
    shown.get('year')!,
    shown.get('month')! - 1,
    shown.get('day')!,
    shown.get('hour')!,
    shown.get('minute')!,
  )
  return Math.round((local - moment) / minute)
}

/** The zone a calendar program means by this name, if the world knows it. */
export function placeNamed(id: string): Zone | null {
  const name = id.trim().replace(/^["/]+|"+$/g, '')
  if (name === '' || name.length > 200) return null
  if (/^(?:utc|gmt|z|zulu|etc\/utc|etc\/gmt|coordinated universal time)$/i.test(name)) return utc
  // “mozilla.org/20050126_1/America/Argentina/Salta”: the name stands at the end.
  const parts = name.split('/')
  const ends = [3, 2].filter((n) => parts.length > n).map((n) => parts.slice(-n).join('/'))
  const known =
    windowsNamed(name) ??
    [name, ...ends].find((each) => /\p{L}/u.test(each) && clockOf(each) !== null) ??
    placeAmong(name.replace(/^\([^)]*\)/, '').split(/[,(]/))
  return known ? { is: 'place', name: known } : null
}

const windowsNamed = (name: string): string | undefined =>
  findIana(name)[0] ?? findIana(name.replace(/\bdaylight time$/i, 'Standard Time'))[0]

/** As Exchange shows a zone: “(UTC+01:00) Amsterdam, Berlin”, “(UTC-08:00) Pacific Time (US & Canada)”. */
function placeAmong(words: readonly string[]): string | undefined {
  for (const word of words.map((each) => each.trim())) {
    const place = places.get(word.toLowerCase()) ?? windowsNamed(word.replace(/ time$/i, ' Standard Time'))
    if (place) return place
  }
  return undefined
}

const places = new Map(
  Intl.supportedValuesOf('timeZone').map((name) => [name.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase(), name]),
)

/** “GMT -0500 (Standard)”: the place is lost, the hours are there. */
function offsetNamed(id: string): Zone | null {
  const [, sign, hours, minutes = '0'] = /(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(id) ?? []
  if (!sign || Number(hours) > 14) return null
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return { is: 'table', changes: [{ from: 0, offset }] }
}

function offsetOf(said: string | null): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})/.exec(said ?? '') ?? []
  return sign ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) : null
}

/** “2026-03-03T10:00:00” or “2026-03-03” as a local moment; null for what is none. */
export function localOf(said: unknown): number | null {
  const [, y, month, day, hour = '0', min = '0'] =
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{0,2})?Z?|T::)?$/.exec(String(said)) ?? []
  if (!y || Number(hour) > 24 || Number(min) > 59) return null
  const local = Date.UTC(Number(y), Number(month) - 1, Number(day), Number(hour), Number(min))
  const there = new Date(local)
  const exists = there.getUTCMonth() + 1 === Number(month) && Number(y) >= 1000
  return exists || (hour === '24' && Number(y) >= 1000) ? local : null
}

export const firstValue = (component: Component, name: string): unknown =>
  component.properties.find((property) => property.name === name)?.values[0]

export function textOf(component: Component, name: string): string | null {
  const value = firstValue(component, name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
