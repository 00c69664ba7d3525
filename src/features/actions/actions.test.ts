import { describe, expect, test } from 'vitest'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import type { NextPick } from '../../core/actions/next.ts'

const idsOf = ({ picks }: { picks: NextPick[] }): string[] => picks.map(({ id }) => id)

/** Someone whose process, people and date are known. */
async function settled() {
  const ana = await signUpPm()
  await ana.call('research.record', { topic: 'process', answer: 'A panel, twice a year', from: 'Daniel' })
  for (const name of ['Maya', 'Lee', 'Noor', 'Tom', 'Ines']) await ana.call('people.add', { name })
  await ana.call('cycle.set', { closesOn: '2027-03-31' })
  return ana
}

describe('research and people come first until they are done', () => {
  test('in their order: how it works, five people, the date; each goes when its answer is written down', async () => {
    const ana = await signUpPm()
    const first = async () => (await ana.call('actions.next')).picks.filter((pick: NextPick) => pick.isFirst)
    expect((await first()).map(({ id }: NextPick) => id)).toEqual(['research:process', 'people:five', 'cycle:date'])
    expect(idsOf(await ana.call('actions.next')).slice(0, 3)).toEqual(['research:process', 'people:five', 'cycle:date'])
    await ana.call('research.record', { topic: 'how promotion works', answer: 'A panel, twice a year' })
    expect((await first()).map(({ id }: NextPick) => id)).toEqual(['people:five', 'cycle:date'])
    for (const name of ['Maya', 'Lee']) await ana.call('people.add', { name })
    expect((await first())[0].reason).toBe('two of five stand on your list')
    for (const name of ['Noor', 'Tom', 'Ines']) await ana.call('people.add', { name })
    await ana.call('cycle.set', { closesOn: '2027-03-31' })
    expect(await first()).toEqual([])
  })

  test('saying that one is done counts too, and a dropped one stays away until it is brought back', async () => {
    const ana = await signUpPm()
    await ana.call('actions.done', { id: 'people:five' })
    await ana.call('actions.drop', { id: 'cycle:date' })
    expect(idsOf(await ana.call('actions.next'))).not.toContain('people:five')
    expect(idsOf(await ana.call('actions.next'))).not.toContain('cycle:date')
    await ana.call('actions.restore', { id: 'cycle:date' })
    expect(idsOf(await ana.call('actions.next'))).toContain('cycle:date')
  })

  test('once something is known, the next open question follows by its name', async () => {
    const ana = await settled()
    const { picks } = await ana.call('actions.next')
    expect(picks.at(-1)).toMatchObject({
      id: 'research:decides',
      label: 'Find out who decides',
      place: { at: 'process', topic: 'decides' },
    })
    await ana.call('research.record', { topic: 'decides', answer: 'Three directors' })
    expect(idsOf(await ana.call('actions.next'))).toContain('research:criteria')
  })

  test('a manager is asked for nothing before somebody was asked how it works', async () => {
    const ana = await signUpPm()
    await ana.call('rating.give', { skill: 'influence', value: 2 })
    const asks = async () =>
      idsOf(await ana.call('actions.next', { hours: 20 })).filter((id) => /^(talk|manager_rating)/.test(id))
    expect(await asks()).toEqual([])
    await ana.call('research.record', { topic: 'history', answer: 'Mara, after her second launch' })
    expect(await asks()).toEqual([])
    await ana.call('talk.record', { notes: 'Asked how it works.' })
    expect(await asks()).toEqual(['manager_rating'])
  })

  test('who seeks no promotion is asked for none of it', async () => {
    const ana = await signUp()
    await ana.call('profile.set', { framework: 'pm', level: 'senior', target: 'none' })
    const { picks } = await ana.call('actions.next')
    expect(picks.length).toBeGreaterThan(0)
    expect(
      picks.every(({ kind }: NextPick) => !['research', 'people', 'cycle', 'talk', 'manager_rating'].includes(kind)),
    ).toBe(true)
  })
})

