import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { acme } from '../../../test/acme.ts'
import { type Person, restart, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'

const later = acme
  .replace('Aligns two teams.', 'Aligns teams that want different things.')
  .replace('name: Craft', 'name: Product craft')

async function onAcme(): Promise<Person> {
  const ana = await signUp()
  await ana.call('framework.import', { text: acme })
  await ana.call('framework.adopt', { id: 'acme-product', level: 'p1', target: 'p2' })
  return ana
}

describe('a ladder of one’s own', () => {
  test('is there beside the product’s, and can be stood on', async () => {
    const ana = await signUp()
    const answer = await ana.call('framework.import', { text: acme })
    expect(answer).toMatchObject({ id: 'acme-product', version: 1, saved: true, previous: null })
    expect(answer.levels.map(({ title }: { title: string }) => title)).toEqual(['PM I', 'PM II', 'Senior PM'])
    const { items } = await ana.call('framework.list')
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['pm', 'pmm', 'acme-product'])
    const { profile } = await ana.call('framework.adopt', { id: 'acme-product', level: 'p1' })
    expect(profile).toMatchObject({ framework: 'acme-product', frameworkVersion: 1, level: 'p1', target: 'p2' })
  })

  test('is what is rated, reckoned and coached by', async () => {
    const ana = await onAcme()
    await ana.call('rating.give', { skill: 'people', value: 3 })
    const { skills } = await ana.call('readiness.show')
    expect(skills.map(({ id }: { id: string }) => id).sort()).toEqual(['craft', 'people'])
    const { evidence } = await ana.call('evidence.capture', {
      text: 'Wrote the strategy of the billing product and its direction.',
      scope: 'p2',
      happenedOn: '2026-06-20',
    })
    expect(evidence.skills).toContain('craft')
    expect((await ana.call('case.show')).examples.length).toBeGreaterThan(0)
  })

  test('is kept and nothing else with a dry run', async () => {
    const ana = await signUp()
    const answer = await ana.call('framework.import', { text: acme, dryRun: true })
    expect(answer).toMatchObject({ id: 'acme-product', saved: false })
    expect(answer.anchors).toContainEqual(
      expect.objectContaining({ level: 'p2', skill: 'people', text: 'Aligns two teams.' }),
    )
    expect((await ana.call('framework.list')).items).toHaveLength(2)
  })

  test('a file that is not whole is refused with its lines, and nothing is kept', async () => {
    const ana = await signUp()
    const broken = acme.replace('next: [p3]', 'next: [p9]')
    await expect(ana.call('framework.import', { text: broken })).rejects.toThrow(
      /Line 15: .*“p9”, which is not in this file/,
    )
    expect((await ana.call('framework.list')).items).toHaveLength(2)
    await expect(ana.call('framework.import', { text: '  ' })).rejects.toThrow(/nothing to read/)
  })

  test('what was made to exhaust the program is refused before it is taken apart', async () => {
    const ana = await signUp()
    const head = 'format: cairn.framework/1\nid: a\nlevels: '
    const refused = async (text: string) => ana.call('framework.import', { text })
    await expect(refused(head + '['.repeat(200_000))).rejects.toThrow(/more parts, or parts within parts/)
    await expect(refused(`${head}\n${'- \n'.repeat(80_000)}`)).rejects.toThrow(/more parts/)
    await expect(refused(head + '- '.repeat(100_000))).rejects.toThrow(/not a whole one/)
    await expect(refused(`${acme}# ${'x'.repeat(300_000)}`)).rejects.toThrow(/read up to 250,000/)
    await expect(refused('|'.repeat(5_000_000))).rejects.toThrow(/one million/)
    expect((await ana.call('framework.list')).items).toHaveLength(2)
  })

  test('never takes the place of one of the product’s', async () => {
    const ana = await signUpPm()
    const { file } = await ana.call('framework.export', { id: 'pm' })
    const answer = await ana.call('framework.import', { text: file.text })
    expect(answer).toMatchObject({ id: 'pm-own', version: 1 })
    expect((await ana.call('profile.show')).framework).toBe('pm')
  })

  test('survives an archive, with every version', async () => {
    const ana = await onAcme()
    await ana.call('framework.import', { text: later })
    const { archive } = await ana.call('archive.export')
    const ben = await signUp()
    await ben.call('archive.import', { archive })
    expect((await ben.call('framework.show', { id: 'acme-product', version: 2 })).skills[0].name).toBe('Product craft')
    expect((await ben.call('framework.show')).skills[0].name).toBe('Craft')
    expect((await ben.call('archive.verify')).ok).toBe(true)
  })

  test('is there after a restart', async () => {
    const ana = await restart(await onAcme())
    expect((await ana.call('framework.show')).id).toBe('acme-product')
  })

  test('is nobody else’s, even of the same name', async () => {
    const ana = await onAcme()
    const ben = await signUpBeside(ana)
    await expect(ben.call('framework.show', { id: 'acme-product' })).rejects.toThrow(/no such ladder/)
    await ben.call('framework.import', { text: acme.replaceAll('Craft', 'Handiwork') })
    await ben.call('framework.adopt', { id: 'acme-product', level: 'p1' })
    expect((await ben.call('framework.show')).skills[0].name).toBe('Handiwork')
    expect((await ana.call('framework.show')).skills[0].name).toBe('Craft')
  })
})

