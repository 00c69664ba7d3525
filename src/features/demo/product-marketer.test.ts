import { expect, test } from 'vitest'
import { signUp } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { call } from '../../platform/operation.ts'
import { exampleFor } from '../../platform/person.ts'

// The product marketer of S0-21 to S0-25, lived through the product's own operations: her numbers are asked of its answers.

// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
type Answer = any

async function elin() {
  const ana = await signUp()
  await ana.call('demo.load', { example: 'pmm' })
  const personId = (await exampleFor(ana.app.cairn.db, ana.app.ownerId))!
  const ask = async (name: string, input: unknown = {}): Promise<Answer> =>
    (await call<Answer>(ana.app.cairn, { personId, via: 'cli' }, name, input)).answer
  const { items } = await ask('evidence.list', { limit: 200 })
  const record = (start: string): Answer => items.find(({ text }: { text: string }) => text.startsWith(start))!
  return { ask, items, record }
}

test('S0-21: a senior product marketer of three years rated herself 2 on win/loss, said why, and is honest still', async () => {
  const { ask } = await elin()
  const profile = await ask('profile.show')
  expect(profile).toMatchObject({ framework: 'pmm', level: 'senior', target: 'director', levelSince: '2023-06-30' })
  const [now, before] = (await ask('rating.list', { skill: 'win-loss', source: 'self' })).items
  expect(before).toMatchObject({ value: 2, source: 'self', level: 'director' })
  expect(before.because).toMatch(/^Three talks with customers/)
  expect(now).toMatchObject({ value: 3, evidence: [expect.any(String), expect.any(String)] })
  const { shown, mode, skills, gaps, caps } = await ask('readiness.show')
  expect({ shown, mode }).toEqual({ shown: true, mode: 'promotion' })
  expect(caps.length).toBeGreaterThan(0)
  const standing = (id: string) => skills.find((skill: Answer) => skill.id === id).state
  expect(['win-loss', 'icp-refinement'].map(standing)).toEqual(['at_bar', 'clear_gap'])
  expect(gaps.map(({ text }: Answer) => text)).toContain('No chance yet: create one')
  const { history } = await ask('agreement.show')
  expect(history.map(({ state }: Answer) => state)).toEqual(['close', 'not_yet'])
})

test('S0-22 to S0-25: three months of win/loss stand in her records with all their numbers', async () => {
  const { ask, items, record } = await elin()
  const { target, readings } = (await ask('metric.show')).items.find(({ name }: Answer) => name === 'deals interviewed')

  // First month: a light template, 5 recent deals, 3 won and 2 lost, a simple set of tags.
  expect(record('Wrote a light interview template')).toMatchObject({ kind: 'artifact', scope: 'senior' })
  const five = record('Interviewed the buyers of 5 recent deals, 3 wins and 2 losses.')
  expect(five).toMatchObject({ kind: 'problem', skills: ['win-loss', 'customer-insight'] })
  expect(five.metrics.map(({ name, to }: Answer) => [name, to])).toEqual([
    ['deals interviewed', 5],
    ['wins', 3],
    ['losses', 2],
  ])
  expect(record('Made a simple set of six tags').text).toContain('all 5 talks')

  // Second month: 15 deals in total, shown over coffee to the VP of sales, the themes in order again.
  const fifteen = record('The interviews went from 5 deals to 15')
  expect(fifteen).toMatchObject({ metrics: [{ name: 'deals', from: 5, to: 15 }] })
  expect((await ask('coach.read', { text: fifteen.text })).metrics).toMatchObject([{ name: 'deals', from: 5, to: 15 }])
  const shared = record('Showed Marek, VP of sales')
  expect(shared).toMatchObject({ audienceLevel: 'vp', seenBy: ['Marek'], kind: 'feedback' })
  expect(shared.confirmations).toMatchObject([{ by: 'Marek, VP of sales', how: 'pasted' }])
  expect(record('Put the themes in order again').text).toContain('six became four')

  // Third month: leadership hears 3 recommendations, each with its loss, its change and what it should bring.
  const presented = record('Presented the whole win/loss analysis')
  expect(presented.text).toContain('15 deals, four themes, 3 recommendations')
  expect(presented).toMatchObject({ audienceLevel: 'vp', seenBy: ['Marek', 'Judith', 'Anton'] })
  const recommendations = items.filter(({ text }: Answer) => text.startsWith('We lose deals'))
  expect(recommendations).toHaveLength(3)
  for (const { text, kind, decision, happenedOn } of recommendations) {
    expect(text).toMatch(/^We lose deals .+; I recommend .+; expected impact: .+\.$/)
    expect({ kind, happenedOn }).toEqual({ kind: 'decision', happenedOn: presented.happenedOn })
    expect(decision).toMatchObject({
      choice: expect.any(String),
      because: expect.any(String),
      measure: expect.any(String),
    })
  }

  // What became of it: a programme that runs, a message that changed, and one piece from insight to action, a skill of the
  // second tier told at the level of those it was written for.
  expect(target).toBe(15)
  expect(readings.map(({ value }: Answer) => value)).toEqual([5, 15, 21, 27])
  expect(record('The win/loss programme runs without me asking')).toMatchObject({
    scope: 'director',
    creditedBy: ['Marek'],
    confirmations: [{ how: 'link', scopeSeen: 'director' }],
  })
  expect(record('Win rate against the bookkeeping suite').metrics[0]).toMatchObject({ from: 29, to: 37, target: 36 })
  const piece = record('Wrote down on two pages')
  expect(piece).toMatchObject({ scope: 'director', audienceLevel: 'vp', creditedBy: ['Judith'] })
  expect(piece.skills).toEqual(['win-loss', 'messaging-architecture', 'board-communication'])
  expect(piece.metrics).toMatchObject([{ from: 0, to: 2, window: 'of three' }])
})

test('her case tells it in whole sentences, with blanks where she has nothing yet', async () => {
  const { ask } = await elin()
  const { text } = (await ask('case.export')).file
  expect(text).toContain('I decided to ask the buyers of 15 deals rather than commission a survey of the whole market')
  expect(text).toContain('Recommendations that leadership acted on went from 0 to 2 of three.')
  expect(text).toContain('Win rate against the bookkeeping suite went from 29 % to 37 % in two months')
  expect(text).toContain('I decided to try two equipment dealers first rather than call dairies ourselves')
  expect(text).toContain('in the review of ____')
  expect(text).toContain('What I am doing about it: ____')
  expect((await ask('case.show')).selection).toMatchObject({ weak: false, missing: [] })
})

test('a page shows the size of her work, who it was presented to and whose year it is', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  const marketer = (await visit('/demo')).html.split('Elin, senior')[1]!
  await send(marketer, 'demo.load')
  const list = await visit('/evidence?query=board+paper')
  const id = /href="\/evidence\/([0-9a-f-]{36})"/.exec(list.html)![1]
  const { text } = await visit(`/evidence/${id}`)
  expect(text).toContain('Wrote down on two pages how 15 talks with buyers became a message')
  expect(text).toContain('Size of work Director of Product Marketing')
  expect(text).toContain('Presented to VP of Product Marketing level')
  expect(text).toContain('a year of Elin, Senior Product Marketing Manager.')
})
