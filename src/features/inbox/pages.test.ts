import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const notes = `# 2026

## March 2026

### Onboarding

- Cut setup from 9 steps to 4, activation 31 % → 44 %
- Said no to the export because 2 of 40 prospects asked for it
- [ ] Write the brief

### Pricing “v1.2” [beta]. Plan B

- Found that 1 in 4 trials end at sign-on, so I pulled single sign-on forward
`

const linePart = (html: string, text: string): string => {
  const at = html.lastIndexOf('<li id="line-', html.indexOf(text))
  return html.slice(at, html.indexOf('</li>', at))
}

/** The page with this line open to be changed, as its link “Edit” leads to it. */
const opened = async ({ visit }: ReturnType<typeof browse>, text: string) => {
  const link = /href="([^"#]*\?edit=[^"#]*)#/.exec(linePart((await visit('/evidence/inbox')).html, text))![1]!
  return visit(link.replaceAll('&amp;', '&'))
}

const evidenceOf = async (person: Person) => (await person.call('evidence.list', { limit: 200 })).items

describe('bringing notes in', () => {
  test('empty, it teaches with an example beside the box to paste into', async () => {
    const { text, html } = await browse(await signUpPm()).visit('/evidence/inbox')
    expect(text).toContain('For example')
    expect(html).toContain('id="inbox-import-text"')
    expect(html).toContain('enctype="multipart/form-data"')
  })

  test('pasted notes come back line by line, with what was understood and what was left out and why', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const read = await send((await visit('/evidence/inbox')).html, 'inbox.import', { text: notes })
    expect(read.path).toBe('/evidence/inbox')
    expect(read.text).toContain('3 lines wait for your yes or no.')
    expect(linePart(read.html, 'Cut setup')).toContain('activation 31 % → 44 %, up 13 points')
    expect(read.text).toContain('1 line left out')
    expect(read.text).toContain('Write the brief an open task')
    expect(read.text).toContain('0 of 3 decided')
    expect(await evidenceOf(ana)).toEqual([])
  })

  test('a file is read like a paste, with the box left empty', async () => {
    const ana = await signUpPm()
    const form = new FormData()
    form.set('_from', '/evidence/inbox')
    form.set('text', '')
    form.set('name', '')
    form.set('file', new File([notes], 'brag <2026>.md'))
    const read = await browse(ana).visit('/do/inbox.import', form)
    expect(read.text).toContain('brag &lt;2026&gt;.md')
    expect((await ana.call('inbox.list')).waiting).toBe(3)
  })

  test('the same text twice says that there is nothing new', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const pasted = async () => send((await visit('/evidence/inbox')).html, 'inbox.import', { text: notes })
    await pasted()
    expect((await pasted()).text).toContain('Nothing new in this')
    expect((await ana.call('inbox.list')).waiting).toBe(3)
  })

  test('a file that is no text is refused in place', async () => {
    const ana = await signUpPm()
    const form = new FormData()
    form.set('_from', '/evidence/inbox')
    form.set('name', 'My notes')
    form.set('file', new File([new Uint8Array([0xff, 0xfe, 0x00, 0xd8])], 'notes.docx'))
    const refused = await browse(ana).visit('/do/inbox.import', form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('This file holds no plain text that Cairn can read.')
    expect(refused.html).toContain('value="My notes"')
  })
})