describe('versions', () => {
  test('a later import is the next version; what is stood on stays as it was', async () => {
    const ana = await onAcme()
    const answer = await ana.call('framework.import', { text: later })
    expect(answer).toMatchObject({ version: 2, previous: 1, changes: { added: 0, removed: 0, moved: 0, reworded: 2 } })
    expect((await ana.call('framework.show')).skills[0].name).toBe('Craft')
    const diff = await ana.call('framework.diff', { id: 'acme-product' })
    expect([diff.from, diff.to, diff.isSame]).toEqual([1, 2, false])
    expect(diff.reworded.map(({ before, after }: { before: string; after: string }) => [before, after])).toEqual([
      ['Craft', 'Product craft'],
      ['Aligns two teams.', 'Aligns teams that want different things.'],
    ])
  })

  test('the same words again are no new version', async () => {
    const ana = await onAcme()
    const answer = await ana.call('framework.import', { text: acme })
    expect(answer).toMatchObject({ isUnchanged: true, saved: false, version: 1 })
    expect((await ana.call('framework.list')).items[2].versions).toEqual([1])
  })

  test('ratings of the words before wait, and are carried over one by one', async () => {
    const ana = await onAcme()
    const craft = await ana.call('rating.give', { skill: 'craft', value: 3 })
    const people = await ana.call('rating.give', { skill: 'people', value: 2 })
    const heard = await ana.call('rating.give', { skill: 'people', value: 3, source: 'manager', rater: 'Dana' })
    await ana.call('framework.import', { text: later })
    await ana.call('framework.adopt', { id: 'acme-product', version: 2 })

    const { items } = await ana.call('rating.waiting')
    const stateOf = (id: string) => items.find((item: { rating: { id: string } }) => item.rating.id === id)
    expect(stateOf(craft.id)).toMatchObject({ state: 'same', skillName: 'Product craft' })
    expect(stateOf(people.id)).toMatchObject({
      state: 'changed',
      before: 'Aligns two teams.',
      after: 'Aligns teams that want different things.',
    })
    await ana.call('rating.migrate', { id: craft.id })
    expect(await ana.call('rating.migrate', { id: people.id, value: 1 })).toMatchObject({ value: 1, version: 2 })
    await expect(ana.call('rating.migrate', { id: heard.id, value: 4 })).rejects.toThrow(/Only they/)
    expect((await ana.call('rating.waiting')).items).toHaveLength(1)
    await expect(ana.call('rating.migrate', { id: craft.id })).rejects.toThrow(/already/)

    // Going back is possible: what was carried over waits there now.
    await ana.call('framework.adopt', { id: 'acme-product', version: 1 })
    expect((await ana.call('rating.waiting')).items).toHaveLength(2)
  })

  test('a rating counts for the version it is about only', async () => {
    const ana = await onAcme()
    await ana.call('rating.give', { skill: 'craft', value: 3 })
    const rated = async () =>
      (await ana.call('readiness.show')).skills.find(({ id }: { id: string }) => id === 'craft').state
    const before = await rated()
    await ana.call('framework.import', { text: later })
    await ana.call('framework.adopt', { id: 'acme-product', version: 2 })
    expect(await rated()).not.toBe(before)
    const [waiting] = (await ana.call('rating.waiting')).items
    await ana.call('rating.migrate', { id: waiting.rating.id })
    expect(await rated()).toBe(before)
  })

  test('a version that something refers to cannot be taken back or away', async () => {
    const ana = await signUp()
    const { activity } = await ana.done('framework.import', { text: acme })
    await ana.call('framework.adopt', { id: 'acme-product', level: 'p1' })
    await expect(ana.call('activity.undo', { id: activity })).rejects.toThrow(/stand on this version/)
    await expect(ana.call('framework.remove', { id: 'acme-product' })).rejects.toThrow(/You stand on version 1/)
    await ana.call('profile.set', { framework: 'pm', level: 'pm' })
    expect((await ana.call('framework.remove', { id: 'acme-product' })).removed).toEqual([1])
    await ana.call('activity.undo')
    expect((await ana.call('framework.list')).items).toHaveLength(3)
    await expect(ana.call('framework.remove', { id: 'pm' })).rejects.toThrow(/comes with Cairn/)
  })

  test('one of the product’s can be adopted too, and stays readable as it was', async () => {
    const ana = await signUpPm()
    const { profile } = await ana.call('framework.adopt', { id: 'pm' })
    expect(profile).toMatchObject({ framework: 'pm', frameworkVersion: 1, level: 'pm', target: 'senior' })
    expect((await ana.call('framework.list')).items[0]).toMatchObject({ id: 'pm', versions: [1] })
  })

  test('adopting asks for the level where the ladders share none', async () => {
    const ana = await signUpPm()
    await ana.call('framework.import', { text: acme.replace('Senior PM', 'Wizard') })
    await expect(ana.call('framework.adopt', { id: 'acme-product' })).rejects.toThrow(/p1, p2, p3/)
    expect((await ana.call('profile.show')).framework).toBe('pm')
  })
})

