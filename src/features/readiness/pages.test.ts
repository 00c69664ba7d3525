import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpBeside, signUpPm, today } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { readiness } from '../../core/readiness.ts'
import { transaction } from '../../platform/database.ts'
import { subjectOf } from '../../platform/readiness-subject.ts'

const capture = async (person: Person, skills: string[], fields: Record<string, unknown> = {}): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', {
    text: `Chose one way over two others for ${skills[0]}`,
    kind: 'decision',
    skills,
    happenedOn: '2026-06-01',
    scope: 'senior',
    metrics: [],
    ...fields,
  })
  return evidence.id
}

const confirm = (person: Person, id: string, by = 'Maya') =>
  person.call('evidence.confirm', { id, by, words: 'I saw it happen.', how: 'pasted', on: '2026-06-02' })

const rateAll = async (person: Person, value: number) => {
  for (const { id } of (await person.call('readiness.show')).skills)
    await person.call('rating.give', { skill: id, value })
}

/** A product manager with a second voice. */
async function withSecondVoice(value = 4): Promise<Person> {
  const ana = await signUpPm()
  await rateAll(ana, value)
  for (const skill of ['execution', 'discovery', 'influence']) await confirm(ana, await capture(ana, [skill]))
  return ana
}

/** Everything at the bar and confirmed: more than the gates let through. */
async function withMoreThanTheGates(): Promise<Person> {
  const ana = await signUpPm()
  await rateAll(ana, 5)
  for (const { id } of (await ana.call('readiness.show')).skills)
    for (const happenedOn of ['2026-06-01', '2026-05-02']) await confirm(ana, await capture(ana, [id], { happenedOn }))
  return ana
}

/** What the rules make of it, shown or not. */
const resultFor = (person: Person) =>
  transaction(person.app.cairn.db, 'read', person.personId, async (tx) =>
    readiness(
      (await subjectOf({ tx, personId: person.personId, frameworks: person.app.cairn.frameworks }, today)).input,
    ),
  )

/** The page but for the rules' own share and the count of cells in a picture, which are nobody's score. */
const withoutCounts = (text: string) =>
  text.replace('keeps at most 60% of its points', '').replace(/\d+ of \d+ cells/, '')

/** A value as a page would write it. */
const whole = (value: number) => new RegExp(`\\b${Math.round(value)}\\b`)

const levelOf = async (person: Person) => browse(person).visit('/level')

describe('before a second voice', () => {
  test('there are words and gaps, and the number is nowhere in the page', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    await capture(ana, ['execution'])
    const { raw, score, band, shown } = await resultFor(ana)
    expect(shown).toBe(false)
    const { html, text } = await levelOf(ana)
    expect(text).toContain('A number needs a second voice: three confirmed records, or someone who rates you.')
    expect(text).toContain('None of your records of Senior Product Manager size are confirmed by somebody else')
    expect(text).toContain('You may well be there. It is not shown yet.')
    for (const value of [raw, score, band[0]])
      for (const shape of [String(value), value.toFixed(2), value.toFixed(1)]) expect(html).not.toContain(shape)
    for (const value of [raw, score, ...band]) expect(withoutCounts(text)).not.toMatch(whole(value))
    expect(html).not.toContain('score-number')
    expect(html).not.toContain('band-picture')
    expect(text).not.toContain('This is not your chance')
    expect(text).not.toMatch(/\d+ points?\b/)
    expect(text).not.toMatch(/\d ?%/)
  })

  test('a rating that was only heard opens no number', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    for (const { id } of (await ana.call('readiness.show')).skills)
      await ana.call('rating.give', { skill: id, value: 4, source: 'manager' })
    const { html, text } = await levelOf(ana)
    expect(html).not.toContain('score-number')
    expect(text).toContain('your manager’s word as you heard it')
  })

  test('an empty file teaches what stands here and claims nothing', async () => {
    const { text, html } = await levelOf(await signUpPm())
    expect(text).toContain('Rate your first skill')
    expect(text).toContain('0 of 10 rated by you.')
    expect(text).not.toContain('First gaps')
    expect(html).not.toContain('score-number')
  })
})

