import type { Day } from '../day.ts'
import type { Item, Voice } from './input.ts'
import { model } from './model.ts'
import { shownScope, strength } from './strength.ts'

/** What one record adds to one skill (c). */
export interface Row {
  item: string
  /** Records of one initiative count together. */
  group: string
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
  /** The folded name of the manager whose own rating counts on a skill; undefined if none has rated it. */
  managerOn: (skill: string) => string | undefined
}

/** True if the record shows work of the target level's size that has happened. */
export const isAtScope = (item: Item, { targetLevel, asOf }: Pick<Weighing, 'targetLevel' | 'asOf'>): boolean =>
  shownScope(item) >= targetLevel && item.date <= asOf

/** What the record adds to each of its skills that `applies`; nothing below the target level's size of work. */
export function rowsOf(item: Item, weighing: Weighing, applies: (skill: string) => boolean): Map<string, Row> {
  const rows = new Map<string, Row>()
  if (!isAtScope(item, weighing)) return rows
  const worth = strength(item, weighing.asOf) * weighing.recencyOn(item.date)
  const group = item.initiative === undefined ? `record ${item.id}` : `initiative ${item.initiative}`
  item.skills.forEach((skill, place) => {
    if (!applies(skill) || rows.has(skill)) return
    const backed = backing(item, weighing.managerOn(skill))
    const potential = worth * (place === 0 ? model.skillShare.main : model.skillShare.other)
    const { confirmed, voice } = backed
    rows.set(skill, { item: item.id, group, u: potential * backed.weight, potential, confirmed, voice })
  })
  return rows
}

/** How many units of proof a skill has, 0 to 4 (d): no single launch, and no pile of unconfirmed records, fills it. */
export function evidenceUnits(rows: readonly Row[]): number {
  const groups = new Map<string, { confirmed: number; other: number }>()
  for (const row of rows) {
    const sums = groups.get(row.group) ?? { confirmed: 0, other: 0 }
    if (row.confirmed) sums.confirmed += row.u
    else sums.other += row.u
    groups.set(row.group, sums)
  }
  let confirmed = 0
  let plain = 0
  for (const sums of groups.values()) {
    const held = saturate(sums.confirmed, model.units.perInitiative)
    confirmed += held
    plain += saturate(sums.confirmed + sums.other, model.units.perInitiative) - held
  }
  return saturate(confirmed + saturate(plain, model.units.unconfirmed), model.units.perSkill)
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
