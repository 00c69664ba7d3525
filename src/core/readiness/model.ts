/**
 * Every number the readiness rules use (domain 1.4, reasons in 1.5), frozen. Scores made under different versions
 * are never drawn as one line. Positions are canonical: 0 to 1, with “meets” at `bar`.
 */
export const model = freeze({
  version: 'readiness-1',
  bar: 0.75,
  /** A quarter point on 1–5: estimates are pulled to the middle, so meeting the bar exactly must not be demanded. */
  tolerance: 0.0625,
  nearLine: 0.625,
  /** How sure a gap must be before it is called clear: one-sided 90 %. */
  gapCertainty: 1.28,
  prior: { mean: 0.5, sd: 0.22 },
  self: { sd: 0.35, bias: 0 },
  manager: { sd: 0.21, formalBias: 0 },
  peers: { commonSd: 0.13, eachVariance: 0.0507, most: 5 },
  /** A rating the owner typed in for someone else says less than one that came from them. */
  heardShare: 0.5,
  apart: 0.25,
  evidence: { value: 0.85, unitSd: 0.25 },
  recency: { fullDays: 180, halfLifeDays: 365 },
  strength: {
    base: { decision: 0.55, problem: 0.55, feedback: 0.5, artifact: 0.35, learning: 0.35, outcome: 0.3 },
    measured: 0.2,
    targetSetBefore: 0.1,
    check30: 0.05,
    check60: 0.1,
    attainment: 0.25,
    rightWay: 0.5,
  },
  corroboration: { none: 0.35, witness: 0.6, pasted: 0.8, attested: 1, ratingManager: 0.6 },
  skillShare: { main: 1, other: 0.5, most: 3 },
  units: { perInitiative: 1.5, unconfirmed: 0.75, perSkill: 4 },
  credit: { base: 0.5, cover: 0.4, voices: 0.1, coverScale: 0.75, voicesNeeded: 2 },
  halo: 0.5,
  gates: {
    manager: { floor: 60, share: 0.8, days: 365 },
    scope: { floor: 55, months: 6, window: 12, windowBeyond: 3 },
    agreement: { unknown: 70, not_yet: 70, close: 85, yesClaimed: 85, yesConfirmed: 100, days: 120 },
    /** “Credible” is about one point below meets. */
    expectations: { floor: 60, credible: 0.4375 },
    credited: { floor: 70 },
  },
  shown: { ratedWeight: 0.6, confirmedItems: 3 },
  gaps: { top: 3, skillPart: 2, tie: 1e-6 },
  change: { score: 0.6, raw: 0.4, half: 0.15, top: 2, itemsPerSkill: 3, tie: 1e-9 },
  confidence: { guess: 18, rough: 14.5, fair: 12.5 },
  arrow: 3,
  audit: { focus: 0.6, expose: 0.8 },
})

/** Where a skill counts as shown: the bar less the tolerance. */
export const line = model.bar - model.tolerance

function freeze<const T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part)
  return Object.freeze(value)
}
