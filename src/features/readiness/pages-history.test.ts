import { describe, expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { denial } from '../../core/readiness.ts'

const capture = async (person: Person, skill: string, confirmed = true): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', {
    text: `Chose one way over another for ${skill}`,
    kind: 'decision',
    skills: [skill],
    happenedOn: person.clock.today,
    scope: 'senior',
    metrics: [],
  })
  if (confirmed)
    await person.call('evidence.confirm', {
      id: evidence.id,
      by: 'Maya',
      words: 'I saw it.',
      how: 'pasted',
      on: person.clock.today,
    })
  return evidence.id
}

const rateAll = async (person: Person, value: number) => {
  for (const { id } of (await person.call('readiness.show')).skills)
    await person.call('rating.give', { skill: id, value })
}

/** From March on, with a second voice from April, and better ratings in May. */
async function spring(): Promise<Person> {
  const ana = await signUpPm({ today: '2026-03-02' })
  await rateAll(ana, 2)
  ana.clock.today = '2026-04-01'
  for (const skill of ['execution', 'discovery', 'influence']) await capture(ana, skill)
  ana.clock.today = '2026-05-04'
  await rateAll(ana, 4)
  ana.clock.today = '2026-06-30'
  return ana
}

describe('readiness over time', () => {
  test('is a picture with a title, a description and a table, and a list of what moved it', async () => {
    const visitor = browse(await spring())
    const { html, text } = await visitor.visit('/level/history')
    expect(html).toMatch(/<svg class="trend-picture"[^>]*aria-labelledby="trend-title trend-desc"/)
    expect(text).toContain('Readiness over time with its likely range')
    expect(text).toContain('As a table')
    expect(text).toMatch(/Up \d+ points, to \d\d/)
    expect(text).toContain('You rated ')
    expect(text).toContain('Logged and confirmed: “Chose one way over another for discovery”')
    expect(text).toContain(denial)
    expect((await visitor.visit('/level')).text).toContain('Over time')
  })

  test('goes without any number while numbers are hidden', async () => {
    const ana = await spring()
    await ana.call('settings.set', { hideNumbers: true })
    const visitor = browse(ana)
    const { html, text } = await visitor.visit('/level/history')
    expect(html).not.toContain('trend-picture')
    expect(text).toMatch(/Up: (early|building|close)/)
    expect(text).not.toMatch(/\d+ points?\b|to \d\d\b|support \d/)
    for (const path of ['/level', '/level/skills/discovery', '/level/what-if?if=close'])
      expect((await visitor.visit(path)).html).not.toMatch(
        /trend-picture|band-picture|points? once|\b\d\d \(\d\d–\d\d\)/,
      )
  })

  test('tells before a second voice what was done, and no number', async () => {
    const ana = await signUpPm({ today: '2026-03-02' })
    await rateAll(ana, 4)
    ana.clock.today = '2026-04-01'
    await capture(ana, 'execution')
    const { html, text } = await browse(ana).visit('/level/history')
    expect(text).toContain('No number yet')
    expect(text).toContain('Chose one way over another for execution')
    expect(html).not.toContain('trend-picture')
    expect(text).not.toMatch(/\d+ points?\b/)
  })

  test('begins with a word of what will stand here', async () => {
    const ana = await signUpPm()
    expect((await browse(ana).visit('/level/history')).text).toContain('what moved it')
  })
})

describe('what if', () => {
  test('shows without script what was supposed beside today', async () => {
    const ana = await spring()
    const { html, text } = await browse(ana).visit('/level/what-if?if=manager-bar&if=close')
    expect(text).toContain('Then, beside today')
    expect(html.match(/band-picture/g)).toHaveLength(2)
    expect(html).toContain('value="manager-bar" checked')
    expect(text).toContain(denial)
    expect(text).not.toMatch(/remove|take back a rating/i)
  })

  test('shows no number before a second voice, whatever is supposed', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    const { html, text } = await browse(ana).visit('/level/what-if?if=manager-bar&if=yes')
    expect(html).not.toContain('band-picture')
    expect(text).toContain('A number needs a second voice')
  })
})

test('a skill’s page shows its estimate over time with what was said, and its row where it was', async () => {
  const ana = await spring()
  const { html, text } = await browse(ana).visit('/level/skills/discovery')
  expect(html).toContain('id="skill-trend-title"')
  expect(text).toContain('The estimate went from 2.7 on 2 March 2026 to 3.5 on 30 June 2026; the bar is 4.')
  expect(html).toContain('class="before"')
  expect(text).toMatch(/higher than on \d+ \w+ 2026/)
})
