import { CompiledQuery, type Insertable, type Selectable, type Updateable } from 'kysely'
import { Problem } from '../core/problem.ts'
import { canonical, foretell } from './change-words.ts'
import type { Handle } from './database.ts'
import { isStoodOn } from './ladders.ts'
import { type Change, jsonColumns, type RecordTable, type Tables } from './schema.ts'
import { keepWords } from './search-index.ts'
import { send } from './server-connection.ts'
import { unsettle } from './settled.ts'

/**
 * The one way operations write. Every row written belongs to the actor, and its state before and after is kept for the activity log,
 * from which undo works. Reading another person's row is as if it did not exist.
 */
export class Records {
  readonly changes: Change[] = []
  /** The activity entry that these changes take back, if they do. */
  undoes: string | null = null

  constructor(
    private readonly tx: Handle,
    private readonly personId: string,
  ) {}

  async insert<T extends RecordTable>(
    table: T,
    row: Omit<Insertable<Tables[T]>, 'personId'>,
  ): Promise<Selectable<Tables[T]>> {
    const after = readable({ ...row, personId: this.personId } as unknown as Row)
    await this.#write(table, null, after)
    return after as Selectable<Tables[T]>
  }

  /** Many new rows of a kind that no search finds, made ready beforehand. */
  async insertReady<T extends RecordTable>(table: T, rows: readonly ReadyRow[]): Promise<void> {
    if (!isAlone(table)) throw new Error(`rows of ${table} are found by searches: insert them one at a time`)
    unsettle(this.tx, table)
    await insertTogether(this.tx, table, rows)
    for (const { change } of rows) this.changes.push(change)
  }

  /** Changes the named fields and leaves the rest. A change to what already stands there is no change. */
  async update<T extends RecordTable>(
    table: T,
    id: string,
    fields: Partial<Omit<Updateable<Tables[T]>, 'id' | 'personId'>>,
  ): Promise<Selectable<Tables[T]>> {
    const before = await this.find(table, id)
    if (!before) throw new Problem('missing', 'There is no such record among yours.', 'id')
    const after = readable({ ...before, ...withoutUndefined(fields) } as Row)
    if (JSON.stringify(after) !== JSON.stringify(before)) await this.#write(table, before as Row, after as Row)
    return after as Selectable<Tables[T]>
  }

  /** For what a person has once (profile, settings): begins it, or changes the named fields. Its id is the person's own. */
  async put<T extends RecordTable>(
    table: T,
    fields: Omit<Insertable<Tables[T]>, 'id' | 'personId'>,
  ): Promise<Selectable<Tables[T]>> {
    const id = this.personId
    if (await this.find(table, id)) return this.update(table, id, fields as never)
    return this.insert(table, { id, ...fields } as never)
  }

  async remove(table: RecordTable, id: string): Promise<void> {
    const before = await this.find(table, id)
    if (before) await this.#write(table, before as Row, null)
  }

  async find<T extends RecordTable>(table: T, id: string): Promise<Selectable<Tables[T]> | null> {
    return (await readRow(this.tx, this.personId, table, id)) as Selectable<Tables[T]> | null
  }

  /** Takes the row from one state to the other; what undo does, and so a change of its own. */
  async restore({ table, id, before, after }: Change): Promise<void> {
    const now = (await readRow(this.tx, this.personId, table, id)) as Row | null
    if (!sameRow(now, after)) throw changedSince()
    if (!before) await this.#refuseIfUsed(table, id)
    else await this.#refuseIfBare(table, before)
    if (table === 'ladders' && now) await this.#refuseIfStoodOn(now)
    await this.#write(table, now, before as Row | null)
  }

  /** The same for all changes of an act, the last first. Rows that came or went by the thousand do so together. */
  async restoreAll(changes: readonly Change[]): Promise<void> {
    for (const run of runsOf(changes.toReversed())) {
      const { table, before, after } = run[0]!
      if (run.length === 1 || !isAlone(table)) for (const change of run) await this.restore(change)
      else if (before === null) await this.#takeAll(table, run)
      else if (after === null) await this.#putBackAll(table, run)
      else for (const change of run) await this.restore(change)
    }
  }

