import { z } from 'zod'
import { type Answers, withAnswers, withoutRow } from '../../core/document/answers.ts'
import { readMarkdown } from '../../core/document/markdown.ts'
import { answersFrom } from '../../core/document/taken-over.ts'
import { currentOf, currentTemplates, type Template } from '../../core/document/template.ts'
import { aligned, listed } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { templateOf, templatesIn } from '../../platform/documents.ts'
import { id, optionalText, page } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { DocumentRow } from '../../platform/schema.ts'
import { refuseClosedTo, seenBy } from './closed.ts'
import { printedDocument, printedDocuments, printedTemplate } from './printed.ts'
import { answersOf, asListed, findDocument } from './queries.ts'
import { shownDocument } from './shown.ts'
import { knownFacts } from './taken-over.ts'

const cell = z.union([z.string(), z.number(), z.null()])
const answer = z.union([
  z.string(),
  z.number(),
  z.array(z.union([z.string(), z.array(cell), z.record(z.string(), cell)])).max(200),
  z.null(),
])

const written = {
  title: optionalText(200).describe('What you call it; left out, its first words name it.'),
  initiative: id.nullable().optional().describe('The initiative it belongs to.'),
  fields: z
    .record(z.string(), answer)
    .optional()
    .describe(
      'Answers by field: text; a list of lines; rows of a table, each with its cells by column. What you leave out stays, null clears.',
    ),
  rows: z
    .record(z.string(), z.array(z.array(z.string()).max(20)).max(200))
    .optional()
    .describe('Tables as a form sends them: each row a list of cells in the order of the columns.'),
  text: z
    .string()
    .max(400_000)
    .optional()
    .describe('The document as Markdown, as it is exported: an answer below each heading. Headings left out stay.'),
}

export const listTemplates = operation({
  name: 'document.templates',
  summary: 'List the working documents there are: what each is for, when to use it, what makes it good, what it asks.',
  scope: 'read',
  input: z.strictObject({ template: z.string().max(60).optional().describe('Only this one.') }),
  async run({ home }, { template }) {
    const all = currentTemplates(templatesIn(home.content))
    return { items: template === undefined ? all : [knownTemplate(home.content, template)] }
  },
  prints: ({ items }) =>
    items.length === 1
      ? printedTemplate(items[0]!)
      : aligned(items.map(({ id, title, useWhen }) => [id, title, useWhen])),
})

export const startDocument = operation({
  name: 'document.start',
  summary:
    'Begin a working document from a template, with what you have. What your records say already of its initiative is filled in.',
  scope: 'write',
  input: z.strictObject({
    template: z.string().max(60).describe('Which one: “document.templates” lists them.'),
    partOf: id.optional().describe('The document it belongs to, such as an interview’s programme.'),
    ...written,
  }),
  async run(context, { template: name, partOf, ...input }) {
    const template = knownTemplate(context.home.content, name)
    await refuseClosedTo(context, template)
    await refuseUnknownInitiative(context, input.initiative)
    const whole = await wholeFor(context, template, partOf)
    const known = answersFrom(template, await knownFacts(context, template, input.initiative))
    const row = await begin(context, template, {
      title: input.title ?? null,
      initiative: input.initiative ?? null,
      partOf: whole,
      fieldsJson: changedAnswers(template, known, input),
    })
    return shownDocument(context, row)
  },
  says: ({ kind }) => `“${kind}” is begun. It is kept while you write.`,
  prints: printedDocument,
})

export const editDocument = operation({
  name: 'document.edit',
  summary: 'Write in a document. What you leave out stays as it is.',
  scope: 'write',
  input: z.strictObject({
    id,
    ...written,
    removeRow: z
      .string()
      .regex(/^[a-z][a-z0-9_]*\.\d{1,3}$/, 'write it as field.row, such as options.2; the first row is 0')
      .optional()
      .describe('A row of a table to take out: its field and its place, counted from 0 (options.2).'),
    revision: z
      .number()
      .int()
      .optional()
      .describe('The revision you saw. Refused if the document was changed since, for example in another window.'),
  }),
  async run(context, { id, revision, ...input }) {
    const before = await findDocument(context.tx, context.personId, id)
    const template = templateOf(context.home.content, before)
    await refuseClosedTo(context, template)
    if (before.removedAt)
      throw new Problem('conflict', 'This document was removed. Restore it first; nothing was changed.', 'id')
    await refuseUnknownInitiative(context, input.initiative)
    const fields = {
      title: input.title === undefined ? before.title : input.title,
      initiative: input.initiative === undefined ? before.initiative : input.initiative,
      fieldsJson: changedAnswers(template, answersOf(before), input),
    }
    if (isSame(before, fields)) return shownDocument(context, before)
    if (revision !== undefined && revision !== before.revision) throw changedElsewhere(before)
    const row = await context.records.update('documents', id, {
      ...fields,
      revision: before.revision + 1,
      changedAt: context.now,
    })
    return shownDocument(context, row)
  },
  says: () => 'Saved.',
  prints: printedDocument,
})

const changedElsewhere = ({ changedAt }: DocumentRow) =>
  new Problem(
    'conflict',
    `This document was changed elsewhere at ${changedAt.slice(11, 16)} UTC on ${changedAt.slice(0, 10)}, perhaps in another window. Nothing was overwritten. What differs stands beside each field; save again to keep what stands here.`,
    'revision',
  )

