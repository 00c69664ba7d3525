import { z } from 'zod'
import { keyOf } from '../../core/brag-document.ts'
import { itemKindOf } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { wordsIn } from '../../core/import/encoding.ts'
import type { Found, Importer, Incoming, LeftOut, ReadOptions } from '../../core/import/importer.ts'
import { importerOf, importFormats } from '../../core/import/importers.ts'
import { Problem } from '../../core/problem.ts'
import { text } from '../../platform/fields.ts'
import { type KnownToCoach, knownToCoach } from '../../platform/known-to-coach.ts'
import { type Context, operation, type Preparing } from '../../platform/operation.ts'
import type { BatchRow, ProposalRow } from '../../platform/schema.ts'
import { keysKnown, sourcesKnown } from './queries.ts'
import { asProposal, dayIn, longestLine, readLine } from './reading.ts'

/** Most bytes of a file: an export of some tens of thousands of rows. */
const mostBytes = 40_000_000

const file = z.strictObject({
  name: z.string().min(1).max(255),
  base64: z.base64().max(Math.ceil(mostBytes / 3) * 4, 'at most 40 MB'),
})

export const importInbox = operation({
  name: 'inbox.import',
  summary:
    'Bring in notes or an export of another tool. Each line that may be evidence becomes a proposal; nothing is logged until you approve.',
  scope: 'write',
  input: z.strictObject({
    text: text(2_000_000).optional().describe('The notes, pasted.').meta({ blank: 'left out' }),
    file: file.optional().describe('Or the file that holds them: its name and its bytes in base64.'),
    name: z.string().trim().min(1).max(255).optional().describe('What to call this batch.').meta({ blank: 'left out' }),
    format: z.enum(importFormats).default('auto').describe('What it is; “auto” tells by its content.'),
    dryRun: z.boolean().default(false).describe('Show what would be proposed and keep nothing.'),
  }),
  /** Reads the file before records are held: everybody else goes on meanwhile. */
  async prepare(input, preparing) {
    const source = sourceOf(input)
    const known = await preparing.read(async (context) => ({
      today: context.today,
      coach: await knownToCoach(context),
    }))
    return { source, known, dryRun: input.dryRun, ...(await readSource(source, known, preparing)) }
  },
  async run(context, { source, known, dryRun, ...read }) {
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
    if (!dryRun && rows.length > 0) {
      await context.records.insert('batches', batch)
      await context.records.insertAll('proposals', rows)
    }
    return {
      batch: rows.length > 0 && !dryRun ? batch.id : null,
      proposals: rows.map((row) => asProposal(row, known.coach, context.today)),
      skipped: batch.skipped,
    }
  },
  says: ({ proposals }) =>
    proposals.length === 0
      ? 'Nothing new in these notes: every line was proposed before, or is no evidence.'
      : `${proposals.length} ${proposals.length === 1 ? 'line waits' : 'lines wait'} for your yes or no.`,
})

interface Source {
  /** What the batch is called. */
  name: string
  incoming: Incoming
  importer: Importer
}

function sourceOf(input: {
  text?: string
  file?: { name: string; base64: string }
  name?: string
  format: string
}): Source {
  if (input.text !== undefined && input.file)
    throw new Problem('invalid', 'Give either the text or a file, not both. Nothing was changed.', 'file')
  const words = input.file ? wordsIn(Buffer.from(input.file.base64, 'base64')) : input.text
  if (words === undefined || words.trim() === '')
    throw new Problem('invalid', 'There is nothing to read: paste some notes or choose a file.', 'text')
  const incoming = { text: words.toWellFormed().replaceAll('\0', '\uFFFD'), name: input.file?.name ?? null }
  return {
    name: input.name ?? input.file?.name ?? 'Pasted notes',
    incoming,
    importer: importerOf(incoming, input.format),
  }
}

/** What is known of the person when the reading begins. */
interface Known {
  today: Day
  coach: KnownToCoach
}

