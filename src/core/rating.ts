import type { Day } from './day.ts'

export const sources = ['self', 'manager', 'peer'] as const
export type Source = (typeof sources)[number]

/** One person's view of one skill against the target level's anchor, as stored. */
export interface Rating {
  id: string
  skill: string
  source: Source
  /** A person id, or the name as typed; the owner rates as `self`. */
  rater: string
  /** On the framework's scale; null only where there was no opportunity to see the skill. */
  value: number | null
  date: Day
  because: string | null
  /** Ids of the records the rater points to. */
  evidence: string[]
  /** The owner typed in what a manager or peer said; only the rater's own answer counts in full. */
  heard: boolean
  /** The work has not offered this skill yet: a matter of chances, not of ability. */
  noOpportunity: boolean
  frameworkVersion: number
}

/** The part of a rating that decides which of two is the later one. */
export type Dated = { id?: string; skill: string; source: Source; rater?: string; date: Day }

/**
 * The latest rating per rater and skill up to `asOf`, sorted by skill, source and rater. On the same day the higher
 * record id is the later one.
 */
export function latestRatings<R extends Dated>(ratings: readonly R[], asOf: Day): R[] {
  const latest = new Map<string, R>()
  for (const rating of ratings) {
    if (rating.date > asOf) continue
    const key = JSON.stringify([rating.skill, rating.source, raterOf(rating)])
    const held = latest.get(key)
    if (!held || later(rating, held) > 0) latest.set(key, rating)
  }
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rating]) => rating)
}

/** The later of two ratings as a sort order: by day, then by record id. */
export function later(a: Dated, b: Dated): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  const [first, second] = [a.id ?? '', b.id ?? '']
  return first === second ? 0 : first < second ? -1 : 1
}

/** Who gave it, folded for comparing: the owner has one voice, whatever name they typed. */
export const raterOf = (rating: { source: Source; rater?: string }): string =>
  rating.source === 'self' ? 'self' : foldName(rating.rater ?? rating.source)

/** A name without case, accents and spare spaces: “José  Núñez” and “jose nunez” are one person. */
export const foldName = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
