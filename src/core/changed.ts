/** What two lists of records differ by, the objects themselves being compared: one that was changed is in both. */
export interface Difference<T> {
  /** Only in the earlier one. */
  gone: readonly T[]
  /** Only in the later one. */
  come: readonly T[]
}

/** What the later list holds that the earlier one does not, and the other way round. Quick where both begin and end alike. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]): Difference<T> {
  if (before === after) return { gone: [], come: [] }
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let [wasTo, isTo] = [before.length, after.length]
  while (wasTo > from && isTo > from && before[wasTo - 1] === after[isTo - 1]) {
    wasTo--
    isTo--
  }
  const was = before.slice(from, wasTo)
  const is = after.slice(from, isTo)
  if (was.length === 0 || is.length === 0) return { gone: was, come: is }
  const [held, holds] = [new Set(was), new Set(is)]
  return { gone: was.filter((one) => !holds.has(one)), come: is.filter((one) => !held.has(one)) }
}

/** A list in the order of ids without those named, and with those that come in their places. */
export const exchanged = <T extends { id: string }>(
  list: readonly T[],
  gone: Iterable<string>,
  come: readonly T[],
): readonly T[] => exchangedBy(({ id }) => id, list, gone, come)

/** The same for a list in the order of something else that each says of itself, no two of them the same. */
export function exchangedBy<T>(
  idOf: (one: T) => string,
  list: readonly T[],
  gone: Iterable<string>,
  come: readonly T[],
): readonly T[] {
  const kept = without(idOf, list, gone)
  if (come.length === 0) return kept
  const fresh = [...come].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const last = kept.at(-1)
  if (last === undefined || idOf(fresh[0]!) > idOf(last)) return kept.concat(fresh)
  if (fresh.length <= oneByOne) {
    const all = [...kept]
    for (const one of fresh) all.splice(placeOf(idOf, all, idOf(one)), 0, one)
    return all
  }
  const all: T[] = []
  let from = 0
  for (const one of fresh) {
    const at = placeOf(idOf, kept, idOf(one), from)
    for (; from < at; from++) all.push(kept[from]!)
    all.push(one)
  }
  for (; from < kept.length; from++) all.push(kept[from]!)
  return all
}

// To make room for one moves all that follow; for more than these the list is sooner put together anew.
const oneByOne = 16

/** The same for lists by key: exchanges on each what is gone and what comes, and lets those go that nothing is left on. */
export function exchangedOnEach<T>(
  idOf: (one: T) => string,
  keysOf: (one: T) => readonly string[],
  lists: Map<string, readonly T[]>,
  { gone, come }: Difference<T>,
): void {
  const [left, placed] = [byKey(gone, keysOf), byKey(come, keysOf)]
  for (const key of new Set([...left.keys(), ...placed.keys()])) {
    const now = exchangedBy(idOf, lists.get(key) ?? [], left.get(key)?.map(idOf) ?? [], placed.get(key) ?? [])
    if (now.length > 0) lists.set(key, now)
    else lists.delete(key)
  }
}

function byKey<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of all)
    for (const key of keysOf(one)) {
      const known = found.get(key)
      if (known) known.push(one)
      else found.set(key, [one])
    }
  return found
}

function without<T>(idOf: (one: T) => string, list: readonly T[], ids: Iterable<string>): readonly T[] {
  const places = new Set<number>()
  for (const id of ids) {
    const at = placeOf(idOf, list, id)
    if (at < list.length && idOf(list[at]!) === id) places.add(at)
  }
  if (places.size === 0) return list
  if (places.size > few) return list.filter((_, at) => !places.has(at))
  const parts: (readonly T[])[] = []
  let from = 0
  for (const at of [...places].sort((a, b) => a - b)) {
    if (at > from) parts.push(list.slice(from, at))
    from = at + 1
  }
  return ([] as T[]).concat(...parts, list.slice(from))
}

// So many are sooner cut out one by one than all others looked at.
const few = 400

/** The one of this id in a list in the order of ids. */
export function withId<T extends { id: string }>(list: readonly T[], id: string): T | undefined {
  const one = list[placeOf((one) => one.id, list, id)]
  return one?.id === id ? one : undefined
}

/** Where this id stands in a list in that order, or where it would; it stands nowhere before `from`. */
export function placeOf<T>(idOf: (one: T) => string, list: readonly T[], id: string, from = 0): number {
  let to = list.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (idOf(list[middle]!) < id) from = middle + 1
    else to = middle
  }
  return from
}
