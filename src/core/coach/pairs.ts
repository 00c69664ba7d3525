import { changeVerb } from './change-words.ts'
import { type Figure, figureAt, fitting, isTimeName, nameAfter, nameBefore, named, nearestAfter } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NameHit } from './names.ts'
import { isMoney, isTime, type NumberToken, round, timeUnits } from './numbers.ts'
import { holds, meter } from './scan.ts'
import type { Window } from './windows.ts'

/** From–to pairs of neighbouring numbers, in any order and wording (coach specification 4.4 B). Marks the numbers it takes. */
export function pairsIn(draft: Draft): Figure[] {
  const figures: Figure[] = []
  const lineOf = lineFinder(draft)
  for (const token of draft.numbers) if (isWanted(draft, lineOf(token), token)) token.used = true
  const numbers = draft.numbers.filter((token) => !token.used)
  figures.push(...seriesIn(draft, numbers, lineOf))
  for (let i = 0; i + 1 < numbers.length; i++) {
    meter.steps++
    const a = numbers[i]!
    if (a.used) continue
    const line = lineOf(a)
    const b = partnerOf(draft, numbers, i)
    const relation = b && relationOf(draft, line, lineOf(b), a, b)
    if (!relation) continue
    const last = relation.link === 'arrow' ? endOfChain(draft, numbers, numbers.indexOf(b)) : b
    const [from, to] = relation.reversed ? [b, a] : [a, last]
    const figure = pairOf(draft, line, from, to, a, last)
    if (figure) figures.push(figure)
  }
  return figures
}

