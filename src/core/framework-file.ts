import { z } from 'zod'
import type { AuditGuide, Expectation, Framework, Level, Skill } from './framework.ts'

// Apart from `framework.ts`, so that pages' scripts can use the ladder's helpers without carrying the schema library.

const words = z.string().trim().min(1)
const list = z.array(words).default([])
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a short id: a small letter, then small letters, digits and hyphens')
const ids = z.array(id).default([])
const weight = z.number().positive()
const weights = z.record(id, weight)
const months = z.number().int().positive().nullable().default(null)

const level = z.strictObject({
  id,
  title: words,
  also: list,
  track: id,
  next: ids,
  lateral: ids,
  scope: words,
  focus: list,
  wins: list,
  growth: z.string().trim().default(''),
  months: z
    .strictObject({
      typical: months,
      sustained: months,
      range: z.array(z.number()).length(2).optional(),
      to: id.optional(),
    })
    .prefault({})
    .transform(({ typical, sustained }) => ({ typical, sustained })),
  expects: z
    .array(
      z
        .strictObject({
          tier: z.number().int(),
          bar: z.enum(['meets', 'credible', 'open']),
          meets_at_least: z.number().int().positive().optional(),
          must: z.array(id).optional(),
          credited: z.number().int().positive().optional(),
        })
        .transform(asExpectation),
    )
    .default([]),
})

const action = z.strictObject({
  do: words,
  proof: words,
  hours: z.number().positive(),
  weeks: z.number().positive(),
  size: z.enum(['artifact', 'project', 'habit', 'decision']),
  for: z.array(id).optional(),
})

const skill = z.strictObject({
  id,
  name: words,
  tier: z.number().int().nullable().default(null),
  summary: words,
  statement: words.optional(),
  applies: z.array(id).optional(),
  anchors: z.record(id, words),
  evidence: list,
  actions: z.array(action).default([]),
  signals: list,
})

const auditGuide = z
  .strictObject({
    tier: z.number().int(),
    of: z.number().positive(),
    focus_below: z.number(),
    expose_above: z.number(),
    steps: z
      .array(
        z.strictObject({
          id: z.enum(['focus', 'level-out', 'expose']),
          from: z.number().optional(),
          to: z.number().optional(),
          title: words,
          do: words,
          why: words,
        }),
      )
      .default([]),
  })
  .transform(asAuditGuide)

const isGroup = (written: unknown): boolean =>
  typeof written === 'object' && written !== null && !Array.isArray(written)

const checkpoint = z
  .strictObject({
    level: id,
    months: z.number().positive(),
    tier: z.number().int(),
    expect: z.literal('meets').default('meets'),
    do: words,
    why: z.string().trim().default(''),
  })
  .transform(({ expect: _expect, ...kept }) => kept)

const file = z.strictObject({
  format: z.literal('cairn.framework/1'),
  id,
  version: z.number().int().positive(),
  name: words,
  summary: z.string().trim().default(''),
  scale: z.strictObject({
    points: z.array(z.strictObject({ value: z.number(), label: words, meaning: words })).min(3),
    meets: z.number(),
  }),
  tiers: z.array(z.strictObject({ id: z.number().int(), name: words, summary: z.string().default('') })).default([]),
  tracks: z.array(z.strictObject({ id, name: words, summary: z.string().default('') })).default([]),
  levels: z.array(level).min(1),
  specialisations: z
    .array(
      z.strictObject({
        id,
        name: words,
        summary: words,
        levels: z.array(id).optional(),
        emphasis: weights.default({}),
        vocabulary: list,
      }),
    )
    .default([]),
  weights: z.record(id, weights).default({}),
  skills: z.array(skill).min(1),
  /** One tier's guide, or a list of them. */
  audit: z.preprocess((written) => (isGroup(written) ? [written] : written), z.array(auditGuide).default([])),
  checkpoints: z.array(checkpoint).default([]),
  // Said to the reader of the file; the ladder itself does not need it.
  bars: z.unknown().optional(),
})

/** A ladder as it is written in a file: snake_case, lists may be absent. Parses to a `Framework` whose every reference holds. */
export const frameworkFile = file.superRefine(checkReferences).transform(asFramework)

/** The form of a ladder's file as JSON Schema (2020-12). What refers to what is checked when a file is read; no schema can say it. */
export const frameworkSchema = (): Record<string, unknown> => ({
  title: 'A ladder in Cairn’s own form',
  description:
    'Levels, skills and what each skill looks like at each level. Ids that name levels, skills, tiers and tracks must exist in the same file.',
  ...z.toJSONSchema(file, { io: 'input', unrepresentable: 'any' }),
})

