import { expect, test } from 'vitest'
import { restart, signUp, signUpBeside } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const notes = [
  '3 March 2026: Decided to drop the mobile redesign, because week-1 users never reach it; gave up the app store slot.',
  'Cut churn from 4.1% to 3.2% in Q1 2026 by rebuilding the billing reminders.',
  'Launched the new onboarding',
  'Will launch the partner portal in autumn',
  'Priya from sales said the win/loss notes changed her pitch',
].join('\n')

test('a fresh file leads from its first page to half a page of a case, without script', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)

  const welcome = await visit('/')
  expect(welcome.path).toBe('/start')
  expect(welcome.text).toContain(
    "Stored in one file on this computer. If the computer is your employer's, so is the disk: keep a copy of your own.",
  )

  const afterRole = await send(welcome.html, 'start.role')
  expect(afterRole.path).toBe('/start/notes')
  expect(await ana.call('profile.show')).toMatchObject({
    framework: 'pm',
    level: 'pm',
    target: 'senior',
    name: null,
    reviewOn: null,
  })

  const afterNotes = await send(afterRole.html, 'start.notes', { text: notes })
  expect(afterNotes.path).toBe('/start/lines')
  expect(afterNotes.html.match(/<section class="box"/g)).toHaveLength(3)
  expect((await ana.call('evidence.list')).items).toEqual([])

  const { lines } = await ana.call('start.show')
  const afterLines = await send(afterNotes.html, 'start.lines', { [`lines.${lines[2].id}.as`]: 'later' })
  expect(afterLines.path).toBe('/start/skills')
  expect((await ana.call('evidence.list')).items).toHaveLength(2)
  expect((await ana.call('inbox.list')).waiting).toBe(3)

  const afterSkills = await send(afterLines.html, 'start.answer', { 'answers.influence': 'no_chance' })
  expect(afterSkills.path).toBe('/start/case')
  expect(afterSkills.text).toContain('Decided to drop the mobile redesign')
  expect(afterSkills.html).toContain('class="blank"')

  const afterCase = await send(afterSkills.html, 'start.mark')
  expect(afterCase.path).toBe('/start/next')
  expect(afterCase.text).toContain(
    'How does the step to Senior Product Manager work, what is looked at, and when is it decided?',
  )

  await send(afterCase.html.split('Back and on')[0]!, 'start.mark', { askOn: '2026-07-02' })
  expect(await ana.call('start.show')).toMatchObject({
    finished: true,
    askOn: '2026-07-02',
    answers: { influence: 'no_chance' },
  })
})

test('no page of the first ten minutes asks for a rating or shows a score', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/start')).html, 'start.role')
  await ana.call('start.notes', { text: notes })
  for (const step of ['', '/role', '/notes', '/lines', '/skills', '/case', '/next']) {
    const { text, html, status } = await visit(`/start${step}`)
    expect(status).toBe(200)
    expect(html).not.toContain('rating.give')
    expect(text).not.toMatch(/readiness|ready for promotion|probability|guaranteed|\d+ of 100/i)
  }
})

test('another family needs one choice, and the next step follows it', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/start')).html, 'start.role', { now: 'pmm:pmm' })
  const profile = await ana.call('profile.show')
  expect(profile.framework).toBe('pmm')
  expect(profile.target).not.toBe('pmm')
})

test('“not now” keeps the person at their level, and the last step asks for nothing', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/start')).html, 'start.role', { now: 'pm:senior', next: 'none' })
  expect(await ana.call('profile.show')).toMatchObject({ level: 'senior', target: 'none' })
  const { text } = await visit('/start/next')
  expect(text).toContain('What would you most like people to come to me for')
  expect(text).not.toContain('promotion')
})

test('two ladders in one answer are refused, and what was chosen stays chosen', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  const refused = await send((await visit('/start/role')).html, 'start.role', {
    now: 'pm:senior',
    next: 'pmm:sr-pmm',
    name: 'Ana',
  })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('<option value="pm:senior" selected')
  expect(refused.html).toContain('value="Ana"')
  expect(await ana.call('profile.show')).toMatchObject({ framework: null })
})

