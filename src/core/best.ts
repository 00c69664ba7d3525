/**
 * The first `most` values that fit in the order of `compare`, without sorting the rest; of equal ones those that come first. Only those
 * that would be among them are asked whether they fit.
 */
export function best<T>(
  values: Iterable<T>,
  most: number,
  compare: (a: T, b: T) => number,
  fits: (value: T) => boolean = () => true,
): T[] {
  const found: T[] = []
  for (const value of values) {
    const last = found.at(-1)
    if (found.length === most && (last === undefined || compare(last, value) <= 0)) continue
    if (!fits(value)) continue
    const place = found.findIndex((other) => compare(value, other) < 0)
    found.splice(place < 0 ? found.length : place, 0, value)
    if (found.length > most) found.pop()
  }
  return found
}

/** All values in the order of `compare`, which tells any two apart. Of thousands the first few will do, nearly always. */
export function* bestFirst<T>(all: readonly T[], compare: (a: T, b: T) => number): Generator<T> {
  let given = 0
  for (const many of [8, 64]) {
    if (given < all.length) yield* best(all, many, compare).slice(given)
    given = many
  }
  if (given < all.length) yield* [...all].sort(compare).slice(given)
}
