import { expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import type { NextPick } from '../../core/actions/next.ts'

const link = (html: string, button: string): string =>
  new RegExp(`href="([^"]+)"[^>]*>${button}<`).exec(html)![1]!.replaceAll('&amp;', '&').split('#')[0]!

test('from Today every first step leads to the place where its answer is written, and then it is gone', async () => {
  const ana = await signUpPm()
  await ana.call('start.mark', { step: 'all', as: 'done' })
  const { visit, send } = browse(ana)

  let today = await visit('/')
  expect(today.text).toContain('Find out how promotion works here')
  expect(today.text).not.toContain('Put the review date in')
  const process = await visit(link(today.html, 'Open the sentence'))
  expect(process.text).toContain('How does the step to Senior Product Manager work')
  const known = await send(process.html, 'research.record', {
    answer: 'A panel reads papers\ntwice a year',
    from: 'Daniel',
  })
  expect(known.path).toBe('/talks/process')
  expect(known.text).toContain('Kept under “How it works”. Still open: who decides, what is looked at,')
  expect(known.text).toContain('A panel reads papers')

  today = await visit('/')
  expect(today.text).not.toContain('Find out how promotion works here')
  let people = await visit(link(today.html, 'Name one'))
  for (const name of ['Maya Keller', 'Lee Okafor', 'Noor Haddad', 'Tom Beck', 'Ines Prat'])
    people = await send(people.html, 'people.add', { name, stance: 'champion', levelRelation: '1', voter: 'true' })
  expect(people.text).toContain('5 of 10 who back you.')
  expect(people.text).toContain('MK')
  expect(people.text).not.toContain('Maya Keller')
  expect((await visit('/people?names=yes')).text).toContain('Maya Keller')

  today = await visit('/')
  const cycle = await visit(link(today.html, 'Put it in'))
  const dated = await send(cycle.html, 'cycle.set', { closesOn: '2027-03-31' })
  expect(dated.text).toContain('What you hand in is due on 10 March 2027')

  today = await visit('/')
  for (const done of ['how promotion works here', 'Name five people', 'Put the review date in'])
    expect(today.text).not.toContain(done)
})

test('“Find out who decides” leads to the form with that question chosen', async () => {
  const ana = await signUpPm()
  await ana.call('research.record', { topic: 'process', answer: 'A panel' })
  const { visit, send } = browse(ana)
  const next = await visit('/actions?hours=40')
  expect(next.text).toContain('Find out who decides')
  const form = await visit(link(next.html, 'Write the answer down'))
  expect(form.html).toContain('<option value="decides" selected')
  await send(form.html, 'research.record', { answer: 'Three directors' })
  expect((await visit('/actions?hours=40')).text).not.toContain('Find out who decides')
})

test('the first next step is begun on Today with one button, done with its hours, and kept where it can be found', async () => {
  const ana = await signUpPm()
  await ana.call('start.mark', { step: 'all', as: 'done' })
  await ana.call('rating.give', { skill: 'influence', value: 1 })
  for (const id of ['research:process', 'people:five', 'cycle:date']) await ana.call('actions.done', { id })
  const [pick] = (await ana.call('actions.next')).picks.filter(
    (each: NextPick) => each.place.at === 'log' && each.thisWeek > 0,
  )
  const { visit, send } = browse(ana)
  const begun = await send((await visit('/')).html, 'actions.start')
  expect(begun.path).toBe('/')
  expect(begun.text).toContain(`Begun: ${pick.label}.`)
  expect(begun.text).toContain('You have begun it: say what came of it.')

  const list = await visit('/actions')
  expect(list.text).toContain('Begun on 30 June 2026')
  const form = list.html.split(`value="${pick.id}"`)[0]!.lastIndexOf('<form')
  const done = await send(list.html.slice(form), 'actions.done', { hours: '3' })
  expect(done.text).toContain(`Done: ${pick.label}. It took 3 hours.`)
  const past = await visit('/actions/past')
  expect(past.text).toContain('Done on 30 June 2026, took 3 hours')
  await send(past.html, 'actions.restore')
  expect((await ana.call('actions.list')).items.map(({ id }: { id: string }) => id)).not.toContain(pick.id)
})

test('a dropped step leaves the page, and the notice takes it back', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const dropped = await send((await visit('/actions')).html, 'actions.drop')
  expect(dropped.text).toContain('Dropped: Find out how promotion works here.')
  expect((await ana.call('actions.next')).picks[0].id).toBe('people:five')
  await send(dropped.html, 'activity.undo')
  expect((await ana.call('actions.next')).picks[0].id).toBe('research:process')
})

test('an action that is gone when the button is pressed is refused in words, and hours that are none stay in the field', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const { html } = await visit('/actions')
  const wrong = await send(html, 'actions.done', { hours: '-2' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('value="-2"')
  const gone = await send(html, 'actions.start', { id: 'attest:nothing' })
  expect(gone.status).toBe(404)
  expect(gone.text).toContain('There is no such action among yours.')
  expect((await ana.call('actions.list')).items).toEqual([])
})

test('points stay out of every sentence while there is no number, and where numbers are hidden', async () => {
  const ana = await signUpPm()
  const { visit } = browse(ana)
  expect((await visit('/actions')).text).not.toMatch(/\bpoints?\b/)
  for (const { id } of (await ana.call('readiness.show')).skills) await ana.call('rating.give', { skill: id, value: 3 })
  for (const text of ['one', 'two', 'three']) {
    const { evidence } = await ana.call('evidence.capture', {
      text,
      kind: 'decision',
      skills: ['influence'],
      scope: 'senior',
    })
    await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.', how: 'form' })
  }
  expect((await visit('/actions')).text).toMatch(/worth about \d+ points?, by the rules/)
  expect((await visit('/')).text).not.toMatch(/\bpoints?\b/)
  await ana.call('settings.set', { hideNumbers: true })
  expect((await visit('/actions')).text).not.toMatch(/worth (about|less)/)
})

test('places appear with their first use, and never before', async () => {
  const ana = await signUpPm()
  const { visit } = browse(ana)
  const places = async (path: string) => {
    const { html } = await visit(path)
    return ['People', 'Talks'].filter((label) => new RegExp(`data-go="\\w">${label}<`).test(html))
  }
  expect(await places('/more')).toEqual([])
  expect((await visit('/more')).html).toContain('href="/people"')
  await ana.call('people.add', { name: 'Maya' })
  expect(await places('/more')).toEqual(['People'])
  await ana.call('research.record', { topic: 'dates', answer: 'In November' })
  expect(await places('/more')).toEqual(['People', 'Talks'])
})

test('without a level there is nothing to choose by: the page leads to the beginning', async () => {
  expect((await browse(await signUp()).visit('/actions')).path).toBe('/start')
})

test('what a person wrote about others is shown as text', async () => {
  const ana = await signUpPm()
  await ana.call('people.add', { name: '<b>Maya</b>', role: '<script>x</script>', knows: ['<i>all</i>'] })
  await ana.call('talk.record', { with: '<b>D</b>', notes: '<script>y</script>', heard: ['<i>no</i>'] })
  await ana.call('research.record', { topic: '<b>own</b>', answer: '<script>z</script>', from: '<i>w</i>' })
  const { visit } = browse(ana)
  for (const path of ['/people?names=yes', '/talks', '/talks/process'])
    expect((await visit(path)).html, path).not.toMatch(/<script>[xyz]|<b>|<i>/)
})
