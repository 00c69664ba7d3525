import type { Confirmation, Evidence, EvidenceMetric } from '../src/core/evidence.ts'

/** A record of which only what is given is said: a note without a date, a skill or anybody else. */
export const recordOf = (said: Partial<Evidence>): Evidence => ({
  id: 'e1',
  text: 'Worked on the checkout.',
  kind: null,
  kindSource: 'user',
  happenedOn: null,
  skills: [],
  initiative: null,
  scope: null,
  metrics: [],
  decision: null,
  problem: null,
  next: null,
  myPart: null,
  othersPart: null,
  audienceLevel: null,
  seenBy: [],
  creditedBy: [],
  links: [],
  confidential: false,
  confirmations: [],
  createdAt: '2026-06-01T10:00:00.000Z',
  ...said,
})

/** A number that rose from 42 % to 58 %, to the good, unless it says otherwise. */
export const metricOf = (said: Partial<EvidenceMetric>): EvidenceMetric => ({
  name: 'week-1 retention',
  from: 42,
  to: 58,
  delta: null,
  unit: '%',
  direction: 'up',
  relative: false,
  window: null,
  good: true,
  ...said,
})

/** Somebody's word through a form, on the first of June. */
export const confirmationOf = (said: Partial<Confirmation>): Confirmation => ({
  id: 'c1',
  by: 'Maya',
  words: 'True.',
  on: '2026-06-01',
  how: 'form',
  scopeSeen: null,
  ...said,
})
