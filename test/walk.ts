import { Problem } from '../src/core/problem.ts'
import { acme } from './acme.ts'
import type { Person } from './harness.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers of every operation pass through here; each is compared as a whole.
export type Answer = any

/** A life in which every operation can be called once; `fill` takes ids from answers before. */
type Step = [
  name: string,
  input: (made: Record<string, string>) => Record<string, unknown>,
  keep?: (answer: Answer) => Record<string, string>,
]

/** Calls every operation as this person, and passes over what is refused; answers the ids of what was made. */
export async function walkThrough(person: Person): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  for (const [name, input, keep] of [...walk, ...restOfTheList]) {
    const answer = await person.call(name, input(made)).catch((error) => {
      if (!(error instanceof Problem)) throw error
    })
    if (answer && keep) Object.assign(made, keep(answer))
  }
  return made
}

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
  ['framework.import', () => ({ text: acme })],
  [
    'framework.edit',
    () => ({ id: 'acme-product', changes: [{ what: 'skill', skill: 'craft', name: 'Product craft' }] }),
  ],
  ['framework.compare', () => ({ levels: ['pm:senior', 'acme-product:p3'] })],
  ['framework.export', () => ({ id: 'acme-product' })],
  ['framework.diff', () => ({ id: 'acme-product' })],
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
  [
    'metric.record',
    ({ metric }) => ({ id: metric, value: 58, on: '2026-06-01' }),
    (a) => ({ reading: a.readings[0].id }),
  ],
  ['reading.show', ({ reading }) => ({ id: reading })],
  ['reading.edit', ({ reading }) => ({ id: reading, on: '2026-06-02' })],
  ['metric.show', ({ metric }) => ({ id: metric })],
  ['metric.define', () => ({ name: 'tickets a week', timing: 'lagging' }), (a) => ({ counter: a.id })],
  ['metric.record', ({ counter }) => ({ id: counter, value: 12 }), (a) => ({ second: a.readings[0].id })],
  ['reading.remove', ({ second }) => ({ id: second })],
  ['metric.remove', ({ counter }) => ({ id: counter })],
  [
    'initiative.start',
    ({ metric }) => ({ title: 'Onboarding', metric, origin: 'found' }),
    (a) => ({ initiative: a.id }),
  ],
  ['initiative.edit', ({ initiative }) => ({ id: initiative, scope: 'senior' })],
  ['initiative.launch', ({ initiative }) => ({ id: initiative, on: '2026-05-01' })],
  ['initiative.review', ({ initiative }) => ({ id: initiative, whatHappened: 'Retention rose.', moved: true })],
  ['initiative.record', ({ initiative }) => ({ id: initiative, dryRun: true })],
  ['initiative.timeline', () => ({ year: 2026 })],
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
  [
    'evidence.capture',
    ({ initiative }) => ({
      text: 'Decided to cut two steps before the redesign.',
      kind: 'decision',
      initiative,
      decision: { choice: 'Cut two steps', notChosen: ['The redesign'], revisitOn: '2026-06-29' },
    }),
    (a) => ({ decision: a.evidence.id }),
  ],
  ['decision.list', () => ({ due: true })],
  ['decision.revisit', ({ decision }) => ({ id: decision, stands: true, againOn: '2026-12-01' })],
  ['decision.list', ({ initiative }) => ({ initiative })],
  [
    'evidence.attach',
    ({ evidence }) => ({ id: evidence, file: { name: 'chart.png', base64: 'iVBORw0KGgo=' } }),
    (answer) => ({ attachment: answer.id }),
  ],
  ['evidence.detach', ({ attachment }) => ({ id: attachment })],
  ['evidence.show', ({ evidence }) => ({ id: evidence })],
  ['evidence.list', () => ({ measured: true, confirmed: true })],
  ['document.templates', () => ({ template: 'decision_record' })],
  [
    'document.start',
    ({ initiative }) => ({ template: 'decision_record', initiative, fields: { choice: 'Cut two steps' } }),
    (a) => ({ document: a.id }),
  ],
  [
    'document.edit',
    ({ document }) => ({
      id: document,
      revision: 1,
      fields: { type: 'cut', instead_of: ['Social sharing'], reason: 'It lasts', measure: 'week-1 retention' },
    }),
  ],
  ['document.show', ({ document }) => ({ id: document })],
  ['document.finish', ({ document }) => ({ id: document })],
  ['document.export', ({ document }) => ({ id: document, format: 'pdf', paper: 'letter' })],
  ['document.list', () => ({ state: 'finished' })],
  ['document.remove', ({ document }) => ({ id: document })],
  ['document.restore', ({ document }) => ({ id: document })],
  ['coach.export', () => ({})],
  ['search.find', () => ({ query: 'retention' })],
  ['rating.give', () => ({ skill: 'discovery', value: 3, because: 'Six interviews' })],
  ['rating.list', () => ({})],
  ['rating.form', () => ({ skills: ['discovery', 'execution'], form: 'file', rater: 'Nora' }), (a) => ({ form: a.id })],
  ['rating.cancel', ({ form }) => ({ id: form })],
  ['rating.form', () => ({ skills: ['discovery'], source: 'peer', rater: 'Maya' }), (a) => ({ form: a.id })],
  ['rating.receive', ({ form }) => ({ id: form, text: 'A: 4 - six interviews in May' })],
  ['rating.asked', () => ({})],
  ['rating.show', ({ form }) => ({ id: form })],
  ['rating.alignment', () => ({})],
  ['rating.withdraw', ({ form }) => ({ id: form })],
  ['rating.waiting', () => ({})],
  ['agreement.record', () => ({ state: 'close', on: '2026-06-12' })],
  ['agreement.show', () => ({})],
  ['audit.show', () => ({})],
  [
    'discovery.log',
    ({ initiative }) => ({
      who: 'Admin at an agency',
      learned: 'Setup is done by nobody',
      on: '2026-06-03',
      initiative,
    }),
    (a) => ({ conversation: a.id }),
  ],
  ['discovery.edit', ({ conversation }) => ({ id: conversation, kind: 'usability' })],
  ['discovery.list', ({ initiative }) => ({ initiative })],
  [
    'discovery.conclude',
    ({ initiative }) => ({
      initiative,
      synthesis: 'Nobody owns setup',
      problem: 'New teams wait a week',
      on: '2026-06-04',
      log: true,
    }),
    (a) => ({ round: a.id }),
  ],
  ['discovery.reopen', ({ round }) => ({ id: round })],
  ['discovery.remove', ({ conversation }) => ({ id: conversation })],
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
  ['people.touch', ({ known }) => ({ id: known, on: '2026-06-20' })],
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
  ['stall.decode', () => ({ phrase: 'I am not seeing the impact yet.' })],
  ['talk.record', () => ({ heard: ['I am not seeing the impact yet'] }), (a) => ({ talk: a.id })],
  ['signals.check', () => ({})],
  ['signals.hear', ({ talk }) => ({ talk, words: 'I am not seeing the impact yet', heard: true })],
  ['signals.dismiss', () => ({ signal: 'stall_impact', reason: 'A platform team has no number of its own' })],
  ['signals.recall', () => ({ signal: 'stall_impact' })],
  ['update.draft', () => ({ week: '2026-06-20' })],
  ['signals.opening', () => ({ text: 'What do I need to do to get promoted?' })],
  ['quiz.show', () => ({ family: 'pmm' })],
  ['quiz.score', () => ({ family: 'pmm', answers: [2, 2, 2, 1, 1, 1, 2, 2, 1, 2, 1, 2] })],
  ['quiz.keep', () => ({ family: 'pm', answers: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1] })],
  ['quiz.hints', () => ({})],
  ['quiz.take', () => ({ hint: 'skill.influence' })],
  ['actions.next', () => ({ hours: 4, weeks: 6 }), (a) => ({ first: a.picks[0].id, second: a.picks[1].id })],
  ['actions.start', ({ first }) => ({ id: first })],
  ['actions.done', ({ first }) => ({ id: first, hours: 1 })],
  ['actions.drop', ({ second }) => ({ id: second })],
  ['actions.restore', ({ second }) => ({ id: second })],
  ['actions.list', () => ({})],
  ['readiness.show', () => ({})],
  ['readiness.history', () => ({})],
  [
    'readiness.whatIf',
    ({ evidence }) => ({
      changes: [
        { kind: 'time', months: 2 },
        { kind: 'confirm', evidence: evidence! },
      ],
    }),
  ],
  ['case.edit', () => ({ area: 'Onboarding for 40,000 teams', next: 'Own activation' })],
  ['case.choose', ({ evidence }) => ({ pinned: [evidence] })],
  ['case.show', () => ({})],
  ['case.trace', ({ initiative }) => ({ initiative })],
  ['initiative.chain', ({ initiative }) => ({ id: initiative })],
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
  [
    'inbox.import',
    () => ({ file: { name: 'a.csv', base64: 'QTtCCkN1dDsxCg==' }, later: true }),
    ({ kept }) => ({ kept }),
  ],
  ['inbox.progress', () => ({})],
  ['inbox.stop', ({ kept }) => ({ id: kept })],
  ['start.role', () => ({ now: 'pm:pm', next: 'pm:senior', reviewOn: '2026-12-01' })],
  ['start.notes', () => ({ text: 'Decided not to build the connector in May 2026' }), (a) => ({ line: a.lines[0].id })],
  ['start.lines', ({ line }) => ({ lines: { [line!]: { as: 'keep', answer: '2 of 30 asked' } } })],
  ['today.show', () => ({})],
  ['evidence.former', () => ({})],
  ['evidence.migrate', () => ({ skills: { 'win-loss': 'discovery' } })],
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
  ['framework.adopt', () => ({ id: 'pm' })],
  ['rating.migrate', () => ({ id: 'no such rating' })],
  ['framework.remove', () => ({ id: 'acme-product' })],
  ['archive.import', () => ({ archive: { format: 'nonsense' } })],
]
