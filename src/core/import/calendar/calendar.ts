import { addDays, type Day } from '../../day.ts'
import { Problem } from '../../problem.ts'
import { foldName } from '../../rating.ts'
import type { Come, Found, Importer, LeftOut, OnTheWay, ReadOptions } from '../importer.ts'
import { ownerAmong } from './attendees.ts'
import { type CalendarEvent, eventOf, type Start } from './events.ts'
import { components } from './lines.ts'
import { type Calendar, type Meeting, meetingOf } from './meetings.ts'
import { type Patience, type Rule, readRule, repeats } from './repeats.ts'
import { floating, localOf, placeNamed, shownIn, textOf, type Zone, Zones } from './zones.ts'

const dayLength = 86_400_000

/** Who was met longer ago than this is no news. */
const contactsWithin = 400
/** A series that was met more often than this proposes its latest. */
const mostOfASeries = 400
const yearsBack = 10

/**
 * A calendar's past: conversations with customers, and the last 1:1 with each person. What a meeting was about is never read, and of
 * all other events nothing but how many there were is told.
 */
export const calendar: Importer = {
  format: 'calendar',
  words: 'a calendar',
  recognises: ({ text, name }) =>
    /^\s*BEGIN:VCALENDAR\b/i.test(text.slice(0, 2_000)) ||
    (/\.(?:ics|ical|ifb|icalendar)$/i.test(name ?? '') && /^BEGIN:VEVENT\b/im.test(text.slice(0, 20_000))),
  *read({ text }, options) {
    const read = yield* readEvents(text, options)
    yield* read.leftOut
    const contacts = new Contacts(options)
    const patience = { days: 3_000_000 }
    const matter = { ...read, options, patience, contacts }
    let followed = 0
    for (const series of seriesOf(read.events)) {
      yield* comeOf(series, matter)
      followed += 1 + series.instead.length
      if (followed % often === 0) yield { is: 'on the way', share: (1 + followed / read.events.length) / 2 }
    }
    yield* contacts.come()
  },
}

interface Read {
  events: CalendarEvent[]
  leftOut: LeftOut[]
  zone: Zone
  calendar: Calendar
}

/** After so many events it is said how far the reading is: what they are is told once all are read, since they name one another. */
const often = 50

function* readEvents(text: string, { refDate, zone, owner, titles, people }: ReadOptions): Generator<OnTheWay, Read> {
  const zones = new Zones(Date.parse(`${refDate}T00:00:00Z`) + 2 * dayLength)
  const events: CalendarEvent[] = []
  const leftOut: LeftOut[] = []
  let own: Zone | null = null
  let said: string | null = null
  let since = 0
  for (const component of components(text)) {
    if (component.is === 'vtimezone') zones.tell(component)
    else if (component.is === 'vcalendar') {
      own ??= placeNamed(textOf(component, 'x-wr-timezone') ?? '')
      said ??= textOf(component, 'x-wr-calname')
      if (/^cancel$/i.test(textOf(component, 'method') ?? ''))
        for (const event of events.slice(since)) event.isCancelled = true
      since = events.length
    } else {
      const event = component.whole ? eventOf(component, zones) : 'it breaks off'
      if (typeof event === 'string')
        leftOut.push({ is: 'left out', line: component.line, text: 'An event', why: event })
      else events.push(event)
      if ((events.length + leftOut.length) % often === 0) yield { is: 'on the way', share: component.share / 2 }
    }
  }
  if (events.length + leftOut.length === 0 && !/^\s*BEGIN:VCALENDAR\b/im.test(text))
    throw new Problem('invalid', 'This is no calendar: it has no events. Nothing was changed.', 'text')
  return {
    events,
    leftOut,
    zone: own ?? placeNamed(zone ?? '') ?? floating,
    calendar: {
      owner: ownerAmong(invited(events), said),
      ownerName: owner ?? null,
      titles: titles ?? [],
      people: (people ?? []).map(({ name }) => name),
    },
  }
}

/** Who each meeting names; a series with its moved meetings is one. A single address says nothing: it may be the other's. */
const invited = (events: readonly CalendarEvent[]): string[][] =>
  [...Map.groupBy(events, ({ uid }) => uid).values()]
    .map((series) => [...new Set(series.flatMap(addressesOf))])
    .filter((addresses) => addresses.length > 1)