  async #takeAll(table: RecordTable, changes: readonly Change[]): Promise<void> {
    for (let at = 0; at < changes.length; at += atOnce) {
      const part = changes.slice(at, at + atOnce)
      const rows = await this.#rowsOf(table, part)
      for (const { id, after } of part) if (!sameRow(rows.get(id) ?? null, after)) throw changedSince()
      await this.tx
        .deleteFrom(table)
        .where('personId', '=', this.personId)
        .where(
          'id',
          'in',
          part.map(({ id }) => id),
        )
        .execute()
    }
    unsettle(this.tx, table)
    for (const { id, after } of changes) this.changes.push({ table, id, before: after, after: null })
  }

  async #putBackAll(table: RecordTable, changes: readonly Change[]): Promise<void> {
    for (let at = 0; at < changes.length; at += atOnce)
      if ((await this.#rowsOf(table, changes.slice(at, at + atOnce))).size > 0) throw changedSince()
    // Each thing that they belonged to is looked up once.
    const asked = new Set<string>()
    for (const { before } of changes) {
      const names = JSON.stringify(references.filter(([user]) => user === table).map(([, column]) => before![column]))
      if (!asked.has(names)) await this.#refuseIfBare(table, before!)
      asked.add(names)
    }
    const fields = [...new Set(changes.flatMap(({ before }) => Object.keys(before!)))]
    const whole = (row: Change['before']) => Object.fromEntries(fields.map((name) => [name, row![name] ?? null])) as Row
    await this.insertReady(
      table,
      changes.map(({ before }) => readyRow(table, this.personId, whole(before))),
    )
  }

  async #rowsOf(table: RecordTable, changes: readonly Change[]): Promise<Map<string, Row>> {
    const rows = await this.tx
      .selectFrom(table)
      .selectAll()
      .where('personId', '=', this.personId)
      .where(
        'id',
        'in',
        changes.map(({ id }) => id),
      )
      .execute()
    return new Map((rows as unknown as Row[]).map((row) => [row.id, row]))
  }

  /** What something newer belongs to cannot be taken back from under it. */
  async #refuseIfUsed(table: RecordTable, id: string): Promise<void> {
    for (const [user, column] of references.filter(([, , used]) => used === table))
      if (await this.#first(user, column, id))
        throw new Problem(
          'conflict',
          'Something newer belongs to this now. Undo that first, or remove this by hand. Nothing was changed.',
        )
  }

  /** Nor can what belonged to something that is gone by now be put back. */
  async #refuseIfBare(table: RecordTable, before: Record<string, unknown>): Promise<void> {
    for (const [, column, used] of references.filter(([user]) => user === table)) {
      const id = before[column]
      if (typeof id === 'string' && !(await this.#first(used, 'id', id)))
        throw new Problem(
          'conflict',
          'What this belonged to is gone since. Bring that back first. Nothing was changed.',
        )
    }
  }

  /** What ratings, agreements and the profile refer to keeps its words. */
  async #refuseIfStoodOn({ framework, version }: Row): Promise<void> {
    if (await isStoodOn(this.tx, this.personId, String(framework), Number(version)))
      throw new Problem(
        'conflict',
        'You stand on this version of the ladder, or something was said about its words. Adopt another first. Nothing was changed.',
      )
  }

  #first(table: RecordTable, column: string, value: string) {
    return this.tx
      .selectFrom(table)
      .select('id')
      .where(column as 'id', '=', value)
      .where('personId', '=', this.personId)
      .limit(1)
      .executeTakeFirst()
  }

  async #write(table: RecordTable, before: Row | null, after: Row | null): Promise<void> {
    unsettle(this.tx, table)
    const id = (after ?? before)!.id
    await send(this.tx, this.#writing(table, before, after).compile())
    await keepWords(this.tx, this.personId, table, before, after)
    this.changes.push({ table, id, before, after })
  }

  #writing(table: RecordTable, before: Row | null, after: Row | null) {
    if (!before) return this.tx.insertInto(table).values(asColumns(after!) as never)
    if (!after) return this.tx.deleteFrom(table).where('id', '=', before.id).where('personId', '=', this.personId)
    return this.tx
      .updateTable(table)
      .set(asColumns(withoutKey(after)) as never)
      .where('id', '=', after.id)
      .where('personId', '=', this.personId)
  }
}

/** A new row with all that is worked out of it before it is written: how the engines hold it, and what the log says of it. */
export interface ReadyRow {
  change: Change & { before: null }
  /** The values of its columns, in the order of its fields. */
  values: readonly unknown[]
}

