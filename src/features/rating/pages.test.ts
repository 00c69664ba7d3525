import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const rateAllBut = async (person: Person, left: string[]) => {
  const { skills } = await person.call('readiness.show')
  for (const { id } of skills) if (!left.includes(id)) await person.call('rating.give', { skill: id, value: 3 })
}

describe('rating oneself', () => {
  test('begins with the skill that counts most and goes on from one to the next', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const first = await browser.visit('/level/rate')
    expect(first.html).toContain('<h1>Leadership through influence</h1>')
    expect(first.text).toContain('0 of 10 rated.')
    const second = await browser.send(first.html, 'rating.give', { value: '3', because: 'One bet across two teams.' })
    expect(second.text).toContain('Kept: Leadership through influence, “Partial”.')
    expect(second.html).toContain('<h1>Strategic thinking</h1>')
    expect(second.text).toContain('1 of 10 rated.')
    const [kept] = (await ana.call('rating.list')).items
    expect(kept).toMatchObject({ skill: 'influence', value: 3, source: 'self', because: 'One bet across two teams.' })
  })

  test('shows the anchor below, at and above the target, and what each point means', async () => {
    const { text } = await browse(await signUpPm()).visit('/level/rate?skill=strategic-thinking')
    expect(text).toContain('Gives the opportunity cost behind each priority')
    expect(text).toContain('Writes an area')
    expect(text).toContain('Sets a domain')
    expect(text).toContain('a reviewer would ask for a second example')
    expect(text).toContain('At level – the bar')
  })

  test('a refused rating comes back with everything typed and nothing kept', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html } = await browser.visit('/level/rate?skill=discovery')
    const refused = await browser.send(html, 'rating.give', { because: 'Five interviews & a <b>cut</b>' })
    expect(refused.html).toContain('<h1>Discovery &amp; customer understanding</h1>')
    expect(refused.text).toContain('Not saved.')
    expect(refused.html).toContain('Five interviews &amp; a &lt;b&gt;cut&lt;/b&gt;')
    expect((await ana.call('rating.list')).items).toEqual([])
    const mended = await browser.send(refused.html, 'rating.give', { value: '4', because: 'Five interviews' })
    expect(mended.text).toContain('1 of 10 rated.')
  })

  test('a skill can be passed over: it comes round again after the others', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    await rateAllBut(ana, ['influence', 'execution'])
    expect((await browser.visit('/level/rate')).html).toContain('<h1>Leadership through influence</h1>')
    expect((await browser.visit('/level/rate?after=influence')).html).toContain('<h1>Execution</h1>')
    expect((await browser.visit('/level/rate?after=execution')).html).toContain('<h1>Leadership through influence</h1>')
  })

  test('no occasion yet needs no choice and counts as answered', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    await rateAllBut(ana, ['execution'])
    const { html } = await browser.visit('/level/rate')
    const done = await browser.send(html, 'rating.give', { noOpportunity: 'true' })
    expect(done.text).toContain('You have rated all 10 skills of Senior Product Manager.')
    expect(done.text).toContain('Execution : No occasion yet')
  })

  test('offers the records of the skill to rest on, and keeps which were chosen', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Cut <i>the</i> export', skills: ['execution'] })
    await ana.call('evidence.capture', { text: 'Wrote a memo', skills: ['communication'] })
    const browser = browse(ana)
    const { html } = await browser.visit('/level/rate?skill=execution')
    expect(html).toContain('Cut &lt;i&gt;the&lt;/i&gt; export')
    expect(html).not.toContain('Wrote a memo')
    await browser.send(html, 'rating.give', { value: '3', evidence: evidence.id })
    expect((await ana.call('rating.list')).items[0].evidence).toEqual([evidence.id])
  })

  test('an older rating stays in sight, and the page of an unknown skill says so', async () => {
    const ana = await signUpPm()
    await ana.call('rating.give', { skill: 'execution', value: 2, on: '2026-01-15', because: 'Mostly guided.' })
    const browser = browse(ana)
    expect((await browser.visit('/level/rate?skill=execution')).text).toMatch(
      /Early on 15 January 2026 : Mostly guided/,
    )
    const unknown = await browser.visit('/level/rate?skill=juggling')
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('There is no such skill.')
  })

  test('another person’s ratings and records in the same file are not there', async () => {
    const ana = await signUpPm()
    const bo = await signUpBeside(ana)
    await bo.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    await bo.call('rating.give', { skill: 'execution', value: 2, because: 'Bo’s own words' })
    await bo.call('evidence.capture', { text: 'Bo’s launch', skills: ['execution'] })
    const { text } = await browse(ana).visit('/level/rate?skill=execution')
    expect(text).toContain('0 of 10 rated.')
    expect(text).not.toContain('Bo’s')
  })
})

describe('a rating one heard', () => {
  test('is kept as heard, says that it counts half, and offers the next one by the same person', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const page = await browser.visit('/level/rate/heard')
    expect(page.text).toContain('kept “as you heard it”')
    expect(page.text).toContain('half as much')
    expect(page.text).toContain('opens no number')
    const after = await browser.send(page.html, 'rating.give', {
      source: 'peer',
      rater: 'Maya & Lee',
      skill: 'execution',
      value: '4',
      because: 'Lands what she plans',
    })
    expect(after.text).toContain('Kept as you heard it: Execution, “At level”, by Maya & Lee.'.replace('&', '&amp;'))
    expect(after.html).toContain('value="Maya &amp; Lee"')
    expect((await ana.call('rating.list')).items[0]).toMatchObject({ heard: true, source: 'peer', rater: 'Maya & Lee' })
  })

  test('a peer without a name is refused with everything typed', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html } = await browser.visit('/level/rate/heard?skill=execution')
    const refused = await browser.send(html, 'rating.give', {
      source: 'peer',
      rater: '',
      value: '4',
      because: 'Kept text',
    })
    expect(refused.text).toContain('Say which peer rated.')
    expect(refused.html).toContain('Kept text')
    expect(refused.html).toMatch(/<option value="execution" selected/)
    expect((await ana.call('rating.list')).items).toEqual([])
  })

  test('a manager’s name may stay blank, because the profile has it', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html } = await browser.visit('/level/rate/heard?skill=execution')
    await browser.send(html, 'rating.give', { source: 'manager', rater: '', value: '2' })
    expect((await ana.call('rating.list')).items[0]).toMatchObject({ rater: 'Daniel', heard: true })
  })
})

test('whoever has not said what they do yet is sent to begin', async () => {
  const someone = await signUp()
  for (const path of ['/level/rate', '/level/rate/heard'])
    expect((await browse(someone).visit(path)).html).not.toContain('action="/do/rating.give"')
})
