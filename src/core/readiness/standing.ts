import { differenceOf, exchangedBy, withId } from '../changed.ts'
import { asDay, type Day } from '../day.ts'
import { type Corroboration, itemKinds } from '../evidence.ts'
import { Problem } from '../problem.ts'
import { sources } from '../rating.ts'
import { rememberedBy } from '../remembered.ts'
import { type Readings, ratingManager, readingsBySkill, type SkillResult, skillEstimate } from './estimate.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { type Cap, copied, count, emptyTally, gates, type Tally } from './gates.ts'
import type { GivenRating, Input, Item, Mode, Scale } from './input.ts'
import { line, model } from './model.ts'
import { inOrderOfIds } from './order.ts'
import { recencyFrom } from './strength.ts'
import { exchangedRow, isAtScope, type Row, rowsOf, type Weighing } from './units.ts'

/** Two ends of a range, in points. */
export type Band = [lo: number, hi: number]

export type Confidence = 'early guess' | 'rough picture' | 'fair picture' | 'solid picture'

/** Readiness with everything it rests on; nothing is rounded (domain 1.4, 1.6). */
export interface Result {
  version: string
  mode: Mode
  /** False while the number would be an empty claim: then only words and gaps are shown (j). */
  shown: boolean
  /** Share of the weight that has a rating or a record, 0 to 1. */
  ratedWeight: number
  /** Someone else has rated, or confirmed three records. */
  secondVoice: boolean
  raw: number
  half: number
  /** Without any cap. */
  rawBand: Band
  caps: Cap[]
  /** The lowest cap, binding or not; 100 without gates. */
  cap: number
  /** The gate that holds the score down, null if none does. */
  heldBy: Cap['gate'] | null
  score: number
  band: Band
  coverage: number
  months: number
  confidence: Confidence
  /** The top three, heaviest first. */
  gaps: Gap[]
  /** Gaps equal to the third that stand below it. */
  moreGaps: number
  allGaps: Gap[]
  skills: SkillResult[]
}

/** Where a person stands, in parts that can be exchanged one at a time: the ground under “what would change this”. */
export interface Standing {
  input: Input
  /** Normalised, in the order of the skills. */
  weights: readonly number[]
  weighing: Weighing
  readings: ReadonlyMap<string, Readings>
  rows: ReadonlyMap<string, readonly Row[]>
  tally: Tally
  skills: readonly SkillResult[]
  /** Those of its records that a manager confirmed, or may have. */
  spoken: readonly Item[]
  /** Records put in the place of those in the input, or beside them, to see what would be; null for one taken out. */
  tried: ReadonlyMap<string, Item | null>
}

/** Reads the whole input once. Refuses ratings outside the scale and kinds that do not exist. */
export function standingOf(input: Input): Standing {
  check(input)
  const readings = readingsBySkill(input)
  const weighing = weighingOf(input, readings)
  const skillIds = new Set(input.skills.map((skill) => skill.id))
  const rows = new Map<string, Row[]>(input.skills.map((skill) => [skill.id, []]))
  const tally = emptyTally()
  // Records are read in the order of their ids, so that sums are the same to the last bit however they were listed.
  const sorted = inOrderOfIds(input.items.filter((item) => isAtScope(item, weighing)))
  const applies = (skill: string) => skillIds.has(skill)
  for (const item of sorted) {
    const added = rowsOf(item, weighing, applies)
    for (const row of added) rows.get(row.skill)!.push(row)
    if (added.length > 0) count(tally, item, input.asOf)
  }
  const weights = normalised(input.skills.map((skill) => skill.weight))
  return estimated({
    input,
    weights,
    weighing,
    readings,
    rows,
    tally,
    spoken: input.items.filter(isSpokenFor),
    tried: new Map(),
  })
}

/**
 * The standing on `input`, from an earlier one: where only ratings and records differ, only the records that do are read, and only their
 * skills weighed again. The same to the last bit as reading the whole.
 */
export function standingFrom(earlier: Standing | null, input: Input): Standing {
  if (!earlier || earlier.tried.size > 0 || !isOnSameGround(earlier.input, input)) return standingOf(input)
  const { gone, come } = differenceOf(earlier.input.items, input.items)
  check({ ...input, items: come })
  return onSameGround(earlier, input, gone, come)
}