describe('with a second voice', () => {
  test('the number stands with its range, its word, its day, its denial and its reasons', async () => {
    const ana = await withSecondVoice()
    const { score, band, confidence } = await resultFor(ana)
    const { html, text } = await levelOf(ana)
    expect(html).toMatch(new RegExp(`score-number.*?>${Math.round(score)}</strong>`, 's'))
    expect(text).toContain(`Likely range ${Math.round(band[0])}–${Math.round(band[1])}. Under our assumptions`)
    expect(text.toLowerCase()).toContain(`${confidence}, as of 30 june 2026`)
    expect(text).toContain(
      'This is not your chance of being promoted. It sums up what you, your manager and your records say about the next level’s expectations.',
    )
    expect(text).toContain('A skill with no records keeps at most 60% of its points')
    expect(text).toContain('At most 60 until your manager has rated most skills in the last year.')
  })

  test('held, it says what the records support, what holds it and the range without the hold', async () => {
    const ana = await withMoreThanTheGates()
    const { raw, rawBand, cap, heldBy } = await resultFor(ana)
    expect(heldBy).toBe('manager_input')
    const { text } = await levelOf(ana)
    expect(text).toContain(
      `Your records support ${Math.round(raw)}. Held at ${Math.round(cap)} until your manager has rated most skills in the last year.`,
    )
    expect(text).toContain(`without the hold: ${Math.round(raw)}, ${Math.round(rawBand[0])}–${Math.round(rawBand[1])}`)
    expect(text).toContain('Held because nobody above you has rated; any line manager who knows your work can.')
    expect(text).toContain('Also held until')
  })

  test('each thing that would change it begins somewhere, and the page it begins on exists', async () => {
    const ana = await withSecondVoice()
    await capture(ana, ['strategic-thinking'])
    const browser = browse(ana)
    const { html } = await browser.visit('/level')
    const changes = html.split('id="changes"')[1]!.split('</section>')[0]!
    const links = [...changes.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!)
    expect(links).toHaveLength(2)
    for (const link of links) expect((await browser.visit(link.split('#')[0]!)).status).toBe(200)
  })

  test('hidden numbers leave words: no score, no range, no points, no values in tables', async () => {
    const ana = await withMoreThanTheGates()
    const { raw, score, band } = await resultFor(ana)
    await ana.call('settings.set', { hideNumbers: true })
    const { html, text } = await levelOf(ana)
    expect(html).not.toContain('score-number')
    expect(html).not.toContain('band-picture')
    expect(text).toContain('Where you stand: close')
    expect(text).toContain('It is held until your manager has rated most skills in the last year.')
    expect(text).toContain('This is not your chance of being promoted.')
    for (const value of [raw, score, ...band]) expect(withoutCounts(text)).not.toMatch(whole(value))
    expect(text).not.toContain('without the hold')
    expect(text).not.toMatch(/points?\./)
    for (const [cell] of html.matchAll(/<td>[^<]*<\/td>/g)) expect(cell).not.toMatch(/^<td>[\d.]+( %)?<\/td>$/)
  })

  test('skills stand heaviest first, with their state in words and their records counted', async () => {
    const { text } = await levelOf(await withSecondVoice())
    const rows = text.split('Skills 10 of 10')[1]!
    expect(rows.indexOf('Leadership through influence')).toBeLessThan(rows.indexOf('Execution'))
    expect(rows).toContain('1 record, confirmed')
    expect(rows).toContain('no record yet')
  })
})

describe('you and your manager', () => {
  test('what was said, with its day and what is still missing', async () => {
    const ana = await withSecondVoice()
    await ana.call('agreement.record', {
      state: 'close',
      on: '2026-06-12',
      conditions: ['<b>One</b> bet across areas'],
    })
    const { html, text } = await levelOf(ana)
    expect(text).toContain('“Close”, said on 12 June 2026 with Daniel. It counts until 10 October 2026.')
    expect(html).toContain('&lt;b&gt;One&lt;/b&gt; bet across areas')
    await ana.call('profile.set', { manager: 'Noor' })
    expect((await levelOf(ana)).text).toContain('with Daniel, who was your manager then.')
  })

  test('where they see a skill differently, its row says so', async () => {
    const ana = await withSecondVoice()
    await ana.call('rating.give', { skill: 'influence', value: 2, source: 'manager' })
    expect((await levelOf(ana)).text).toContain('you and your manager see it differently')
  })
})

test('leave stops the clocks, and the page says until when', async () => {
  const ana = await withSecondVoice()
  await ana.call('profile.set', { leaves: [{ from: '2026-06-15', to: '2026-09-15' }] })
  const { text } = await levelOf(ana)
  expect(text).toContain('You are away until 15 September 2026. Every clock stands still until then')
  expect(text).toContain('Your leaves are left out of every clock.')
})

