import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Skill } from '../framework.ts'
import { coach, itemKindOf } from './coach.ts'
import { type SkillChoice, withChoices } from './skill-choices.ts'
import { wordsOfSkills } from './skill-words.ts'
import { likelySkills, type SkillWords, suggestSkills } from './skills.ts'

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const samples = parse(file('test/cases/tagging_samples.yaml')) as Record<string, { is: string; text: string }[]>
const ladders = readdirSync(new URL('../../../content/frameworks', import.meta.url)).filter((name) =>
  name.endsWith('.yaml'),
)
const skillsOf = (group: string) => {
  const name = ladders.find((ladder) => ladder.startsWith(`${group}.`) || ladder.startsWith(`${group}-`))
  return (parse(file(`content/frameworks/${name}`)) as { skills: Skill[] }).skills
}
const read = (text: string) => coach(text, { refDate: '2026-07-15' })

/** The share of the notes whose skill is found first, and among the first three. */
function found(group: string, skills: SkillWords[], reads: typeof read | (() => undefined)) {
  const places = samples[group]!.map(({ is, text }) =>
    suggestSkills(text, skills, reads(text)).findIndex((hint) => hint.id === is),
  )
  const share = (most: number) => places.filter((at) => at >= 0 && at < most).length / places.length
  return { first: share(1), three: share(3) }
}

describe('what a careful reader would file a note under', () => {
  test.each(Object.keys(samples))('comes first in nearly every note of a %s', (group) => {
    const { first, three } = found(group, wordsOfSkills(skillsOf(group)), read)
    expect(first).toBeGreaterThanOrEqual(0.95)
    expect(three).toBeGreaterThanOrEqual(0.98)
  })

  // Floors of what names and anchors alone carry: a ladder from elsewhere has no signals.
  test.each(Object.keys(samples))(
    'comes first in every other note of a %s where a ladder has only anchors',
    (group) => {
      const bare = skillsOf(group).map(({ id, name, anchors }) => ({ id, name, anchors, signals: [] }))
      const { first, three } = found(group, wordsOfSkills(bare), read)
      expect(first).toBeGreaterThanOrEqual(0.5)
      expect(three).toBeGreaterThanOrEqual(0.65)
    },
  )

  const pmm = wordsOfSkills(skillsOf('pmm'))
  const pm = wordsOfSkills(skillsOf('pm'))

  test.each([
    ['Win rate is back over 30%', pmm, 'win-loss'],
    ['Called eleven lost prospects about the migration', pmm, 'win-loss'],
    ['Why we lose deals in healthcare', pmm, 'win-loss'],
    ['Analyst named us a leader', pmm, 'category-strategy'],
    ['Told them to make it a tier 2 launch', pmm, 'launch-tiering'],
    ['Mentored a junior PMM through her first launch', pmm, 'team-building'],
    ['Support contacts per account fell by a third', pm, 'outcome-ownership'],
  ])('“%s”', (text, skills, expected) => {
    expect(likelySkills(suggestSkills(text, skills, read(text)))).toContain(expected)
  })

  test.each(['A quiet week', 'An internal tool', 'Lunch with Ben'])('“%s” says nothing', (text) => {
    expect(suggestSkills(text, pm, read(text))).toEqual([])
  })
})

test('a signal counts at the start of a word only, and says why the skill is there', () => {
  const skills = [{ id: 'a', signals: ['art', 'won'] }]
  expect(suggestSkills('Started the wonderful ARTwork', skills)).toEqual([
    { id: 'a', hits: ['art', 'won'], clear: true },
  ])
  expect(suggestSkills('Started again', skills)).toEqual([])
})

