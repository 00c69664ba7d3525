import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import { lastEntry } from './activity.ts'
import { forgetEvidence } from './all-evidence.ts'
import { attachedOf, entriesOf, rowsOf } from './all-rows.ts'
import { canonical } from './change-words.ts'
import type { Handle } from './database.ts'
import { forgetDerived } from './derived.ts'
import { forgetPages } from './drawn.ts'
import { forgetGoneOn } from './going-on.ts'
import { forgetLatest } from './latest-evidence.ts'
import { asColumns } from './records.ts'
import { forgetAnswers } from './requests.ts'
import { type RecordTable, recordTables } from './schema.ts'
import { forgetWords, indexAnew } from './search-index.ts'
import { unsettle } from './settled.ts'
import { forgetUntouched } from './untouched.ts'

export const archiveFormat = 'cairn.archive/1'

/** Everything a person has, as data: rows without their owner, the activity log, and the bytes of attachments in base64. */
export interface Archive {
  format: typeof archiveFormat
  /** Names of the migrations the rows were written under. */
  migrations: string[]
  exportedAt: string
  records: Record<RecordTable, Row[]>
  activity: Row[]
  bytes: { sha256: string; base64: string }[]
  /** SHA-256 over the records, the log and the bytes; says whether the file arrived whole. */
  checksum: string
}

type Row = Record<string, unknown>

const row = z.record(z.string(), z.unknown())
const change = z.looseObject({
  table: z.enum(recordTables),
  id: z.string(),
  before: row.nullable(),
  after: row.nullable(),
})
const shape = z.looseObject({
  format: z.literal(archiveFormat),
  migrations: z.array(z.string()),
  records: z.partialRecord(z.enum(recordTables), z.array(row)),
  activity: z.array(z.looseObject({ changes: z.array(change) })),
  bytes: z.array(z.object({ sha256: z.string(), base64: z.string() })),
  checksum: z.string(),
})

export async function readArchive(tx: Handle, personId: string, now: string): Promise<Archive> {
  const records = {} as Record<RecordTable, Row[]>
  for (const table of recordTables) records[table] = await all(rowsOf(tx, personId, table), personId)
  const activity = await all(entriesOf(tx, personId), personId)
  const bytes: Archive['bytes'] = []
  for await (const attached of attachedOf(tx, personId)) bytes.push(asText(attached))
  const whole = { format: archiveFormat, migrations: await migrationsOf(tx), records, activity, bytes } as const
  return { ...whole, exportedAt: now, checksum: checksumOf(whole) }
}

async function all(parts: AsyncIterable<object[]>, personId: string): Promise<Row[]> {
  const found: Row[] = []
  for await (const rows of parts) for (const row of rows) found.push(withoutOwner(row, personId))
  return found
}

const migrationsOf = async (tx: Handle): Promise<string[]> =>
  (await tx.selectFrom('migrations').select('name').orderBy('name').execute()).map(({ name }) => name)

const asText = ({ sha256, bytes }: { sha256: string; bytes: Uint8Array }) => ({
  sha256,
  base64: Buffer.from(bytes).toString('base64'),
})

/** What an archive holds, in numbers. */
export interface Summary {
  counts: Record<RecordTable, number>
  /** Entries of the log. */
  entries: number
  checksum: string
}

/**
 * The text of the same archive, piece by piece: only a piece of it is ever in memory. `there` names the tables, in snake case, if some may
 * be missing: before they are brought up to date. In front stands the last change, so that whoever looks for it reads no further.
 */
export async function* archiveText(
  tx: Handle,
  personId: string,
  now: string,
  there?: ReadonlySet<string>,
): AsyncGenerator<string, Summary> {
  const lastChange = (await lastEntry(tx, personId))?.hash ?? ''
  const hash = createHash('sha256')
  const counts = {} as Record<RecordTable, number>
  let entries = 0
  yield `{"lastChange":${JSON.stringify(lastChange)}`
  let isFirst = true
  for (const [name, pieces] of [
    ['format', [canonical(archiveFormat)]],
    ['migrations', [canonical(await migrationsOf(tx))]],
    ['records', records()],
    ['activity', activity()],
    ['bytes', bytes()],
  ] as const) {
    hash.update(isFirst ? '[' : ',')
    yield `,"${name}":`
    for await (const piece of pieces) {
      hash.update(piece)
      yield piece
    }
    isFirst = false
  }
  const checksum = hash.update(']').digest('hex')
  yield `,"exportedAt":${JSON.stringify(now)},"checksum":"${checksum}"}`
  return { counts, entries, checksum }

  // In the order of names, as the checksum takes them.
  async function* records() {
    for (const [nth, table] of recordTables.toSorted().entries()) {
      counts[table] = 0
      yield `${nth === 0 ? '{' : ','}"${table}":[`
      if (!there || there.has(snakeCase(table)))
        for await (const rows of rowsOf(tx, personId, table)) {
          if (rows.length > 0) yield listed(rows, counts[table] === 0)
          counts[table] += rows.length
        }
      yield ']'
    }
    yield '}'
  }

  async function* activity() {
    yield '['
    for await (const some of entriesOf(tx, personId)) {
      yield listed(some, entries === 0)
      entries += some.length
    }
    yield ']'
  }

  function listed(rows: readonly object[], areFirst: boolean): string {
    const text = rows.map((row) => canonical(withoutOwner(row, personId))).join()
    return areFirst ? text : `,${text}`
  }

  async function* bytes() {
    let isOnly = true
    yield '['
    for await (const attached of attachedOf(tx, personId)) {
      yield `${isOnly ? '' : ','}${canonical(asText(attached))}`
      isOnly = false
    }
    yield ']'
  }
}

