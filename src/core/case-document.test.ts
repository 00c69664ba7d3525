import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { confirmationOf, metricOf, recordOf } from '../../test/records.ts'
import { smallLadder } from '../../test/small-ladder.ts'
import { type CaseInput, caseOf, halfPage } from './case-document.ts'
import { caseMarkdown, halfPageMarkdown } from './case-markdown.ts'
import { type Confirmation, type Evidence, itemKinds } from './evidence.ts'
import { Problem } from './problem.ts'
import { textOf } from './story.ts'

const skill = (id: string, name: string) => ({
  id,
  name,
  summary: name,
  anchors: { pm: `${name} at PM.`, senior: `${name} at senior.`, top: `${name} at the top.` },
})

const framework = smallLadder({
  levels: [
    {
      id: 'pm',
      title: 'Product Manager',
      track: 'shared',
      scope: 'One problem.',
      next: ['senior'],
      months: { sustained: 6 },
    },
    { id: 'senior', title: 'Senior Product Manager', track: 'shared', scope: 'An area.', next: ['top'] },
    { id: 'top', title: 'Chief Product Officer', track: 'shared', scope: 'Everything.', next: [] },
  ],
  weights: { senior: { strategy: 2 } },
  skills: [skill('strategy', 'Strategy'), skill('discovery', 'Discovery'), skill('influence', 'Influence')],
})

const evidence = (id: string, more: Partial<Evidence> = {}): Evidence =>
  recordOf({ id, text: `Wrote a note about ${id}.`, ...more })

const retention = metricOf({ name: 'week-1 retention' })

const confirmed = (by: string, words: string, more: Partial<Confirmation> = {}): Confirmation =>
  confirmationOf({ id: `c-${by}`, by, words, ...more })

const strong: Evidence[] = [
  evidence('checkout', {
    text: 'Retention went from 42% to 58%.',
    kind: 'outcome',
    happenedOn: '2026-02-10',
    skills: ['strategy'],
    scope: 'senior',
    metrics: [retention],
    initiative: 'i-checkout',
    confirmations: [confirmed('Maya', 'She found the cause when nobody else was looking.')],
  }),
  evidence('roadmap', {
    text: 'Decided to leave the editor out of the release.',
    kind: 'decision',
    happenedOn: '2026-04-03',
    skills: ['influence', 'strategy'],
    scope: 'senior',
    decision: {
      choice: 'leave the editor out',
      because: 'two of forty prospects need it',
      notChosen: ['shipping it half done'],
    },
    next: 'pricing as a whole',
    seenBy: ['Lee'],
  }),
  evidence('interviews', {
    text: 'Found that half of the trials never reach step two.',
    kind: 'problem',
    happenedOn: '2026-05-20',
    skills: ['discovery'],
    scope: 'senior',
    confirmations: [confirmed('Lee', 'This changed our quarter.', { how: 'pasted' })],
  }),
]

const input = (more: Partial<CaseInput> = {}): CaseInput => ({
  framework,
  climber: { level: 'pm', target: 'senior', manager: 'Kim' },
  ratings: [],
  evidence: strong,
  initiatives: [{ id: 'i-checkout', title: 'Checkout redesign', problem: 'Trials got lost on Safari', review: null }],
  on: '2026-06-30',
  name: 'Ana Silva',
  reviewOn: '2026-09-15',
  ...more,
})

const line = ({ pieces }: { pieces: Parameters<typeof textOf>[0] }) => textOf(pieces)

