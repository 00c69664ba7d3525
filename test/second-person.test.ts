import { describe, expect, test } from 'vitest'
import { operations } from '../src/surfaces/operations.ts'
import { acme } from './acme.ts'
import { signUpBeside, signUpPm } from './harness.ts'

/** Ana has one of everything; Ben sits in the same file and knows every id. */
async function anaAndBen() {
  const ana = await signUpPm()
  const metric = await ana.call('metric.define', { name: 'churn', baseline: 4, direction: 'down' })
  const { readings } = await ana.call('metric.record', { id: metric.id, value: 3.5, on: '2026-06-01' })
  const initiative = await ana.call('initiative.start', { title: 'Billing rescue', metric: metric.id })
  await ana.call('initiative.launch', { id: initiative.id, on: '2026-05-01' })
  const { evidence } = await ana.call('evidence.capture', {
    text: 'Cut churn from 4% to 3% by fixing billing.',
    initiative: initiative.id,
    skills: ['discovery'],
    scope: 'senior',
  })
  await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.' })
  const attached = await ana.call('evidence.attach', { id: evidence.id, file: { name: 'a.txt', base64: 'YQ==' } })
  await ana.call('rating.give', { skill: 'discovery', value: 4 })
  const asked = await ana.call('rating.form', { source: 'peer', rater: 'Priya', skills: ['discovery'] })
  await ana.call('rating.receive', { id: asked.id, text: 'A 4 - Zanzibar' })
  await ana.call('agreement.record', { state: 'close' })
  const rating = (await ana.call('rating.list')).items[0].id
  await ana.call('framework.import', { text: acme })
  await ana.call('inbox.import', { text: '- Led the Zanzibar test in May 2026' })
  const [proposal] = (await ana.call('inbox.list')).items
  const waits = { name: 'Zanzibar.csv', base64: Buffer.from('A;B\nZanzibar;1\nNairobi;2\n').toString('base64') }
  const { kept } = await ana.call('inbox.import', { file: waits, later: true })
  await ana.call('research.record', { topic: 'decides', answer: 'The Nairobi panel', from: 'Priya' })
  const known = await ana.call('people.add', { name: 'Priya Naidoo' })
  const conversation = await ana.call('discovery.log', {
    who: 'Zanzibar office',
    learned: 'Priya waits',
    initiative: initiative.id,
  })
  const round = await ana.call('discovery.conclude', {
    initiative: initiative.id,
    synthesis: 'Zanzibar',
    problem: 'Nairobi',
  })
  const talk = await ana.call('talk.record', {
    notes: 'Priya asked about Zanzibar.',
    heard: ['Zanzibar had no impact: show impact'],
  })
  await ana.call('signals.hear', { talk: talk.id, words: 'Zanzibar had no impact: show impact', heard: true })
  await ana.call('signals.dismiss', { signal: 'stall_impact', reason: 'Zanzibar is no impact' })
  await ana.call('cycle.set', { closesOn: '2026-12-18' })
  const action = `record:${initiative.id}:decision`
  await ana.call('initiative.edit', { id: initiative.id, notDoing: ['The Zanzibar launch'] })
  await ana.call('actions.start', { id: action })
  const document = await ana.call('document.start', {
    template: 'decision_record',
    fields: { choice: 'Keep the Zanzibar launch', type: 'choose', instead_of: ['Nairobi'], reason: 'x', measure: 'y' },
  })
  await ana.call('document.finish', { id: document.id })
  const programme = await ana.call('document.start', { template: 'win_loss_programme', title: 'Zanzibar deals' })
  const activity = (await ana.call('activity.list')).items[0].id
  const ben = await signUpBeside(ana)
  await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  return {
    ana,
    ben,
    ids: {
      evidence: evidence.id,
      attachment: attached.id,
      initiative: initiative.id,
      metric: metric.id,
      reading: readings[0].id,
      asked: asked.id,
      rating,
      proposal: proposal.id,
      batch: proposal.batch,
      known: known.id,
      conversation: conversation.id,
      round: round.id,
      talk: talk.id,
      action,
      kept,
      document: document.id,
      programme: programme.id,
      activity,
    },
  }
}

