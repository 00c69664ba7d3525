import { approximately, changeAfter, changeVerb, countsItself } from './change-words.ts'
import { type Figure, figureAt, isRateName, isScoreName, isTimeName, nameAfter, nameBefore, named } from './figure.ts'
import { gainOf, savingOf } from './gains.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import { type NumberToken, round } from './numbers.ts'
import { nativeUnit } from './pairs.ts'
import { type Hit, hitsOf, holds, meter } from './scan.ts'
import { isMoney, isTime, timeUnits } from './units.ts'

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
    const figure = readDelta(draft, line, token) ?? carriedOn(draft, line, token, figures.at(-1))
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
    lossOf(draft, line, token) ??
    governed(draft, line, token)
  )
}

/** “raised completion by 12 % and ad fill by 5 %”: the verb serves both. */
function carriedOn(draft: Draft, line: Line, token: NumberToken, last: Figure | undefined): Figure | null {
  if (last?.form !== 'delta' || (last.direction !== 'up' && last.direction !== 'down') || token.unit === null)
    return null
  const gap = draft.masked.slice(last.end, token.start)
  const object = gap.length < 60 && listed.exec(gap)
  if (!object) return null
  const name = line.names.find((hit) => hit.start >= last.end && hit.end <= token.start)?.entry ?? null
  const noun = name ? null : object[1]!.replace(/^(?:the|our|its|their) /i, '').toLowerCase()
  return changed({ ...figureAt('delta', line, token.start, token.end), name, noun }, token, last.direction)
}

const listed = new RegExp(
  `^(?:,|,? and|,? plus) ((?:[a-z][\\w'/-]* ){0,4}[a-z][\\w'/-]*) by (?:${approximately} )?$`,
  'i',
)

/** “cost us 3 % of margin”. */
function lossOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.unit !== '%' && token.unit !== 'pp' && token.unit !== 'points') return null
  if (
    !holds(
      /\bcost(?:s|ing)? (?:us|me|them) (?:about |roughly |nearly |almost |over )?$/i,
      textBefore(draft, line, token.start, 30),
    )
  )
    return null
  const figure = figureAt('delta', line, token.start, token.end)
  return changed(named(draft, figure, 'after'), token, 'down')
}

const toThere =
  /^,? (?:to|and (?:is )?now (?:stands |sits |is )?(?:at )?|and (?:stands|sits) (?:now )?at|reaching|now (?:at )?)(?:(?:about|nearly|almost|over|just) )?\s?[~≈]?$/i

/** “jumped 14 points to 46” says by how much and to where. */
function withLevelAfter(draft: Draft, line: Line, figure: Figure, token: NumberToken): Figure {
  if (figure.relative || figure.form !== 'delta') return figure
  const next = line.numbers.find((other) => other.start >= token.end)
  if (!next || next.used || next.start - token.end > 32 || !toThere.test(draft.masked.slice(token.end, next.start)))
    return figure
  const asPoints = figure.unit === 'pp' && next.unit === '%'
  const inTime = isTime(next.unit) && isTime(token.unit) ? timeUnits.get(token.unit!)! / timeUnits.get(next.unit!)! : 1
  const alike = next.unit === token.unit || inTime !== 1 || (next.unit === null && token.unit === 'points')
  if (!alike && !asPoints) return figure
  next.used = true
  const unit = asPoints ? '%' : inTime === 1 ? figure.unit : next.unit
  return { ...figure, to: next.value, end: next.end, unit, delta: round(figure.delta! * inTime) }
}

