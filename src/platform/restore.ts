import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../core/problem.ts'
import { type Archive, parseArchive, readArchive } from './archive.ts'
import { type Copy, copyBy, unfinishedName } from './backup.ts'
import { type Handle, openDatabase, transaction } from './database.ts'
import { migrate, migrations } from './migrate.ts'
import { ownerIn } from './person.ts'
import { faultIn } from './sqlite.ts'

export interface Found {
  copy: Copy
  archive: Archive
  /** Newer copies that are no longer whole. */
  passed: Copy[]
}

/** What the person has in a kept copy, brought up to date: in the one that is named, or in the newest that is whole. */
export async function findInCopies(
  tx: Handle,
  personId: string,
  now: string,
  copies: readonly Copy[],
  named?: string,
): Promise<Found> {
  if (named !== undefined) {
    const copy = copyBy(copies, named)
    return { copy, archive: await archiveIn(tx, personId, now, copy), passed: [] }
  }
  const passed: Copy[] = []
  for (const copy of copies) {
    try {
      return { copy, archive: await archiveIn(tx, personId, now, copy), passed }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      passed.push(copy)
    }
  }
  throw new Problem(
    'missing',
    copies.length === 0
      ? 'No copy is kept yet, so there is nothing to go back to.'
      : `None of the ${copies.length} kept copies can be used. Nothing was changed.`,
    'copy',
  )
}

async function archiveIn(tx: Handle, personId: string, now: string, copy: Copy): Promise<Archive> {
  try {
    if (copy.path.endsWith('.json'))
      return parseArchive(
        readFileSync(copy.path, 'utf8'),
        migrations.map(({ name }) => name),
      )
    return await archiveInFile(copy.path, personId, await isOwner(tx, personId), now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(
      error.code,
      `The copy ${copy.number || copy.path} cannot be used. ${error.message} “cairn archive copies” lists the others.`,
      'copy',
    )
  }
}

/** The rows of one person out of a copied file, which may be of an older format: a copy of it is brought up to date, not itself. */
async function archiveInFile(path: string, personId: string, isOwner: boolean, now: string): Promise<Archive> {
  const fault = faultIn(path)
  if (fault) throw new Problem('unavailable', `The file ${path} is of no use: ${fault}. Nothing was changed.`)
  const opened = unfinishedName(join(dirname(path), 'opened'))
  try {
    copyFileSync(path, opened)
    const db = openDatabase(opened)
    try {
      await migrate(db, async () => undefined)
      return await transaction(db, 'read', null, async (tx) => {
        const person = await sameIn(tx, personId, isOwner)
        if (!person) throw new Problem('missing', 'It holds nothing of this person. Nothing was changed.')
        return readArchive(tx, person, now)
      })
    } finally {
      await db.destroy()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    throw new Problem('unavailable', 'The disk is full. Nothing was changed. Free some space and try again.')
  } finally {
    for (const part of ['', '-wal', '-shm']) rmSync(opened + part, { force: true })
  }
}

const isOwner = async (tx: Handle, personId: string): Promise<boolean> => (await ownerIn(tx)) === personId

/** The same person in a copy. The owner of a file that was begun anew has another id there, and is the owner all the same. */
async function sameIn(tx: Handle, personId: string, isOwner: boolean): Promise<string | null> {
  const same = await tx.selectFrom('persons').select('id').where('id', '=', personId).executeTakeFirst()
  return same?.id ?? (isOwner ? ownerIn(tx) : null)
}
