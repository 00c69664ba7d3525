import type { Page } from 'playwright-core'
import { pages } from '../../src/surfaces/pages.ts'

/** The address of every page there is, for what this browser sees: where a page shows one thing, the first there is. */
export async function addresses(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const { path } of pages) {
    const [place, rest] = path.split('/:id') as [string, string | undefined]
    if (rest === undefined) found.push(path)
    else for (const link of await firstLink(page, place)) found.push(link + rest)
  }
  return found
}

/** The page that lists what stands under `place`, such as `/evidence`, links to it; none if the list is empty. */
async function firstLink(page: Page, place: string): Promise<string[]> {
  // A reading is led to by its metric.
  await page.goto(place.replace('/level/skills', '/level').replace('/readings', '/metrics'))
  const links = await page
    .locator(`main a[href^="${place}/"]`)
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split(/[?#]/)[0]!))
  return links.filter((link) => !pages.some(({ path }) => path === link)).slice(0, 1)
}
