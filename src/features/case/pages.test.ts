import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const capture = async (person: Person, text: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', { text, happenedOn: '2026-06-01', ...fields })
  return evidence.id
}

const retention = { name: 'week-1 retention', from: 42, to: 58, unit: '%' }

/** Three examples of the next level's size, confirmed, with the person's own sentences around them. */
async function withFullCase(): Promise<Person> {
  const ana = await signUpPm()
  await ana.call('profile.set', { reviewOn: '2026-09-15' })
  const { id: onboarding } = await ana.call('initiative.start', { title: 'Onboarding redesign', origin: 'found' })
  const senior = { scope: 'senior' }
  await capture(ana, 'Found that half of the trials never reach step two.', {
    ...senior,
    kind: 'problem',
    initiative: onboarding,
    skills: ['discovery'],
    happenedOn: '2026-02-03',
  })
  const result = await capture(ana, 'Week-1 retention went from 42% to 58%.', {
    ...senior,
    kind: 'outcome',
    initiative: onboarding,
    skills: ['outcome-ownership'],
    metrics: [retention],
    myPart: 'I cut the setup to three steps.',
    othersPart: 'Maya drew it, Tom built it.',
  })
  const pricing = await capture(ana, 'Settled the pricing.', {
    ...senior,
    kind: 'decision',
    skills: ['strategic-thinking'],
    happenedOn: '2026-03-03',
    decision: {
      choice: 'keep one plan per team size',
      notChosen: ['Usage-based pricing'],
      because: 'buyers can plan it',
    },
  })
  const trust = await capture(ana, 'The VP asked me to run planning for both squads.', {
    ...senior,
    kind: 'feedback',
    skills: ['influence'],
    happenedOn: '2026-04-08',
  })
  for (const [id, by] of [
    [result, 'Maya'],
    [pricing, 'Lee'],
    [trust, 'Kim'],
  ] as const)
    await ana.call('evidence.confirm', { id, by, words: `${by} saw it happen.`, how: 'pasted', on: '2026-06-10' })
  await ana.call('case.edit', {
    area: 'Onboarding for 40,000 teams',
    growing: 'Shadowing finance.',
    next: 'Own activation',
  })
  return ana
}

/** The words of the document as printed, without what only the screen shows. */
const paperOf = (html: string): string =>
  `<article${html.split('<article')[1]!.split('</article>')[0]!}`
    .replace(/<span class="screen-only">.*?<\/span>/gs, ' ')
    .replace(/<span class="blank">.*?<\/a><\/span>/gs, ' ____ ')

const wordsIn = (text: string): string[] => decoded(text).match(/[\p{L}\p{N}_]+/gu) ?? []

const decoded = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const hiddenMarkdown = (html: string): string =>
  /<pre id="case-markdown" hidden="">([\s\S]*?)<\/pre>/.exec(html)![1]!.replaceAll('&gt;', '>')

