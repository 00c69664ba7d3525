import type { Selectable } from 'kysely'
import { z } from 'zod'
import { count } from '../../core/number-words.ts'
import { listed } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { firstBroken, portionsOf } from '../../platform/activity.ts'
import {
  type Archive,
  archiveSummary,
  countsOf,
  erase,
  isBlank,
  lostBytes,
  parseArchive,
  readArchive,
} from '../../platform/archive.ts'
import { keepCopy } from '../../platform/backup.ts'
import { id, noSuchPlace, page } from '../../platform/fields.ts'
import { damage, migrations } from '../../platform/migrate.ts'
import { type Document, operation } from '../../platform/operation.ts'
import { Unreadable } from '../../platform/rows.ts'
import type { ActivityRow } from '../../platform/schema.ts'
import { isSealed, seal, shortestPassphrase, unseal } from '../../platform/sealed.ts'
import { readBack, refuseOpening, settingsAreClosed } from './arriving.ts'
import { refuseClosedArchive } from './closed.ts'
import { markdownFolder } from './markdown.ts'
import { momentWords, sentenceFor, waysIn } from './words.ts'

export const exportArchive = operation({
  name: 'archive.export',
  summary:
    'Write everything you have into one archive: data that reads back to the same state, and the same in Markdown to read.',
  scope: 'read',
  secrets: ['passphrase', 'passphraseAgain'],
  input: z.strictObject({
    passphrase: z
      .string()
      .min(
        shortestPassphrase,
        `A passphrase has at least ${shortestPassphrase} signs; four or five words are easy to keep`,
      )
      .max(1000)
      .optional()
      .describe('Seals the archive: an age file that only opens with this. Nobody can open it without, Cairn neither.'),
    passphraseAgain: z.string().max(1000).optional().describe('The same once more, where it is typed unseen.'),
    sealed: z.boolean().default(false).describe('Only sealed: without a passphrase nothing is exported.'),
  }),
  async run(context, { passphrase, passphraseAgain, sealed }): Promise<Exported> {
    const { tx, personId, now } = context
    if (sealed && passphrase === undefined)
      throw new Problem('invalid', 'Give a passphrase to seal the archive with. Nothing was exported.', 'passphrase')
    if (passphraseAgain !== undefined && passphraseAgain !== passphrase)
      throw new Problem('invalid', 'The two passphrases are not the same. Nothing was exported.', 'passphraseAgain')
    const archive = await readArchive(tx, personId, now)
    await refuseClosedArchive(context, archive)
    const name = `cairn-${now.slice(0, 10)}.json`
    const text = JSON.stringify(archive, null, 1)
    const said = { counts: countsOf(archive.records), checksum: archive.checksum }
    if (passphrase === undefined)
      return {
        ...said,
        archive,
        file: { name, type: 'application/json', text },
        files: markdownFolder(archive, context.home.content),
      }
    const base64 = Buffer.from(await seal(text, passphrase)).toString('base64')
    return { ...said, file: { name: `${name}.age`, type: 'application/octet-stream', base64 } }
  },
  says: ({ counts }) => `Exported ${count(counts.evidence ?? 0, 'record')}. Checksum and log are inside.`,
})

interface Exported {
  counts: Record<string, number>
  checksum: string
  /** Not where it is sealed: then only the file has it. */
  archive?: Archive
  file: Document
  files?: Document[]
}

