import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Person, signUpPm, today } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

describe('discovery.log', () => {
  test('keeps a conversation and says how far its cycle is', async () => {
    const ana = await signUpPm()
    const initiative = await ana.call('initiative.start', { title: 'Billing rescue' })
    const logged = await ana.call('discovery.log', {
      who: ' Bookkeeper at a 40-person agency ',
      learned: 'Prints each invoice to check it.',
      kind: 'usability',
      on: '2026-06-03',
      initiative: initiative.id,
    })
    expect(logged).toMatchObject({
      who: 'Bookkeeper at a 40-person agency',
      initiativeTitle: 'Billing rescue',
      cycle: { heard: 1, read: 0, from: '2026-06-03', state: 'open' },
    })
    expect(logged.cycle.says[0]).toBe('1 of 6 conversations: 5 more make a cycle')
    expect(await ana.call('discovery.log', { who: 'Prospect' })).toMatchObject({
      on: today,
      kind: 'interview',
      learned: null,
    })
  })

  test('refuses a day ahead, an initiative that is not there and nobody, and keeps nothing of it', async () => {
    const ana = await signUpPm()
    await expect(ana.call('discovery.log', { who: 'A', on: '2026-07-01' })).rejects.toMatchObject({ field: 'on' })
    await expect(ana.call('discovery.log', { who: 'A', initiative: 'none' })).rejects.toMatchObject({
      field: 'initiative',
    })
    await expect(ana.call('discovery.log', { who: '  ' })).rejects.toMatchObject({ field: 'who' })
    expect((await ana.call('discovery.list')).count).toBe(0)
  })
})

describe('a discovery cycle', () => {
  const talkTo = async (ana: Person, n: number, initiative?: string) => {
    for (let i = 1; i <= n; i++)
      await ana.call('discovery.log', { who: `Customer ${i}`, on: `2026-05-${String(i).padStart(2, '0')}`, initiative })
  }

  test('ends with what it came to; the initiative takes over the problem, and evidence is logged if asked', async () => {
    const ana = await signUpPm()
    const { id: initiative } = await ana.call('initiative.start', { title: 'Billing rescue' })
    await talkTo(ana, 6, initiative)
    await ana.call('discovery.log', { who: '31 answers', kind: 'survey', on: '2026-05-07', initiative })
    const problem = 'Bookkeepers check every invoice by hand, four hours a week.'
    const closed = await ana.call('discovery.conclude', {
      initiative,
      synthesis: 'All six print.',
      problem,
      on: '2026-05-10',
      log: true,
    })
    expect(closed).toMatchObject({ state: 'closed', heard: 6, read: 1, problem, from: '2026-05-01', to: '2026-05-07' })
    expect((await ana.call('initiative.show', { id: initiative })).problem).toBe(problem)
    expect((await ana.call('evidence.list')).items).toMatchObject([
      { kind: 'problem', initiative, happenedOn: '2026-05-10' },
    ])

    await ana.call('discovery.log', { who: 'Customer 7', on: '2026-05-11', initiative })
    const { cycles, initiatives, quarters } = await ana.call('discovery.list')
    expect(cycles).toMatchObject([
      { state: 'open', heard: 1, initiativeTitle: 'Billing rescue' },
      { state: 'closed', heard: 6 },
    ])
    expect(initiatives).toMatchObject([{ initiative, heard: 7, read: 1 }])
    expect(quarters).toEqual([{ quarter: '2026-Q2', heard: 7, read: 1 }])

    await ana.call('discovery.reopen', { id: closed.id })
    expect((await ana.call('discovery.list')).cycles).toMatchObject([{ state: 'open', heard: 7 }])
    await ana.call('activity.undo')
    expect((await ana.call('discovery.list')).cycles).toHaveLength(2)
  })

  test('cannot end before anybody was heard, and a problem the person wrote themselves stays', async () => {
    const ana = await signUpPm()
    const words = { synthesis: 'Nothing.', problem: 'None.' }
    await expect(ana.call('discovery.conclude', words)).rejects.toThrow(/no conversation in this cycle/)
    const { id: initiative } = await ana.call('initiative.start', { title: 'Billing', problem: 'Mine.' })
    await talkTo(ana, 1, initiative)
    await ana.call('discovery.conclude', { initiative, ...words })
    expect((await ana.call('initiative.show', { id: initiative })).problem).toBe('Mine.')
  })

  test('counts as before after an edit, a removal and their undo, and travels with the archive', async () => {
    const ana = await signUpPm()
    await talkTo(ana, 2)
    const [{ id }] = (await ana.call('discovery.list')).items
    await ana.call('discovery.edit', { id, kind: 'survey', learned: 'Nobody reads it.' })
    expect((await ana.call('discovery.list')).cycles).toMatchObject([{ heard: 1, read: 1 }])
    await ana.call('discovery.remove', { id })
    expect((await ana.call('discovery.list')).count).toBe(1)
    await ana.call('activity.undo')
    const before = await ana.call('discovery.list')
    expect(before.items[0]).toMatchObject({ id, learned: 'Nobody reads it.' })
    const { archive } = await ana.call('archive.export')
    await ana.call('archive.import', { archive, replace: true })
    expect(await ana.call('discovery.list')).toEqual(before)
  })
})

