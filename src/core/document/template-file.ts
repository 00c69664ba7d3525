import { z } from 'zod'
import { itemKinds } from '../evidence.ts'
import { takenOver } from './taken-over.ts'
import { type Column, type Field, groups, type Offer, type Option, type TagAxis, type Template } from './template.ts'

const words = z.string().trim().min(1)
const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a short id: small letters, digits and underscores')
const count = z.int().positive()

const column = z.union([
  words,
  z.strictObject({ name: words, options: z.array(words).min(2) }),
  z.strictObject({ name: words, type: z.enum(['number', 'date']) }),
])

const field = z.strictObject({
  id,
  label: words,
  type: z.enum(['text', 'long', 'number', 'date', 'choice', 'list', 'person', 'table', 'link']),
  hint: words.optional(),
  required: z.boolean().default(false),
  max_words: count.optional(),
  private: z.boolean().default(false),
  from: z.enum(takenOver).optional(),
  options: z.array(words).min(2).optional(),
  points: z.array(z.int().min(0)).optional(),
  item: z.enum(['text', 'person']).optional(),
  min: count.optional(),
  max: count.optional(),
  columns: z.array(column).min(1).max(8).optional(),
  tags: z.enum(['buyer', 'rep', 'second']).optional(),
  min_rows: count.optional(),
  max_rows: count.optional(),
})
type WrittenField = z.output<typeof field>

const cells = z.strictObject({ table: id, column: words, is: z.record(words, words).optional() })

const offer = z.strictObject({
  id,
  kind: z.enum([...itemKinds, 'note']),
  if: z
    .strictObject({
      filled: z.array(id).optional(),
      is: z.record(id, words).optional(),
      numbers: z.record(id, count).optional(),
      parts: count.optional(),
    })
    .optional(),
  beside: z.boolean().default(false),
  says: words.optional(),
  each: z.strictObject({ table: id, is: z.record(words, words).optional() }).optional(),
  text: z.array(words).min(1),
  type: id.optional(),
  type_is: words.optional(),
  choice: words.optional(),
  because: words.optional(),
  problem: words.optional(),
  not_chosen: z.union([words, cells]).optional(),
  options: words.optional(),
  measure: words.optional(),
  revisit_on: words.optional(),
  asked_by: words.optional(),
  shared_on: words.optional(),
  seen_by: words.optional(),
  happened_on: words.optional(),
  next: words.optional(),
  metrics: z.strictObject({ table: id, name: words, before: words, target: words }).optional(),
  metric: z
    .strictObject({
      name: id,
      unit: id.optional(),
      before: id,
      after: z.array(z.union([id, cells])).min(1),
      target: id.optional(),
      target_on: id.optional(),
      launched_on: id.optional(),
      check30: id.optional(),
      check30_on: id.optional(),
      check60: id.optional(),
      check60_on: id.optional(),
    })
    .optional(),
  confirm: z.strictObject({ by: id, words: id, on: id }).optional(),
})

const axis = z.strictObject({ name: words, tags: z.record(id, words) })

const template = z.strictObject({
  id,
  version: count,
  title: words,
  group: z.enum(groups),
  first: z.boolean().default(false),
  families: z.array(z.enum(['pm', 'pmm'])).min(1),
  is_for: words,
  use_when: words,
  good_when: z.array(words).min(2).max(5),
  max_words: count,
  closed: z.enum(['people', 'talks', 'feedback', 'notes']).optional(),
  works_out: z.enum(['launch_size', 'order', 'win_loss']).optional(),
  collects: id.optional(),
  part_of: id.optional(),
  fields: z.array(field).min(3),
  tagging: z.record(id, axis).optional(),
  complete_when: z.array(id).min(1),
  offers: z.array(offer),
})
type WrittenTemplate = z.output<typeof template>

/** The file of templates, checked: each rule names fields there are. Findings name the place they are about. */
export const templateFile: z.ZodType<Template[]> = z
  .strictObject({ version: count, templates: z.array(template).min(1) })
  .superRefine(({ templates }, check) => {
    const find: Find = (path, message) => check.addIssue({ code: 'custom', path: ['templates', ...path], message })
    templates.forEach((each, at) => {
      const known = templates.findIndex(({ id, version }) => id === each.id && version === each.version)
      if (known < at) find([at, 'version'], 'stands twice for this id')
      for (const [key, other] of [
        ['collects', each.collects],
        ['part_of', each.part_of],
      ] as const)
        if (other && !templates.some(({ id }) => id === other))
          find([at, key], 'names a template that is not in this file')
      checkFields(each, (path, message) => find([at, ...path], message))
      checkOffers(each, (path, message) => find([at, ...path], message))
    })
  })
  .transform(({ templates }) => templates.map(asTemplate))

type Find = (path: (string | number)[], message: string) => void

function checkFields({ fields, complete_when, tagging }: WrittenTemplate, find: Find): void {
  fields.forEach(({ id, label, type, options, points, columns, tags }, at) => {
    const say = (key: string, message: string) => find(['fields', at, key], message)
    if (fields.findIndex((other) => other.id === id) < at) say('id', 'stands twice')
    // It is the field’s heading, by which a text is read back.
    if (fields.findIndex((other) => other.label.toLowerCase() === label.toLowerCase()) < at)
      say('label', 'stands twice')
    if (type === 'choice' && !options) say('options', 'is missing: a choice needs its answers')
    if (type !== 'choice' && options) say('options', 'belongs to a choice')
    if (points && points.length !== options?.length) say('points', 'needs one for each answer')
    if (type === 'table' && !columns && !tags) say('columns', 'is missing: a table needs its columns')
    if (type !== 'table' && columns) say('columns', 'belongs to a table')
    if (tags && !tagging) say('tags', 'needs the tags under “tagging”')
  })
  complete_when.forEach((id, at) => {
    if (!fields.some((field) => field.id === id))
      find(['complete_when', at], `names “${id}”, which is no field of this`)
  })
}