/** The same standing with these ratings and no others; what was tried stays tried. */
export function withRatings(standing: Standing, ratings: Input['ratings']): Standing {
  const input = { ...standing.input, ratings }
  check({ ...input, items: [] })
  return onSameGround(standing, input, [], [])
}

function onSameGround(earlier: Standing, input: Input, gone: readonly Item[], come: readonly Item[]): Standing {
  const said = ratingsFrom(earlier, input)
  const isGone = new Set(gone)
  const spoken = said.weighing === earlier.weighing ? [] : spokenFor(earlier).filter((item) => !isGone.has(item))
  const records = recordsFrom(earlier, said.weighing, { removed: [...gone, ...spoken], added: [...come, ...spoken] })
  const left = earlier.spoken.filter((item) => !isGone.has(item))
  return estimated({ ...earlier, input, ...said, ...records, spoken: [...left, ...come.filter(isSpokenFor)] }, earlier)
}

/** True where two inputs weigh every record alike, but for the managers. */
const isOnSameGround = (a: Input, b: Input): boolean => groundSaid(a) === groundSaid(b)

const groundSaid = ({ asOf, targetLevel, skills, scale, leaves }: Input): string =>
  JSON.stringify([asOf, targetLevel, skills, scale, leaves ?? []])

/** What ratings say and how they have records weighed; the same objects where they are the same ratings. */
function ratingsFrom({ input: before, readings, weighing }: Standing, input: Input) {
  if (before.ratings === input.ratings || JSON.stringify(before.ratings) === JSON.stringify(input.ratings))
    return { readings, weighing }
  const fresh = readingsBySkill(input)
  const weighed = weighingOf(input, fresh)
  const said = ({ managers }: Weighing) => JSON.stringify([...managers].sort())
  return { readings: fresh, weighing: said(weighed) === said(weighing) ? weighing : weighed }
}

/** True for a record that weighs otherwise where another manager rates. */
const isSpokenFor = ({ voices, attesterIsRatingManager }: Item): boolean => Boolean(voices || attesterIsRatingManager)

const spokenFor = ({ spoken, tried }: Standing): Item[] =>
  [...spoken.filter(({ id }) => !tried.has(id)), ...tried.values()].filter(
    (item) => item !== null && isSpokenFor(item),
  ) as Item[]

/** The record of this id as the standing has it; null if there is none. */
export function itemIn({ input: { items }, tried }: Pick<Standing, 'input' | 'tried'>, id: string): Item | null {
  if (tried.has(id)) return tried.get(id)!
  // Whether all stand in order is looked at only where it matters: what was found is the one.
  return withId(items, id) ?? (isInOrder(items) ? null : (items.find((item) => item.id === id) ?? null))
}

function isInOrder(items: readonly Item[]): boolean {
  const known = inOrder.get(items)
  if (known !== undefined) return known
  const is = items.every(({ id }, at) => at === 0 || items[at - 1]!.id < id)
  inOrder.set(items, is)
  return is
}

const inOrder = new WeakMap<readonly Item[], boolean>()

function recordsFrom(
  earlier: Standing,
  weighing: Weighing,
  { removed, added }: { removed: readonly Item[]; added: readonly Item[] },
): Pick<Standing, 'rows' | 'tally'> {
  if (removed.length + added.length === 0) return { rows: earlier.rows, tally: earlier.tally }
  const { asOf } = earlier.input
  const applies = (skill: string) => earlier.rows.has(skill)
  const tally = copied(earlier.tally)
  const touched = new Map<string, { gone: string[]; come: Row[] }>()
  const touch = (skill: string) => {
    const known = touched.get(skill) ?? { gone: [], come: [] }
    touched.set(skill, known)
    return known
  }
  for (const item of removed) {
    const rows = rowsOf(item, earlier.weighing, applies)
    for (const { skill } of rows) touch(skill).gone.push(item.id)
    if (rows.length > 0) count(tally, item, asOf, -1)
  }
  for (const item of added) {
    const rows = rowsOf(item, weighing, applies)
    for (const row of rows) touch(row.skill).come.push(row)
    if (rows.length > 0) count(tally, item, asOf)
  }
  const rows = new Map(earlier.rows)
  for (const [skill, { gone, come }] of touched)
    rows.set(
      skill,
      exchangedBy(({ item }) => item, rows.get(skill)!, gone, come),
    )
  return { rows, tally }
}