const addressesOf = ({ organizer, attendees }: CalendarEvent): string[] => [
  ...(organizer ? [organizer] : []),
  ...attendees.map(({ address }) => address),
]

/** An event with what takes the place of some of its occurrences. */
interface Series {
  event: CalendarEvent
  instead: CalendarEvent[]
}

/** Events by their names. Of one that was sent several times the latest holds. */
function* seriesOf(events: readonly CalendarEvent[]): Generator<Series> {
  const byName = new Map<string, Map<string, CalendarEvent>>()
  for (const event of events) {
    const named = byName.get(event.uid) ?? new Map<string, CalendarEvent>()
    byName.set(event.uid, named)
    const place = event.instead ? `instead of ${event.instead.local}` : `at ${event.start.local}`
    const before = named.get(place)
    if (!before || before.sequence <= event.sequence) named.set(place, event)
  }
  for (const named of byName.values()) {
    const all = [...named.values()]
    const repeating = all.filter(({ instead }) => instead === null)
    const instead = all.filter((event) => event.instead !== null)
    // An invitation to one meeting of somebody else's series comes without the series.
    if (repeating.length === 0) for (const event of instead) yield { event, instead: [] }
    for (const [place, event] of repeating.entries()) yield { event, instead: place === 0 ? instead : [] }
  }
}

interface Matter extends Read {
  options: ReadOptions
  patience: Patience
  contacts: Contacts
}

function* comeOf(series: Series, matter: Matter): Generator<Come> {
  const own = whatCame(series.event, matter)
  const moments = own.was === 'something else' ? [] : momentsOf(series, own, matter)
  yield* cameOf(series.event, own, moments, matter)
  for (const event of series.instead) {
    const meeting = whatCame(event, matter)
    const moments =
      event.andAfter && meeting.was !== 'something else' ? movedBy(event, series, meeting, matter) : [event.start]
    yield* cameOf(event, meeting, moments, matter)
  }
}

function whatCame(event: CalendarEvent, { calendar }: Matter): Meeting {
  if (event.isPrivate) return { was: 'something else', why: 'it is marked private' }
  if (event.isCancelled) return { was: 'something else', why: 'it was cancelled' }
  if (event.attendees.some(({ address, declined }) => declined && address === calendar.owner))
    return { was: 'something else', why: 'you declined it' }
  return meetingOf({ title: event.title, isDay: event.start.isDay, attendees: event.attendees }, calendar)
}

function* cameOf(
  event: CalendarEvent,
  meeting: Meeting,
  moments: readonly Start[],
  { zone, options, contacts }: Matter,
): Generator<Come> {
  const dayIn = ({ local, zone: by, isDay }: Start): Day =>
    new Date(isDay ? local : shownIn(local, by, zone)).toISOString().slice(0, 10)
  const leftOut = (why: string): LeftOut => ({
    is: 'left out',
    line: event.line,
    text: `An event of ${new Date(event.start.local).toISOString().slice(0, 10)}`,
    why,
  })
  if (meeting.was === 'something else') return yield leftOut(meeting.why)
  const days = [...new Set(moments.map(dayIn))].filter((day) => day <= options.refDate).sort()
  if (days.length === 0) return yield leftOut(moments.length === 0 ? 'no day of it is left' : 'it is still ahead')
  if (meeting.was === 'contact') return contacts.met(meeting, days, event.line)
  if (days.length > mostOfASeries)
    yield leftOut(`it took place ${days.length} times; the latest ${mostOfASeries} are read`)
  for (const day of days.slice(-mostOfASeries)) yield conversationOn(day, event, meeting)
}

const conversationOn = (
  date: Day,
  { uid, title, line }: CalendarEvent,
  { who, kind, sign }: Extract<Meeting, { was: 'conversation' }>,
): Found => ({
  is: 'found',
  text: title || 'A meeting without a title',
  line,
  date,
  dateSource: 'line',
  initiative: null,
  links: [],
  source: `calendar:${uid.slice(0, 300)}:${date}`,
  becomes: 'conversation',
  details: { who, conversation: kind, sign },
})

