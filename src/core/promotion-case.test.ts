import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemKinds } from './evidence.ts'
import {
  type Candidate,
  type Choice,
  chooseExamples,
  mustHaves,
  type Selection,
  withoutMarked,
} from './promotion-case.ts'

const skills = ['winloss', 'positioning', 'messaging', 'icp', 'tiering'].map((id) => ({ id, weight: 1 }))

/** A record of target scope with the weight `u` on its main skill and half of it on the others. */
function candidate(
  id: string,
  u: number,
  on: string | null,
  asked: string[],
  more: Partial<Candidate> = {},
): Candidate {
  return {
    id,
    initiative: null,
    kind: 'decision',
    on,
    skills: asked,
    weights: Object.fromEntries(asked.map((skill, index) => [skill, index === 0 ? u : u / 2])),
    strength: u,
    recency: 1,
    corroboration: 1,
    scope: 'target',
    storyTold: true,
    measured: false,
    tradeOff: false,
    confirmed: false,
    ...more,
  }
}

/** The worked example of domain 8.2. */
const worked: Candidate[] = [
  candidate('A', 0.55, '2026-05-12', ['winloss', 'messaging', 'positioning'], {
    initiative: 'lost-deals',
    tradeOff: true,
    confirmed: true,
  }),
  candidate('B', 1, '2026-06-02', ['positioning', 'winloss'], { kind: 'outcome', measured: true, confirmed: true }),
  candidate('C', 0.33, '2026-04-20', ['winloss'], { kind: 'problem', initiative: 'lost-deals' }),
  candidate('D', 0.33, '2026-02-10', ['tiering'], { tradeOff: true }),
  candidate('E', 0.122, '2026-05-30', ['messaging'], { kind: 'artifact', storyTold: false }),
  candidate('F', 0.682, '2025-11-15', ['icp', 'positioning'], { measured: true, confirmed: true }),
  candidate('G', 0.5, '2026-06-10', ['messaging', 'tiering'], { kind: 'feedback', confirmed: true }),
  candidate('H', 0.198, '2024-02-20', ['messaging'], { kind: 'outcome', measured: true, recency: 0.26 }),
]

const ids = (selection: Selection): string[] => selection.examples.map((example) => example.id)
const choose = (more: Partial<Choice> = {}): Selection => chooseExamples({ candidates: worked, skills, ...more })

describe('the worked example', () => {
  test('is picked in the order and with the values of the rules', () => {
    const { picked } = choose()
    expect(picked.map(({ id }) => id)).toEqual(['B', 'F', 'G', 'A', 'D'])
    // The rules print three digits; the last of these lies between two of them.
    const values = [0.37, 0.2198, 0.2, 0.0843, 0.0795]
    picked.forEach(({ value }, index) => {
      expect(value).toBeCloseTo(values[index]!, 4)
    })
  })

  test('covers what the rules say, in the order of the document, with nothing to warn about', () => {
    const selection = choose()
    expect(selection.coverage).toBeCloseTo(0.714, 3)
    expect(ids(selection)).toEqual(['B', 'F', 'A', 'G', 'D'])
    expect(selection).toMatchObject({ weak: false, missing: [], lost: [] })
    expect(withoutMarked(selection.examples)).toHaveLength(5)
  })
})

describe('must-haves', () => {
  const plain = ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
    candidate(id, 0.5 - index * 0.01, '2026-05-01', [skills[index]!.id], {
      confirmed: id === 'a',
      measured: id === 'b',
    }),
  )
  const choice = (...more: Candidate[]) => chooseExamples({ candidates: [...plain, ...more], skills })

  test('bring in a decision with a trade-off for the example that is missed least', () => {
    const selection = choice(candidate('z', 0.1, '2026-05-01', ['winloss'], { tradeOff: true }))
    expect(ids(selection).sort()).toEqual(['a', 'b', 'c', 'd', 'z'])
    expect(selection.missing).toEqual([])
  })

  test('are named when no record has them', () => {
    expect(choice().missing).toEqual(['tradeOff'])
    expect(ids(choice())).toHaveLength(5)
  })

  test('never push out a pinned example', () => {
    const z = candidate('z', 0.1, '2026-05-01', ['winloss'], { tradeOff: true })
    const selection = chooseExamples({ candidates: [...plain, z], skills, pinned: ['e'] })
    expect(ids(selection)).toContain('e')
    expect(ids(selection)).toContain('z')
  })

  test('take the place of the example of their own initiative, for there is room for one', () => {
    const c = { ...plain[2]!, initiative: 'shared' }
    const z = candidate('z', 0.1, '2026-05-01', ['winloss'], { tradeOff: true, initiative: 'shared' })
    const selection = chooseExamples({ candidates: [plain[0]!, plain[1]!, c, plain[3]!, plain[4]!, z], skills })
    expect(ids(selection).sort()).toEqual(['a', 'b', 'd', 'e', 'z'])
  })
})

