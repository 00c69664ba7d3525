import type { Framework, Level, Skill } from './framework.ts'
import { frameworkFile, frameworkInFile } from './framework-file.ts'
import { idOf } from './ladder/ids.ts'
import { Problem } from './problem.ts'

/** One change to a ladder. What is left out stays as it is. */
export interface LadderChange {
  /**
   * `ladder`: its name and summary. `level`, `skill`: the one with the id in that field; without an id a new one is made of its name.
   * A new level may come with its first anchor (`skill`, `text`), a new skill too (`level`, `text`).
   * `anchor`: what the skill looks like at the level; a blank text takes the skill away from the level.
   */
  what: 'ladder' | 'level' | 'skill' | 'anchor'
  level?: string
  skill?: string
  /** Takes the level or skill away. */
  remove?: boolean
  /** The ladder's or skill's name, the level's title. */
  name?: string
  /** The ladder's or skill's summary, the level's scope. */
  summary?: string
  /** The anchor's statements, one per line. */
  text?: string
  also?: string[]
  /** For a new level: the level just below it. */
  above?: string
  track?: string
  /** Ids of the levels one step up. */
  next?: string[]
  focus?: string[]
  wins?: string[]
  growth?: string
  /** Usual months at the level. */
  typical?: number | null
  /** Months of work of the next level's size before the next level. */
  sustained?: number | null
  /** How much the skill counts at the level; 1 is usual. */
  weight?: number
}

/** The ladder after the changes, or a refusal that says which of them does not work and why. */
export function edited(framework: Framework, changes: readonly LadderChange[]): Framework {
  const result = changes.reduce(changed, framework)
  const read = frameworkFile.safeParse(frameworkInFile(result), {
    error: ({ code }) => (code === 'too_small' ? 'must not be empty' : undefined),
  })
  if (read.success) return read.data
  const { path, message } = read.error.issues[0]!
  throw new Problem('invalid', `${placeName(result, path)} ${message}. Nothing was changed.`, 'changes')
}

function changed(framework: Framework, change: LadderChange, at: number): Framework {
  if (change.what === 'ladder')
    return { ...framework, ...given({ name: change.name?.trim(), summary: change.summary?.trim() }) }
  if (change.what === 'anchor') return withAnchor(framework, change, at)
  return change.what === 'level' ? withLevel(framework, change, at) : withSkill(framework, change, at)
}

function withLevel(framework: Framework, change: LadderChange, at: number): Framework {
  if (change.remove) return withoutLevel(framework, levelIn(framework, change.level, at))
  if (!change.level) return withNewLevel(framework, change, at)
  const known = levelIn(framework, change.level, at)
  const level = withFields(known, change)
  return { ...framework, levels: framework.levels.map((entry) => (entry.id === known.id ? level : entry)) }
}

/** A new level, above one that leads on to it from now on, with what the first skill looks like there. */
function withNewLevel(framework: Framework, change: LadderChange, at: number): Framework {
  const below = change.above === undefined ? null : levelIn(framework, change.above, at)
  const plain = newLevel(framework, change, at)
  const level = withFields(below ? { ...plain, track: below.track, next: below.next } : plain, change)
  const levels = framework.levels.flatMap((entry) =>
    entry.id === below?.id ? [{ ...entry, next: [level.id] }, level] : [entry],
  )
  const whole = { ...framework, levels: below ? levels : [...levels, level] }
  const { skill, text } = change
  return skill ? withAnchor(whole, { what: 'anchor', level: level.id, skill, text }, at) : whole
}

const withFields = (level: Level, change: LadderChange): Level => ({
  ...level,
  ...levelFields(change),
  months: { ...level.months, ...given({ typical: change.typical, sustained: change.sustained }) },
})

const levelFields = ({ name, summary, also, track, next, focus, wins, growth }: LadderChange): Partial<Level> =>
  given({ title: name?.trim(), scope: summary?.trim(), also, track, next, focus, wins, growth: growth?.trim() })

function newLevel(framework: Framework, { name }: LadderChange, at: number): Level {
  if (!name?.trim())
    throw new Problem('invalid', 'A new level needs a title. Nothing was changed.', `changes.${at}.name`)
  return {
    id: freeId(name, 'level', framework.levels),
    title: name.trim(),
    also: [],
    track: 'shared',
    next: [],
    lateral: [],
    scope: name.trim(),
    focus: [],
    wins: [],
    growth: '',
    months: { typical: null, sustained: null },
    expects: [],
  }
}

/** Without the level and all that refers to it; those below lead on to those above it. */
function withoutLevel(framework: Framework, gone: Level): Framework {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== gone.id)
  const onwards = (ids: readonly string[]) =>
    ids.includes(gone.id) ? [...new Set([...others(ids), ...gone.next])] : [...ids]
  const { [gone.id]: _, ...weights } = framework.weights
  return {
    ...framework,
    levels: framework.levels
      .filter(({ id }) => id !== gone.id)
      .map((level) => ({ ...level, next: onwards(level.next), lateral: others(level.lateral) })),
    weights,
    specialisations: framework.specialisations.map((entry) => ({
      ...entry,
      ...(entry.levels && { levels: others(entry.levels) }),
    })),
    skills: framework.skills.map((skill) => ({
      ...skill,
      anchors: without(skill.anchors, gone.id),
      actions: skill.actions.map((action) => ({ ...action, ...(action.for && { for: others(action.for) }) })),
    })),
    ...(framework.checkpoints && { checkpoints: framework.checkpoints.filter(({ level }) => level !== gone.id) }),
  }
}

