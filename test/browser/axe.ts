import axe from 'axe-core'
import type { Page } from 'playwright-core'

const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands: each rule of WCAG 2.0 to 2.2 A and AA and of good practice with where it is broken. */
export async function faultsOf(page: Page): Promise<string[]> {
  await bringAxe(page)
  return run(page, { runOnly: all })
}

/**
 * The same on a page that was looked at before, in other colours or of another width: of contrast, which takes nine tenths of the time,
 * only what shows colours or stands in a place that no page before has shown (`tried` keeps them).
 */
export async function faultsOfLook(page: Page, tried: Set<string>, rules: readonly string[] = all): Promise<string[]> {
  await bringAxe(page)
  const untried = (await page.evaluate(textsByColours)).filter((colours) => !tried.has(colours))
  for (const colours of untried) tried.add(colours)
  return [
    ...(await run(page, { runOnly: [...rules], rules: { 'color-contrast': { enabled: false } } })),
    ...(untried.length > 0 ? await run(page, { runOnly: ['color-contrast'] }, untried) : []),
  ]
}

/** Notes what the page shows now as tried. */
export async function noteColours(page: Page, tried: Set<string>): Promise<void> {
  for (const colours of await page.evaluate(textsByColours)) tried.add(colours)
}

// Looked at a second time, the page has it already: putting it there takes as long as half a look.
async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
}

const run = (page: Page, options: axe.RunOptions, colours: readonly string[] | null = null): Promise<string[]> =>
  page.evaluate(
    async ({ options, colours }) => {
      const there = window as unknown as { axe: typeof axe; texts: Map<string, Element> }
      const part = colours ? { include: colours.map((key) => there.texts.get(key)!) } : document
      const { violations } = await there.axe.run(part, { ...options, resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
    },
    { options, colours },
  )

/** One part that shows words for all that stand in such places in such colours; the page keeps them by the names it answers. */
function textsByColours(): string[] {
  const texts = new Map<string, Element>()
  for (const part of document.body.querySelectorAll('*')) {
    const isField = part.matches('input, textarea, select')
    const hasWords = [...part.childNodes].some(
      ({ nodeType, data }: Node & { data?: string }) => nodeType === 3 && data?.trim(),
    )
    if ((!isField && !hasWords) || !part.checkVisibility({ visibilityProperty: true })) continue
    const { color, fontSize, fontWeight } = getComputedStyle(part)
    const behind: string[] = []
    for (let place: Element | null = part; place; place = place.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(place)
      behind.push(`${place.localName}.${place.className} ${backgroundColor} ${backgroundImage} ${opacity}`)
    }
    const key = [color, fontSize, fontWeight, ...behind].join('|')
    if (!texts.has(key)) texts.set(key, part)
  }
  Object.assign(window, { texts })
  return [...texts.keys()]
}
