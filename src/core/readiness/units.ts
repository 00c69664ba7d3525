import type { Day } from '../day.ts'
import type { Item, Voice } from './input.ts'
import { model } from './model.ts'
import { shownScope, strength } from './strength.ts'

/** What one record adds to one skill (c). */
export interface Row {
  item: string
  skill: string
  /** Records of one initiative count together; one without stands alone. */
  initiative: string | undefined
  /** Weight after strength, recency, corroboration and place among the skills. */
  u: number
  /** The weight it would have with someone else's word behind it: u/C. */
  potential: number
  confirmed: boolean
  /** Confirmed by someone other than the manager whose rating counts here already. */
  voice: boolean
}

/** What a record is weighed against. */
export interface Weighing {
  asOf: Day
  targetLevel: number
  recencyOn: (day: Day) => number
  /** Skill to the folded name of the manager whose own rating counts on it. */
  managers: ReadonlyMap<string, string>
  /** The same object wherever all but the managers is the same: what a record adds is then remembered. */
  ground?: object
}

/** True if the record shows work of the target level's size that has happened. */
export const isAtScope = (item: Item, { targetLevel, asOf }: Pick<Weighing, 'targetLevel' | 'asOf'>): boolean =>
  shownScope(item) >= targetLevel && item.date <= asOf

/** What the record adds to each of its skills that `applies`; nothing below the target level's size of work. */
export function rowsOf(item: Item, weighing: Weighing, applies: (skill: string) => boolean): readonly Row[] {
  if (!isAtScope(item, weighing)) return []
  const { ground } = weighing
  // Only a record that a manager confirmed weighs otherwise where that manager rates.
  if (!ground || item.voices || item.attesterIsRatingManager) return freshRows(item, weighing, applies)
  const known = Remembered.of(item)
  if (known?.ground === ground) return known.rows
  const rows = freshRows(item, weighing, applies)
  Remembered.keep(item, { ground, rows })
  return rows
}

interface Known {
  ground: object
  rows: readonly Row[]
}

class Itself {
  constructor(item: Item) {
    // biome-ignore lint/correctness/noConstructorReturn: this is how a class below puts its private field on a record.
    return item as unknown as Itself
  }
}

/**
 * What a record adds, on the record itself, in a private field that no comparison and no file sees. A WeakMap does the same, but to
 * take up thousands of new records takes it longer than all the rest of the reckoning.
 */
class Remembered extends Itself {
  #known: Known | undefined

  static of(item: Item): Known | undefined {
    return isMarked(item) ? item.#known : undefined
  }

  static keep(item: Item, known: Known): void {
    if (isMarked(item)) item.#known = known
    else if (Object.isExtensible(item)) new Remembered(item).#known = known
  }

  static isMarked(item: Item): boolean {
    return #known in item
  }
}

const isMarked = (item: unknown): item is Remembered => Remembered.isMarked(item as Item)

function freshRows(item: Item, weighing: Weighing, applies: (skill: string) => boolean): Row[] {
  const { id, skills, initiative } = item
  const worth = strength(item, weighing.asOf) * weighing.recencyOn(item.date)
  const rows: Row[] = []
  for (let place = 0; place < skills.length; place++) {
    const skill = skills[place]!
    if (!applies(skill) || skills.indexOf(skill) < place) continue
    const { weight, confirmed, voice } = backing(item, weighing.managers.get(skill))
    const potential = worth * (place === 0 ? model.skillShare.main : model.skillShare.other)
    rows.push({ item: id, skill, initiative, u: potential * weight, potential, confirmed, voice })
  }
  return rows
}

/** How many units of proof a skill has, 0 to 4 (d): no single launch, and no pile of unconfirmed records, fills it. */
export function evidenceUnits(rows: readonly Row[]): number {
  const { perInitiative, unconfirmed, perSkill } = model.units
  const initiatives = new Map<string, { confirmed: number; other: number }>()
  let confirmed = 0
  let plain = 0
  for (const row of rows) {
    if (row.initiative !== undefined) {
      let sums = initiatives.get(row.initiative)
      if (!sums) {
        sums = { confirmed: 0, other: 0 }
        initiatives.set(row.initiative, sums)
      }
      if (row.confirmed) sums.confirmed += row.u
      else sums.other += row.u
    } else if (row.confirmed) confirmed += saturate(row.u, perInitiative)
    else plain += saturate(row.u, perInitiative)
  }
  for (const sums of initiatives.values()) {
    const held = saturate(sums.confirmed, perInitiative)
    confirmed += held
    if (sums.other > 0) plain += saturate(sums.confirmed + sums.other, perInitiative) - held
  }
  return saturate(confirmed + saturate(plain, unconfirmed), perSkill)
}

function backing(item: Item, manager: string | undefined): { weight: number; confirmed: boolean; voice: boolean } {
  const { corroboration } = item
  if (corroboration === 'none' || corroboration === 'witness')
    return { weight: model.corroboration[corroboration], confirmed: false, voice: false }
  const others = besides(manager, item)
  // A manager who rates the skill has spoken there already: their word confirms the record but is no second source.
  if (others === null) return { weight: model.corroboration.ratingManager, confirmed: true, voice: false }
  return { weight: model.corroboration[others], confirmed: true, voice: true }
}

/** The strongest word for a record from anyone but the rating manager; null if only they confirmed it. */
function besides(manager: string | undefined, item: Item): Voice['how'] | null {
  const strongest = item.corroboration === 'pasted' ? 'pasted' : 'attested'
  if (manager === undefined) return strongest
  if (!item.voices) return item.attesterIsRatingManager ? null : strongest
  const others = item.voices.filter((voice) => voice.by !== manager)
  if (others.length === 0) return null
  return others.some((voice) => voice.how === 'attested') ? 'attested' : 'pasted'
}

const saturate = (x: number, most: number): number => most * -Math.expm1(-x / most)
