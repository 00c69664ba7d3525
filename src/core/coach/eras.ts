import { type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { holds } from './scan.ts'
import type { Window } from './windows.ts'

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
export function eraOrder(
  draft: Draft,
  lineA: Line,
  lineB: Line,
  a: NumberToken,
  b: NumberToken,
  gap: string,
): { link: 'eras'; reversed: boolean } | null {
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
export function bothDated(draft: Draft, line: Line, a: NumberToken, b: NumberToken): 'forward' | 'backward' | null {
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