/** What such an archive would hold, without a copy of it anywhere. */
export async function archiveSummary(tx: Handle, personId: string, now: string): Promise<Summary> {
  const pieces = archiveText(tx, personId, now)
  for (;;) {
    const { done, value } = await pieces.next()
    if (done) return value
  }
}

/** Reads an archive back to the same state. The person must have nothing yet; all of it arrives or none. */
export async function restoreArchive(tx: Handle, personId: string, archive: Archive): Promise<void> {
  unsettle(tx)
  for (const { sha256, base64 } of archive.bytes) {
    const bytes = Buffer.from(base64, 'base64')
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged('an attachment is not what it was')
    await tx.insertInto('attachmentBytes').values({ sha256, personId, bytes }).execute()
  }
  for (const table of recordTables) {
    for (const row of archive.records[table] ?? []) {
      const owned = withOwner(row, personId)
      await tx
        .insertInto(table)
        .values(asColumns(owned) as never)
        .execute()
    }
  }
  await indexAnew(tx, personId)
  for (const row of archive.activity)
    await tx
      .insertInto('activity')
      .values(asColumns(withOwner(row, personId)) as never)
      .execute()
}

/** The archive that a file holds, or a refusal that says why it is none. */
export function parseArchive(text: string, known: readonly string[]): Archive {
  let archive: Archive
  try {
    const data = JSON.parse(text)
    // The whole answer of “archive export --json” is taken as well as the archive in it.
    archive = data?.archive ?? data
  } catch {
    throw damaged('it is not whole')
  }
  if (!shape.safeParse(archive).success)
    throw new Problem(
      'invalid',
      'This is not a Cairn archive. Choose the file that “archive export” wrote. Nothing was changed.',
      'file',
    )
  const newer = archive.migrations.find((name) => !known.includes(name))
  if (newer)
    throw new Problem(
      'invalid',
      `This archive was written by a newer Cairn (it knows “${newer}”). Update Cairn first; nothing was changed.`,
      'file',
    )
  if (checksumOf(archive) !== archive.checksum) throw damaged('its checksum does not fit its content')
  return archive
}

const damaged = (why: string) =>
  new Problem('invalid', `This archive is damaged: ${why}. Nothing was changed. Try another copy.`, 'file')

const checksumOf = ({ format, migrations, records, activity, bytes }: Omit<Archive, 'exportedAt' | 'checksum'>) =>
  createHash('sha256')
    .update(canonical([format, migrations, records, activity, bytes]))
    .digest('hex')

/** The first attachment whose bytes are missing or are not what was attached, in words, or null. */
export async function lostBytes(tx: Handle, personId: string): Promise<string | null> {
  const attached = await tx
    .selectFrom('attachments')
    .select(['name', 'sha256'])
    .where('personId', '=', personId)
    .execute()
  for (const { name, sha256 } of attached) {
    const kept = await tx
      .selectFrom('attachmentBytes')
      .select('bytes')
      .where('personId', '=', personId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    if (!kept || createHash('sha256').update(kept.bytes).digest('hex') !== sha256)
      return `The attached file “${name}” is not what it was.`
  }
  return null
}

/** True if the person has written nothing yet. */
export const isBlank = async (tx: Handle, personId: string): Promise<boolean> =>
  !(await tx.selectFrom('activity').select('id').where('personId', '=', personId).limit(1).executeTakeFirst())

/** Takes away everything a person has, and leaves the person. */
export async function erase(tx: Handle, personId: string): Promise<void> {
  unsettle(tx)
  await forgetWords(tx, personId)
  for (const table of [...recordTables].reverse()) await tx.deleteFrom(table).where('personId', '=', personId).execute()
  await tx.deleteFrom('attachmentBytes').where('personId', '=', personId).execute()
  await tx.deleteFrom('activity').where('personId', '=', personId).execute()
  await forgetDerived(tx, personId)
  forgetEvidence(tx, personId)
  forgetLatest(tx, personId)
  forgetGoneOn(tx, personId)
  forgetPages(tx, personId)
  forgetUntouched(tx, personId)
  await forgetAnswers(tx, personId)
  // What the folders hold is read anew: the lines it had brought are gone.
  await tx.deleteFrom('watchedFiles').where('personId', '=', personId).execute()
}

/** Counts of what an archive or a file holds, for people. */
export const countsOf = (records: Record<RecordTable, unknown[]>): Record<RecordTable, number> =>
  Object.fromEntries(recordTables.map((table) => [table, records[table]?.length ?? 0])) as Record<RecordTable, number>

// Rows that belong to the person one to one (profile, settings) carry the person's id as their own: it is the next owner's on arrival.
const self = '(self)'

function withoutOwner(row: object, personId: string): Row {
  const { personId: _, ...rest } = row as Row
  if (rest.id === personId) rest.id = self
  if (Array.isArray(rest.changes)) rest.changes = rest.changes.map((change) => replaceOwner(change, personId, self))
  return rest
}

function withOwner(row: Row, personId: string): Row & { id: string; personId: string } {
  const owned = { ...row, personId, id: row.id === self ? personId : String(row.id) }
  return Array.isArray(row.changes)
    ? { ...owned, changes: row.changes.map((change) => replaceOwner(change, self, personId)) }
    : owned
}

// The hash of an entry leaves the owner out, so a chain stays whole when a career moves to another file.
function replaceOwner(change: Row, from: string, to: string): Row {
  const moved = (row: unknown) =>
    row ? { ...(row as Row), personId: to, id: (row as Row).id === from ? to : (row as Row).id } : null
  return {
    ...change,
    id: change.id === from ? to : change.id,
    before: moved(change.before),
    after: moved(change.after),
  }
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