describe('what a person chose', () => {
  const skills = wordsOfSkills(skillsOf('pm'))
  const ids = skills.map(({ id }) => id)
  const choice = (text: string, ...chosen: string[]): SkillChoice => {
    const { kind, metrics } = read(text)
    return { text, skills: chosen, kind: itemKindOf(kind), metrics }
  }
  const filed = (text: string, choices: SkillChoice[]) =>
    likelySkills(suggestSkills(text, withChoices(skills, choices), read(text)))

  const fraud = (n: number) => choice(`Fraud ring ${n} found with the payments team, rules tightened`, 'data-fluency')
  const like = 'Fraud ring found with the payments team, more rules tightened'
  const next = 'Fraud rules for payments tightened again'

  test('twice alike turns what is suggested for notes like it, once does not', () => {
    expect(filed(next, [])).not.toContain('data-fluency')
    expect(filed(next, [fraud(1)])).toEqual(filed(next, []))
    expect(filed(next, [fraud(1), fraud(2)])).toContain('data-fluency')
    expect(filed('Ran two onboarding interviews', [fraud(1), fraud(2)])).toEqual(
      filed('Ran two onboarding interviews', []),
    )
  })

  test('a skill that was taken away twice is not suggested for those words', () => {
    const text = 'Weekly churn report sent to finance'
    expect(filed(text, [])).toContain('outcome-ownership')
    const taken = choice(text, 'communication')
    expect(filed(text, [taken, taken])).toContain('communication')
    expect(filed(text, [taken, taken])).not.toContain('outcome-ownership')
  })

  test('a change of mind wins over an old habit', () => {
    const old = Array.from({ length: 12 }, (_, n) => fraud(n))
    const later = Array.from({ length: 8 }, (_, n) =>
      choice(`Fraud ring ${n} found with the payments team, rules tightened`, 'execution'),
    )
    expect(filed(like, old)).toContain('data-fluency')
    expect(filed(like, [...old, ...later])).toContain('execution')
    expect(filed(like, [...old, ...later])).not.toContain('data-fluency')
  })

  test('choices on another ladder teach nothing here', () => {
    const other = choice('Fraud ring found with the payments team', 'win-loss')
    expect(withChoices(skills, [other, other, other])).toEqual(withChoices(skills, []))
  })

  test('any of the sample notes is turned by at most four of its like', () => {
    for (const { text } of samples.pm!) {
      const wanted = filed(text, []).includes('people-leadership') ? 'discovery' : 'people-leadership'
      const same = choice(text, wanted)
      expect(filed(text, [same, same, same, same]), text).toContain(wanted)
    }
  })

  const notes = fc.constantFrom(...samples.pm!.map(({ text }) => text), next, 'a', '', '🙂 … 12')
  const choices = fc.array(
    fc.tuple(notes, fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 })).map(([text, on]) => choice(text, ...on)),
    { maxLength: 12 },
  )

  test('one more choice never sets back what it chose, nor brings forward what it left out', () => {
    fc.assert(
      fc.property(choices, notes, fc.constantFrom(...ids), (before, text, wanted) => {
        const ahead = (taught: SkillChoice[]) => {
          const order = suggestSkills(text, withChoices(skills, taught), read(text)).map(({ id }) => id)
          return order.includes(wanted) ? order.slice(0, order.indexOf(wanted)) : null
        }
        const [then, now] = [ahead(before), ahead([...before, choice(text, wanted)])]
        if (then) expect(then).toEqual(expect.arrayContaining(now ?? ['nobody']))
      }),
      { numRuns: 60 },
    )
  })

  test('the same choices teach the same, and no more than a page can carry', () => {
    fc.assert(
      fc.property(choices, (taught) => {
        expect(withChoices(skills, taught)).toEqual(withChoices(skills, structuredClone(taught)))
        for (const { learned = {} } of withChoices(skills, [...taught, ...taught, ...taught])) {
          expect(Object.keys(learned).length).toBeLessThanOrEqual(60)
          for (const weight of Object.values(learned)) expect(Math.abs(weight)).toBeLessThanOrEqual(3)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('only the last two hundred are heard', () => {
    const others = Array.from({ length: 200 }, (_, n) => choice(`Note ${n} about lunch`, 'communication'))
    expect(withChoices(skills, [fraud(1), fraud(2), ...others])).toEqual(withChoices(skills, others))
  })
})

describe('whatever is typed', () => {
  const skills = wordsOfSkills(skillsOf('pmm'))

  test('nothing fails, and each skill is suggested once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const hints = suggestSkills(text, skills)
        expect(new Set(hints.map(({ id }) => id)).size).toBe(hints.length)
      }),
    )
  })

  test('a ladder without a word, or with one skill, is no trouble', () => {
    expect(wordsOfSkills([])).toEqual([])
    const [only] = wordsOfSkills([{ id: 'a', name: '', anchors: {}, signals: [''] }])
    expect(suggestSkills('anything at all', [only!])).toEqual([])
  })
})