export const importArchive = operation({
  name: 'archive.import',
  summary:
    'Read an archive back to the same state. A file that already holds records is replaced only if you say so, and a copy is kept first.',
  scope: 'write',
  verbatim: true,
  input: z.strictObject({
    archive: z.record(z.string(), z.unknown()).optional().describe('The archive as data.'),
    file: z
      .strictObject({ name: z.string().max(255), base64: z.base64().max(400_000_000) })
      .optional()
      .describe('Or the file that holds it.'),
    passphrase: z.string().max(1000).optional().describe('What the file was sealed with, if it was.'),
    replace: z.boolean().default(false).describe('Replace what is there now. A copy of the file is kept first.'),
  }),
  secrets: ['passphrase'],
  async prepare(input) {
    const bytes = input.file && Buffer.from(input.file.base64, 'base64')
    if (!bytes || !isSealed(bytes)) return input
    if (!input.passphrase)
      throw new Problem('invalid', 'This archive is sealed. Give its passphrase. Nothing was changed.', 'passphrase')
    const opened = await unseal(bytes, input.passphrase)
    return { ...input, file: { name: input.file!.name, base64: Buffer.from(opened).toString('base64') } }
  },
  async run({ tx, personId, home, now, via }, { archive: data, file, replace }) {
    if (!data && !file) throw new Problem('invalid', 'Choose the archive to read. Nothing was changed.', 'file')
    const archive = parseArchive(
      data ? JSON.stringify(data) : Buffer.from(file!.base64, 'base64').toString('utf8'),
      migrations.map(({ name }) => name),
    )
    if (via === 'mcp') await refuseOpening(tx, personId, archive)
    let kept: string | null = null
    if (!(await isBlank(tx, personId))) {
      if (!replace)
        throw new Problem(
          'conflict',
          'There are records here already. Choose to replace them to put the archive in their place; a copy of them is kept first. Nothing was changed.',
          'replace',
        )
      kept = await keepCopy(tx, personId, home, now, 'before-import')
      await erase(tx, personId)
    }
    await readBack(tx, personId, archive)
    const broken = (await firstBroken(tx, personId)) ?? (await lostBytes(tx, personId))
    if (broken)
      throw new Problem('invalid', `This archive does not follow from itself: ${broken} Nothing was changed.`, 'file')
    return { counts: countsOf(archive.records), checksum: archive.checksum, kept }
  },
  says: ({ counts, kept }) =>
    `Read back ${count(counts.evidence, 'record')}.${kept ? ` A copy of what was here lies in ${kept}.` : ''}`,
})

export const verifyArchive = operation({
  name: 'archive.verify',
  summary:
    'Check that your file is whole: every entry of the activity log follows from the one before, every record is as its last entry left it.',
  scope: 'read',
  input: z.strictObject({}),
  async run({ tx, personId, now }): Promise<Verified> {
    try {
      const broken = (await damaged(tx)) ?? (await firstBroken(tx, personId)) ?? (await lostBytes(tx, personId))
      return { ok: broken === null, broken, ...(await archiveSummary(tx, personId, now)) }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      const broken = `What stands in “${error.column}” of a record is damaged and cannot be read.`
      return { ok: false, broken, counts: {}, entries: 0, checksum: null }
    }
  },
  says: ({ ok, broken, entries }) =>
    ok ? `Your file is whole: ${entries} entries follow from one another.` : `Your file is not whole. ${broken}`,
})

interface Verified {
  ok: boolean
  /** The first fault, in words. */
  broken: string | null
  counts: Record<string, number>
  entries: number
  /** Of everything as an archive; null where it cannot be read. */
  checksum: string | null
}

const damaged = async (tx: Parameters<typeof damage>[0]) => {
  const fault = await damage(tx)
  return fault ? `The file itself is damaged: ${fault}.` : null
}

export const listActivity = operation({
  name: 'activity.list',
  summary: 'List what changed, newest first, with what each change touched.',
  scope: 'read',
  input: z.strictObject({
    since: z.string().max(40).optional().describe('Only changes from this day or instant on.'),
    ...page,
  }),
  async run({ tx, personId }, { since, limit, cursor }) {
    let query = tx.selectFrom('activity').selectAll().where('personId', '=', personId)
    if (since) query = query.where('at', '>=', since)
    if (cursor) {
      if (!/^\d{1,9}$/.test(cursor)) throw noSuchPlace()
      query = query.where('seq', '<', Number(cursor))
    }
    const rows = await query
      .orderBy('seq', 'desc')
      .limit(limit + 1)
      .execute()
    const items = rows.slice(0, limit)
    const undone = await undoneAmong(tx, personId, items)
    return {
      items: items.map((row) => ({
        id: row.id,
        at: row.at,
        via: row.via,
        operation: row.operation,
        undoes: row.undoes,
        undone: undone.has(row.id),
        records: row.changes.map(({ table, id, before, after }) => ({
          table,
          id,
          change: !before ? 'added' : !after ? 'removed' : 'changed',
        })),
      })),
      next: rows.length > limit ? String(items.at(-1)!.seq) : null,
    }
  },
  prints: ({ items, next }) =>
    listed(
      items.map((entry) =>
        [
          `${sentenceFor(entry)}${entry.undone ? ' (undone)' : ''}`,
          `  ${momentWords(entry.at)}, ${waysIn[entry.via]}`,
          `  ${entry.id}`,
        ].join('\n'),
      ),
      'Nothing was written yet.',
      next,
    ),
})

