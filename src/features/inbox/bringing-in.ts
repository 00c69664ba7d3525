import { z } from 'zod'
import { table } from '../../core/import/columns.ts'
import { type Columns, columnUses } from '../../core/import/importer.ts'
import { importFormats } from '../../core/import/importers.ts'
import { count } from '../../core/number-words.ts'
import { listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { id, text } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { worksOn } from '../../platform/long-work.ts'
import { type Act, type Context, operation } from '../../platform/operation.ts'
import { calendarFacts } from './becoming.ts'
import { isKept, keptFiles } from './queries.ts'
import { withReading } from './reading.ts'
import { asRow, readSource, sifted, told } from './sifting.ts'
import { type Given, previewOf, rememberColumns, type Source, sourceOf } from './source.ts'

/** Most bytes of a file: an export of some tens of thousands of rows. */
const mostBytes = 40_000_000

const file = z.strictObject({
  name: z.string().min(1).max(255),
  base64: z.base64().max(Math.ceil(mostBytes / 3) * 4, 'at most 40 MB'),
})

const column = z.string().min(1).max(500)

const given = {
  text: text(2_000_000).optional().describe('The notes, pasted.').meta({ blank: 'left out' }),
  file: file.optional().describe('Or the file that holds them: its name and its bytes in base64.'),
  kept: id.optional().describe('Or a file that waits to be read, by its id in “inbox progress”.'),
  name: z.string().trim().min(1).max(255).optional().describe('What to call this batch.').meta({ blank: 'left out' }),
  format: z.enum(importFormats).default('auto').describe('What it is; “auto” tells by its content.'),
  columns: z
    .strictObject({
      text: column.describe('The column that says what happened, by its name in the first row.'),
      ...(Object.fromEntries(
        columnUses.filter((use) => use !== 'text').map((use) => [use, column.optional().meta({ blank: 'left out' })]),
      ) as Record<Exclude<(typeof columnUses)[number], 'text'>, z.ZodOptional<typeof column>>),
    })
    .optional()
    .describe('Which column of a table holds what. It is remembered for tables with the same columns.'),
}

/** Most proposals in an answer; the inbox lists all of them. */
const mostAnswered = 2000

export const importInbox = operation({
  name: 'inbox.import',
  summary:
    'Bring in notes or an export of another tool. Each line that may be evidence becomes a proposal; nothing is logged until you approve.',
  scope: 'write',
  input: z.strictObject({
    ...given,
    later: z
      .boolean()
      .default(false)
      .describe('Answer at once and go on reading what is long; “inbox progress” says how far it is.'),
    dryRun: z.boolean().default(false).describe('Show what would be proposed and keep nothing.'),
  }),
  /** Reads the file before records are held: everybody else goes on meanwhile. */
  async prepare({ later, dryRun, ...input }, preparing) {
    const { source, known, via } = await preparing.read(async (context) => ({
      via: context.via,
      source: await sourceOf(context, input),
      known: {
        today: context.today,
        coach: await knownToCoach(context),
        calendar: await calendarFacts(context),
      },
    }))
    // A file that waited is read while nobody waits for the answer.
    const answered = input.kept === undefined ? mostAnswered : 0
    if (later && !dryRun && isForLater(input, source, via)) return { input, source, dryRun, read: null }
    return { input, source, dryRun, read: await readSource(source, known, preparing, answered) }
  },
  async run(context, { input, source, dryRun, read }) {
    if (!read) return putOff(context, input, source)
    if (input.kept !== undefined && !(await isKept(context.tx, context.personId, input.kept)))
      throw new Problem('conflict', 'This file was put away meanwhile. Nothing of it was kept.', 'kept')
    // Another file may have been brought in while this one was read.
    const { fresh, leftOut } = await sifted(context, read.fresh)
    const batch = {
      id: context.newId(),
      name: source.name,
      format: source.importer.format,
      ...told([...read.leftOut, ...leftOut]),
      createdAt: context.now,
    }
    const rows = fresh.map((found) => asRow(found, batch.id, context.newId()))
    if (!dryRun) {
      if (rows.length > 0) {
        await context.records.insert('batches', batch)
        await context.records.insertAll('proposals', rows)
      }
      if (source.importer === table && source.columns) await rememberColumns(context, source.incoming, source.columns)
      if (input.kept !== undefined) await putAway(context, input.kept)
    }
    return {
      batch: rows.length > 0 && !dryRun ? batch.id : null,
      kept: null,
      format: source.importer.format,
      proposed: rows.length,
      proposals: rows.flatMap((row, at) => (fresh[at]!.reading ? [withReading(row, fresh[at]!.reading)] : [])),
      skipped: batch.skipped,
      reasons: batch.reasons ?? reasonsOf(batch.skipped),
    }
  },
  says: (answer) => inWords(answer),
  prints: (answer) =>
    [
      inWords(answer),
      ...answer.reasons
        .toSorted((a, b) => b.lines - a.lines)
        .map(({ why, lines }) => wrapped(`${count(lines, 'line')} left out: ${why}`, '    ', '  ')),
      ...[answer.kept].filter((id) => id !== null).map((id) => `  ${id}`),
    ].join('\n'),
})

function inWords({ kept, proposed }: { kept: string | null; proposed: number }): string {
  if (kept !== null) return 'It waits to be read. You can go on meanwhile.'
  return proposed === 0
    ? 'Nothing new in this: every line was proposed before, or is no evidence.'
    : `${count(proposed, 'line waits', 'lines wait')} for your yes or no.`
}

// Read in a moment; what is longer is worth a page that says how far it is.
const longInSigns = 150_000

function isForLater(input: Given, { incoming, importer, columns }: Source, via: Context['via']): boolean {
  if (importer === table && columns === undefined && input.file !== undefined) return true
  // A command ends with its answer, and what it began with it.
  return via !== 'cli' && (input.kept !== undefined || incoming.text.length > longInSigns)
}

/** Keeps the file and begins to read it; or waits for its columns to be named. */
async function putOff(context: Context, input: Given, source: Source) {
  const kept = input.kept ?? (await keep(context, input, source))
  if (input.columns) await nameColumns(context, kept, input.columns)
  if (source.importer !== table || source.columns) context.afterwards((act) => beginReading(context, kept, source, act))
  const nothing = { proposals: [], skipped: [], reasons: [] }
  return { batch: null, kept, format: source.importer.format, proposed: 0, ...nothing }
}

async function keep({ tx, personId, now, newId }: Context, input: Given, source: Source): Promise<string> {
  const id = newId()
  const row = {
    id,
    personId,
    name: source.name,
    format: source.importer.format,
    bytes: input.file ? Buffer.from(input.file.base64, 'base64') : Buffer.from(input.text ?? ''),
    columnsJson: null,
    preview: source.importer === table ? JSON.stringify(previewOf(source.incoming)) : null,
    createdAt: now,
  }
  await tx
    .insertInto('importFiles')
    .values(row as never)
    .execute()
  return id
}

const nameColumns = ({ tx, personId }: Context, kept: string, columns: Columns) =>
  tx
    .updateTable('importFiles')
    .set({ columnsJson: JSON.stringify(columns) } as never)
    .where('personId', '=', personId)
    .where('id', '=', kept)
    .execute()

const putAway = ({ tx, personId }: Context, kept: string) =>
  tx.deleteFrom('importFiles').where('personId', '=', personId).where('id', '=', kept).execute()

const beginReading = ({ tx, personId }: Context, kept: string, { name }: Source, act: Act) =>
  void worksOn(tx).begin({ id: kept, personId, what: `Reading ${name}` }, async (waiting) => {
    const { answer, activity } = await act<Imported>('inbox.import', { kept }, waiting)
    return { said: inWords(answer), answer: { batch: answer.batch, reasons: answer.reasons, activity } }
  })

type Imported = Awaited<ReturnType<typeof importInbox.run>>

export const progressOfInbox = operation({
  name: 'inbox.progress',
  summary: 'Say how far it is with files that are being read, and which wait for a word of yours.',
  scope: 'read',
  input: z.strictObject({}),
  async run({ tx, personId }) {
    const going = worksOn(tx).going(personId)
    const files = await keptFiles(tx, personId)
    return {
      items: [
        ...going.map(({ id, what, done, of }) => ({ id, what, state: 'going' as const, done: Math.min(1, done / of) })),
        ...files
          .filter(({ id }) => !going.some((work) => work.id === id))
          .map(({ id, name, needsColumns }) => ({
            id,
            what: name,
            state: needsColumns ? ('needs columns' as const) : ('waits' as const),
            done: 0,
          })),
      ],
    }
  },
  prints: ({ items }) =>
    listed(
      items.map(({ id, what, state, done }) => `${stateWords(what, state, done)}\n  ${id}`),
      'Nothing is being read, and no file waits.',
    ),
})

export const stopInbox = operation({
  name: 'inbox.stop',
  summary: 'Stop reading a file or deciding many lines, or put away a file that waits. Nothing half read is kept.',
  scope: 'write',
  input: z.strictObject({ id: id.describe('As “inbox progress” names it.') }),
  async run(context, { id }) {
    const work = worksOn(context.tx).find(context.personId, id)
    const file = await isKept(context.tx, context.personId, id)
    if (work?.state !== 'going' && !file)
      throw new Problem('missing', 'There is no such thing to stop: it is done, or was put away before.', 'id')
    worksOn(context.tx).stop(context.personId, id)
    await putAway(context, id)
    return { id, wasGoing: work?.state === 'going' }
  },
  says: ({ wasGoing }) => (wasGoing ? 'Stopped.' : 'Put away. Nothing of it was kept.'),
})

function stateWords(what: string, state: 'going' | 'waits' | 'needs columns', done: number): string {
  if (state === 'going') return `${what}: ${Math.floor(done * 100)} %`
  return state === 'waits' ? `${what}: was not read to its end` : `${what}: waits for its columns to be named`
}

const reasonsOf = (skipped: readonly { why: string }[]): { why: string; lines: number }[] =>
  [...Map.groupBy(skipped, ({ why }) => why)].map(([why, lines]) => ({ why, lines: lines.length }))
