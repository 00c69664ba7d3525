import { approximately, changeAfter, changeVerb } from './change-words.ts'
import { type Figure, figureAt, isRateName, isScoreName, isTimeName, nameAfter, nameBefore, named } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { nativeUnit } from './pairs.ts'
import { type Hit, hitsOf, holds, meter } from './scan.ts'
import { isMoney, isTime } from './units.ts'

/** Changes by an amount, to a level, and one-off gains and savings (coach specification 4.4 D). Marks the numbers it takes. */
export function deltasIn(draft: Draft, line: Line): Figure[] {
  const figures: Figure[] = []
  for (const token of line.numbers) {
    meter.steps++
    if (token.used) continue
    if (restates(draft, line, token)) {
      token.used = true
      continue
    }
    const figure = readDelta(draft, line, token)
    if (!figure) continue
    token.used = true
    figures.push(withLevelAfter(draft, line, figure, token))
  }
  return figures
}

function readDelta(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.unit === 'ratio') return null
  return (
    savingOf(draft, line, token) ??
    vanished(draft, line, token) ??
    comparative(draft, line, token) ??
    signed(draft, line, token) ??
    gainOf(draft, line, token) ??
    governed(draft, line, token)
  )
}

/** “jumped 14 points to 46” says by how much and to where. */
function withLevelAfter(draft: Draft, line: Line, figure: Figure, token: NumberToken): Figure {
  if (figure.relative || figure.form !== 'delta') return figure
  const next = line.numbers.find((other) => other.start >= token.end)
  if (
    !next ||
    next.used ||
    next.start - token.end > 14 ||
    !/^,? to (?:\w+ )?$/i.test(draft.masked.slice(token.end, next.start))
  )
    return figure
  if (next.unit !== token.unit && !(next.unit === null && token.unit === 'points')) return figure
  next.used = true
  return { ...figure, to: next.value, end: next.end }
}

/** “rose by a fifth, from 15 % to 18 %” says one change twice; the pair is the better half. */
function restates(draft: Draft, line: Line, token: NumberToken): boolean {
  if (token.unit !== '%' && token.unit !== 'x') return false
  const next = line.numbers.find((other) => other.start > token.end)
  if (!next?.used || next.start - token.end > 30) return false
  return /^[\s,(:—–-]*(?:\w+ ){0,2}from\s/i.test(draft.masked.slice(token.end, next.start + 1))
}

const savingVerb =
  /\b(?:sav(?:e|es|ed|ing)|free(?:s|d|ing)(?: up)?|avoid(?:s|ed|ing)?|eliminat(?:e|es|ed|ing)|claw(?:ed|ing)? back|win(?:ning)? back|won back)\b([^.;]{0,40})$/i

function savingOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (!isMoney(token.unit) && !isTime(token.unit)) return null
  const verb = savingVerb.exec(textBefore(draft, line, token.start, 60))
  if (!verb || /,|\bfrom\b|\bso\b|\bto\b/i.test(verb[1]!)) return null
  const amount = Math.abs(token.value)
  const figure = {
    ...figureAt('saving', line, token.start, token.end),
    delta: -amount,
    unit: token.unit,
    direction: 'down' as const,
  }
  const after = nameAfter(draft, line, token.end, 4) ?? costAfter(line, token)
  return after ? { ...figure, name: after.entry } : { ...figure, noun: isTime(token.unit) ? 'time' : null }
}

const costAfter = (line: Line, token: NumberToken) =>
  isMoney(token.unit) ? (line.names.find((hit) => hit.start >= token.end && hit.entry.name === 'cost') ?? null) : null

/** “12 days shorter”, “a 30 % reduction in support calls”, “40 % faster”. */
function comparative(draft: Draft, line: Line, token: NumberToken): Figure | null {
  const rest = textAfter(draft, line, token.end, 50)
  const match = changeAfter.exec(rest) ?? (token.form === 'share' ? shareAsMany.exec(rest) : null)
  if (!match) return null
  const start = figureAt('delta', line, token.start, token.end + match[0].length)
  if (token.form === 'share' && match[0].trim().startsWith('as'))
    return { ...changed(named(draft, start, 'after'), token, 'down', false), delta: token.value - 100 }
  const [, up, down, faster, slower, better] = match
  if (up && /^\s?up$/i.test(up) && token.sign === null) return null
  if (token.unit === null && token.form === 'word' && !/fewer/i.test(match[0])) return null
  if (token.unit === null && token.form !== 'share' && !/fewer|less|more|higher|lower/i.test(match[0])) return null
  if (token.unit === null && /more/i.test(match[0])) return null
  const noun =
    /(?:increases?|lift|uplift|gains?|rise|jump|growth|boost|bump|reductions?|decreases?|drop|decline|fall|cut|dip|fewer|less|more|improvements?|speed-?up)$/i.test(
      match[0],
    )
  const held = named(draft, start, noun ? nounDirection(draft, line, start) : 'before')
  if (up) return changed(held, token, 'up')
  if (down) return changed(held, token, 'down')
  const onTime = isTimeName(held.name) || isTime(token.unit)
  if (faster) return { ...changed(held, token, onTime ? 'down' : 'up'), judged: 'better' }
  if (slower) return { ...changed(held, token, onTime ? 'up' : 'down'), judged: 'worse' }
  const good = held.name?.polarity === -1 || isTime(token.unit) ? 'down' : 'up'
  return { ...changed(held, token, better ? good : good === 'up' ? 'down' : 'up'), judged: better ? 'better' : 'worse' }
}

