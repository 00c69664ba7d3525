import { expect, test } from 'vitest'
import { loadFrameworks } from '../../platform/content.ts'
import { backPlanOf } from '../back-plan.ts'
import type { GivenRating, Input, Item } from '../readiness/input.ts'
import { standingOf } from '../readiness/standing.ts'
import { weightedSkills } from '../readiness.ts'
import { candidatesFor } from './candidates.ts'
import type { ActionFacts, ActionRecord } from './facts.ts'
import { nextActions } from './next.ts'

const framework = loadFrameworks(new URL('../../../content/frameworks', import.meta.url).pathname).find(
  ({ id }) => id === 'pm',
)!
const today = '2026-06-30'
const rated = (skill: string, value: number, source: GivenRating['source'] = 'self'): GivenRating => ({
  id: `${skill} ${source}`,
  skill,
  source,
  value,
  date: today,
})
const decision = (id: string, rest: Partial<Item> = {}): Item => ({
  id,
  kind: 'decision',
  date: '2026-06-01',
  skills: ['influence'],
  scope: 2,
  corroboration: 'witness',
  ...rest,
})

const factsWith = (input: Partial<Input> = {}, rest: Partial<ActionFacts> = {}): ActionFacts => ({
  today,
  standing: standingOf({
    skills: weightedSkills(framework, 'senior'),
    scale: { min: 1, max: 5, meets: 4 },
    targetLevel: 2,
    asOf: today,
    ratings: [rated('influence', 1)],
    items: [],
    ...input,
  }),
  framework,
  against: 'senior',
  gapWork: [],
  recordOf: () => undefined,
  unfinished: [],
  checks: [],
  mentions: [],
  freshBackers: null,
  backPlan: null,
  first: { asked: true, nextTopic: null, named: 5, closesOn: '2027-03-31', next: 'Senior Product Manager' },
  hideNumbers: false,
  history: [],
  ...rest,
})
const idsOf = (facts: ActionFacts, kind?: string) =>
  candidatesFor(facts).actions.flatMap((each) => (kind === undefined || each.kind === kind ? [each.id] : []))
const record = (id: string, rest: Partial<ActionRecord> = {}): ActionRecord => ({
  id,
  text: 'Decided on one price list.',
  seenBy: ['Priya'],
  initiative: null,
  ...rest,
})

const among =
  (records: readonly ActionRecord[]) =>
  (id: string): ActionRecord | undefined =>
    records.find((one) => one.id === id)

test('asking for feedback: where somebody who backs you was heard lately, on skills nobody has spoken of', () => {
  expect(idsOf(factsWith(), 'feedback')).toEqual([])
  expect(candidatesFor(factsWith()).notEnough).toHaveLength(1)
  expect(idsOf(factsWith({}, { freshBackers: 0 }), 'feedback')).toEqual([])
  const asked = candidatesFor(factsWith({}, { freshBackers: 2 }))
  expect(asked.notEnough).toEqual([])
  expect(asked.actions.find(({ id }) => id === 'feedback:influence')).toMatchObject({
    label: 'Ask somebody who backs you how they see Leadership through influence',
    hours: 1.5,
    effect: { items: [{ kind: 'feedback', corroboration: 'attested', scope: 2, date: today }] },
  })
  const heard = { items: [decision('f', { kind: 'feedback' })] }
  expect(idsOf(factsWith(heard, { freshBackers: 2 }), 'feedback')).not.toContain('feedback:influence')
})

test('a confirmation is asked of somebody who saw the work, never without one, at most three for a gap', () => {
  const items = ['a', 'b', 'c', 'd', 'e'].map((id) => decision(id))
  const recordOf = among(items.map(({ id }) => record(id, id === 'a' ? { seenBy: [] } : {})))
  expect(idsOf(factsWith({ items }, { recordOf }), 'attest').filter((id) => id.length === 8)).toEqual([
    'attest:b',
    'attest:c',
    'attest:d',
  ])
  expect(
    idsOf(factsWith({ items: [decision('a', { corroboration: 'attested' })] }, { recordOf }), 'attest'),
  ).not.toContain('attest:a')
  expect(idsOf(factsWith({ items: [decision('b', { scope: 1 })] }, { recordOf }), 'attest')).not.toContain('attest:b')
})

