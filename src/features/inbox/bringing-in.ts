import { z } from 'zod'
import { type Columns, columnUses } from '../../core/import/importer.ts'
import { importFormats } from '../../core/import/importers.ts'
import { count } from '../../core/number-words.ts'
import { listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { id, text } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { worksOn } from '../../platform/long-work.ts'
import { type Act, type Context, operation } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { calendarFacts } from './becoming.ts'
import { longInSigns, readerFor } from './beside.ts'
import { isKept, keptFiles } from './queries.ts'
import { beginningOf, type Handed } from './reader.ts'
import { withReading } from './reading.ts'
import { readWhole, stillFresh } from './sifting.ts'
import { chosenBefore, type Given, handedIn, rememberColumns, type Source } from './source.ts'

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
    const { handed, via, home } = await preparing.read(async (context) => ({
      handed: await handedIn(context, input),
      via: context.via,
      home: context.home,
    }))
    const { length } = handed.words
    const isPutOff = later && !dryRun && isForLater(input, length, via)
    const opened = isPutOff ? beginningOf(handed) : handed
    const reader = readerFor(opened.words.length, home.content)
    try {
      const about = await reader.open(opened)
      const { known, columns } = await preparing.read(async (context) => ({
        columns: handed.columns ?? (await chosenBefore(context, about)),
        known: {
          today: context.today,
          coach: await knownToCoach(context),
          calendar: await calendarFacts(context),
        },
      }))
      const source = { name: input.name ?? handed.name ?? 'Pasted notes', about, columns }
      if (isPutOff || (later && !dryRun && input.file !== undefined && about.table && !columns))
        return { input, source, dryRun, read: null, words: handed.words }
      // A file that waited is read while nobody waits for the answer.
      const answered = input.kept === undefined ? mostAnswered : 0
      return {
        input,
        source,
        dryRun,
        read: await readWhole({ reader, known, columns, answered }, preparing),
        words: '',
      }
    } finally {
      reader.end()
    }
  },
  async run(context, { input, source, dryRun, read, words }) {
    if (!read) return putOff(context, input, source, words)
    if (input.kept !== undefined && !(await isKept(context.tx, context.personId, input.kept)))
      throw new Problem('conflict', 'This file was put away meanwhile. Nothing of it was kept.', 'kept')
    const { format } = source.about
    const fresh = await stillFresh(context, read)
    const left = read.leftOut.told()
    const isKeeping = !dryRun && fresh.length > 0
    if (isKeeping) {
      await context.records.insert('batches', {
        id: read.batchId,
        name: source.name,
        format,
        ...left,
        createdAt: context.now,
      })
      await context.records.insertReady(
        'proposals',
        fresh.map(({ row }) => row),
      )
    }
    if (!dryRun) {
      await rememberColumns(context, source)
      if (input.kept !== undefined) await putAway(context, input.kept)
    }
    return {
      batch: isKeeping ? read.batchId : null,
      kept: null,
      needsColumns: false,
      format,
      proposed: fresh.length,
      proposals: fresh.flatMap(({ row, reading }) =>
        reading ? [withReading(row.change.after as unknown as ProposalRow, reading)] : [],
      ),
      skipped: left.skipped,
      reasons: read.leftOut.reasons(),
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

interface InShort {
  kept: string | null
  needsColumns: boolean
  proposed: number
}

function inWords({ kept, needsColumns, proposed }: InShort): string {
  if (kept !== null) return needsColumns ? 'Say which column is what; then it is read.' : 'It is being read.'
  return proposed === 0
    ? 'Nothing new in this: every line was proposed before, or is no evidence.'
    : `${count(proposed, 'line waits', 'lines wait')} for your yes or no.`
}

// A command ends with its answer, and what it began with it. What is read in a moment needs no page that says how far it is.
const isForLater = ({ kept }: Given, length: number, via: Context['via']): boolean =>
  via !== 'cli' && (kept !== undefined || length > longInSigns)

/** Keeps the file and begins to read it; or waits for its columns to be named. */
async function putOff(context: Context, input: Given, source: Source, words: Handed['words']) {
  const kept = input.kept ?? (await keep(context, source, words))
  if (input.columns) await nameColumns(context, kept, input.columns)
  const needsColumns = source.about.table !== null && !source.columns
  if (!needsColumns) context.afterwards((act) => beginReading(context, kept, source, act))
  const nothing = { proposals: [], skipped: [], reasons: [] }
  return { batch: null, kept, needsColumns, format: source.about.format, proposed: 0, ...nothing }
}

async function keep({ tx, personId, now, newId }: Context, source: Source, words: Handed['words']): Promise<string> {
  const id = newId()
  const row = {
    id,
    personId,
    name: source.name,
    format: source.about.format,
    bytes: typeof words === 'string' ? Buffer.from(words) : words,
    columnsJson: null,
    preview: source.about.table && JSON.stringify(source.about.table.preview),
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
    return { id, wasGoing: work?.state === 'going', wasFile: file }
  },
  says: ({ wasGoing, wasFile }) => {
    if (!wasGoing) return 'Put away. Nothing of it was kept.'
    return wasFile ? 'Stopped. Nothing of the file was kept.' : 'Stopped. What was decided stays; the rest waits.'
  },
})

function stateWords(what: string, state: 'going' | 'waits' | 'needs columns', done: number): string {
  if (state === 'going') return `${what}: ${Math.floor(done * 100)} %`
  return state === 'waits' ? `${what}: was not read to its end` : `${what}: waits for its columns to be named`
}
