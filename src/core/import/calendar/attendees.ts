import type { Property } from './lines.ts'

/** Somebody a meeting was sent to. Addresses serve to tell people apart while the file is read; none of them is kept. */
export interface Attendee {
  address: string
  name: string
  declined: boolean
  /** A room, a projector or a mailing list. */
  isThing: boolean
}

export function attendeeOf({ values, params }: Property): Attendee | null {
  const address = addressOf(values[0])
  if (!address) return null
  const kind = (params.cutype ?? 'individual').toLowerCase()
  return {
    address,
    name: nameIn(params.cn ?? '', address),
    declined: (params.partstat ?? '').toLowerCase() === 'declined',
    isThing: !['individual', 'unknown'].includes(kind) || isOfThing.test(address),
  }
}

const isOfThing = /@(?:group|resource)\.calendar\.google\.com$|^(?:room|raum|salle|meetingroom|conf)[-_.]/

/** A mail address in lower case, or null. */
export function addressOf(value: unknown): string | null {
  const address = String(value ?? '')
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  return /^[^\s@/]{1,200}@[^\s@/]{1,200}$/.test(address) ? address : null
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** “Keller, Maya (Product)” and “maya.keller@…” are both Maya Keller. */
function nameIn(said: string, address: string): string {
  const name = said
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replaceAll(/["']{1,2}/g, (quotes, at: number, whole: string) =>
      /\p{L}/u.test(whole[at + 1] ?? '') && /\p{L}/u.test(whole[at - 1] ?? '') ? quotes : ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (name === '' || name.includes('@')) return nameOfAddress(address)
  const [last, first, ...more] = name.split(', ')
  return (first && more.length === 0 && !/^(?:jr|sr|ph\.?d|md|esq)\.?$/i.test(first) ? `${first} ${last}` : name).slice(
    0,
    120,
  )
}

const nameOfAddress = (address: string): string =>
  address
    .slice(0, address.lastIndexOf('@'))
    .replace(/\+.*/, '')
    .split(/[._-]+/)
    .filter((part) => /\p{L}/u.test(part))
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join(' ')
    .slice(0, 120) || 'Somebody'

// Anybody may have one of these, so it says nothing of where they work.
const mailOfAnybody =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|icloud|me|mac|yahoo|ymail|aol|gmx|web|proton|protonmail|pm|fastmail|hey|zoho|mail|posteo|mailbox|t-online|orange|free|laposte|qq|163|126|naver)\.[a-z.]{2,6}$/

export const isOfAnybody = (domain: string): boolean => mailOfAnybody.test(domain)

/** True if both belong to one organisation: “eu.acme.com” and “acme.com”. */
export const isSameHouse = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)

/** “mail.acme.co.uk” is Acme; null where the address says nothing of a company. */
export function companyOf(domain: string): string | null {
  if (isOfAnybody(domain)) return null
  const labels = domain.split('.').slice(0, -1)
  if (labels.length > 1 && /^(?:ac|co|com|edu|gov|gob|gv|ne|net|or|org)$/.test(labels.at(-1)!)) labels.pop()
  const name = labels.at(-1)
  return name && /\p{L}/u.test(name) ? name[0]!.toUpperCase() + name.slice(1) : null
}

/**
 * Whose calendar it is: the address that nearly all of its meetings name. Null where none stands out, as in a calendar that was never
 * shared with anybody.
 */
export function ownerAmong(meetings: readonly (readonly string[])[], said: string | null): string | null {
  const asked = said && addressOf(said)
  if (asked) return asked
  const times = new Map<string, number>()
  for (const addresses of meetings) for (const each of new Set(addresses)) times.set(each, (times.get(each) ?? 0) + 1)
  const [first, second] = [...times].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < Math.max(2, meetings.length * 0.6)) return null
  return second && second[1] === first[1] ? null : first[0]
}