/** “Half of the tickets vanished”. */
function vanished(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (
    token.unit !== '%' ||
    !/^ (?:of )?(?:the |our |all )?[^.;,\d]{2,50}\b(?:vanished|disappeared|went away|is gone|are gone|evaporated|stopped coming)\b/i.test(
      textAfter(draft, line, token.end, 80),
    )
  )
    return null
  return changed(named(draft, figureAt('delta', line, token.start, token.end), 'after'), token, 'down')
}

const shareAsMany = /^ as (?:many|much|often|long)\b/i

// “30 % reduction in support calls” names it after “in”; “support calls 30 % lower” before.
const nounDirection = (draft: Draft, line: Line, figure: Figure): 'after' | 'before' =>
  nameAfter(draft, line, figure.end, 4) ? 'after' : 'before'

function signed(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.sign === null || token.form !== 'digits') return null
  const figure = figureAt('delta', line, token.start, token.end)
  const before = nameBefore(line, token.start)
  const near = before && token.start - before.end < 30 ? 'before' : 'after'
  return changed(named(draft, figure, near), token, token.value < 0 ? 'down' : 'up')
}

/** The amount with its unit settled: points of a rate are percentage points, points of a score are points. */
function changed(figure: Figure, token: NumberToken, direction: 'up' | 'down', negate = true): Figure {
  const unit = settledUnit(figure, token)
  const size = Math.abs(token.value)
  const held = isTime(unit) && figure.name?.native === 'money' ? { ...figure, name: null, noun: 'time' } : figure
  return {
    ...held,
    form: 'delta',
    delta: direction === 'down' && negate ? -size : size,
    unit,
    direction,
    relative: unit === '%' || unit === 'x',
  }
}

function settledUnit(figure: Figure, token: NumberToken): string {
  if (token.unit === 'points') {
    if (isScoreName(figure.name)) return 'points'
    if (isRateName(figure.name)) return 'pp'
    return figure.line.numbers.some((other) => other.unit === '%') ? 'pp' : 'points'
  }
  if (token.unit !== null) return token.unit
  if (token.form === 'share') return '%'
  const native = nativeUnit(figure, Math.abs(token.value))
  return native === '%' ? 'count' : native
}

const gainVerb =
  /\b(?:drove|driving|generat(?:ed|ing)|clos(?:ed|ing)|won|winning|sign(?:ed|ing)|land(?:ed|ing)|book(?:ed|ing)|sourc(?:ed|ing)|unlock(?:ed|ing)|unblock(?:ed|ing)|add(?:ed|ing)|secur(?:ed|ing)|recover(?:ed|ing)|rais(?:ed|ing)|attract(?:ed|ing)|brought in|bringing in|earn(?:ed|ing)|collected|reactivated|rescued|retained)\b([^.;:]{0,44})$/i

/** “closed €300k”, “signed 12 partners”: something that was not there before. */
function gainOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.unit === '%' || token.unit === 'x' || isTime(token.unit) || token.unit === 'points' || token.unit === 'pp')
    return null
  const clause = clauseBefore(draft, line, token.start)
  const bracketed = clause === '' && isMoney(token.unit) && /\($/.test(textBefore(draft, line, token.start, 2))
  const lead = bracketed ? textBefore(draft, line, token.start, 60).slice(0, -1) : clause
  const verb = gainVerb.exec(lead)
  if (!verb || /,|\b(?:to|from|by|for|of|after|because|with (?!a\b|an\b))\b/i.test(verb[1]!)) return null
  const figure = {
    ...figureAt('gain', line, token.start, token.end),
    delta: Math.abs(token.value),
    direction: 'up' as const,
  }
  const after = nameAfter(draft, line, token.end, 4)
  if (isMoney(token.unit)) return { ...figure, unit: token.unit, name: after?.entry ?? null }
  if (after?.entry.polarity !== 1 || after.entry.vanity || verb[1]!.trim() !== '') return null
  if (/^(?:add|rais)/i.test(verb[0])) return null
  return { ...figure, unit: 'count', name: after.entry }
}

