import { describe, expect, test } from 'vitest'
import { acme } from '../../../test/acme.ts'
import { signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const pasted = `# Northwind product ladder

## Product Manager

### Craft
- Owns the discovery of a feature area

### Leadership
- Aligns engineering and design

## Senior Product Manager

### Craft
- Sets the strategy of a product

### Leadership
- Mentors product managers

## Group Product Manager

### Craft
- Sets the strategy of several products

### Leadership
- Manages three product managers
`

describe('bringing a ladder in', () => {
  test('from an empty page to standing on it, without script', async () => {
    const browser = browse(await signUpPm())
    const empty = await browser.visit('/ladders')
    expect(empty.text).toContain('Your company’s own ladder says best what is expected')
    const form = await browser.visit('/ladders/import')
    const preview = await browser.send(form.html, 'framework.import', { text: pasted, dryRun: 'true' })
    expect(preview.text).toMatch(/3 levels, 2 skills, 6 statements\..* Nothing is kept yet\./)
    expect(preview.html).toContain('id="line-6"')
    expect(preview.text).toContain('Mentors product managers line 17')
    expect((await browser.visit('/ladders')).text).not.toContain('Northwind')

    const kept = await browser.send(preview.html, 'framework.import', { dryRun: 'false' })
    expect(kept.path).toBe('/ladders/northwind-product-ladder')
    expect(kept.text).toContain('Kept: Northwind product ladder, with 3 levels and 2 skills.')
    const adopted = await browser.send(kept.html, 'framework.adopt', { level: 'product-manager', target: '' })
    expect(adopted.text).toContain('You stand on Northwind product ladder, version 1, as Product Manager.')
    expect((await browser.visit('/level/ladder')).text).toContain('Product Manager – you are here')
    expect((await browser.visit('/level/rate')).text).toContain('Craft')
  })

  test('what is uncertain is marked, can be changed, and is followed', async () => {
    const browser = browse(await signUpPm())
    const form = await browser.visit('/ladders/import')
    const preview = await browser.send(form.html, 'framework.import', { text: pasted, dryRun: 'true' })
    const choice = /name="(choices\.[^"]+)" value="([^"]+)"/.exec(preview.html)
    expect(choice, 'the people’s track says nowhere where it begins').not.toBeNull()
    expect(preview.text).toMatch(/Uncertain \(\d\)/)
    expect(preview.text).toContain('(assumed)')
    const again = await browser.send(preview.html, 'framework.import', { [choice![1]!]: choice![2]!, dryRun: 'true' })
    expect(again.html).toMatch(new RegExp(`name="${choice![1]}" value="${choice![2]}" checked`))
    expect(again.text).toContain('What was understood')
  })

  test('a file’s words are still there in the preview', async () => {
    const browser = browse(await signUp())
    const file = new FormData()
    file.set('_from', '/ladders/import')
    file.set('dryRun', 'true')
    file.set('file', new File([pasted], 'ours.md'))
    const preview = await browser.visit('/do/framework.import', file)
    expect(preview.text).toContain('What was understood')
    const kept = await browser.send(preview.html, 'framework.import', { dryRun: 'false' })
    expect(kept.text).toContain('Kept: Northwind product ladder')
  })

  test('what is no ladder comes back with the reason and all that was typed', async () => {
    const browser = browse(await signUp())
    const form = await browser.visit('/ladders/import')
    const text = 'How we hire: first a call, then a day together. Bring your laptop.'
    const refused = await browser.send(form.html, 'framework.import', { text, dryRun: 'true' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Not saved.')
    expect(refused.text).toContain('Bring your laptop.')
    expect((await browser.visit('/ladders')).text).toContain('Your company’s own ladder says best')
  })
})

describe('a newer version', () => {
  test('shows what is different and what waits, and carries ratings over with a yes each', async () => {
    const ana = await signUp()
    await ana.call('framework.import', { text: acme })
    await ana.call('framework.adopt', { id: 'acme-product', level: 'p1' })
    await ana.call('rating.give', { skill: 'people', value: 2 })
    const browser = browse(ana)
    const form = await browser.visit('/ladders/import')
    const text = acme.replace('Aligns two teams.', 'Aligns two teams and their managers.')
    const preview = await browser.send(form.html, 'framework.import', { text, dryRun: 'true' })
    expect(preview.text).toContain('Against version 1: 0 added, 0 removed, 0 moved, 1 reworded.')
    const changes = await browser.send(preview.html, 'framework.import', { dryRun: 'false' })
    expect(changes.text).toContain('Version 1 to 2: 1 reworded. 5 statements stayed word for word.')
    expect(changes.html).toMatch(/<ins>teams and their managers\.<\/ins>/)
    const ladder = await browser.visit('/ladders/acme-product?version=2')
    const adopted = await browser.send(ladder.html, 'framework.adopt')
    expect(adopted.text).toContain('Ratings of the words before (1)')
    expect(adopted.text).toContain('You: 2, on 30 June 2026.')
    const carried = await browser.send(adopted.html, 'rating.migrate', { value: '3' })
    expect(carried.text).toContain('People counts for version 2 now.')
    expect(carried.text).not.toContain('Ratings of the words before')
  })

  test('is made by changing a word in the browser', async () => {
    const ana = await signUp()
    await ana.call('framework.import', { text: acme })
    const browser = browse(ana)
    const edit = await browser.visit('/ladders/acme-product/edit?level=p2')
    const saved = await browser.send(edit.html, 'framework.edit', { 'changes.2.text': 'Aligns three teams.' })
    expect(saved.text).toContain('Changed in Acme product, version 1.')
    expect(saved.text).toContain('Aligns three teams.')
    const whole = await browser.visit('/ladders/acme-product/edit')
    const refused = await browser.send(whole.html, 'framework.edit', { 'changes.0.name': ' ' })
    expect(refused.text).toContain('must not be empty')
  })

  test('one of the product’s is copied first', async () => {
    const browser = browse(await signUpPm())
    const copy = await browser.send((await browser.visit('/ladders/pm/edit')).html, 'framework.edit')
    expect(copy.path).toBe('/ladders/pm-own/edit')
    expect(copy.text).toContain('Kept as a ladder of your own: Product management, my own.')
  })
})

test('any two levels, ladders and the two tracks stand side by side, with what each stresses', async () => {
  const browser = browse(await signUpPm())
  const levels = await browser.visit('/ladders/compare?levelA=pm:senior&levelB=pmm:senior')
  expect(levels.text).toContain('Senior Product Manager beside Senior Product Marketing Manager')
  for (const dimension of ['Leadership', 'Strategic thinking', 'Stakeholder management', 'Scope', 'Technical depth'])
    expect(levels.html).toContain(`<th scope="row">${dimension}</th>`)
  expect((await browser.visit('/ladders/compare?id=pm&trackA=ic&trackB=people')).text).toContain('Days are made of')
  expect((await browser.visit('/ladders/compare?ladderA=pm&ladderB=pmm')).text).toContain('In both')
  expect((await browser.visit('/ladders/compare?levelA=pm:wizard&levelB=pm:pm')).status).toBe(404)
})

test('a ladder is drawn with the level one is at and the one aimed at', async () => {
  const { html, text } = await browse(await signUpPm()).visit('/ladders/pm')
  expect(html).toMatch(/<svg class="ladder-picture"[^>]*role="img"/)
  expect(text).toContain('8 levels on 7 steps. You are at Product Manager. Your target is Senior Product Manager.')
  expect(html.match(/class="rung/g)).toHaveLength(8)
})
