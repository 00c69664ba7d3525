import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands: each rule (of WCAG 2.0 to 2.2 A and AA and good practice, or those given) with where it is broken. */
export async function faultsOf(page: Page, rules: readonly string[] = all): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: [...rules], resultTypes: ['violations'] })
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