export const undoActivity = operation({
  name: 'activity.undo',
  summary:
    'Take a change back; the last one if none is named. What was done in portions is taken back with all of them. Undo can itself be undone.',
  scope: 'write',
  input: z.strictObject({
    id: id.optional().describe('The change, by its id in “activity list”.'),
    portion: z.boolean().default(false).describe('Only this portion of what was done in several.'),
  }),
  prepare: async ({ id, portion }, { read, act, pass }) => {
    const ids = await read(async ({ tx, personId }) => {
      const entry = await standing(tx, personId, id)
      return portion ? [entry.id] : standingAmong(tx, personId, await portionsOf(tx, personId, entry))
    })
    for (const [at, id] of ids.slice(0, -1).entries()) {
      await telling(at, ids.length, () => act('activity.undo', { id, portion: true }))
      await pass(at + 1, ids.length)
    }
    // One that stands alone is looked up again by what was asked for: the last one may be another by then.
    return { id: ids.length > 1 ? ids.at(-1) : id, portions: ids.length }
  },
  run: ({ tx, personId, records, via }, { id, portions }) =>
    telling(portions - 1, portions, async () => {
      const entry = await standing(tx, personId, id)
      if (via === 'mcp' && entry.changes.some(({ table }) => table === 'settings')) throw settingsAreClosed()
      await records.restoreAll(entry.changes)
      records.undoes = entry.id
      return {
        undone: entry.id,
        operation: entry.operation,
        portions,
        records: entry.changes.map(({ table, id }) => ({ table, id })),
      }
    }),
  says: ({ portions }) => (portions > 1 ? `Undone, all ${portions} portions of it.` : 'Undone.'),
})

/** A refusal says how much was taken back before it. */
async function telling<T>(done: number, of: number, does: () => Promise<T>): Promise<T> {
  try {
    return await does()
  } catch (error) {
    if (!(error instanceof Problem) || done === 0) throw error
    const { code, message, field } = error
    throw new Problem(code, `The latest ${done} of ${of} portions are taken back. The one before: ${message}`, field)
  }
}

/** The change of this id, or the newest, if it still stands. */
async function standing(tx: Tx, personId: string, id: string | undefined): Promise<Selectable<ActivityRow>> {
  const entry = id ? await entryOf(tx, personId, id) : await lastStanding(tx, personId)
  if (!entry)
    throw new Problem('missing', id ? 'There is no such change among yours.' : 'There is nothing to undo.', 'id')
  if ((await undoneAmong(tx, personId, [entry])).has(entry.id))
    throw new Problem('conflict', 'This change was already undone. Nothing was changed.', 'id')
  return entry
}

async function standingAmong(tx: Tx, personId: string, ids: readonly string[]): Promise<string[]> {
  const undone = await undoneAmong(
    tx,
    personId,
    ids.map((id) => ({ id })),
  )
  return ids.filter((id) => !undone.has(id))
}

type Tx = Parameters<typeof readArchive>[0]

const entryOf = (tx: Tx, personId: string, id: string) =>
  tx.selectFrom('activity').selectAll().where('personId', '=', personId).where('id', '=', id).executeTakeFirst()

/** The newest change that still stands: neither an undo nor undone. */
async function lastStanding(tx: Tx, personId: string) {
  // An undo that was itself undone no longer takes anything back.
  const taken = new Set<string>()
  for (let before: number | null = null; ; ) {
    const entries = tx.selectFrom('activity').select(['id', 'undoes', 'seq']).where('personId', '=', personId)
    const older: typeof entries = before === null ? entries : entries.where('seq', '<', before)
    const newestFirst = await older.orderBy('seq', 'desc').limit(50).execute()
    for (const { id, undoes, seq } of newestFirst) {
      before = seq
      if (taken.has(id)) continue
      if (!undoes) return entryOf(tx, personId, id)
      taken.add(undoes)
    }
    if (newestFirst.length < 50) return undefined
  }
}

async function undoneAmong(tx: Tx, personId: string, rows: Pick<ActivityRow, 'id'>[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const undoing = await tx
    .selectFrom('activity')
    .select(['id', 'undoes'])
    .where('personId', '=', personId)
    .where(
      'undoes',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  if (undoing.length === 0) return new Set()
  // An undo that was itself undone no longer holds.
  const reversed = await undoneAmong(tx, personId, undoing)
  return new Set(undoing.filter(({ id }) => !reversed.has(id)).map(({ undoes }) => undoes!))
}
