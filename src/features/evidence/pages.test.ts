import { describe, expect, test } from 'vitest'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const story =
  'Recommended cutting social sharing because 2 of 40 teams asked for it. Week-1 retention 42 % → 58 % by 3 June 2026.'
const hostile = `<script>alert("1")</script> & <img src=x onerror=alert(2)> ${'x'.repeat(4000)}`

describe('logging without script', () => {
  test('one sentence is enough: the coach reads the rest, and one is back in the log with a way to undo', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log')
    const saved = await send(html, 'evidence.capture', { text: story, size: 'yes' })
    expect(saved.path).toBe('/evidence')
    expect(saved.text).toContain(
      'Counts towards Outcome ownership at Senior Product Manager. Nobody has confirmed it yet.',
    )
    expect(saved.html).toContain('action="/do/activity.undo"')
    const [record] = (await ana.call('evidence.list')).items
    expect(record).toMatchObject({
      text: story,
      kind: 'outcome',
      kindSource: 'coach',
      skillsSource: 'coach',
      scope: 'senior',
    })
    expect(record.happenedOn).toBe('2026-06-03')
    expect((await send(saved.html, 'activity.undo')).text).toContain('Undone.')
    expect((await ana.call('evidence.list')).items).toEqual([])
  })

  test('goes back to the page one came from, and never to another site', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const link = /href="(\/log[^"]*)"[^>]*data-key="n"/.exec((await visit('/initiatives?cursor=')).html)![1]!
    expect((await send((await visit(link)).html, 'evidence.capture', { text: story })).path).toBe(
      '/initiatives?cursor=',
    )
    const away = await visit(`/log?back=${encodeURIComponent('//evil.example/')}`)
    expect((await send(away.html, 'evidence.capture', { text: story })).path).toBe('/evidence')
  })

  test('“read it first” shows what was understood and what it would count for, keeps nothing, and forgets nothing', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const read = await send((await visit('/log')).html, 'evidence.capture', {
      text: 'Shipped the partner portal.',
      size: 'yes',
      myPart: 'Wrote the brief.',
      newInitiative: 'Portal',
      dryRun: 'true',
    })
    expect(read.status).toBe(200)
    expect(read.text).toContain('Work made')
    expect(read.text).toContain('Not kept yet.')
    expect(read.text).toContain('What has changed since, for customers or the business?')
    expect(read.html).toContain('Shipped the partner portal.</textarea>')
    expect(read.html).toContain('Wrote the brief.</textarea>')
    expect((await ana.call('evidence.list')).items).toEqual([])
    expect((await ana.call('initiative.list')).items).toEqual([])
    await send(read.html, 'evidence.capture')
    expect((await ana.call('evidence.list')).items[0]).toMatchObject({
      text: 'Shipped the partner portal.',
      myPart: 'Wrote the brief.',
      scope: 'senior',
    })
  })

  test('a new initiative begins with its first record, and a second record of that name joins it', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log')
    await send(html, 'evidence.capture', { text: 'Cut setup from 9 steps to 4.', newInitiative: 'Onboarding' })
    await send(html, 'evidence.capture', { text: 'Wrote the launch brief.', newInitiative: 'onboarding' })
    const { items } = await ana.call('initiative.list')
    expect(items).toMatchObject([{ title: 'Onboarding', records: 2 }])
  })

  test('points that the words call percent are told apart on its page', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Retention up 16% from 42% to 58%.' })
    const { text } = await browse(ana).visit(`/evidence/${evidence.id}`)
    expect(text).toContain('From 42 % to 58 % is 16 points, or 38 % against what it was. Your words say 16 %.')
  })

  test('a refused save shows the form again, filled, with the reason at its field', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const skills = ['strategic-thinking', 'product-sense', 'discovery', 'execution']
    const refused = await send((await visit('/log')).html, 'evidence.capture', {
      text: story,
      skills,
      seenBy: 'Priya',
      'decision.because': 'Nobody asked',
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('at most three skills')
    expect(refused.html).toContain(`${story}</textarea>`)
    expect(refused.html).toContain('Priya</textarea>')
    expect(refused.html).toContain('Nobody asked</textarea>')
    expect(refused.html.match(/name="skills"[^>]*checked/g)).toHaveLength(4)
    expect((await send((await visit('/log')).html, 'evidence.capture', { text: '  ' })).status).toBe(422)
    expect((await ana.call('evidence.list')).items).toEqual([])
  })

  test('somebody who has not said what they do can log all the same', async () => {
    const someone = await signUp()
    const { visit, send } = browse(someone)
    const page = await visit('/log')
    expect(page.text).not.toContain('Manager size?')
    const saved = await send(page.html, 'evidence.capture', { text: story })
    expect(saved.text).toContain('Kept. Choose your ladder to see what it counts for.')
  })

  test('who aims at no level is not asked for the size of work', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { target: 'none' })
    expect((await browse(ana).visit('/log')).text).not.toContain('Manager size?')
  })
})