describe('a case', () => {
  const document = caseOf(input())

  test('asks in one sentence, for the level, the review and since when', () => {
    expect(line(document.ask!)).toBe(
      'I ask to be considered for Senior Product Manager in the review of 15 September 2026, on work I have been doing at that scope since February 2026.',
    )
    expect(document.ask!.sources).toEqual(['checkout'])
  })

  test('is short where it says it is', () => {
    expect(document.inShort.map(line)).toEqual([
      'My area: ____.',
      'What changed: Week-1 retention 42 % → 58 % (February 2026).',
      'At the scope of Senior Product Manager since February 2026: 3 examples here, 2 of them confirmed by others.',
    ])
  })

  test('shows three examples in five parts, who confirms each, and where each stands', () => {
    expect(document.examples.map(({ id, title, marks }) => [id, title, marks])).toEqual([
      ['checkout', 'Checkout redesign', []],
      ['interviews', 'Discovery', []],
      ['roadmap', 'Influence', []],
    ])
    expect(document.examples[1]!.name).toBe('Found that half of the trials never reach step …')
    const roadmap = document.examples[2]!
    // What comes next stands once, at the end of the case.
    expect(roadmap.parts.map(({ label, sentence }) => `${label}: ${line(sentence)}`)).toEqual([
      'Problem: ____',
      'Decision and trade-off: I decided to leave the editor out rather than shipping it half done. The reason: two of forty prospects need it.',
      'Result: ____',
    ])
    expect(document.examples[0]!.parts.map(({ sentence }) => line(sentence))[0]).toBe('Trials got lost on Safari.')
    expect(document.examples.map(({ confirmedBy }) => line(confirmedBy))).toEqual([
      'Confirmed by Maya.',
      'Confirmed by Lee (words pasted by me).',
      'Confirmed by ____.',
    ])
  })

  test('counts the level’s expectations by confirmed records only, and names the weakest', () => {
    expect(line(document.rubric)).toBe(
      '2 of 3 expectations of Senior Product Manager shown by confirmed records. The weakest is Influence.',
    )
    expect(document.rubric.sources).toEqual(['checkout', 'interviews'])
  })

  test('lets two different people speak, those who answered themselves first', () => {
    expect(document.voices.map(({ by, pasted }) => [by, pasted])).toEqual([
      ['Maya', false],
      ['Lee', true],
    ])
  })

  test('ends with the next problem, in the person’s words', () => {
    expect(line(document.next)).toBe('What I want from here: pricing as a whole.')
  })

  test('names what is missing in plain words, with the record and the field that would fill it', () => {
    const { missing } = document
    expect(missing[0]).toEqual({
      says: '2 of 3 examples are confirmed by another person.',
      question: 'Would Lee say in two sentences what they saw?',
      record: 'roadmap',
      field: 'confirmations',
    })
    expect(missing.map(({ field }) => field)).toContain('case.area')
    expect(missing.filter(({ record }) => record === 'roadmap').map(({ field }) => field)).toContain('problem')
    expect(missing.every(({ says, question }) => says.endsWith('.') && question.endsWith('?'))).toBe(true)
  })

  test('asks for what an example lacks in one row, and for nothing twice', () => {
    const { missing } = document
    const roadmap = missing.find(({ says }) => says.startsWith('Decided to leave the editor out'))!
    expect(roadmap).toMatchObject({
      says: 'Decided to leave the editor out of the release: the problem and the result.',
      question: 'Who was losing what, and why?',
      record: 'roadmap',
      field: 'problem',
    })
    expect(missing.length).toBeLessThanOrEqual(8)
    expect(new Set(missing.map(({ record, field }) => `${record} ${field}`)).size).toBe(missing.length)
    expect(new Set(missing.map(({ question }) => question)).size).toBe(missing.length)
  })

  test('says the same in sections, each sentence with the records it stands on', () => {
    expect(document.sections.map(({ title }) => title)).toEqual([
      'What I ask',
      'In short',
      'Checkout redesign',
      'Discovery',
      'Influence',
      'Expectations',
      'In others’ words',
      'Still growing',
      'Next',
    ])
    expect(document.sections[2]!.sentences).toContainEqual({
      text: 'Result: Retention went from 42% to 58%.',
      sources: ['checkout'],
    })
    expect(document.sections.at(-1)!.sentences).toEqual([
      { text: 'What I want from here: pricing as a whole.', sources: ['roadmap'] },
    ])
  })

  test('says how much of the level the records show, by skill and kind', () => {
    const { share, skills } = document.coverage
    expect(share).toBeCloseTo(document.selection.coverage)
    const strategy = skills.find(({ id }) => id === 'strategy')!
    expect(strategy.cells.outcome).toMatchObject({ count: 1, atLevel: 1 })
    expect(strategy.cells.decision).toMatchObject({ count: 1, atLevel: 1, best: expect.closeTo(0.55 * 0.6) })
    expect(strategy.cells.learning).toEqual({ count: 0, atLevel: 0, best: 0 })
  })

  test('keeps what the person wrote into it word for word, whole sentences only', () => {
    const area = 'Search for 40,000 teams; 6 million euros a year.'
    const { inShort, growing } = caseOf(
      input({ texts: { area, growing: `${'One two three four five six. '.repeat(8)}` } }),
    )
    expect(line(inShort[0]!)).toBe(area)
    expect(line(growing[0]!)).toBe(`${'One two three four five six. '.repeat(5)}…`)
  })

  test('lists every record it stands on, once', () => {
    expect(document.sources.map(({ id }) => id).sort()).toEqual(['checkout', 'interviews', 'roadmap'])
  })

  test('holds no more than three numbers, each once, none that got worse', () => {
    const many = ['a', 'b', 'c', 'd'].map((id, n) =>
      evidence(id, {
        kind: 'outcome',
        happenedOn: '2026-05-01',
        skills: ['strategy'],
        scope: 'senior',
        metrics: [
          { ...retention, name: `number ${n}` },
          { ...retention, name: 'number 0' },
          { ...retention, name: `worse ${n}`, good: false },
          { ...retention, name: `views ${n}`, vanity: true },
        ],
      }),
    )
    const { metrics } = caseOf(input({ evidence: many }))
    expect(metrics.map(({ name }) => name)).toEqual(['Number 0', 'Number 1', 'Number 2'])
  })

  test('refuses a level the ladder does not have', () => {
    expect(() => caseOf(input({ climber: { level: 'pm', target: 'king' } }))).toThrow(Problem)
  })
})

