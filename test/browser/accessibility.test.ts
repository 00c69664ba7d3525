import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { addresses } from './addresses.ts'
import { faultsOf, faultsOfLook, noteColours } from './axe.ts'
import { openExample, test } from './harness.ts'

// All pages in one test is long work for a busy machine; how long is no matter of the test.
const patient = { timeout: 600_000 }

// Every rule is tried wide and light. Themes differ in colours and widths in places, so in the other looks those rules are tried that
// either can change; on pages without records all of them are once more, narrow.
const first = { width: 1280, colorScheme: 'light' } as const
const placed = ['target-size', 'link-in-text-block', 'scrollable-region-focusable']
const narrow = { width: 390, colorScheme: 'dark' } as const
const others = [
  { ...narrow, rules: placed },
  { width: 1280, colorScheme: 'dark', rules: placed },
  { width: 390, colorScheme: 'light', rules: placed },
] as const

type Look = typeof narrow | (typeof others)[number]

test.concurrent(
  'every page without records has no fault that axe finds, fits a narrow screen and names itself',
  patient,
  async ({ cairn, visit }) => {
    const { page } = await visit()
    await passOverStart(cairn)
    expect(await faultsOfAll(page, [narrow])).toEqual([])
  },
)

test.concurrent('every page of the filled example has none either, light and dark', patient, async ({ visit }) => {
  const { page } = await visit()
  await openExample(page)
  expect(await faultsOfAll(page, others)).toEqual([])
})

test.concurrent('what is refused or not there is said on a page without a fault', async ({ visit }) => {
  const { page, faults } = await visit()
  const found: string[] = []
  for (const address of ['/nowhere', '/evidence/nowhere']) {
    await page.goto(address)
    found.push(...(await faultsOfPage(page, address, [narrow])))
  }
  await page.goto('/log')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('alert').getByText('Not saved').waitFor()
  found.push(...(await faultsOfPage(page, '/log, refused', others)))
  expect(found).toEqual([])
  expect(faults.splice(0).map((fault) => /\b\d{3}\b/.exec(fault)?.[0])).toEqual(['404', '404', '422'])
})

test.concurrent('a request for a second voice has none, waiting, sealed or open', async ({ cairn, visit }) => {
  const { page } = await visit()
  await passOverStart(cairn)
  await cairn.call('profile.set', { target: 'senior', name: 'Ana', manager: 'Daniel' })
  const { id } = await cairn.call<{ id: string }>('rating.form', { skills: ['execution'] })
  const found: string[] = []
  for (const [state, go] of [
    ['asked', async () => {}],
    ['sealed', () => cairn.call('rating.receive', { id, text: 'A 2 - the launch in May' })],
    ['open', () => cairn.call('rating.give', { skill: 'execution', value: 4 })],
  ] as const) {
    await go()
    for (const address of [`/level/ratings/${id}`, '/level/ratings', '/level/alignment']) {
      await page.goto(address)
      found.push(...(await faultsOfPage(page, `${address}, ${state}`, [narrow])))
    }
  }
  expect(found).toEqual([])
})

const passOverStart = async (cairn: Running) => {
  await cairn.call('start.role', { now: 'pm:pm' })
  await cairn.call('start.mark', { step: 'all', as: 'skipped' })
}

async function faultsOfAll(page: Page, looks: readonly Look[]): Promise<string[]> {
  const found: string[] = []
  const titles = new Map<string, string>()
  const left = await addresses(page)
  const lookThrough = async (tab: Page) => {
    for (let address = left.shift(); address; address = left.shift()) {
      await tab.goto(address)
      // One that only leads on is looked at under the address it leads to.
      if (new URL(tab.url()).pathname !== address) continue
      const title = await tab.title()
      const namesake = titles.get(title)
      if (namesake) found.push(`${address}: called “${title}”, as ${namesake} is`)
      titles.set(title, address)
      found.push(...(await faultsOfPage(tab, address, looks)))
    }
  }
  // One tab waits for its browser longer than it works.
  await Promise.all([lookThrough(page), lookThrough(await page.context().newPage())])
  expect(titles.size).toBeGreaterThan(20)
  return found
}

/** What is wrong with the page as it stands, with all that is folded away opened, in each look and on a screen of 320 px. */
async function faultsOfPage(page: Page, name: string, looks: readonly Look[]): Promise<string[]> {
  await page.evaluate(openAll)
  const found = await page.evaluate(misnamed)
  await lookAs(page, first)
  found.push(...(await faultsOf(page)))
  await noteColours(page, tried)
  for (const look of looks) {
    await lookAs(page, look)
    const faults = await faultsOfLook(page, tried, 'rules' in look ? look.rules : undefined)
    found.push(...faults.map((fault) => `${look.colorScheme}, ${look.width} px: ${fault}`))
  }
  await page.setViewportSize({ width: 320, height: 900 })
  found.push(...(await page.evaluate(overflowing)))
  return found.map((fault) => `${name}: ${fault}`)
}

async function lookAs(page: Page, { width, colorScheme }: typeof first | Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
}

/** The colours and places that were tried on any page. */
const tried = new Set<string>()

function openAll() {
  for (const details of document.querySelectorAll('details')) details.open = true
}

/** A page has one heading of the first rank, and says its language. */
function misnamed(): string[] {
  const headings = [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility())
  return [
    ...(headings.length === 1 ? [] : [`${headings.length} headings of the first rank`]),
    ...(document.documentElement.lang === 'en' ? [] : ['does not say its language']),
  ]
}

/** What reaches beyond the right edge, unless it may be scrolled in its own place. */
function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const wide = [...document.querySelectorAll('body *')].filter(
    (part) => part.getBoundingClientRect().right > clientWidth + 1,
  )
  return [
    `${scrollWidth} px wide, by ${wide
      .slice(0, 3)
      .map((part) => part.outerHTML.slice(0, 80))
      .join(' and ')}`,
  ]
}
