import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmationOf, metricOf, recordOf } from '../../test/records.ts'
import { smallLadder } from '../../test/small-ladder.ts'
import { type CaseInput, caseOf, halfPage } from './case-document.ts'
import { paperFor, type SetCase, setCase, setHalfPage } from './case-typst.ts'
import type { Evidence } from './evidence.ts'
import { lettersIn, mayBreak } from './letters.ts'

const skill = (id: string, name: string) => ({ id, name, summary: name, anchors: { pm: name, senior: name } })
const framework = smallLadder({
  levels: [
    { id: 'pm', title: 'Product Manager', track: 'shared', scope: 'One problem.', next: ['senior'] },
    { id: 'senior', title: 'Senior Product Manager', track: 'shared', scope: 'An area.', next: [] },
  ],
  skills: [skill('strategy', 'Strategy'), skill('discovery', 'Discovery')],
})

const input = (evidence: Evidence[], more: Partial<CaseInput> = {}): CaseInput => ({
  framework,
  climber: { level: 'pm', target: 'senior', specialisation: null, leaves: [], manager: 'Daniel' },
  name: 'Ana',
  reviewOn: '2026-09-01',
  evidence,
  ratings: [],
  initiatives: [],
  on: '2026-06-30',
  ...more,
})

const senior = (id: string, text: string, more: Partial<Evidence> = {}): Evidence =>
  recordOf({ id, text, kind: 'outcome', scope: 'senior', skills: ['strategy'], happenedOn: '2026-05-01', ...more })

const ascii = lettersIn('20-7e a0-24f 2010-2027 2192 25a1')
const setting = {
  paper: 'a4' as const,
  letters: ascii,
  cairn: { width: 1, height: 1, stones: [] },
  kindWords: {
    decision: 'Decision',
    outcome: 'Outcome',
    feedback: 'Feedback',
    problem: 'Problem found',
    artifact: 'Work made',
    learning: 'Learning',
    note: 'Note',
  },
}
const set = (evidence: Evidence[], more: Partial<CaseInput> = {}): SetCase =>
  setCase(caseOf(input(evidence, more)), setting)

const examplesOf = ({ sections }: SetCase) => sections.flatMap(({ examples = [] }) => examples)

/** Everything in the data that is shown or described. */
function wordsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(wordsIn) : []
}

