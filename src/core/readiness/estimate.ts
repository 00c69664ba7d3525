import type { Day } from '../day.ts'
import { later, latestRatings, raterOf } from '../rating.ts'
import type { GivenRating, Input, Scale } from './input.ts'
import { line, model } from './model.ts'
import { fromCanonical, toCanonical } from './scale.ts'
import { evidenceUnits, type Row } from './units.ts'

/** A rating with a value. */
export type Reading = GivenRating & { value: number }

/** What has been said about one skill: the owner's, one manager's and each peer's latest word. */
export interface Readings {
  self?: Reading
  /** The latest of any manager, heard or received. */
  manager?: Reading
  /** The latest that came from a manager themselves: the only kind the gate, the sources and the second voice know. */
  receivedManager?: Reading
  peers: Reading[]
  /** True if some peer answered themselves. */
  receivedPeer: boolean
  /** The owner says the work has not offered this skill yet. */
  noOpportunity: boolean
}

export type SkillState = 'not_assessed' | 'at_bar' | 'clear_gap' | 'near' | 'open'

/** Where a person stands on one skill. Positions are canonical (0 to 1) unless said otherwise. */
export interface SkillResult {
  id: string
  self: Reading | null
  manager: Reading | null
  /** Mean position of the peers' ratings and how many there are. */
  peers: { mean: number; count: number } | null
  /** The estimate before records, and its precision. */
  ratingsOnly: number
  PR: number
  /** Precision of the records. */
  PE: number
  units: number
  /** Records that count. */
  count: number
  mean: number
  sd: number
  /** One sd either side, within 0 to 1. */
  lo: number
  hi: number
  state: SkillState
  /** The estimate on the framework's scale, and how far it is below the line, in scale points. */
  onScale: number
  gapPoints: number
  /** How well records cover the skill, 0 to 1. */
  coverage: number
  /** Independent voices, 0 to 4: the owner, a manager, peers, people who confirmed records. */
  sources: number
  multi: 0 | 1
  f: number
  g: number
  credit: number
  /** The owner and the manager are a point or more apart: a subject for the next talk. */
  disagree: boolean
  noOpportunity: boolean
}

/** The readings that count on `asOf`, per skill; skills nobody has rated are absent. */
export function readingsBySkill({ ratings, asOf }: Pick<Input, 'ratings' | 'asOf'>): Map<string, Readings> {
  const bySkill = new Map<string, Readings>()
  const readingsOf = (skill: string) => {
    const readings = bySkill.get(skill) ?? unrated()
    bySkill.set(skill, readings)
    return readings
  }
  for (const rating of latestRatings(ratings, asOf)) {
    const readings = readingsOf(rating.skill)
    if (rating.source === 'self') readings.noOpportunity = rating.noOpportunity === true
    if (!hasValue(rating)) continue
    if (rating.source === 'self') readings.self = rating
    if (rating.source === 'peer') readings.peers.push(rating)
    if (rating.source === 'manager') readings.manager = latest(readings.manager, rating)
  }
  // What others sent themselves stays a source after the owner has typed in a newer word of theirs.
  const received = ratings.filter((rating) => !rating.heard && rating.source !== 'self')
  for (const rating of latestRatings(received, asOf)) {
    if (!hasValue(rating)) continue
    const readings = readingsOf(rating.skill)
    if (rating.source === 'peer') readings.receivedPeer = true
    else readings.receivedManager = latest(readings.receivedManager, rating)
  }
  return bySkill
}

/** The folded name of the manager whose received rating counts on a skill (c). */
export const ratingManager = (readings: Readings): string | undefined =>
  readings.receivedManager && raterOf(readings.receivedManager)

