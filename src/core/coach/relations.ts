import { changeVerb } from './change-words.ts'
import { bothDated, eraOrder } from './eras.ts'
import { nameBefore, nearestAfter } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { holds } from './scan.ts'
import { isMoney, isTime } from './units.ts'

/** How two neighbouring figures belong together: which of them came first. */
export interface Relation {
  link: 'arrow' | 'to' | 'contrast' | 'eras'
  reversed: boolean
}

export const arrow = /^[\s)%]*(?:\([^()\d]{0,20}\))?[^\d→.;,]{0,24}→[\s(~≈]*(?:[a-z]+ )?$|^ ?>{1,2} ?$/i
const toLink =
  /^(?: [^\s,;:.→()\d]+){0,6}? (?:all the way )?(?:up |down |back )?to(?: (?:just|only|about|around|nearly|roughly|under|over|almost|now))?(?: [~≈])?\s?$/i
const became =
  /^(?: [^\s,;:.]+){0,3} (?:became|becomes|turned into|have become|has become|down to)(?: (?:just|only))? $/i
const reversedLink =
  /(?:\b(?:vs\.?|versus|against|instead of|rather than|compared (?:to|with)|previously|formerly|was|were|is|had been|used to be|stood at|from|fr\.?|after|not|where [^.;]{1,45}|before that(?: it was)?|before(?: it was)?|prior|PY|control(?: group)?(?: was| at)?|baseline(?: was| at)?|holdout(?: at)?)|\((?:was|from|fr\.?|before|PY|prev\.?|previously|vs\.?|control|baseline|holdout|up from|down from|(?:in )?(?:[qh]_|____|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|last [a-z]+|[LP]Y)(?: ____)?):?)(?: (?:about|around|nearly|roughly|over|just|only|an?|the|[~≈]))?\s?[~≈]?$/i

/** The relation of two neighbouring figures, or null if they are two facts (coach specification 4.4 B). */
export function relationOf(draft: Draft, lineA: Line, lineB: Line, a: NumberToken, b: NumberToken): Relation | null {
  const gap = draft.masked.slice(a.end, b.start)
  if ((!compatible(a, b) && !saysShares(draft, lineA, a, b, gap)) || namesAnotherThing(draft, a, b)) return null
  if (arrow.test(gap)) return { link: 'arrow', reversed: false }
  if (/\bfr(?:om|\.)?\s[~≈]?$/i.test(gap) && goesOn.test(draft.masked.slice(b.end, b.end + 24))) return null
  if (b.unit === 'pp' && a.unit !== 'pp') return null
  if (isAmountThenLevel(draft, lineA, a, b, gap)) return null
  const same = lineA === lineB
  if (a.unit === 'x' && !/\bfrom (?:[~≈])?$/i.test(clauseBefore(draft, lineA, a.start))) return null
  if (loose(a, b) && !(same && toLink.test(gap) && holds(changeVerbOnce, clauseBefore(draft, lineA, a.start))))
    return null
  if (same && became.test(gap)) return { link: 'to', reversed: false }
  // “beat control 4.6 % to 4.1 %”
  if (same && /^ to $/.test(gap) && /\bbeat(?:s|ing)?\b[^.;]{0,30}$/i.test(textBefore(draft, lineA, a.start, 40)))
    return { link: 'contrast', reversed: true }
  if (same && toLink.test(gap) && isJourney(draft, lineA, a, b, gap)) return { link: 'to', reversed: false }
  if (a.sign !== null && b.sign !== null && !isMoney(a.unit)) {
    return eraOrder(draft, lineA, lineB, a, b, gap)
  }
  if (b.sign !== null) return null
  if (
    same &&
    /^[^.;,\d]{0,30} fr(?:om|\.)?\s[~≈]?$/i.test(gap) &&
    /\bto (?:[a-z~≈]+ )?$/i.test(textBefore(draft, lineA, a.start, 20))
  )
    return { link: 'contrast', reversed: true }
  const dated = same ? bothDated(draft, lineA, a, b) : null
  if (dated === 'backward') return { link: 'eras', reversed: true }
  if (dated && isContrast(gap) && !/\bfr(?:om|\.)?\s*$/i.test(gap))
    return { link: 'contrast', reversed: dated !== 'forward' }
  if (same && isContrast(gap) && (weighsOptions(draft, lineA, a, gap) || areArms(draft, lineA, a, b))) return null
  if (
    same &&
    /\b(?:was|were)\s*$/i.test(gap) &&
    /\b(?:was|were|used to be|had been)\b[^.;,]{0,12}$/i.test(textBefore(draft, lineA, a.start, 30))
  )
    return eraOrder(draft, lineA, lineB, a, b, gap)
  if (same && isContrast(gap)) {
    const counts = / after\b/i.test(gap) && !ends.test(draft.masked.slice(b.end, b.end + 14))
    return counts ? null : { link: 'contrast', reversed: true }
  }
  return eraOrder(draft, lineA, lineB, a, b, gap)
}

// “came down two points, from 6.1 to 4.1”: what follows “from” is where the next pair begins
const goesOn = /^ ?(?:%|[a-z]{1,8})? (?:all the way )?(?:up |down )?(?:to|→) (?:[a-z]{4,7} )?[~≈$€£]?\d/i

// “jumped 14 points to 46” says by how much and to where.
const isAmountThenLevel = (draft: Draft, line: Line, a: NumberToken, b: NumberToken, gap: string): boolean =>
  toLink.test(gap) &&
  b.sign === null &&
  (/\bby (?:about |nearly |roughly |almost )?$/i.test(clauseBefore(draft, line, a.start)) ||
    ((a.unit === 'points' || a.unit === null) && b.unit === null && saysAmount(draft, line, a)))

const saysAmount = (draft: Draft, line: Line, a: NumberToken): boolean =>
  a.sign === 1 ||
  (a.unit === 'points' &&
    /\b(?:by|rose|jumped|climbed|fell|dropped|up|down|gained|grew|improved|increased|lost)\s$/i.test(
      clauseBefore(draft, line, a.start),
    ))

// “42 to 58” moves; “10 to 15 hours” without a name or a verb of change is a range.
function isJourney(draft: Draft, line: Line, a: NumberToken, b: NumberToken, gap: string): boolean {
  const lead = clauseBefore(draft, line, a.start)
  if (ranges.test(lead) || (lead.trim() === '' && a.unit === null && / of\b/.test(textAfter(draft, line, b.end, 4))))
    return false
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

// “companies from 50 to 200 people”, “scores range from 2 to 9”
const ranges =
  /\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied)|anywhere) (?:from )?$|^\W*(?:companies|firms|customers|accounts|teams|people|aged?|ages|seats|prices?|plans?|tiers|orders) from $/i

const changeVerbOnce = new RegExp(changeVerb.source, 'i')

// “because it takes 2 weeks instead of 6” weighs one option against another, “took 9 months instead of 6” a plan; nothing has changed.
const weighsOptions = (draft: Draft, line: Line, a: NumberToken, gap: string): boolean =>
  (/\b(?:because|since it|as it)\b/i.test(textBefore(draft, line, a.start, 120)) &&
    /\b(?:instead of|rather than|not|vs\.?|versus|against)\s\W*$/i.test(gap)) ||
  (/\b(?:instead of|rather than)\s\W*$/i.test(gap) &&
    (a.unit === null ? chosen : /\b(?:took|lasted)\b[^.;,]{0,20}$/i).test(textBefore(draft, line, a.start, 50)))

const chosen =
  /\b(?:launched|used|using|hired|ran|built|chose|went|did|made|shipped|took|picked|opened|booked|bought|started|have|has|do)\b(?![^.;]{0,30}\bnow\b)[^.;,]{0,30}$/i

// “length test (7 vs 21 days)” names what was tried.
const areArms = (draft: Draft, line: Line, a: NumberToken, b: NumberToken): boolean =>
  /\b(?:tests?|variants?|experiment|a\/b|trial|split|arms?|options?|cells?)\b[^.;]{0,24}\($/i.test(
    textBefore(draft, line, a.start, 50),
  ) && draft.masked[b.end] === ')'

/** “44 %, up from 31”, “58 % (was 42)”, “2 days instead of 5”. */
function isContrast(gap: string): boolean {
  if (gap.length > 90 || !reversedLink.test(gap)) return false
  if (/\b(?:was|were|is|stood at)\s*$/i.test(gap))
    return (
      /^[^.;]{0,60}[(,—–-]\s?(?:it |which |that )?(?:was|were|stood at)\s*$/i.test(gap) ||
      /\b(?:last|before|ago|earlier|prior|previous|old)\b[^.;]{0,30}\b(?:was|were)\s*$/i.test(gap)
    )
  if (/\bfr(?:om|\.)?\s*$/i.test(gap))
    return /\b(?:up|down|improved|improving|falling|rising|compared|increase|decrease|reduc\w+|jump|drop|compared to)[^.;,]{0,12} fr(?:om|\.)?\s*$|^\)?(?:(?: [\w'/-]+){0,5},)? fr(?:om|\.)?\s*$|\(fr(?:om|\.)?\s*$/i.test(
      gap,
    )
  if (/\bafter\b/i.test(gap)) return /^[^.;,]{0,10},? after(?: [a-z~≈]+)?\s*$/i.test(gap)
  if (/\bnot\s*$/i.test(gap)) return /^[^.;]{0,20}, not\s*$/i.test(gap)
  return true
}

// A bare number that counts something of its own (“two squads”) is no reading of the other figure.
function namesAnotherThing(draft: Draft, a: NumberToken, b: NumberToken): boolean {
  const bare = a.unit === null && b.unit !== null ? a : b.unit === null && a.unit !== null ? b : null
  return bare !== null && !ends.test(draft.masked.slice(bare.end, bare.end + 14))
}

const ends =
  /^(?:[\s)"']*(?:[.,;:!?→(—–-]|$)|\s(?:now|today|to|in|on|for|after|before|since|last|this|with|without|per|an?|and|at|by|once|as|when|where|because|so|but|over|vs|versus|thanks|across|previously|during|if|while|from|out|or|i|the (?:year|month|quarter|week|half|time))\b)/i

/** “from a third to 60 %”, “two thirds, up from a half”: shares in words move where “from” says so. */
const saysShares = (draft: Draft, line: Line, a: NumberToken, b: NumberToken, gap: string): boolean =>
  a.unit === '%' &&
  b.unit === '%' &&
  ((toLink.test(gap) && /\bfrom (?:about |nearly |roughly )?$/i.test(textBefore(draft, line, a.start, 16))) ||
    /\b(?:up|down) from (?:about |nearly |roughly )?$/i.test(gap))

/** Words for small counts move only where a verb says so: “one flow instead of three” is a choice. */
const loose = (a: NumberToken, b: NumberToken): boolean =>
  a.unit === null && b.unit === null && [a, b].some((token) => token.form === 'word' && token.value !== 0)

/** Two figures can be one movement if they measure in the same thing or one leaves it unsaid. */
function compatible(a: NumberToken, b: NumberToken): boolean {
  if (a.form === 'share' || b.form === 'share') return false
  if (a.unit === b.unit) return a.unit !== 'pp'
  if (isTime(a.unit) && isTime(b.unit)) return true
  if (a.unit === 'ratio' && b.unit === null) return isPartOf(b, a.whole)
  if (a.unit === 'x' || b.unit === 'x' || a.unit === 'ratio' || b.unit === 'ratio') return false
  if (a.unit === null || b.unit === null) return true
  return false
}

// “12 of 16 regions, from 5” means 5 of the 16
const isPartOf = (token: NumberToken, whole: number | null): boolean =>
  whole !== null && whole > 1 && token.scale === 1 && Number.isInteger(token.value) && token.value <= whole
