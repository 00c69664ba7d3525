import { describe, expect, test } from 'vitest'
import { answeredOn } from '../../../test/answered.ts'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

describe('asking on a page', () => {
  test('teaches where nobody was asked yet, and asks about the five skills that count most', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html, text } = await browser.visit('/level/ratings')
    expect(text).toContain('They need no account and no program.')
    expect(text).toContain('Rate yourself first')
    expect(html.match(/name="skills" value="[\w-]+" checked/g)).toHaveLength(5)
    const made = await browser.send(html, 'rating.form', {
      skills: ['', 'execution', 'discovery'],
    })
    expect(made.path).toMatch(/^\/level\/ratings\/[\w-]+$/)
    expect(made.text).toContain('Ready to send: a mail for Daniel.')
    expect(made.html).toContain('A. Execution')
    expect(made.text).toContain('2 of these skills are not rated by you yet.')
    expect((await browser.visit('/level/ratings')).text).toContain(
      'Daniel was asked on 30 June 2026 and has not answered yet.',
    )
  })

  test('a refused request comes back with everything chosen', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html } = await browser.visit('/level/ratings')
    const refused = await browser.send(html, 'rating.form', { source: 'peer', form: 'file', skills: ['', 'execution'] })
    expect(refused.text).toContain('Say which peer rated.')
    expect(refused.html).toMatch(/name="skills" value="execution" checked/)
    expect(refused.html).toMatch(/name="form" value="file" checked/)
    expect((await ana.call('rating.asked')).items).toEqual([])
  })

  test('the page for a rater is saved as a file', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('rating.form', { form: 'file' })
    const browser = browse(ana)
    const { html } = await browser.visit(`/level/ratings/${id}`)
    const [, address] = /href="(\/download\/rating\.show[^"]+)"/.exec(html)!
    const page = await browser.visit(address!)
    expect(page.html).toContain(`data-request="${id}"`)
  })
})

describe('taking in an answer on a page', () => {
  test('a mail is read first and kept on a second press, with what is unclear asked in between', async () => {
    const ana = await signUpPm()
    for (const skill of ['execution', 'discovery', 'data-fluency']) await ana.call('rating.give', { skill, value: 4 })
    const { id } = await ana.call('rating.form', { skills: ['execution', 'discovery', 'data-fluency'] })
    const browser = browse(ana)
    const { html } = await browser.visit(`/level/ratings/${id}`)
    const read = await browser.send(html, 'rating.receive', {
      text: 'A 3 because of <b>the</b> bet\nB 3-4\nC n/a\n',
      dryRun: 'true',
    })
    expect(read.text).toContain('Read from Daniel: 2 of 3. Nothing is kept yet.')
    expect(read.text).toContain('lies between two points.')
    expect((await ana.call('rating.show', { id })).state).toBe('asked')
    expect(read.html).toMatch(/name="meanings\.discovery" value="3"/)
    const kept = await browser.send(read.html, 'rating.receive', { 'meanings.discovery': '3' })
    expect(kept.text).toContain('Daniel’s answer is in: 3 of 3.')
    expect(kept.text).toContain('Execution: Partial')
    expect(kept.text).toContain('Discovery & customer understanding: Partial , as you heard it'.replace('&', '&amp;'))
    expect(kept.text).toContain('no occasion to see it')
    expect(kept.text).toContain('you: At level')
  })

  test('a sealed answer shows nothing of itself and says what to rate; the last rating opens it', async () => {
    const ana = await signUpPm()
    const { id, file } = await ana.call('rating.form', { form: 'file', skills: ['execution'] })
    const browser = browse(ana)
    const { html } = await browser.visit(`/level/ratings/${id}`)
    const code = answeredOn(file.text, { execution: [2, 'Zanzibar'] })
    const sealed = await browser.send(html, 'rating.receive', { text: code })
    expect(sealed.text).toContain('It opens when you have rated Execution yourself.')
    for (const path of [sealed.path, '/level/ratings', '/level/alignment', '/level', '/level/skills/execution'])
      expect((await browser.visit(path)).text, path).not.toContain('Zanzibar')
    const rating = await browser.visit('/level/rate?skill=execution')
    const opened = await browser.send(rating.html, 'rating.give', { value: '4' })
    expect(opened.text).toContain('Daniel: the answer is open now.')
    expect((await browser.visit(sealed.path)).text).toContain('Zanzibar')
    expect((await browser.visit('/level/alignment')).text).toContain('2 points apart')
  })

  test('a tampered code is refused on the page, with what was pasted still there', async () => {
    const ana = await signUpPm()
    const { id, file } = await ana.call('rating.form', { form: 'file', skills: ['execution'] })
    const code = answeredOn(file.text, { execution: 2 }, { key: Buffer.alloc(32).toString('base64url') })
    const browser = browse(ana)
    const { html } = await browser.visit(`/level/ratings/${id}`)
    const refused = await browser.send(html, 'rating.receive', { text: code })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('was not made with the form for Daniel')
    expect(refused.html).toContain(code)
  })

  test('a request is taken back, an answer is taken out, and each can be undone', async () => {
    const ana = await signUpPm()
    await ana.call('rating.give', { skill: 'execution', value: 4 })
    const { id } = await ana.call('rating.form', { skills: ['execution'] })
    const browser = browse(ana)
    const address = `/level/ratings/${id}`
    const cancelled = await browser.send((await browser.visit(address)).html, 'rating.cancel')
    expect(cancelled.text).toContain('You took this request back on 30 June 2026.')
    await browser.send(cancelled.html, 'activity.undo')
    await ana.call('rating.receive', { id, text: 'A 2' })
    const { html } = await browser.visit(address)
    const out = await browser.send(html, 'rating.withdraw')
    expect(out.text).toContain('counts nowhere now')
    expect(out.text).not.toContain('Early')
    const back = await browser.send(out.html, 'activity.undo')
    expect((await browser.visit(address)).text).toContain('Early')
    expect(back.status).toBe(200)
  })

  test('whoever aims at another level by now is told that ratings against it open nothing', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('rating.form', { skills: ['execution'] })
    const browser = browse(ana)
    expect((await browser.visit(`/level/ratings/${id}`)).text).not.toContain('you aim at another level now')
    await ana.call('profile.set', { target: 'none' })
    const { text } = await browser.visit(`/level/ratings/${id}`)
    expect(text).toContain('This request is about Senior Product Manager, and you aim at another level now.')
  })

  test('who prefers to answer in person is led to what was heard', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('rating.form', { source: 'peer', rater: 'Maya & Lee' })
    await ana.call('rating.receive', { id, text: 'in person, please' })
    const browser = browse(ana)
    const { html } = await browser.visit(`/level/ratings/${id}`)
    const [, address] = /href="(\/level\/rate\/heard\?[^"]+)"/.exec(html)!
    const heard = await browser.visit(address!.replaceAll('&amp;', '&'))
    expect(heard.html).toContain('value="Maya &amp; Lee"')
    expect(heard.html).toMatch(/name="source" value="peer" checked/)
  })
})