/** The ladder as its file would have it: `frameworkFile` reads it back to the same. */
export function frameworkInFile(framework: Framework): Record<string, unknown> {
  return {
    ...framework,
    levels: framework.levels.map((level) => ({
      ...level,
      expects: level.expects.map(({ meetsAtLeast, ...rest }) =>
        meetsAtLeast === undefined ? rest : { ...rest, meets_at_least: meetsAtLeast },
      ),
    })),
    audit: framework.audit?.map(({ focusBelow, exposeAbove, ...rest }) => ({
      ...rest,
      focus_below: focusBelow,
      expose_above: exposeAbove,
    })),
  }
}

function asExpectation(written: {
  tier: number
  bar: Expectation['bar']
  meets_at_least?: number
  must?: string[]
  credited?: number
}): Expectation {
  const { meets_at_least: meetsAtLeast, ...rest } = written
  return meetsAtLeast === undefined ? rest : { ...rest, meetsAtLeast }
}

function asAuditGuide(written: {
  tier: number
  of: number
  focus_below: number
  expose_above: number
  steps: (AuditGuide['steps'][number] & { from?: number; to?: number })[]
}): AuditGuide {
  const { tier, of, focus_below: focusBelow, expose_above: exposeAbove, steps } = written
  return { tier, of, focusBelow, exposeAbove, steps: steps.map(({ from: _from, to: _to, ...step }) => step) }
}

function asFramework(written: Written): Framework {
  const { bars: _bars, skills, ...rest } = written
  return { ...rest, skills: skills.map(({ applies: _applies, ...kept }): Skill => kept) }
}

type Written = z.output<typeof file>
type Path = (string | number)[]
type Finding = (path: Path, message: string) => void

function checkReferences(framework: Written, context: z.core.$RefinementCtx): void {
  const find: Finding = (path, message) => context.addIssue({ code: 'custom', path, message })
  checkScale(framework, find)
  checkUnique(framework, find)
  checkLevels(framework, find)
  checkWay(framework.levels, find)
  checkWeights(framework, find)
  checkSkills(framework, find)
  checkAudit(framework, find)
}

function checkScale({ scale }: Written, find: Finding): void {
  const values = scale.points.map((point) => point.value)
  values.forEach((value, index) => {
    if (index > 0 && value <= values[index - 1]!)
      find(['scale', 'points', index, 'value'], 'must be larger than the point before it')
  })
  const [min, max] = [Math.min(...values), Math.max(...values)]
  if (scale.meets <= min || scale.meets >= max) {
    find(['scale', 'meets'], `must lie between the ends of the scale, above ${min} and below ${max}`)
  } else if (!values.includes(scale.meets)) {
    find(['scale', 'meets'], `must be one of the scale’s points: ${values.join(', ')}`)
  }
}

function checkUnique(framework: Written, find: Finding): void {
  for (const name of ['tiers', 'tracks', 'levels', 'specialisations', 'skills'] as const) {
    const seen = new Set<string | number>()
    framework[name].forEach((entry, index) => {
      if (seen.has(entry.id)) find([name, index, 'id'], 'is used twice; each id stands once')
      seen.add(entry.id)
    })
  }
}

function checkLevels(framework: Written, find: Finding): void {
  const levels = new Set(framework.levels.map((entry) => entry.id))
  const skills = new Set(framework.skills.map((entry) => entry.id))
  const tiers = new Set(framework.tiers.map((entry) => entry.id))
  const tracks = new Set(['shared', ...framework.tracks.map((entry) => entry.id)])

  framework.levels.forEach((entry, at) => {
    for (const way of ['next', 'lateral'] as const) {
      entry[way].forEach((other, index) => {
        if (!levels.has(other))
          find(['levels', at, way, index], `names the level “${other}”, which is not in this file`)
        else if (other === entry.id) find(['levels', at, way, index], 'names the level itself')
      })
    }
    if (!tracks.has(entry.track))
      find(['levels', at, 'track'], `names the track “${entry.track}”, which is not in this file`)
    entry.expects.forEach((expectation, index) => {
      const here: Path = ['levels', at, 'expects', index]
      if (!tiers.has(expectation.tier))
        find([...here, 'tier'], `names tier ${expectation.tier}, which is not in this file`)
      expectation.must?.forEach((must, n) => {
        if (!skills.has(must)) find([...here, 'must', n], `names the skill “${must}”, which is not in this file`)
      })
    })
    if (!framework.skills.some((candidate) => Object.hasOwn(candidate.anchors, entry.id))) {
      find(['levels', at], 'has no skill: at least one skill needs an anchor for this level')
    }
  })
  framework.specialisations.forEach((entry, at) => {
    entry.levels?.forEach((other, index) => {
      if (!levels.has(other))
        find(['specialisations', at, 'levels', index], `names the level “${other}”, which is not in this file`)
    })
    for (const name of Object.keys(entry.emphasis)) {
      if (!skills.has(name)) find(['specialisations', at, 'emphasis', name], 'is not a skill in this file')
    }
  })
}

