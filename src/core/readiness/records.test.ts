import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Framework } from '../framework.ts'
import { frameworkFile } from '../framework-file.ts'
import { Problem } from '../problem.ts'
import type { Rating } from '../rating.ts'
import {
  type AgreementRecord,
  type Climber,
  readiness,
  readinessInput,
  targetOf,
  weightedSkills,
} from '../readiness.ts'

const ladder = (id: string): Framework =>
  frameworkFile.parse(parse(readFileSync(new URL(`../../../content/frameworks/${id}.yaml`, import.meta.url), 'utf8')))

const pm = ladder('pm')
const pmm = ladder('pmm')
const asOf = '2026-06-30'
const inputFor = (
  framework: Framework,
  climber: Climber,
  agreement: AgreementRecord | null = null,
  ratings: Rating[] = [],
) => readinessInput(framework, climber, ratings, [], agreement, asOf)

describe('what is aimed for', () => {
  test('the target; the present level for those who seek no promotion or stand at the top', () => {
    expect(targetOf({ level: 'pm', target: 'senior' }, pm)).toEqual({ level: 'senior', mode: 'promotion' })
    expect(targetOf({ level: 'pm', target: 'none' }, pm)).toEqual({ level: 'pm', mode: 'footprint' })
    expect(targetOf({ level: 'pm', target: null }, pm)).toEqual({ level: 'pm', mode: 'footprint' })
    expect(targetOf({ level: 'cpo', target: 'cpo' }, pm)).toEqual({ level: 'cpo', mode: 'top' })
  })

  test('a level the ladder lacks is refused', () => {
    expect(() => targetOf({ level: 'pm', target: 'chief wizard' }, pm)).toThrow(Problem)
  })
})

describe('the built-in ladders as input', () => {
  test('ranks, scale, months and weights come from the ladder', () => {
    const input = inputFor(pm, { level: 'pm', target: 'senior' })
    expect(input).toMatchObject({
      targetLevel: 2,
      scale: { min: 1, max: 5, meets: 4 },
      monthsNeeded: 6,
      mode: 'promotion',
    })
    expect(input.skills.find((skill) => skill.id === 'influence')?.weight).toBe(1.75)
    expect(input.skills.find((skill) => skill.id === 'discovery')?.weight).toBe(1)
  })

  test('levels beside each other share a rank, and a shortcut past them does not lower the level above', () => {
    const rank = (target: string) => inputFor(pmm, { level: 'senior', target }).targetLevel
    expect([rank('principal'), rank('group'), rank('director')]).toEqual([3, 3, 4])
  })

  test('a specialisation leans the weights only at the levels it is for', () => {
    const weight = (level: string) =>
      weightedSkills(pmm, level, 'narrative').find((skill) => skill.id === 'messaging-architecture')!.weight
    const plain = (level: string) =>
      weightedSkills(pmm, level).find((skill) => skill.id === 'messaging-architecture')!.weight
    expect(weight('director')).toBeCloseTo(1.75 * plain('director'), 12)
    expect(weight('senior')).toBe(plain('senior'))
  })

  test('tiers are spelled out as the skills that apply at the target level', () => {
    const [first, second] = inputFor(pmm, { level: 'pmm', target: 'senior' }).expects!
    const tier = (n: number) =>
      pmm.skills.filter((skill) => skill.tier === n && skill.anchors.senior).map(({ id }) => id)
    expect(first).toEqual({ bar: 'meets', skills: tier(1) })
    expect(second).toEqual({ bar: 'credible', meetsAtLeast: 3, skills: tier(2) })
  })

  test('every step of both ladders can be scored from nothing', () => {
    for (const framework of [pm, pmm])
      for (const level of framework.levels)
        for (const target of [...level.next, 'none']) {
          const result = readiness(inputFor(framework, { level: level.id, target }))
          expect(result.shown).toBe(false)
          expect(result.raw).toBeGreaterThan(30)
        }
  })
})

describe('an agreement', () => {
  const yes: AgreementRecord = { state: 'yes', date: '2026-06-01', confirmedByManager: true, by: 'Maya' }
  const detail = (manager: string | null, agreement = yes) => {
    const { caps } = readiness(inputFor(pm, { level: 'pm', target: 'senior', manager }, agreement))
    return caps.find((cap) => cap.gate === 'manager_agreement')?.detail
  }

  test('survives a change of manager as one that was heard', () => {
    expect(detail('maya ')).toBe('yesConfirmed')
    expect(detail('Noor')).toBe('yesClaimed')
    expect(detail(null)).toBe('yesConfirmed')
  })

  test('with another line manager standing in is no change of manager', () => {
    expect(detail('Noor', { ...yes, standIn: true })).toBe('yesConfirmed')
  })
})

test('stored ratings are read as they are', () => {
  const rating: Rating = {
    id: 'r1',
    skill: 'discovery',
    source: 'manager',
    rater: 'Maya',
    value: 4,
    date: '2026-06-01',
    because: null,
    evidence: [],
    heard: false,
    noOpportunity: false,
    frameworkVersion: 1,
  }
  const { skills } = readiness(inputFor(pm, { level: 'pm', target: 'senior' }, null, [rating]))
  expect(skills.find(({ id }) => id === 'discovery')?.manager?.rater).toBe('Maya')
})
