import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '../../src/app.ts'
import { call } from '../../src/platform/operation.ts'

/** A folder for one part of the soak, gone afterwards. */
export async function inFolder<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-soak-'))
  try {
    return await work(home)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

export const configOf = (home: string) => ({ host: '127.0.0.1', port: 4180, home, database: join(home, 'cairn.db') })

/** A file with a career in it, so that what is done to it takes long enough to be interrupted. */
export async function withCareer<T>(records: number, work: (home: string) => Promise<T>): Promise<T> {
  return inFolder(async (home) => {
    await fill(home, records)
    return work(home)
  })
}

export async function fill(home: string, records: number): Promise<void> {
  const { cairn, ownerId, close } = await open(configOf(home))
  const act = (name: string, input: object) => call(cairn, { personId: ownerId, via: 'cli' }, name, input)
  await act('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  for (let n = 0; n < records; n++) await act('evidence.capture', { text: `Before: cut cost ${n} by ${(n % 9) + 1}%.` })
  await close()
}

/** The same folder again, to be spoiled. */
export const copied = (home: string, to: string): void => cpSync(home, to, { recursive: true })