describe('what changes most', () => {
  test('fits the hours, says why, and never speaks of points before there is a number', async () => {
    const ana = await settled()
    await ana.call('rating.give', { skill: 'influence', value: 1 })
    const { picks, budget, used } = await ana.call('actions.next', { hours: 5, weeks: 8 })
    expect(budget).toBe(32)
    expect(used).toBeLessThanOrEqual(32)
    for (const { hours, reason, gain, message } of picks) {
      expect(hours).toBeGreaterThan(0)
      expect(reason).toMatch(/\S.*[^.]$/)
      expect(gain).toBeGreaterThanOrEqual(0)
      expect(message).not.toMatch(/point/)
    }
  })

  test('a record that somebody saw is one question away from counting', async () => {
    const ana = await settled()
    await ana.call('rating.give', { skill: 'influence', value: 1 })
    const { evidence } = await ana.call('evidence.capture', {
      text: 'Decided on one price list',
      kind: 'decision',
      skills: ['influence'],
      scope: 'senior',
      seenBy: ['Priya'],
    })
    const [pick] = (await ana.call('actions.next')).picks.filter(({ kind }: NextPick) => kind === 'attest')
    expect(pick).toMatchObject({
      id: `attest:${evidence.id}`,
      label: 'Ask Priya to confirm “Decided on one price list”',
      reason: 'nobody has confirmed this yet',
      place: { at: 'confirm', record: evidence.id },
    })
    await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.', how: 'form' })
    expect(idsOf(await ana.call('actions.next'))).not.toContain(`attest:${evidence.id}`)
  })

  test('a skill the work never offered begins with a pitch', async () => {
    const ana = await settled()
    await ana.call('rating.give', { skill: 'influence', noOpportunity: true })
    const { picks } = await ana.call('actions.next', { hours: 10, weeks: 13 })
    expect(idsOf({ picks })).toContain('pitch:influence')
    const work = picks.filter(({ skill, kind }: NextPick) => skill === 'influence' && kind !== 'pitch')
    expect(work.every((pick: NextPick) => picks.indexOf(pick) > idsOf({ picks }).indexOf('pitch:influence'))).toBe(true)
  })

  test('rules whose records are not kept yet say so instead of guessing', async () => {
    const ana = await settled()
    expect((await ana.call('actions.next')).notEnough).toEqual([
      'Asking for feedback: not enough data yet. What people told you is not kept here so far, so nobody counts as lately heard.',
    ])
  })

  test('the ladder’s own work is offered for the first gaps, an anchor among it if the hours allow one', async () => {
    const ana = await settled()
    const { picks, noProject } = await ana.call('actions.next', { hours: 6, weeks: 8 })
    expect(picks.filter(({ isAnchor }: NextPick) => isAnchor)).toHaveLength(1)
    expect(noProject).toBeNull()
    expect((await ana.call('actions.next', { hours: 0.5, weeks: 6 })).noProject).toMatch(
      /^No project fits 2.4 hours\. Free [\d.]+ hours a week or extend to \d+ weeks\.$/,
    )
  })
})

