import { type Attendee, addressOf, attendeeOf } from './attendees.ts'
import type { Component, Property } from './lines.ts'
import { firstValue, floating, localOf, textOf, utc, type Zone, type Zones } from './zones.ts'

/** When something begins: a local moment by the clock of its zone, or a whole day. */
export interface Start {
  local: number
  zone: Zone
  isDay: boolean
}

/** An event as a calendar has it, before it is repeated. */
export interface CalendarEvent {
  line: number
  uid: string
  title: string
  start: Start
  /** What it says of how it repeats, as written. */
  rules: readonly string[]
  also: readonly Start[]
  but: readonly Start[]
  /** The occurrence of a series that this one takes the place of. */
  instead: Start | null
  /** And of all that come after it. */
  andAfter: boolean
  isPrivate: boolean
  isCancelled: boolean
  sequence: number
  organizer: string | null
  attendees: readonly Attendee[]
}

/** Reads an event, or says why it cannot be. */
export function eventOf(component: Component, zones: Zones): CalendarEvent | string {
  const properties = component.properties
  const all = (name: string) => properties.filter((property) => property.name === name)
  const [start] = all('dtstart').flatMap((property) => startsOf(property, zones))
  if (!start) return 'its day cannot be read'
  const title = textOf(component, 'summary') ?? ''
  const [instead = null] = all('recurrence-id').flatMap((property) => startsOf(property, zones))
  return {
    line: component.line,
    uid: textOf(component, 'uid') ?? `${title} ${start.local}`,
    title: title.replaceAll(/\s+/g, ' ').slice(0, 500),
    start,
    rules: all('rrule').map(({ written }) => written),
    also: all('rdate').flatMap((property) => startsOf(property, zones)),
    but: all('exdate').flatMap((property) => startsOf(property, zones)),
    instead,
    andAfter: all('recurrence-id')[0]?.params.range?.toUpperCase() === 'THISANDFUTURE',
    isPrivate: /^(?:private|confidential)$/i.test(textOf(component, 'class') ?? ''),
    isCancelled: /^cancell?ed$/i.test(textOf(component, 'status') ?? '') || saysCancelled.test(title),
    sequence: Number(firstValue(component, 'sequence')) || 0,
    organizer: addressOf(all('organizer')[0]?.values[0]),
    attendees: all('attendee').flatMap((property) => attendeeOf(property) ?? []),
  }
}

// As Outlook and Exchange begin the title of a meeting that was called off, in the languages of most calendars.
const saysCancelled = /^(?:cancell?ed|abgesagt|annul[ée]+|cancelad[oa]|annullat[oa]|geannuleerd)\s*:/i

function startsOf({ values, params }: Property, zones: Zones): Start[] {
  return values.flatMap((value): Start[] => {
    const said = String(Array.isArray(value) ? value[0] : value)
    const local = localOf(said)
    if (local === null) return []
    if (!said.includes('T') || said.endsWith('T::')) return [{ local, zone: floating, isDay: true }]
    const zone = said.endsWith('Z') ? utc : params.tzid ? zones.named(params.tzid) : floating
    return [{ local, zone, isDay: false }]
  })
}