type Ids = Awaited<ReturnType<typeof anaAndBen>>['ids']

/** For every operation that takes the id of a record: Ben uses Ana's. */
const attempts: [name: string, input: (ids: Ids) => Record<string, unknown>][] = [
  ['evidence.show', ({ evidence }) => ({ id: evidence })],
  ['evidence.edit', ({ evidence }) => ({ id: evidence, text: 'Mine now.' })],
  ['evidence.remove', ({ evidence }) => ({ id: evidence })],
  ['evidence.restore', ({ evidence }) => ({ id: evidence })],
  ['evidence.confirm', ({ evidence }) => ({ id: evidence, by: 'Ben', words: 'Not true.' })],
  ['evidence.attach', ({ evidence }) => ({ id: evidence, file: { name: 'b.txt', base64: 'Yg==' } })],
  ['evidence.detach', ({ attachment }) => ({ id: attachment })],
  ['evidence.capture', ({ initiative }) => ({ text: 'Cut cost by 5%.', initiative })],
  ['initiative.show', ({ initiative }) => ({ id: initiative })],
  ['initiative.edit', ({ initiative }) => ({ id: initiative, title: 'Mine' })],
  ['initiative.launch', ({ initiative }) => ({ id: initiative })],
  ['initiative.review', ({ initiative }) => ({ id: initiative, whatHappened: 'Nothing.' })],
  ['initiative.decline', ({ initiative }) => ({ id: initiative, reason: 'No.' })],
  ['initiative.start', ({ metric }) => ({ title: 'Mine', metric })],
  ['metric.define', ({ metric }) => ({ id: metric, name: 'Mine' })],
  ['metric.record', ({ metric }) => ({ id: metric, value: 1 })],
  ['metric.show', ({ metric }) => ({ id: metric })],
  ['metric.remove', ({ metric }) => ({ id: metric })],
  ['metric.define', ({ metric }) => ({ name: 'Mine', counter: metric })],
  ['reading.show', ({ reading }) => ({ id: reading })],
  ['reading.edit', ({ reading }) => ({ id: reading, value: 1 })],
  ['reading.remove', ({ reading }) => ({ id: reading })],
  ['initiative.chain', ({ initiative }) => ({ id: initiative })],
  ['initiative.record', ({ initiative }) => ({ id: initiative, text: 'Mine' })],
  ['decision.revisit', ({ evidence }) => ({ id: evidence, stands: false })],
  ['rating.give', ({ evidence }) => ({ skill: 'discovery', value: 3, evidence: [evidence] })],
  ['rating.show', ({ asked }) => ({ id: asked })],
  ['rating.receive', ({ asked }) => ({ id: asked, text: 'A 1' })],
  ['rating.cancel', ({ asked }) => ({ id: asked })],
  ['rating.withdraw', ({ asked }) => ({ id: asked })],
  ['rating.migrate', ({ rating }) => ({ id: rating })],
  ['framework.adopt', () => ({ id: 'acme-product' })],
  ['framework.edit', () => ({ id: 'acme-product', changes: [] })],
  ['framework.diff', () => ({ id: 'acme-product' })],
  ['framework.export', () => ({ id: 'acme-product' })],
  ['framework.remove', () => ({ id: 'acme-product' })],
  ['readiness.whatIf', ({ evidence }) => ({ changes: [{ kind: 'confirm', evidence }] })],
  ['inbox.edit', ({ proposal }) => ({ id: proposal, text: 'Mine.' })],
  ['inbox.approve', ({ proposal }) => ({ ids: [proposal] })],
  ['inbox.dismiss', ({ proposal }) => ({ ids: [proposal] })],
  ['inbox.stop', ({ kept }) => ({ id: kept })],
  ['inbox.import', ({ kept }) => ({ kept })],
  ['actions.start', ({ action }) => ({ id: action })],
  ['actions.done', ({ action }) => ({ id: action })],
  ['actions.drop', ({ action }) => ({ id: action })],
  ['actions.restore', ({ action }) => ({ id: action })],
  ['document.show', ({ document }) => ({ id: document })],
  ['document.export', ({ document }) => ({ id: document })],
  ['document.edit', ({ document }) => ({ id: document, fields: { choice: 'Mine' } })],
  ['document.finish', ({ document }) => ({ id: document })],
  ['document.remove', ({ document }) => ({ id: document })],
  ['document.restore', ({ document }) => ({ id: document })],
  ['document.start', ({ initiative }) => ({ template: 'decision_record', initiative })],
  ['document.start', ({ programme }) => ({ template: 'win_loss_interview', partOf: programme })],
  ['people.remove', ({ known }) => ({ id: known })],
  ['people.touch', ({ known }) => ({ id: known })],
  ['discovery.log', ({ initiative }) => ({ who: 'Mine', initiative })],
  ['discovery.edit', ({ conversation }) => ({ id: conversation, who: 'Mine' })],
  ['discovery.remove', ({ conversation }) => ({ id: conversation })],
  ['discovery.conclude', ({ round }) => ({ id: round, synthesis: 'Mine', problem: 'Mine' })],
  ['discovery.reopen', ({ round }) => ({ id: round })],
  ['signals.hear', ({ talk }) => ({ talk, words: 'Zanzibar had no impact: show impact', heard: false })],
  ['case.choose', ({ evidence }) => ({ pinned: [evidence] })],
  ['activity.undo', ({ activity }) => ({ id: activity })],
]

