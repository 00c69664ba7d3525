import { expect, test } from 'vitest'
import { Band } from './band.tsx'
import { Cairn } from './cairn.tsx'
import { Coverage } from './coverage.tsx'
import { MetricLine } from './metric-line.tsx'
import { type SkillMarks, SkillRow, SkillRows } from './skill-row.tsx'

const stones = [
  { name: 'Execution', weight: 0.75, credit: 0.9, proofMissing: false },
  { name: 'Outcome <b>', weight: 1.75, credit: 0.36, proofMissing: true },
]
const scale = { points: [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` })) }
const marks: SkillMarks = {
  name: 'Execution',
  bar: 4,
  self: 5,
  manager: 4,
  peers: 3.5,
  estimate: { value: 3.84, low: 3.4, high: 4.3 },
  standing: 'near',
  words: 'Near',
}
const unrated: SkillMarks = {
  ...marks,
  name: 'Product sense',
  self: null,
  manager: null,
  peers: null,
  estimate: null,
  words: 'No chance yet: create one',
}
const readings = [
  { on: '2026-04-01', value: 42, text: '42 %', label: 'before' },
  { on: '2026-08-15', value: 58, text: '58 %', label: '60 days' },
]
const coverage = [
  {
    name: 'Execution',
    cells: [
      { count: 2, strength: 3 as const },
      { count: 0, strength: 0 as const, fill: 'a result with a number' },
    ],
  },
]

const pictures = (id: string, hideNumbers = false) =>
  [
    <Cairn id={`${id}-cairn`} stones={stones} hideNumbers={hideNumbers} />,
    <SkillRows id={`${id}-skills`} scale={scale} rows={[marks, unrated]} hideNumbers={hideNumbers} />,
    <SkillRow id={`${id}-skill`} scale={scale} marks={marks} hideNumbers={hideNumbers} />,
    <Band
      id={`${id}-band`}
      score={61}
      low={50}
      high={70}
      held={70}
      raw={{ score: 74, low: 60, high: 88 }}
      hideNumbers={hideNumbers}
    />,
    <Coverage id={`${id}-coverage`} kinds={['Decision', 'Outcome']} rows={coverage} />,
    <MetricLine id={`${id}-metric`} name="Retention" readings={readings} target={{ value: 56, text: '56 %' }} />,
  ].map(String)

/** The cells of the table under a picture, row by row. */
const tableOf = (html: string) =>
  [...(/<details class="as-table">(.*?)<\/details>/s.exec(html)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(
    ([, row]) => [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell),
  )

test('every picture names and describes itself and carries its data as a table', () => {
  for (const html of pictures('a')) {
    const [, label] = /<svg[^>]*role="img" aria-labelledby="([^"]+)"/.exec(html) ?? []
    const [title, desc] = label!.split(' ')
    expect(html).toMatch(new RegExp(`<title id="${title}">[^<]+</title><desc id="${desc}">[^<]+</desc>`))
    expect(tableOf(html).length).toBeGreaterThan(1)
  }
})

test('two pictures of a kind on one page share no id, and no picture brings style or script', () => {
  const html = [...pictures('a'), ...pictures('b')].join('')
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, target] of html.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(target)
  expect(html).not.toMatch(/ style=|<style|<script|NaN|undefined/)
})

test('the cairn lays the heaviest stone at the bottom and says which lacks proof', () => {
  const html = String(<Cairn id="c" stones={stones} hideNumbers={false} />)
  expect(tableOf(html)).toEqual([
    ['Skill', 'Weight', 'Filled', 'Proof'],
    ['Outcome &lt;b&gt;', '1.75', '36 %', 'missing'],
    ['Execution', '0.75', '90 %', 'shown'],
  ])
  const tops = [...html.matchAll(/<rect class="filled" x="[^"]*" y="([^"]*)"/g)].map(([, y]) => Number(y))
  expect(tops[0]).toBeGreaterThan(tops[1]!)
  expect(html.match(/class="rim missing"/g)).toHaveLength(1)
})

test('the skill table holds every mark, and says so where nobody rated', () => {
  const rows = tableOf(String(<SkillRows id="s" scale={scale} rows={[marks, unrated]} hideNumbers={false} />))
  expect(rows[1]).toEqual(['Execution', '5', '4', '3.5', '3.8 (3.4 to 4.3)', '–', '4', 'Near'])
  expect(rows[2]).toEqual(['Product sense', '–', '–', '–', '–', '–', '4', 'No chance yet: create one'])
})

test('a skill that nobody has looked at has no empty plot, and without any there is no key', () => {
  const plots = (...rows: (typeof marks)[]) =>
    String(<SkillRows id="s" scale={scale} rows={rows} hideNumbers={false} />).match(/class="plot behind-curtain"/g)
  expect(plots(marks, unrated)).toHaveLength(1)
  const bare = String(<SkillRows id="s" scale={scale} rows={[unrated]} hideNumbers={false} />)
  expect(bare).not.toContain('skill-key')
  expect(bare).toContain('No chance yet: create one')
})

test('manager and peers at one value stay two marks', () => {
  const html = String(<SkillRow id="s" scale={scale} marks={{ ...marks, manager: 4, peers: 4 }} hideNumbers={false} />)
  const plot = /<svg class="plot behind-curtain".*?<\/svg>/s.exec(html)![0]
  const at = (name: string) => Number(new RegExp(`class="${name}" d="M([\\d.]+)`).exec(plot)?.[1])
  expect(Math.abs(at('manager') - at('peers'))).toBeGreaterThanOrEqual(13)
})

test('an empty cell of the coverage says what would fill it', () => {
  const html = String(<Coverage id="c" kinds={['Decision', 'Outcome']} rows={coverage} />)
  expect(tableOf(html)[1]).toEqual([
    'Execution',
    '2 records, strong',
    'nothing yet; a result with a number would fill it',
  ])
})

test('the band shows the range, the hold and what stands without it', () => {
  const html = String(
    <Band
      id="b"
      score={60.6}
      low={50.2}
      high={70}
      held={70}
      raw={{ score: 74, low: 60, high: 88 }}
      hideNumbers={false}
    />,
  )
  expect(tableOf(html).slice(1)).toEqual([
    ['Readiness', '50', '61', '70'],
    ['Without the hold', '60', '74', '88'],
    ['Held at most at', '', '70', ''],
  ])
})

test('with numbers hidden no score, share or rating is anywhere in the markup', () => {
  const [cairn, rows, row, band] = pictures('a', true)
  expect(band).toBe('')
  expect(cairn).not.toContain(' %')
  expect(tableOf(cairn!)[1]).toEqual(['Outcome &lt;b&gt;', 'about half filled', 'missing'])
  for (const html of [rows!, row!]) {
    expect(tableOf(html)[1]).toEqual(['Execution', 'Near'])
    expect(html).not.toMatch(/3\.8|3\.4|4\.3/)
  }
})

test('a metric with one reading draws its baseline and promises nothing', () => {
  const html = String(<MetricLine id="m" name="Activation" readings={readings.slice(0, 1)} target={null} />)
  expect(tableOf(html).slice(1)).toEqual([['before', '1 April 2026', '42 %']])
  expect(html).not.toContain('NaN')
})
