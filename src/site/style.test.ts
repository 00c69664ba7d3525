import { expect, test } from 'vitest'
import { styleFor } from './style.ts'

const used = (css: string) =>
  styleFor(css, '<main class="quiz on" id="top" data-step hidden><p>', 'make("li",{class:"list row"});e.dataset.at')

test('a page takes along what it can use: its elements, classes, ids, attributes, and those its script makes', () => {
  const kept = 'main{a:b}.quiz.on{a:b}#top p{a:b}[data-step]{a:b}li.list{a:b}[data-at]{a:b}:root{a:b}'
  expect(used(kept)).toBe(kept)
  expect(used('.case{a:b}#other{a:b}[data-far]{a:b}table td{a:b}.quiz .case{a:b}')).toBe('')
})

test('of several selectors those stay that can apply', () => {
  expect(used('.case,.quiz,dialog::backdrop{a:b}')).toBe('.quiz{a:b}')
})

test('what stands within a condition is not asked for', () => {
  const kept = 'main:has(.case,[x="}"])>p:not(.case){a:b}'
  expect(used(kept)).toBe(kept)
})

test('layers and media stay around what is kept, and go with the last rule', () => {
  expect(used('@layer a,b;@layer a{@media print{.case{a:b}}p{a:b}}@media print{.case{a:b}}')).toBe(
    '@layer a,b;@layer a{p{a:b}}',
  )
})

test('a bracket in a text ends nothing', () => {
  expect(used('p:before{content:"} {"}.case{a:b}p{c:d}')).toBe('p:before{content:"} {"}p{c:d}')
})
