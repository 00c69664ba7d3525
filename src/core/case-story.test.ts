import { expect, test } from 'vitest'
import { metricOf, recordOf } from '../../test/records.ts'
import { smallLadder } from '../../test/small-ladder.ts'
import { type CaseInput, caseOf } from './case-document.ts'
import { wordsIn } from './case-length.ts'
import { caseMarkdown } from './case-markdown.ts'
import type { Evidence, EvidenceMetric } from './evidence.ts'
import { textOf } from './story.ts'

const anchors = { pm: 'At PM.', senior: 'At senior.' }
const framework = smallLadder({
  levels: [
    { id: 'pm', title: 'PM', track: 'shared', scope: 'One problem.', next: ['senior'] },
    { id: 'senior', title: 'Senior PM', track: 'shared', scope: 'An area.', next: [] },
  ],
  skills: [
    { id: 'strategy', name: 'Strategy', summary: 'S', anchors },
    { id: 'discovery', name: 'Discovery', summary: 'D', anchors },
  ],
})

const record = (id: string, text: string, more: Partial<Evidence> = {}): Evidence =>
  recordOf({
    id,
    text,
    happenedOn: '2026-05-01',
    skills: ['strategy'],
    initiative: 'onboarding',
    scope: 'senior',
    createdAt: '2026-05-01T10:00:00.000Z',
    ...more,
  })

const metric = (name: string, from: number, to: number): EvidenceMetric => metricOf({ name, from, to })

const decision = record('decision', 'Decided to cut the setup to three steps.', {
  kind: 'decision',
  happenedOn: '2026-04-01',
  seenBy: ['Maya'],
  confirmations: [{ id: 'c', by: 'Kim', words: 'True.', on: '2026-05-02', how: 'form', scopeSeen: null }],
})
const problem = record('problem', 'Found that half of the trials never reach step two.', { kind: 'problem' })
const result = record('result', 'Retention went from 42% to 58%.', {
  kind: 'outcome',
  metrics: [metric('retention', 42, 58)],
  confirmations: [{ id: 'c2', by: 'Lee', words: 'Yes.', on: '2026-05-20', how: 'pasted', scopeSeen: null }],
})
const cost = record('cost', 'Social sharing waited a quarter for it, at the cost of the spring campaign.')
const plan = record('plan', 'Next: own activation as a whole.', { myPart: 'The cut', othersPart: 'Tom built it' })

const caseWith = (evidence: Evidence[], more: Partial<CaseInput> = {}) =>
  caseOf({
    framework,
    climber: { level: 'pm', target: 'senior', manager: 'Kim' },
    ratings: [],
    evidence,
    initiatives: [
      { id: 'onboarding', title: 'Onboarding', problem: null, review: null },
      { id: 'other', title: 'Other', problem: null, review: null },
    ],
    on: '2026-06-30',
    name: 'Ana',
    reviewOn: '2026-09-15',
    ...more,
  })

/** The parts of the example that stands on `record`, each with its sources. */
const exampleOn = (id: string, evidence: Evidence[], more: Partial<CaseInput> = {}) => {
  const document = caseWith(evidence, { hand: { pinned: [id] }, ...more })
  const example = document.examples.find((each) => each.id === id)!
  const told = example.parts.map(({ label, sentence }) => [label, textOf(sentence.pieces), sentence.sources])
  return { document, example, told, parts: Object.fromEntries(told.map(([label, text]) => [label, text])) }
}

test('what a record does not say is filled from the other records of its initiative, each named as the source', () => {
  const { told, example, document } = exampleOn('decision', [decision, problem, result, cost, plan])
  expect(told).toEqual([
    ['Problem', 'Found that half of the trials never reach step two.', ['problem']],
    ['Decision', 'Decided to cut the setup to three steps.', ['decision']],
    ['Trade-off', 'Social sharing waited a quarter for it, at the cost of the spring campaign.', ['cost']],
    ['Result', 'Retention went from 42% to 58%.', ['result']],
  ])
  expect(example.myPart).toMatchObject({ pieces: ['My part: ', 'The cut.'], sources: ['plan'] })
  expect(example.othersPart).toMatchObject({ pieces: ['Others: ', 'Tom built it.'], sources: ['plan'] })
  expect(document.next).toEqual({
    pieces: ['What I want from here: ', 'own activation as a whole.'],
    sources: ['plan'],
  })
  expect(document.sources.map(({ id }) => id).sort()).toEqual(['cost', 'decision', 'plan', 'problem', 'result'])
})

test('who confirmed only a borrowed sentence is named for that sentence', () => {
  const { example } = exampleOn('decision', [decision, result])
  expect(textOf(example.confirmedBy.pieces)).toBe('Confirmed by Kim; the result by Lee (words pasted by me).')
  const unconfirmed = { ...decision, confirmations: [] }
  expect(textOf(exampleOn('decision', [unconfirmed, result]).example.confirmedBy.pieces)).toBe(
    'Confirmed by ____; the result by Lee (words pasted by me).',
  )
})

test('what an example borrows is not called missing', () => {
  const said = (evidence: Evidence[]) => exampleOn('decision', evidence).document.missing.map(({ says }) => says)
  const lacking = ['No example has a number with before and after.', 'No decision says what was given up.']
  expect(said([decision])).toEqual(expect.arrayContaining(lacking))
  for (const says of said([decision, problem, result, cost, plan])) expect(lacking).not.toContain(says)
})

