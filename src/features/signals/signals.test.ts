import { expect, test } from 'vitest'
import { type Person, signUpBeside, signUpPm, today } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { addDays } from '../../core/day.ts'
import { inWords } from '../../core/number-words.ts'

const ago = (days: number) => addDays(today, -days)

/** Four pieces of work that others asked for, two of them launched and never looked at again. */
async function busy(person: Person) {
  for (const [title, startedOn] of Object.entries({
    Dashboards: ago(120),
    Export: ago(110),
    Badges: ago(60),
    Themes: ago(50),
  }))
    await person.call('initiative.start', { title, startedOn, origin: 'requested', requestedBy: 'sales' })
  const { items } = await person.call('initiative.list')
  const idOf = (title: string) => items.find((one: { title: string }) => one.title === title).id
  for (const title of ['Dashboards', 'Export']) await person.call('initiative.launch', { id: idOf(title), on: ago(80) })
  return idOf
}

const stateOf = async (person: Person, id: string) =>
  (await person.call('signals.check')).signals.find((signal: { id: string }) => signal.id === id).state

test('the four signs follow the records, and each fix that is done clears its sign', async () => {
  const ana = await signUpPm()
  expect((await ana.call('signals.check')).verdict).toMatchObject({ id: null, of: 0 })
  const idOf = await busy(ana)
  const { verdict, signals } = await ana.call('signals.check')
  expect(verdict).toMatchObject({ id: 'inside', of: 3 })
  expect(
    signals.filter(({ state }: { state: string }) => state === 'fires').map(({ id }: { id: string }) => id),
  ).toEqual(['ff_requests', 'ff_shipped_not_changed', 'ff_success_at_launch'])
  await ana.call('initiative.review', { id: idOf('Export'), whatHappened: 'Nobody used it twice.', moved: false })
  expect(await stateOf(ana, 'ff_shipped_not_changed')).toBe('clear')
  await ana.call('activity.undo')
  expect(await stateOf(ana, 'ff_shipped_not_changed')).toBe('fires')
  for (const title of ['Found', 'Also found', 'Found too'])
    await ana.call('initiative.start', { title, origin: 'found' })
  expect(await stateOf(ana, 'ff_requests')).toBe('clear')
})

test('neither readiness nor the case changes with what the checks say', async () => {
  const ana = await signUpPm()
  await busy(ana)
  const before = [await ana.call('readiness.show'), await ana.call('case.show')]
  const talk = await ana.call('talk.record', { heard: ['Show more impact.'] })
  await ana.call('signals.hear', { talk: talk.id, words: 'Show more impact.', heard: true })
  await ana.call('signals.dismiss', { signal: 'ff_requests', reason: 'All of it is asked for here' })
  expect([await ana.call('readiness.show'), await ana.call('case.show')]).toEqual(before)
  expect(JSON.stringify(before)).not.toContain('ff_')
})

test('what was waved away is silent for 45 days at work, and can be called back', async () => {
  const ana = await signUpPm()
  await busy(ana)
  await expect(ana.call('signals.dismiss', { signal: 'ff_no_pushback', reason: 'x' })).rejects.toThrow(/does not speak/)
  const dismissed = await ana.call('signals.dismiss', { signal: 'ff_requests', reason: 'A platform team' })
  expect(dismissed.silent).toEqual({ reason: 'A platform team', until: addDays(today, 45) })
  await expect(ana.call('signals.dismiss', { signal: 'ff_requests', reason: 'y' })).rejects.toThrow(/silent already/)
  await ana.call('profile.set', { leaves: [{ from: addDays(today, 1), to: addDays(today, 10) }] })
  const silentOf = async () => (await ana.call('signals.check')).signals[0].silent
  expect((await silentOf()).until).toBe(addDays(today, 55))
  await ana.call('signals.recall', { signal: 'ff_requests' })
  expect(await silentOf()).toBeNull()
  await ana.call('activity.undo')
  expect(await silentOf()).not.toBeNull()
  await expect(ana.call('signals.recall', { signal: 'ff_success_at_launch' })).rejects.toThrow(/not silent/)
})