describe('the case page', () => {
  test('asks first what the case is for, then for one record', async () => {
    const nobody = await signUp()
    expect((await browse(nobody).visit('/case')).text).toContain('Say what you do')
    const ana = await signUpPm()
    const { text, html } = await browse(ana).visit('/case')
    expect(text).toContain('One is enough for a first page')
    expect(html).not.toContain('<article')
  })

  test('stands as soon as there is one record, with what would help beside it', async () => {
    const ana = await signUpPm()
    const id = await capture(ana, 'Moved sales to the new deck.')
    const { html, text } = await browse(ana).visit('/case')
    expect(text).toContain('One example. What would help most')
    expect(paperOf(html)).toContain('Moved sales to the new deck.')
    expect(paperOf(html).split('Moved sales to the new deck').length - 1).toBe(1)
    expect(html).toContain(`href="/evidence/${id}/edit?back=/case#edit-`)
    expect(text).not.toMatch(/\d+ things missing/)
  })

  test('a blank leads to its form, and the answer back to the case', async () => {
    const ana = await signUpPm()
    await capture(ana, 'Moved sales to the new deck.')
    const { visit, send } = browse(ana)
    const { html } = await visit('/case')
    const address =
      /class="blank"[^>]*><span class="unseen">Blank: <\/span><a href="(\/evidence\/[^"#]+\/edit\?back=\/case)#/.exec(
        html,
      )![1]!
    const { html: form } = await visit(address)
    expect(form).toMatch(/name="_next" value="\/case"/)
    const back = await send(form, 'evidence.edit', { problem: 'Reps lost deals to an old price.' })
    expect(paperOf(back.html)).toContain('Reps lost deals to an old price.')
    expect(html).toContain('href="/more/settings?back=/case#profile-reviewOn"')
    const { html: record } = await visit(/href="(\/evidence\/[^"#]+)#confirmations"/.exec(html)![1]!)
    const confirmed = await send(record, 'evidence.confirm', { by: 'Maya', words: 'I saw it.', on: '2026-06-10' })
    expect(paperOf(confirmed.html)).toContain('Confirmed by Maya (words pasted by me).')
  })

  test('every link to a missing piece leads to a place that is there', async () => {
    const ana = await withFullCase()
    const { visit } = browse(ana)
    const { html } = await visit('/case')
    const links = [...new Set([...html.matchAll(/href="([^"]*back=\/case#[^"]*)"/g)].map(([, link]) => link!))]
    expect(links.length).toBeGreaterThan(2)
    for (const [address, place] of links.map((link) => link.split('#')))
      expect((await visit(address!)).html).toContain(`id="${place}"`)
  })

  test('says in plain words on screen, and not on paper, why an example is only in the draft', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Moved sales to the new deck.' })
    const { visit } = browse(ana)
    const { html, text } = await visit('/case')
    const hint = 'work of your present level’s size, names no skill yet'
    expect(text).toContain(`Only in the draft: ${hint}`)
    expect(paperOf(html)).not.toMatch(/draft|present-level|skill\?/)
    const { markdown, examples } = await ana.call('case.show')
    expect(examples[0].marks).toEqual(expect.arrayContaining(['present-level scope', 'skill?']))
    expect(markdown).toContain(`_(draft: ${hint}`)
    expect(markdown).not.toMatch(/present-level|skill\?/)
    const half = (await visit('/start/case')).text
    expect(half).toContain(`Only in the draft: ${hint}`)
    expect(half.split('When are promotions decided next?')).toHaveLength(2)
  })

  test('shows the whole case in the order of its sections, each blank leading to where it is filled', async () => {
    const ana = await withFullCase()
    const { html, text } = await browse(ana).visit('/case')
    const headings = [
      ...html
        .split('<article')[1]!
        .split('</article>')[0]!
        .matchAll(/<h2>(.*?)<\/h2>/g),
    ].map(([, heading]) => heading)
    expect(headings).toEqual([
      'What I ask',
      'In short',
      'Examples',
      'Expectations',
      'In others’ words',
      'Still growing',
      'Next',
    ])
    expect(text).toContain('Found that half of the trials never reach step two.')
    expect(text).toContain('I decided to')
    expect(text).toContain('The other option: Usage-based pricing.')
    expect(text).toContain('My part: I cut the setup to three steps.')
    expect(html).toContain('case-coverage')
    const blanks = [...html.split('<article')[1]!.matchAll(/class="blank"><span class="unseen">Blank: <\/span>(.{9})/g)]
    expect(blanks.length).toBeGreaterThan(0)
    expect(blanks.map(([, start]) => start)).toEqual(blanks.map(() => '<a href="'))
  })

  test('says the same words as its Markdown, on the page, in the file and on the command line', async () => {
    const ana = await withFullCase()
    const { html } = await browse(ana).visit('/case')
    const { markdown } = await ana.call('case.show')
    const printed = wordsIn(paperOf(html))
    expect(wordsIn(markdown.replace(/\\/g, ''))).toEqual(printed)
    expect(wordsIn(hiddenMarkdown(html))).toEqual(wordsIn(markdown))
    expect((await ana.call('case.export', { format: 'md' })).file.text).toBe(markdown)
    expect(printed.length).toBeLessThan(400)
  })

  test('prints nothing but the document', async () => {
    const ana = await withFullCase()
    const { html } = await browse(ana).visit('/case')
    const afterPaper = html.split('</article>')[1]!
    expect(afterPaper.trimStart().startsWith('<div class="screen-only">')).toBe(true)
    const rest = afterPaper.split('<pre id="case-markdown" hidden')[0]!
    expect(rest).toContain('id="own-sentences"')
    expect(rest).toContain('id="coverage"')
  })

  test('what a person wrote stays text', async () => {
    const ana = await signUpPm()
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & more'
    const { id: initiative } = await ana.call('initiative.start', { title: hostile, origin: 'found' })
    await capture(ana, hostile, { initiative, problem: hostile, next: hostile, seenBy: ['<b>Lee</b>'] })
    await ana.call('case.edit', { area: hostile })
    const { html } = await browse(ana).visit('/case')
    expect(html).not.toMatch(/<img|<b>Lee|<script>alert/)
    expect(html).toContain('&lt;script&gt;alert(1)')
  })

  test('a refused text comes back as it was typed, with the field marked', async () => {
    const ana = await withFullCase()
    const { visit, send } = browse(ana)
    const { html } = await visit('/case')
    const tooLong = 'Onboarding and billing. '.repeat(30)
    const refused = await send(html, 'case.edit', { area: tooLong, next: 'Own pricing' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(tooLong.trim().slice(0, 200))
    expect(refused.html).toContain('Own pricing</textarea>')
    expect(refused.html).toMatch(/name="area"[^>]*aria-invalid|aria-invalid[^>]*name="area"/)
    expect((await ana.call('case.show')).inShort[0].pieces[0]).toBe('Onboarding for 40,000 teams.')
  })

  test('an own sentence goes in, and can be taken out again', async () => {
    const ana = await withFullCase()
    const { visit, send } = browse(ana)
    const kept = await send((await visit('/case')).html, 'case.edit', { next: 'Pricing for all of Europe' })
    expect(paperOf(kept.html)).toContain('Pricing for all of Europe.')
    const cleared = await send(kept.html, 'case.edit', { next: '' })
    expect(paperOf(cleared.html)).not.toContain('Pricing for all of Europe')
    expect(cleared.text).toContain('Your own sentences: the problem you want to own.')
  })

  test('a pinned record stays in, one left out is gone and can be named to come back', async () => {
    const ana = await withFullCase()
    const deck = await capture(ana, 'Wrote the sales deck for the summer.', {
      kind: 'artifact',
      skills: ['strategic-thinking'],
    })
    const { visit, send } = browse(ana)
    const before = await visit('/case')
    expect(paperOf(before.html)).not.toContain('Wrote the sales deck')

    await ana.call('case.choose', { pinned: [deck] })
    const pinned = await visit('/case')
    expect(paperOf(pinned.html)).toContain('Wrote the sales deck')

    const without = await send(pinned.html, 'case.choose', { pinned: [], excluded: [deck] })
    expect(paperOf(without.html)).not.toContain('Wrote the sales deck')
    expect(without.text).toContain('Wrote the sales deck for the summer')
    expect(without.html).toMatch(new RegExp(`name="excluded" value="${deck}" checked`))

    const { examples } = await ana.call('case.show')
    await ana.call('case.choose', { excluded: examples.map(({ id }: { id: string }) => id) })
    expect((await visit('/case')).text).toContain('Leave out')
  })

  test('shows nothing of another person, and refuses their records', async () => {
    const ana = await withFullCase()
    const ben = await signUpBeside(ana)
    await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ben' })
    const theirs = (await ana.call('case.show')).examples[0].id
    const own = await capture(ben, 'Ran the pilot in Berlin.')
    const document = await ben.call('case.show')
    expect(document.sources.map(({ id }: { id: string }) => id)).toEqual([own])
    expect(JSON.stringify(document)).not.toContain('retention')
    await expect(ben.call('case.choose', { excluded: [theirs] })).rejects.toThrow('not among yours')
  })

  test('without a next level it is a footprint: no ask, no review, no size', async () => {
    const ana = await withFullCase()
    await ana.call('profile.set', { target: 'none' })
    const { text, html } = await browse(ana).visit('/case')
    expect(text).toContain('Your footprint')
    expect(text).toContain('what I am the person to go to for')
    expect(paperOf(html)).not.toMatch(/What I ask|considered|Review:/)
    expect(text).not.toContain('next level’s size')
  })

  test('holds no score, whether numbers are hidden or not', async () => {
    const ana = await withFullCase()
    for (const { id } of (await ana.call('readiness.show')).skills)
      await ana.call('rating.give', { skill: id, value: 4 })
    const { score } = await ana.call('readiness.show')
    expect(score).not.toBeNull()
    const { html: shown } = await browse(ana).visit('/case')
    await ana.call('settings.set', { hideNumbers: true })
    const { html: hidden } = await browse(ana).visit('/case')
    for (const html of [shown, hidden]) expect(html).not.toMatch(/score-number|readiness/i)
    expect(paperOf(hidden)).toBe(paperOf(shown))
    expect(paperOf(hidden)).toContain('42 % → 58 %')
  })
})

describe('the answer of case.show', () => {
  test('holds the sections in order, each sentence with its records', async () => {
    const ana = await withFullCase()
    const { sections, examples, metrics, sources, missing } = await ana.call('case.show')
    expect(examples.length).toBeGreaterThanOrEqual(3)
    expect(examples.length).toBeLessThanOrEqual(5)
    expect(metrics).toMatchObject([{ name: 'Week-1 retention', change: '42 % → 58 %' }])
    expect(missing.length).toBeLessThanOrEqual(8)
    const titles = sections.map(({ title }: { title: string }) => title)
    expect(titles[0]).toBe('What I ask')
    expect(titles).toContain('Onboarding redesign')
    expect(titles.at(-1)).toBe('Next')
    const known = new Set(sources.map(({ id }: { id: string }) => id))
    const sentences = sections.flatMap(
      (section: { sentences: { text: string; sources: string[] }[] }) => section.sentences,
    )
    expect(sentences.every(({ sources }: { sources: string[] }) => sources.every((id) => known.has(id)))).toBe(true)
    const problem = sentences.find(({ text }: { text: string }) => text.startsWith('Problem: Found that half'))
    const [found] = (await ana.call('evidence.list', { kind: 'problem' })).items
    expect(problem.sources).toEqual([found.id])
  })

  test('says how much of the level is covered, by skill and kind', async () => {
    const ana = await withFullCase()
    const { coverage } = await ana.call('case.show')
    expect(coverage.share).toBeGreaterThan(0)
    expect(coverage.share).toBeLessThan(1)
    const strategy = coverage.skills.find(({ id }: { id: string }) => id === 'strategic-thinking')
    expect(strategy.cells.decision).toMatchObject({ count: 1, atLevel: 1 })
    expect(strategy.cells.outcome).toEqual({ count: 0, atLevel: 0, best: 0 })
  })
})