describe('deciding', () => {
  test('one line at a time: kept, it is evidence of its initiative; waved away, it is not; and one is led to the next', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const { visit, send } = browse(ana)
    const page = await visit('/evidence/inbox')
    const kept = await send(linePart(page.html, 'Cut setup'), 'inbox.approve')
    const next = /<li id="(line-[^"]+)"/.exec(linePart(page.html, 'Said no'))![1]
    expect(kept.path).toBe(`/evidence/inbox#${next}`)
    expect(kept.text).toContain('1 of 3 decided: 1 kept, 0 waved away')
    await send(linePart(kept.html, 'Said no'), 'inbox.dismiss')
    expect(await evidenceOf(ana)).toMatchObject([
      { text: 'Cut setup from 9 steps to 4, activation 31 % → 44 %', happenedOn: expect.stringMatching(/^2026-03/) },
    ])
    expect((await ana.call('initiative.list')).items).toMatchObject([{ title: 'Onboarding', records: 1 }])
  })

  test('a kept line can be taken back, and waits again', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const { visit, send } = browse(ana)
    const kept = await send(linePart((await visit('/evidence/inbox')).html, 'Cut setup'), 'inbox.approve')
    await send(kept.html, 'activity.undo')
    expect(await evidenceOf(ana)).toEqual([])
    expect((await ana.call('inbox.list')).waiting).toBe(3)
  })

  test('a line is changed before it is kept', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const visitor = browse(ana)
    const { send } = visitor
    const page = await opened(visitor, 'Said no')
    const changed = await send(linePart(page.html, 'Said no'), 'inbox.edit', {
      text: 'Said no to the export because 2 of 40 asked for it; it went to Q4.',
      kind: 'decision',
      happenedOn: '2026-03-17',
      initiative: 'Exports',
      scope: 'senior',
    })
    await send(linePart(changed.html, 'it went to Q4'), 'inbox.approve')
    expect(await evidenceOf(ana)).toMatchObject([
      {
        kind: 'decision',
        kindSource: 'user',
        happenedOn: '2026-03-17',
        scope: 'senior',
        text: expect.stringContaining('Q4'),
      },
    ])
    expect((await ana.call('initiative.list')).items).toMatchObject([{ title: 'Exports' }])
  })

  test('saving a change of words leaves kind and skills to the coach', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const visitor = browse(ana)
    await visitor.send(linePart((await opened(visitor, 'Cut setup')).html, 'Cut setup'), 'inbox.edit', {
      text: 'Ran 25 interviews with churned admins.',
    })
    const { items } = await ana.call('inbox.list')
    await ana.call('inbox.approve', { ids: [items[0].id] })
    expect(await evidenceOf(ana)).toMatchObject([{ kind: 'artifact', kindSource: 'coach', skillsSource: 'coach' }])
  })

  test('a refused change comes back open and filled', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const visitor = browse(ana)
    const refused = await visitor.send(linePart((await opened(visitor, 'Said no')).html, 'Said no'), 'inbox.edit', {
      text: ' ',
      initiative: 'Exports',
    })
    expect(refused.status).toBe(422)
    const line = linePart(refused.html, 'Said no')
    expect(line).toContain('value="Exports"')
  })
})

describe('the size of work', () => {
  test('is asked once per initiative, whatever its name looks like, and holds for all its lines', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const { visit, send } = browse(ana)
    const page = await visit('/evidence/inbox')
    const titles = [...page.html.matchAll(/name="sizes\.(\d)\.initiative" value="([^"]*)"/g)].filter(([, , title]) =>
      title!.startsWith('Pricing'),
    )
    expect(titles).toHaveLength(1)
    const all = await send(page.html.slice(page.html.indexOf('all-at-once')), 'inbox.approve', {
      size: 'no',
      [`sizes.${titles[0]![1]}.answer`]: 'yes',
    })
    expect(all.text).toContain('3 lines are evidence now.')
    const byText = new Map(
      (await evidenceOf(ana)).map((record: { text: string; scope: string }) => [record.text.slice(0, 5), record.scope]),
    )
    expect(Object.fromEntries(byText)).toEqual({ Found: 'senior', 'Cut s': 'pm', 'Said ': 'pm' })
    const { items } = await ana.call('initiative.list')
    expect(items.find(({ title }: { title: string }) => title.startsWith('Pricing'))).toMatchObject({
      title: 'Pricing “v1.2” [beta]. Plan B',
      scope: 'senior',
    })
  })

  test('said once, it is not asked again, and an answer for many does not overrule it', async () => {
    const ana = await signUpPm()
    await ana.call('initiative.start', { title: 'Onboarding', scope: 'senior' })
    await ana.call('inbox.import', { text: notes })
    const { html } = await browse(ana).visit('/evidence/inbox')
    expect(html).not.toMatch(/name="sizes\.\d\.initiative" value="Onboarding"/)
    await ana.call('inbox.approve', { all: true, size: 'no' })
    const scopes = (await evidenceOf(ana)).map(({ text, scope }: { text: string; scope: string }) => [
      text.slice(0, 3),
      scope,
    ])
    expect(scopes.sort()).toEqual([
      ['Cut', 'senior'],
      ['Fou', 'pm'],
      ['Sai', 'senior'],
    ])
  })

  test('“part of it” is left to each record: the initiative takes no size', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    await ana.call('inbox.approve', { all: true, sizes: [{ initiative: 'Onboarding', answer: 'part' }] })
    const { items } = await ana.call('initiative.list')
    expect(items.find(({ title }: { title: string }) => title === 'Onboarding').scope).toBeNull()
    expect((await evidenceOf(ana)).every(({ scope }: { scope: string }) => scope === 'pm')).toBe(true)
  })

  test('lines that say no day take the one given for all of them, and what is left without one is said', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: '- Cut setup from 9 steps to 4\n- 2026-03-12: Said no to the export\n' })
    const { visit, send } = browse(ana)
    const page = await visit('/evidence/inbox')
    const all = page.html.slice(page.html.indexOf('all-at-once'))
    const kept = await send(all, 'inbox.approve', {})
    expect(kept.text).toContain('2 lines are evidence now. 1 of them has no date yet')
    await send(kept.html, 'activity.undo')
    await send(all, 'inbox.approve', { undatedOn: '2026-02-01' })
    expect((await evidenceOf(ana)).map(({ happenedOn }: { happenedOn: string }) => happenedOn).sort()).toEqual([
      '2026-02-01',
      '2026-03-12',
    ])
  })

  test('without a ladder nothing is asked, and lines can be kept all the same', async () => {
    const someone = await signUp()
    await someone.call('inbox.import', { text: notes })
    const { visit, send } = browse(someone)
    const page = await visit('/evidence/inbox')
    expect(page.text).not.toContain('Manager size?')
    await send(page.html.slice(page.html.indexOf('all-at-once')), 'inbox.approve')
    expect(await evidenceOf(someone)).toHaveLength(3)
  })
})

