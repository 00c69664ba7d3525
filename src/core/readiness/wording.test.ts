import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  arrowFor,
  type Cap,
  changeText,
  denial,
  footprintText,
  gapText,
  gateText,
  howItWorks,
  type Input,
  managerNotice,
  moreText,
  notModelled,
  type Result,
  readiness,
  scoreWord,
  stateText,
  type Wording,
  whatWouldChange,
  wordingOf,
} from '../readiness.ts'

const examples: { input: Input }[] = JSON.parse(
  readFileSync(new URL('../../../test/cases/readiness_examples.json', import.meta.url), 'utf8'),
)
const resultOf = (n: number) => readiness(examples[n - 1]!.input)
const names = { skill: (id: string) => id.replace('_', ' '), record: () => 'Dropped a step' }
const words = (result: Result): Wording => wordingOf(result, names)

describe('beside the number', () => {
  test('the denial stands word for word', () => {
    expect(words(resultOf(3)).denial).toBe(
      'This is not your chance of being promoted. It sums up what you, your manager and your records say about the ' +
        'next level’s expectations. Budget, timing and your company’s process are not in it.',
    )
  })

  test('the range says what it assumes', () => {
    expect(words(resultOf(3)).band).toBe(
      'Likely range 45–70. Under our assumptions a fresh look would land in it about two times in three; nobody has ' +
        'tested these assumptions on real promotions yet.',
    )
  })

  test('a held number says what the records support, what holds it, and what stands without the hold', () => {
    const { held, withoutHold, alsoHeld, noManager } = words(resultOf(8))
    expect(held).toBe(
      'Your records support 56. Held at 55 until you have records at the target level’s scope in 6 more months.',
    )
    expect(withoutHold).toBe('without the hold: 56, 39–74')
    expect(alsoHeld).toEqual([])
    expect(noManager).toBeNull()
  })

  test('a hold too small to show in whole points is not spoken of', () => {
    const result: Result = { ...resultOf(8), raw: 55.3 }
    expect(words(result)).toMatchObject({ held: null, withoutHold: null })
  })

  test('the other binding gates stand under the one that holds, lowest first', () => {
    const result: Result = { ...resultOf(8), raw: 80, heldBy: 'sustained_scope' }
    expect(words(result).alsoHeld).toEqual([
      'your manager has rated most skills in the last year',
      'you and your manager have talked about readiness in the last four months and agree',
    ])
  })

  test('where nobody above has rated, it says who else can', () => {
    const caps: Cap[] = [{ gate: 'manager_input', cap: 60, detail: 0 }]
    expect(words({ ...resultOf(7), caps, cap: 60, heldBy: 'manager_input' }).noManager).toBe(
      'Held because nobody above you has rated; any line manager who knows your work can.',
    )
  })

  test('at 80 and above the next step is a talk', () => {
    expect(words(resultOf(7)).strong).toBe('Your case is strong on paper. The next step is a talk, not a score.')
    expect(words(resultOf(5)).strong).toBeNull()
  })

  test('the word goes by the number as it is shown', () => {
    expect([39.4, 39.6, 59.4, 59.6, 79.4, 79.6].map(scoreWord)).toEqual([
      'early',
      'building',
      'building',
      'close',
      'close',
      'strong on paper',
    ])
  })

  test('an arrow needs three points', () => {
    expect([2.9, -2.9, 3, -3].map(arrowFor)).toEqual([null, null, 'up', 'down'])
  })
})

describe('before there is a number', () => {
  test('no sentence says one', () => {
    const { gaps, moreGaps, notShown, ...others } = words(resultOf(1))
    expect(notShown).toBe('A number needs a second voice: three confirmed records, or someone who rates you.')
    expect(gaps).toEqual(Array(3).fill('You may well be there. It is not shown yet.'))
    expect(moreGaps).toBe('and 3 more like these')
    expect(
      Object.values(others)
        .flat()
        .filter((text) => text !== null),
    ).toEqual([])
  })

  test('at one’s present level the footprint takes its place', () => {
    const present = readiness({ ...examples[6]!.input, mode: 'footprint' })
    expect(words(present).footprint).toBe(footprintText('footprint'))
    expect(words(present)).toMatchObject({ denial: null, band: null, held: null, notShown: null })
  })
})

describe('gates, gaps and steps', () => {
  const gate = (cap: Cap) => gateText(cap, { skill: () => 'Influence' })

  test('one month and one result are spoken of as one', () => {
    expect(gate({ gate: 'sustained_scope', cap: 92.5, detail: 5, needed: 6 })).toBe(
      'you have records at the target level’s scope in 1 more month',
    )
    const credited = { gate: 'credited_work' as const, cap: 90, needed: 3, skills: [] }
    expect(gate({ ...credited, detail: 1 })).toBe('2 more results in this group are confirmed by others')
    expect(gate({ ...credited, detail: 2 })).toBe('1 more result in this group is confirmed by others')
  })

  test('the expectation names the skill', () => {
    expect(gate({ gate: 'level_expectations', cap: 80, detail: 'influence' })).toBe('Influence is closer to the bar')
  })

  test('a skill the work has not offered is no failing', () => {
    expect(gapText({ type: 'build', noOpportunity: true })).toBe('No chance yet: create one')
    expect(gapText({ type: 'prove', noOpportunity: true })).toBe('No chance yet: create one')
    expect(gapText({ type: 'build', noOpportunity: false })).toBe('Below the bar. Do work that shows it.')
    expect(stateText({ state: 'clear_gap', noOpportunity: true })).toBe('No chance yet: create one')
    expect(stateText({ state: 'clear_gap', noOpportunity: false })).toBe('Below the bar')
  })

  test('ties past the third are counted', () => {
    expect(moreText(0)).toBeNull()
    expect(moreText(2)).toBe('and 2 more like these')
  })

  test('a step is something to do', () => {
    const [ask, log] = whatWouldChange(examples[0]!.input)
    expect(changeText(ask!, 'promotion', names)).toBe('Ask your manager to rate 6 skills')
    expect(changeText(log!, 'promotion', names)).toBe(
      'Log one decision of the target level’s size on product sense and have someone confirm it',
    )
  })
})

test('nothing but the denial and “No chance yet” uses a word the rules cannot carry', () => {
  const source = readFileSync(new URL('./wording.ts', import.meta.url), 'utf8')
  const banned =
    /chance|probab|likelihood|guarantee|you will|ready for promotion|promotion-ready|percentile|colleague who|better than/i
  const lines = source.split('\n').filter((line) => banned.test(line) && !line.trimStart().startsWith('//'))
  const allowed = lines.filter((line) => line.includes('This is not your chance') || /noChanceYet/.test(line))
  expect(lines).toEqual(allowed)
  expect([denial, ...howItWorks, managerNotice, notModelled].join(' ')).not.toContain('!')
})