const byLink = new RegExp(`\\bby (?:${approximately} ){0,3}(?:[~≈] ?)?$`, 'i')
const toLink = new RegExp(`(?:^|\\s)to (?:${approximately} ){0,3}(?:[~≈] ?)?$`, 'i')
const onlyApproximations = new RegExp(`^[\\s~≈]*(?:${approximately}[\\s~≈]+){0,3}$`, 'i')

/** A number after a verb of change: “fell 22 %”, “cut churn by a third”, “grew ARR to $3.4M”. */
function governed(draft: Draft, line: Line, token: NumberToken): Figure | null {
  const lead = leadOf(draft, line, token)
  const verb = governorOf(lead)
  if (!verb) return null
  const between = lead.slice(verb.end)
  const adjacent = onlyApproximations.test(between)
  if (toLink.test(lead)) return reachedLevel(draft, line, token, verb, between)
  if (!byLink.test(lead) && !adjacent && !isMeasured(token, between)) return null
  if (!byLink.test(lead) && !adjacent && isParticle(verb)) return null
  if (token.form === 'word' && token.unit === null && !byLink.test(lead)) return null
  if (
    token.unit === null &&
    token.form !== 'share' &&
    !byLink.test(lead) &&
    !countable(draft, line, token, verb, between)
  )
    return null
  if (/^(?: ?of (?:traffic|users|accounts)| ?rollout)/i.test(textAfter(draft, line, token.end, 16)) && !adjacent)
    return null
  if (
    isNeutral(verb) &&
    !byLink.test(lead) &&
    /^(?:took|taken|got|turned|brought|bringing|go|goes|went|moved|moving|changed|shifted)/i.test(verb.text)
  )
    return null
  if (isTime(token.unit) && isSchedule(verb) && nameBefore(line, token.start) === null) return null
  const objectAfter = adjacent && /^ (?:of|from|off) /i.test(textAfter(draft, line, token.end, 8))
  const figure = named(
    draft,
    figureAt('delta', line, token.start, token.end),
    objectAfter || (adjacent && transitive(lead, verb)) ? 'after' : 'before',
  )
  if (verb.groups[0]) return changed(figure, token, 'up')
  if (verb.groups[1]) return changed(figure, token, 'down')
  const less = figure.name?.polarity === -1 || (isTime(token.unit) && figure.name?.polarity !== 1)
  const better = changed(figure, token, less ? 'down' : 'up')
  return figure.name ? { ...better, judged: 'better' } : better
}

// A clause break inside brackets or a list does not cut the verb off its number: “churn (SMB) fell 8 %”.
function leadOf(draft: Draft, line: Line, token: NumberToken): string {
  const clause = clauseBefore(draft, line, token.start)
  return clause.trim() === '' ? '' : clause
}

function governorOf(lead: string): Hit | null {
  const verb = hitsOf(changeVerb, lead).at(-1) ?? null
  if (!verb) return null
  const between = lead.slice(verb.end)
  if (between.length > 60 || /\d|;/.test(between)) return null
  if (/\b(?:so|because|after|when|which|since|if|until|before|and)\b/i.test(between)) return null
  if (
    isParticle(verb) &&
    /\b(?:sign|set|follow|wrap|came|come|end|made|make|show|shows|showed|built|warm|back|freed|free|tied|tie|eat|eaten|catch|caught|look|lin)(?:ed|ned|s)? $/i.test(
      lead.slice(0, verb.start),
    )
  )
    return null
  if (
    /^down$/i.test(verb.text) &&
    /\b(?:broke|break|boil|track|sat|doubled|shut|turned|turn)(?:ed|s)? $/i.test(lead.slice(0, verb.start))
  )
    return null
  return verb
}

// A date that moved is not a duration that changed: “slipped the launch by 5 weeks”.
const isSchedule = (verb: Hit): boolean => /^(?:slip|mov|shift|push|chang|brought|eas)/i.test(verb.text)
const isParticle = (verb: Hit): boolean => /^(?:up|down|minus)$/i.test(verb.text)
const isNeutral = (verb: Hit): boolean => verb.groups[2] !== undefined
const transitive = (lead: string, verb: Hit): boolean => lead.slice(0, verb.start).trim() === ''