describe('a case as it is set', () => {
  test('its examples name their records by the numbers that the annex gives them', () => {
    const data = set([
      senior('a', 'Retention went from 42% to 58%.', { metrics: [metricOf({})] }),
      senior('b', 'Found that half of the trials never reach step two.', { skills: ['discovery'], kind: 'problem' }),
    ])
    const records = data.annex!.records!.records
    for (const { about, story } of examplesOf(data)) {
      const place = Number(/ · record (\d+)$/.exec(about)![1])
      const told = wordsIn(story).join(' ')
      expect(told).toContain(records[place - 1]!.words.replace(/\.$/, ''))
    }
    expect(records[0]!.about).toMatch(/^1 May 2026 · (Outcome|Problem found)$/)
  })

  test('a blank is handed over with what it waits for, and as nothing else', () => {
    const data = set([], { name: null })
    expect(data.title).toEqual([{ blank: 'your name' }, ': case for Senior Product Manager'])
    expect(data.about).toMatchObject({ title: 'Case for Senior Product Manager', author: null })
    expect(data.footer).toBe('Case for Senior Product Manager · 30 June 2026')
    expect(data.sections.map(({ title }) => title)).not.toContain('Examples')
    expect(data.annex!.records).toBeNull()
  })

  test('what the page leaves out leads to the annex, where it is told', () => {
    const story = (id: string) =>
      Array.from({ length: 12 }, (_, i) => `Retention of ${id}${i} went from 42% to 5${i % 10}% because of me.`).join(
        ' ',
      )
    const many = ['a', 'b', 'c', 'd'].map((id) => senior(id, story(id), { initiative: `i-${id}` }))
    const initiatives = many.map(({ id }) => ({ id: `i-${id}`, title: `Work ${id}`, problem: null, review: null }))
    const data = set(many, { initiatives })
    const cut = examplesOf(data).filter(({ story }) =>
      story.some(({ runs }) => runs.some((run) => typeof run === 'object' && 'more' in run)),
    )
    expect(cut.length).toBeGreaterThan(0)
    const further = data.annex!.examples!.examples
    expect(further.map(({ title }) => title)).toEqual(expect.arrayContaining(cut.map(({ title }) => title)))
    for (const example of cut) {
      const whole = further.find(({ title }) => title === example.title)!
      expect(wordsIn(whole.story).join(' ').length).toBeGreaterThan(wordsIn(example.story).join(' ').length)
    }
  })

  test('the annex has no section for what there is none of', () => {
    const data = set([senior('a', 'Retention went from 42% to 58%.')])
    expect(data.annex!.examples).toBeNull()
  })

  test('the words of the one who confirms stand in the annex, with how they came in', () => {
    const confirmations = [confirmationOf({ by: 'Maya', words: 'True.', how: 'pasted', on: '2026-06-01' })]
    const [record] = set([senior('a', 'Retention rose.', { confirmations })]).annex!.records!.records
    expect(record!.about).toBe('1 May 2026 · Outcome · confirmed by Maya (words pasted by me)')
  })

  test('the coverage has every skill of the level, and a cell for each kind', () => {
    const { coverage } = set([senior('a', 'Retention went from 42% to 58%.')]).annex!
    expect(coverage.kinds).toEqual(['Decision', 'Outcome', 'Feedback', 'Problem', 'Work', 'Learning'])
    expect(coverage.rows.map(({ name, cells }) => [name, cells.map(({ count }) => count)])).toEqual([
      ['Strategy', [0, 1, 0, 0, 0, 0]],
      ['Discovery', [0, 0, 0, 0, 0, 0]],
    ])
  })

  test('a half page is short examples and what would help most, without an annex', () => {
    const half = setHalfPage(halfPage(caseOf(input([senior('a', 'Retention rose.')]))), setting)
    expect(half.annex).toBeNull()
    expect(half.sections.map(({ title }) => title)).toEqual(['What I ask', 'Examples', 'What would help most'])
  })

  test('paper follows how the person writes dates', () => {
    expect([paperFor('en-US'), paperFor('en-GB'), paperFor(null)]).toEqual(['letter', 'a4', 'a4'])
  })
})

describe('whatever the words are', () => {
  const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }))

  test('every one of them, wherever it stands, is in letters that the type has', () => {
    fc.assert(
      fc.property(words, words, (some, others) => {
        const data = set(
          [senior('a', `A ${some}.`, { initiative: 'i', confirmations: [confirmationOf({ by: `B ${others}` })] })],
          {
            name: `N ${others}`,
            initiatives: [{ id: 'i', title: `T ${some}`, problem: others || null, review: null }],
            texts: { area: others, growing: some, next: others },
          },
        )
        const allowed = /[\u00ad\u200b-\u200f\u2060\u2068\u2069\p{Variation_Selector}\u{e0020}-\u{e007f}]/u
        for (const text of wordsIn(data))
          for (const sign of text) expect(ascii(sign.codePointAt(0)!) || allowed.test(sign), text).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('a letter that is missing anywhere is owned up to, and only then', () => {
    expect(set([senior('a', 'Retention rose.')]).missingLetters).toBeNull()
    expect(set([senior('a', '保持率 rose.')]).missingLetters).toContain('□')
  })

  test('the description of the file is plain text, without marks to break at', () => {
    const { about, title } = set([], { name: 'x'.repeat(60) })
    expect(about.title).not.toContain(mayBreak)
    expect(title[0]).toContain(mayBreak)
  })
})
