import { describe, expect, test } from 'vitest'
import { acme } from '../../../test/acme.ts'
import { type Person, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const head = 'Summary,Issue key,Issue id,Status,Resolved,Parent summary'
const rowsOf = (many: number): string =>
  Array.from({ length: many }, (_, i) => {
    const [month, of] = i % 2 === 0 ? ['Jan', 'Pricing'] : ['Feb', 'Sign-up']
    return `Launch part ${i},PAY-${i + 1},${i},Done,0${(i % 9) + 1}/${month}/26 9:00 AM,${of}`
  }).join('\n')

const bring = (person: Person, many: number) => {
  const base64 = Buffer.from(`${head}\n${rowsOf(many)}\n`).toString('base64')
  return person.call('inbox.import', { file: { name: 'jira.csv', base64 } })
}

const settled = async (person: Person): Promise<void> => {
  while ((await person.call('inbox.progress')).items.length > 0) await new Promise((go) => setTimeout(go, 20))
}

const waiting = async (person: Person): Promise<number> => (await person.call('inbox.list')).waiting

describe('deciding many lines', () => {
  test('by what they have in common: a kind, an initiative, a month; the others wait', async () => {
    const ana = await signUpPm()
    await bring(ana, 12)
    expect((await ana.call('inbox.list', { month: '2026-01' })).found).toBe(6)
    expect((await ana.call('inbox.list', { month: 'none' })).found).toBe(0)
    const { items } = await ana.call('inbox.list')
    expect((await ana.call('inbox.list', { kind: items[0].kind ?? 'note' })).found).toBe(12)
    expect((await ana.call('inbox.list', { kind: 'decision' })).found).toBe(0)
    const { approved, left } = await ana.call('inbox.approve', { initiative: 'Pricing', month: '2026-01', most: 4 })
    expect([approved, left]).toEqual([4, 2])
    expect((await ana.call('inbox.dismiss', { month: '2026-02' })).dismissed).toBe(6)
    expect(await waiting(ana)).toBe(2)
    await expect(ana.call('inbox.dismiss', {})).rejects.toThrow('Say which')
    await expect(ana.call('inbox.dismiss', { month: 'May' })).rejects.toThrow('write it as year-month')
  })

  test('an initiative begins with the first of its lines, however few are kept at first', async () => {
    const ana = await signUpPm()
    await bring(ana, 12)
    const { items } = await ana.call('inbox.list', { initiative: 'Pricing' })
    await ana.call('inbox.approve', { ids: [items.at(-1).id] })
    expect((await ana.call('initiative.list')).items).toMatchObject([{ title: 'Pricing', startedOn: '2026-01-01' }])
  })

  test('on the page they are narrowed, and decided some at a time while one goes on', async () => {
    const ana = await signUpPm()
    await bring(ana, 504)
    const { visit, send } = browse(ana)
    const all = await visit('/evidence/inbox')
    expect(all.text).toContain('Decide many at once')
    expect(all.text).toContain('Sign-up (252)')
    const some = await visit('/evidence/inbox?kind=&initiative=Pricing&month=')
    expect(some.text).toContain('252 lines like that.')
    const narrowed = some.html.slice(some.html.indexOf('id="narrow"'))
    const going = await send(narrowed, 'inbox.dismiss')
    expect(going.html).toContain('<progress max="1"')
    await settled(ana)
    expect((await visit(going.path)).text).toContain('252 lines waved away.')
    expect(await waiting(ana)).toBe(252)
    const acts = (await ana.call('activity.list')).items
    expect(acts.filter(({ operation }: { operation: string }) => operation === 'inbox.dismiss')).toHaveLength(3)
    await ana.call('activity.undo')
    expect(await waiting(ana)).toBe(504)
    await ana.call('activity.undo', { id: (await ana.call('activity.list')).items[0].id })
    expect(await waiting(ana)).toBe(252)
  })

  test('in one answer, others have their turn between the portions, which are taken back together or one by one', async () => {
    const ana = await signUpPm()
    await bring(ana, 260)
    const [kept] = await Promise.all([
      ana.call('inbox.approve', { all: true, size: 'yes' }),
      ana.call('evidence.capture', { text: 'Meanwhile.' }),
    ])
    expect(kept).toMatchObject({ approved: 260, left: 0, work: null })
    expect(new Set(kept.evidence.map(({ id }: { id: string }) => id)).size).toBe(260)
    const acts = (await ana.call('activity.list')).items.map(({ operation }: { operation: string }) => operation)
    expect(acts.slice(0, 7).sort()).toEqual(['evidence.capture', ...Array(6).fill('inbox.approve')])
    expect(acts[0]).toBe('inbox.approve')
    const { portions, undone } = await ana.call('activity.undo')
    expect(portions).toBe(6)
    expect(await waiting(ana)).toBe(260)
    await expect(ana.call('activity.undo', { id: undone })).rejects.toThrow('already undone')
    await ana.call('activity.undo', { id: (await ana.call('activity.list')).items[0].id })
    expect(await waiting(ana)).toBe(0)
    await ana.call('activity.undo', { portion: true })
    expect(await waiting(ana)).toBe(10)
    const { items } = await ana.call('inbox.list', { limit: 1 })
    const ids = [items[0].id, ...kept.evidence.map(({ id }: { id: string }) => id)]
    await expect(ana.call('inbox.dismiss', { ids })).rejects.toThrow('no such proposal')
    expect(await waiting(ana)).toBe(10)
  })

  test('stopped, what was kept stays and the rest waits', async () => {
    const ana = await signUpPm()
    await bring(ana, 320)
    const { work } = await ana.call('inbox.dismiss', { all: true, later: true }, 'web')
    await ana.call('inbox.stop', { id: work })
    await settled(ana)
    const left = await waiting(ana)
    expect(left).toBeGreaterThan(0)
    expect(left % 20).toBe(0)
    expect(await ana.call('archive.verify')).toMatchObject({ ok: true })
  })
})

test('a line whose skills were chosen on a former ladder is offered, and kept, in the words of the new one', async () => {
  const ana = await signUpPm()
  const { proposals } = await ana.call('inbox.import', { text: '- Cut churn from 4% to 3% by fixing billing.' })
  await ana.call('inbox.edit', { id: proposals[0].id, skills: ['strategic-thinking', 'discovery'], scope: 'senior' })
  await ana.call('framework.import', { text: acme })
  await ana.call('framework.adopt', { id: 'acme-product', level: 'p2', target: 'p3' })
  const [line] = (await ana.call('inbox.list')).items
  const { skills } = (await ana.call('framework.show', { id: 'acme-product' })) as { skills: { id: string }[] }
  expect(line.scope).toBe('p3')
  for (const id of line.skills) expect(skills.map((skill) => skill.id)).toContain(id)
  await ana.call('inbox.approve', { all: true })
  expect((await ana.call('evidence.list')).items).toMatchObject([{ skills: line.skills, scope: 'p3' }])
})
