import { expect } from 'vitest'
import { addDays, type Day } from '../../src/core/day.ts'
import { faultsOf } from './axe.ts'
import { test } from './harness.ts'

test('from an initiative to a sentence of the case and back to the reading, each step led to by the one before', async ({
  cairn,
  visit,
}) => {
  await cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', manager: 'Daniel' })
  await cairn.call('start.mark', { step: 'all', as: 'done' })
  const { page } = await visit({ viewport: { width: 390, height: 800 } })
  const today: Day = await page.evaluate(() => new Date().toLocaleDateString('sv'))

  await page.goto('/initiatives')
  await page.getByLabel('Its name, as your team says it').fill('Onboarding')
  await page.getByLabel('When it began').fill(addDays(today, -60))
  await page.getByRole('button', { name: 'Begin it' }).click()
  const questions = page.getByRole('region', { name: 'Before it is built' })
  await questions.getByLabel('What problem of users does it solve?').fill('New admins give up at step three.')
  await questions.getByLabel('Its name').fill('week-1 retention')
  await questions.getByLabel('Unit').fill('%')
  await questions.getByLabel('Where it stands now').fill('42')
  await questions.getByLabel('Where the number should stand then').fill('55')
  await questions.getByRole('button', { name: 'Keep the answers' }).click()

  await page.getByRole('link', { name: 'Log the decision, with what was not chosen' }).click()
  await page.getByLabel('What happened?').fill('Decided to cut two steps before the mobile redesign.')
  await page.getByLabel('What was given up').fill('The mobile redesign')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.getByRole('heading', { name: '1 decision' }).waitFor()

  await page.getByRole('link', { name: 'Say when it goes out' }).click()
  await page.getByLabel('The day it went out').fill(addDays(today, -31))
  await page.getByRole('button', { name: 'It went out' }).click()
  await page.getByText('Launched on').first().waitFor()
  const initiative = page.url()

  await page.goto('/')
  await page.getByLabel(/How is week-1 retention, 30 days after Onboarding/).fill('58')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Look back' }).click()
  await page.getByLabel('What happened').fill('Admins got through setup by themselves.')
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByRole('button', { name: 'Keep the review' }).click()
  await page.getByText('week-1 retention 42 % → 58 %, up 16 points').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep the record' }).click()
  await page.getByText('made from the look back').waitFor()

  await page.goto('/search?query=kind%3Aoutcome%20setup')
  await page
    .getByRole('link', { name: /Admins got through setup/ })
    .first()
    .waitFor()
  await page.goto('/case')
  await page
    .getByRole('link', { name: /week-1 retention: the reading of/ })
    .first()
    .click()
  await page
    .getByText(/Week-1 retention went from 42 % to 58 %/)
    .first()
    .waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('region', { name: 'What it answers' }).getByRole('link', { name: 'Onboarding' }).click()
  await page.waitForURL((url) => url.pathname === new URL(initiative).pathname)
})
