import type { ConversationKind } from '../../discovery.ts'
import { foldName } from '../../rating.ts'
import { type Attendee, companyOf, domainOf, isOfAnybody, isSameHouse } from './attendees.ts'

/** What is known of the person whose calendar it is, beside the calendar. */
export interface Calendar {
  /** Their address, as far as the calendar tells. */
  owner: string | null
  ownerName: string | null
  /** Words in a title that mark a customer conversation, as the person gave them. */
  titles: readonly string[]
  /** The people on the person's own list. */
  people: readonly string[]
}

/** What a meeting was, as far as its title and its people tell. */
export type Meeting =
  | { was: 'conversation'; kind: ConversationKind; who: string; sign: string }
  | { was: 'contact'; person: string; saidSo: boolean }
  | { was: 'something else'; why: string }

interface Asked {
  title: string
  isDay: boolean
  attendees: readonly Attendee[]
}

/** Tells a conversation with a customer and a 1:1 from all else. The title outweighs who was there. */
export function meetingOf({ title, isDay, attendees }: Asked, calendar: Calendar): Meeting {
  const others = attendees.filter((each) => !isOwner(each, calendar))
  const came = others.filter(({ declined, isThing }) => !declined && !isThing)
  const outside = came.filter((each) => isOutside(each, calendar.owner))
  const asked = calendar.titles.find((words) => words !== '' && foldName(title).includes(foldName(words)))
  const words = asked ?? customerWords(title)
  if (asked || words) {
    if (others.length > 0 && came.length === 0 && others.some(({ declined }) => declined))
      return { was: 'something else', why: 'everybody else declined' }
    const sign = asked ? `the title has your words “${asked}”` : `the title says “${words}”`
    return { was: 'conversation', kind: kindOf(title), who: whoOf(title, outside), sign }
  }
  const oneToOne = oneToOneWith(title, came, outside, calendar)
  if (oneToOne) return { was: 'contact', ...oneToOne }
  if (outside.length === 0 || isDay) return { was: 'something else', why: nothingSaysSo }
  if (isNoCustomer.test(title)) return { was: 'something else', why: 'its title names something else than customers' }
  if (outside.length > mostInATalk)
    return { was: 'something else', why: `more than ${mostInATalk} people from outside were asked` }
  return { was: 'conversation', kind: kindOf(title), who: whoOf(title, outside), sign: fromOutside(outside) }
}

export const nothingSaysSo = 'nothing says that a customer took part, or that it was a 1:1'

/** With more than these it was a webinar or a conference. */
const mostInATalk = 12

const isOwner = ({ address, name }: Attendee, { owner, ownerName }: Calendar): boolean =>
  address === owner || (ownerName !== null && foldName(name) === foldName(ownerName))

/** From outside the owner's company. Where the owner's own address says nothing of a company, nobody is. */
const isOutside = ({ address }: Attendee, owner: string | null): boolean =>
  owner !== null && !isOfAnybody(domainOf(owner)) && !isSameHouse(domainOf(address), domainOf(owner))

const fromOutside = (outside: readonly Attendee[]): string => {
  const companies = companiesOf(outside)
  return companies.length > 0 ? `somebody from ${listed(companies)} took part` : 'somebody from outside took part'
}

const companiesOf = (outside: readonly Attendee[]): string[] => [
  ...new Set(outside.flatMap(({ address }) => companyOf(domainOf(address)) ?? [])),
]

const listed = (names: readonly string[]): string =>
  names.length > 2 ? `${names.slice(0, 2).join(', ')} and others` : names.join(' and ')

const customers =
  'customers?|clients?|users?|buyers?|prospects?|leads?|accounts?|subscribers?|members?|admins?|participants?|testers?|design partners?|beta|churned|kunden?|kundin(?:nen)?|nutzer(?:in)?|cliente?s?|usuarios?|utilisateurs?'
const meetings =
  'interviews?|calls?|conversations?|chats?|talks?|visits?|feedback|tests?|testing|sessions?|demos?|research|walk ?throughs?|shadowing|check-?ins?|q&a|gespräche?|besuche?|entretiens?|entrevistas?|llamadas?'
const named = new RegExp(
  `\\b(?:${customers})\\b[^|]{0,40}\\b(?:${meetings})\\b|\\b(?:${meetings})\\b.{0,12}\\b(?:with|mit|avec|con|for)\\b.{0,25}\\b(?:${customers})\\b`,
  'iu',
)
const fixed =
  /\b(?:usability (?:tests?|testing|sessions?|study)|user tests?|discovery (?:calls?|interviews?|sessions?)|(?:win|loss|win ?[/-] ?loss|churn|problem|jtbd|exploratory|prototype) (?:interviews?|calls?|tests?|sessions?)|contextual inquiry|customer advisory board|sales (?:calls?|demos?)|product demos?|ride-?along)\b/iu