test('passing over everything opens Today, and passing over one step comes back to it', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  const welcome = await visit('/')
  await send(welcome.html, 'start.mark')
  expect(await ana.call('start.show')).toMatchObject({ finished: true, done: [] })
  const ben = await signUp()
  const other = browse(ben)
  await other.send((await other.visit('/start/role')).html, 'start.mark')
  expect((await ben.call('start.show')).step).toBe('notes')
  expect((await other.visit('/start')).text).toContain('passed over')
})

test('notes passed over take the lines with them, until notes come', async () => {
  const ana = await signUp()
  await ana.call('start.mark', { step: 'notes', as: 'skipped' })
  expect((await ana.call('start.show')).skipped).toEqual(['notes', 'lines'])
  await ana.call('start.notes', { text: notes })
  expect(await ana.call('start.show')).toMatchObject({ skipped: [], done: ['notes'] })
})

test('thirty pasted lines bring back three; the other twenty-seven wait', async () => {
  const ana = await signUp()
  const thirty = Array.from(
    { length: 30 },
    (_, n) => `Shipped part ${n + 1} of the migration to ${n + 4} customers`,
  ).join('\n')
  await ana.call('start.notes', {
    text: `${thirty}\nDecided to stop the old export, because 3 of 40 customers used it`,
  })
  const { lines } = await ana.call('start.show')
  expect(lines).toHaveLength(3)
  expect(lines[0].text).toContain('Decided to stop the old export')
  expect((await ana.call('inbox.list')).waiting).toBe(31)
})

test('an answer goes to the part of the record that keeps it, in the person’s words', async () => {
  const ana = await signUp()
  await ana.call('start.role', { now: 'pm:pm' })
  await ana.call('start.notes', {
    text: 'Decided not to build the connector in May 2026.\nImproved signup conversion by 15% in May 2026.\nLaunched the new onboarding on 3 May 2026',
  })
  const { lines } = await ana.call('start.show')
  const said: Record<string, string> = {
    no_reason: 'only 2 of 30 prospects asked',
    no_baseline: '40 %',
    output_only_verbs: 'Week-1 retention went from 42 % to 58 %',
  }
  expect(lines.map(({ question }: { question: { asks: string } }) => question.asks).sort()).toEqual(
    Object.keys(said).sort(),
  )
  await ana.call('start.lines', {
    lines: Object.fromEntries(
      lines.map((line: { id: string; question: { asks: string } }) => [
        line.id,
        { as: 'keep', answer: said[line.question.asks] },
      ]),
    ),
  })
  const { items } = await ana.call('evidence.list')
  const record = (words: string) => items.find(({ text }: { text: string }) => text.includes(words))
  expect(record('connector').decision).toEqual({ because: 'only 2 of 30 prospects asked' })
  expect((await ana.call('case.show')).markdown).toContain(
    'Decided not to build the connector in May 2026. The reason: only 2 of 30 prospects asked.',
  )
  expect(record('conversion').metrics[0]).toMatchObject({ from: 40, to: null })
  expect(record('onboarding')).toMatchObject({ kind: 'outcome', metrics: [{ from: 42, to: 58 }] })
})

