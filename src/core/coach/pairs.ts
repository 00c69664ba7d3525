import { type Figure, figureAt, fitting, isTimeName, nameAfter, nameBefore, named } from './figure.ts'
import { share } from './fold.ts'
import { type Draft, type Line, textBefore } from './line.ts'
import type { NameHit } from './names.ts'
import { nounAfter } from './nouns.ts'
import { type NumberToken, round } from './numbers.ts'
import { arrow, relationOf } from './relations.ts'
import { meter } from './scan.ts'
import { seriesIn } from './series.ts'
import { isTime, timeUnits } from './units.ts'
import { isExpected } from './wanted.ts'

/** From–to pairs of neighbouring numbers, in any order and wording (coach specification 4.4 B). Marks the numbers it takes. */
export function pairsIn(draft: Draft): Figure[] {
  const figures: Figure[] = []
  const lineOf = lineFinder(draft)
  for (const token of draft.numbers) if (isExpected(draft, lineOf(token), token)) token.used = true
  const numbers = draft.numbers.filter((token) => !token.used)
  for (const [first, last, end] of seriesIn(draft, numbers, lineOf)) {
    const figure = pairOf(draft, lineOf(first), first, last, first.start < last.start ? first : last, end)
    if (figure) figures.push(figure)
  }
  for (let i = 0; i + 1 < numbers.length; i++) {
    meter.steps++
    const a = numbers[i]!
    if (a.used) continue
    const line = lineOf(a)
    const b = partnerOf(draft, numbers, i)
    const relation = b && relationOf(draft, line, lineOf(b), a, b)
    if (!relation) continue
    const last = relation.link === 'arrow' ? endOfChain(draft, numbers, i + 1) : b
    const [from, to] = relation.reversed ? [b, a] : [a, last]
    const figure = pairOf(draft, line, from, to, a, last)
    if (figure) figures.push(figure)
  }
  return figures
}

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

function endOfChain(draft: Draft, numbers: readonly NumberToken[], at: number): NumberToken {
  let last = at
  while (last + 1 < numbers.length && arrow.test(gapOf(draft, numbers[last]!, numbers[last + 1]!))) {
    numbers[last]!.used = true
    last++
  }
  return numbers[last]!
}

const gapOf = (draft: Draft, a: NumberToken, b: NumberToken): string => draft.masked.slice(a.end, b.start)

// How long a trial runs is a setting, not a result.
function pairOf(
  draft: Draft,
  line: Line,
  from: NumberToken,
  to: NumberToken,
  first: NumberToken,
  last: NumberToken,
): Figure | null {
  const fromValue = inUnitOf(from, to)
  const toValue = from.unit === 'ratio' && to.unit === null ? inUnitOf(to, from) : withSharedScale(to, from)
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
  if (isTime(unit) && isTrialLength(draft, line, first)) return null
  const held = fitting(draft, named(draft, { ...figure, ...countedThing(draft, line, first, last, unit) }, 'before'))
  return withStatedDelta(draft, line, {
    ...held,
    unit:
      unit ??
      saidUnit(draft, line, first.start) ??
      (countsFew(draft, held, fromValue, toValue) ? 'count' : nativeUnit(held, Math.max(fromValue, toValue))),
  })
}

const isTrialLength = (draft: Draft, line: Line, first: NumberToken): boolean =>
  line.names.some(
    (hit) =>
      hit.entry.name === 'trials' &&
      hit.end <= first.start &&
      first.start - hit.end < 30 &&
      /^(?: (?:lengths?|periods?|duration|is|was|are|extended|shortened|cut|prolonged|goes|went|from|to|of|runs?|now))*[\s:,]*$/i.test(
        draft.masked.slice(hit.end, first.start),
      ),
  )

/** What the numbers themselves count: “from 6 screens to 3”, “1 in 5 appointments”, “85 % of stores …, up from 60 %”. */
function countedThing(
  draft: Draft,
  line: Line,
  first: NumberToken,
  last: NumberToken,
  unit: string | null,
): Pick<Figure, 'name' | 'noun'> {
  const within = unit === 'ratio' ? nameAfter(draft, line, first.end) : nameWithin(line, first, last)
  if (within) return { name: within.entry, noun: null }
  const headed = /:\s$/.test(textBefore(draft, line, first.start, 2))
  if (headed) return { name: null, noun: null }
  const counts = unit === null || unit === 'ratio' || draft.text.startsWith(' of ', first.end)
  if (!counts) return { name: null, noun: null }
  const noun =
    nounAfter(draft.text, line, first.end, false) ??
    (unit === null ? nounAfter(draft.text, line, last.end, false) : null)
  return { name: null, noun }
}

/** “Attrition among my PMs: 0, after 5”: a few whole ones said away from the name are counted, not shares. */
const countsFew = (draft: Draft, { line, start }: Figure, from: number, to: number): boolean =>
  Math.max(from, to) <= 12 &&
  Number.isInteger(from) &&
  Number.isInteger(to) &&
  /\b(?:among|of|at|in|for|with) [^.;:]{2,30}:? $/i.test(textBefore(draft, line, start, 40))

/** “we had 9 escalations; this quarter 2” names it in between, if nothing before does. */
const nameWithin = (line: Line, first: NumberToken, last: NumberToken): NameHit | null =>
  nameBefore(line, first.start)
    ? null
    : (line.names.find((hit) => hit.start >= first.end && hit.end <= last.start && hit.start - first.end < 30) ?? null)

/** “Incident hours per quarter: 61 → 22”, “days outstanding unchanged at 38”: the unit is said in the name. */
export function saidUnit(draft: Draft, line: Line, at: number): string | null {
  const word = inName.exec(textBefore(draft, line, at, 60))
  return word ? (wordUnits[word[1]!.toLowerCase()] ?? null) : null
}

const inName =
  /\b(hours|minutes|seconds|days|weeks)(?: (?:per|a|each|to|until|from|of|in|for|outstanding|overdue|late|lost|open|spent|waited|waiting)\b[^.;,:\d]{0,24})?(?:\s?:\s*|\s(?:from|went|fell|dropped|rose|down|up|is|are|was|were)?[a-z ]{0,12})$/i
const wordUnits: Record<string, string> = { hours: 'h', minutes: 'min', seconds: 's', days: 'd', weeks: 'wk' }

/** A time in the unit of the time it became, a part of the same whole. */
const inUnitOf = (token: NumberToken, other: NumberToken): number =>
  other.unit === 'ratio' && token.unit === null && other.whole !== null
    ? share(token.value, other.whole)
    : isTime(token.unit) && isTime(other.unit) && token.unit !== other.unit
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