test('a skill without an occasion reads “No chance yet”, and is not listed as bare', async () => {
  const ana = await signUpPm()
  await ana.call('rating.give', { skill: 'execution', value: 3 })
  for (const { id } of (await ana.call('readiness.show')).skills)
    if (id !== 'people-leadership') await ana.call('rating.give', { skill: id, value: 3 })
  await ana.call('rating.give', { skill: 'people-leadership', noOpportunity: true })
  const { text } = await levelOf(ana)
  expect(text).toContain('No chance yet: create one')
  expect(text).not.toContain('Neither rated nor shown')
})

describe('beyond promotion', () => {
  test('without a target there is a footprint: no number, no hold, nobody to ask', async () => {
    const ana = await withMoreThanTheGates()
    await ana.call('profile.set', { target: 'none' })
    await rateAll(ana, 5)
    const { html, text } = await levelOf(ana)
    expect(html).toContain('<h1>Product Manager</h1>')
    expect(text).toContain('You are not heading for another level now. This is your footprint at your present level')
    expect(text).toContain('Where records are thin')
    expect(html).not.toContain('score-number')
    for (const gone of ['What would change it most', 'You and your manager', 'Held', 'At most', 'Ask '])
      expect(text).not.toContain(gone)
  })

  test('at the top of the ladder it says that nothing lies above', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { level: 'cpo' })
    const { text } = await levelOf(ana)
    expect(text).toContain('Nothing lies above your level on this ladder.')
  })
})

test('a ladder with tiers holds the number by what its level expects, and names the skill', async () => {
  const bo = await signUp()
  await bo.call('profile.set', { framework: 'pmm', level: 'senior', target: 'director', manager: 'Iris' })
  const { skills } = await bo.call('readiness.show')
  for (const { id } of skills) {
    await bo.call('rating.give', { skill: id, value: id === 'pricing-strategy' ? 1 : 4 })
    await confirm(bo, await capture(bo, [id], { scope: 'director' }))
  }
  const { caps } = await resultFor(bo)
  expect(caps.map(({ gate }) => gate)).toContain('level_expectations')
  const { text } = await levelOf(bo)
  expect(text).toContain('Against the Product marketing management ladder, version 1.')
  expect(text).toContain('What the level expects')
  expect(text).toMatch(/until [A-Z][\w /-]+ is closer to the bar/)
  expect(text).toContain('15 of 15 rated by you.')
})

test('another person’s records in the same file change nothing and appear nowhere', async () => {
  const ana = await signUpPm()
  const bo = await signUpBeside(ana)
  await bo.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', manager: 'Zora' })
  await rateAll(bo, 4)
  const ids = []
  for (const skill of ['execution', 'discovery', 'influence'])
    ids.push(await capture(bo, [skill], { text: 'Only Bo has seen this' }))
  for (const id of ids) await confirm(bo, id)
  await bo.call('agreement.record', { state: 'yes' })
  const browser = browse(ana)
  for (const path of ['/level', '/level/skills/execution', '/level/agreement']) {
    const { text, html } = await browser.visit(path)
    expect(text).not.toContain('Only Bo')
    expect(text).not.toContain('Zora')
    expect(html).not.toContain('score-number')
  }
})