describe('begun, done and dropped', () => {
  const work = ({ picks }: { picks: NextPick[] }): NextPick => picks.find(({ isAnchor }) => isAnchor)!

  test('what was begun stays on the list until it is done, and then is not offered again', async () => {
    const ana = await settled()
    const pick = work(await ana.call('actions.next'))
    const begun = await ana.call('actions.start', { id: pick.id })
    expect(begun).toMatchObject({ id: pick.id, state: 'started', startedOn: '2026-06-30', label: pick.label })
    expect((await ana.call('actions.next')).picks.find(({ id }: NextPick) => id === pick.id).startedOn).toBe(
      '2026-06-30',
    )
    ana.clock.today = '2026-07-20'
    expect(await ana.call('actions.done', { id: pick.id, hours: 30 })).toMatchObject({
      state: 'done',
      hours: 30,
      endedOn: '2026-07-20',
    })
    expect(idsOf(await ana.call('actions.next'))).not.toContain(pick.id)
    expect((await ana.call('actions.list')).items).toMatchObject([
      { id: pick.id, state: 'done', startedOn: '2026-06-30' },
    ])
  })

  test('hours that were needed teach the next list', async () => {
    const ana = await settled()
    const asked = async () =>
      (await ana.call('actions.next', { hours: 20 })).picks.find(({ id }: NextPick) => id === 'manager_rating')
    expect((await asked()).hours).toBe(1)
    await ana.call('actions.done', { id: 'manager_rating', hours: 2 })
    expect(await asked()).toBeUndefined()
    ana.clock.today = '2026-07-30'
    // The usual hour counts as two times before: (2 · 1 + 2) / 3.
    expect((await asked()).hours).toBeCloseTo(4 / 3, 2)
  })

  test('undo takes back a drop, a start and a done', async () => {
    const ana = await settled()
    const { id } = work(await ana.call('actions.next'))
    for (const name of ['actions.drop', 'actions.start', 'actions.done']) {
      const { activity } = await ana.done(name, { id })
      await ana.call('activity.undo', { id: activity })
      expect((await ana.call('actions.list')).items, name).toEqual([])
      expect(idsOf(await ana.call('actions.next')), name).toContain(id)
    }
  })

  test('an ask that was dropped comes back after a quarter', async () => {
    const ana = await settled()
    const asked = async () => idsOf(await ana.call('actions.next', { hours: 20 })).includes('manager_rating')
    expect(await asked()).toBe(true)
    expect((await ana.call('actions.drop', { id: 'manager_rating' })).backOn).toBe('2026-09-28')
    expect(await asked()).toBe(false)
    ana.clock.today = '2026-09-28'
    expect(await asked()).toBe(true)
  })

  test('what is none of the actions is refused and changes nothing', async () => {
    const ana = await settled()
    for (const name of ['start', 'done', 'drop', 'restore'])
      await expect(ana.call(`actions.${name}`, { id: 'attest:nothing' })).rejects.toMatchObject({
        code: 'missing',
        field: 'id',
      })
    await expect(ana.call('actions.done', { id: 'manager_rating', hours: -1 })).rejects.toMatchObject({
      field: 'hours',
    })
    expect((await ana.call('actions.list')).items).toEqual([])
    await expect((await signUp()).call('actions.next')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('all of it survives an archive', async () => {
    const ana = await settled()
    await ana.call('actions.drop', { id: 'manager_rating', hours: 0.5 })
    await ana.call('talk.record', { with: 'Daniel', heard: ['Show a second launch'], theirResponse: 'Warm' })
    const { archive } = await ana.call('archive.export')
    const ben = await signUp()
    await ben.call('archive.import', { archive })
    expect((await ben.call('actions.list')).items).toMatchObject([
      { id: 'manager_rating', state: 'dropped', hours: 0.5 },
    ])
    for (const name of ['research.show', 'people.list', 'cycle.show', 'talk.list', 'actions.next'])
      expect(await ben.call(name), name).toEqual(await ana.call(name))
    const { files } = await ana.call('archive.export')
    const text = (file: string) => files.find(({ name }: { name: string }) => name === file).text
    expect(text('private-talks.md')).toContain('- Said: Show a second launch')
    expect(text('private-people.md')).toMatch(/For your eyes only[\s\S]*## Maya/)
    expect(text('how-promotion-works.md')).toContain('A panel, twice a year')
  })
})

test('no name from the private list reaches an assistant by way of the next actions', async () => {
  const ana = await settled()
  await ana.call('talk.record', { with: 'Xanthippe', notes: 'Asked Xanthippe how it works.' })
  await ana.call('people.add', { name: 'Xanthippe' })
  for (const name of ['actions.next', 'actions.list', 'today.show', 'cycle.show', 'research.show'])
    expect(JSON.stringify(await ana.call(name, {}, 'mcp')), name).not.toContain('Xanthippe')
  for (const name of ['people.list', 'talk.list', 'archive.export'])
    await expect(ana.call(name, {}, 'mcp'), name).rejects.toMatchObject({ code: 'closed' })
  await ana.call('settings.set', { opened: ['people', 'talks'] })
  expect(JSON.stringify(await ana.call('archive.export', {}, 'mcp'))).toContain('Xanthippe')
})

test('another person’s research, people and actions move nothing here', async () => {
  const ana = await signUpPm()
  const before = await ana.call('actions.next')
  const ben = await signUpBeside(ana)
  await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  await ben.call('research.record', { topic: 'process', answer: 'A panel' })
  for (const name of ['A', 'B', 'C', 'D', 'E']) await ben.call('people.add', { name })
  await ben.call('actions.drop', { id: 'cycle:date' })
  expect(await ana.call('actions.next')).toEqual(before)
})
