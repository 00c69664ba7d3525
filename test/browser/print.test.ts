import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readPdf } from '../pdf.ts'
import { openExample, test } from './harness.ts'

test('the case prints on one sheet, whole and alone, with lines to write on where something is missing', async ({
  visit,
}) => {
  const { page } = await visit()
  await openExample(page)
  await page.goto('/case')
  const { text, sheets, document, addresses } = await print(page, '#case')
  expect(text).toContain('I ask to be considered for Principal Product Manager in the review of')
  expect(text).not.toMatch(/Today|Evidence|Download|Put them in|Leave the example|What would help most/)
  expect(text).toContain('____')
  expect(addresses).toEqual([])
  expect(lettersOf(text)).toBe(lettersOf(document))
  expect(sheets).toBe(1)
  await expectLines(page, '#case')
})

test('the half page of the first session prints whole and alone, its blanks in sight', async ({ cairn, visit }) => {
  await cairn.call('start.role', { now: 'pm:pm' })
  await cairn.call('evidence.capture', { text: 'Decided to drop the export, because 2 of 40 prospects need it' })
  const { page } = await visit()
  await page.goto('/start/case')
  const { text, sheets, document } = await print(page, '#half-page')
  expect(text).toContain('I ask to be considered for Senior Product Manager in the review of')
  expect(text).toContain('Decided to drop the export')
  expect(text).not.toMatch(/Keep it as a file|Pass over|The first ten minutes/)
  expect(lettersOf(text)).toBe(lettersOf(document))
  expect(sheets).toBe(1)
  await expectLines(page, '#half-page')
})

interface Printed {
  text: string
  sheets: number
  /** The words of the part that is the document, as it looks on paper. */
  document: string
  /** Where a click in the file would lead. */
  addresses: string[]
}

async function print(page: Page, part: string): Promise<Printed> {
  const file = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  const { lines, sheets } = readPdf(file)
  await page.emulateMedia({ media: 'print' })
  const [document] = await page.locator(part).allInnerTexts()
  const addresses = [...file.toString('latin1').matchAll(/\/URI \((.*?)\)/g)].map(([, address]) => address!)
  return { text: lines.join(' '), sheets, document: document!, addresses }
}

async function expectLines(page: Page, part: string) {
  const blanks = await page.locator(`${part} .blank`).evaluateAll((found) =>
    found.map((blank) => {
      const { borderBottomStyle, borderBottomWidth } = getComputedStyle(blank)
      return {
        line: borderBottomStyle,
        drawn: borderBottomWidth !== '0px',
        long: blank.getBoundingClientRect().width > 60,
      }
    }),
  )
  expect(blanks.length).toBeGreaterThan(1)
  for (const blank of blanks) expect(blank).toEqual({ line: 'dotted', drawn: true, long: true })
}

// Signs that the paper adds between words, and the mark that only a screen reader hears, are no difference.
const lettersOf = (text: string): string => text.replaceAll('Blank:', '').replace(/[^\p{L}\p{N}]/gu, '')
