import { describe, expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('what was said of a record is in the archive to read, and so is whom one heard', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', {
    text: 'Cut churn from 4% to 3%.',
    kind: 'decision',
    decision: {
      options: ['Cut', 'Wait'],
      measure: 'Churn after a quarter',
      revisitOn: '2026-12-01',
      requestFrom: 'Sales',
    },
    creditedBy: ['Lee'],
    audienceLevel: 'senior',
    confidential: true,
  })
  await ana.call('discovery.log', { who: 'Admin at an agency', learned: 'Prints each invoice.' })
  const { files } = await ana.call('archive.export')
  const text = (file: string): string => files.find(({ name }: { name: string }) => name === file).text
  for (const words of [
    'Numbers: churn 4 % → 3 %',
    'Options: Cut; Wait',
    'Will be measured: Churn after a quarter',
    'Look again on: 2026-12-01',
    'Asked for by: Sales',
    'Credited by: Lee',
    'Presented to: senior',
    'Confidential: yes',
  ])
    expect(text('evidence.md')).toContain(words)
  expect(text('conversations.md')).toContain('Admin at an agency\n\nPrints each invoice.')
})

describe('forms that fit the kind of record', () => {
  test('every form asks for the text alone, says its kind, and leaves blank answers out', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    for (const kind of ['decision', 'outcome', 'feedback', 'problem', 'learning']) {
      const { html } = await visit(`/log?kind=${kind}`)
      expect(html.match(/ required/g) ?? []).toHaveLength(0)
      const saved = await send(html, 'evidence.capture', { text: `Cut churn from 4% to 3%, said in a ${kind} form.` })
      expect(saved.path, saved.text).toBe('/evidence')
      const [record] = (await ana.call('evidence.list')).items
      expect(record).toMatchObject({
        kind,
        kindSource: 'user',
        decision: null,
        foundFirst: null,
        lesson: null,
        confirmations: [],
      })
      // Rows of blanks say nothing: the numbers of the text stand.
      expect(record.metrics).toMatchObject([{ from: 4, to: 3 }])
    }
    expect((await visit('/log?kind=unheard-of')).text).toContain('One sentence is enough')
  })

  test('a form that an initiative leads to names it, and does not need its size of work again', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { id } = await ana.call('initiative.start', { title: 'Onboarding', scope: 'senior' })
    const { html, text } = await visit(`/log?kind=decision&initiative=${id}`)
    expect(text).toContain('It belongs to Onboarding')
    expect(text).toContain('Left open, it is as you said of the initiative: Senior Product Manager.')
    await send(html, 'evidence.capture', { text: 'Decided to cut two steps.' })
    expect((await ana.call('evidence.list')).items[0]).toMatchObject({ initiative: id, scope: 'senior' })
  })

  test('words about your work count as confirmed by whoever said them, with their role and day', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const words = 'The billing work saved our quarter, and Ana saw it before any of us.'
    await send((await visit('/log?kind=feedback')).html, 'evidence.capture', {
      text: words,
      'said.by': 'Priya',
      'said.role': 'head of support',
      'said.on': '2026-06-12',
      newInitiative: 'Billing',
    })
    const [record] = (await ana.call('evidence.list')).items
    expect(record).toMatchObject({ kind: 'feedback', corroboration: 'pasted' })
    expect(record.confirmations).toMatchObject([
      { by: 'Priya', role: 'head of support', words, on: '2026-06-12', how: 'pasted' },
    ])
    expect((await visit(`/evidence/${record.id}`)).text).toContain('Priya, head of support, 12 June 2026')
    // One entry of the log: undo takes both back.
    await ana.call('activity.undo')
    expect((await ana.call('evidence.list')).items).toEqual([])
  })

  test('words without a name, one’s own name or a day ahead are refused, and all that was typed comes back', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log?kind=feedback')
    const wrong: Record<string, string>[] = [
      { 'said.by': '', 'said.role': 'designer' },
      { 'said.by': 'myself', 'said.role': 'designer' },
      { 'said.by': 'Priya', 'said.role': 'designer', 'said.on': '2026-07-01' },
    ]
    for (const said of wrong) {
      const refused = await send(html, 'evidence.capture', { text: 'Well done.', ...said })
      expect(refused.status).toBe(422)
      expect(refused.html).toContain('value="designer"')
      expect(refused.html).toContain('Well done.</textarea>')
    }
    expect((await ana.call('evidence.list')).items).toEqual([])
  })

  test('a number comes with its target and with the one it must not cost, which is never the result', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    await send((await visit('/log?kind=outcome')).html, 'evidence.capture', {
      text: 'The new sign-up pays off.',
      'metrics.0.name': 'sign-ups',
      'metrics.0.from': '200',
      'metrics.0.to': '260',
      'metrics.0.target': '250',
      'metrics.1.name': 'support tickets',
      'metrics.1.from': '40',
      'metrics.1.to': '41',
      confidential: 'true',
    })
    const [record] = (await ana.call('evidence.list')).items
    expect(record.metrics).toMatchObject([
      { name: 'sign-ups', from: 200, to: 260, target: 250 },
      { name: 'support tickets', from: 40, to: 41, counter: true },
    ])
    const { text } = await visit(`/evidence/${record.id}`)
    expect(text).toContain('beside it: support tickets 40 → 41')
    expect(text).toContain('Watched beside it: support tickets')
    // What leaves is relative, for the number beside it too.
    const { markdown } = await ana.call('case.show', { redact: true })
    expect(markdown).toContain('+30 % against what it was')
    expect(markdown).not.toMatch(/260|40 → 41|went from 200/)
  })

  test('a problem found first and a lesson stand in the story, in the search and in what is exported', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    await send((await visit('/log?kind=problem')).html, 'evidence.capture', {
      text: 'Invoices are wrong for customers with two currencies.',
      'foundFirst.how': 'Three complaints in one week read alike.',
      'foundFirst.who': '40 customers in Switzerland',
      'foundFirst.cost': '12 hours of support a week',
      'foundFirst.unasked': ['false', 'true'],
      confidential: 'true',
    })
    await send((await visit('/log?kind=learning')).html, 'evidence.capture', {
      text: 'The wizard did not help.',
      'lesson.expected': 'Fewer questions',
      'lesson.happened': 'As many as before',
      'lesson.assumption': 'that people read the first page',
      'lesson.differently': 'Show one field at a time',
    })
    const [lesson, problem] = (await ana.call('evidence.list')).items.sort((a: { kind: string }) =>
      a.kind === 'learning' ? -1 : 1,
    )
    expect(problem.foundFirst).toEqual({
      how: 'Three complaints in one week read alike.',
      who: '40 customers in Switzerland',
      cost: '12 hours of support a week',
      unasked: true,
    })
    const shown = (await visit(`/evidence/${problem.id}`)).text
    for (const words of ['Who had it: 40 customers in Switzerland.', 'Nobody had asked.'])
      expect(shown).toContain(words)
    const learned = (await visit(`/evidence/${lesson.id}`)).text
    expect(learned).toContain('What I no longer assume: that people read the first page.')
    expect(learned).toContain('Show one field at a time.')
    expect((await ana.call('search.find', { query: 'Switzerland' })).items).toHaveLength(1)
    const { files } = await ana.call('archive.export')
    const markdown = files.find(({ name }: { name: string }) => name === 'evidence.md').text
    expect(markdown).toContain('40 customers in Switzerland')
    expect(JSON.stringify(await ana.call('case.show', { redact: true }))).not.toMatch(/40 customers|12 hours/)

    // The edit form holds them, and clearing one clears it.
    const { html } = await visit(`/evidence/${problem.id}/edit`)
    expect(html).toContain('40 customers in Switzerland')
    await send(html, 'evidence.edit', { 'foundFirst.cost': '', 'foundFirst.unasked': 'false' })
    expect((await ana.call('evidence.show', { id: problem.id })).foundFirst).toEqual({
      how: 'Three complaints in one week read alike.',
      who: '40 customers in Switzerland',
    })
  })

  test('an archive brings all of it back', async () => {
    const [ana, ben] = [await signUpPm(), await signUpPm()]
    await ana.call('evidence.capture', {
      text: 'Found it.',
      kind: 'problem',
      foundFirst: { who: 'Two teams' },
      lesson: { expected: 'More' },
      said: { by: 'Priya', role: 'designer' },
    })
    const { archive } = await ana.call('archive.export')
    await ben.call('archive.import', { archive, replace: true })
    expect((await ben.call('evidence.list')).items).toMatchObject([
      { foundFirst: { who: 'Two teams' }, lesson: { expected: 'More' }, confirmations: [{ role: 'designer' }] },
    ])
  })
})