/** The skill as the precision-weighted mean of all that is known about it (e), its state (f) and its credit (g). */
export function skillEstimate(
  id: string,
  readings: Readings | undefined,
  rows: readonly Row[],
  scale: Scale,
  recencyOn: (day: Day) => number,
): SkillResult {
  const said = readings ?? unrated()
  const peers = peerReading(said.peers, scale, recencyOn)
  const parts = [
    { value: model.prior.mean, precision: 1 / model.prior.sd ** 2 },
    ...one(said.self, model.self.sd, model.self.bias, scale, recencyOn),
    ...one(said.manager, model.manager.sd, managerBias(said.manager), scale, recencyOn),
    ...(peers ? [peers] : []),
  ]
  const PR = sum(parts.map((part) => part.precision))
  const ratingsOnly = sum(parts.map((part) => part.precision * part.value)) / PR

  const units = evidenceUnits(rows)
  const PE = units / model.evidence.unitSd ** 2
  const mean = (PR * ratingsOnly + PE * Math.max(model.evidence.value, ratingsOnly)) / (PR + PE)
  const sd = 1 / Math.sqrt(PR + PE)

  const sources = sourcesOf(said, rows)
  const multi = sources >= model.credit.voicesNeeded ? 1 : 0
  const f = Math.min(1, mean / line)
  const coverage = -Math.expm1(-units / model.credit.coverScale)
  const g = model.credit.base + model.credit.cover * coverage + model.credit.voices * multi
  const assessed = said.self || said.manager || said.peers.length > 0 || rows.length > 0
  return {
    id,
    self: said.self ?? null,
    manager: said.manager ?? null,
    peers: peers && { mean: peers.value, count: said.peers.length },
    ratingsOnly,
    PR,
    PE,
    units,
    count: rows.length,
    mean,
    sd,
    lo: Math.max(0, mean - sd),
    hi: Math.min(1, mean + sd),
    state: assessed ? stateOf(mean, sd, multi) : 'not_assessed',
    onScale: fromCanonical(mean, scale),
    gapPoints: (Math.max(0, line - mean) / model.bar) * (scale.meets - scale.min),
    coverage,
    sources,
    multi,
    f,
    g,
    credit: f * g,
    disagree: areApart(said, scale),
    noOpportunity: said.noOpportunity,
  }
}

function stateOf(mean: number, sd: number, multi: 0 | 1): SkillState {
  if (mean >= line && multi) return 'at_bar'
  if (mean + model.gapCertainty * sd < model.bar) return 'clear_gap'
  return mean >= model.nearLine ? 'near' : 'open'
}

function one(
  reading: Reading | undefined,
  sd: number,
  bias: number,
  scale: Scale,
  recencyOn: (day: Day) => number,
): { value: number; precision: number }[] {
  if (!reading) return []
  return [{ value: toCanonical(reading.value, scale) - bias, precision: trust(reading, recencyOn) / sd ** 2 }]
}

function managerBias(reading: Reading | undefined): number {
  return reading?.purpose === 'formal' ? model.manager.formalBias : 0
}

/** Peers as one reading. What they share (the same launch, the same stories) never averages out, however many they are. */
function peerReading(peers: readonly Reading[], scale: Scale, recencyOn: (day: Day) => number) {
  if (peers.length === 0) return null
  const trusts = peers.map((peer) => trust(peer, recencyOn))
  const total = sum(trusts)
  if (total === 0) return null
  const value = sum(peers.map((peer, i) => trusts[i]! * toCanonical(peer.value, scale))) / total
  const variance = model.peers.commonSd ** 2 + model.peers.eachVariance / Math.min(peers.length, model.peers.most)
  return { value, precision: total / peers.length / variance }
}

const trust = (reading: Reading, recencyOn: (day: Day) => number): number =>
  recencyOn(reading.date) * (reading.heard ? model.heardShare : 1)

function sourcesOf(said: Readings, rows: readonly Row[]): number {
  const voices = [
    said.self !== undefined,
    said.receivedManager !== undefined,
    said.receivedPeer,
    rows.some((row) => row.voice),
  ]
  return voices.filter(Boolean).length
}

function areApart({ self, manager }: Readings, scale: Scale): boolean {
  if (!self || !manager) return false
  return Math.abs(toCanonical(self.value, scale) - toCanonical(manager.value, scale)) >= model.apart - 1e-9
}

/** The later of two managers' ratings; on one day with the same id, any fixed choice will do, so the rater's name decides. */
function latest(held: Reading | undefined, next: Reading): Reading {
  if (!held) return next
  const order = later(next, held) || (raterOf(next) < raterOf(held) ? -1 : 1)
  return order > 0 ? next : held
}

const hasValue = (rating: GivenRating): rating is Reading => rating.value !== null

const unrated = (): Readings => ({ peers: [], receivedPeer: false, noOpportunity: false })

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
