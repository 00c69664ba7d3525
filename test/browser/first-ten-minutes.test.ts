import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './harness.ts'

// A person's first day, from an empty folder to a case they keep.
const notes = readFileSync('test/cases/brag-document.md', 'utf8')

const denial =
  'This is not your chance of being promoted. It sums up what you, your manager and your records say about the next level’s expectations. Budget, timing and your company’s process are not in it.'

test('a first day gives half a page in ten minutes, then a number with its reasons, and a case to keep', async ({
  visit,
}) => {
  const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  const { lines, answers } = await firstTenMinutes(page)
  await page.goto('/start/next')
  await page.getByRole('button', { name: 'Copy the sentence' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(await page.locator('#opener').textContent())

  await rateAllSkills(page)
  await page.getByRole('link', { name: 'See where you stand' }).click()
  await page.getByText('A number needs a second voice').waitFor()
  expect(await page.locator('.score, .score-number, .band-picture').count()).toBe(0)
  expect(await page.content()).not.toMatch(/of 100|likely range/i)

  const records = await recordLinks(page)
  expect(records).toHaveLength(3)
  let kept = ''
  for (const [at, record] of records.entries()) kept += await confirmAtNextLevel(page, record, at)
  for (const said of [...lines, ...answers]) expect(kept).toContain(said)
  await recordAgreement(page)

  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Level' }).click()
  const standing = page.getByRole('region', { name: /^Where you stand: / })
  const said = await flatText(standing)
  const [, number] = /Readiness for Senior Product Manager, of 100: (\d+)/.exec(said)!.map(Number) as [number, number]
  const [, low, high] = /Likely range (\d+)–(\d+)/.exec(said)!.map(Number) as [number, number, number]
  expect(low).toBeLessThan(number)
  expect(number).toBeLessThanOrEqual(high)
  expect(said).toContain(denial)
  expect(said).toMatch(/Held at \d+ until your manager has rated|It goes no higher until your manager has rated/)
  await standing.getByText('Why this number').click()
  await standing.getByText('Your manager’s word counts about three times yours').waitFor()

  const { examples, voices } = partsOf(await takeCase(page))
  expect(examples.length).toBeGreaterThan(1)
  for (const said of examples) expect(flat(`${notes} ${answers.join(' ')}`)).toContain(said)
  expect(voices).toContain(`> ${confirmation}`)
})

test('the first ten minutes need no script', async ({ visit }) => {
  const { page } = await visit({ javaScriptEnabled: false })
  await firstTenMinutes(page)
  expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0)
})

/** From `/` to the one next step. Answers the lines that came back and what was said about each, as a record shows it. */
async function firstTenMinutes(page: Page): Promise<{ lines: string[]; answers: string[] }> {
  await page.goto('/')
  expect(new URL(page.url()).pathname).toBe('/start')
  await page.getByRole('button', { name: 'Go on' }).click()

  await page.getByLabel('Notes', { exact: true }).fill(notes)
  await page.getByRole('button', { name: 'Show me the strongest' }).click()

  const boxes = page.getByRole('region', { name: /^Line \d$/ })
  await boxes.first().waitFor()
  const lines = await boxes.locator('blockquote').allInnerTexts()
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(notes).toContain(line)
  const answers: string[] = []
  for (const [at, box] of (await boxes.all()).entries()) {
    const blank = box.locator('input:not([type="radio"], [type="hidden"])')
    expect(await blank.count()).toBe(1)
    const isDay = (await blank.getAttribute('type')) === 'date'
    const asksWho = (await box.getByLabel('Who else saw it?').count()) > 0
    const words = asksWho ? people[at]! : sentences[at]!
    await blank.fill(isDay ? '2026-05-29' : words)
    answers.push(isDay ? '29 May 2026' : words)
  }
  await page.getByRole('button', { name: 'Go on with these' }).click()

  await page.getByRole('heading', { level: 1, name: 'The five skills that weigh most' }).waitFor()
  const skills = page.locator('fieldset')
  expect(await skills.count()).toBe(5)
  for (const [at, hint] of ['I have an example', 'Not sure', 'No chance yet'].entries())
    await skills.nth(at).getByRole('radio', { name: hint }).check()
  await page.getByRole('button', { name: 'Go on' }).click()

  const half = page.locator('#half-page')
  await half.waitFor()
  expect(await half.locator('.blank').count()).toBeGreaterThan(2)
  for (const blank of await half.locator('.blank').all()) expect(await blank.isVisible()).toBe(true)
  expect(await flatText(half)).toContain('I ask to be considered for Senior Product Manager')
  await page.getByRole('button', { name: 'Go on' }).click()

  await page.locator('#opener').waitFor()
  expect(await page.locator('#opener').textContent()).toContain('How does the step to Senior Product Manager work')
  await page.getByRole('button', { name: 'Put it down for this day' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  return { lines, answers }
}

const confirmation = 'That is how it was, and nobody had asked for it.'
const sentences = [
  'I chose the order and wrote the plan for it',
  'I talked both teams into it before the quarter began',
  'I left the export aside for it',
]
const people = ['Daniel, engineering', 'Priya, sales', 'Lee, support']

/** Rates every skill “at level”, one page each, as the way through them leads. */
async function rateAllSkills(page: Page) {
  await page.goto('/level/rate')
  const done = page.getByRole('heading', { level: 1, name: 'Rate your skills' })
  const save = page.getByRole('button', { name: /^Save/ })
  await save.waitFor()
  while ((await done.count()) === 0) {
    const skill = await page.getByRole('heading', { level: 1 }).textContent()
    await page.getByRole('radio', { name: /^At level/ }).check()
    await page.getByLabel('Because').fill(`Seen in the ${skill} of the last two launches`)
    await save.click()
    await page.getByText(`Kept: ${skill}`).waitFor()
  }
}

async function recordLinks(page: Page): Promise<string[]> {
  await page.goto('/evidence')
  return page
    .locator('main a[href^="/evidence/01"]')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))])
}

