import { type Framework, rankOf } from '../../core/framework.ts'
import type { LadderVersion } from '../../platform/ladders.ts'
import type { LadderMapProps } from '../../ui/charts/ladder-map.tsx'
import { dayWords } from '../../ui/parts.tsx'

/** How a version came to be: “brought in from ladder.md on 3 March 2026”. */
export function originWords({ madeFrom, createdAt }: Pick<LadderVersion, 'madeFrom' | 'createdAt'>): string {
  const on = `on ${dayWords(createdAt.slice(0, 10))}`
  if (madeFrom.how === 'kept') return `kept as it was when you adopted it ${on}`
  if (madeFrom.how === 'imported') return `brought in ${madeFrom.file ? `from ${madeFrom.file} ` : ''}${on}`
  return `changed here ${on}`
}

/** What the picture of a ladder needs. */
export function mapOf(framework: Framework, here: string | null, target: string | null): Omit<LadderMapProps, 'id'> {
  return {
    name: framework.name,
    tracks: framework.tracks,
    here,
    target: target === 'none' ? null : target,
    rungs: framework.levels.map(({ id, title, track, next }) => ({
      id,
      title,
      track: track === 'shared' ? null : track,
      next,
      rank: rankOf(framework, id),
    })),
  }
}

export const ladderPath = (id: string, rest = ''): string => `/ladders/${encodeURIComponent(id)}${rest}`
