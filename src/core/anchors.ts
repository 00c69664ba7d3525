import { anchorAt, type Framework, type Level, levelOf, nextLevels, type Skill } from './framework.ts'

/** What a skill looks like at a level near the one aimed at. */
export interface NearbyAnchor {
  place: 'below' | 'target' | 'above'
  level: Level
  text: string
}

/**
 * The skill's anchors at the level one stands on (or, aiming at no other, those one step down), at the level whose
 * anchors count, and at those one step up, in that order. Levels where the skill does not apply are left out.
 */
export function anchorsAround(framework: Framework, skill: Skill, present: string, against: string): NearbyAnchor[] {
  const below = present === against ? levelsBelow(framework, against) : [levelOf(framework, present)]
  const known = (place: NearbyAnchor['place'], levels: readonly Level[]): NearbyAnchor[] =>
    levels.flatMap((level) => {
      const text = anchorAt(skill, level.id)
      return text === null ? [] : [{ place, level, text }]
    })
  return [
    ...known('below', below),
    ...known('target', [levelOf(framework, against)]),
    ...known(
      'above',
      nextLevels(framework, against).filter((level) => level.id !== present),
    ),
  ]
}

const levelsBelow = (framework: Framework, id: string): Level[] =>
  framework.levels.filter((level) => level.next.includes(id))
