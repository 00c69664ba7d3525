import { expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('skills by kind of evidence: what is there leads to it, what is missing to the form that would fill it', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const empty = await visit('/evidence/coverage')
  expect(empty.text).toContain('nothing yet; a choice with its reason and what you gave up would fill it')
  expect(empty.text).toContain('nothing shows it yet')

  const link = /href="(\/log\?kind=decision[^"]*skill=discovery[^"]*)"/.exec(empty.html)![1]!.replaceAll('&amp;', '&')
  const form = await visit(link)
  expect(form.html).toMatch(/value="discovery" checked/)
  const saved = await send(form.html, 'evidence.capture', {
    text: 'Decided against the export because 2 of 40 asked for it.',
    size: 'yes',
    seenBy: 'Priya',
  })
  expect(saved.path).toBe('/evidence/coverage')
  expect(saved.html).toContain('href="/evidence?skill=discovery&amp;kind=decision"')
  expect(saved.text).toMatch(/1 record, (thin|solid)/)
  const [record] = (await ana.call('evidence.list', { skill: 'discovery', kind: 'decision' })).items
  expect(record.skillsSource).toBe('user')
})

test('without a ladder the page says where to begin', async () => {
  const { text } = await browse(await signUp()).visit('/evidence/coverage')
  expect(text).toContain('Say what you do')
})