describe('a first case', () => {
  test('is there as soon as there is one line from memory, with the blanks in sight', () => {
    const note = evidence('n1', { text: 'Moved sales to the new deck.' })
    const document = caseOf(
      input({ evidence: [note], name: null, reviewOn: null, climber: { level: 'pm', target: 'senior' } }),
    )
    const half = halfPage(document)
    expect(half.examples.map(({ marks }) => marks)).toEqual([['present-level scope', 'date?', 'skill?', 'kind?']])
    expect(line(half.examples[0]!.short)).toBe('Moved sales to the new deck. What changed: ____. Confirmed by ____.')
    expect(line(half.ask!)).toContain('in the review of ____, on work I have been doing at that scope since ____.')
    expect(half.missing).toHaveLength(3)
    expect(half.missing[0]).toMatchObject({ record: 'n1', field: 'scope' })
    expect(halfPageMarkdown(half)).toContain('1. Moved sales to the new deck.')
  })

  test('without any record says what to write first', () => {
    const document = caseOf(input({ evidence: [] }))
    expect(document.examples).toEqual([])
    expect(document.missing).toEqual([
      {
        says: 'There is no record yet.',
        question: 'What did you do lately that made a difference?',
        record: null,
        field: 'text',
      },
    ])
  })

  test('fills up with present-level work and says so', () => {
    const small = ['a', 'b', 'c', 'd'].map((id) =>
      evidence(id, { kind: 'decision', happenedOn: '2026-05-01', skills: ['strategy'] }),
    )
    const document = caseOf(input({ evidence: small }))
    expect(document.examples.map(({ marks }) => marks)).toEqual(Array(3).fill(['present-level scope']))
    expect(document.missing[0]!.says).toBe('0 of 3 examples are of Senior Product Manager size.')
  })
})

describe('a case to be sent', () => {
  test('holds no example that is only good for a draft', () => {
    const mixed = [
      strong[0]!,
      evidence('note'),
      evidence('small', { kind: 'decision', happenedOn: '2026-05-01', skills: ['strategy'] }),
    ]
    expect(caseOf(input({ evidence: mixed })).examples).toHaveLength(3)
    expect(caseOf(input({ evidence: mixed, frozen: true })).examples.map(({ id }) => id)).toEqual(['checkout'])
    expect(caseOf(input({ evidence: [evidence('note')], frozen: true })).missing[0]!.says).toBe(
      '0 of 3 examples are of Senior Product Manager size.',
    )
  })
})

describe('without a next level in view', () => {
  test.each([
    ['chosen', { level: 'pm', target: 'none' }],
    ['at the top', { level: 'top', target: 'top' }],
  ])('%s, it is a footprint and asks for nothing', (_, climber) => {
    const document = caseOf(input({ climber }))
    expect(document.kind).toBe('footprint')
    expect(document.ask).toBeNull()
    expect(document.head).toMatchObject({ target: null, cycle: null })
    expect(caseMarkdown(document)).not.toContain('considered')
  })
})

test('a redacted case holds no figure of a confidential record, and leaves other records alone', () => {
  const secret = strong.map((each) => ({ ...each, confidential: each.id === 'checkout' }))
  const open = caseMarkdown(caseOf(input({ evidence: secret })))
  const redacted = caseMarkdown(caseOf(input({ evidence: secret, redact: true })))
  expect(open).toContain('42')
  expect(redacted).not.toMatch(/42|58/)
  expect(redacted).toContain('+38 % against what it was')
  expect(redacted).toContain('two of forty prospects')
  expect(redacted).not.toContain('She found the cause')
})