describe('the log', () => {
  test('empty, it teaches with an example and leads to the first record', async () => {
    const { text, html } = await browse(await signUpPm()).visit('/evidence')
    expect(text).toContain('For example')
    expect(html).toContain('href="/log"')
    expect(html).not.toContain('type="search"')
  })

  test('stands by month, newest first, and says who confirmed', async () => {
    const ana = await signUpPm()
    const first = await ana.call('evidence.capture', {
      text: 'Found the billing bug.',
      happenedOn: '2026-03-02',
      seenBy: ['Priya'],
    })
    await ana.call('evidence.capture', { text: story, happenedOn: '2026-06-20' })
    await ana.call('evidence.confirm', { id: first.evidence.id, by: 'Daniel', words: 'She found it.' })
    const { text } = await browse(ana).visit('/evidence')
    expect(text.indexOf('June 2026')).toBeLessThan(text.indexOf('March 2026'))
    expect(text).toContain('confirmed by Daniel')
    expect(text).toContain('nobody has confirmed it yet')
  })

  test('is narrowed by words and filters, which stay as they were set', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: story, kind: 'decision', happenedOn: '2026-06-20' })
    await ana.call('evidence.capture', {
      text: 'Ran 25 interviews with admins.',
      kind: 'artifact',
      happenedOn: '2026-05-20',
    })
    const { visit } = browse(ana)
    const found = await visit('/evidence?query=interviews&kind=&skill=&from=2026-05-01&to=&measured=no&confirmed=')
    expect(found.text).toContain('Ran 25 interviews')
    expect(found.text).not.toContain('Recommended cutting')
    expect(found.html).toContain('value="interviews"')
    expect(found.html).toContain('value="2026-05-01"')
    expect((await visit('/evidence?kind=decision')).text).not.toContain('Ran 25 interviews')
    expect((await visit('/evidence?query=unheard-of')).text).toContain('Nothing matches.')
  })

  test('a page holds thirty records, and the rest is one link further with the same filters', async () => {
    const ana = await signUpPm()
    for (let i = 1; i <= 31; i++)
      await ana.call('evidence.capture', { text: `Interview round ${i} done.`, kind: 'artifact' })
    const { visit } = browse(ana)
    const first = await visit('/evidence?kind=artifact')
    expect(first.html.match(/<li>/g)).toHaveLength(30)
    const older = /href="([^"]*)" rel="next"/.exec(first.html)![1]!.replaceAll('&amp;', '&')
    expect(older).toContain('kind=artifact')
    expect((await visit(older)).html.match(/<li>/g)).toHaveLength(1)
  })

  test('says how many lines wait in the inbox', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { text: '- Cut setup from 9 steps to 4\n- Said no to the export' })
    expect((await browse(ana).visit('/evidence')).text).toContain('2 lines wait in the inbox')
  })

  test('shows removed records when asked, with a way to restore them', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story })
    const { visit, send } = browse(ana)
    const removed = await send((await visit(`/evidence/${evidence.id}`)).html, 'evidence.remove')
    expect(removed.path).toBe('/evidence')
    expect(removed.text).toContain('Removed. It is kept, and you can restore it.')
    const bin = await visit('/evidence?removed=yes')
    expect(bin.text).toContain('Recommended cutting')
    expect((await send(bin.html, 'evidence.restore')).path).toBe(`/evidence/${evidence.id}`)
    expect((await ana.call('evidence.list')).items).toHaveLength(1)
  })
})