/** “rose by a fifth, from 15 % to 18 %” says one change twice; the pair is the better half. */
function restates(draft: Draft, line: Line, token: NumberToken): boolean {
  if (token.unit !== '%' && token.unit !== 'x') return false
  const next = line.numbers.find((other) => other.start > token.end)
  if (!next?.used || next.start - token.end > 30) return false
  if (line.names.some((name) => name.start >= token.end && name.end <= next.start)) return false
  const gap = draft.masked.slice(token.end, next.start)
  return /^[\s,(:—–-]*(?:\w+ ){0,2}from\s/i.test(`${gap} `) || /^[^.;,()\d]{0,24}\([~≈$€£]?$/.test(gap)
}

/** “12 days shorter”, “a 30 % reduction in support calls”, “40 % faster”. */
function comparative(draft: Draft, line: Line, token: NumberToken): Figure | null {
  const rest = textAfter(draft, line, token.end, 50)
  const match =
    changeAfter.exec(rest) ?? (token.form === 'share' ? (shareAsMany.exec(rest) ?? shareOfFormer.exec(rest)) : null)
  if (!match) return null
  const start = figureAt('delta', line, token.start, token.end + match[0].length)
  if (token.form === 'share' && /^(?:as|of|the)\b/.test(match[0].trim()))
    return { ...changed(named(draft, start, 'after'), token, 'down', false), delta: token.value - 100 }
  const [, up, down, faster, slower, better] = match
  if (up && /^\s?up$/i.test(up) && token.sign === null) return null
  if (token.unit === null && token.form === 'word' && !/fewer/i.test(match[0])) return null
  if (token.unit === null && token.form !== 'share' && !/fewer|less|more|higher|lower/i.test(match[0])) return null
  if (token.unit === null && /more/i.test(match[0])) return null
  const inherited = token.unit === null ? unitJustBefore(draft, line, token) : null
  if (inherited) return comparative(draft, line, { ...token, unit: inherited })
  const noun =
    /(?:increases?|lift|uplift|gains?|rise|jump|growth|boost|bump|reductions?|decreases?|drop|decline|fall|cut|dip|fewer|less|more|improvements?|speed-?up)$/i.test(
      match[0],
    )
  const held = named(draft, start, noun ? nounDirection(draft, line, start) : 'before')
  if (up) return changed(held, token, 'up')
  if (down) return changed(held, token, 'down')
  const onTime = isTimeName(held.name) || isTime(token.unit)
  if (isScheduled(draft, line, token, start.end)) return null
  if (faster) return { ...changed(held, token, onTime ? 'down' : 'up'), judged: 'better' }
  if (slower) return { ...changed(held, token, onTime ? 'up' : 'down'), judged: 'worse' }
  const good = held.name?.polarity === -1 || isTime(token.unit) ? 'down' : 'up'
  return { ...changed(held, token, better ? good : good === 'up' ? 'down' : 'up'), judged: better ? 'better' : 'worse' }
}

// “rolled out 2 weeks earlier than planned” speaks of a date
const isScheduled = (draft: Draft, line: Line, token: NumberToken, end: number): boolean =>
  isTime(token.unit) &&
  (/^ than (?:planned|expected|promised|scheduled|(?:on |in )?(?:my|the|our) (?:plan|roadmap|schedule|estimate))\b/i.test(
    textAfter(draft, line, end, 30),
  ) ||
    (/(?:earlier|sooner|later)$/i.test(draft.text.slice(token.end, end)) &&
      /^\W*(?:(?:i|we) )?(?:launched|shipped|rolled|released|delivered|finished|handed|went live)\b/i.test(line.text)))

/** “takes 2 days, 3 less than before”. */
function unitJustBefore(draft: Draft, line: Line, token: NumberToken): string | null {
  const previous = line.numbers.findLast((other) => other.end <= token.start)
  return previous?.unit &&
    (isTime(previous.unit) || isMoney(previous.unit)) &&
    /^,? ?\(?$/.test(draft.masked.slice(previous.end, token.start))
    ? previous.unit
    : null
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

// “half the errors of last month”
const shareOfFormer =
  /^ (?:of )?the (?:[a-z][\w-]* ){1,4}(?=(?:of last|of the (?:year|month|quarter) before|we had|as before|we used to|from last)\b)/i
const shareAsMany = /^ as (?:many|much|often|long)\b/i

// “30 % reduction in support calls” names it after “in”; “support calls 30 % lower” before.
const nounDirection = (draft: Draft, line: Line, figure: Figure): 'after' | 'before' =>
  nameAfter(draft, line, figure.end, 4) ? 'after' : 'before'

function signed(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.sign === null || token.form !== 'digits') return null
  const figure = figureAt('delta', line, token.start, token.end)
  const before = nameBefore(line, token.start)
  const near = before && token.start - before.end < 30 ? 'before' : 'after'
  const moved = changed(named(draft, figure, near), token, token.value < 0 ? 'down' : 'up')
  return moved.relative ? moved : withLevelBefore(draft, line, moved, token)
}

/** “NPS 31 (+9)”: a bare level right before the amount that led to it. */
function withLevelBefore(draft: Draft, line: Line, figure: Figure, token: NumberToken): Figure {
  const level = line.numbers.findLast((other) => other.end <= token.start)
  const name = level && nameBefore(line, level.start)
  if (!level || !name || level.used || level.unit !== null || level.sign !== null) return figure
  if (!/^,? ?\(?$/.test(draft.masked.slice(level.end, token.start))) return figure
  if (!/^:? ?(?:is |at |now |of )*$/i.test(draft.masked.slice(name.end, level.start))) return figure
  level.used = true
  return { ...figure, to: level.value, start: level.start }
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

// “satisfaction 82 %, +6 points”: a score that is said in percent moves in percentage points
const percentBefore = ({ line, start }: Figure): boolean =>
  line.numbers.some((other) => other.unit === '%' && other.end <= start && start - other.end < 12)

const shareWord = /\b(?:share|rate|ratio|percentage|percent|proportion|penetration|coverage|occupancy|attendance)s?\b/i
const shareBefore = ({ line, start }: Figure): boolean =>
  holds(shareWord, line.text.slice(Math.max(0, start - line.start - 80), start - line.start)) &&
  !holds(/\b(?:score|rating|index|stars)\b/i, line.text)

function settledUnit(figure: Figure, token: NumberToken): string {
  if (token.unit === 'points') {
    if (isScoreName(figure.name)) return percentBefore(figure) ? 'pp' : 'points'
    if (isRateName(figure.name)) return 'pp'
    return figure.line.numbers.some((other) => other.unit === '%') ||
      holds(shareWord, figure.noun ?? '') ||
      shareBefore(figure)
      ? 'pp'
      : 'points'
  }
  if (token.unit !== null) return token.unit
  if (token.form === 'share') return '%'
  const native = nativeUnit(figure, Math.abs(token.value))
  return native === '%' ? 'count' : native
}

const byLink = new RegExp(`\\bby (?:${approximately} ){0,3}(?:[~≈] ?)?$`, 'i')
const toLink = new RegExp(`(?:^|\\s)to (?:${approximately} ){0,3}(?:[~≈] ?)?$`, 'i')
// “fell below 1 %” says to where
const underLink = /\b(?:below|under|beneath|past|beyond) (?:the )?(?:[~≈] ?)?$/i
const onlyApproximations = new RegExp(`^[\\s~≈]*(?:${approximately}[\\s~≈]+){0,3}$`, 'i')

/** A number after a verb of change: “fell 22 %”, “cut churn by a third”, “grew ARR to $3.4M”. */
function governed(draft: Draft, line: Line, token: NumberToken): Figure | null {
  const lead = leadOf(draft, line, token)
  const verb = governorOf(lead)
  if (!verb) return null
  const between = lead.slice(verb.end)
  if (/\bfrom (?:[~≈] ?)?$/i.test(lead) || isThingWorth(token, lead)) return null
  const adjacent = onlyApproximations.test(between)
  if (toLink.test(lead) || (underLink.test(lead) && !isParticle(verb)))
    return reachedLevel(draft, line, token, verb, between)
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

// “declined a €480k order” turns down a thing of that size
const isThingWorth = (token: NumberToken, lead: string): boolean =>
  !['%', 'pp', 'bp', 'points', 'x'].includes(token.unit ?? '') && /\b(?:a|an|the|our|their|my|this|that) $/i.test(lead)

// A clause break inside brackets or a list does not cut the verb off its number: “churn (SMB) fell 8 %”.
function leadOf(draft: Draft, line: Line, token: NumberToken): string {
  const clause = clauseBefore(draft, line, token.start)
  return clause.trim() === '' ? '' : clause
}

function governorOf(lead: string): Hit | null {
  const verb = hitsOf(changeVerb, lead).at(-1) ?? null
  if (!verb) return null
  const between = lead.slice(verb.end)
  if (between.length > 60 || /(?<![a-z]\d{0,3})\d|;/i.test(between)) return null
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
  !/(?<![\w-])(?:to|for|in|of|with|at|on|that|by|is|are|was|were|as|has|have)(?![\w-])[^,]{0,20}$/i.test(between) &&
  between.length < 45

const countable = (draft: Draft, line: Line, token: NumberToken, verb: Hit, between: string): boolean =>
  (isParticle(verb) && between.trim() === '') ||
  (/^(?:rose|fell|climbed|jumped|grew|dropped|gained|sank|slid|declined|dipped|shed|(?:went|came|moved|is|are) (?:up|down))$/i.test(
    verb.text,
  ) &&
    onlyApproximations.test(between) &&
    !/^ [a-z]/i.test(textAfter(draft, line, token.end, 4)) &&
    nameBefore(line, token.start) !== null)

// “cut review time to a third” leaves a third: it fell by two thirds
const remainder = (draft: Draft, line: Line, token: NumberToken): Figure => ({
  ...changed(named(draft, figureAt('delta', line, token.start, token.end), 'before'), token, 'down'),
  delta: Number((token.value - 100).toFixed(2)),
})
const ofFormer = /^ of (?:what|its (?:old|former|original)|the (?:original|old|previous|former)|last|before)\b/i

/** “grew ARR to $3.4M”. */
function reachedLevel(draft: Draft, line: Line, token: NumberToken, verb: Hit, between: string): Figure | null {
  if (
    token.unit === '%' &&
    verb.groups[1] &&
    (token.form === 'share' || ofFormer.test(textAfter(draft, line, token.end, 30)))
  )
    return remainder(draft, line, token)
  if (token.form === 'share' || token.unit === 'x' || token.unit === 'pp') return null
  // “limits up to £2M” only says how far
  if (/^up$/i.test(verb.text) && nameBefore(line, token.start) === null) return null
  if (/^(?:expand|scal)/i.test(verb.text) && token.unit === null && nameBefore(line, token.start) === null) return null
  if (
    (token.unit === null && /^(?:took|taken|got)/i.test(verb.text)) ||
    /^(?:go|goes|turned|changed|add)/i.test(verb.text) ||
    between.split(/\s+/).length > 9
  )
    return null
  const figure = named(draft, figureAt('reached', line, token.start, token.end), 'before')
  const told = figure.name !== null || (token.value === 0 && figure.noun !== null)
  if (token.unit === null && token.form === 'word' && !told) return null
  if (
    isNeutral(verb) &&
    token.unit === null &&
    figure.name === null &&
    holds(countsItself, textAfter(draft, line, token.end, 20))
  )
    return null
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