/** The same standing with one record exchanged, added (`before` null) or taken out (`after` null). */
export function withItem(standing: Standing, before: Item | null, after: Item | null): Standing {
  const { input, weighing } = standing
  const applies = (skill: string) => standing.rows.has(skill)
  const removed = before ? rowsOf(before, weighing, applies) : []
  const added = after ? rowsOf(after, weighing, applies) : []
  const rows = new Map(standing.rows)
  for (const skill of new Set([...removed, ...added].map((row) => row.skill)))
    rows.set(
      skill,
      exchangedRow(
        rows.get(skill)!,
        removed.find((row) => row.skill === skill),
        added.find((row) => row.skill === skill),
      ),
    )
  const tally = copied(standing.tally)
  if (before && removed.length > 0) count(tally, before, input.asOf, -1)
  if (after && added.length > 0) count(tally, after, input.asOf)
  const tried = new Map(standing.tried).set((after ?? before)?.id ?? '', after)
  return estimated({ ...standing, rows, tally, tried }, standing)
}

/** The number and its reasons from a standing (h, i, j, k). */
export function resultOf(standing: Standing): Result {
  const { input, weights, skills, readings, tally } = standing
  const mode = input.mode ?? 'promotion'
  const raw = 100 * total(skills.map((skill, i) => weights[i]! * skill.credit))
  const half = halfWidth(skills, weights)
  const scope = gates(input, skills, weights, readings, tally)
  const caps = mode === 'promotion' ? scope : []
  const lowest = caps.reduce<Cap | null>((low, cap) => (low && low.cap <= cap.cap ? low : cap), null)
  const cap = lowest?.cap ?? 100
  const score = Math.min(raw, cap)
  const ratedWeight = total(skills.map((skill, i) => (skill.state === 'not_assessed' ? 0 : weights[i]!)))
  const secondVoice = hasSecondVoice(standing)
  const gaps = gapsOf(skills, weights)
  return {
    version: model.version,
    mode,
    shown: mode === 'promotion' && ratedWeight >= model.shown.ratedWeight - 1e-9 && secondVoice,
    ratedWeight,
    secondVoice,
    raw,
    half,
    rawBand: [Math.max(0, raw - half), Math.min(100, raw + half)],
    caps,
    cap,
    heldBy: lowest && raw > cap ? lowest.gate : null,
    score,
    band: [Math.max(0, score - half), Math.min(100, raw + half, cap)],
    coverage: total(skills.map((skill, i) => weights[i]! * skill.coverage)),
    months: scope.find((gate) => gate.gate === 'sustained_scope')!.detail,
    confidence: confidenceOf(half),
    gaps: gaps.top,
    moreGaps: gaps.more,
    allGaps: gaps.all,
    skills: [...skills],
  }
}

/** How sure the picture is, by half the width of its range in points (m). */
function confidenceOf(half: number): Confidence {
  const { guess, rough, fair } = model.confidence
  if (half >= guess) return 'early guess'
  if (half >= rough) return 'rough picture'
  return half >= fair ? 'fair picture' : 'solid picture'
}

/** Estimates the skills; those of which nothing else is said keep the result they have. */
function estimated(parts: Omit<Standing, 'skills'>, before?: Standing): Standing {
  const { input, readings, rows, weighing } = parts
  const skills = input.skills.map(({ id }, i) => {
    const isSame = before && before.rows.get(id) === rows.get(id) && before.readings === readings
    return isSame
      ? before.skills[i]!
      : estimateOf(id, readings.get(id), rows.get(id) ?? [], input.scale, weighing.recencyOn)
  })
  return { ...parts, skills }
}

/** Kept for the rows: where something else is tried, what was said of a skill and stands behind it is the same. */
function estimateOf(...asked: Parameters<typeof skillEstimate>): SkillResult {
  const [, , rows] = asked
  const known = estimates.get(rows)
  if (known?.asked.every((part, at) => part === asked[at])) return known.result
  const result = skillEstimate(...asked)
  estimates.set(rows, { asked, result })
  return result
}

const estimates = new WeakMap<readonly Row[], { asked: readonly unknown[]; result: SkillResult }>()

