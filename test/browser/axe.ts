import axe from 'axe-core'
import type { Page } from 'playwright-core'

const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands: each rule (of WCAG 2.0 to 2.2 A and AA and good practice, or those given) with where it is broken. */
export async function faultsOf(page: Page, rules: readonly string[] = all): Promise<string[]> {
  // Looked at a second time, in another look, the page has it already: putting it there takes as long as half a look.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(
    async (runOnly) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        resultTypes: ['violations'],
      })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
    },
    [...rules],
  )
}