describe('many lines', () => {
  const many = `## Setup\n\n${Array.from({ length: 230 }, (_, i) => `- Cut setup step ${i + 1} for flow ${i + 1}`).join('\n')}\n`

  test('two hundred and thirty come thirty at a time, with the count of what is decided', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: many })
    const { visit, send } = browse(ana)
    const first = await visit('/evidence/inbox')
    expect(first.html.match(/<li id="line-/g)).toHaveLength(30)
    expect(first.text).toContain('0 of 230 decided')
    const second = await visit(/href="([^"]*)" rel="next"/.exec(first.html)![1]!)
    expect(second.text).toContain('Cut setup step 31 for')
    expect(first.html.length).toBeLessThan(100_000)
    const kept = await send(second.html.slice(second.html.indexOf('keep-group')), 'inbox.approve', {})
    expect(kept.text).toContain('of 230 decided')
    await send(first.html.slice(first.html.indexOf('all-at-once')), 'inbox.approve')
    expect((await ana.call('inbox.list')).waiting).toBe(0)
    expect((await visit('/evidence/inbox')).text).toContain('230 of 230 decided')
  })

  test('the lines under one initiative are kept with one answer', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: notes })
    const { visit, send } = browse(ana)
    const { html } = await visit('/evidence/inbox')
    const group = html.slice(html.lastIndexOf('<form', html.indexOf('id="keep-group')))
    const ids = [...group.slice(0, group.indexOf('</form>')).matchAll(/name="ids" value="([^"]+)"/g)].map(
      ([, id]) => id!,
    )
    expect(ids).toHaveLength(2)
    const kept = await send(group, 'inbox.approve', { ids, 'sizes.0.answer': 'yes' })
    expect(kept.text).toContain('2 lines are evidence now.')
    expect((await evidenceOf(ana)).map(({ scope }: { scope: string }) => scope)).toEqual(['senior', 'senior'])
  })
})

describe('what stands in the notes', () => {
  test('markup and endless words are shown as text, also among what was left out', async () => {
    const ana = await signUpPm()
    const bad = `<script>alert(1)</script> ${'x'.repeat(4000)}`
    await ana.call('inbox.import', {
      text: `## ${bad}\n\n- Shipped ${bad}\n- [ ] Plan ${bad}\n`,
      name: bad.slice(0, 200),
    })
    const { status, html } = await browse(ana).visit('/evidence/inbox')
    expect(status).toBe(200)
    expect(html).not.toContain('<script>alert')
    await ana.call('inbox.approve', { all: true })
    expect(await evidenceOf(ana)).toHaveLength(1)
  })

  test('nobody else in the same file sees or decides it', async () => {
    const ana = await signUpPm()
    const lee = await signUpBeside(ana)
    await lee.call('inbox.import', { text: '- Shipped Lee’s secret portal to 40 partners' })
    const [line] = (await lee.call('inbox.list')).items
    const { visit } = browse(ana)
    const page = await visit('/evidence/inbox')
    expect(page.text).not.toContain('secret')
    expect(page.text).not.toContain('Pasted notes')
    for (const operation of ['inbox.approve', 'inbox.dismiss'])
      expect((await visit(`/do/${operation}`, { ids: line.id, _from: '/evidence/inbox' })).status).toBe(404)
    expect((await visit('/do/inbox.edit', { id: line.id, text: 'Mine', _from: '/evidence/inbox' })).status).toBe(404)
    await visit('/do/inbox.approve', { batch: line.batch, _from: '/evidence/inbox' })
    expect((await lee.call('inbox.list')).waiting).toBe(1)
    expect(await evidenceOf(ana)).toEqual([])
  })
})