/** A thing that came across, with the kind its words have. */
interface Read extends Found {
  coachKind: ItemKind | null
}

/** Reads all of a file, and what the coach says to each line that was never proposed before. */
async function readSource(
  { incoming, importer }: Source,
  known: Known,
  preparing: Preparing,
): Promise<{ fresh: Read[]; leftOut: LeftOut[] }> {
  const lines = linesIn(incoming.text)
  const found: Found[] = []
  const notProposed: LeftOut[] = []
  for (const come of importer.read(incoming, readOptions(known))) {
    if (come.is === 'found') found.push(come)
    else notProposed.push(come)
    await preparing.pass(come.line, lines * 2)
  }
  const { fresh, leftOut } = await preparing.read((context) => sifted(context, found))
  const read: Read[] = []
  for (const one of fresh) {
    const coachKind = one.kind ? null : itemKindOf(readLine(one.text, one.date ?? known.today, known.coach).kind)
    read.push({ ...one, coachKind })
    await preparing.pass(lines + (lines * read.length) / fresh.length, lines * 2)
  }
  return { fresh: read, leftOut: [...notProposed, ...leftOut] }
}

const readOptions = ({ today, coach }: Known): ReadOptions => ({
  refDate: today,
  fiscalYearStart: coach.reads.fiscalYearStart,
  dayFirst: coach.reads.locale === 'en-GB',
  dateOf: (line) => dayIn(line, today, coach),
})

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Takes out what was brought in before, in this file or an earlier one, and what is too long to be a record. */
async function sifted<T extends Found>(
  { tx, personId }: Context,
  found: readonly T[],
): Promise<{ fresh: T[]; leftOut: LeftOut[] }> {
  const isSource = (source: string | undefined): source is string => source !== undefined
  const sources = await sourcesKnown(tx, personId, found.map(({ source }) => source).filter(isSource))
  const keys = await keysKnown(
    tx,
    personId,
    found.filter(({ source }) => source === undefined).map(({ text }) => keyOf(text)),
  )
  const fresh: T[] = []
  const leftOut: LeftOut[] = []
  for (const one of found) {
    const why = whyNot(one)
    if (why) leftOut.push({ is: 'left out', line: one.line, text: one.text, why })
    else fresh.push(one)
  }
  return { fresh, leftOut }

  // The same words from two places are two things where each has a name of its own.
  function whyNot({ source, text }: Found): string | null {
    if (text.length > longestLine) return 'too long to be one record: break it into lines'
    const [known, name] = source === undefined ? [keys, keyOf(text)] : [sources, source]
    if (known.has(name)) return 'already proposed before'
    known.add(name)
    return null
  }
}

/** Of many lines with the same reason, so many are kept to look at. */
const toldOfEach = 200

/** Lines left out as their batch keeps them: a large file is not kept twice. */
function told(leftOut: readonly LeftOut[]): Pick<BatchRow, 'skipped' | 'reasons'> {
  const reasons = [...Map.groupBy(leftOut, ({ why }) => why)]
  const skipped = reasons
    .flatMap(([, lines]) => lines.slice(0, toldOfEach))
    .map(({ line, text, why }) => ({ line, text, why }))
    .sort((a, b) => a.line - b.line)
  const isAll = skipped.length === leftOut.length
  return { skipped, reasons: isAll ? null : reasons.map(([why, lines]) => ({ why, lines: lines.length })) }
}

const asRow = (found: Read, batchId: string, id: string): Omit<ProposalRow, 'personId'> => ({
  id,
  batchId,
  line: found.line,
  text: found.text,
  key: keyOf(found.text),
  happenedOn: found.date,
  dateSource: found.dateSource,
  initiativeTitle: found.initiative,
  kind: found.kind ?? found.coachKind,
  kindSource: found.kind ? 'user' : 'coach',
  skills: null,
  scope: null,
  links: [...found.links],
  source: found.source ?? null,
  becomes: found.becomes ?? null,
  details: found.details ?? null,
  state: 'waiting',
  evidenceId: null,
})