const isSame = (before: DocumentRow, fields: Pick<DocumentRow, 'title' | 'initiative' | 'fieldsJson'>): boolean =>
  before.title === fields.title &&
  before.initiative === fields.initiative &&
  JSON.stringify(sorted(before.fieldsJson)) === JSON.stringify(sorted(fields.fieldsJson))

const sorted = (fields: Record<string, unknown>) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))

type Written = Pick<z.output<z.ZodObject<typeof written>>, 'fields' | 'rows' | 'text'> & { removeRow?: string }

/** The answers after everything that was written: a whole text first, then single fields, then the tables of a form. */
function changedAnswers(template: Template, before: Answers, { fields, rows, text, removeRow }: Written): Answers {
  const [field, at] = removeRow?.split('.') ?? []
  const row = Number(at)
  const kept = rows && field && rows[field] ? { ...rows, [field]: rows[field].filter((_, n) => n !== row) } : rows
  const after = [text === undefined ? {} : readMarkdown(template, text), fields ?? {}, kept ?? {}].reduce<Answers>(
    (answers, given) => withAnswers(template, answers, given),
    before,
  )
  return field && !rows?.[field] ? withoutRow(after, field, row) : after
}

export const showDocument = operation({
  name: 'document.show',
  summary: 'Show a document: what stands in it, what is missing, which record it offers, and what came of it.',
  scope: 'read',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const row = await findDocument(context.tx, context.personId, id)
    await refuseClosedTo(context, templateOf(context.home.content, row))
    return shownDocument(context, row)
  },
  prints: ({ markdown }) => markdown,
})

export const listDocuments = operation({
  name: 'document.list',
  summary: 'List your working documents, the last changed first.',
  scope: 'read',
  input: z.strictObject({
    state: z.enum(['draft', 'finished']).optional().describe('Only drafts, or only finished ones.'),
    template: z.string().max(60).optional().describe('Only of this kind.'),
    removed: z.boolean().optional().describe('The removed ones instead.'),
    ...page,
  }),
  async run(context, { state, template, removed = false, ...input }) {
    const { tx, personId, home } = context
    let query = tx
      .selectFrom('documents')
      .selectAll()
      .where('personId', '=', personId)
      .where('removedAt', removed ? 'is not' : 'is', null)
    if (state) query = query.where('state', '=', state)
    if (template) query = query.where('template', '=', template)
    const { rows, next } = await newestFirst(query, 'changedAt', input)
    const isSeen = await seenBy(context)
    const items = rows.filter((row) => isSeen(templateOf(home.content, row))).map((row) => asListed(home.content, row))
    return { items, next }
  },
  prints: ({ items, next }) =>
    listed(printedDocuments(items), 'No document yet. To begin one: cairn document templates', next),
})

export const removeDocument = operation({
  name: 'document.remove',
  summary: 'Take a document out of your library. It can be restored, and what came of it stays.',
  scope: 'write',
  input: z.strictObject({ id }),
  run: (context, { id }) => putAway(context, id, context.now),
  says: () => 'Removed. It is kept, and you can restore it.',
})

export const restoreDocument = operation({
  name: 'document.restore',
  summary: 'Put a removed document back.',
  scope: 'write',
  input: z.strictObject({ id }),
  run: (context, { id }) => putAway(context, id, null),
  says: () => 'Restored.',
})

async function putAway(context: Context, id: string, removedAt: string | null) {
  const row = await findDocument(context.tx, context.personId, id)
  await refuseClosedTo(context, templateOf(context.home.content, row))
  return asListed(context.home.content, await context.records.update('documents', id, { removedAt }))
}

function knownTemplate(content: string, name: string): Template {
  const template = currentOf(templatesIn(content), name)
  if (template) return template
  const names = currentTemplates(templatesIn(content)).map(({ id }) => id)
  throw new Problem(
    'invalid',
    `There is no template “${name.slice(0, 60)}”. There are: ${names.join(', ')}. Nothing was changed.`,
    'template',
  )
}

async function refuseUnknownInitiative({ records }: Context, initiative: string | null | undefined): Promise<void> {
  if (initiative && !(await records.find('initiatives', initiative)))
    throw new Problem('invalid', 'There is no such initiative among yours. Nothing was changed.', 'initiative')
}

/** Where a part belongs: to the document named, else to the newest of its kind that is not finished, else to a new one. */
async function wholeFor(context: Context, template: Template, named: string | undefined): Promise<string | null> {
  const { tx, personId, home } = context
  if (named !== undefined) {
    const whole = await findDocument(tx, personId, named)
    if (templateOf(home.content, whole).collects !== template.id)
      throw new Problem('invalid', `“${template.title}” cannot belong to that document. Nothing was changed.`, 'partOf')
    return whole.id
  }
  if (!template.partOf) return null
  const open = await tx
    .selectFrom('documents')
    .select('id')
    .where('personId', '=', personId)
    .where('template', '=', template.partOf)
    .where('state', '=', 'draft')
    .where('removedAt', 'is', null)
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (open) return open.id
  const whole = knownTemplate(home.content, template.partOf)
  return (await begin(context, whole, { title: null, initiative: null, partOf: null, fieldsJson: {} })).id
}

const begin = (
  { records, newId, now }: Context,
  { id, version }: Template,
  fields: Pick<DocumentRow, 'title' | 'initiative' | 'partOf' | 'fieldsJson'>,
): Promise<DocumentRow> =>
  records.insert('documents', {
    id: newId(),
    template: id,
    templateVersion: version,
    ...fields,
    state: 'draft',
    revision: 1,
    finishedOn: null,
    createdAt: now,
    changedAt: now,
    removedAt: null,
  })