describe('a calendar in the inbox', () => {
  const file = (name: string) => ({
    name,
    base64: readFileSync(new URL(`../../../test/cases/import/${name}`, import.meta.url)).toString('base64'),
  })

  test('becomes conversations and contacts with a yes, and proposes nothing twice', async () => {
    const ana = await signUpPm()
    await ana.call('people.add', { name: 'Maya Keller' })
    const { proposals, batch, skipped } = await ana.call('inbox.import', { file: file('work-calendar.ics') })
    expect(proposals.map(({ becomes, happenedOn }: Record<string, string>) => [becomes, happenedOn])).toEqual([
      ['conversation', '2026-03-03'],
      ['conversation', '2026-03-11'],
      ['contact', '2026-06-29'],
    ])
    expect(JSON.stringify(skipped)).not.toContain('Hooli')
    expect((await ana.call('archive.export')).checksum).toBeTruthy()
    const kept = JSON.stringify((await ana.call('archive.export')).archive)
    for (const address of ['@globex', '@eu.acme', 'chidi']) expect(kept).not.toContain(address)

    const answer = await ana.call('inbox.approve', { batch })
    expect(answer).toMatchObject({ approved: 3, evidence: [], conversations: 2, contacts: 1 })
    expect((await ana.call('discovery.list')).items).toMatchObject([
      { on: '2026-03-11', kind: 'sales_call', who: 'Customer at Initech: Roadmap and pricing' },
      { on: '2026-03-03', who: 'Customer at Globex: Customer interview: Globex, onboarding' },
    ])
    expect((await ana.call('people.list')).items).toMatchObject([{ name: 'Maya Keller', lastContact: '2026-06-29' }])
    const again = await ana.call('inbox.import', { file: file('work-calendar.ics') })
    expect(again.proposals).toEqual([])

    await ana.call('activity.undo')
    expect((await ana.call('discovery.list')).count).toBe(0)
    expect((await ana.call('people.list')).items).toMatchObject([{ lastContact: null }])
  })

  test('tells an assistant of no contact, and leaves contacts waiting when it says yes to all', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { file: file('work-calendar.ics') })
    expect(JSON.stringify(await ana.call('inbox.list', {}, 'mcp'))).not.toContain('Maya')
    await ana.call('inbox.approve', { all: true }, 'mcp')
    expect((await ana.call('inbox.list')).items).toMatchObject([{ becomes: 'contact' }])
  })
})

describe('people.touch', () => {
  test('notes the latest day and never an earlier one', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('people.add', { name: 'Maya Keller' })
    expect((await ana.call('people.touch', { id, on: '2026-06-01' })).lastContact).toBe('2026-06-01')
    expect((await ana.call('people.touch', { name: 'maya keller', on: '2026-05-01' })).lastContact).toBe('2026-06-01')
    expect((await ana.call('people.touch', { id })).lastContact).toBe(today)
    await expect(ana.call('people.touch', { id, on: '2026-07-01' })).rejects.toMatchObject({ field: 'on' })
    await expect(ana.call('people.touch', { name: 'Nobody' })).rejects.toMatchObject({ code: 'missing' })
    await expect(ana.call('people.touch', {})).rejects.toMatchObject({ field: 'name' })
    expect(await ana.call('people.touch', { name: 'Lee Okafor', add: true })).toMatchObject({ lastContact: today })
  })
})

describe('the page', () => {
  test('teaches while it is empty; then it takes a conversation, changes it, and brings a cycle to its end', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const empty = await visit('/discovery')
    expect(empty.text).toContain('6 to 10 conversations about one question')
    expect((await visit('/evidence')).html).toContain('href="/discovery"')

    const { id: initiative } = await ana.call('initiative.start', { title: 'Billing rescue' })
    const kept = await send((await visit('/discovery')).html, 'discovery.log', {
      who: 'Admin at an agency',
      initiative,
    })
    expect(kept.text).toContain('1 of 6 conversations')
    expect(kept.text).toContain('Billing rescue')

    const [{ id }] = (await ana.call('discovery.list')).items
    const edit = await visit(`/discovery?edit=${id}`)
    await send(edit.html, 'discovery.edit', { learned: 'Prints each invoice.' })
    expect((await ana.call('discovery.list')).items[0]).toMatchObject({ learned: 'Prints each invoice.', initiative })

    const refused = await send((await visit('/discovery')).html, 'discovery.conclude', {
      synthesis: 'All print.',
      problem: ' ',
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('All print.')
    await send((await visit('/discovery')).html, 'discovery.conclude', {
      synthesis: 'All print.',
      problem: 'Hours lost.',
    })
    expect((await visit('/discovery')).text).toContain('Hours lost.')
    expect((await ana.call('evidence.list')).items).toMatchObject([{ kind: 'problem', initiative }])
  })
})
