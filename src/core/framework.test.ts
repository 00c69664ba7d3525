import { describe, expect, test } from 'vitest'
import {
  anchorAt,
  defaultTarget,
  type Framework,
  heaviestSkills,
  isTop,
  levelOf,
  nextLevels,
  rankOf,
  skillOf,
  skillsAt,
  weightOf,
} from './framework.ts'
import { frameworkFile } from './framework-file.ts'
import { Problem } from './problem.ts'

const ladder: Framework = frameworkFile.parse({
  format: 'cairn.framework/1',
  id: 'small',
  version: 1,
  name: 'A small ladder',
  scale: {
    points: [1, 2, 3].map((value) => ({ value, label: `Point ${value}`, meaning: 'Seen so often.' })),
    meets: 2,
  },
  tiers: [{ id: 1, name: 'Craft' }],
  tracks: [
    { id: 'ic', name: 'Alone' },
    { id: 'people', name: 'With a team' },
  ],
  levels: [
    { id: 'junior', title: 'Junior', track: 'shared', scope: 'One piece.', next: ['lead', 'expert'] },
    {
      id: 'expert',
      title: 'Expert',
      track: 'ic',
      scope: 'One field.',
      next: ['chief', 'fellow'],
      lateral: ['lead'],
      expects: [{ tier: 1, bar: 'credible', meets_at_least: 2, must: ['write'] }],
    },
    { id: 'lead', title: 'Lead', track: 'people', scope: 'A team.', next: ['chief'] },
    { id: 'fellow', title: 'Fellow', track: 'ic', scope: 'The field.', next: [] },
    {
      id: 'chief',
      title: 'Chief',
      track: 'people',
      scope: 'Everything.',
      next: [],
      months: { sustained: 9, to: 'chief' },
    },
  ],
  weights: { lead: { coach: 2, write: 0.5 } },
  skills: [
    anchored('write', ['junior', 'expert', 'lead', 'fellow', 'chief']),
    anchored('decide', ['expert', 'lead', 'fellow', 'chief']),
    anchored('coach', ['lead', 'chief']),
  ],
})

function anchored(id: string, levels: string[]) {
  return {
    id,
    name: id,
    summary: `How to ${id}.`,
    anchors: Object.fromEntries(levels.map((level) => [level, `Can ${id} as ${level}.`])),
  }
}

describe('a ladder file', () => {
  test('becomes the shape the product reads, with absent lists empty', () => {
    expect(levelOf(ladder, 'expert').expects).toEqual([{ tier: 1, bar: 'credible', meetsAtLeast: 2, must: ['write'] }])
    expect(levelOf(ladder, 'chief').months).toEqual({ typical: null, sustained: 9 })
    expect(levelOf(ladder, 'junior')).toMatchObject({
      also: [],
      lateral: [],
      focus: [],
      wins: [],
      expects: [],
      growth: '',
    })
    expect(skillOf(ladder, 'write')).toMatchObject({ tier: null, evidence: [], actions: [], signals: [] })
    expect(ladder.specialisations).toEqual([])
  })
})

describe('the ladder', () => {
  test('refuses a level it does not have, naming those it has', () => {
    expect(() => levelOf(ladder, 'vp')).toThrow(Problem)
    expect(() => levelOf(ladder, 'vp')).toThrow('junior, expert, lead, fellow, chief')
    expect(() => skillOf(ladder, 'sing')).toThrow('write, decide, coach')
  })

  test('aims from a level at the next one on the same track, and at the top at itself', () => {
    expect(nextLevels(ladder, 'expert').map((level) => level.id)).toEqual(['chief', 'fellow'])
    expect(defaultTarget(ladder, 'expert')).toBe('fellow')
    expect(defaultTarget(ladder, 'junior')).toBe('lead')
    expect(defaultTarget(ladder, 'chief')).toBe('chief')
    expect([isTop(ladder, 'chief'), isTop(ladder, 'lead')]).toEqual([true, false])
  })

  test('ranks levels beside each other alike', () => {
    expect(ladder.levels.map((level) => rankOf(ladder, level.id))).toEqual([0, 1, 1, 2, 2])
  })

  test('applies a skill only where it has an anchor', () => {
    expect(skillsAt(ladder, 'junior').map((skill) => skill.id)).toEqual(['write'])
    expect(anchorAt(skillOf(ladder, 'coach'), 'lead')).toBe('Can coach as lead.')
    expect(anchorAt(skillOf(ladder, 'coach'), 'junior')).toBeNull()
  })

  test('lists the skills that count most first, and leaves the ladder as it is', () => {
    expect(heaviestSkills(ladder, 'lead', 2).map((skill) => skill.id)).toEqual(['coach', 'decide'])
    expect(weightOf(ladder, 'lead', 'write')).toBe(0.5)
    expect(weightOf(ladder, 'expert', 'decide')).toBe(1)
    expect(ladder.skills.map((skill) => skill.id)).toEqual(['write', 'decide', 'coach'])
  })
})