describe('the owner’s hand', () => {
  test('says what an exclusion costs', () => {
    const selection = choose({ excluded: ['D', 'G'] })
    expect(ids(selection)).not.toContain('D')
    expect(selection.lost).toEqual(['tiering'])
  })

  test('keeps a pinned record of any size and marks it', () => {
    const small = candidate('S', 0.9, '2026-05-01', ['icp'], { scope: 'present' })
    const selection = chooseExamples({ candidates: [...worked, small], skills, pinned: ['S'] })
    expect(selection.examples).toContainEqual({ id: 'S', marks: ['present-level scope'] })
    expect(withoutMarked(selection.examples).map(({ id }) => id)).not.toContain('S')
  })

  test('puts dragged examples first and leaves the rest in their order', () => {
    expect(ids(choose({ order: ['D', 'G'] }))).toEqual(['D', 'G', 'B', 'F', 'A'])
  })
})

describe('too few records of the target level’s size', () => {
  const one = candidate('one', 0.3, '2026-05-01', ['icp'])
  const present = (id: string, u: number) => candidate(id, u, '2026-05-01', ['icp'], { scope: 'present' })

  test('are filled up to three with the strongest of the present level, each marked', () => {
    const selection = chooseExamples({
      candidates: [present('p', 0.2), present('q', 0.9), present('r', 0.5), one],
      skills,
    })
    expect(selection.examples).toEqual([
      { id: 'one', marks: [] },
      { id: 'q', marks: ['present-level scope'] },
      { id: 'r', marks: ['present-level scope'] },
    ])
    expect(selection.weak).toBe(true)
  })

  test('then with any record, saying what it lacks', () => {
    const note = candidate('note', 0.2, null, [], { kind: null, corroboration: 0.35 })
    const undated = candidate('undated', 0.55, null, ['icp'], { corroboration: 0.35 })
    const selection = chooseExamples({ candidates: [note, undated, one], skills })
    expect(selection.examples).toEqual([
      { id: 'one', marks: [] },
      { id: 'undated', marks: ['date?'] },
      { id: 'note', marks: ['date?', 'skill?', 'kind?'] },
    ])
  })

  test('leave a day to come for when there is nothing else', () => {
    const plan = candidate('plan', 1, '2030-01-01', ['icp'], { recency: 0 })
    const old = ['o1', 'o2', 'o3'].map((id) => candidate(id, 0.2, '2021-01-01', ['icp'], { recency: 0.1 }))
    expect(ids(chooseExamples({ candidates: [plan, ...old], skills }))).toEqual(['o1', 'o2', 'o3'])
    expect(chooseExamples({ candidates: [plan], skills }).examples).toEqual([{ id: 'plan', marks: ['date?'] }])
  })

  test('are none at all when there is no record', () => {
    expect(chooseExamples({ candidates: [], skills })).toMatchObject({
      examples: [],
      weak: true,
      coverage: 0,
      missing: [...mustHaves],
    })
  })
})

