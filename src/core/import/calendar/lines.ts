import ICAL from 'ical.js'

/** A property as a calendar has it: its name and parameters in lower case, its values read by their type. */
export interface Property {
  name: string
  params: Readonly<Record<string, string>>
  values: readonly unknown[]
  /** What stands after the colon, as written. */
  written: string
}

/** An event or a time zone of a calendar, or the calendar itself without those. */
export interface Component {
  /** `vevent`, `vtimezone`, `vcalendar`. */
  is: string
  /** Where it begins in the file, counted from 1. */
  line: number
  /** And how far into it that is, from 0 to 1. */
  share: number
  properties: Property[]
  /** Of a time zone: its standard and its summer time. */
  parts: Component[]
  /** False where the file ends, or the next thing begins, before this one ended. */
  whole: boolean
}

// What else an event holds (descriptions, places, links to meetings, alarms) is not even looked at.
const read = new Set(
  'attendee class dtstart exdate method organizer rdate recurrence-id rrule sequence status summary tzid tzoffsetfrom tzoffsetto uid x-lic-location x-wr-calname x-wr-timezone'.split(
    ' ',
  ),
)

/** A property longer than this holds something else than people, days and titles. */
const longestProperty = 10_000

/** Events and time zones one after another; the calendar around them follows at its end. Lines that cannot be read are passed over. */
export function* components(text: string): Generator<Component> {
  const open: Component[] = []
  const shut = function* (component: Component, whole: boolean): Generator<Component> {
    const at = open.indexOf(component)
    if (at === -1) return
    const [inner] = open.splice(at).slice(0, 1)
    inner!.whole = whole
    const outer = open.at(-1)
    if (outer?.is === 'vtimezone') outer.parts.push(inner!)
    else if (asked.has(inner!.is)) yield inner!
  }
  for (const { line, share, name, rest } of contentLines(text)) {
    if (name === 'begin') {
      const is = rest().slice(1).trim().toLowerCase()
      // An event holds no event: where one begins, the one before broke off.
      const unfinished = asked.has(is)
        ? open.find((each) => each.is === 'vevent' || each.is === 'vtimezone')
        : undefined
      if (unfinished) yield* shut(unfinished, false)
      if (open.length < 8) open.push({ is, line, share, properties: [], parts: [], whole: false })
    } else if (name === 'end') {
      const is = rest().slice(1).trim().toLowerCase()
      const ended = open.findLast((each) => each.is === is)
      if (ended) yield* shut(ended, true)
    } else if (read.has(name)) {
      const property = propertyOf(name, rest())
      if (property) open.at(-1)?.properties.push(property)
    }
  }
  while (open.length > 0) yield* shut(open.at(-1)!, open.at(-1)!.is === 'vcalendar')
}

const asked = new Set(['vevent', 'vtimezone', 'vcalendar'])

interface ContentLine {
  line: number
  share: number
  name: string
  /** All after the name, from the first colon or semicolon on, with folded lines joined. */
  rest(): string
}

/** The lines of a calendar, where one that begins with a blank goes on with the one before. */
function* contentLines(text: string): Generator<ContentLine> {
  const source = text.includes('\n') ? text : text.replaceAll('\r', '\n')
  let line = 0
  let held: Held | null = null
  for (let at = source.charCodeAt(0) === 0xfeff ? 1 : 0; at < source.length; ) {
    const found = source.indexOf('\n', at)
    const end = found === -1 ? source.length : found
    const row = source.slice(at, source[end - 1] === '\r' ? Math.max(at, end - 1) : end)
    at = end + 1
    line++
    const first = row.charCodeAt(0)
    if (held && (first === 32 || first === 9)) {
      held.length += row.length
      if (held.length <= longestProperty) held.parts.push(row.slice(1))
    } else {
      if (held) yield named(held)
      held = { line, share: at / source.length, parts: [row], length: row.length }
    }
  }
  if (held) yield named(held)
}

/** A line with those that go on with it, as far as they are read. */
interface Held {
  line: number
  share: number
  parts: string[]
  length: number
}

function named({ line, share, parts, length }: Held): ContentLine {
  const [first] = parts as [string]
  const end = first.search(/[;:]/)
  const name = end === -1 ? '' : first.slice(0, end).trim().toLowerCase()
  return { line, share, name, rest: () => (length > longestProperty ? '' : parts.join('').slice(end)) }
}

function propertyOf(name: string, rest: string): Property | null {
  try {
    const [, params, , ...values] = ICAL.parse.property(`${name.toUpperCase()}${rest}`) as [
      string,
      Record<string, unknown>,
      string,
      ...unknown[],
    ]
    return {
      name,
      params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])),
      values,
      written: rest.slice(afterParams(rest)),
    }
  } catch {
    // Some rules for repeating are refused by the library; that there was one still matters.
    return name === 'rrule' ? { name, params: {}, values: [], written: rest.slice(afterParams(rest)) } : null
  }
}

/** Where the value begins: after the first colon that stands in no quotes. */
function afterParams(rest: string): number {
  let quoted = false
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '"') quoted = !quoted
    else if (rest[at] === ':' && !quoted) return at + 1
  }
  return rest.length
}