test('a number with one end, and one that may be read after a launch', () => {
  const measured = decision('m', { kind: 'outcome', outcome: { baseline: 42, after: 58 } })
  const facts = factsWith(
    { items: [decision('a'), measured] },
    {
      unfinished: [record('a'), record('m')],
      checks: [{ initiative: 'i', title: 'the import', day: 60, dueOn: '2026-06-20', records: ['m'] }],
    },
  )
  const [check, unfinished, ...others] = candidatesFor(facts).actions.filter(({ kind }) => kind === 'measure')
  expect(check).toMatchObject({
    id: 'check:i:60',
    hours: 0.75,
    effect: { items: [{ outcome: { check60: today, after: 58 } }] },
  })
  expect(unfinished).toMatchObject({ id: 'measure:a', hours: 1.5, reason: 'there is no before and after' })
  expect(others).toEqual([])
})

test('what an initiative speaks of and no record does is one line away from counting', () => {
  const mentions = [{ initiative: 'i', title: 'the import', kind: 'problem' as const, skill: 'influence' }]
  expect(candidatesFor(factsWith({}, { mentions })).actions[0]).toMatchObject({
    id: 'record:i:problem',
    label: 'Log the problem you found behind the import',
    hours: 0.75,
    effect: { items: [{ kind: 'problem', corroboration: 'witness' }] },
  })
})

test('where the two of you see a skill differently there is a talk to have, once the process is known', () => {
  const ratings = [rated('influence', 4), rated('influence', 2, 'manager')]
  expect(idsOf(factsWith({ ratings }), 'talk')).toEqual(['talk:close', 'talk:influence'])
  expect(idsOf(factsWith({ ratings }, { first: { ...factsWith().first!, asked: false } }), 'talk')).toEqual([])
})

test('what the ladder and the list of work hold for the first gaps, no more than sixty things in all', () => {
  const gapWork: ActionFacts['gapWork'] = [
    {
      id: 'gw',
      gap: { pm: 'influence' },
      text: 'Lead what crosses teams.',
      hours: 16,
      weeks: 8,
      evidence: ['feedback'],
    },
    { id: 'other', gap: { pmm: 'influence' }, text: 'Not here.', hours: 1, weeks: 1, evidence: ['decision'] },
    {
      id: 'iff',
      gap: { pm: 'influence' },
      when: 'plans end soon',
      text: 'Make the plan.',
      hours: 9,
      weeks: 4,
      evidence: ['artifact'],
    },
  ]
  const { actions } = candidatesFor(factsWith({}, { gapWork }))
  expect(actions.length).toBeLessThanOrEqual(60)
  expect(actions.find(({ id }) => id === 'gw')).toMatchObject({ kind: 'project', hours: 16, weeks: 8, landing: 0.7 })
  expect(actions.find(({ id }) => id === 'iff')).toMatchObject({
    label: 'If plans end soon: make the plan',
    landing: 0.35,
  })
  expect(actions.find(({ id }) => id === 'attest:gw')).toMatchObject({ requires: 'gw' })
  expect(actions.some(({ id }) => id === 'other')).toBe(false)
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
})

test('the review cycle says until when to begin', () => {
  const backPlan = backPlanOf({ closesOn: '2026-09-30', leadDays: 21, today, monthsAtScope: 2 })
  const { actions } = candidatesFor(factsWith({ items: [decision('a')] }, { backPlan, recordOf: among([record('a')]) }))
  expect(actions.find(({ id }) => id === 'attest:a')!.latestStart).toBe('2026-08-05')
  expect(actions.find(({ id }) => id === 'talk:close')!.latestStart).toBe('2026-07-24')
  // A launch of this project could no longer be read in time: nothing urges it.
  expect(actions.find(({ kind, weeks }) => kind === 'project' && weeks >= 4)!.latestStart).toBeUndefined()
})

test('at one’s present level nobody is asked for a rating, a promotion or a date', () => {
  const facts = factsWith({ mode: 'footprint' }, { first: null, freshBackers: 3 })
  const { picks } = nextActions(facts, { weeklyHours: 4, weeks: 6 })
  expect(picks.length).toBeGreaterThan(0)
  for (const { kind } of picks)
    expect(['manager_rating', 'talk', 'feedback', 'research', 'people', 'cycle']).not.toContain(kind)
})

test('a ladder that names no work is offered a piece of one’s own, held against what it asks for', () => {
  const bare = { ...framework, id: 'acme', skills: framework.skills.map((skill) => ({ ...skill, actions: [] })) }
  const { actions } = candidatesFor(factsWith({}, { framework: bare }))
  const own = actions.find(({ id }) => id === 'show:influence')!
  expect(own.label).toMatch(/^Choose a piece of your work that shows .*: “.+”$/)
  expect(own.kind).toBe('project')
  expect(actions.find(({ id }) => id === 'attest:show:influence')?.requires).toBe('show:influence')
  expect(idsOf(factsWith()).some((id) => id.startsWith('show:'))).toBe(false)
})