test('they stay closed to assistants, by themselves and through Today, until their owner opens them', async () => {
  const ana = await signUpPm()
  await busy(ana)
  ana.clock.today = addDays(today, 1)
  const onToday = async (via: 'cli' | 'mcp') =>
    (await ana.call('today.show', {}, via)).todos.filter(({ id }: { id: string }) => id.startsWith('signal:')).length
  expect(await onToday('cli')).toBeGreaterThan(0)
  expect(await onToday('mcp')).toBe(0)
  await expect(ana.call('signals.check', {}, 'mcp')).rejects.toThrow(/closed to assistants/)
  await ana.call('signals.dismiss', { signal: 'ff_requests', reason: 'A platform team' })
  await expect(ana.call('archive.export', {}, 'mcp')).rejects.toThrow(/tells of signals/)
  await ana.call('settings.set', { opened: ['signals'] })
  expect((await ana.call('signals.check', {}, 'mcp')).verdict.of).toBe(3)
  expect(await onToday('mcp')).toBeGreaterThan(0)
})

test('Today brings up two a week, quickest fix first, whatever becomes of them', async () => {
  const ana = await signUpPm()
  const idOf = await busy(ana)
  const shown = async () => (await ana.call('signals.check')).onToday
  // 30 June 2026 is a Tuesday. What begins to speak today is brought up from tomorrow.
  expect(await shown()).toEqual([])
  ana.clock.today = '2026-07-01'
  expect(await shown()).toEqual(['ff_success_at_launch', 'ff_shipped_not_changed'])
  await ana.call('initiative.review', { id: idOf('Export'), whatHappened: 'Nobody used it twice.' })
  await ana.call('signals.dismiss', { signal: 'ff_success_at_launch', reason: 'Looked at elsewhere' })
  expect(await shown()).toEqual([])
  ana.clock.today = '2026-07-03'
  expect(await shown()).toEqual([])
  ana.clock.today = '2026-07-06'
  expect(await shown()).toEqual(['ff_requests'])
})

test('what cannot say anything yet says so once, with what it needs; the rest is folded', async () => {
  const ana = await signUpPm()
  const waiting = (await ana.call('signals.check')).signals.filter(
    ({ state }: { state: string }) => state === 'not_enough',
  )
  const { text, html } = await browse(ana).visit('/checks')
  expect(text.match(/Not enough data/g)).toHaveLength(1)
  expect(text).toContain(`${inWords(waiting.length)} checks wait for what you write down.`)
  const folded = /<summary>What each one needs<\/summary>(.*?)<\/details>/s.exec(html)![1]!
  for (const { id } of waiting) expect(folded).toContain(`id="${id}"`)
})

test('a line of a talk is asked about, and a second person is not', async () => {
  const ana = await signUpPm()
  const { id: talk } = await ana.call('talk.record', { heard: ['Zoom out more', 'Fine'], on: ago(3) })
  const ben = await signUpBeside(ana)
  expect((await ben.call('signals.check')).questions).toEqual([])
  await expect(ana.call('signals.hear', { talk, words: 'Fine', heard: true })).rejects.toThrow(/holds no phrase/)
  const { visit, send } = browse(ana)
  const page = await visit('/checks')
  expect(page.text).toContain(
    'Did you hear something like this? Zoom out more 27 June 2026, with Daniel. Close to “zoom out”',
  )
  expect(page.text).not.toContain('Your work reads as delivery')
  const answered = await send(page.html, 'signals.hear', { heard: 'true' })
  expect(answered.text).toContain('You heard it. Your work reads as delivery.')
  expect(answered.text).not.toContain('Did you hear something like this?')
  const undone = await send(answered.html, 'activity.undo')
  expect(undone.text).toContain('Did you hear something like this?')
})

