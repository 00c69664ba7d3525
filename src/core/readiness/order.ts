/**
 * Records in the order of their ids, as comparing the ids would give it. Thousands of new texts take long to compare two by two, so
 * their beginnings are compared as numbers, and the texts only where those are equal.
 */
export function inOrderOfIds<T extends { id: string }>(items: readonly T[]): T[] {
  if (items.length > MOST) return [...items].sort(byId)
  const from = sharedBeginning(items)
  const keys = new Float64Array(items.length)
  for (let at = 0; at < items.length; at++) keys[at] = beginning(items[at]!.id, from) * MOST + at
  keys.sort()
  const sorted: T[] = []
  for (const key of keys) sorted.push(items[key % MOST]!)
  for (let start = 0; start < sorted.length; ) {
    const same = Math.floor(keys[start]! / MOST)
    let end = start + 1
    while (end < sorted.length && Math.floor(keys[end]! / MOST) === same) end++
    if (end - start > 1) sorted.splice(start, end - start, ...sorted.slice(start, end).sort(byId))
    start = end
  }
  return sorted
}

// A number holds 52 bits exactly: five signs of seven, and a place among so many.
const MOST = 2 ** 17
const SIGNS = 5

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

/** How many signs all ids begin with alike. */
function sharedBeginning(items: readonly { id: string }[]): number {
  const [first] = items
  let length = first?.id.length ?? 0
  for (const { id } of items) {
    let same = 0
    while (same < length && id.charCodeAt(same) === first!.id.charCodeAt(same)) same++
    length = same
  }
  return length
}

function beginning(id: string, from: number): number {
  let number = 0
  let isEqual = false
  for (let at = from; at < from + SIGNS; at++) {
    const sign = isEqual || at >= id.length ? 0 : Math.min(127, id.charCodeAt(at) + 1)
    // All signs beyond seven bits are one here; from there on the texts decide.
    if (sign === 127) isEqual = true
    number = number * 128 + sign
  }
  return number
}
