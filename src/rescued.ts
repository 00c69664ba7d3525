import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { homeOf, open } from './app.ts'
import { wrapped } from './core/printed.ts'
import type { Restored } from './features/data/copies.ts'
import { listCopies } from './platform/backup.ts'
import type { Config } from './platform/config.ts'
import { transaction } from './platform/database.ts'
import { damage } from './platform/migrate.ts'
import { call } from './platform/operation.ts'
import { faultAtStart, putBack } from './platform/rescue.ts'
import { DamagedFile } from './platform/sqlite.ts'
import { operations } from './surfaces/operations.ts'

/**
 * The two commands that work where the file cannot be opened: “archive copies” and “archive restore”. Answers what they say, or null
 * where another command is meant, or where the file is whole and they go through Cairn like any other.
 */
export async function rescued(config: Config, [noun, verb, ...rest]: string[]): Promise<string | null> {
  if (noun !== 'archive' || (verb !== 'copies' && verb !== 'restore') || !existsSync(config.home)) return null
  const home = homeOf(config)
  const { values, positionals } = parseArgs({
    args: rest,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' }, copy: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  if (values.help || home.file === null) return null
  const isShut = faultAtStart(home) !== null
  if (verb === 'copies')
    return !isShut ? null : told('archive.copies', { copies: listCopies(home, ''), trouble: null }, values.json)
  if (!isShut && !(await isDamagedWithin(config))) return null
  const named = typeof values.copy === 'string' ? values.copy : positionals[0]
  const { copy, aside, passed } = putBack({ ...home, file: home.file }, new Date().toISOString(), named)
  const answer: Restored = { copy, kept: aside, passed, ...(await lookedAt(config)) }
  return told('archive.restore', answer, values.json)
}

/** Damage that a start does not find, since looking for it takes longer; but no copy may be read into such a file. */
async function isDamagedWithin(config: Config): Promise<boolean> {
  if (!existsSync(config.database)) return false
  try {
    const { cairn, ownerId, close } = await open(config)
    try {
      return (await transaction(cairn.db, 'read', ownerId, damage)) !== null
    } finally {
      await close()
    }
  } catch (error) {
    if (error instanceof DamagedFile) return true
    throw error
  }
}

/** What the copy holds now that it is in its place: opened as at any start, so that its format is brought up to date. */
async function lookedAt(config: Config): Promise<Pick<Restored, 'broken' | 'counts' | 'checksum'>> {
  const { cairn, ownerId, close } = await open(config)
  try {
    const { answer } = await call<Restored>(cairn, { personId: ownerId, via: 'cli' }, 'archive.verify', {})
    return { broken: answer.broken, counts: answer.counts, checksum: answer.checksum }
  } finally {
    await close()
  }
}

function told(name: string, answer: unknown, json: unknown): string {
  const { prints, says } = operations.find((operation) => operation.name === name)!
  if (json) return JSON.stringify(answer, null, 2)
  return prints ? prints(answer, []) : wrapped(says!(answer))
}