test('a full line without a day is asked for its day, and a day ahead is refused with everything kept', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await ana.call('start.notes', {
    text: 'I found the reminder bug and rebuilt it, so churn fell from 4.1% to 3.2% over one quarter, which saved €200k of revenue.',
  })
  const [line] = (await ana.call('start.show')).lines
  expect(line.question.asks).toBe('day')
  const page = await visit('/start/lines')
  const refused = await send(page.html, 'start.lines', { [`lines.${line.id}.answer`]: '2031-01-01' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('value="2031-01-01"')
  expect((await ana.call('evidence.list')).items).toEqual([])
  await send(page.html, 'start.lines', { [`lines.${line.id}.answer`]: '2026-05-12' })
  expect((await ana.call('evidence.list')).items[0].happenedOn).toBe('2026-05-12')
})

test('what was begun is still there after a restart', async () => {
  const ana = await signUp()
  await ana.call('start.role', { now: 'pm:senior', next: 'pm:group' })
  await ana.call('start.notes', { text: notes })
  const before = await ana.call('start.show')
  const { visit } = browse(await restart(ana))
  const { text } = await visit('/start/lines')
  expect(text).toContain(before.lines[0].text.slice(0, 30))
  expect((await visit('/start')).text).toContain('Go on where you left off')
})

test('hostile notes are shown as text and do nothing', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/start')).html, 'start.role')
  const hostile =
    '<script>alert(1)</script> Decided to cut "onerror=alert(2) <img src=x> because 3 of 9 asked\nFixed {{7*7}} \u202etxt.exe from 4% to 9%'
  const page = await send((await visit('/start/notes')).html, 'start.notes', { text: hostile })
  expect(page.html).not.toContain('<script>alert')
  expect(page.html).not.toContain('<img src=x')
  await send(page.html, 'start.lines')
  const half = await visit('/start/case')
  expect(half.status).toBe(200)
  expect(half.html).not.toMatch(/<script>alert|<img src=x/)
})

test('a blank of the half page leads to where it is answered, and the answer back to the half page', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/start')).html, 'start.role')
  await send((await send((await visit('/start/notes')).html, 'start.notes', { text: notes })).html, 'start.lines')
  const half = await visit('/start/case')
  const edit = /href="(\/evidence\/[^"#]+\/edit\?back=[^"#]+)#/.exec(half.html)![1]!
  const saved = await send((await visit(edit)).html, 'evidence.edit', { problem: 'New teams left before the import.' })
  expect(saved.path).toBe('/start/case')
  const manager = /href="(\/more\/settings\?back=[^"#]+)#/.exec(half.html)![1]!
  expect((await send((await visit(manager)).html, 'profile.set', { manager: 'Daniel' })).text).toContain(
    'Manager: Daniel',
  )
})

test('a file is read like pasted notes, and empty hands are refused in words', async () => {
  const ana = await signUp()
  const { visit } = browse(ana)
  const form = new FormData()
  form.append('_from', '/start/notes')
  form.append('_next', '/start/lines')
  form.append('text', '')
  form.append('file', new File([notes], 'brag.md', { type: 'text/markdown' }))
  expect((await visit('/do/start.notes', form)).path).toBe('/start/lines')
  const refused = await visit('/do/start.notes', { _from: '/start/notes', text: ' ' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('There is nothing to read')
})

test('the same notes pasted twice keep the lines that were shown', async () => {
  const ana = await signUp()
  await ana.call('start.notes', { text: notes })
  const { lines } = await ana.call('start.show')
  const { found } = await ana.call('start.notes', { text: notes })
  expect(found).toBe(0)
  expect((await ana.call('start.show')).lines).toEqual(lines)
})

test('keeping the lines is one entry of the log and is taken back as one', async () => {
  const ana = await signUp()
  await ana.call('start.notes', { text: notes })
  const { lines } = await ana.call('start.show')
  const { activity } = await ana.done('start.lines', {
    lines: Object.fromEntries(lines.map(({ id }: { id: string }) => [id, { as: 'keep' }])),
  })
  expect((await ana.call('evidence.list')).items).toHaveLength(3)
  await ana.call('activity.undo', { id: activity })
  expect((await ana.call('evidence.list')).items).toEqual([])
  expect((await ana.call('start.show')).done).toEqual(['notes'])
})

test('nobody sees or keeps another person’s lines', async () => {
  const ana = await signUp()
  const ben = await signUpBeside(ana)
  await ana.call('start.notes', { text: notes })
  const { lines } = await ana.call('start.show')
  expect((await ben.call('start.show')).lines).toEqual([])
  await expect(ben.call('start.lines', { lines: { [lines[0].id]: { as: 'keep' } } })).rejects.toThrow(
    'none of the lines',
  )
})
