import type { CoachKind, Strength } from './coach/types.ts'
import type { Day } from './day.ts'

/** A line of pasted notes, as far as the choice of the first ones to look at depends on it. */
export interface NotedLine {
  id: string
  strength: Strength
  kind: CoachKind
  /** Holds a number with before and after. */
  measured: boolean
  happenedOn: Day | null
}

/**
 * The lines worth looking at first, strongest first: by how much of the story they tell, with a measured one before any that tells as
 * well; then decisions, outcomes, problems and trust before work made, then the newest; equal ones as they stood.
 */
export const strongestLines = <L extends NotedLine>(lines: readonly L[], n: number): L[] =>
  [...lines]
    .sort(
      (a, b) =>
        toldBy(b) - toldBy(a) ||
        Number(b.measured) - Number(a.measured) ||
        Number(tellsMore(b)) - Number(tellsMore(a)) ||
        newer(b, a),
    )
    .slice(0, n)

// What lacks one part beside a number is as good a beginning as what lacks none: people know their work by its results.
const toldBy = ({ strength }: NotedLine): number => Math.min(strength, 3)

const telling: readonly CoachKind[] = ['decision', 'outcome', 'problem_found', 'trust']

const tellsMore = ({ kind }: NotedLine): boolean => telling.includes(kind)

function newer(a: NotedLine, b: NotedLine): number {
  const [first, second] = [a.happenedOn ?? '', b.happenedOn ?? '']
  return first === second ? 0 : first > second ? 1 : -1
}