/** Says what the record still lacks, then keeps a colleague's words about it. Answers the record as it was before. */
async function confirmAtNextLevel(page: Page, record: string, at: number): Promise<string> {
  await page.goto(record)
  const before = await flatText(page.locator('main'))
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Main skill').selectOption({ index: at + 1 })
  await page.getByLabel('Size of work').selectOption({ label: 'Senior Product Manager' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Add somebody’s words').click()
  await page.getByLabel('Who', { exact: true }).fill(people[at]!)
  await page.getByLabel('What they wrote or said').fill(confirmation)
  await page.getByLabel('The size of work they say they saw').selectOption({ label: 'Senior Product Manager' })
  await page.getByRole('button', { name: 'Keep these words' }).click()
  await page.getByText(`Kept the words of ${people[at]}`).waitFor()
  return before
}

async function recordAgreement(page: Page) {
  await page.goto('/level/agreement')
  await page.getByRole('radio', { name: /^Yes/ }).check()
  await page.getByLabel('With whom?').fill('Nora')
  await page.getByLabel('They confirmed that this is what was said').check()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByText('with Nora').first().waitFor()
}

/** The case as the file a person takes away. */
async function takeCase(page: Page): Promise<string> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Case' }).click()
  const arriving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Markdown', exact: true }).click()
  const file = await arriving
  expect(file.suggestedFilename()).toMatch(/\.md$/)
  return readFileSync(await file.path(), 'utf8')
}

/** What the examples tell, without the words that join it, and how others are quoted. */
function partsOf(document: string): { examples: string[]; voices: string } {
  const part = (title: string) => (document.split(`## ${title}\n`)[1] ?? '').split('\n## ')[0]!
  const told = [...part('Examples').matchAll(/^- \*\*[\w -]+[.:]\*\* (.+)$/gm)].flatMap(([, words]) =>
    words!.split('____'),
  )
  const joining = /^(I decided|That meant leaving|aside|What I want from here:|\.|\s)+$/
  return {
    examples: told
      .map((words) => flat(words.replaceAll('\\', '')).replace(/\.$/, ''))
      .filter((words) => words !== '' && !joining.test(words)),
    voices: part('In others’ words'),
  }
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

const flatText = async (part: { innerText(): Promise<string> }): Promise<string> => flat(await part.innerText())
