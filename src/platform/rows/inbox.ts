import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import type { Becomes, Columns, Details } from '../../core/import/importer.ts'
import type { Owned } from './owned.ts'

export interface BatchRow extends Owned {
  name: string
  format: string
  /** Lines that were no proposal, each with its reason; of many with the same reason the first. */
  skipped: { line: number; text: string; why: string }[]
  /** How many were left out for which reason; null where all of them are named. */
  reasons: { why: string; lines: number }[] | null
  createdAt: string
}

export interface ProposalRow extends Owned {
  batchId: string
  line: number
  text: string
  key: string
  happenedOn: Day | null
  dateSource: 'line' | 'heading' | 'user' | null
  initiativeTitle: string | null
  kind: ItemKind | null
  kindSource: 'user' | 'coach'
  skills: string[] | null
  scope: string | null
  links: string[]
  /** What names it where it came from, such as `jira:PAY-12`. */
  source: string | null
  state: 'waiting' | 'approved' | 'dismissed'
  evidenceId: string | null
  /** What a yes makes of it; null for evidence. */
  becomes: Becomes | null
  /** What its file says besides the words. */
  details: Details | null
}

/** A file that waits to be read. It is gone once it was. */
export interface ImportFileRow extends Owned {
  name: string
  format: string
  bytes: Uint8Array
  /** Which column holds what, once that was said. */
  columnsJson: Columns | null
  /** The beginning of a table, to choose its columns by. */
  preview: { head: string[]; rows: string[][] } | null
  createdAt: string
}

/** Which column holds what in tables with this head. */
export interface ColumnChoiceRow extends Owned {
  /** Hash of the names in the head. */
  head: string
  columnsJson: Columns
  createdAt: string
}