describe('you and others', () => {
  test('teaches where nobody has rated', async () => {
    const { text } = await browse(await signUpPm()).visit('/level/alignment')
    expect(text).toContain('Nobody else has rated yet.')
  })

  test('shows each skill on the ladder’s own scale with a table, and the largest differences as points for a talk', async () => {
    const ana = await signUpPm()
    const own = { execution: 5, discovery: 2, 'data-fluency': 4, communication: 4, influence: 3 }
    for (const [skill, value] of Object.entries(own)) await ana.call('rating.give', { skill, value })
    const { id } = await ana.call('rating.form', { skills: Object.keys(own) })
    await ana.call('rating.receive', { id, text: 'A 2\nB 4\nC 4\nD 3\nE 3' })
    await ana.call('rating.give', { source: 'peer', rater: '<b>Maya</b>', skill: 'influence', value: 5 })
    const { html, text } = await browse(ana).visit('/level/alignment')
    expect(text).toContain('You agree on 2 of 5 skills.')
    expect(text).toContain('3 points for your next talk')
    expect(text).toContain('Execution: you 5, Daniel 2')
    expect(html.match(/<svg class="plot"/g)).toHaveLength(5)
    expect(text).toContain('Daniel: 2 Early')
    expect(html).toContain('&lt;b&gt;Maya&lt;/b&gt;: 5 Beyond, as you heard it')
    await ana.call('settings.set', { hideNumbers: true })
    const hidden = await browse(ana).visit('/level/alignment')
    expect(hidden.text).not.toMatch(/you 5|Daniel: 2|2 Early/)
    expect(hidden.text).toContain('Daniel: Early')
  })

  test('another person’s requests and answers are not there', async () => {
    const ana = await signUpPm()
    const bo = await signUpBeside(ana)
    await bo.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    await bo.call('rating.give', { skill: 'execution', value: 4 })
    const { id } = await bo.call('rating.form', { skills: ['execution'], rater: 'Zed' })
    await bo.call('rating.receive', { id, text: 'A 2 - his words' })
    const browser = browse(ana)
    for (const path of ['/level/ratings', '/level/alignment'])
      expect((await browser.visit(path)).text).not.toContain('Zed')
    expect((await browser.visit(`/level/ratings/${id}`)).status).toBe(404)
  })
})

test('whoever has not said what they do yet is sent to begin', async () => {
  const someone = await signUp()
  for (const path of ['/level/ratings', '/level/alignment', '/level/ratings/x'])
    expect((await browse(someone).visit(path)).html).not.toContain('action="/do/rating.form"')
})