function withSkill(framework: Framework, change: LadderChange, at: number): Framework {
  if (change.remove) return withoutSkill(framework, skillIn(framework, change.skill, at))
  const known = framework.skills.find(({ id }) => id === change.skill)
  if (!known && change.skill) skillIn(framework, change.skill, at)
  const skill = {
    ...(known ?? newSkill(framework, change, at)),
    ...given({ name: change.name?.trim(), summary: change.summary?.trim() || undefined }),
  }
  return {
    ...framework,
    skills: known
      ? framework.skills.map((entry) => (entry.id === known.id ? skill : entry))
      : [...framework.skills, skill],
  }
}

function newSkill(framework: Framework, { name, level, text }: LadderChange, at: number): Skill {
  if (!name?.trim())
    throw new Problem('invalid', 'A new skill needs a name. Nothing was changed.', `changes.${at}.name`)
  const anchors = level && text?.trim() ? { [levelIn(framework, level, at).id]: text.trim() } : {}
  return {
    id: freeId(name, 'skill', framework.skills),
    name: name.trim(),
    tier: null,
    summary: name.trim(),
    anchors,
    evidence: [],
    actions: [],
    signals: [],
  }
}

function withoutSkill(framework: Framework, gone: Skill): Framework {
  return {
    ...framework,
    skills: framework.skills.filter(({ id }) => id !== gone.id),
    weights: Object.fromEntries(
      Object.entries(framework.weights).map(([level, own]) => [level, without(own, gone.id)]),
    ),
    specialisations: framework.specialisations.map((entry) => ({
      ...entry,
      emphasis: without(entry.emphasis, gone.id),
    })),
    levels: framework.levels.map((level) => ({
      ...level,
      expects: level.expects.map((expects) => ({
        ...expects,
        ...(expects.must && { must: expects.must.filter((id) => id !== gone.id) }),
      })),
    })),
  }
}

function withAnchor(framework: Framework, change: LadderChange, at: number): Framework {
  const level = levelIn(framework, change.level, at)
  const skill = skillIn(framework, change.skill, at)
  const text = change.text?.trim()
  const anchors =
    text === undefined
      ? skill.anchors
      : text === ''
        ? without(skill.anchors, level.id)
        : { ...skill.anchors, [level.id]: text }
  const asked = anchors[level.id] !== undefined
  const own = framework.weights[level.id] ?? {}
  const weights = !asked
    ? without(own, skill.id)
    : change.weight === undefined || (change.weight === 1 && own[skill.id] === undefined)
      ? own
      : { ...own, [skill.id]: change.weight }
  return {
    ...framework,
    skills: framework.skills.map((entry) => (entry.id === skill.id ? { ...skill, anchors } : entry)),
    weights:
      Object.keys(weights).length === 0
        ? without(framework.weights, level.id)
        : { ...framework.weights, [level.id]: weights },
  }
}

function levelIn({ levels, name }: Framework, id: string | undefined, at: number): Level {
  const level = levels.find((candidate) => candidate.id === id)
  if (level) return level
  throw new Problem(
    'invalid',
    `${name} has no level “${id ?? ''}”. It has: ${levels.map((known) => known.id).join(', ')}. Nothing was changed.`,
    `changes.${at}.level`,
  )
}

function skillIn({ skills, name }: Framework, id: string | undefined, at: number): Skill {
  const skill = skills.find((candidate) => candidate.id === id)
  if (skill) return skill
  throw new Problem(
    'invalid',
    `${name} has no skill “${id ?? ''}”. It has: ${skills.map((known) => known.id).join(', ')}. Nothing was changed.`,
    `changes.${at}.skill`,
  )
}

function freeId(name: string, otherwise: string, taken: readonly { id: string }[]): string {
  const wanted = idOf(name, otherwise)
  const isTaken = (id: string) => taken.some((entry) => entry.id === id)
  if (!isTaken(wanted)) return wanted
  let n = 2
  while (isTaken(`${wanted}-${n}`)) n++
  return `${wanted}-${n}`
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> => {
  const { [key]: _, ...rest } = record
  return rest
}

const given = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never

/** The part of the ladder that a finding is about, as the person knows it. */
function placeName(framework: Framework, [part, at, field]: readonly PropertyKey[]): string {
  if (part === 'levels') return `The level “${framework.levels[Number(at)]?.title ?? String(at)}”${fieldName(field)}`
  if (part === 'skills') return `The skill “${framework.skills[Number(at)]?.name ?? String(at)}”${fieldName(field)}`
  if (part === 'specialisations')
    return `The specialisation “${framework.specialisations[Number(at)]?.name ?? String(at)}”`
  return part === undefined ? 'The ladder' : `“${String(part)}”`
}

const fieldName = (field: PropertyKey | undefined): string => (field === undefined ? '' : `, “${String(field)}”,`)
