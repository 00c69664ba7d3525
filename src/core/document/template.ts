import type { ItemKind } from '../evidence.ts'
import type { TakenOver } from './taken-over.ts'

export const groups = ['decide', 'find', 'launch', 'learn', 'tell', 'people', 'talk'] as const
export const groupNames: Record<(typeof groups)[number], string> = {
  decide: 'Deciding',
  find: 'Finding out',
  launch: 'Launching',
  learn: 'Looking back',
  tell: 'Telling others',
  people: 'With colleagues',
  talk: 'About your growth',
}

/** One answer of a choice. `group` names a part of a long list. */
export interface Option {
  value: string
  label: string
  group?: string
}

export interface Column {
  name: string
  type: 'text' | 'number' | 'date' | 'choice'
  options: readonly Option[]
}

interface Common {
  id: string
  label: string
  hint?: string
  required: boolean
  /** Warns, never cuts. */
  maxWords?: number
  /** For the owner's eyes: in no export unless asked for. */
  private: boolean
  /** What it takes over from the records where the document is begun. */
  from?: TakenOver
}

export type Field = Common &
  (
    | { type: 'text' | 'long' | 'number' | 'date' | 'person' | 'link' }
    | { type: 'choice'; options: readonly Option[]; points?: readonly number[] }
    | { type: 'list'; min: number; max?: number; item: 'text' | 'person' }
    | {
        type: 'table'
        columns: readonly Column[]
        minRows: number
        maxRows?: number
        tags?: 'buyer' | 'rep' | 'second'
      }
  )
export type TableField = Extract<Field, { type: 'table' }>

/** When an offer holds; every part that is given has to. */
export interface Condition {
  filled?: readonly string[]
  is?: Readonly<Record<string, string>>
  /** At least so many numbers stand in the field. */
  numbers?: Readonly<Record<string, number>>
  /** At least so many documents are part of this one. */
  parts?: number
}

/** Rows of a table, by what stands in their columns; one column of them. */
export interface Cells {
  table: string
  column: string
  is?: Readonly<Record<string, string>>
}

/** Which record a finished document offers, and which fields fill its parts. A part names a field, or a column where `each` row makes one. */
export interface Offer {
  id: string
  kind: ItemKind | 'note'
  if?: Condition
  /** Offered besides the main one. */
  beside: boolean
  /** What makes it more, said while the condition does not hold. */
  says?: string
  /** One record for each row of this table. */
  each?: { table: string; is?: Readonly<Record<string, string>> }
  text: readonly string[]
  type?: string
  typeIs?: string
  choice?: string
  because?: string
  problem?: string
  notChosen?: string | Cells
  options?: string
  measure?: string
  revisitOn?: string
  askedBy?: string
  sharedOn?: string
  seenBy?: string
  happenedOn?: string
  next?: string
  metrics?: { table: string; name: string; before: string; target: string }
  metric?: {
    name: string
    unit?: string
    before: string
    /** The first that is filled; of a table, its last row. */
    after: readonly (string | Cells)[]
    target?: string
    targetOn?: string
    launchedOn?: string
    check30?: string
    check30On?: string
    check60?: string
    check60On?: string
  }
  confirm?: { by: string; words: string; on: string }
}

/** The questions of a kind of document, and what it is good for. */
export interface Template {
  id: string
  version: number
  title: string
  group: (typeof groups)[number]
  /** One of those listed first. */
  first: boolean
  families: readonly ('pm' | 'pmm')[]
  isFor: string
  useWhen: string
  goodWhen: readonly string[]
  maxWords: number
  /** Kept from assistants unless the person opens this. */
  closed?: 'people' | 'talks' | 'feedback' | 'notes'
  /** What is worked out from the answers. */
  worksOut?: 'launch_size' | 'order' | 'win_loss'
  /** The template of its parts. */
  collects?: string
  /** The template of the whole it belongs to. */
  partOf?: string
  tagging: readonly TagAxis[]
  fields: readonly Field[]
  completeWhen: readonly string[]
  offers: readonly Offer[]
}

/** A group of tags for what decides a deal. */
export interface TagAxis {
  id: string
  name: string
  tags: readonly { id: string; name: string }[]
}

/** The version that a new document is begun with. */
export const currentOf = (templates: readonly Template[], id: string): Template | null =>
  templates
    .filter((template) => template.id === id)
    .reduce<Template | null>((a, b) => (a && a.version > b.version ? a : b), null)

/** The newest version of each. */
export const currentTemplates = (templates: readonly Template[]): Template[] =>
  [...new Set(templates.map(({ id }) => id))].map((id) => currentOf(templates, id)!)

/** The version that a document was begun with, or null if this program does not know it. */
export const versionOf = (templates: readonly Template[], id: string, version: number): Template | null =>
  templates.find((template) => template.id === id && template.version === version) ?? null

export const fieldOf = (template: Template, id: string): Field | null =>
  template.fields.find((field) => field.id === id) ?? null
