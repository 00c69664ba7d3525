import { describe, expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { expectationWords } from './pages-ladder.tsx'

describe('the ladder', () => {
  test('opens with one’s own level beside the one aimed at, and marks both', async () => {
    const { html, text } = await browse(await signUpPm()).visit('/level/ladder')
    expect(html).toMatch(/<option value="pm" selected="">/)
    expect(html).toMatch(/<option value="senior" selected="">/)
    expect(text).toContain('Product Manager – you are here')
    expect(text).toContain('Senior Product Manager – your target')
    expect(text).toContain('Lead with which problem deserves the team next')
    expect(text).toContain('Settles a contested priority')
    expect(text).toContain('Brings teams under different managers')
  })

  test('sets any two levels side by side, such as the two tracks', async () => {
    const { text } = await browse(await signUpPm()).visit('/level/ladder?a=principal&b=group')
    const beside = text.split('Two levels side by side')[1]!.split('All levels')[0]!
    expect(beside).toContain('A problem that crosses organisations')
    expect(beside).toContain('A product area delivered through PMs they manage')
    expect(beside).toContain('Before the next 9 months of work of the next level’s size')
    expect(beside).not.toContain('Your target Scope')
    expect(beside).toContain('Principal Product Manager beside Group Product Manager')
  })

  test('the same level twice is one column, and a level there is not is a page that says so', async () => {
    const browser = browse(await signUpPm())
    const same = await browser.visit('/level/ladder?a=senior&b=senior')
    expect(same.html.split('id="levels"')[0]!.match(/Argue it as a case/g)).toHaveLength(1)
    const unknown = await browser.visit('/level/ladder?a=wizard')
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('has no level “wizard”')
  })

  test('lists every level by track, with its months and what it calls for', async () => {
    const ana = await signUpPm()
    const framework = ana.app.cairn.frameworks.find(({ id }) => id === 'pm')!
    const { text, html } = await browse(ana).visit('/level/ladder')
    const levels = html.split('id="levels"')[1]!
    for (const { title } of framework.levels) expect(levels).toContain(title)
    for (const { name } of framework.tracks) expect(levels).toContain(`<h3>${name}</h3>`)
    expect(text).toContain('The shared path')
  })

  test('explains specialisations and marks one’s own', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { specialisation: 'growth' })
    const { text } = await browse(ana).visit('/level/ladder')
    expect(text).toMatch(/Growth PM Yours/)
    expect(text).toContain('Weighs less: Strategic thinking.')
  })

  test('without a target nothing is marked as one', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { target: 'none' })
    const { text } = await browse(ana).visit('/level/ladder')
    expect(text).toContain('you are here')
    expect(text).not.toContain('your target')
  })

  test('another ladder can be read before one stands on any', async () => {
    const browser = browse(await signUp())
    const { text } = await browser.visit('/level/ladder?ladder=pmm')
    expect(text).toContain('Product marketing management')
    expect(text).toContain('Execution: every skill at the bar')
    expect(text).not.toContain('you are here')
    expect((await browser.visit('/level/ladder?ladder=none')).status).toBe(404)
  })
})

test('what a level expects of a tier reads as words', async () => {
  const pmm = (await signUp()).app.cairn.frameworks.find(({ id }) => id === 'pmm')!
  expect(
    expectationWords(
      { tier: 3, bar: 'credible', meetsAtLeast: 1, must: ['competitive-positioning'], credited: 2 },
      pmm,
    ),
  ).toBe(
    'Strategic and commercial: no skill more than about a step below the bar, at least 1 at the bar, Competitive positioning at the bar, 2 results that others credit to you',
  )
})
