import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { frameworkFile } from '../framework-file.ts'
import { frameworkOf } from './framework-of.ts'
import { readLadder } from './read-ladder.ts'
import type { LadderDraft, LadderReading } from './types.ts'

const folder = resolve(import.meta.dirname, '../../../test/cases/ladders')
const fixture = (name: string): string => readFileSync(join(folder, name), 'utf8')
const read = (name: string): LadderReading => readLadder(fixture(name))

const titles = (ladder: LadderDraft): string[] => ladder.levels.map(({ title }) => title)
const names = (ladder: LadderDraft): string[] => ladder.skills.map(({ name }) => name)
const said = (ladder: LadderDraft, skill: string, level: string): string[] => {
  const { id } = ladder.levels.find(({ title, also }) => title === level || also.includes(level))!
  return (ladder.skills.find(({ name }) => name === skill)!.anchors[id] ?? []).map(({ text }) => text)
}

describe('ladders of many shapes', () => {
  test('a heading per level, a heading per skill, and what all levels share', () => {
    const { format, ladders, warnings } = read('headings.md')
    const [ladder] = ladders
    expect(format).toBe('markdown')
    expect(ladder!.name).toBe('Northwind product ladder')
    expect(titles(ladder!)).toEqual(['Associate Product Manager', 'Product Manager', 'Senior Product Manager'])
    expect(ladder!.levels.map(({ also }) => also)).toEqual([['PM1'], ['PM2'], ['PM3']])
    expect(ladder!.levels[1]!.scope).toBe('Owns one problem from finding it to closing it.')
    expect(names(ladder!)).toEqual(['Craft', 'Collaboration'])
    expect(said(ladder!, 'Craft', 'PM1')).toEqual([
      'Writes down why before what.',
      'Describes a problem so that an engineer can restate it.',
      'Measures one release after it went out.',
    ])
    expect(ladder!.skills[0]!.anchors['product-manager']![0]).toMatchObject({ line: 14, from: 'every level' })
    expect(warnings.map(({ line }) => line)).toEqual([8])
  })

  test('a heading per skill with bold lines for levels', () => {
    const [ladder] = read('skills-first.md').ladders
    expect(titles(ladder!)).toEqual(['Associate PMM', 'PMM', 'Senior PMM', 'Group PMM'])
    expect(names(ladder!)).toEqual(['Positioning', 'Launch', 'Market insight'])
    expect(ladder!.skills[0]!.summary).toContain('make a buyer see the difference')
    expect(said(ladder!, 'Market insight', 'Senior PMM')).toEqual([
      'Listens to a customer every fortnight.',
      'Changes the roadmap with what buyers said.',
    ])
    expect(said(ladder!, 'Market insight', 'Associate PMM')).toEqual(['Listens to a customer every fortnight.'])
  })

  test('two tables, one for each track', () => {
    const { ladders, choices } = read('tables.md')
    expect(ladders).toHaveLength(1)
    const [ladder] = ladders
    expect(ladder!.levels.map(({ title, track }) => `${title}: ${track}`)).toEqual([
      'PM: ic',
      'Senior PM: ic',
      'Principal PM: ic',
      'Group PM: people',
      'Director: people',
    ])
    expect(names(ladder!)).toEqual(['Discovery', 'Delivery', 'Influence', 'Coaching'])
    expect(said(ladder!, 'Discovery', 'PM')).toHaveLength(2)
    expect(said(ladder!, 'Delivery', 'Director')).toEqual([])
    expect(choices.map(({ about }) => about).sort()).toEqual(['branch', 'skill'])
  })

  test('bullets within bullets', () => {
    const [ladder] = read('nested-bullets.md').ladders
    expect(titles(ladder!)).toEqual(['Product Manager I', 'Product Manager II', 'Product Manager III'])
    expect(names(ladder!)).toEqual(['Strategy', 'Execution', 'People'])
    expect(said(ladder!, 'Strategy', 'Product Manager I')).toHaveLength(2)
  })

  test('several ladders on one page, and what everyone shares', () => {
    const { ladders } = read('two-ladders.md')
    expect(ladders.map(({ name }) => name)).toEqual(['Product management', 'Product marketing'])
    expect(ladders.map(titles)).toEqual([
      ['Product Manager', 'Senior Product Manager'],
      ['Product Marketing Manager', 'Senior Product Marketing Manager'],
    ])
    expect(ladders.map(names)).toEqual([
      ['Values', 'Strategy', 'Analysis'],
      ['Values', 'Messaging', 'Analysis'],
    ])
  })

  test('a table in HTML with spans, sections and two rows of headings', () => {
    const { format, ladders } = read('spans.html')
    const [ladder] = ladders
    expect(format).toBe('html')
    expect(ladder!.levels.map(({ title, track, scope }) => [title, track, scope])).toEqual([
      ['IC3', 'ic', 'Runs well-cut work alone.'],
      ['IC4', 'ic', 'Turns a vague goal into a plan.'],
      ['M4', 'people', 'Leads three marketers.'],
      ['M5', 'people', 'Leads leads.'],
    ])
    expect(ladder!.skills.map(({ name, group }) => [group, name])).toEqual([
      ['Launches', 'Scope'],
      ['Launches', 'Measurement'],
      ['Voice', 'Writing'],
    ])
    expect(said(ladder!, 'Scope', 'M5')).toEqual(said(ladder!, 'Scope', 'M4'))
    expect(said(ladder!, 'Writing', 'IC3')).toEqual(['Edits until a friend gets it.', 'Cuts a page by half.'])
    expect(said(ladder!, 'Measurement', 'IC4')).toEqual(['Reports what the number did to revenue & churn.'])
  })

  test('a spreadsheet with semicolons, a title row, merged cells and quoted lines', () => {
    const { format, ladders } = read('spreadsheet.csv')
    const [ladder] = ladders
    expect(format).toBe('csv')
    expect(ladder!.name).toBe('Product competency matrix')
    expect(titles(ladder!)).toEqual(['Junior PM', 'PM', 'Senior PM'])
    expect(ladder!.skills.map(({ name, group, summary }) => [group, name, summary])).toEqual([
      ['Thinking', 'Problem framing', 'Says what is wrong and for whom'],
      ['Thinking', 'Data', 'Reads and doubts numbers'],
      ['Working', 'Writing', 'Is read and understood'],
      ['Working', 'Facilitation', 'Gets a room to a decision'],
    ])
    expect(said(ladder!, 'Data', 'PM')).toEqual(['Knows when a number "lies"'])
  })

  test('YAML with records per skill and level', () => {
    const [ladder] = read('records.yaml').ladders
    expect(ladder!.name).toBe('Product framework')
    expect(titles(ladder!)).toEqual(['Level 1', 'Level 2', 'Level 3'])
    expect(names(ladder!)).toEqual(['Problem solving', 'Communication'])
    expect(said(ladder!, 'Problem solving', 'Level 3')).toContain('Dissolves a problem that others keep solving')
  })

  test('YAML with maps, inline maps and a scale', () => {
    const [ladder] = read('maps.yml').ladders
    expect(ladder!.levels.map(({ title, also, track }) => [title, also, track])).toEqual([
      ['Associate Product Manager', ['apm'], 'ic'],
      ['Product Manager', ['pm'], 'ic'],
      ['Senior Product Manager', ['spm'], 'ic'],
      ['Group Product Manager', ['gpm'], 'people'],
    ])
    expect(names(ladder!)).toEqual(['Strategy', 'Stakeholders', 'Coaching'])
    expect(said(ladder!, 'Strategy', 'pm')).toEqual(['Says no with a reason', 'Ties each item to the goal'])
    expect(ladder!.scale).toMatchObject({ meets: 3, line: 3 })
  })

  test('JSON whose levels are milestones without a name', () => {
    const [ladder] = read('tracks.json').ladders
    expect(titles(ladder!)).toEqual(['Level 1', 'Level 2', 'Level 3'])
    expect(ladder!.skills.map(({ name, summary }) => [name, summary])).toEqual([
      ['Discovery', 'Finds out what is worth building'],
      ['Delivery', 'Gets it into the hands of users'],
    ])
    expect(said(ladder!, 'Delivery', 'Level 2')).toEqual([
      'Keeps a team moving',
      'Nobody waits for an answer overnight',
    ])
  })

  test('what was pasted from a word processor', () => {
    const { format, ladders } = read('pasted.txt')
    expect(format).toBe('text')
    expect(ladders[0]!.name).toBe('Ladder for product people at Oakridge')
    expect(titles(ladders[0]!)).toEqual(['Associate Product Manager', 'Product Manager', 'Senior Product Manager'])
    expect(names(ladders[0]!)).toEqual(['Discovery', 'Delivery'])
  })

  test('each becomes a ladder of ours that its own file’s rules accept', () => {
    for (const name of readdirSync(folder).filter((file) => !file.startsWith('advert') && !file.startsWith('not-'))) {
      for (const ladder of read(name).ladders) {
        const result = frameworkFile.safeParse(frameworkOf(ladder))
        expect(result.error?.issues, `${name}: ${ladder.name}`).toBeUndefined()
      }
    }
  })
})