describe('for any records', () => {
  const words = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '# ',
          '\n',
          '\n\n',
          '- ',
          '**',
          '_',
          '[a](b)',
          '<b>',
          '> ',
          '1. ',
          '```',
          '|',
          '---',
          '===',
          'Decided to cut it',
          'found',
          '42%',
          '~~',
          '\\',
          '    ',
          '| a |\n|---|',
        ),
        { maxLength: 12 },
      )
      .map((all) => all.join('')),
  )
  const text = words.map((drawn) => (drawn.trim() === '' ? 'Something' : drawn))
  const anyEvidence = (id: string): fc.Arbitrary<Evidence> =>
    fc
      .record({
        text,
        kind: fc.constantFrom(null, ...itemKinds),
        happenedOn: fc.constantFrom(null, '2024-01-05', '2026-03-03', '2026-06-01', '2027-01-01'),
        skills: fc.subarray(['strategy', 'discovery', 'influence', 'gone'], { maxLength: 3 }),
        scope: fc.constantFrom(null, 'pm', 'senior', 'unknown'),
        problem: fc.option(text),
        next: fc.option(text),
        myPart: fc.option(text),
        confidential: fc.boolean(),
        decision: fc.option(
          fc.record({
            choice: text,
            because: fc.option(text, { nil: undefined }),
            notChosen: fc.array(text, { maxLength: 2 }),
          }),
        ),
        metrics: fc.array(
          fc
            .record({
              name: fc.option(text),
              from: fc.option(fc.integer()),
              to: fc.option(fc.integer()),
              good: fc.option(fc.boolean()),
              target: fc.option(fc.integer()),
            })
            .map((drawn) => ({ ...retention, ...drawn })),
          { maxLength: 2 },
        ),
        confirmations: fc.array(
          text.map((drawn) => confirmed(drawn.slice(0, 12), drawn)),
          { maxLength: 2 },
        ),
        seenBy: fc.array(text, { maxLength: 1 }),
      })
      .map((drawn) => evidence(id, drawn))
  const anyCase = fc
    .tuple(
      fc
        .integer({ min: 1, max: 7 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyEvidence(`r${i}`)))),
      fc.constantFrom('senior', 'none'),
      fc.boolean(),
    )
    .map(([drawn, target, redact]) => caseOf(input({ evidence: drawn, climber: { level: 'pm', target }, redact })))

  test('it is never empty, cites only records, and every blank asks something', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        expect(document.examples.length).toBeGreaterThan(0)
        expect(document.metrics.length).toBeLessThanOrEqual(3)
        expect(document.missing.length).toBeLessThanOrEqual(8)
        const said = document.examples
          .flatMap(({ told, parts }) => [...(told ? [told] : []), ...parts.map(({ sentence }) => sentence)])
          .map(line)
          .filter((words) => !words.includes('____'))
        expect(new Set(said).size).toBe(said.length)
        expect(new Set(document.voices.map(({ by }) => by.trim().toLowerCase())).size).toBe(document.voices.length)
        const cited = new Set(document.sources.map(({ id }) => id))
        for (const example of document.examples) {
          for (const { sentence } of example.parts) {
            expect(sentence.sources.every((id) => cited.has(id))).toBe(true)
            for (const piece of sentence.pieces) if (typeof piece !== 'string') expect(piece.question).toMatch(/\?$/)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('nothing a person wrote changes the shape of the Markdown', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        const tree = fromMarkdown(caseMarkdown(document), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
        const headings = tree.children.filter((node) => node.type === 'heading')
        expect(headings.filter(({ depth }) => depth === 3)).toHaveLength(document.examples.length)
        const allowed = ['root', 'heading', 'paragraph', 'text', 'strong', 'emphasis', 'list', 'listItem', 'blockquote']
        const kinds = new Set<string>()
        const italics: string[] = []
        const strongs: string[] = []
        const visit = (node: { type: string; url?: string; value?: string; children?: unknown[] }) => {
          // An address written out may be clickable; words of the person's choice that lead somewhere may not.
          const shown = (node.children?.[0] as { value?: string } | undefined)?.value ?? ''
          if (node.type === 'link' && node.url?.includes(shown)) return
          kinds.add(node.type)
          if (node.type === 'emphasis') italics.push(shown)
          if (node.type === 'strong') strongs.push(JSON.stringify(node))
          for (const child of node.children ?? []) visit(child as { type: string; children?: unknown[] })
        }
        visit(tree)
        expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([])
        expect(italics.every((words) => words.startsWith('(draft: '))).toBe(true)
        expect(italics).toHaveLength(document.examples.filter(({ marks }) => marks.length > 0).length)
        expect(strongs).toHaveLength(document.examples.reduce((sum, { parts }) => sum + parts.length, 0))
      }),
      { numRuns: 150 },
    )
  })

  test('no score and none of the words that promise one', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        const page =
          caseMarkdown({ ...document, examples: [], sources: [] }) +
          JSON.stringify(document.missing.map(({ question }) => question))
        expect(page).not.toMatch(/readiness|promotion-ready|ready for promotion|chance|probability|guaranteed/i)
      }),
      { numRuns: 50 },
    )
  })
})