describe('changing a ladder', () => {
  test('what nobody stands on is changed in place; what somebody stands on gets a new version', async () => {
    const ana = await signUp()
    await ana.call('framework.import', { text: acme })
    const change = [{ what: 'anchor', skill: 'craft', level: 'p1', text: 'Writes small tickets.' }]
    expect(await ana.call('framework.edit', { id: 'acme-product', changes: change })).toMatchObject({
      version: 1,
      isNewVersion: false,
    })
    await ana.call('framework.adopt', { id: 'acme-product', level: 'p1' })
    const again = [{ what: 'anchor', skill: 'craft', level: 'p1', text: 'Writes tiny tickets.' }]
    expect(await ana.call('framework.edit', { id: 'acme-product', changes: again })).toMatchObject({
      version: 2,
      isNewVersion: true,
    })
    expect((await ana.call('framework.show')).skills[0].anchors.p1).toBe('Writes small tickets.')
    await ana.call('activity.undo')
    expect((await ana.call('framework.list')).items[2].versions).toEqual([1])
  })

  test('one of the product’s becomes a copy of one’s own', async () => {
    const ana = await signUpPm()
    const copy = await ana.call('framework.edit', {
      id: 'pm',
      changes: [{ what: 'level', level: 'senior', name: 'Lead Product Manager' }],
    })
    expect(copy).toMatchObject({ id: 'pm-own', isCopy: true, name: 'Product management, my own' })
    const { profile } = await ana.call('framework.adopt', { id: 'pm-own' })
    expect(profile).toMatchObject({ framework: 'pm-own', level: 'pm', target: 'senior' })
  })

  test('a change that leaves no ladder is refused', async () => {
    const ana = await onAcme()
    await expect(
      ana.call('framework.edit', { id: 'acme-product', changes: [{ what: 'level', level: 'p3', next: ['p1'] }] }),
    ).rejects.toThrow(/leads back/)
  })
})

test('an exported ladder is read back to the same words', async () => {
  const ana = await onAcme()
  const { file } = await ana.call('framework.export', { id: 'acme-product' })
  expect(file.name).toBe('acme-product-v1.yaml')
  expect(parse(file.text).skills[1].anchors.p2).toBe('Aligns two teams.')
  expect(await ana.call('framework.import', { text: file.text })).toMatchObject({ isUnchanged: true })
  const json = await ana.call('framework.export', { id: 'pmm', format: 'json' })
  expect(JSON.parse(json.file.text).format).toBe('cairn.framework/1')
})

test('any two levels, ladders or tracks stand side by side', async () => {
  const ana = await onAcme()
  const levels = await ana.call('framework.compare', { levels: ['pm:senior', 'acme-product:p3'] })
  expect([levels.a.title, levels.b.title]).toEqual(['Senior Product Manager', 'Senior PM'])
  const ladders = await ana.call('framework.compare', { ladders: ['pm', 'acme-product'] })
  expect(ladders.rungs[0]).toMatchObject({ a: [{ id: 'apm' }], b: [{ id: 'p1' }] })
  const tracks = await ana.call('framework.compare', { id: 'pm', tracks: ['ic', 'people'] })
  expect(tracks.a.title).not.toBe(tracks.b.title)
  await expect(ana.call('framework.compare', {})).rejects.toThrow(/Name two/)
})