// A ladder that leads back to itself has no order, and neither has one where a level lies both beside and below another.
function checkWay(levels: readonly Pick<Level, 'id' | 'next' | 'lateral'>[], find: Finding): void {
  const beside = (id: string): string[] =>
    levels
      .filter((other) => other.lateral.includes(id) || levels.some((l) => l.id === id && l.lateral.includes(other.id)))
      .map((l) => l.id)
  const step = new Map(levels.map((entry) => [entry.id, entry.next.flatMap((next) => [next, ...beside(next)])]))
  levels.forEach((entry, at) => {
    if (reachedFrom(step.get(entry.id)!, step).has(entry.id)) {
      find(
        ['levels', at, 'next'],
        `leads back to “${entry.id}”, directly or over a level beside it; a ladder only goes up`,
      )
    }
  })
}

function reachedFrom(start: readonly string[], step: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  const open = [...start]
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (reached.has(current)) continue
    reached.add(current)
    open.push(...(step.get(current) ?? []))
  }
  return reached
}

function checkWeights(framework: Written, find: Finding): void {
  const skills = new Map(framework.skills.map((entry) => [entry.id, entry]))
  const levels = new Set(framework.levels.map((entry) => entry.id))
  for (const [at, byId] of Object.entries(framework.weights)) {
    if (!levels.has(at)) find(['weights', at], 'is not a level in this file')
    for (const name of Object.keys(byId)) {
      const weighed = skills.get(name)
      if (!weighed) find(['weights', at, name], 'is not a skill in this file')
      else if (levels.has(at) && !Object.hasOwn(weighed.anchors, at)) {
        find(['weights', at, name], `has a weight here but no anchor for the level “${at}”`)
      }
    }
  }
}

function checkSkills(framework: Written, find: Finding): void {
  const levels = new Set(framework.levels.map((entry) => entry.id))
  const tiers = new Set(framework.tiers.map((entry) => entry.id))
  framework.skills.forEach((entry, at) => {
    if (entry.tier !== null && !tiers.has(entry.tier))
      find(['skills', at, 'tier'], `names tier ${entry.tier}, which is not in this file`)
    for (const name of Object.keys(entry.anchors)) {
      if (!levels.has(name)) find(['skills', at, 'anchors', name], 'is not a level in this file')
      else if (entry.applies && !entry.applies.includes(name)) {
        find(['skills', at, 'anchors', name], 'has an anchor, but “applies” leaves this level out')
      }
    }
    entry.applies?.forEach((name, index) => {
      if (!levels.has(name))
        find(['skills', at, 'applies', index], `names the level “${name}”, which is not in this file`)
      else if (!Object.hasOwn(entry.anchors, name))
        find(['skills', at, 'applies', index], `names the level “${name}”, which has no anchor`)
    })
    entry.actions.forEach((act, index) => {
      act.for?.forEach((name, n) => {
        if (!levels.has(name))
          find(['skills', at, 'actions', index, 'for', n], `names the level “${name}”, which is not in this file`)
      })
    })
  })
}

function checkAudit({ tiers, levels, audit, checkpoints }: Written, find: Finding): void {
  const isTier = (tier: number) => tiers.some((entry) => entry.id === tier)
  audit.forEach(({ tier, focusBelow, exposeAbove }, at) => {
    if (!isTier(tier)) find(['audit', at, 'tier'], `names tier ${tier}, which is not in this file`)
    if (focusBelow > exposeAbove) find(['audit', at, 'expose_above'], 'must not be smaller than “focus_below”')
  })
  checkpoints.forEach(({ tier, level: at }, n) => {
    if (!isTier(tier)) find(['checkpoints', n, 'tier'], `names tier ${tier}, which is not in this file`)
    if (!levels.some((entry) => entry.id === at))
      find(['checkpoints', n, 'level'], `names the level “${at}”, which is not in this file`)
  })
}