describe('for any records', () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true })
  const anyCandidate = (id: string): fc.Arbitrary<Candidate> =>
    fc
      .record({
        initiative: fc.constantFrom(null, null, 'i1', 'i2', 'i3'),
        kind: fc.constantFrom(null, ...itemKinds),
        on: fc.constantFrom(null, '2024-03-01', '2025-11-01', '2026-02-01', '2026-05-01', '2027-01-01'),
        skills: fc.uniqueArray(fc.constantFrom(...skills.map((skill) => skill.id), 'elsewhere'), { maxLength: 3 }),
        strength: share,
        corroboration: fc.constantFrom(0.35, 0.6, 0.8, 1),
        scope: fc.constantFrom('target' as const, 'target' as const, 'present' as const, 'other' as const),
        storyTold: fc.boolean(),
        measured: fc.boolean(),
        tradeOff: fc.boolean(),
        confirmed: fc.boolean(),
      })
      .map((drawn) => {
        const recency = drawn.on === '2027-01-01' ? 0 : drawn.on === '2024-03-01' ? 0.2 : 1
        const u = drawn.strength * recency * drawn.corroboration
        const weights = Object.fromEntries(drawn.skills.map((skill, index) => [skill, index === 0 ? u : u / 2]))
        return { ...drawn, id, recency, weights }
      })
  const anyRecords = fc
    .integer({ min: 0, max: 14 })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyCandidate(`r${i}`))))
  const isFirm = (c: Candidate) =>
    c.scope === 'target' &&
    c.kind !== null &&
    c.on !== null &&
    c.recency >= 0.25 &&
    c.skills.some((s) => s !== 'elsewhere')

  test('the order of the input is irrelevant', () => {
    fc.assert(
      fc.property(
        anyRecords.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(chooseExamples({ candidates: shuffled, skills })).toEqual(chooseExamples({ candidates: all, skills }))
        },
      ),
    )
  })

  test('no two examples are of one initiative, and there are never more than five', () => {
    fc.assert(
      fc.property(anyRecords, (all) => {
        const chosen = ids(chooseExamples({ candidates: all, skills })).map((id) => all.find((c) => c.id === id)!)
        const initiatives = chosen.flatMap((c) => c.initiative ?? [])
        expect(new Set(initiatives).size).toBe(initiatives.length)
        expect(chosen.length).toBeLessThanOrEqual(5)
        expect(chosen.length > 0 || all.length === 0).toBe(true)
      }),
    )
  })

  test('an unmarked example is dated, recent, of the target’s size and of a skill; a marked one is not', () => {
    fc.assert(
      fc.property(anyRecords, (all) => {
        for (const { id, marks } of chooseExamples({ candidates: all, skills }).examples) {
          expect(isFirm(all.find((c) => c.id === id)!)).toBe(marks.length === 0)
        }
      }),
    )
  })

  test('a marked example stands only where fewer than three unmarked ones do', () => {
    fc.assert(
      fc.property(anyRecords, (all) => {
        const { examples, weak } = chooseExamples({ candidates: all, skills })
        const marked = examples.filter(({ marks }) => marks.length > 0)
        expect(weak).toBe(withoutMarked(examples).length < 3)
        if (marked.length > 0) expect(examples.length).toBeLessThanOrEqual(3)
      }),
    )
  })

  test('a weaker duplicate of a chosen example, in its initiative, changes nothing', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(), (all, pick) => {
        const before = chooseExamples({ candidates: all, skills })
        const firm = withoutMarked(before.examples).map(({ id }) => all.find((c) => c.id === id)!)
        const original = firm.filter((c) => c.initiative !== null)[pick % Math.max(1, firm.length)]
        if (!original) return
        const weaker: Candidate = {
          ...original,
          id: 'weaker',
          weights: Object.fromEntries(Object.entries(original.weights).map(([skill, u]) => [skill, u * 0.5])),
          strength: original.strength * 0.5,
        }
        expect(chooseExamples({ candidates: [...all, weaker], skills }).examples).toEqual(before.examples)
      }),
    )
  })

  test('a must-have is missing only if no free record could bring it', () => {
    fc.assert(
      fc.property(anyRecords, (all) => {
        const firm = all.filter(isFirm).map((c) => ({ ...c, initiative: null }))
        const { missing } = chooseExamples({ candidates: firm, skills })
        for (const must of missing) {
          const holders = firm.filter((c) => c[must])
          // With five places and three must-haves there is always a place, unless there are fewer examples than must-haves.
          expect(holders.length === 0 || firm.length < 3).toBe(true)
        }
      }),
    )
  })

  test('what the owner pins is in and what they exclude is out', () => {
    fc.assert(
      fc.property(anyRecords, fc.subarray(['r0', 'r1', 'r2', 'r3']), (all, drawn) => {
        const [pinned, excluded] = [drawn.slice(0, 2), drawn.slice(2)]
        const chosen = ids(chooseExamples({ candidates: all, skills, pinned, excluded }))
        for (const id of pinned) expect(chosen.includes(id)).toBe(all.some((c) => c.id === id))
        for (const id of excluded) expect(chosen).not.toContain(id)
      }),
    )
  })
})