/** Makes a new row ready, so that many can be written in a moment. */
export function readyRow<T extends RecordTable>(
  table: T,
  personId: string,
  row: Omit<Insertable<Tables[T]>, 'personId'>,
): ReadyRow {
  const after = readable({ ...row, personId } as unknown as Row)
  const change = { table, id: after.id, before: null, after }
  foretell(change)
  return { change, values: Object.values(asColumns(after)) }
}

const changedSince = () =>
  new Problem(
    'conflict',
    'Something newer has changed this since. Undo that first, or edit it by hand. Nothing was changed.',
  )

/** Changes that follow one another and did the same to one table. */
function runsOf(changes: readonly Change[]): Change[][] {
  const runs: Change[][] = []
  for (const change of changes) {
    const last = runs.at(-1)?.[0]
    const isSame =
      last?.table === change.table &&
      (last.before === null) === (change.before === null) &&
      (last.after === null) === (change.after === null)
    if (isSame) runs.at(-1)!.push(change)
    else runs.push([change])
  }
  return runs
}

/** True for rows that no others belong to and no search finds: nothing else changes with them. */
const isAlone = (table: RecordTable): boolean => table === 'proposals'

// An engine takes so many values in one statement, at up to thirty to a row.
const atOnce = 500

/** Rows that have the same fields in the same order. */
async function insertTogether(tx: Handle, table: RecordTable, rows: readonly ReadyRow[]): Promise<void> {
  // To put the words of a statement together takes longer than to carry it out: the same ones serve for all.
  const words = new Map<number, string>()
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce)
    const sql = words.get(part.length) ?? wordsFor(tx, table, part)
    words.set(part.length, sql)
    const values = part.flatMap(({ values }) => values)
    await send(tx, CompiledQuery.raw(sql, values))
  }
}

const wordsFor = (tx: Handle, table: RecordTable, rows: readonly ReadyRow[]): string =>
  tx
    .insertInto(table)
    .values(rows.map(({ change }) => asColumns(change.after!)) as never)
    .compile().sql

// A key that is set, even to what it is, makes the engine look at all rows that name it.
const withoutKey = ({ id: _, personId: __, ...fields }: Row): Record<string, unknown> => fields

/** Which column of which records names which others: they are taken back and put back in that order only. */
const references: readonly [user: RecordTable, column: string, used: RecordTable][] = [
  ['conversations', 'initiative', 'initiatives'],
  ['discoveryCycles', 'initiative', 'initiatives'],
  ['evidence', 'initiative', 'initiatives'],
  ['confirmations', 'evidenceId', 'evidence'],
  ['attachments', 'evidenceId', 'evidence'],
  ['proposals', 'evidenceId', 'evidence'],
  ['proposals', 'batchId', 'batches'],
  ['initiatives', 'metric', 'metrics'],
  ['readings', 'metricId', 'metrics'],
  ['metrics', 'counter', 'metrics'],
  ['revisits', 'evidenceId', 'evidence'],
  ['ratings', 'formId', 'ratingForms'],
  ['documents', 'initiative', 'initiatives'],
  ['documents', 'partOf', 'documents'],
  ['documentRecords', 'documentId', 'documents'],
  ['documentRecords', 'evidenceId', 'evidence'],
]

// Half of a two-part sign (a broken emoji, the end of a shortened line) cannot be stored. It is replaced here as the file would, so
// that the record and its entry in the log say the same.
const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.toWellFormed() : value]),
  ) as Row

interface Row {
  id: string
  personId: string
  [column: string]: unknown
}

const readRow = async (tx: Handle, personId: string, table: RecordTable, id: string): Promise<unknown> =>
  (await tx.selectFrom(table).selectAll().where('id', '=', id).where('personId', '=', personId).executeTakeFirst()) ??
  null

/** A row as the engines hold it: lists and objects as JSON text. */
export const asColumns = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      jsonColumns.has(name) && value != null ? JSON.stringify(value) : value,
    ]),
  )

/** True if two states of a row say the same, whatever the order of their fields; a field that is absent says null. */
export function sameRow(a: Record<string, unknown> | null, b: Record<string, unknown> | null): boolean {
  if (!a || !b) return a === b
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (name) => canonical(a[name] ?? null) === canonical(b[name] ?? null),
  )
}

const withoutUndefined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