describe('one record', () => {
  test('shows its blanks as links to the very answers of the full form', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story, kind: 'decision' })
    const { visit } = browse(ana)
    const { html, text } = await visit(`/evidence/${evidence.id}`)
    expect(text).toContain('Who was losing what, and why?')
    const targets = [...html.matchAll(/class="blank"><span class="unseen">Blank: <\/span><a href="([^"]+)"/g)].map(
      ([, href]) => href!,
    )
    expect(targets.length).toBeGreaterThan(0)
    const form = await visit(`/evidence/${evidence.id}/edit`)
    for (const target of targets) expect(form.html).toContain(`id="${target.split('#')[1]}"`)
  })

  test('keeps another’s words, counted as confirmed', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story, size: 'yes' })
    const { visit, send } = browse(ana)
    const page = await visit(`/evidence/${evidence.id}`)
    const confirmed = await send(page.html, 'evidence.confirm', {
      by: 'Priya, sales',
      words: 'It was her call.',
      scopeSeen: 'senior',
    })
    expect(confirmed.text).toContain('Kept the words of Priya, sales.')
    expect(confirmed.text).toContain('pasted by you')
    expect(confirmed.text).toContain('Confirmed.')
    const refused = await send(page.html, 'evidence.confirm', { by: '', words: 'Yes.' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Yes.</textarea>')
  })

  test('has a message to copy that quotes the record and asks for what they saw', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', {
      text: story,
      seenBy: ['Priya'],
      happenedOn: '2026-06-03',
    })
    const { text } = await browse(ana).visit(`/evidence/${evidence.id}`)
    expect(text).toContain('Hi Priya,')
    expect(text).toContain('about 3 June 2026')
    expect(text).toContain('whether you would call it Senior Product Manager work')
  })

  test('keeps a file and gives it back byte for byte, as a download', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story })
    const { visit } = browse(ana)
    expect((await visit(`/evidence/${evidence.id}`)).html).toMatch(
      /action="\/do\/evidence.attach"[^>]*enctype="multipart\/form-data"/,
    )
    const form = new FormData()
    form.set('_from', `/evidence/${evidence.id}`)
    form.set('id', evidence.id)
    form.set('file', new File(['<script>alert(1)</script>'], '"q" <memo>.html', { type: 'text/html' }))
    const kept = await visit('/do/evidence.attach', form)
    expect(kept.text).toContain(
      'Kept "q" <memo>.html with the record.'.replaceAll('"', '&quot;').replace('<memo>', '&lt;memo&gt;'),
    )
    const file = await visit(/href="(\/files\/[^"]+)"/.exec(kept.html)![1]!)
    expect(file.html).toBe('<script>alert(1)</script>')
  })

  test('removed, it says so and offers nothing but to restore it', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story })
    await ana.call('evidence.remove', { id: evidence.id })
    const { html } = await browse(ana).visit(`/evidence/${evidence.id}`)
    expect(html).toContain('action="/do/evidence.restore"')
    expect(html).not.toContain('action="/do/evidence.confirm"')
  })
})

