import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../core/problem.ts'
import { firstBroken } from './activity.ts'
import { type Archive, parseArchive, readArchive } from './archive.ts'
import { type Copy, copyBy, unfinishedName } from './backup.ts'
import { type Handle, openDatabase, transaction } from './database.ts'
import { migrate, migrations } from './migrate.ts'
import { ownerIn } from './person.ts'
import { Unreadable } from './rows.ts'
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
    const { archive } = await archiveIn(tx, personId, now, copy)
    return { copy, archive, passed: [] }
  }
  const passed: Copy[] = []
  let readable: Found | undefined
  for (const copy of copies) {
    try {
      const { archive, broken } = await archiveIn(tx, personId, now, copy)
      if (!broken) return { copy, archive, passed }
      readable ??= { copy, archive, passed: [...passed] }
    } catch (error) {
      // A copy that is not whole is passed over; one that cannot be looked at now, as on a full disk, is not.
      if (!(error instanceof Problem) || error.code === 'unavailable') throw error
    }
    passed.push(copy)
  }
  // None is whole: the newest that can be read is still better than nothing, and it is said what is wrong with it.
  if (readable) return readable
  throw new Problem(
    'missing',
    copies.length === 0
      ? 'No copy is kept yet, so there is nothing to go back to.'
      : `None of the ${copies.length} kept copies can be used. Nothing was changed.`,
    'copy',
  )
}

interface Held {
  archive: Archive
  /** Where the log of the copied file does not follow from itself, in words. An archive is checked by its checksum. */
  broken: string | null
}

async function archiveIn(tx: Handle, personId: string, now: string, copy: Copy): Promise<Held> {
  try {
    if (copy.path.endsWith('.json'))
      return {
        archive: parseArchive(
          readFileSync(copy.path, 'utf8'),
          migrations.map(({ name }) => name),
        ),
        broken: null,
      }
    return await archiveInFile(copy.path, personId, await isOwner(tx, personId), now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(
      error instanceof Unreadable ? 'invalid' : error.code,
      `The copy ${copy.number || copy.path} cannot be used. ${error.message} “cairn archive copies” lists the others.`,
      'copy',
    )
  }
}

/** The rows of one person out of a copied file, which may be of an older format: a copy of it is brought up to date, not itself. */
async function archiveInFile(path: string, personId: string, isOwner: boolean, now: string): Promise<Held> {
  const fault = faultIn(path)
  if (fault) throw new Problem('invalid', `${fault[0]!.toUpperCase()}${fault.slice(1)}. Nothing was changed.`)
  const opened = unfinishedName(join(dirname(path), 'opened'))
  try {
    copyFileSync(path, opened)
    const db = openDatabase(opened)
    try {
      await migrate(db, async () => undefined)
      return await transaction(db, 'read', null, async (tx) => {
        const person = await sameIn(tx, personId, isOwner)
        if (!person) throw new Problem('missing', 'It holds nothing of this person. Nothing was changed.')
        return { archive: await readArchive(tx, person, now), broken: await firstBroken(tx, person) }
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