/** “(plan was 108 %)” and “against a 30 % goal” are what was hoped for, not what was. */
export const isWanted = (draft: Draft, line: Line, token: NumberToken): boolean =>
  wantedBefore.test(textBefore(draft, line, token.start, 30)) ||
  (/(?:\b(?:against|vs\.?|versus|above|over|below|beat|beating|than) (?:an?|our|the|my)|\()\s?$/i.test(
    textBefore(draft, line, token.start, 14),
  ) &&
    /^ (?:\w+ )?(?:target|goal|plan|quota|forecast|budget)\b/i.test(textAfter(draft, line, token.end, 24)))

const wantedBefore =
  /\b(?:plan|target|goal|quota|forecast|benchmark)(?:ed)?(?: (?:was|is|of|had been|called for))\s(?:an? |only )?[~≈+]?$|\b(?:vs\.?|versus|against|above|below) (?:the |our )?(?:plan|target|goal|quota|forecast)(?: of)?\s$/i

function lineFinder(draft: Draft): (token: NumberToken) => Line {
  let at = 0
  return (token) => {
    if (draft.lines[at]!.start > token.start) at = 0
    while (at + 1 < draft.lines.length && draft.lines[at]!.end <= token.start) at++
    return draft.lines[at]!
  }
}

// “fell 30 %, from 400 to 280”: the share in between belongs to another way of saying the same.
const partnerOf = (draft: Draft, numbers: readonly NumberToken[], i: number): NumberToken | null => {
  const next = numbers[i + 1]!
  return next.used ||
    next.start - numbers[i]!.end > 140 ||
    draft.masked.slice(numbers[i]!.end, next.start).includes('\n\n')
    ? null
    : next
}

/** “MAU went 18k, 25k, 41k” is one way from the first to the last. */
function seriesIn(draft: Draft, numbers: readonly NumberToken[], lineOf: (token: NumberToken) => Line): Figure[] {
  const figures: Figure[] = []
  for (let i = 0; i + 2 < numbers.length; i++) {
    let last = i
    while (
      last + 1 < numbers.length &&
      numbers[last + 1]!.unit === numbers[i]!.unit &&
      /^(?:,|,? and|,? then) $/.test(gapOf(draft, numbers[last]!, numbers[last + 1]!))
    )
      last++
    if (last - i < 2) continue
    const first = numbers[i]!
    const line = lineOf(first)
    if (holds(climbed, textBefore(draft, line, first.start, 40))) {
      for (const token of numbers.slice(i, last + 1)) token.used = true
      const figure = pairOf(draft, line, first, numbers[last]!, first, numbers[last]!)
      if (figure) figures.push(figure)
    }
    i = last
  }
  return figures
}

const climbed = /\b(?:went|climbed|rose|grew|fell|dropped|moved|improved|increased|declined|went from)(?:: | from | )$/i

function endOfChain(draft: Draft, numbers: readonly NumberToken[], at: number): NumberToken {
  let last = at
  while (last + 1 < numbers.length && arrow.test(gapOf(draft, numbers[last]!, numbers[last + 1]!))) {
    numbers[last]!.used = true
    last++
  }
  return numbers[last]!
}

const gapOf = (draft: Draft, a: NumberToken, b: NumberToken): string => draft.masked.slice(a.end, b.start)

interface Relation {
  link: 'arrow' | 'to' | 'contrast' | 'eras'
  reversed: boolean
}

const arrow = /^[\s)%]*(?:\([^()\d]{0,20}\))?[^\d→.;,]{0,24}→[\s(~≈]*(?:[a-z]+ )?$/i
const toLink =
  /^(?: [^\s,;:.→()\d]+){0,6}? (?:all the way )?(?:up |down |back )?to(?: (?:just|only|about|around|nearly|roughly|under|over|almost|now))?(?: [~≈])?\s?$/i
const became =
  /^(?: [^\s,;:.]+){0,3} (?:became|becomes|turned into|have become|has become|down to)(?: (?:just|only))? $/i
const reversedLink =
  /(?:\b(?:vs\.?|versus|against|instead of|rather than|compared (?:to|with)|previously|formerly|was|were|is|had been|used to be|from|not|where [^.;]{1,45}|before that(?: it was)?|before(?: it was)?|prior|PY)|\((?:was|from|before|PY|prev\.?|previously|vs\.?|up from|down from):?)(?: (?:about|around|nearly|roughly|over|just|only|an?|the|[~≈]))?\s?[~≈]?$/i

function relationOf(draft: Draft, lineA: Line, lineB: Line, a: NumberToken, b: NumberToken): Relation | null {
  const gap = gapOf(draft, a, b)
  if (!compatible(a, b) || namesAnotherThing(draft, a, b)) return null
  if (arrow.test(gap)) return { link: 'arrow', reversed: false }
  if (b.unit === 'pp' && a.unit !== 'pp') return null
  if (isAmountThenLevel(draft, lineA, a, b, gap)) return null
  const same = lineA === lineB
  if (a.unit === 'x' && !/\bfrom (?:[~≈])?$/i.test(clauseBefore(draft, lineA, a.start))) return null
  if (loose(a, b) && !(same && toLink.test(gap) && holds(changeVerbOnce, clauseBefore(draft, lineA, a.start))))
    return null
  if (same && became.test(gap)) return { link: 'to', reversed: false }
  if (same && toLink.test(gap) && isJourney(draft, lineA, a, b, gap)) return { link: 'to', reversed: false }
  if (a.sign !== null && b.sign !== null && !isMoney(a.unit)) {
    return eraOrder(draft, lineA, lineB, a, b, gap)
  }
  if (b.sign !== null) return null
  const dated = same ? bothDated(draft, lineA, a, b) : null
  if (dated === 'backward') return { link: 'eras', reversed: true }
  if (dated && isContrast(gap)) return { link: 'contrast', reversed: dated !== 'forward' }
  if (same && isContrast(gap)) return { link: 'contrast', reversed: true }
  return eraOrder(draft, lineA, lineB, a, b, gap)
}

// “jumped 14 points to 46” says by how much and to where.
const isAmountThenLevel = (draft: Draft, line: Line, a: NumberToken, b: NumberToken, gap: string): boolean =>
  a.unit === 'points' &&
  b.unit === null &&
  toLink.test(gap) &&
  /\b(?:by|rose|jumped|climbed|fell|dropped|up|down|gained|grew|improved|increased|lost)\s$/i.test(
    clauseBefore(draft, line, a.start),
  )

// “42 to 58” moves; “10 to 15 hours” without a name or a verb of change is a range.
function isJourney(draft: Draft, line: Line, a: NumberToken, b: NumberToken, gap: string): boolean {
  const lead = clauseBefore(draft, line, a.start)
  if (/\bfrom (?:[a-z~≈'-]+ ){0,3}[~≈]?$/i.test(lead)) return true
  if (gap.trim().split(/\s+/).length > 1 && !/^\W*(?:up|down|back)? ?to/i.test(gap.trim())) return false
  if (
    /\b(?:between|every|each|sav(?:e|es|ed|ing)|need|needs|takes|of|within|for|in|per|score|range)\s(?:[a-z~]+ )?$/i.test(
      lead,
    )
  )
    return false
  if (a.unit !== null && b.unit !== null) return true
  const verb = holds(changeVerbOnce, lead)
  const hit = nameBefore(line, a.start) ?? nearestAfter(line, b.end)
  return (
    verb ||
    (hit !== null && Math.min(Math.abs(hit.end - a.start), Math.abs(hit.start - b.end)) < 60) ||
    /:\s*$/.test(textBefore(draft, line, a.start, 4))
  )
}

const changeVerbOnce = new RegExp(changeVerb.source, 'i')

/** “44 %, up from 31”, “58 % (was 42)”, “2 days instead of 5”. */
function isContrast(gap: string): boolean {
  if (gap.length > 90 || !reversedLink.test(gap)) return false
  if (/\b(?:was|were|is)\s*$/i.test(gap))
    return (
      /^[^.;]{0,60}[(,—–-]\s?(?:it |which |that )?(?:was|were)\s*$/i.test(gap) ||
      /\b(?:last|before|ago|earlier|prior|previous|old)\b[^.;]{0,30}\b(?:was|were)\s*$/i.test(gap)
    )
  if (/\bfrom\s*$/i.test(gap))
    return /\b(?:up|down|improved|improving|falling|rising|compared|increase|decrease|reduc\w+|jump|drop|compared to)[^.;,]{0,12} from\s*$|^\)?,? from\s*$|\(from\s*$/i.test(
      gap,
    )
  if (/\bnot\s*$/i.test(gap)) return /^[^.;]{0,20}, not\s*$/i.test(gap)
  return true
}

const unitWord = 'week|month|quarter|half|year|spring|summer|autumn|fall|winter|time|sprint'
const pastAfter = new RegExp(
  `^(?: [a-z%'/-]+){0,4}?[ ,(]+(?:before(?! (?:the|we|it|i)\\b)|a (?:year|month|quarter|week) (?:ago|earlier)|(?:__|\\w+) (?:years?|months?|weeks?|quarters?) ago|previously|earlier|beforehand|` +
    `(?:the |in the )?(?:${unitWord}|one) before|(?:in the |the )?(?:previous|prior)(?: one| ${unitWord})?|last (?:${unitWord})|without|when (?:i|we) (?:joined|started)|back then|at first|originally|under the old)(?![\\w-])`,
  'i',
)
const pastBefore = new RegExp(
  `(?:(?:^|[\\s(,])(?:was|were|had been|had|have had|used to(?: \\w+)?|previously|formerly|before(?: that)?(?: it was)?|once|originally|initially|last (?:${unitWord})|PY|waited|it took|took|managed|calculated with|instead of|in the old|(?:years?|months?) ago|at the start|when (?:i|we) joined|started at|began at|came from))(?![\\w-])[^.;]{0,28}$`,
  'i',
)
const nowAfter = new RegExp(
  `^(?: [a-z%'/-]+){0,4}?[ ,(]+(?:now|nowadays|today|these days|currently|at present|by now|after(?! the| we)|afterwards|this (?:${unitWord})|with (?:it|the)|since|so far)(?![\\w-])`,
  'i',
)
const nowBefore = new RegExp(
  `(?:^|[\\s(,:])(?:now|nowadays|today(?:'s)?|these days|currently|at present|is|it's|are|stands at|sits at|became|after|with the|with it|this (?:${unitWord})|last (?:month|week)|since|finally|shows?)(?![\\w-])[^.;]{0,28}$`,
  'i',
)

type Era = 'past' | 'now' | null

/** Orders two figures by the time each speaks of: “31 last winter, 9 now”, “used to be 6 weeks, currently 2”. */
function eraOrder(
  draft: Draft,
  lineA: Line,
  lineB: Line,
  a: NumberToken,
  b: NumberToken,
  gap: string,
): Relation | null {
  const afterA = draft.masked.slice(a.end, a.end + Math.min(gap.length, 44)).split(/[,;.(—]| and | vs /)[0]!
  const leadA = textBefore(draft, lineA, a.start, 44)
  const leadB = draft.masked.slice(Math.max(a.end, lineB.start, b.start - 64), b.start)
  const ofA = eraOf(leadA, afterA)
  const ofB = eraOf(ownPart(leadB, gap), textAfter(draft, lineB, b.end, 40))
  const same = lineA === lineB
  const closely = same || lineB.index - lineA.index <= 2
  if (!closely) return null
  if (ofB === 'now' && ofA === null && wasThen.test(draft.masked.slice(a.end, a.end + 40)))
    return { link: 'eras', reversed: false }
  if (
    ofA === 'past' &&
    (ofB === 'now' || (ofB !== null && /\bwhen (?:i|we) (?:joined|started)|\bago\b/i.test(`${leadA}${afterA}`)))
  )
    return { link: 'eras', reversed: false }
  if (ofB === 'past' && (ofA === 'now' || (same && ofA === null))) return { link: 'eras', reversed: true }
  if (same && ofA === 'past' && ofB === null && /^[^.;]{0,24}[,:]/.test(gap) && gap.length < 40)
    return { link: 'eras', reversed: false }
  if (same && bothDated(draft, lineA, a, b)) return { link: 'eras', reversed: false }
  if (same && ofB === 'now' && datedBy(lineA, a, b.start)) return { link: 'eras', reversed: false }
  return null
}

const wasThen = /^(?: [a-z]+){1,2} (?:was|were|had been) /i

// What stands between two figures belongs to the second from the last comma or “and” on.
function ownPart(lead: string, gap: string): string {
  if (lead.length < gap.length) return lead
  const comma = Math.max(
    lead.lastIndexOf(', '),
    lead.lastIndexOf(' and '),
    lead.lastIndexOf('; '),
    lead.lastIndexOf('. '),
    lead.lastIndexOf(' but '),
    lead.lastIndexOf(' where '),
  )
  const before = comma >= 0 ? lead.lastIndexOf(', ', comma - 1) : -1
  return comma < 0 ? lead : lead.slice(before >= 0 && comma - before < 24 ? before : comma)
}

function eraOf(before: string, after: string): Era {
  if (holds(pastAfter, after)) return 'past'
  if (holds(nowAfter, after)) return 'now'
  const past = pastBefore.exec(before)
  const now = nowBefore.exec(before)
  if (past && now)
    return past.index >= now.index && !/\bwhen (?:i|we) joined\b/i.test(past[0])
      ? 'past'
      : /\blast (?:month|week)\b/i.test(now[0])
        ? 'now'
        : past.index >= now.index
          ? 'past'
          : 'now'
  return past ? 'past' : now ? 'now' : null
}

/** “34 % in April, 21 % in July”: each figure carries a period of its own, and the earlier one is where it came from. */
function bothDated(draft: Draft, line: Line, a: NumberToken, b: NumberToken): 'forward' | 'backward' | null {
  const first = datedBy(line, a, b.start)
  const second = datedBy(line, b, line.end)
  if (!first || !second || b.start - first.end > 12) return null
  if (
    /(?<![a-z-])\d/i.test(draft.masked.slice(a.end, first.start)) ||
    /[;.]/.test(draft.masked.slice(b.end, second.start))
  )
    return null
  const [early, late] = [rankOf(first.text), rankOf(second.text)]
  return early !== null && late !== null && early > late && early - late < 7 ? 'backward' : 'forward'
}

const datedBy = (line: Line, token: NumberToken, until: number): Window | null =>
  line.windows.find(
    (window) => !window.rate && window.start >= token.end && window.start - token.end < 26 && window.end <= until,
  ) ?? null

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const monthStart = new RegExp(`\\b(${monthNames.join('|')})`)

/** A number that orders periods said in the same way: two years, two months or two quarters. */
function rankOf(period: string): number | null {
  const year = /\b(20\d\d)\b/.exec(period)
  if (year) return Number(year[1])
  const part = /\b[qh]([1-4])\b/.exec(period)
  if (part) return Number(part[1])
  const month = monthStart.exec(period)
  if (month) return monthNames.indexOf(month[1]!)
  return /\blast\b/.test(period) ? -1 : /\bthis\b/.test(period) ? 20 : null
}

// A bare number that counts something of its own (“two squads”) is no reading of the other figure.
function namesAnotherThing(draft: Draft, a: NumberToken, b: NumberToken): boolean {
  const bare = a.unit === null && b.unit !== null ? a : b.unit === null && a.unit !== null ? b : null
  return bare !== null && !ends.test(draft.masked.slice(bare.end, bare.end + 14))
}

const ends =
  /^(?:[\s)"']*(?:[.,;:!?→(—–-]|$)|\s(?:now|today|to|in|on|for|after|before|since|last|this|with|without|per|an?|and|at|by|once|as|when|where|because|so|but|over|vs|versus|thanks|across|previously|during|if|while|from|out|or|i)\b)/i

/** Words for small counts move only where a verb says so: “one flow instead of three” is a choice. */
const loose = (a: NumberToken, b: NumberToken): boolean =>
  a.unit === null && b.unit === null && [a, b].some((token) => token.form === 'word' && token.value !== 0)

/** Two figures can be one movement if they measure in the same thing or one leaves it unsaid. */
function compatible(a: NumberToken, b: NumberToken): boolean {
  if (a.form === 'share' || b.form === 'share') return false
  if (a.unit === b.unit) return a.unit !== 'pp'
  if (isTime(a.unit) && isTime(b.unit)) return true
  if (a.unit === 'x' || b.unit === 'x' || a.unit === 'ratio' || b.unit === 'ratio') return false
  if (a.unit === null || b.unit === null) return true
  return false
}

function pairOf(
  draft: Draft,
  line: Line,
  from: NumberToken,
  to: NumberToken,
  first: NumberToken,
  last: NumberToken,
): Figure | null {
  const fromValue = inUnitOf(from, to)
  const toValue = withSharedScale(to, from)
  const unit = to.unit ?? from.unit
  first.used = true
  last.used = true
  const direction = toValue === fromValue ? 'flat' : toValue > fromValue ? 'up' : 'down'
  const figure = {
    ...figureAt('pair', line, first.start, last.end),
    from: fromValue,
    to: toValue,
    unit,
    direction,
  } as const
  const counted = unit === 'ratio' ? nameAfter(draft, line, first.end) : nameWithin(line, first, last)
  const held = fitting(draft, named(draft, { ...figure, name: counted?.entry ?? null }, 'before'))
  return withStatedDelta(draft, line, {
    ...held,
    unit: unit ?? saidUnit(draft, line, first) ?? nativeUnit(held, Math.max(fromValue, toValue)),
  })
}

/** “we had 9 escalations; this quarter 2” names it in between, if nothing before does. */
const nameWithin = (line: Line, first: NumberToken, last: NumberToken): NameHit | null =>
  nameBefore(line, first.start)
    ? null
    : (line.names.find((hit) => hit.start >= first.end && hit.end <= last.start && hit.start - first.end < 30) ?? null)

/** “Incident hours per quarter: 61 → 22” says the unit in the name. */
function saidUnit(draft: Draft, line: Line, first: NumberToken): string | null {
  const word = /\b(hours|minutes|seconds|days|weeks)(?: (?:per|a|each) \w+)?\s?:\s*$/i.exec(
    textBefore(draft, line, first.start, 40),
  )
  return word ? (wordUnits[word[1]!.toLowerCase()] ?? null) : null
}

const wordUnits: Record<string, string> = { hours: 'h', minutes: 'min', seconds: 's', days: 'd', weeks: 'wk' }

/** A time in the unit of the time it became. */
const inUnitOf = (token: NumberToken, other: NumberToken): number =>
  isTime(token.unit) && isTime(other.unit) && token.unit !== other.unit
    ? round((token.value * timeUnits.get(token.unit!)!) / timeUnits.get(other.unit!)!)
    : withSharedScale(token, other)

/** A bare number shares the other's thousands where that puts them in one order of size (“$10 to $15M”). */
function withSharedScale(token: NumberToken, other: NumberToken): number {
  const shown = other.value / other.scale
  const shares =
    token.scale === 1 && other.scale > 1 && token.value < 1000 && token.value < shown * 10 && token.value * 10 > shown
  return shares ? round(token.value * other.scale) : token.value
}

/** “35 % → 55 % (+20 pp)”: the amount is kept only because it is stated. */
function withStatedDelta(draft: Draft, line: Line, figure: Figure): Figure {
  const next = line.numbers.find((token) => token.start >= figure.end)
  if (!next || next.used || next.start - figure.end > 4) return withDeltaBefore(draft, line, figure)
  const gap = draft.masked.slice(figure.end, next.start)
  if (!/^\)?[\s,]*\(?\s?$/.test(gap) || next.sign === null) return figure
  next.used = true
  // a share of the old value is another way of saying the pair
  return next.unit === '%' || next.unit === 'x' ? figure : { ...figure, delta: next.value, end: next.end }
}

// “by 6 percentage points (31% to 37%)”
function withDeltaBefore(draft: Draft, line: Line, figure: Figure): Figure {
  const previous = line.numbers.findLast((token) => token.end <= figure.start)
  if (!previous || previous.used || !['pp', 'points', 'bp'].includes(previous.unit ?? '')) return figure
  if (!/^,? ?\(?(?:from )?$/i.test(draft.masked.slice(previous.end, figure.start))) return figure
  previous.used = true
  return {
    ...figure,
    delta: figure.direction === 'down' ? -Math.abs(previous.value) : Math.abs(previous.value),
    start: previous.start,
  }
}

export function nativeUnit(figure: Pick<Figure, 'name'>, value: number): string {
  const native = figure.name?.native
  if (native === '%') return value <= 300 ? '%' : 'count'
  if (native === undefined || native === 'money') return 'count'
  return isTime(native) && !isTimeName(figure.name) ? 'count' : native
}