describe('the full form', () => {
  test('saved untouched, it changes nothing', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', {
      text: story,
      size: 'yes',
      newInitiative: 'Sharing',
      problem: 'Teams left in week one.',
      decision: {
        type: 'cut',
        choice: 'Cut social sharing',
        because: 'Nobody asked',
        notChosen: ['Sharing', 'Badges'],
        revisitOn: '2026-09-01',
      },
      metrics: [
        {
          name: 'week-1 retention',
          from: 42,
          to: 58,
          unit: '%',
          direction: 'up',
          good: true,
          target: 55,
          targetSetBefore: true,
          checks: [{ day: 30, recordedOn: '2026-06-28', value: 57 }],
        },
        { name: 'NPS', direction: 'flat' },
      ],
      skills: ['discovery', 'outcome-ownership'],
      seenBy: ['Priya', 'Head of sales'],
      links: ['https://example.com/a?b=1&c=2'],
      confidential: true,
      audienceLevel: 'director',
    })
    const { visit, send } = browse(ana)
    const before = await ana.call('evidence.show', { id: evidence.id })
    const saved = await send((await visit(`/evidence/${evidence.id}/edit`)).html, 'evidence.edit')
    expect(saved.path).toBe(`/evidence/${evidence.id}`)
    const { decision, metrics, ...rest } = await ana.call('evidence.show', { id: evidence.id })
    expect(rest).toEqual({
      ...rest,
      ...Object.fromEntries(
        Object.entries(before).filter(([name]) => !['decision', 'metrics', 'skillsSource'].includes(name)),
      ),
    })
    expect(decision).toEqual(before.decision)
    expect(metrics).toMatchObject(before.metrics)
  })

  test('what the coach read stays the coach’s reading unless a kind is chosen', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story })
    const { visit, send } = browse(ana)
    const form = await visit(`/evidence/${evidence.id}/edit`)
    await send(form.html, 'evidence.edit', { text: 'Ran 25 interviews with churned admins.' })
    expect(await ana.call('evidence.show', { id: evidence.id })).toMatchObject({
      kind: 'artifact',
      kindSource: 'coach',
    })
    await send(form.html, 'evidence.edit', { kind: 'learning' })
    expect(await ana.call('evidence.show', { id: evidence.id })).toMatchObject({ kind: 'learning', kindSource: 'user' })
    await send((await visit(`/evidence/${evidence.id}/edit`)).html, 'evidence.edit', { kind: '' })
    expect(await ana.call('evidence.show', { id: evidence.id })).toMatchObject({ kind: null, kindSource: 'user' })
  })

  test('a number, its target and its check after 60 days are added row by row; a row cleared out is gone', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Rebuilt the first run.', metrics: [] })
    const { visit, send } = browse(ana)
    const form = await visit(`/evidence/${evidence.id}/edit`)
    await send(form.html, 'evidence.edit', {
      'metrics.0.name': 'activation',
      'metrics.0.from': '31',
      'metrics.0.to': '44',
      'metrics.0.unit': '%',
      'metrics.0.target': '40',
      'metrics.0.targetSetBefore': ['false', 'true'],
      'metrics.0.checks.1.value': '45.5',
    })
    const [metric, ...others] = (await ana.call('evidence.show', { id: evidence.id })).metrics
    expect(others).toEqual([])
    expect(metric).toMatchObject({
      name: 'activation',
      from: 31,
      to: 44,
      direction: 'up',
      target: 40,
      targetSetBefore: true,
    })
    expect(metric.checks).toEqual([{ day: 60, recordedOn: ana.clock.today, value: 45.5 }])
    const again = await visit(`/evidence/${evidence.id}/edit`)
    await send(again.html, 'evidence.edit', { 'metrics.0.name': '', 'metrics.0.from': '', 'metrics.0.to': '' })
    expect((await ana.call('evidence.show', { id: evidence.id })).metrics).toEqual([])
  })

  test('numbers that were corrected say themselves which way it went, and a change that no longer fits is dropped', async () => {
    const ana = await signUpPm()
    const stated = { name: 'churn', from: 8, to: 5, delta: -3, unit: '%', direction: 'down' as const }
    const { evidence } = await ana.call('evidence.capture', { text: 'Found the billing bug.', metrics: [stated] })
    expect(evidence.metrics[0]).toMatchObject(stated)
    const edited = await ana.call('evidence.edit', { id: evidence.id, metrics: [{ ...stated, to: 9 }] })
    expect(edited.metrics[0]).toMatchObject({ from: 8, to: 9, delta: null, direction: 'up' })
  })

  test('a refused change comes back with everything typed', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: story })
    const { visit, send } = browse(ana)
    const refused = await send((await visit(`/evidence/${evidence.id}/edit`)).html, 'evidence.edit', {
      text: 'Another text.',
      'metrics.0.from': 'about forty',
      links: 'not a link',
      skills: ['discovery', 'execution', ''],
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Another text.</textarea>')
    expect(refused.html).toContain('not a link</textarea>')
    expect(refused.html).toContain('value="about forty"')
    expect(refused.html).toMatch(/<option value="execution" selected/)
    expect((await ana.call('evidence.show', { id: evidence.id })).text).toBe(story)
  })
})

describe('whatever a person writes', () => {
  test('markup and endless words are shown as text on every page of the record', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', {
      text: hostile,
      newInitiative: hostile.slice(0, 150),
      seenBy: [hostile.slice(0, 100)],
      links: ['https://example.com/"><script>'],
    })
    await ana.call('evidence.confirm', { id: evidence.id, by: hostile.slice(0, 100), words: hostile.slice(0, 3000) })
    const { visit } = browse(ana)
    for (const path of [
      '/log',
      '/evidence',
      '/evidence?query=%3Cscript%3E',
      `/evidence/${evidence.id}`,
      `/evidence/${evidence.id}/edit`,
      `/initiatives/${evidence.initiative}`,
    ]) {
      const { status, html } = await visit(path)
      expect(status).toBe(200)
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('example.com/"><script>')
    }
  })
})

describe('somebody else in the same file', () => {
  test('sees none of it and changes none of it', async () => {
    const ana = await signUpPm()
    const lee = await signUpBeside(ana)
    const { evidence } = await lee.call('evidence.capture', { text: 'Lee’s own secret result.' })
    const { visit } = browse(ana)
    expect((await visit('/evidence')).text).not.toContain('secret')
    expect((await visit(`/evidence/${evidence.id}`)).text).not.toContain('secret')
    expect((await visit(`/evidence/${evidence.id}/edit`)).text).not.toContain('secret')
    for (const [operation, fields] of [
      ['evidence.edit', { text: 'Mine now' }],
      ['evidence.remove', {}],
      ['evidence.confirm', { by: 'Ana', words: 'Yes' }],
    ] as const)
      expect((await visit(`/do/${operation}`, { id: evidence.id, _from: '/evidence', ...fields })).status).toBe(404)
    expect(await lee.call('evidence.show', { id: evidence.id })).toMatchObject({
      text: 'Lee’s own secret result.',
      removed: false,
      confirmations: [],
    })
  })
})