test('on the page a sign states its count, leads to its records and its fix, and is waved away with a reason', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  expect((await visit('/checks')).text).toContain('So far 0 have them')
  const idOf = await busy(ana)
  const page = await visit('/checks')
  expect(page.text).toContain('Asked for by somebody else: 4 of 4 pieces of work in the last six months.')
  expect(page.html).toContain(`/initiatives/${idOf('Badges')}"`)
  expect(page.html).toMatch(/href="\/initiatives\/[^"]+#review" class="button plain"/)
  const form = page.html.slice(page.html.indexOf('id="ff_requests"'))
  const refused = await send(form, 'signals.dismiss', { reason: ' ' })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('write something first')])
  const silent = await send(form, 'signals.dismiss', { reason: 'All of it is asked for here' })
  expect(silent.text).toContain('“Where the work comes from” is silent until 14 August 2026. Your reason is kept.')
  expect(silent.text).toContain('You said: All of it is asked for here')
  const back = await send(silent.html, 'signals.recall')
  expect(back.text).toContain('Where the work comes from Worth a look')
  const read = await send(page.html, 'signals.opening', { text: 'What do I need to do to get promoted?' })
  expect(read.text).toContain('It asks for a checklist')
  expect(read.html).toContain('What do I need to do to get promoted?</textarea>')
})

test('a fix that is a working document begins it, goes on with it, and clears its sign once it is finished', async () => {
  const ana = await signUpPm()
  for (const title of ['Export', 'Badges', 'Themes'])
    await ana.call('initiative.start', { title, startedOn: ago(20), origin: 'requested' })
  const { visit, send } = browse(ana)
  const page = await visit('/checks')
  const begun = await send(page.html.slice(page.html.indexOf('id="ff_no_pushback"')), 'document.start')
  expect(begun.path).toMatch(/^\/library\/./)
  expect((await visit('/checks')).html).toContain(`href="${begun.path}" class="button plain">Go on writing</a>`)
  const id = begun.path.split('/').at(-1)
  const fields = {
    type: 'defer',
    choice: 'Postpone the themes',
    instead_of: ['Themes this quarter'],
    reason: 'Two of forty asked',
    measure: 'How many ask again',
  }
  await ana.call('document.edit', { id, fields })
  await ana.call('document.finish', { id })
  expect(await stateOf(ana, 'ff_no_pushback')).toBe('clear')
})

test('what somebody means to say in a working document is read for the four openings', async () => {
  const ana = await signUpPm()
  const { id } = await ana.call('document.start', { template: 'career_agenda' })
  await ana.call('document.edit', { id, fields: { one_thing: 'Ask: how do I get promoted here?' } })
  const { drafts } = await ana.call('signals.check')
  expect(drafts).toMatchObject([{ id, found: [{ id: 'trap_checklist', words: 'how do I get promoted' }] }])
  expect((await browse(ana).visit('/checks')).text).toContain('In your draft Monthly talk about growth :')
  await ana.call('settings.set', { opened: ['signals'] })
  expect((await ana.call('signals.check', {}, 'mcp')).drafts).toEqual([])
})

test('opened to an assistant, they still quote no talk and name nobody', async () => {
  const ana = await signUpPm()
  await ana.call('people.add', { name: 'Maya Keller', stance: 'champion', levelRelation: 0 })
  const { id: talk } = await ana.call('talk.record', { heard: ['Zoom out, Maya says', 'Be more strategic'] })
  await ana.call('signals.hear', { talk, words: 'Zoom out, Maya says', heard: true })
  await ana.call('settings.set', { opened: ['signals'] })
  const told = async () => JSON.stringify(await ana.call('signals.check', {}, 'mcp'))
  for (const trace of ['Zoom out', 'Be more strategic.', 'Maya']) expect(await told()).not.toContain(trace)
  await ana.call('settings.set', { opened: ['signals', 'talks', 'people'] })
  for (const trace of ['Zoom out', 'Maya Keller']) expect(await told()).toContain(trace)
})
