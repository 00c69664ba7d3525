import { defaultTarget, type Framework, type Level, levelOf } from '../../core/framework.ts'
import type { View } from '../../platform/page.ts'

/** A ladder as one person looks at it. */
export interface LadderView {
  framework: Framework
  others: readonly Framework[]
  /** The ladder is the person's own. */
  own: boolean
  /** Level ids on this ladder; null if the person stands on another one. */
  present: string | null
  target: string | null
  specialisation: string | null
  /** The two levels side by side. */
  a: Level
  b: Level
}

/** The levels asked for, or else the person's own and the one they aim at. Refuses a level the ladder does not have. */
export function ladderView(
  framework: Framework,
  { standing, query, frameworks }: Pick<View, 'standing' | 'query' | 'frameworks'>,
): LadderView {
  const own = standing?.framework.id === framework.id
  const present = own ? standing.level : null
  const target = own ? standing.target : null
  const first = levelOf(framework, query.get('a') || present || framework.levels[0]!.id)
  const fallback = target && target !== first.id ? target : defaultTarget(framework, first.id)
  return {
    framework,
    others: frameworks.filter(({ id }) => id !== framework.id),
    own,
    present,
    target,
    specialisation: own ? standing.profile.specialisation : null,
    a: first,
    b: levelOf(framework, query.get('b') || fallback),
  }
}
