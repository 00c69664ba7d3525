import { exchangedBy, placeOf } from '../changed.ts'
import type { Day } from '../day.ts'
import type { Item, Voice } from './input.ts'
import { model } from './model.ts'
import { shownScope, strength } from './strength.ts'

/** What one record adds to one skill (c). */
export interface Row {
  item: string
  /** The record itself. */
  from: Item
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
    rows.push({ item: id, from: item, skill, initiative, u: potential * weight, potential, confirmed, voice })
  }
  return rows
}

/** How many units of proof a skill has, 0 to 4 (d): no single launch, and no pile of unconfirmed records, fills it. */
export function evidenceUnits(rows: readonly Row[]): number {
  const { unconfirmed, perSkill } = model.units
  const { alone, initiatives, changed } = proofOf(rows)
  let { confirmed, plain } = alone
  for (const [initiative, known] of initiatives) {
    const sums = changed.get(initiative) ?? known
    confirmed += sums.held
    plain += sums.beyond
  }
  for (const [initiative, sums] of changed) {
    if (initiatives.has(initiative)) continue
    confirmed += sums.held
    plain += sums.beyond
  }
  return saturate(confirmed + saturate(plain, unconfirmed), perSkill)
}

/** The rows, which stand in the order of their records, with one of them exchanged for another; either may be missing. */
export function exchangedRow(rows: readonly Row[], before: Row | undefined, after: Row | undefined): readonly Row[] {
  // One thing is tried beside others again and again.
  const known = after && tried.get(rows)?.get(after)
  if (known && known.before === before) return known.now
  const now = freshlyExchanged(rows, before, after)
  if (after) tried.set(rows, (tried.get(rows) ?? new WeakMap()).set(after, { before, now }))
  return now
}

const tried = new WeakMap<readonly Row[], WeakMap<Row, { before: Row | undefined; now: readonly Row[] }>>()

function freshlyExchanged(rows: readonly Row[], before: Row | undefined, after: Row | undefined): readonly Row[] {
  const now = spliced(rows, before, after)
  const proof = proofOf(rows)
  if (after && !before && after.initiative === undefined && now.at(-1) === after) {
    proofs.set(now, { ...proof, alone: withAlone(proof.alone, after) })
    return now
  }
  const touched = [before, after].filter((row) => row !== undefined)
  // One without an initiative is added up in its place among the others, so those are added up anew.
  if (touched.some(({ initiative }) => initiative === undefined)) return now
  const changed = new Map(proof.changed)
  for (const { initiative } of touched) {
    const known = changed.get(initiative!) ?? proof.initiatives.get(initiative!)
    const [gone, come] = [before, after].map((row) => (row?.initiative === initiative ? [row!] : [])) as [Row[], Row[]]
    const same = exchangedBy(byItem, known?.rows ?? [], gone.map(byItem), come)
    changed.set(initiative!, sumsOf(same))
  }
  proofs.set(now, { ...proof, changed })
  return now
}

const byItem = ({ item }: Row): string => item

/** As `exchangedBy`, for one of many: one row of an item stands for another of the same. */
function spliced(rows: readonly Row[], before: Row | undefined, after: Row | undefined): readonly Row[] {
  if (before && after && before.item !== after.item) return exchangedBy(byItem, rows, [before.item], [after])
  const at = placeOf(byItem, rows, (before ?? after)?.item ?? '')
  const isThere = before !== undefined && rows[at]?.item === before.item
  if (after && !isThere && at === rows.length) return rows.concat(after)
  const now = [...rows]
  if (isThere && after) now[at] = after
  else if (after) now.splice(at, 0, after)
  else if (isThere) now.splice(at, 1)
  return now
}

/** What rows come to before they are added up, kept for the rows: of thousands, what is tried exchanges one at a time. */
interface Proof {
  alone: { confirmed: number; plain: number }
  /** In the order in which they come up. */
  initiatives: ReadonlyMap<string, Sums>
  /** In place of those, or beside them. */
  changed: ReadonlyMap<string, Sums>
}

/** What an initiative's records come to: the confirmed ones, and what the others add beyond them. */
interface Sums {
  rows: readonly Row[]
  held: number
  beyond: number
}

const proofs = new WeakMap<readonly Row[], Proof>()

function proofOf(rows: readonly Row[]): Proof {
  const known = proofs.get(rows)
  if (known) return known
  const initiatives = new Map<string, Row[]>()
  let alone = { confirmed: 0, plain: 0 }
  for (const row of rows) {
    if (row.initiative === undefined) alone = withAlone(alone, row)
    else {
      const same = initiatives.get(row.initiative)
      if (same) same.push(row)
      else initiatives.set(row.initiative, [row])
    }
  }
  const proof = {
    alone,
    initiatives: new Map([...initiatives].map(([initiative, same]) => [initiative, sumsOf(same)])),
    changed: new Map(),
  }
  proofs.set(rows, proof)
  return proof
}

function withAlone({ confirmed, plain }: Proof['alone'], row: Row): Proof['alone'] {
  const units = saturate(row.u, model.units.perInitiative)
  return row.confirmed ? { confirmed: confirmed + units, plain } : { confirmed, plain: plain + units }
}

function sumsOf(rows: readonly Row[]): Sums {
  const { perInitiative } = model.units
  let confirmed = 0
  let other = 0
  for (const row of rows) {
    if (row.confirmed) confirmed += row.u
    else other += row.u
  }
  const held = saturate(confirmed, perInitiative)
  return { rows, held, beyond: other > 0 ? saturate(confirmed + other, perInitiative) - held : 0 }
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
