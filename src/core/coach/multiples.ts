import { changeAfter } from './change-words.ts'
import { type Figure, figureAt, isTimeName, nameAfter, named } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { hitsOf, holds } from './scan.ts'

const multiples: readonly (readonly [RegExp, number])[] = [
  [
    /\bdoubl(?:ed|ing)\b(?! down)|\btwice as (?:many|much|often|fast|long|high|large|big)\b|\b(?:twice|double) the (?:number of |amount of |volume of )?(?=[a-z])|\b(?:twice|double) what (?:it|they|we)\b/gi,
    2,
  ],
  [/\btripl(?:ed|ing)\b|\b(?:three|3) times as (?:many|much|often)\b/gi, 3],
  [/\bquadrupl(?:ed|ing)\b|\bfour times as (?:many|much|often)\b/gi, 4],
  [/\bquintupl(?:ed|ing)\b/gi, 5],
  [/\btenfold\b/gi, 10],
  [/\bthreefold\b/gi, 3],
  [/\btwofold\b/gi, 2],
  [
    /\bhalv(?:ed|ing)\b|\b(?:cut|cuts|cutting|slashed|reduced|dropped|fell|chopped)\b[^.;,\d]{0,40} (?:in|by) half\b|\bhalf as (?:many|much|often|long|high|large|big)\b|\bhalf (?:of )?what (?:it|they|we) (?:was|were|used|had|paid|spent)\b/gi,
    -50,
  ],
]

/** Changes said in words: doubled, halved, cut in half (coach specification 4.4 C). */
export function multiplesIn(draft: Draft, line: Line): Figure[] {
  const figures: Figure[] = []
  for (const [pattern, factor] of multiples) {
    for (const hit of hitsOf(pattern, line.text)) {
      const start = line.start + hit.start
      const end = line.start + hit.end
      if (/ the (?:\w+ of )?$/i.test(hit.text) && !nameAfter(draft, line, end, 2)) continue
      if (/\b(?:spent|spend|took|taking|waited|worked) $/i.test(textBefore(draft, line, start, 12))) continue
      if (followedByPair(draft, line, end) || isMeans(textAfter(draft, line, end, 50))) continue
      for (const token of line.numbers) if (token.start < end && token.end > start) token.used = true
      for (const token of line.numbers) if (leadsTo(draft, end, token)) token.used = true
      figures.push(multipleAt(draft, line, start, end, hit.text, factor))
    }
  }
  return figures
}

// “halved to €9k” says one change twice
const leadsTo = (draft: Draft, end: number, token: NumberToken): boolean =>
  token.start >= end &&
  token.start - end < 16 &&
  /^ to (?:about |nearly |over |[~≈] ?)?$/i.test(draft.masked.slice(end, token.start))

// “doubled the team” is what was put in
const isMeans = (after: string): boolean =>
  /^ (?:(?:the|our|my|their|a) )?(?:[a-z][\w-]* ){0,2}(?:teams?|squads?|budgets?|staff|crew|prices?|fees?|font|sample|limits?|stakes|efforts?|bets?)\b/i.test(
    after,
  )

const followedByPair = (draft: Draft, line: Line, end: number): boolean =>
  line.numbers.some(
    (token) =>
      token.used &&
      token.start >= end &&
      token.start - end < 50 &&
      /^[^.;]{0,40}\bfrom\b|^[^.;,()\d]{0,40}\([~≈$€£]?$/i.test(draft.masked.slice(end, token.start)),
  )

function multipleAt(draft: Draft, line: Line, start: number, end: number, written: string, factor: number): Figure {
  const figure = figureAt('multiple', line, start, end)
  const inside = /\bin half|by half/i.test(written)
    ? line.names.find((hit) => hit.start >= start && hit.end <= end)
    : undefined
  const that = /\b(?:that|this|it) (?:in|by) half/i.test(written)
  // “Doubled repeat orders”, but “repeat orders doubled”
  const leads = /^\W*$|\b(?:and|we|i|that|which|also|has|have)\s$/i.test(clauseBefore(draft, line, start))
  const held = inside
    ? { ...figure, name: inside.entry }
    : named(draft, figure, !that && (nameAfter(draft, line, end) || leads) ? 'after' : 'before')
  return factor < 0
    ? { ...held, delta: factor, unit: '%', direction: 'down', relative: true }
    : { ...held, delta: factor, unit: 'x', direction: 'up', relative: true }
}

/** “3x pipeline”, “revenue grew 1.5x”, “five-fold”. */
export function timesIn(draft: Draft, line: Line): Figure[] {
  const figures: Figure[] = []
  for (const token of line.numbers) {
    if (token.used || token.unit !== 'x' || token.value <= 1) continue
    const lead = textBefore(draft, line, token.start, 50)
    const rest = textAfter(draft, line, token.end, 24)
    if (
      holds(/\b(?:is|was|are|were|at|per|a) (?:\w+ )?$/i, lead) &&
      !changeAfter.test(rest) &&
      !/^ what (?:it|they|we)\b/i.test(rest)
    )
      continue
    token.used = true
    const down =
      holds(/\b(?:fell|dropped|reduced|cut|shrank|down)\b[^.;,]{0,30}$/i, lead) ||
      /^ (?:fewer|less|lower|smaller|shorter)\b/i.test(rest)
    const figure = named(
      draft,
      figureAt('multiple', line, token.start, token.end),
      nameAfter(draft, line, token.end, 2) || /^ (?:the|our|as many|more)\b/i.test(rest) ? 'after' : 'before',
    )
    const faster = /^ (?:faster|quicker)\b/i.test(rest)
    figures.push({
      ...figure,
      delta: token.value,
      unit: 'x',
      relative: true,
      direction: down || (faster && isTimeName(figure.name)) ? 'down' : 'up',
      ...(faster ? { judged: 'better' as const } : {}),
    })
  }
  return figures
}
