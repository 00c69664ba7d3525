import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addDays } from '../../src/core/day.ts'
import { aheadBy, type Running, serve } from '../program.ts'
import { faultsOf } from './axe.ts'
import { test } from './harness.ts'

// The chain of daily work, walked whole: what is written down until a launch, the program opened again a month later, and what that proves.

const aMonth = 31
const phone = { viewport: { width: 390, height: 800 } }

test('from an initiative to a sentence of the case and back to the reading, with a month between launch and reading', async ({
  cairn,
  visit,
}) => {
  await begin(cairn)
  const first = await visit(phone)
  const initiative = await untilLaunch(first.page)
  expect(await sign(first.page)).toMatch(/Recorded so far: 1/)
  await first.context.close()
  await cairn.stop()

  const later = await serve(cairn.home, aheadBy(aMonth), cairn.port)
  try {
    const { page, context } = await visit(phone)
    await page.clock.setFixedTime(Date.now() + aMonth * 86_400_000)
    expect(await sign(page)).toMatch(/Worth a look.*no word yet on what changed for users: 2 of 2/s)
    await readAndLookBack(page)
    expect(await sign(page)).toMatch(/Clear.*no word yet on what changed for users: 1 of 2/s)
    await countsTowards(page, 'Outcome ownership')
    await isFound(page)
    await isTraced(page, initiative)
    // A page that is still loading would ask a program that is gone.
    await context.close()
  } finally {
    await later.stop()
  }
})

/** Somebody who launched something a month ago and has not looked at it since. */
async function begin(cairn: Running): Promise<void> {
  await cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', manager: 'Daniel' })
  await cairn.call('start.mark', { step: 'all', as: 'done' })
  const today = Temporal.Now.plainDateISO().toString()
  const started = { title: 'Export', startedOn: addDays(today, -90) }
  const { id } = await cairn.call<{ id: string }>('initiative.start', started)
  await cairn.call('initiative.launch', { id, on: addDays(today, -40) })
}

/** Answers the initiative's own page. */
async function untilLaunch(page: Page): Promise<string> {
  await page.goto('/initiatives')
  await page.getByLabel('Its name, as your team says it').fill('Onboarding')
  await page.getByRole('radio', { name: 'I found it' }).check()
  await page.getByRole('group', { name: 'Is this work of Senior Product Manager size?' }).getByLabel('Yes').check()
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
  await page.getByRole('button', { name: 'It went out' }).click()
  await page.getByText('Launched on').first().waitFor()
  return new URL(page.url()).pathname
}

/** What the check of launches says now. */
async function sign(page: Page): Promise<string | null> {
  await page.goto('/checks')
  return page.locator('#ff_shipped_not_changed').textContent()
}

/** Today asks for the number in its place; the rest is offered step by step. */
async function readAndLookBack(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel(/How is week-1 retention, 30 days after Onboarding/).fill('58')
  await page.keyboard.press('Enter')
  await page.getByText('week-1 retention reads 58 %, +16 points. It is the look at Onboarding after 30 days.').waitFor()
  await page.getByRole('link', { name: 'Look back' }).click()
  await page.getByLabel('What happened').fill('Admins got through setup by themselves.')
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByRole('button', { name: 'Keep the review' }).click()
  await page.getByText('week-1 retention 42 % → 58 %, up 16 points').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('checkbox', { name: 'Outcome ownership' }).check()
  await page.getByRole('button', { name: 'Keep the record' }).click()
  await page.getByText('made from the look back').waitFor()
}

async function countsTowards(page: Page, skill: string): Promise<void> {
  await page.goto('/level')
  await page.getByRole('link', { name: skill }).first().click()
  await page
    .getByRole('region', { name: 'Records that show it' })
    .getByText('Admins got through setup by themselves.')
    .waitFor()
}

async function isFound(page: Page): Promise<void> {
  await page.goto('/search?query=kind%3Aoutcome%20setup')
  await page
    .getByRole('link', { name: /Admins got through setup/ })
    .first()
    .waitFor()
}

async function isTraced(page: Page, initiative: string): Promise<void> {
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
  await page.waitForURL((url) => url.pathname === initiative)
}
