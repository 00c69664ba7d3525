import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Does `work` unless it is being done already, here or by another program; `name` says what, and lies as an empty file in the folder. The
 * lock is SQLite's own: it goes with whoever holds it, however that ends. Where there are no locks, all is done as if alone.
 */
export async function alone(folder: string, name: string, work: () => Promise<void>): Promise<void> {
  const lock = lockOn(folder, name)
  if (lock === 'taken') return
  try {
    await work()
  } finally {
    lock?.close()
  }
}

function lockOn(folder: string, name: string): DatabaseSync | 'taken' | null {
  let lock: DatabaseSync | null = null
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lock = new DatabaseSync(join(folder, name), { timeout: 0 })
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    return (error as { errcode?: number }).errcode === busy ? 'taken' : null
  }
}

const busy = 5
