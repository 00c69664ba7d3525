/** Every number of the next best actions (domain 2). Gains are hypothetical runs of the readiness rules; there is no second model. */
export const actionModel = {
  /** What a state is worth: the part every open gate adds its own share to, the part that no gate touches, and certainty. */
  utility: { gated: 0.6, raw: 0.4, half: 0.15 },
  /** A fifth of the time is left free: weeks never go as planned. */
  share: 0.8,
  most: 7,
  perSkill: 2,
  perKind: 3,
  /** Each further pick on one skill, or of one kind, is worth this much less. */
  sameSkill: 0.7,
  sameKind: 0.8,
  soonDays: 14,
  soon: 1.5,
  leastRate: 0.05,
  leastHours: 0.5,
  tie: 1e-9,
  anchor: { leastHours: 5, ofBudget: 0.75, ofWeek: 0.6, topGaps: 3 },
  /** Nobody plans, and no page shows, more than these. */
  candidates: 60,
  gaps: 6,
  itemsPerSkill: 3,
  defaults: { weeklyHours: 4, weeks: 6 },
  learned: { landing: 4, hours: 2 },
} as const

/** What kinds of thing there are to do. The first three come before all others until they are done. */
export const actionKinds = [
  'research',
  'people',
  'cycle',
  'attest',
  'measure',
  'record',
  'manager_rating',
  'talk',
  'decision',
  'feedback',
  'artifact',
  'project',
  'habit',
  'pitch',
] as const
export type ActionKind = (typeof actionKinds)[number]

/** Hours, and how often it lands as planned, before anything is known of the person (domain 2.2). The second is never shown. */
export const usual: Record<ActionKind, { hours: number; landing: number }> = {
  research: { hours: 0.5, landing: 0.9 },
  people: { hours: 0.25, landing: 0.95 },
  cycle: { hours: 0.1, landing: 0.95 },
  attest: { hours: 0.5, landing: 0.6 },
  measure: { hours: 1.5, landing: 0.7 },
  record: { hours: 0.75, landing: 0.9 },
  manager_rating: { hours: 1, landing: 0.8 },
  talk: { hours: 1.5, landing: 0.6 },
  decision: { hours: 3, landing: 0.9 },
  feedback: { hours: 1.5, landing: 0.6 },
  artifact: { hours: 6, landing: 0.95 },
  project: { hours: 12, landing: 0.7 },
  habit: { hours: 8, landing: 0.6 },
  pitch: { hours: 2, landing: 0.6 },
}