// “cut churn 30 %”: name words between verb and amount, and nothing that starts another thought.
const isMeasured = (token: NumberToken, between: string): boolean =>
  (token.unit !== null || token.form === 'share') &&
  !/\b(?:to|for|in|of|with|at|on|that|by|is|are|was|were|as|has|have)\b[^,]{0,20}$/i.test(between) &&
  between.length < 45

const countable = (draft: Draft, line: Line, token: NumberToken, verb: Hit, between: string): boolean =>
  (isParticle(verb) && between.trim() === '') ||
  (/^(?:rose|fell|climbed|jumped|grew|dropped|gained|sank|slid|declined|dipped|shed)$/i.test(verb.text) &&
    onlyApproximations.test(between) &&
    !/^ [a-z]/i.test(textAfter(draft, line, token.end, 4)) &&
    nameBefore(line, token.start) !== null)

/** “grew ARR to $3.4M”. */
function reachedLevel(draft: Draft, line: Line, token: NumberToken, verb: Hit, between: string): Figure | null {
  if (token.form === 'share' || token.unit === 'x' || token.unit === 'pp') return null
  if (/^(?:expand|scal)/i.test(verb.text) && token.unit === null && nameBefore(line, token.start) === null) return null
  if (
    (token.unit === null && /^(?:took|taken|got)/i.test(verb.text)) ||
    /^(?:go|goes|turned|changed|add)/i.test(verb.text) ||
    between.split(/\s+/).length > 9
  )
    return null
  const figure = named(draft, figureAt('reached', line, token.start, token.end), 'before')
  if (token.unit === null && token.form === 'word' && figure.name === null) return null
  const direction = verb.groups[0]
    ? 'up'
    : verb.groups[1]
      ? 'down'
      : /^(?:improv|optimi|enhanc|better)/i.test(verb.text)
        ? figure.name?.polarity === -1
          ? 'down'
          : 'up'
        : null
  return { ...figure, to: token.value, unit: token.unit ?? nativeUnit(figure, token.value), direction }
}

const multiples: readonly (readonly [RegExp, number])[] = [
  [/\bdoubl(?:ed|ing)\b(?! down)|\btwice as (?:many|much|often|fast)\b/gi, 2],
  [/\btripl(?:ed|ing)\b|\b(?:three|3) times as (?:many|much|often)\b/gi, 3],
  [/\bquadrupl(?:ed|ing)\b|\bfour times as (?:many|much|often)\b/gi, 4],
  [/\bquintupl(?:ed|ing)\b/gi, 5],
  [/\btenfold\b/gi, 10],
  [/\bthreefold\b/gi, 3],
  [/\btwofold\b/gi, 2],
  [
    /\bhalv(?:ed|ing)\b|\b(?:cut|cuts|cutting|slashed|reduced|dropped|fell|chopped)\b[^.;,\d]{0,40} (?:in|by) half\b|\bhalf as (?:many|much|often|long)\b/gi,
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
      if (followedByPair(draft, line, end)) continue
      for (const token of line.numbers) if (token.start < end && token.end > start) token.used = true
      figures.push(multipleAt(draft, line, start, end, hit.text, factor))
    }
  }
  return figures
}

const followedByPair = (draft: Draft, line: Line, end: number): boolean =>
  line.numbers.some(
    (token) =>
      token.used &&
      token.start >= end &&
      token.start - end < 50 &&
      /^[^.;]{0,40}\bfrom\b/i.test(draft.masked.slice(end, token.start)),
  )

function multipleAt(draft: Draft, line: Line, start: number, end: number, written: string, factor: number): Figure {
  const figure = figureAt('multiple', line, start, end)
  const inside = /\bin half|by half/i.test(written)
    ? line.names.find((hit) => hit.start >= start && hit.end <= end)
    : undefined
  const that = /\b(?:that|this|it) (?:in|by) half/i.test(written)
  const held = inside
    ? { ...figure, name: inside.entry }
    : named(draft, figure, that || !nameAfter(draft, line, end) ? 'before' : 'after')
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
    if (holds(/\b(?:is|was|are|were|at|per|a) (?:\w+ )?$/i, lead) && !changeAfter.test(rest)) continue
    token.used = true
    const down =
      holds(/\b(?:fell|dropped|reduced|cut|shrank|down)\b[^.;,]{0,30}$/i, lead) ||
      /^ (?:fewer|less|lower|smaller|shorter)\b/i.test(rest)
    const figure = named(
      draft,
      figureAt('multiple', line, token.start, token.end),
      nameAfter(draft, line, token.end, 2) ? 'after' : 'before',
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
