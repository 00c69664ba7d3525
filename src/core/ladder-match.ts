import type { Framework } from './framework.ts'
import { alike, folded, statementsOf } from './ladder-words.ts'

/** Which level and which skill of one ladder is which of another, by their ids. What has no counterpart is absent. */
export interface Matches {
  levels: Map<string, string>
  skills: Map<string, string>
}

/** By id first, then by name or another name, then by what is said of it. */
export function matchesOf(before: Framework, after: Framework): Matches {
  const skills = matched(
    before.skills.map(({ id, name, anchors }) => ({ id, names: [name], said: Object.values(anchors) })),
    after.skills.map(({ id, name, anchors }) => ({ id, names: [name], said: Object.values(anchors) })),
  )
  const levels = matched(before.levels.map(asPart(before)), after.levels.map(asPart(after)))
  return { levels, skills }
}

interface Part {
  id: string
  names: string[]
  said: string[]
}

const asPart =
  ({ skills }: Framework) =>
  ({ id, title, also, scope }: Framework['levels'][number]): Part => ({
    id,
    names: [title, ...also],
    said: [scope, ...skills.flatMap(({ anchors }) => anchors[id] ?? [])],
  })

function matched(before: readonly Part[], after: readonly Part[]): Map<string, string> {
  const matches = new Map<string, string>()
  const taken = new Set<string>()
  const pair = (one: Part, other: Part | undefined): void => {
    if (!other) return
    matches.set(one.id, other.id)
    taken.add(other.id)
  }
  const open = () => before.filter(({ id }) => !matches.has(id))
  const free = () => after.filter(({ id }) => !taken.has(id))
  for (const one of before)
    pair(
      one,
      after.find(({ id }) => id === one.id),
    )
  for (const one of open()) {
    const names = new Set(one.names.map(folded))
    pair(
      one,
      free().find((other) => other.names.some((name) => names.has(folded(name)))),
    )
  }
  const said = new Map(
    [...open(), ...free()].map((part) => [part, new Set(part.said.flatMap(statementsOf).map(folded))]),
  )
  for (const one of open()) {
    const [best] = free()
      .map((other) => ({ other, share: sharedShare(said.get(one)!, said.get(other)!) }))
      .filter(
        ({ other, share }) => share >= mostOfIt || (share >= someOfIt && alike(one.names[0]!, other.names[0]!) > 0),
      )
      .sort((a, b) => b.share - a.share)
    pair(one, best?.other)
  }
  return matches
}

// A renamed part that says half of what it said is still the same; with a word of its name left, a third will do.
const mostOfIt = 0.5
const someOfIt = 0.34

function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const text of a) if (b.has(text)) shared++
  return shared / Math.min(a.size, b.size)
}

/**
 * The newer ladder with the ids of the earlier one wherever it speaks of the same level or skill, so that what refers to a skill
 * finds it again under a new name.
 */
export function withIdsOf(before: Framework, after: Framework): Framework {
  const matches = matchesOf(before, after)
  const back = (pairs: Map<string, string>) => new Map([...pairs].map(([old, fresh]) => [fresh, old]))
  return renamed(after, back(matches.levels), back(matches.skills))
}

function renamed(
  framework: Framework,
  levelNames: ReadonlyMap<string, string>,
  skillNames: ReadonlyMap<string, string>,
): Framework {
  // An id that stays must not be given to another: a level that is new here may have the id of one that was renamed.
  const level = unique(
    framework.levels.map(({ id }) => id),
    levelNames,
  )
  const skill = unique(
    framework.skills.map(({ id }) => id),
    skillNames,
  )
  const byLevel = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [level(id), value]))
  const bySkill = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [skill(id), value]))
  return {
    ...framework,
    levels: framework.levels.map((entry) => ({
      ...entry,
      id: level(entry.id),
      next: entry.next.map(level),
      lateral: entry.lateral.map(level),
      expects: entry.expects.map((expects) => ({ ...expects, ...(expects.must && { must: expects.must.map(skill) }) })),
    })),
    specialisations: framework.specialisations.map((entry) => ({
      ...entry,
      ...(entry.levels && { levels: entry.levels.map(level) }),
      emphasis: bySkill(entry.emphasis),
    })),
    weights: byLevel(Object.fromEntries(Object.entries(framework.weights).map(([id, own]) => [id, bySkill(own)]))),
    skills: framework.skills.map((entry) => ({
      ...entry,
      id: skill(entry.id),
      anchors: byLevel(entry.anchors),
      actions: entry.actions.map((action) => ({ ...action, ...(action.for && { for: action.for.map(level) }) })),
    })),
    ...(framework.checkpoints && {
      checkpoints: framework.checkpoints.map((entry) => ({ ...entry, level: level(entry.level) })),
    }),
  }
}

function unique(ids: readonly string[], names: ReadonlyMap<string, string>): (id: string) => string {
  const used = new Set(ids.filter((id) => !names.has(id) || names.get(id) === id))
  const final = new Map<string, string>()
  for (const id of ids) {
    const wanted = names.get(id) ?? id
    const isFree = wanted === id || !used.has(wanted)
    final.set(id, isFree ? wanted : id)
    used.add(final.get(id)!)
  }
  return (id) => final.get(id) ?? id
}