describe('a skill’s page', () => {
  test('shows the anchors around the target, the scale, what would prove it and work that fits the level', async () => {
    const { text } = await browse(await signUpPm()).visit('/level/skills/strategic-thinking')
    expect(text).toContain('Gives the opportunity cost behind each priority')
    expect(text).toContain('what you aim at')
    expect(text).toContain('one step further')
    expect(text).toContain('At level – the bar')
    expect(text).toContain('What would prove it')
    expect(text).toContain('Nothing of Senior Product Manager size shows it yet.')
    expect(text).toContain('No record yet.')
    expect(text).toContain('To show: ')
  })

  test('a record that does not count is still said to be there', async () => {
    const ana = await signUpPm()
    await capture(ana, ['execution'], { text: 'Too small', scope: 'pm' })
    const { text } = await browse(ana).visit('/level/skills/execution')
    expect(text).toContain('1 record, which does not count yet.')
    expect(text).toContain('1 record does not count here yet')
  })

  test('offers no work that is meant for other levels', async () => {
    const ana = await signUpPm()
    const framework = ana.app.cairn.frameworks.find(({ id }) => id === 'pm')!
    const skill = framework.skills.find(({ id }) => id === 'discovery')!
    const { text } = await browse(ana).visit('/level/skills/discovery')
    const [fitting, others] = [true, false].map((fits) =>
      skill.actions.filter((action) => (action.for?.includes('senior') ?? true) === fits),
    )
    expect(fitting!.length).toBeGreaterThan(0)
    expect(others!.length).toBeGreaterThan(0)
    for (const { do: words } of fitting!) expect(text).toContain(words.slice(0, 40).split("'")[0])
    for (const { do: words } of others!) expect(text).not.toContain(words.slice(0, 40).split("'")[0])
  })

  test('lists records strongest first with what lifts and lowers each, and apart from those that do not count', async () => {
    const ana = await signUpPm()
    await capture(ana, ['execution'], { text: 'On my own word' })
    await confirm(ana, await capture(ana, ['execution'], { text: 'With a word from Maya' }))
    await capture(ana, ['discovery', 'execution'], { text: 'Second skill here', seenBy: ['Lee'] })
    await capture(ana, ['execution'], { text: 'Too small', scope: 'pm' })
    await capture(ana, ['execution'], { text: 'Only a note', kind: null })
    await capture(ana, ['execution'], { text: 'Long ago', happenedOn: '2025-01-10' })
    await capture(ana, ['execution'], { text: 'No day', happenedOn: null })
    const { text } = await browse(ana).visit('/level/skills/execution')
    const at = (words: string) => text.indexOf(words)
    expect(at('With a word from Maya')).toBeLessThan(at('On my own word'))
    expect(at('On my own word')).toBeLessThan(at('Long ago'))
    expect(text).toContain('Shows it solidly: confirmed by Maya.')
    expect(text).toContain('Shows it a little: confirmed by nobody yet.')
    expect(text).toContain('seen by Lee, confirmed by nobody yet, not its main skill, so it counts half here')
    expect(text).toContain('more than six months old, so it fades')
    expect(text).toContain('3 more records do not count here yet')
    expect(text).toContain('Work below Senior Product Manager size.')
    expect(text).toContain('A note: say what it is, and it can count.')
    expect(text).toContain('No date yet.')
  })

  test('keeps what was said by source, and apart what was said against another level', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { level: 'apm', target: 'pm' })
    await ana.call('rating.give', { skill: 'execution', value: 5, because: 'As an associate' })
    await ana.call('profile.set', { level: 'pm', target: 'senior' })
    await ana.call('rating.give', { skill: 'execution', value: 3, because: 'Two launches' })
    await ana.call('rating.give', { skill: 'execution', value: 2, source: 'manager', because: 'Mostly guided' })
    await ana.call('rating.give', { skill: 'execution', value: 4, source: 'peer', rater: 'Maya' })
    const { text } = await browse(ana).visit('/level/skills/execution')
    expect(text).toContain('Daniel: Early as you heard it')
    expect(text).toContain('Maya: At level as you heard it')
    expect(text.indexOf('Two launches')).toBeLessThan(text.indexOf('Mostly guided'))
    expect(text.indexOf('Against other levels; these do not count')).toBeLessThan(text.indexOf('As an associate'))
  })

  test('what people wrote stays text', async () => {
    const ana = await signUpPm()
    const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    await ana.call('rating.give', { skill: 'execution', value: 3, because: hostile })
    await ana.call('rating.give', { skill: 'execution', value: 3, source: 'peer', rater: hostile })
    const id = await capture(ana, ['execution'], { text: hostile, seenBy: [hostile] })
    await confirm(ana, id, hostile)
    for (const path of ['/level', '/level/skills/execution', '/level/rate?skill=execution', '/level/rate/heard']) {
      const { html } = await browse(ana).visit(path)
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('<script>alert')
    }
  })

  test('an unknown skill is a page that says so', async () => {
    const page = await browse(await signUpPm()).visit('/level/skills/juggling')
    expect(page.status).toBe(404)
    expect(page.text).toContain('Product management has no skill “juggling”.')
  })

  test('hidden numbers leave it in words', async () => {
    const ana = await withSecondVoice()
    await ana.call('settings.set', { hideNumbers: true })
    const { html } = await browse(ana).visit('/level/skills/execution')
    for (const [cell] of html.matchAll(/<td>[^<]*<\/td>/g)) expect(cell).not.toMatch(/^<td>[\d.]+/)
  })
})