/** When a series took place up to today, by the clock of its own zone; a rule that says nothing sensible counts once. */
function momentsOf({ event, instead }: Series, meeting: Meeting, { options, patience }: Matter): Start[] {
  const { start, rules, also, but } = event
  const on = (moment: Start): number => (moment.isDay ? moment.local : shownIn(moment.local, moment.zone, start.zone))
  const to = Date.parse(`${options.refDate}T00:00:00Z`) + 2 * dayLength
  const from = to - (meeting.was === 'contact' ? contactsWithin : yearsBack * 365) * dayLength
  const read = rules.flatMap((rule) => readRule(rule, (until) => untilOf(until, start)) ?? [])
  const found = read.flatMap((rule) => repeats(start.local, withinReason(rule, start), from, to, patience))
  const gone = new Set(but.map(on))
  const goneDays = new Set(but.filter(({ isDay }) => isDay).map(({ local }) => local / dayLength))
  const moved = new Set(instead.map((each) => on(each.instead!)))
  const after = Math.min(...instead.filter(({ andAfter }) => andAfter).map((each) => on(each.instead!)))
  return [...new Set([...(read.length === 0 ? [start.local] : found), ...also.map(on)])]
    .filter((local) => !gone.has(local) && !moved.has(local) && local < after)
    .filter((local) => !goneDays.has(Math.floor(local / dayLength)))
    .map((local) => ({ ...start, local }))
}

/** From one meeting on, a series moved: all that follow it moved as far. */
function movedBy(event: CalendarEvent, series: Series, meeting: Meeting, matter: Matter): Start[] {
  const { start } = series.event
  const on = (moment: Start): number => (moment.isDay ? moment.local : shownIn(moment.local, moment.zone, start.zone))
  const since = on(event.instead!)
  const others = series.instead.filter((each) => !each.andAfter)
  return momentsOf({ event: series.event, instead: others }, meeting, matter)
    .filter(({ local }) => local >= since)
    .map((moment) => ({ ...moment, local: moment.local + on(event.start) - since }))
}

/** Following a rule that counts from the days of the Romans on would take for ever. */
const withinReason = (rule: Rule, start: Start): Rule =>
  rule.count !== null && start.local < 0 ? { ...rule, count: null } : rule

/** The last moment of a rule on the event's own wall. A day alone means all of it. */
function untilOf(said: string, start: Start): number | null {
  const local = localOf(said)
  if (local === null) return null
  if (!said.includes('T')) return local + dayLength - 1
  return said.endsWith('Z') && !start.isDay ? shownIn(local, { is: 'utc' }, start.zone) : local
}

/** People met alone, each with their last day. */
class Contacts {
  readonly #met = new Map<string, { name: string; days: Set<Day>; saidSo: boolean; line: number }>()

  private readonly options: ReadOptions

  constructor(options: ReadOptions) {
    this.options = options
  }

  met({ person, saidSo }: { person: string; saidSo: boolean }, days: readonly Day[], line: number): void {
    const name = this.#known(person)?.name ?? person
    const key = foldName(name)
    const before = this.#met.get(key)
    this.#met.set(key, {
      name,
      days: new Set([...(before?.days ?? []), ...days]),
      saidSo: saidSo || (before?.saidSo ?? false),
      line,
    })
  }

  *come(): Generator<Come> {
    for (const [key, { name, days, saidSo, line }] of this.#met) {
      const all = [...days].sort()
      const last = all.at(-1)!
      const why = this.#whyNot({ name, last, times: all.length, saidSo })
      if (why) yield { is: 'left out', line, text: `A 1:1 of ${last}`, why }
      else
        yield {
          is: 'found',
          text: all.length === 1 ? `1:1 with ${name}` : `1:1 with ${name}, ${all.length} times`,
          line,
          date: last,
          dateSource: 'line',
          initiative: null,
          links: [],
          source: `contact:${key}:${last}`,
          becomes: 'contact',
          details: { person: name },
        }
    }
  }

  /** One meeting of two says little. Two of them, a title that says so, or a name on the person's list say more. */
  #whyNot({ name, last, times, saidSo }: { name: string; last: Day; times: number; saidSo: boolean }): string | null {
    const known = this.#known(name)
    if (last < addDays(this.options.refDate, -contactsWithin)) return 'it was more than a year ago'
    if (known?.lastContact && known.lastContact >= last) return 'you have noted a later contact'
    return known || saidSo || times > 1 ? null : 'you met alone only once'
  }

  #known(person: string) {
    const people = this.options.people ?? []
    const folded = foldName(person)
    const same = people.find(({ name }) => foldName(name) === folded)
    if (same) return same
    const begun = people.filter(({ name }) => folded.startsWith(`${foldName(name)} `))
    return begun.length === 1 ? begun[0] : undefined
  }
}