test('what no record of the initiative says stays blank, whatever records elsewhere say', () => {
  const elsewhere = { ...problem, initiative: 'other' }
  expect(exampleOn('decision', [decision, elsewhere]).parts.Problem).toBe('____')
  expect(
    exampleOn('decision', [
      { ...decision, initiative: null },
      { ...problem, initiative: null },
    ]).parts.Problem,
  ).toBe('____')
})

test('a record that was left out, or that has not happened yet, lends nothing', () => {
  expect(exampleOn('decision', [decision, { ...problem, happenedOn: '2026-12-01' }]).parts.Problem).toBe('____')
  const without = { hand: { pinned: ['decision'], excluded: ['problem'] } }
  expect(exampleOn('decision', [decision, problem], without).parts.Problem).toBe('____')
})

test('a case to be sent borrows only from records that could stand in it', () => {
  const evidence = [decision, { ...problem, scope: 'pm' }, result]
  expect(exampleOn('decision', evidence).parts.Problem).toContain('Found that')
  const { parts } = exampleOn('decision', evidence, { frozen: true })
  expect(parts.Problem).toBe('____')
  expect(parts.Result).toContain('42%')
})

test('the stronger and better fitting record is asked first', () => {
  const passing = record('passing', 'Noticed that the import fails on Mondays.', { kind: 'artifact', seenBy: ['Lee'] })
  expect(exampleOn('decision', [decision, passing, problem]).parts.Problem).toBe(
    'Found that half of the trials never reach step two.',
  )
  const confirmed = { ...problem, id: 'confirmed', text: 'Found that invites expire.', seenBy: ['Lee'] }
  expect(exampleOn('decision', [decision, problem, confirmed]).parts.Problem).toBe('Found that invites expire.')
})

test('a decision’s numbers are its size; the result is asked of a record that is one', () => {
  const sized = {
    ...decision,
    text: 'Decided to cut the setup from 7 steps to 3.',
    metrics: [metric('setup', 7, 3)],
  }
  const { parts, document } = exampleOn('decision', [sized, result])
  expect(parts.Result).toBe('Retention went from 42% to 58%.')
  expect(document.metrics.map(({ name }) => name)).toEqual(['Retention'])
})

test('blanks inside a decision give way to a sibling that says it whole', () => {
  const typed = { ...decision, text: 'Setup.', decision: { choice: 'cut the setup' } }
  const told = record('told', 'Chose three steps rather than a tour because people quit early.', { kind: 'decision' })
  expect(exampleOn('decision', [typed]).parts.Decision).toBe(
    'I decided to cut the setup rather than ____, because ____.',
  )
  expect(exampleOn('decision', [typed, told]).parts['Decision and trade-off']).toBe(
    'I decided to cut the setup. Chose three steps rather than a tour because people quit early.',
  )
})

test('a confidential sibling’s figures stay hidden in a redacted case', () => {
  const { parts } = exampleOn('decision', [decision, { ...result, confidential: true }], { redact: true })
  expect(parts.Result).not.toMatch(/42|58/)
  expect(parts.Result).toContain('+38 % against what it was')
})

test('nor do the figures of a record beside a confidential one tell them', () => {
  const open = { ...decision, text: 'Cut the setup because 42 % came back, and 58 % was the aim.', decision: null }
  const told = (redact: boolean) =>
    Object.values(exampleOn('decision', [open, { ...result, confidential: true }], { redact }).parts).join(' ')
  expect(told(true)).not.toMatch(/42|58/)
  expect(told(false)).toMatch(/42/)
})

test('the same line written down twice stands once', () => {
  const twice = [problem, { ...problem, id: 'again' }, { ...problem, id: 'elsewhere', initiative: null }, decision]
  const text = caseMarkdown(caseWith(twice))
  expect(text.split('half of the trials never reach step two').length - 1).toBe(1)
})

const sentence = (n: number, subject: string) =>
  `${subject} number ${n} ran through a good many words so that the page would be full before long.`

test('long records are cut at the end of a sentence, and say where more stands', () => {
  const long = ['a', 'b', 'c', 'd'].map((id) =>
    record(id, [1, 2, 3, 4, 5, 6].map((n) => sentence(n, `Found that problem ${id}`)).join(' '), {
      kind: 'problem',
      initiative: null,
      decision: { choice: `cut feature ${id}`, notChosen: ['the rest'], because: sentence(7, 'the reason') },
      skills: [id < 'c' ? 'strategy' : 'discovery'],
    }),
  )
  const document = caseWith(long)
  const text = caseMarkdown(document)
  expect(wordsIn(text)).toBeLessThanOrEqual(400)
  for (const { id, parts } of document.examples) {
    const { sentence: said } = parts.find(({ part }) => part === 'problem')!
    expect(said.more).toBe(id)
    expect(long.find((each) => each.id === id)!.text).toContain(textOf(said.pieces))
  }
  expect(text).toContain('before long. …')
})

test('a short case is not cut', () => {
  const { document } = exampleOn('decision', [decision, problem, result, cost, plan])
  expect(JSON.stringify(document)).not.toContain('"more":"')
  expect(caseMarkdown(document)).not.toContain('…')
})
