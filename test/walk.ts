// biome-ignore lint/suspicious/noExplicitAny: answers of every operation pass through here; each is compared as a whole.
export type Answer = any

/** A life in which every operation can be called once; `fill` takes ids from answers before. */
type Step = [
  name: string,
  input: (made: Record<string, string>) => Record<string, unknown>,
  keep?: (answer: Answer) => Record<string, string>,
]

export const walk: Step[] = [
  [
    'profile.set',
    () => ({
      framework: 'pm',
      level: 'pm',
      target: 'senior',
      name: 'Ana',
      leaves: [{ from: '2025-01-01', to: '2025-02-01' }],
    }),
  ],
  ['profile.show', () => ({})],
  ['framework.list', () => ({})],
  ['framework.show', () => ({ id: 'pmm', level: 'senior' })],
  ['start.show', () => ({})],
  ['settings.set', () => ({ hideNumbers: true })],
  ['settings.show', () => ({})],
  ['coach.read', () => ({ text: 'Week-1 retention went from 42% to 58% in Q2 after I cut two steps.', explain: true })],
  ['coach.dismiss', () => ({ flag: 'no_tradeoff' })],
  [
    'metric.define',
    () => ({ name: 'week-1 retention', unit: '%', direction: 'up', baseline: 42, target: 55 }),
    (a) => ({ metric: a.id }),
  ],
  ['metric.record', ({ metric }) => ({ id: metric, value: 58, on: '2026-06-01' })],
  ['metric.show', ({ metric }) => ({ id: metric })],
  [
    'initiative.start',
    ({ metric }) => ({ title: 'Onboarding', metric, origin: 'found' }),
    (a) => ({ initiative: a.id }),
  ],
  ['initiative.edit', ({ initiative }) => ({ id: initiative, scope: 'senior' })],
  ['initiative.launch', ({ initiative }) => ({ id: initiative, on: '2026-05-01' })],
  ['initiative.review', ({ initiative }) => ({ id: initiative, whatHappened: 'Retention rose.', moved: true })],
  ['initiative.list', () => ({})],
  ['initiative.show', ({ initiative }) => ({ id: initiative })],
  [
    'evidence.capture',
    ({ initiative }) => ({
      text: 'Week-1 retention went from 42% to 58%.',
      happenedOn: '2026-06-20',
      skills: ['discovery'],
      initiative,
    }),
    (a) => ({ evidence: a.evidence.id }),
  ],
  [
    'evidence.edit',
    ({ evidence }) => ({
      id: evidence,
      decision: { type: 'cut', choice: 'Cut two steps', notChosen: ['Social sharing'] },
      seenBy: ['Priya'],
    }),
  ],
  [
    'evidence.confirm',
    ({ evidence }) => ({ id: evidence, by: 'Priya', words: 'True.', on: '2026-06-25', how: 'pasted' }),
  ],
  ['evidence.attach', ({ evidence }) => ({ id: evidence, file: { name: 'chart.png', base64: 'iVBORw0KGgo=' } })],
  ['evidence.show', ({ evidence }) => ({ id: evidence })],
  ['evidence.list', () => ({ measured: true, confirmed: true })],
  ['coach.export', () => ({})],
  ['search.find', () => ({ query: 'retention' })],
  ['rating.give', () => ({ skill: 'discovery', value: 3, because: 'Six interviews' })],
  ['rating.list', () => ({})],
  ['agreement.record', () => ({ state: 'close', on: '2026-06-12' })],
  ['agreement.show', () => ({})],
  ['audit.show', () => ({})],
  [
    'research.record',
    () => ({ topic: 'who decides', answer: 'The panel of directors', from: 'Daniel', on: '2026-06-02' }),
  ],
  ['research.show', () => ({})],
  [
    'people.add',
    () => ({
      name: 'Lee Okafor',
      role: 'Director',
      levelRelation: 1,
      voter: true,
      stance: 'challenger',
      knows: ['The launch'],
    }),
    (a) => ({ known: a.id }),
  ],
  ['people.remove', ({ known }) => ({ id: known })],
  [
    'people.add',
    () => ({ name: 'Maya Keller', levelRelation: 2, lineManager: true, stance: 'champion', wouldRate: 4 }),
  ],
  ['people.list', () => ({})],
  ['cycle.set', () => ({ closesOn: '2026-12-18', leadDays: 14 })],
  ['cycle.show', () => ({})],
  [
    'talk.record',
    () => ({ on: '2026-06-12', with: 'Daniel', heard: ['Decided in November'], theirResponse: 'Pleased' }),
  ],
  ['talk.list', () => ({})],
  ['readiness.show', () => ({})],
  ['case.edit', () => ({ area: 'Onboarding for 40,000 teams', next: 'Own activation' })],
  ['case.choose', ({ evidence }) => ({ pinned: [evidence] })],
  ['case.show', () => ({})],
  ['case.show', () => ({ profile: 'half', redact: true })],
  ['case.export', () => ({ format: 'md' })],
  ['case.export', () => ({ format: 'pdf', paper: 'letter' })],
  [
    'inbox.import',
    () => ({
      text: '- Cut churn from 4% to 3% in May 2026\n- Shipped the audit log in April 2026\n- Ran nine interviews in March 2026',
    }),
  ],
  ['inbox.list', () => ({}), (a) => ({ first: a.items[0].id, second: a.items[1].id })],
  ['inbox.edit', ({ first }) => ({ id: first, scope: 'senior' })],
  ['inbox.approve', ({ first }) => ({ ids: [first] })],
  ['inbox.dismiss', ({ second }) => ({ ids: [second] })],
  ['start.role', () => ({ now: 'pm:pm', next: 'pm:senior', reviewOn: '2026-12-01' })],
  ['start.notes', () => ({ text: 'Decided not to build the connector in May 2026' }), (a) => ({ line: a.lines[0].id })],
  ['start.lines', ({ line }) => ({ lines: { [line!]: { as: 'keep', answer: '2 of 30 asked' } } })],
  ['today.show', () => ({})],
  ['evidence.remove', ({ evidence }) => ({ id: evidence })],
  ['evidence.restore', ({ evidence }) => ({ id: evidence })],
  ['initiative.decline', () => ({ id: 'no such initiative', reason: 'None.' })],
  ['activity.list', () => ({})],
  ['activity.undo', () => ({})],
  ['archive.verify', () => ({})],
  ['archive.backup', () => ({})],
  ['archive.copies', () => ({})],
  ['archive.export', () => ({})],
  ['archive.restore', () => ({ copy: '1' })],
  ['demo.load', () => ({})],
  ['demo.clear', () => ({})],
]

// Operations that only write what the walk cannot see again, or that need an empty file; called once more each, in this order.
export const restOfTheList: Step[] = [
  ['start.answer', () => ({ answers: { discovery: 'example' } })],
  ['start.mark', () => ({ step: 'role' })],
  ['archive.import', () => ({ archive: { format: 'nonsense' } })],
]
