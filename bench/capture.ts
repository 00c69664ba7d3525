import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { browserFlags } from '../bin/chromium.mjs'
import { serve } from '../test/program.ts'
import { fill } from './parts/career.ts'

/** A good typist: sixty words of five letters a minute. */
const perKey = 200

const records = Number(process.env.BENCH_RECORDS ?? '2000')

const notes = [
  ['one short sentence', 'Said no to the export, 2 of 40 asked for it.'],
  ['a result with its numbers', 'Cut setup from 9 steps to 4, activation 31 % to 44 %.'],
  ['a decision with its reason', 'Chose SSO over the partner API because six deals hang on it.'],
] as const

/**
 * From `n` to saved: keys and seconds of a scripted typist at sixty words a minute, in the box over a page, in a real browser; and how
 * long the product itself takes of it. BENCH_RECORDS says in how large a career; to live through one of 20,000 takes minutes.
 */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  console.log(`Living through ${records} records first`)
  await fill(home, join(home, 'cairn.db'), records)
  const cairn = await serve(home)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: browserFlags,
  })
  try {
    const page = await browser.newPage({ baseURL: cairn.address })
    await page.goto('/evidence')
    await typed(page, 'A first record, so that all is loaded once.', 0)
    console.log(`\nFrom “n” to saved, in ${records} records, at ${60_000 / perKey / 5} words a minute`)
    console.log('| what | keys | seconds | of which Cairn: box open, ms | save to said, ms |')
    console.log('|---|--:|--:|--:|--:|')
    for (const [what, text] of notes) {
      const { keys, seconds, open, save } = await typed(page, text, perKey)
      console.log(`| ${what} | ${keys} | ${seconds.toFixed(1)} | ${open.toFixed(0)} | ${save.toFixed(0)} |`)
    }
  } finally {
    await browser.close()
    await cairn.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function typed(page: Page, text: string, delay: number) {
  const began = performance.now()
  await page.keyboard.press('n')
  await page.locator('dialog textarea:focus').waitFor()
  const opened = performance.now()
  await page.keyboard.type(text, { delay })
  const sent = performance.now()
  await page.keyboard.press('Control+Enter')
  await page.locator('main .notice a[href^="/evidence/"]').waitFor()
  const ended = performance.now()
  // The notice of one is not taken for that of the next.
  await page.reload()
  return {
    // “n”, each letter, and two keys at once to save.
    keys: 1 + text.length + 2,
    seconds: (ended - began) / 1000,
    open: opened - began,
    save: ended - sent,
  }
}
