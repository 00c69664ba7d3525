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
    const { format, ladders, choices } = read('headings.md')
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
    expect(choices.map(({ about, lines }) => [about, lines[0]])).toEqual([
      ['section', 8],
      ['every level', 14],
    ])
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

  test('rows without names of their own, below rows that name the skill and rows that name the group', () => {
    const [ladder] = read('unlabelled-rows.md').ladders
    expect(ladder!.levels.map(({ title, also, scope }) => [title, also[0], scope.split(' ')[0]])).toEqual([
      ['Associate PM', 'IC1', 'New'],
      ['PM (IC2)', 'IC2', 'Owns'],
      ['PM (IC3)', 'IC3', 'Runs'],
      ['Senior PM', 'IC4', 'Carries'],
    ])
    expect(ladder!.skills.map(({ name, group }) => [group, name])).toEqual([
      ['Judgement', 'Knowing the market'],
      ['Judgement', 'Setting direction'],
      ['Working together', 'Helping others grow'],
    ])
    expect(said(ladder!, 'Knowing the market', 'IC2')).toEqual([])
  })

  test('several tables with linked headings, what a skill means in its own cell, and how it is measured beside it', () => {
    const { ladders } = read('outcomes-column.md')
    expect(ladders.map(({ name, levels, skills }) => [name, levels.length, skills.map((skill) => skill.name)])).toEqual(
      [
        ['Framework for product managers', 3, ['Roadmap & growth', 'Listening', 'Working by our values']],
        ['Framework for pricing', 3, ['Models', 'Persuasion']],
      ],
    )
    expect(ladders[1]!.skills[0]!.summary).toBe(
      'This competency is about the sums behind a price. Outcomes: Forecasts within a tenth',
    )
    expect(said(ladders[0]!, 'Working by our values', 'Principal PM')).toEqual([
      'Lifts the work of the group.',
      'Building ties across sections. Coaches others on our values.',
    ])
  })

  test('a job family: one role extends the other, and the hiring process is left aside', () => {
    const { ladders, choices } = read('job-family.md')
    expect(titles(ladders[0]!)).toEqual(['Product Manager', 'Senior Product Manager', 'Principal Product Manager'])
    expect(names(ladders[0]!)).toEqual(['Responsibilities', 'Requirements'])
    expect(said(ladders[0]!, 'Responsibilities', 'Principal Product Manager')).toHaveLength(6)
    expect(ladders[0]!.skills[0]!.anchors['principal-product-manager']!.map(({ from }) => from)).toEqual([
      ...Array(5).fill('lower level'),
      'level',
    ])
    expect(choices.filter(({ about }) => about === 'section').map(({ question }) => question.split('”')[0])).toEqual([
      'Does “Specialties',
      'Does “Performance indicators',
      'Does “Hiring process',
    ])
  })

  test('skills described first, then level by level, with the steps drawn as lists of HTML', () => {
    const [ladder] = read('pathway.md').ladders
    expect(titles(ladder!)).toEqual(['Associate product manager', 'Product manager', 'Senior product manager'])
    expect(ladder!.skills.map(({ name, summary }) => [name, summary])).toEqual([
      ['Lean working', 'You build the smallest thing that teaches you something.'],
      ['Product strategy', 'You name the problem before a solution.'],
      ['Working with clients', 'You know when to push back and when to give way.'],
      ['Expectations', ''],
    ])
  })

  test('a question per level, bold lines with lists below, and the way on to the next level', () => {
    const { ladders, choices } = read('core-questions.md')
    expect(ladders[0]!.levels.map(({ title, also, track }) => [title, also.includes('IC2'), track])).toEqual([
      ['Associate Product Manager', false, 'ic'],
      ['Product Manager', false, 'ic'],
      ['Senior Product Manager', true, 'ic'],
      ['PM Manager', false, 'people'],
    ])
    expect(names(ladders[0]!)).toEqual(['Scope', 'Discovery', 'Delivery', 'Success looks like', 'People'])
    expect(choices.map(({ about }) => about)).toEqual(['branch', 'section', 'section', 'cumulation'])
  })

  test('a wide sheet with merged headings over two tracks', () => {
    const [ladder] = read('wide-export.csv').ladders
    expect(ladder!.levels.map(({ title, also, track }) => [title, also[0], track])).toEqual([
      ['APM', 'P1', 'ic'],
      ['PM', 'P2', 'ic'],
      ['Senior PM', 'P3', 'ic'],
      ['Principal PM', 'P4', 'ic'],
      ['Group PM', 'M1', 'people'],
      ['Director', 'M2', 'people'],
    ])
    expect(ladder!.skills.map(({ name, group }) => `${group}: ${name}`)).toEqual([
      'Reach: Scope',
      'Reach: Impact',
      'Reach: Autonomy',
      'Craft: Discovery',
      'Craft: Delivery',
      'People: Coaching',
    ])
    expect(said(ladder!, 'Discovery', 'P1')).toEqual(['Joins interviews', 'Writes up what was said'])
  })

  test('YAML from level to competency to list, two tracks that share a number, and what builds on the level below', () => {
    const [ladder] = read('nested-map.yaml').ladders
    expect(ladder!.name).toBe('Gannet product framework')
    expect(ladder!.levels.map(({ title, track, next }) => [title, track, next])).toEqual([
      ['Product Manager', 'ic', ['senior-pm']],
      ['Senior PM', 'ic', ['staff-pm']],
      ['Staff PM', 'ic', ['group-pm']],
      ['Group PM', 'people', []],
    ])
    expect(said(ladder!, 'Customer insight', 'Staff PM')).toEqual([
      'Talks to two users a week',
      'Knows the numbers of the area',
      'Decides which question is worth a month',
      'Changes what the company believes about its users',
    ])
    expect(said(ladder!, 'Impact', 'Group PM')).toEqual(['Several teams through others'])
  })

  test('JSON as a tree of tracks, levels and competencies', () => {
    const [ladder] = read('tree.json').ladders
    expect(ladder).toMatchObject({ name: 'Calder ladder', summary: 'How product people grow at Calder.' })
    expect(ladder!.levels.map(({ title, also, track }) => [title, also, track])).toEqual([
      ['Associate PMM', ['P1'], 'ic'],
      ['PMM', ['P2'], 'ic'],
      ['Group PMM', ['M1'], 'people'],
    ])
    expect(names(ladder!)).toEqual(['Positioning', 'Launch', 'Leading'])
  })

  test('a page that marks the present level and the next', () => {
    const [ladder] = read('current-and-target.md').ladders
    expect(ladder!.levels.map(({ title, scope }) => [title, scope])).toEqual([
      ['Product Manager', 'Laying the ground'],
      ['Senior Product Manager', 'On their own'],
      ['Staff Product Manager', 'Beyond the area'],
    ])
    expect(names(ladder!)).toEqual(['Expectations', 'Product strategy', 'Delivery'])
  })

  test('rows that are sentences: with ticks for the levels, or below a level with an example', () => {
    const [ladder] = read('sentence-rows.md').ladders
    expect(names(ladder!)).toEqual(['Ownership', 'Listening', 'What it looks like'])
    expect(said(ladder!, 'Ownership', 'Senior Product Manager')).toEqual([
      'Keeps a plan that anybody in the company can read.',
      'Ends work that does not pay, and says so in the open.',
    ])
    expect(said(ladder!, 'What it looks like', 'Senior Product Manager')).toEqual([
      'Bring two directors to one plan.',
      'The joint launch in spring',
    ])
  })

  test('levels by number in one table, by code in another and by both in a heading', () => {
    const [ladder] = read('levels-by-number.md').ladders
    expect(ladder!.levels.map(({ title, also }) => [title, also[0]])).toEqual([
      ['Associate PM', 'L1'],
      ['Product Manager', 'L2'],
      ['Senior PM', 'L3'],
      ['Principal/Staff PM', 'L4'],
    ])
    expect(said(ladder!, 'Judgement', 'Senior PM')).toEqual(['Decides'])
    expect(said(ladder!, 'Signs', 'Product Manager')).toEqual(['Sees a feature through to its number'])
  })

  test('two jobs that both lead people, with the grade of each skill in a table of its own', () => {
    const { ladders } = read('axis-tables.md')
    expect(ladders.map(({ name }) => name)).toEqual(['Product Management Track', 'Product Design Management Track'])
    expect(ladders.map(titles)).toEqual([
      ['Group Product Manager', 'Director of Product'],
      ['Design Manager', 'Director of Design'],
    ])
    expect(names(ladders[0]!)).toEqual(['Strategy', 'People', 'Expectations', 'Hiring'])
    expect(said(ladders[0]!, 'People', 'L2')).toEqual(['Has leaders who grow others.'])
  })

  test('an export with a row for each sentence and columns as a program names them', () => {
    const [ladder] = read('long-export.csv').ladders
    expect(ladder!.levels.map(({ title, also }) => [title, also])).toEqual([
      ['Product Manager', ['L3']],
      ['Senior Product Manager', ['L4']],
      ['Principal Product Manager', ['L5']],
    ])
    expect(ladder!.skills.map(({ name, group }) => [group, name])).toEqual([
      ['Craft', 'Discovery'],
      ['Craft', 'Delivery'],
      ['Influence', 'Stakeholders'],
    ])
    expect(said(ladder!, 'Discovery', 'L3')).toEqual(['Talks to users weekly', 'Writes what was learned'])
  })

  test('text whose headings were lost: short lines that come again below each level', () => {
    const [ladder] = read('headings-lost.txt').ladders
    expect(names(ladder!)).toEqual(['Scope of impact', 'Craft', 'Leadership'])
    expect(said(ladder!, 'Craft', 'IC3')).toEqual([
      'Writes problem statements that engineers understand.',
      'Runs interviews every other week.',
    ])
  })

  test('titles in German and Spanish', () => {
    const [german] = read('stufen.md').ladders
    expect(german!.levels.map(({ title, also, track }) => [title, also, track])).toEqual([
      ['Junior Produktmanagerin', ['Stufe 1'], 'ic'],
      ['Produktmanagerin', ['Stufe 2'], 'ic'],
      ['Senior Produktmanagerin', ['Stufe 3'], 'ic'],
      ['Leiterin Produkt', ['Stufe 4'], 'people'],
    ])
    const [spanish] = read('carrera.csv').ladders
    expect(spanish!.levels.map(({ id, track }) => [id, track])).toEqual([
      ['jefe-de-producto-junior', 'ic'],
      ['jefe-de-producto', 'ic'],
      ['jefe-de-producto-senior', 'ic'],
      ['director-de-producto', 'people'],
    ])
    expect(names(spanish!)).toEqual(['Estrategia', 'Entrega'])
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
