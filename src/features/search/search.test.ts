import { describe, expect, test } from 'vitest'
import { type Person, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { plainSnippet } from '../../core/search-snippet.ts'
import { isSaid } from './operations.ts'

interface Item {
  id: string
  type: string
  title: string
  snippet: { text: string; hit: boolean }[]
}

const found = async (person: Person, query: string, via?: 'api' | 'mcp'): Promise<string[]> =>
  (await person.call('search.find', { query }, via)).items.map(({ type, title }: Item) =>
    type === 'evidence' ? title : `${type}: ${title}`,
  )

/** Two quarters of somebody's work, with one of everything that can be found. */
async function ana(): Promise<Person & { ids: Record<string, string> }> {
  const person = await signUpPm({ today: '2026-03-02' })
  const metric = await person.call('metric.define', { name: 'Week-1 retention', unit: '%', baseline: 42 })
  const rescue = await person.call('initiative.start', {
    title: 'Billing rescue',
    problem: 'One in nine invoices fails, and retention suffers.',
    metric: metric.id,
  })
  const log = async (text: string, more: object = {}) =>
    (await person.call('evidence.capture', { text, ...more })).evidence.id as string
  const decided = await log('Decided against the export.', {
    kind: 'decision',
    happenedOn: '2026-01-20',
    skills: ['discovery'],
    seenBy: ['Priya Naidoo'],
  })
  const measured = await log('Cut two steps, so retention went from 42% to 58%.', {
    kind: 'outcome',
    happenedOn: '2026-02-10',
    skills: ['discovery'],
    initiative: rescue.id,
  })
  const launched = await log('Launched the invoice check with finance.', {
    kind: 'artifact',
    happenedOn: '2026-02-20',
    initiative: rescue.id,
  })
  const noted = await log('Retentive memory is not a plan.', { kind: null, happenedOn: '2025-11-05' })
  await person.call('people.add', { name: 'Zora Beck', role: 'Director of billing' })
  await person.call('talk.record', { on: '2026-02-27', with: 'Daniel', notes: 'Talked about invoices.' })
  return { ...person, ids: { decided, measured, launched, noted, metric: metric.id, rescue: rescue.id } }
}

describe('search.find', () => {
  test('finds what was written of any type: titles first, then whole words, then beginnings, the latest first', async () => {
    const person = await ana()
    expect(await found(person, 'retent')).toEqual([
      'metric: Week-1 retention',
      'initiative: Billing rescue',
      'Cut two steps, so retention went from 42% to 58%.',
      'Retentive memory is not a plan.',
    ])
    expect(await found(person, 'retention')).toEqual([
      'metric: Week-1 retention',
      'initiative: Billing rescue',
      'Cut two steps, so retention went from 42% to 58%.',
    ])
    expect(await found(person, 'invoices')).toEqual([
      'initiative: Billing rescue',
      'talk: Daniel',
      'Launched the invoice check with finance.',
    ])
    expect(await found(person, 'ZÖRA')).toEqual(['person: Zora Beck'])
    expect(await found(person, '')).toEqual([])
  })

  test.each<[string, (keyof Awaited<ReturnType<typeof ana>>['ids'])[]]>([
    ['kind:decision', ['decided']],
    ['kind:note', ['noted']],
    ['type:evidence retention', ['measured']],
    ['type:metric', ['metric']],
    ['skill:discovery -export', ['measured']],
    ['initiative:billing', ['rescue', 'launched', 'measured']],
    ['initiative:"billing rescue" type:evidence', ['launched', 'measured']],
    ['person:priya', ['decided']],
    ['measured', ['measured']],
    ['unmeasured since:2026', ['launched', 'decided']],
    ['since:february type:evidence', ['launched', 'measured']],
    ['until:2025', ['noted']],
    ['since:"last month" until:2026-02-10 kind:outcome', ['measured']],
    ['"two steps"', ['measured']],
    ['"steps two"', []],
    [
      '-type:initiative -type:metric -type:person -type:talk -discovery -kind:note since:2026',
      ['launched', 'measured', 'decided'],
    ],
    ['kind:decision kind:note', ['decided', 'noted']],
  ])('%s', async (query, wanted) => {
    const person = await ana()
    const { items } = await person.call('search.find', { query })
    expect(items.map(({ id }: Item) => id)).toEqual(wanted.map((name) => person.ids[name]))
  })

  test('follows a record: edited, confirmed, read again, removed, restored, undone', async () => {
    const { ids, ...person } = await ana()
    await person.call('evidence.edit', { id: ids.decided, text: 'Chose permissions.', happenedOn: '2026-02-28' })
    expect(await found(person, 'export')).toEqual([])
    expect(await found(person, 'permission')).toEqual(['Chose permissions.'])
    expect((await found(person, 'type:evidence'))[0]).toBe('Chose permissions.')

    expect(await found(person, 'confirmed')).toEqual([])
    await person.call('evidence.confirm', { id: ids.decided, by: 'Noor Haddad', words: 'True.' })
    expect(await found(person, 'confirmed person:noor')).toEqual(['Chose permissions.'])
    await person.call('activity.undo')
    expect(await found(person, 'confirmed')).toEqual([])

    await person.call('metric.record', { id: ids.metric, value: 57, on: '2026-03-01' })
    expect((await person.call('search.find', { query: 'type:metric' })).items[0]).toMatchObject({
      on: '2026-03-01',
      snippet: [{ text: 'before 42 %, latest 57 %' }],
    })

    await person.call('evidence.remove', { id: ids.decided })
    expect(await found(person, 'permissions')).toEqual([])
    await person.call('evidence.restore', { id: ids.decided })
    expect(await found(person, 'permissions')).toEqual(['Chose permissions.'])
  })

  test('shows what may have been meant by a word that stands nowhere, and says so', async () => {
    const person = await ana()
    const meant = async (query: string) => {
      const { items, instead } = await person.call('search.find', { query })
      return [instead, items.length]
    }
    expect(await meant('retnetion')).toEqual([[{ asked: 'retnetion', shown: 'retention' }], 3])
    expect(await meant('retnetion kind:outcome')).toEqual([[{ asked: 'retnetion', shown: 'retention' }], 1])
    // Half a word with a slip in it, and one that goes on otherwise.
    expect(await meant('invoces')).toEqual([[{ asked: 'invoces', shown: 'invoices' }], 3])
    expect(await meant('retenches')).toEqual([[{ asked: 'retenches', shown: 'reten…' }], 4])
    // Both stand somewhere, but never together; and nothing is like this one.
    expect(await meant('permissions zora')).toEqual([[], 0])
    expect(await meant('xylophone')).toEqual([[], 0])
  })

  test('does not suggest what only somebody else wrote', async () => {
    const person = await ana()
    const ben = await signUpBeside(person)
    await ben.call('evidence.capture', { text: 'Ran the marathon.' })
    expect(await person.call('search.find', { query: 'marathn' })).toMatchObject({ items: [], instead: [] })
    expect(await found(ben, 'marathn')).toEqual(['Ran the marathon.'])
    expect(await found(ben, 'retention')).toEqual([])
  })

  test('keeps people and talks from assistants and from the API until they are opened by name', async () => {
    const person = await ana()
    for (const via of ['mcp', 'api'] as const) {
      expect(await found(person, 'zora', via)).toEqual([])
      expect(await found(person, 'zoar', via)).toEqual([])
      expect(await found(person, 'invoices', via)).not.toContain('talk: Daniel')
      const { items, said } = await person.call('search.find', { query: 'type:talk' }, via)
      expect([items, said]).toEqual([[], [expect.stringContaining('stay closed here')]])
    }
    await person.call('settings.set', { opened: ['talks'] })
    expect(await found(person, 'invoices', 'mcp')).toContain('talk: Daniel')
    expect(await found(person, 'zora', 'mcp')).toEqual([])
  })

  test('pages on from where it ended, and refuses a place it never gave', async () => {
    const person = await signUpPm()
    for (let i = 0; i < 7; i++)
      await person.call('evidence.capture', { text: `Cut cost number ${i}.`, happenedOn: `2026-06-0${i + 1}` })
    const titles: string[] = []
    let cursor: string | undefined
    do {
      const page = await person.call('search.find', { query: 'cost', limit: 3, cursor })
      titles.push(...page.items.map(({ title }: Item) => title))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(titles).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Cut cost number ${i}.`))
    await expect(person.call('search.find', { query: 'cost', cursor: 'bm9uZQ' })).rejects.toMatchObject({
      field: 'cursor',
    })
  })

  test('takes signs that mean something to an engine as signs', async () => {
    const person = await ana()
    for (const query of [
      '"',
      "'",
      '*',
      'a AND (b',
      ':kind:decision',
      'NEAR(a b)',
      '^retention',
      "retention' | 'x",
      '\\',
      '\0',
      '{words}: x',
      '💥',
      '-',
      'AND OR NOT',
    ])
      expect((await person.call('search.find', { query })).items.length, query).toBeLessThan(9)
    expect(await found(person, '^retention')).toHaveLength(3)
  })

  test('is printed for a terminal', async () => {
    const person = await ana()
    const operation = person.app.cairn.operations.get('search.find')!
    const answer = await person.call('search.find', { query: 'retnetion banana:1x kind:outcome' })
    expect(answer.items).toEqual([])
    const printed = operation.prints!(await person.call('search.find', { query: 'retnetion kind:outcome' }), [])
    expect(printed).toContain('Nothing for “retnetion”; showing “retention”.')
    expect(printed).toContain('Outcome · 10 February 2026\n  Cut two steps')
  })
})

describe('the page', () => {
  test('shows results of every type alike, marked and escaped, with filters to take out', async () => {
    const person = await ana()
    await person.call('evidence.capture', { text: 'Told <b>finance</b> & co. about churn.', kind: 'feedback' })
    const { visit } = browse(person)
    const page = await visit('/search?query=finance+kind%3Afeedback')
    expect(page.html).toContain('Told &lt;b&gt;<mark>finance</mark>&lt;/b&gt; &amp; co.')
    expect(page.html).toMatch(/href="\/search\?query=finance"><span class="unseen">Take out: <\/span>Feedback/)
    expect(page.text).toContain('One is found.')

    const all = await visit('/search?query=billing')
    expect(all.html).toContain(`href="/initiatives/${person.ids.rescue}"`)
    // A person stands by their initials, and covered while the screen is shared.
    expect(all.html).toMatch(/<li class="behind-curtain"><p><a href="\/people[^"]*">ZB<\/a>/)
    expect(all.text).not.toContain('Zora')
  })

  test('says what was not found, what is shown for it, and what a filter was not', async () => {
    const { visit } = browse(await ana())
    expect((await visit('/search?query=retnetion')).text).toContain('Nothing for “retnetion”; showing “retention”.')
    expect((await visit('/search?query=kind%3Abanana')).text).toContain('“banana” is no kind')
    const nothing = await visit('/search?query=permissions+zora')
    expect(nothing.text).toContain('Nothing holds all of it.')
    expect(nothing.html).toContain('href="/search?query=zora"')
  })

  test('begins with what can be typed, or, where there is nothing yet, with the first record', async () => {
    const person = await signUpPm()
    const { visit } = browse(person)
    expect((await visit('/search')).text).toContain('Log the first one')
    await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const begun = await visit('/search')
    expect(begun.html).toMatch(/<details open[^>]*><summary>What you can type/)
    expect(begun.html).toContain('href="/search?query=kind%3Adecision"')
  })
})

test('a snippet of a long record says where the word stands', async () => {
  const person = await signUpPm()
  await person.call('evidence.capture', {
    text: `${'Much was said. '.repeat(60)}Then the zeppelin came. ${'And more. '.repeat(60)}`,
  })
  const [{ snippet }] = (await person.call('search.find', { query: 'zeppelin' })).items
  expect(plainSnippet(snippet)).toMatch(/^… .*Then the zeppelin came/)
  // Found by no word, it is called by how it begins, and not said a second time.
  const [noted] = (await person.call('search.find', { query: 'type:evidence' })).items
  expect(isSaid(noted.title, noted.snippet)).toBe(true)
})
