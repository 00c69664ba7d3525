import type { Day } from './day.ts'
import { inQuotes } from './quoted.ts'
import type { Scale } from './readiness/input.ts'
import { model } from './readiness/model.ts'
import { toCanonical } from './readiness/scale.ts'

/** What one other person says of a skill. */
export interface Voice {
  skill: string
  source: 'manager' | 'peer'
  rater: string
  value: number
  /** As the owner heard it. */
  heard: boolean
  on: Day
  /** Their words about it. */
  because?: string | null
}

/** How two views of a skill lie to each other, on the scale that is the same for every ladder (domain 7). */
export type Distance = 'agree' | 'near' | 'apart'

export interface AlignedSkill {
  id: string
  name: string
  /** The owner's own rating, as it stood when the others' opened. */
  self: number | null
  /** The latest word of any manager. */
  manager: Voice | null
  peers: Voice[]
  peerMean: number | null
  /** To the manager, or where none has rated, to the mean of the peers; null unless both sides have rated. */
  distance: Distance | null
}

export interface Disagreement {
  skill: string
  name: string
  with: 'manager' | 'peers'
  /** The manager's name, or the peers' names. */
  raters: string[]
  self: number
  theirs: number
  /** In points of the scale; below 0 where they see less. */
  difference: number
  distance: Distance
  /** The bar lies between the two views. */
  isAcrossBar: boolean
  /** What they wrote about it; null for several people. */
  because: string | null
}

export interface Alignment {
  skills: AlignedSkill[]
  /** Of so many skills that both sides have rated, they agree on so many. */
  agree: number
  compared: number
  /** The three largest, largest first; none where both sides agree. */
  disagreements: Disagreement[]
}

/**
 * The owner's view beside those of others, skill by skill in the order given. `own` holds values on the ladder's scale; `voices` at
 * most one per rater and skill.
 */
export function alignmentOf(
  skills: readonly { id: string; name: string }[],
  own: ReadonlyMap<string, number>,
  voices: readonly Voice[],
  scale: Scale,
): Alignment {
  const rows = skills.flatMap((skill) => {
    const said = voices.filter((voice) => voice.skill === skill.id)
    return said.length > 0 ? [rowOf(skill, own.get(skill.id) ?? null, said, scale)] : []
  })
  const compared = rows.filter((row) => row.distance !== null)
  const disagreements = compared.flatMap((row) => disagreementsOf(row, scale)).filter(isSeen)
  return {
    skills: rows,
    agree: compared.filter((row) => row.distance === 'agree').length,
    compared: compared.length,
    disagreements: disagreements
      .map((one, place) => ({ one, place, gap: gapBetween(one.self, one.theirs, scale) }))
      .sort((a, b) => (Math.abs(a.gap - b.gap) > 1e-9 ? b.gap - a.gap : a.place - b.place))
      .slice(0, 3)
      .map(({ one }) => one),
  }
}

/** |a − b| on the canonical scale: a point apart, half a point near, else agree (domain 7, “Manager agreement”). */
export function distanceBetween(a: number, b: number, scale: Scale): Distance {
  const gap = gapBetween(a, b, scale) + 1e-9
  return gap >= model.apart ? 'apart' : gap >= model.apart / 2 ? 'near' : 'agree'
}

function rowOf(skill: { id: string; name: string }, self: number | null, voices: readonly Voice[], scale: Scale) {
  const managers = voices.filter(({ source }) => source === 'manager').sort(byDay)
  const peers = voices.filter(({ source }) => source === 'peer')
  const manager = managers.at(-1) ?? null
  const peerMean = peers.length === 0 ? null : peers.reduce((sum, { value }) => sum + value, 0) / peers.length
  const theirs = manager?.value ?? peerMean
  return {
    ...skill,
    self,
    manager,
    peers,
    peerMean,
    distance: self === null || theirs === null ? null : distanceBetween(self, theirs, scale),
  }
}

/** With the manager and with the peers, each where they see it differently from the owner. */
function disagreementsOf({ id, name, self, manager, peers, peerMean }: AlignedSkill, scale: Scale): Disagreement[] {
  if (self === null) return []
  const between = (theirs: number) => ({
    skill: id,
    name,
    self,
    theirs,
    difference: theirs - self,
    distance: distanceBetween(self, theirs, scale),
    isAcrossBar: self >= scale.meets !== theirs >= scale.meets,
  })
  return [
    ...(manager
      ? [
          {
            ...between(manager.value),
            with: 'manager' as const,
            raters: [manager.rater],
            because: manager.because ?? null,
          },
        ]
      : []),
    ...(peerMean === null
      ? []
      : [
          {
            ...between(peerMean),
            with: 'peers' as const,
            raters: peers.map(({ rater }) => rater),
            because: peers.length === 1 ? (peers[0]!.because ?? null) : null,
          },
        ]),
  ]
}

/** A disagreement as a point for the next talk: what to say, how long it takes, and how much it weighs beside other points. */
export interface AgendaPoint {
  skill: string
  title: string
  words: string
  minutes: number
  points: number
}

/** The larger disagreements as points for a talk with the manager, in plain words (domain 7, “Automatic agenda”). */
export const agendaOf = (disagreements: readonly Disagreement[]): AgendaPoint[] =>
  disagreements.map((one) => ({
    skill: one.skill,
    title: `${one.name}: you ${figure(one.self)}, ${theirName(one)} ${figure(one.theirs)}`,
    words: agendaWords(one),
    minutes: 6,
    points: 80 + (10 * Math.round(Math.abs(one.difference) * 10)) / 10,
  }))

function agendaWords(one: Disagreement): string {
  const said = one.because === null ? '' : ` They wrote: ${inQuotes(one.because)}`
  return question(one) + said
}

function question({ name, with: whom, difference, isAcrossBar }: Disagreement): string {
  const skill = `“${name}”`
  const isLower = difference < 0
  if (whom === 'peers')
    return isLower
      ? `Colleagues see me lower on ${skill} than I do. Does that fit what you see, and what would change it?`
      : `Colleagues see more in ${skill} than I do. Have you seen it too, and where?`
  if (isAcrossBar)
    return isLower
      ? `I see myself at the bar on ${skill}, you do not yet. Which piece of work would you need to see?`
      : `You see me at the bar on ${skill}, I do not yet. Which piece of work made you say so? I may not have written it down.`
  return isLower
    ? `We see ${skill} differently. What do you look for in it, and which piece of work would have shown you more?`
    : `You see more in ${skill} than I do. Which piece of work made you say so? I may not have written it down.`
}

/** “Daniel”, “Maya”, “3 peers”. */
export const theirName = ({ raters }: Pick<Disagreement, 'raters'>): string =>
  raters.length === 1 ? raters[0]! : `${raters.length} peers`

const figure = (value: number): string => String(Math.round(value * 10) / 10)

const isSeen = ({ distance }: Disagreement): boolean => distance !== 'agree'

const gapBetween = (a: number, b: number, scale: Scale): number =>
  Math.abs(toCanonical(a, scale) - toCanonical(b, scale))

const byDay = (a: Voice, b: Voice) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
