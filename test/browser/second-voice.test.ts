import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { faultsOf } from './axe.ts'
import { test } from './harness.ts'
import { answerByKeys, onDisk, openFromDisk, savedForm } from './rater.ts'

// The whole way of a second voice: a request made in the browser, answered by somebody who has neither Cairn nor a network, and taken in.

const skills = ['execution', 'discovery', 'data-fluency']

test('a page from a disk is answered with the network off, taken in, and stands beside the owner’s own view', async ({
  browser,
  cairn,
  visit,
}) => {
  await begin(cairn)
  const { page } = await visit()
  const path = await savedForm(page, skills, { 'Their name': 'Maya Lindt', role: 'A peer' })

  const rater = await openFromDisk(browser, path)
  expect(await rater.page.evaluate(() => navigator.onLine)).toBe(false)
  await rater.page.getByText('For 30 days you may take it back.').waitFor()
  await answerByKeys(rater.page, ['2', '5', 'none'], 'Two launches – „sauber“ 🎯')
  await rater.page.getByRole('button', { name: 'Make my answer' }).press('Enter')
  await rater.page.getByRole('heading', { name: 'Your answer is made. Now send it.' }).waitFor()
  const arriving = rater.page.waitForEvent('download')
  await rater.page.getByRole('link', { name: 'Save the file' }).click()
  const file = await (await arriving).path()
  expect(readFileSync(file, 'utf8')).toContain(await rater.page.getByLabel('The code').inputValue())
  expect(rater.asked).toEqual([])

  await page.getByLabel('Or the file their page made').setInputFiles(file)
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('Maya Lindt’s answer is in: 3 of 3. It opened beside what you had said yourself.').waitFor()
  await page.getByText('Two launches – „sauber“ 🎯').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Side by side' }).click()
  await page.getByText('You differ on all 2 skills that both sides rated.').waitFor()
  await page.locator('.skill-rows').getByText('2 points apart', { exact: true }).waitFor()
  await page.getByText('Discovery & customer understanding: you 4, Maya Lindt 2').waitFor()
  await page.setViewportSize({ width: 390, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByText('As a table').click()
  expect(await faultsOf(page)).toEqual([])

  await page.goto('/level')
  await page.getByRole('region', { name: 'Skills' }).waitFor()
  const shown = await cairn.call<{ skills: { id: string; sources: number }[] }>('readiness.show')
  expect(shown.skills.find(({ id }) => id === 'discovery')!.sources).toBe(2)

  await rater.page.getByRole('button', { name: 'Change something' }).click()
  await rater.page.getByText('Take back an answer you gave before').click()
  await rater.page.getByRole('button', { name: 'Make the code that takes it back' }).click()
  const code = await rater.page.getByLabel('The code').inputValue()
  await cairn.call('rating.receive', { text: code })
  const { items } = await cairn.call<{ items: { state: string }[] }>('rating.asked')
  expect(items[0]!.state).toBe('withdrawn')
})

test('a changed code is refused, the whole one is taken from a paste, and “in person” is an answer', async ({
  browser,
  cairn,
  visit,
}) => {
  await begin(cairn)
  const { page, faults } = await visit()
  const path = await savedForm(page, skills, { role: 'A manager' })
  const rater = await openFromDisk(browser, path)
  await answerByKeys(rater.page, ['4', '4', '3'])
  // The page keeps nothing: whoever leaves with answers in it is asked first.
  const leaving = rater.page.waitForEvent('dialog')
  await rater.page.close({ runBeforeUnload: true })
  const dialog = await leaving
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await rater.page.getByRole('button', { name: 'Make my answer' }).click()
  const code = await rater.page.getByLabel('The code').inputValue()

  const field = page.getByLabel('Their code, or their mail')
  await field.fill(code.replace(/.(?=.{60}$)/, (sign) => (sign === 'A' ? 'B' : 'A')))
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByRole('alert').getByText('Not saved').waitFor()
  expect(faults.splice(0)).toHaveLength(1)
  await field.fill(`Hi,\n\n> ${code.replaceAll(/(.{50})/g, '$1\n> ')}\n\nDaniel`)
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('Daniel’s answer is in: 3 of 3.').waitFor()

  const again = await savedForm(page, skills, { role: 'A manager' })
  const second = await openFromDisk(browser, again)
  await second.page.getByRole('button', { name: 'I prefer to answer in person' }).click()
  await page.getByLabel('Their code, or their mail').fill(await second.page.getByLabel('The code').inputValue())
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('Daniel prefers to answer in person.').first().waitFor()
})

test('the page for a rater has no fault that axe finds, in both themes, narrow and wide, and says what to do without script', async ({
  browser,
  cairn,
}) => {
  await begin(cairn)
  const { file } = await cairn.call<{ file: { text: string } }>('rating.form', { form: 'file', skills })
  expect(Buffer.byteLength(file.text)).toBeLessThan(60_000)
  const path = onDisk(file.text)
  const { page, asked } = await openFromDisk(browser, path)
  const found: string[] = []
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    found.push(...(await faultsOf(page)))
  }
  await page.setViewportSize({ width: 320, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await answerByKeys(page, ['1', '5', 'none'])
  await page.getByRole('button', { name: 'Make my answer' }).click()
  found.push(...(await faultsOf(page)))
  expect(found).toEqual([])
  expect(asked).toEqual([])

  const bare = await openFromDisk(browser, path, { javaScriptEnabled: false })
  expect(await bare.page.locator('noscript p').textContent()).toContain('Here this page cannot make an answer for you.')
  expect(await bare.page.getByRole('button').count()).toBe(0)
})

test('a mail is read on the page, what is unclear is asked, and the answer opens beside one’s own', async ({
  cairn,
  visit,
}) => {
  await begin(cairn)
  const { page } = await visit({ javaScriptEnabled: false })
  await page.goto('/level/ratings')
  await page.getByRole('button', { name: 'Make the request' }).click()
  const mail = (await page.locator('#mail-text').textContent())!
  const answers = ['4 - the billing bet', '3-4', 'n/a', '5', '2']
  const reply = mail
    .split('\n')
    .map((line) => `> ${line === 'Answer:' ? `Answer: ${answers.shift()}` : line}`)
    .join('\n')
  await page.getByLabel('Their mail').fill(`Hallo Ana,\n\nsiehe unten.\n\nAm 3. Juni 2026 schrieb Ana:\n${reply}`)
  await page.getByRole('button', { name: 'Read it first' }).click()
  await page.getByText('lies between two points.').waitFor()
  await page.getByRole('radio', { name: 'Partial' }).check()
  await page.getByRole('button', { name: 'Keep this answer' }).click()
  await page.getByText('Daniel’s answer is in, sealed: 5 of 5.').first().waitFor()
  expect(await page.getByText('the billing bet').count()).toBe(0)
})

const begin = async (cairn: Running) => {
  await cairn.call('start.role', { now: 'pm:pm' })
  await cairn.call('start.mark', { step: 'all', as: 'skipped' })
  await cairn.call('profile.set', { name: 'Ana', manager: 'Daniel', target: 'senior' })
  for (const skill of skills) await cairn.call('rating.give', { skill, value: 4 })
}