// Work about customers among colleagues: their talks are prepared, planned and looked back on.
const amongColleagues =
  /\b(?:pre-?calls?|prep(?:are|aration)?|planning|plan|debrief(?:ing)?|synthesis|read-?outs?|recap|retro(?:spective)?|workshop|training|review|stand-?up|sync|weekly|status|success team|all[- ]hands|brainstorm|focus (?:time|block)|notes?|write[- ]?up|schedul(?:e|ing)|recruit(?:ing|ment)?|candidates?|hiring|journey|roadmap|okrs?|guild|chapter|onboarding of)\b/iu
const isNoCustomer =
  /\b(?:candidates?|hiring|recruit\w*|phone screen|panel interview|job interview|interview (?:loop|panel)|webinar|conference|training|course|class|lesson|dentist|doctor|dr\.|physio\w*|therapy|haircut|parents?|school|kita|gym|yoga|lunch|dinner|drinks|birthday|insurance|bank|landlord|tax(?:es)?|agency|legal|lawyer|contract|vendor|supplier|procurement|invoice|audit|pension|visa)\b/iu

function customerWords(title: string): string | null {
  if (amongColleagues.test(title)) return null
  return fixed.exec(title)?.[0] ?? named.exec(title)?.[0] ?? null
}

function kindOf(title: string): ConversationKind {
  if (/\b(?:usability|user tests?|user testing|prototype|test sessions?|card sort\w*|tree test\w*)\b/iu.test(title))
    return 'usability'
  if (/\b(?:sales|demos?|prospects?|pitch|proposal|pricing|renewal|qbr|deal|leads?|poc|rfp)\b/iu.test(title))
    return 'sales_call'
  if (/\b(?:support|escalation|tickets?|incident|bugs?|outage|complaint)\b/iu.test(title)) return 'support'
  return 'interview'
}

function whoOf(title: string, outside: readonly Attendee[]): string {
  const said = new RegExp(`\\b(?:${customers})\\b`, 'iu').exec(title)?.[0].toLowerCase()
  const role = said ? (roles.find(([words]) => words.test(said))?.[1] ?? 'Customer') : 'Customer'
  const companies = companiesOf(outside)
  return companies.length > 0 ? `${role} at ${listed(companies)}` : role
}

const roles: readonly [RegExp, string][] = [
  [/^(?:user|nutzer|usuario|utilisateur|participant|tester|beta|admin|member|subscriber)/, 'User'],
  [/^(?:prospect|lead|buyer)/, 'Prospect'],
  [/^design partner/, 'Design partner'],
  [/^churned/, 'Former customer'],
]

const oneToOneWords =
  /(?:^|[^\p{L}\d])(?:1\s?[:-]\s?1s?|1\s?on\s?1s?|one[- ]on[- ]ones?|one[- ]to[- ]ones?|121s?|o3|jour fixe|vier augen|catch-?\s?ups?|coffee(?: chat)?|skip[- ]level)(?=$|[^\p{L}\d])/iu

/** The one other person of a 1:1 among colleagues, or null where it was none or nobody says with whom. */
function oneToOneWith(
  title: string,
  came: readonly Attendee[],
  outside: readonly Attendee[],
  calendar: Calendar,
): { person: string; saidSo: boolean } | null {
  const saidSo = oneToOneWords.test(title)
  const [other] = came
  if (other) {
    if (came.length > 1 || (outside.length > 0 && !saidSo)) return null
    // With one other address and no owner known, it is not told which of the two is the other.
    return saidSo || calendar.owner !== null ? { person: other.name, saidSo } : null
  }
  const person = saidSo ? personIn(title, calendar) : null
  return person ? { person, saidSo } : null
}

/** Whom a title names: somebody on the person's list, or who stands after “with”. */
function personIn(title: string, { people, ownerName }: Calendar): string | null {
  const folded = ` ${foldName(title).replaceAll(/[^\p{L}\d]+/gu, ' ')} `
  const known = people.find((name) => folded.includes(` ${foldName(name)} `))
  if (known) return known
  const first = people.filter((name) => folded.includes(` ${foldName(name).split(' ')[0]} `))
  if (first.length === 1) return first[0]!
  const rest = title.replace(oneToOneWords, ' ').replaceAll(/\s+/g, ' ').trim()
  const names = rest
    .split(/\s(?:with|and|und|mit|avec|con|x)\s|[/|<>&↔:–—-]+|\bwith\b/iu)
    .map((part) => part.trim())
    .filter((part) => /^\p{Lu}[\p{L}'’.]*(?: \p{Lu}[\p{L}'’.]*){0,2}$/u.test(part))
    .filter((part) => !ownerName || !foldName(ownerName).split(' ').includes(foldName(part).split(' ')[0]!))
  return names.length === 1 ? names[0]! : null
}
