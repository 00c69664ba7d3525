import { type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { holds } from './scan.ts'

const unitWord = 'week|month|quarter|half|year|spring|summer|autumn|fall|winter|time|sprint'
const pastAfter = new RegExp(
  `^(?: [a-z%'/-]+){0,4}?[ ,(]+(?:before(?! (?:the|we|it|i)\\b)|a (?:year|month|quarter|week) (?:ago|earlier)|(?:__|\\w+) (?:years?|months?|weeks?|quarters?) ago|previously|earlier|beforehand|` +
    `(?:the |in the )?(?:${unitWord}|one) (?:before|prior)|(?:in the |the )?(?:previous|prior)(?: one| ${unitWord})?|last (?:${unitWord}|yr)|yesterday|without|when (?:i|we) (?:joined|started|began|took over)|back then|then(?= *(?:[,;.)]|$))|at first|originally|(?:at|from) the (?:start|beginning|outset)|at kick-?off|on day one|pre-[a-z]+|until(?! now)|last time|the first time|(?:in|with|on|for|under|at) the old)(?![\\w-])`,
  'i',
)
const pastBefore = new RegExp(
  `(?:(?:^|[\\s(,])(?:was|were|had been|had|have had|used to(?: \\w+)?|previously|formerly|earlier|before(?: that)?(?: it was)?|once|originally|initially|last (?:${unitWord}|yr)|[PL]Y|control(?: group)?|baseline|holdout|waited|it took|took|managed|calculated with|instead of|in the old|(?:years?|months?) ago|at the start|when (?:i|we) joined|started at|began at|came from|stood at|hovered at|the (?:${unitWord}) (?:before|prior)|(?:the )?(?:previous|prior)(?: (?:${unitWord}))?))(?![\\w-])[^.;]{0,28}$`,
  'i',
)
const nowAfter = new RegExp(
  `^(?: [a-z%'/-]+){0,4}?[ ,(]+(?:now|nowadays|today|these days|currently|at present|by now|after(?! the| we)|afterwards|this (?:${unitWord})|(?:in|with|on|for|under|at) the new|with (?:it|the)|since|so far|later|at the end|by the end|in the end|post-[a-z]+)(?![\\w-])`,
  'i',
)
const nowBefore = new RegExp(
  `(?:^|[\\s(,:])(?:now|nowadays|today(?:'s)?|these days|currently|at present|is|it's|are|stands at|sits at|became|after|with the|with it|this (?:${unitWord})|last (?:month|week)|since|finally|shows?|later|ended at|we're at|(?:in|with|on|under) the new)(?![\\w-])[^.;]{0,28}$`,
  'i',
)
// “11 % before the change, 2.5 % now”: with the other figure in the present, this one lies before whatever it was.
const beforeAnything = /^[^.;,]{0,30}\b(?:before|until|prior to)\b/i

const now = 100

/** Orders two figures by the time each speaks of: “31 last winter, 9 now”, “used to be 6 weeks, currently 2”. */
export function eraOrder(
  draft: Draft,
  lineA: Line,
  lineB: Line,
  a: NumberToken,
  b: NumberToken,
  gap: string,
): { link: 'eras'; reversed: boolean } | null {
  if (lineB.index - lineA.index > 2) return null
  const same = lineA === lineB
  const [ofA, ofB] = erasOf(draft, lineA, lineB, a, b, gap)
  const forward = { link: 'eras', reversed: false } as const
  const backward = { link: 'eras', reversed: true } as const
  if (ofB === now && ofA === null && wasThen.test(draft.masked.slice(a.end, a.end + 40))) return forward
  if (ofA !== null && ofB !== null && ofA !== ofB && (same || Math.max(ofA, ofB) >= nearness.month!))
    return ofA > ofB ? backward : forward
  const dated = !same && goesOn(draft, lineA, lineB, b) ? datedAcross(draft, lineA, lineB, a, b) : null
  if (dated) return dated === 'backward' ? backward : forward
  if (ofB !== null && ofB < now && ofA === null && (same || goesOn(draft, lineA, lineB, b))) return backward
  if (same && ofA !== null && ofA < now && ofB === null && /^[^.;]{0,24}[,:]/.test(gap) && gap.length < 40)
    return forward
  if (!same && ofB === now && ofA === null && goesOn(draft, lineA, lineB, b)) return forward
  if (same && bothDated(draft, lineA, a, b)) return forward
  if (same && ofB === now && ofA === null && /^,? (?:and )?(?:now|today|currently)(?: at| only| just)? $/i.test(gap))
    return forward
  if (same && ofB === now && periodOf(draft, lineA, a, lineA.start, b.start)) return forward
  return null
}

const wasThen = /^(?: [a-z]+){1,2} (?:was|were|had been) /i

function erasOf(draft: Draft, lineA: Line, lineB: Line, a: NumberToken, b: NumberToken, gap: string) {
  // “was 71 now 88”: a word of time right before the second figure is the second's
  const own = /^,? (?:and )?(?:now|today|currently|previously|formerly|earlier)(?: at| only| just| it's)? $/i.test(gap)
  const afterA = own ? '' : draft.masked.slice(a.end, a.end + Math.min(gap.length, 44)).split(/[,;.(—]| and | vs /)[0]!
  const leadA = textBefore(draft, lineA, a.start, 44)
  const leadB = draft.masked.slice(Math.max(a.end, lineB.start, b.start - 64), b.start)
  const ofB = eraOf(ownPart(leadB, gap), textAfter(draft, lineB, b.end, 40))
  const ofA = eraOf(leadA, afterA)
  return [ofA ?? (ofB === now && beforeAnything.test(afterA) ? 10 : null), ofB] as const
}

/** The next sentence only gives another time: “Card approval: 86 %. It was 83.” */
function goesOn(draft: Draft, lineA: Line, lineB: Line, b: NumberToken): boolean {
  return (
    lineB.index - lineA.index === 1 &&
    !lineB.names.some((name) => name.end <= b.start) &&
    continues.test(draft.masked.slice(lineB.start, b.start))
  )
}

const continues = new RegExp(
  `^\\W*(?:(?:and|but|so|it|it's|that|that's|this|they|they're|we|we're|there|which|is|are|was|were|had|had been|has been|used to be|used to take|used to cost|used to need|takes?|took|at|on|only|just|about|around|nearly|over|under|still|down|up|to|from|` +
    `now|today|nowadays|currently|these days|previously|formerly|earlier|before|originally|initially|once|then|last|this|the|a|one|two|in|of|back|by|since|when|ago|later|after|afterwards|prior|previous|yr|year|years|months?|weeks?|quarters?|half|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|q_|h_|____|i|started|joined|came|~)[\\s,:~≈]+){1,9}$`,
  'i',
)

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

/** When a figure speaks, from long ago to `now`; null if its words do not tell. */
function eraOf(before: string, after: string): number | null {
  const pastWords = pastAfter.exec(after)
  if (pastWords) return ageOf(pastWords[0])
  if (holds(nowAfter, after)) return now
  const past = pastBefore.exec(before)
  const present = nowBefore.exec(before)
  if (!past && !present) return null
  if (!past) return now
  if (!present) return ageOf(past[0])
  if (past.index >= present.index) return /\bwhen (?:i|we) joined\b/i.test(past[0]) ? now : ageOf(past[0])
  return now
}

/** “last week” is nearer than “last year”, and both are nearer than “it was”. */
function ageOf(words: string): number {
  const near = /\b(?:last|previous|prior) (week|sprint|month|quarter|half|year)|\b(yesterday)\b/i.exec(words)
  return near ? (nearness[(near[1] ?? near[2])!.toLowerCase()] ?? 50) : 10
}

const nearness: Record<string, number> = {
  yesterday: 95,
  week: 90,
  sprint: 88,
  month: 80,
  quarter: 70,
  half: 60,
  year: 50,
}

/** “34 % in April, 21 % in July”, “in March 22 %, in June 31 %”: each figure has a period of its own, and the earlier one came first. */
export function bothDated(draft: Draft, line: Line, a: NumberToken, b: NumberToken): 'forward' | 'backward' | null {
  const first = periodOf(draft, line, a, line.start, b.start)
  const second = first && periodOf(draft, line, b, Math.max(a.end, first.end), line.end)
  if (!first || !second || Math.min(b.start, second.start) - Math.max(a.end, first.end) > (first.end > a.end ? 12 : 40))
    return null
  return inOrder(first, second)
}

// “Activation was 12 % in March. In June it was 31 %.”
function datedAcross(
  draft: Draft,
  lineA: Line,
  lineB: Line,
  a: NumberToken,
  b: NumberToken,
): 'forward' | 'backward' | null {
  const first = periodOf(draft, lineA, a, lineA.start, lineA.end)
  const second = first && periodOf(draft, lineB, b, lineB.start, lineB.end)
  return second && inOrder(first, second)
}

/** Which of two periods came first; “Q4” before “Q1” and “November” before “February” run over the year's end. */
function inOrder(first: Period, second: Period): 'forward' | 'backward' {
  const [early, late] = [rankOf(first.text), rankOf(second.text)]
  if (early === null || late === null || early <= late) return 'forward'
  const relative = /\b(?:this|last)\b/.test(first.text + second.text)
  const overYearEnd =
    !relative && (early - late >= 7 ? early < 12 : first.text.includes('q4') && second.text.includes('q1'))
  return overYearEnd ? 'forward' : 'backward'
}

interface Period {
  start: number
  end: number
  text: string
}

/** The period a figure carries: right after it (“12 in Q1”, “14 (Jan)”) or right before (“in March 22 %”, “Q2: 25”). */
export function periodOf(draft: Draft, line: Line, token: NumberToken, from: number, until: number): Period | null {
  for (const window of line.windows) {
    if (window.rate || window.start < from || window.end > until) continue
    if (
      window.start >= token.end &&
      window.start - token.end < 26 &&
      !apart.test(draft.masked.slice(token.end, window.start))
    )
      return window
    if (
      window.end <= token.start &&
      token.start - window.end < 26 &&
      leadsIn.test(draft.masked.slice(window.end, token.start))
    )
      return window
  }
  const bracket = bracketed.exec(draft.text.slice(token.end, Math.min(until, token.end + 18)))
  if (bracket) return { start: token.end, end: token.end + bracket[0].length, text: bracket[1]!.toLowerCase() }
  const label = labelled.exec(draft.text.slice(Math.max(from, token.start - 16), token.start))
  return label && { start: token.start - label[0].length, end: token.start, text: label[1]!.toLowerCase() }
}

const apart = /(?<![a-z-])\d|[;.]/i
const leadsIn =
  /^(?:,? (?:it|we|they|there) (?:had|was|were|is|are|got|saw)|,? (?:was|were|had|is|are|at|with|only|just|still|about|around))*[:,]?\s?[~≈]?$/i
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const shortPeriod = `((?:${monthNames.join('|')})[a-z]{0,6}|[qh][1-4]|20\\d\\d)(?: '?\\d\\d(?:\\d\\d)?)?`
const bracketed = new RegExp(`^ ?\\(${shortPeriod}\\)`, 'i')
const labelled = new RegExp(`(?<=^|[\\s(,;/])${shortPeriod}:? $`, 'i')

const monthStart = new RegExp(`\\b(${monthNames.join('|')})`)

/** A number that orders periods said in the same way: two years, two months or two quarters. */
export function rankOf(period: string): number | null {
  const year = /\b(20\d\d)\b/.exec(period)
  if (year) return Number(year[1])
  const part = /\b[qh]([1-4])\b/.exec(period)
  if (part) return Number(part[1])
  const month = monthStart.exec(period)
  if (month) return monthNames.indexOf(month[1]!)
  return /\blast\b/.test(period) ? -1 : /\bthis\b/.test(period) ? 20 : null
}