/** Every part of an offer names a field, or a column of the table whose rows it is made for. */
function checkOffers({ fields, offers }: WrittenTemplate, find: Find): void {
  const columnsOf = (table: string) => namesOf(fields.find(({ id, type }) => id === table && type === 'table'))
  offers.forEach((offer, at) => {
    const say = (key: string, name: string) => find(['offers', at, key], `names “${name}”, which is no field of this`)
    const own = new Set([...fields.map(({ id }) => id), ...(offer.each ? columnsOf(offer.each.table) : [])])
    const { id: _, kind: __, if: condition, beside: ___, says: ____, type_is: _____, ...parts } = offer
    for (const [key, part] of Object.entries(parts))
      for (const { name, table } of namedBy(part))
        if (table ? !columnsOf(table).includes(name) : !own.has(name)) say(key, name)
    for (const name of [
      ...(condition?.filled ?? []),
      ...Object.keys(condition?.is ?? {}),
      ...Object.keys(condition?.numbers ?? {}),
    ])
      if (!own.has(name)) say('if', name)
  })
}

const namesOf = (table: WrittenField | undefined): string[] =>
  table?.tags
    ? tagColumns([]).map(({ name }) => name)
    : (table?.columns ?? []).map((column) => (typeof column === 'string' ? column : column.name))

function namedBy(part: unknown): { name: string; table?: string }[] {
  if (typeof part === 'string') return [{ name: part }]
  if (Array.isArray(part)) return part.flatMap(namedBy)
  if (typeof part !== 'object' || part === null) return []
  const { table, is, column, ...rest } = part as Record<string, unknown>
  const names = [...namedBy(column), ...Object.keys((is as object | undefined) ?? {}).map((name) => ({ name }))]
  if (typeof table !== 'string') return namedBy(Object.values(rest))
  return [{ name: table }, ...[...names, ...namedBy(Object.values(rest))].map(({ name }) => ({ name, table }))]
}

function asTemplate(written: WrittenTemplate): Template {
  const { is_for, use_when, good_when, max_words, works_out, part_of, complete_when, offers, ...rest } = written
  const tagging = axesOf(written)
  return {
    ...rest,
    tagging,
    isFor: is_for,
    useWhen: use_when,
    goodWhen: good_when,
    maxWords: max_words,
    worksOut: works_out,
    partOf: part_of,
    fields: written.fields.map((field) => asField(field, tagging)),
    completeWhen: complete_when,
    offers: offers.map(asOffer),
  }
}

const axesOf = ({ tagging = {} }: WrittenTemplate): TagAxis[] =>
  Object.entries(tagging).map(([id, { name, tags }]) => ({
    id,
    name,
    tags: Object.entries(tags).map(([id, name]) => ({ id, name })),
  }))

function asField(written: WrittenField, tagging: readonly TagAxis[]): Field {
  const { id, label, hint, required, private: isPrivate, max_words: maxWords, from } = written
  const common = { id, label, hint, required, private: isPrivate, maxWords, from }
  switch (written.type) {
    case 'choice':
      return { ...common, type: 'choice', options: written.options!.map(plain), points: written.points }
    case 'list':
      return { ...common, type: 'list', min: written.min ?? 1, max: written.max, item: written.item ?? 'text' }
    case 'table': {
      const columns = written.tags ? tagColumns(tagging) : written.columns!.map(asColumn)
      const { min_rows: minRows = 1, max_rows: maxRows, tags } = written
      return { ...common, type: 'table', columns, minRows, maxRows, tags }
    }
    default:
      return { ...common, type: written.type }
  }
}

const plain = (value: string): Option => ({ value, label: value })

function asColumn(written: z.output<typeof column>): Column {
  if (typeof written === 'string') return { name: written, type: 'text', options: [] }
  if ('type' in written) return { ...written, options: [] }
  return { name: written.name, type: 'choice', options: written.options.map(plain) }
}

/** What a tag says: which, for or against us, and how much it weighed. */
const tagColumns = (tagging: readonly TagAxis[]): Column[] => [
  {
    name: 'tag',
    type: 'choice',
    options: tagging.flatMap(({ name: group, tags }) =>
      tags.map(({ id, name }) => ({ value: id, label: name, group })),
    ),
  },
  { name: 'or your own', type: 'text', options: [] },
  { name: 'it', type: 'choice', options: ['helped us', 'hurt us'].map(plain) },
  { name: 'weight', type: 'choice', options: ['mentioned', 'important', 'decisive'].map(plain) },
]

const asOffer = ({
  type_is,
  not_chosen,
  revisit_on,
  asked_by,
  shared_on,
  seen_by,
  happened_on,
  metric,
  ...rest
}: z.output<typeof offer>): Offer => ({
  ...rest,
  typeIs: type_is,
  notChosen: not_chosen,
  revisitOn: revisit_on,
  askedBy: asked_by,
  sharedOn: shared_on,
  seenBy: seen_by,
  happenedOn: happened_on,
  metric: metric && {
    name: metric.name,
    unit: metric.unit,
    before: metric.before,
    after: metric.after,
    target: metric.target,
    targetOn: metric.target_on,
    launchedOn: metric.launched_on,
    check30: metric.check30,
    check30On: metric.check30_on,
    check60: metric.check60,
    check60On: metric.check60_on,
  },
})
