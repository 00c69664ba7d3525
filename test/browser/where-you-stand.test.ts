import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { test } from './harness.ts'
import { answerByKeys, openFromDisk, savedForm } from './rater.ts'

// Where one stands, all the way: a company's own ladder, one's own view, two others', what is between them, the number, and the next step.

const ladder = readFileSync(join(import.meta.dirname, '..', 'cases', 'ladders', 'tables.md'), 'utf8')
const skills = ['discovery', 'delivery', 'influence']

test('a ladder of another shape is stood on, two others answer, the number comes and rises with a record, and the first step is taken', async ({
  browser,
  cairn,
  visit,
}) => {
  await cairn.call('start.role', { now: 'pm:pm', next: 'pm:senior' })
  await cairn.call('start.mark', { step: 'all', as: 'skipped' })
  await cairn.call('profile.set', { name: 'Ana', manager: 'Daniel' })
  const { page } = await visit()

  await page.goto('/ladders/import')
  await page.getByLabel('The ladder', { exact: true }).fill(ladder)
  await page.getByRole('button', { name: 'See what is understood' }).click()
  await page.getByText('5 levels, 4 skills, 15 statements').waitFor()
  await page.getByLabel('What to call it').fill('Acme')
  await page.getByRole('button', { name: 'Keep this ladder' }).click()
  await page.getByLabel('Your level now').selectOption({ label: 'PM' })
  await page.getByLabel('The level you aim at').selectOption({ label: 'Senior PM' })
  await page.getByRole('button', { name: 'Stand on it' }).click()
  await page.getByText('You stand on Acme, version 1, as PM.').waitFor()

  await page.goto('/level/rate')
  for (const skill of skills) {
    await page.getByRole('radio', { name: 'Partial', exact: false }).check()
    await page.getByRole('button', { name: skill === skills.at(-1) ? 'Save' : 'Save, next skill', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
  }
  await page.goto('/level')
  await page.getByText('A number needs a second voice').waitFor()

  await page.goto('/level/ratings')
  await page.getByRole('button', { name: 'Make the request' }).click()
  const mail = (await page.locator('#mail-text').textContent())!
  await page.getByLabel('Their mail').fill(answered(mail, ['4 - the interviews in May', '3', '2']))
  await page.getByRole('button', { name: 'Read it first' }).click()
  await page.getByRole('button', { name: 'Keep this answer' }).click()
  await page.getByText('Daniel’s answer is in: 3 of 3.').waitFor()

  const path = await savedForm(page, skills, { 'Their name': 'Maya Lindt', role: 'A peer' })
  const rater = await openFromDisk(browser, path)
  await answerByKeys(rater.page, ['5', '4', '1'])
  await rater.page.getByRole('button', { name: 'Make my answer' }).click()
  const code = await rater.page.getByLabel('The code').inputValue()
  expect(rater.asked).toEqual([])
  await page.getByLabel('Their code, or their mail').fill(code)
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('Maya Lindt’s answer is in: 3 of 3.').waitFor()

  await page.goto('/level/alignment')
  const { agenda } = await cairn.call<{ agenda: { words: string }[] }>('rating.alignment')
  expect(agenda.length).toBeGreaterThan(0)
  for (const { words } of agenda) await page.getByText(words).first().waitFor()

  const before = await scoreOn(cairn, page)
  const { evidence } = await cairn.call<{ evidence: { id: string } }>('evidence.capture', {
    text: 'Decided to drop the export because 2 of 40 customers used it; support hours fell from 30 to 12 a week.',
    skills: ['influence'],
    scope: 'senior-pm',
  })
  await cairn.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'That was Ana.', how: 'pasted' })
  expect(await scoreOn(cairn, page)).toBeGreaterThan(before)
  await page.goto('/actions')
  const step = page.getByRole('heading', { name: 'Put the review date in' })
  await step.waitFor()
  await page.getByRole('link', { name: 'Put it in' }).click()
  await page.getByLabel('Your review cycle closes on', { exact: true }).fill('2027-06-30')
  await page.getByRole('button', { name: 'Keep it', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.goto('/actions')
  await page.getByRole('heading', { name: 'Name five people who see your work' }).waitFor()
  expect(await step.count()).toBe(0)
})

const answered = (mail: string, answers: string[]): string =>
  `Hello Ana,\n\nsee below.\n\n${mail
    .split('\n')
    .map((line) => `> ${line === 'Answer:' ? `Answer: ${answers.shift()}` : line}`)
    .join('\n')}`

/** The number, whose range the page says. */
async function scoreOn(cairn: Running, page: Page): Promise<number> {
  const { score, wording } = await cairn.call<{ score: number; wording: { band: string } }>('readiness.show')
  await page.goto('/level')
  await page.getByText(wording.band).waitFor()
  return score
}