/** Raters' errors are shared across skills (halo), so half of each counts as common and does not average out (h). */
function halfWidth(skills: readonly SkillResult[], weights: readonly number[]): number {
  const spreads = skills.map((skill, i) => (weights[i]! * skill.sd) / line)
  const apart = total(spreads.map((spread) => spread * spread))
  return 100 * Math.sqrt((1 - model.halo) * apart + model.halo * total(spreads) ** 2)
}

function hasSecondVoice({ skills, readings, tally }: Standing): boolean {
  if (tally.confirmed >= model.shown.confirmedItems) return true
  return skills.some(({ id }) => {
    const said = readings.get(id)
    return said?.receivedManager !== undefined || said?.receivedPeer === true
  })
}

function weighingOf(input: Input, readings: ReadonlyMap<string, Readings>): Weighing {
  const { asOf, targetLevel } = input
  const ground = groundOf(input)
  const managers = new Map<string, string>()
  for (const [skill, said] of readings) {
    const manager = ratingManager(said)
    if (manager !== undefined) managers.set(skill, manager)
  }
  return { asOf, targetLevel, recencyOn: ground.recencyOn, managers, ground }
}

/** What every input shares that weighs records alike but for the managers. */
interface Ground {
  recencyOn: (day: Day) => number
}

const groundOf = ({ asOf, targetLevel, leaves, skills }: Input): Ground =>
  groundBy(JSON.stringify([asOf, targetLevel, leaves ?? [], skills.map(({ id }) => id)]), () => ({
    recencyOn: checkedRecency(
      asOf,
      leaves?.map((leave) => ({ ...leave })),
    ),
  }))

const groundBy = rememberedBy<Ground>(8)

function checkedRecency(asOf: Day, leaves: Input['leaves']): (day: Day) => number {
  const recencyOf = recencyFrom(asOf, leaves)
  return (day) => {
    const held = recencyOf(day)
    // Not a number means not a day: the record is refused by name instead of weighing nothing in silence.
    if (Number.isNaN(held)) asDay(day, 'date')
    return held
  }
}

function check({ skills, scale, asOf, ratings, items }: Input): void {
  asDay(asOf, 'asOf')
  if (!(scale.min < scale.meets && scale.meets < scale.max))
    throw new Problem(
      'invalid',
      `The scale ${scale.min}–${scale.max} needs its “meets” (${scale.meets}) inside it.`,
      'scale',
    )
  if (
    skills.some((skill) => !(skill.weight >= 0 && skill.weight < Infinity)) ||
    !skills.some((skill) => skill.weight > 0)
  )
    throw new Problem('invalid', 'The target level needs skills with weights of 0 or more, and one above 0.', 'skills')
  const known = new Set(skills.map((skill) => skill.id))
  for (const rating of ratings) checkRating(rating, scale, known)
  for (const item of items) checkItem(item)
}

function checkRating(rating: GivenRating, { min, max }: Scale, known: ReadonlySet<string>): void {
  if (!sources.includes(rating.source))
    throw new Problem('invalid', `A rating comes from self, manager or peer, not from “${rating.source}”.`, 'ratings')
  asDay(rating.date, 'ratings')
  // A rating of a skill that is not on this ladder may stand on another scale; it is not read.
  if (!known.has(rating.skill)) return
  if (rating.value === null && rating.noOpportunity) return
  if (rating.value === null || !(rating.value >= min && rating.value <= max))
    throw new Problem(
      'invalid',
      `A rating of ${rating.skill} is ${rating.value}; this scale runs from ${min} to ${max}.`,
      'ratings',
    )
}

const corroborations: readonly Corroboration[] = ['none', 'witness', 'pasted', 'attested']

function checkItem(item: Item): void {
  if (!itemKinds.includes(item.kind))
    throw new Problem('invalid', `“${item.kind}” is not a kind of record. Kinds are: ${itemKinds.join(', ')}.`, 'items')
  if (!corroborations.includes(item.corroboration))
    throw new Problem('invalid', `“${item.corroboration}” is not a way a record is confirmed.`, 'items')
  if (item.skills.length > model.skillShare.most)
    throw new Problem('invalid', `A record shows at most ${model.skillShare.most} skills. Keep the main ones.`, 'items')
}

function normalised(weights: readonly number[]): number[] {
  const sum = total(weights)
  return weights.map((weight) => weight / sum)
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
