import { describe, expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

describe('people.add', () => {
  test('keeps what the person says of somebody, and counts the list against what it takes', async () => {
    const ana = await signUpPm()
    const maya = await ana.call('people.add', {
      name: ' Maya Keller ',
      role: 'Director',
      levelRelation: 1,
      lineManager: true,
      voter: true,
      stance: 'champion',
      wouldRate: 4,
      knows: ['The new import'],
    })
    expect(maya).toMatchObject({
      name: 'Maya Keller',
      role: 'Director',
      levelRelation: 1,
      lineManager: true,
      voter: true,
      stance: 'champion',
      wouldRate: 4,
      knows: ['The new import'],
      coverage: { named: 1, backing: 1, backingAbove: 1, deciding: 1, state: 'thin' },
    })
    expect(maya).not.toHaveProperty('personId')
  })

  test('takes a level in numbers or in words, and no more than it needs', async () => {
    const ana = await signUpPm()
    for (const [given, kept] of [
      [3, 2],
      ['above', 1],
      ['-1', -1],
      [0, 0],
      [null, null],
    ])
      expect((await ana.call('people.add', { name: `P${given}`, levelRelation: given })).levelRelation).toBe(kept)
  })

  test('refuses the same name twice, a stance that is none and a rating off the scale', async () => {
    const ana = await signUpPm()
    await ana.call('people.add', { name: 'José Núñez' })
    await expect(ana.call('people.add', { name: 'jose  nunez' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'name',
    })
    await expect(ana.call('people.add', { name: 'Lee', stance: 'enemy' })).rejects.toMatchObject({ field: 'stance' })
    await expect(ana.call('people.add', { name: 'Lee', wouldRate: 6 })).rejects.toMatchObject({ field: 'wouldRate' })
    expect((await ana.call('people.list')).items).toHaveLength(1)
  })
})

describe('people.list', () => {
  test('pages, filters by stance and speaks in counts, with no score of its own', async () => {
    const ana = await signUpPm()
    for (let n = 0; n < 4; n++) await ana.call('people.add', { name: `Backer ${n}`, stance: 'champion' })
    await ana.call('people.add', { name: 'Doubter', stance: 'challenger' })
    const first = await ana.call('people.list', { limit: 2 })
    const second = await ana.call('people.list', { limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map(({ name }: { name: string }) => name)).toEqual([
      'Backer 0',
      'Backer 1',
      'Backer 2',
      'Backer 3',
    ])
    expect((await ana.call('people.list', { stance: 'challenger' })).items).toMatchObject([{ name: 'Doubter' }])
    expect(first.coverage.words).toEqual([
      '4 of 10 who back you; 5 is a start.',
      '0 of them are above you or line managers. Most of a decision is made there.',
      '1 person not yet convinced; from five on you hear most doubts early.',
      'You have marked nobody who has a say in the decision.',
    ])
  })

  test('somebody taken off is gone, and undo brings them back with all that was written', async () => {
    const ana = await signUpPm()
    const { coverage: _, ...maya } = await ana.call('people.add', { name: 'Maya', knows: ['The import'] })
    const { activity } = await ana.done('people.remove', { id: maya.id })
    expect((await ana.call('people.list')).items).toEqual([])
    await ana.call('activity.undo', { id: activity })
    expect((await ana.call('people.list')).items).toEqual([maya])
  })
})

test('a refused name comes back with everything typed', async () => {
  const ana = await signUpPm()
  await ana.call('people.add', { name: 'Maya' })
  const { visit, send } = browse(ana)
  const refused = await send((await visit('/people')).html, 'people.add', {
    name: 'MAYA',
    role: 'Head of <all>',
    voter: 'true',
  })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('This name is on your list already.')
  expect(refused.html).toContain('value="Head of &lt;all&gt;"')
})