describe('a second person in the same file', () => {
  test('cannot use the first one’s records in any operation that takes one', async () => {
    const { ana, ben, ids } = await anaAndBen()
    const both = async () => [(await ana.call('archive.export')).checksum, (await ben.call('archive.export')).checksum]
    const before = await both()
    // What is refused leaves all as it was, so the same two serve every attempt.
    for (const [name, input] of attempts) {
      await expect(ben.call(name, input(ids)), name).rejects.toThrow(/no such|not among yours/)
      expect(await both(), name).toEqual(before)
    }
  })

  test('sees none of the first one’s records in any list, search, number or document', async () => {
    const { ben, ids } = await anaAndBen()
    const reading = operations.filter(
      ({ scope, name }) => scope === 'read' && !attempts.some(([attempt]) => attempt === name),
    )
    const inputs: Record<string, unknown> = {
      'search.find': { query: 'churn' },
      'inbox.list': { batch: ids.batch },
      'coach.read': { text: 'Nothing.' },
      'framework.compare': { ladders: ['pm', 'pmm'] },
      'quiz.score': { answers: Array(12).fill(1) },
      'stall.decode': { phrase: 'I am not seeing the impact.' },
      'signals.opening': { text: 'I deserve it.' },
    }
    for (const { name } of reading) {
      const answer = JSON.stringify(await ben.call(name, inputs[name] ?? {}))
      const seen = ['churn from 4', 'Billing rescue', 'Priya', 'Zanzibar', 'Nairobi', '2026-12-18'].filter((trace) =>
        answer.includes(trace),
      )
      expect(seen, name).toEqual([])
    }
  })

  test('changes nothing of the first one’s by acting on all of their own', async () => {
    const { ana, ben, ids } = await anaAndBen()
    const before = (await ana.call('archive.export')).checksum
    await ben.call('inbox.approve', { all: true })
    await ben.call('inbox.dismiss', { batch: ids.batch })
    await ben.call('activity.undo')
    await ben.call('settings.set', { hideNumbers: true })
    expect((await ana.call('archive.export')).checksum).toBe(before)
    expect((await ana.call('archive.verify')).ok).toBe(true)
  })

  test('every operation that takes a record’s id is tried above', () => {
    const tried = new Set(attempts.map(([name]) => name))
    const taking = operations
      .filter(({ input }) =>
        ['id', 'ids', 'evidence', 'initiative', 'metric', 'pinned', 'talk'].some((field) => field in input.shape),
      )
      .map(({ name }) => name)
    const harmless = [
      'framework.show',
      'framework.compare',
      'evidence.list',
      'discovery.list',
      'decision.list',
      'case.trace',
      'inbox.list',
    ]
    expect(taking.filter((name) => !tried.has(name) && !harmless.includes(name))).toEqual([])
  })
})
