import { describe, expect, test } from 'vitest'
import { acme } from '../../../test/acme.ts'
import { type Person, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

/** Ana logged two records on Cairn’s ladder and then moved to one of a company. */
async function moved(): Promise<Person> {
  const ana = await signUpPm()
  const { id } = await ana.call('initiative.start', { title: 'Billing rescue', scope: 'senior' })
  const { evidence } = await ana.call('evidence.capture', {
    text: 'Cut churn from 4% to 3% by fixing billing.',
    kind: 'outcome',
    initiative: id,
    skills: ['strategic-thinking', 'discovery'],
    scope: 'senior',
  })
  await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.', scopeSeen: 'senior' })
  await ana.call('evidence.capture', {
    text: 'Wrote the plan for billing.',
    skills: ['strategic-thinking'],
    scope: 'pm',
  })
  await ana.call('framework.import', { text: acme })
  return ana
}

const standOnAcme = (ana: Person) => ana.call('framework.adopt', { id: 'acme-product', level: 'p2', target: 'p3' })

describe('records of a former ladder', () => {
  test('are told of when the ladder changes, each word with its likeliest counterpart', async () => {
    const ana = await moved()
    expect((await ana.call('evidence.former')).skills).toEqual([])
    expect((await standOnAcme(ana)).former).toBe(2)
    const former = await ana.call('evidence.former')
    expect(former).toMatchObject({ ladder: { name: 'Acme product' }, records: 2, initiatives: 1 })
    expect(former.skills.map(({ id, records }: { id: string; records: number }) => [id, records])).toEqual([
      ['strategic-thinking', 2],
      ['discovery', 1],
    ])
    expect(former.levels).toEqual([
      { id: 'senior', name: 'Senior Product Manager', ladder: expect.any(String), records: 2, suggested: 'p3' },
      { id: 'pm', name: 'Product Manager', ladder: expect.any(String), records: 1, suggested: 'p2' },
    ])
  })

  test('count on the new ladder once carried over, and one undo takes all of it back', async () => {
    const ana = await moved()
    await standOnAcme(ana)
    const counts = async () => (await ana.call('evidence.list')).items.map((item: { skills: string[] }) => item.skills)
    const all = async () => [await ana.call('evidence.list'), await ana.call('initiative.list')]
    const before = await all()
    const { answer } = await ana.done('evidence.migrate', {
      skills: { 'strategic-thinking': 'craft', discovery: 'craft' },
      levels: { senior: 'p3', pm: 'p2' },
    })
    expect(answer).toMatchObject({ records: 2, initiatives: 1 })
    expect(await counts()).toEqual([['craft'], ['craft']])
    const { items } = await ana.call('evidence.list')
    const outcome = items.find(({ kind }: { kind: string }) => kind === 'outcome')
    expect(outcome).toMatchObject({ scope: 'p3', confirmations: [{ scopeSeen: 'p3' }] })
    expect((await ana.call('initiative.list')).items[0].scope).toBe('p3')
    expect((await ana.call('evidence.show', { id: outcome.id })).counts.sentence).toContain('Counts towards Craft')
    expect((await ana.call('evidence.former')).records).toBe(0)
    await ana.call('activity.undo')
    expect(await all()).toEqual(before)
  })

  test('stay as they are where nothing is said, and where the word is none', async () => {
    const ana = await moved()
    await standOnAcme(ana)
    await ana.call('evidence.migrate', { skills: { 'strategic-thinking': 'craft', discovery: '' } })
    const { skills, levels } = await ana.call('evidence.former')
    expect(skills.map(({ id }: { id: string }) => id)).toEqual(['discovery'])
    expect(levels).toHaveLength(2)
    for (const [input, message] of [
      [{}, /Choose at least one/],
      [{ skills: { discovery: '' } }, /Choose at least one/],
      [{ skills: { discovery: 'moon' } }, /no skill “moon”/],
      [{ levels: { senior: 'senior' } }, /no level “senior”/],
      [{ skills: { craft: 'people' } }, /on your ladder already/],
      [{ skills: { moon: 'craft' } }, /None of your records/],
    ] as const)
      await expect(ana.call('evidence.migrate', input)).rejects.toThrow(message)
  })

  test('of a second person stay theirs', async () => {
    const ana = await moved()
    await standOnAcme(ana)
    const ben = await signUpBeside(ana)
    await ben.call('profile.set', { framework: 'pmm', level: 'pmm' })
    expect((await ben.call('evidence.former')).records).toBe(0)
    await expect(ben.call('evidence.migrate', { skills: { 'strategic-thinking': 'win-loss' } })).rejects.toThrow(
      /None of your/,
    )
    expect((await ana.call('evidence.former')).records).toBe(2)
  })
})

test('the page asks word by word, carries over what is chosen, and offers to take it back', async () => {
  const ana = await moved()
  const browser = browse(ana)
  expect((await browser.visit('/evidence/former')).text).toContain('All that your records name is on Product')
  await standOnAcme(ana)
  expect((await browser.visit('/ladders/acme-product')).text).toContain('2 records name skills or levels of another')
  const { html, text } = await browser.visit('/evidence/former')
  expect(text).toContain('2 records and 1 initiative name skills or levels that Acme product does not have.')
  const after = await browser.send(html, 'evidence.migrate', {
    'skills.strategic-thinking': 'craft',
    'skills.discovery': '',
    'levels.senior': 'p3',
    'levels.pm': 'p2',
  })
  expect(after.text).toContain('Carried over to Acme product: 2 records and 1 initiative.')
  expect(after.text).toContain('Undo')
  expect((await ana.call('evidence.former')).skills).toHaveLength(1)
})

test('a talk about the next level says which words it was about', async () => {
  const ana = await moved()
  await ana.call('agreement.record', { state: 'close' })
  await standOnAcme(ana)
  await ana.call('agreement.record', { state: 'not_yet' })
  const { html, text } = await browse(ana).visit('/level/agreement')
  expect(html).toContain('about Senior PM on Acme product, version 1')
  expect(text).toContain('It was about Senior PM on Acme product, version 1.')
  expect(text).toMatch(/about Senior Product Manager on Product [^,]*, version 1/)
})
