import type { Handle } from './database.ts'

/** Something of each database's own, made when it is first asked for: by the database itself or by any transaction on it. */
export function perDatabase<T>(make: () => T): (handle: Pick<Handle, 'getExecutor'>) => T {
  // A database and its transactions share one adapter.
  const made = new WeakMap<object, T>()
  return (handle) => {
    const { adapter } = handle.getExecutor()
    const known = made.get(adapter)
    if (known !== undefined) return known
    const fresh = make()
    made.set(adapter, fresh)
    return fresh
  }
}
