import { expect, test } from 'vitest'
import { signUp } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

// A company's own ladder: another scale, three levels, no tiers, tracks or specialisations, no hints of what proves a skill.
const ladder = `
format: cairn.framework/1
id: house
version: 1
name: House ladder
summary: What we expect.
scale:
  points:
    - {value: 0, label: Below, meaning: Not there.}
    - {value: 1, label: Meets, meaning: As expected.}
    - {value: 2, label: Above, meaning: More than expected.}
  meets: 1
tracks: []
levels:
  - {id: one, title: Maker, track: shared, scope: A part., next: [two]}
  - {id: two, title: Owner, track: shared, scope: A whole., next: [three]}
  - {id: three, title: Guide, track: shared, scope: Several., next: []}
skills:
  - {id: craft, name: Craft, summary: Doing it well., anchors: {one: Does parts., two: Does wholes., three: Sets how.}}
  - {id: care, name: Care, summary: Looking after it., anchors: {two: Looks after it., three: Has others look after it.}}
`

test('every page about where one stands works for a ladder of any shape', async () => {
  const ana = await signUp({ today: '2026-03-02' })
  await ana.call('framework.import', { text: ladder })
  await ana.call('profile.set', { framework: 'house', level: 'one', target: 'two' })
  await ana.call('rating.give', { skill: 'craft', value: 0 })
  await ana.call('rating.give', { skill: 'care', value: 1 })
  ana.clock.today = '2026-04-01'
  for (const n of [1, 2, 3]) {
    const { evidence } = await ana.call('evidence.capture', {
      text: `Chose way ${n}`,
      kind: 'decision',
      skills: ['craft'],
      scope: 'two',
      happenedOn: '2026-04-01',
      metrics: [],
    })
    await ana.call('evidence.confirm', { id: evidence.id, by: 'Maya', words: 'True.', on: '2026-04-01' })
  }
  ana.clock.today = '2026-05-15'
  await ana.call('rating.give', { skill: 'craft', value: 2 })

  const visitor = browse(ana)
  const level = await visitor.visit('/level')
  expect(level.text).toContain('What Owner is about')
  expect(level.text).not.toContain('The audit')
  expect(level.html).toContain('trend-picture')
  expect((await visitor.visit('/level/skills/craft')).text).toContain('A number before and after')
  expect((await visitor.visit('/level/history')).text).toContain('You rated Craft')
  expect((await visitor.visit('/level/what-if?if=manager-bar')).text).toContain(
    'Your manager rates every skill “Meets”',
  )
  expect((await visitor.visit('/level/audit')).text).toContain('has no tiers of skills')
  const { points } = await ana.call('readiness.history')
  expect(points.at(-1).skills.craft).toMatchObject({ self: 2 })
})
