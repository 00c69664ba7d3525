import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../core/day.ts'
import type { ItemKind } from '../core/evidence.ts'
import type { FoundType } from '../core/search-query.ts'
import type { AttachmentBytesRow, AttachmentRow, ConfirmationRow, EvidenceRow } from './rows/evidence.ts'
import type { BatchRow, ColumnChoiceRow, ImportFileRow, ProposalRow } from './rows/inbox.ts'
import type { CaseRow, LadderRow, PersonRow, ProfileRow, QuizRow, SettingsRow, StartRow } from './rows/person.ts'
import type {
  ActionRow,
  CycleRow,
  DismissalRow,
  PeopleRow,
  ResearchRow,
  StallAnswerRow,
  TalkRow,
} from './rows/promotion.ts'
import type { AgreementRow, RatingFormRow, RatingRow } from './rows/rating.ts'
import type {
  ConversationRow,
  DiscoveryCycleRow,
  DocumentRecordRow,
  DocumentRow,
  InitiativeRow,
  MetricRow,
  ReadingRow,
  RevisitRow,
} from './rows/work.ts'

export type * from './rows/evidence.ts'
export type * from './rows/inbox.ts'
export type * from './rows/person.ts'
export type * from './rows/promotion.ts'
export type * from './rows/rating.ts'
export type * from './rows/work.ts'

/**
 * Every table, in the names the code uses (the file has them in snake case). Each row belongs to a person; each has a text `id`.
 * Columns that hold JSON are listed in `jsonColumns`, those that hold a yes or no in `booleanColumns`: names are unique in meaning
 * across tables, so that one plugin can read them on either engine.
 */
export interface Tables {
  persons: PersonRow
  profiles: ProfileRow
  ladders: LadderRow
  settings: SettingsRow
  starts: StartRow
  cases: CaseRow
  evidence: EvidenceRow
  confirmations: ConfirmationRow
  attachments: AttachmentRow
  attachmentBytes: AttachmentBytesRow
  initiatives: InitiativeRow
  metrics: MetricRow
  readings: ReadingRow
  revisits: RevisitRow
  ratings: RatingRow
  ratingForms: RatingFormRow
  agreements: AgreementRow
  batches: BatchRow
  proposals: ProposalRow
  importFiles: ImportFileRow
  columnChoices: ColumnChoiceRow
  research: ResearchRow
  people: PeopleRow
  cycles: CycleRow
  talks: TalkRow
  actions: ActionRow
  quizzes: QuizRow
  documents: DocumentRow
  documentRecords: DocumentRecordRow
  conversations: ConversationRow
  discoveryCycles: DiscoveryCycleRow
  dismissals: DismissalRow
  stallAnswers: StallAnswerRow
  activity: ActivityRow
  searchDocuments: SearchDocumentRow
  searchVocabulary: { personId: string; word: string }
  derived: DerivedRow
  requests: RequestRow
  watchedFiles: WatchedFileRow
  migrations: { name: string; at: string }
}

/** Tables whose rows operations write, through `Records`, so that each change is logged and can be undone. */
export const recordTables = [
  'profiles',
  'ladders',
  'settings',
  'starts',
  'cases',
  'evidence',
  'confirmations',
  'attachments',
  'initiatives',
  'metrics',
  'readings',
  'revisits',
  'ratings',
  'ratingForms',
  'agreements',
  'batches',
  'proposals',
  'columnChoices',
  'research',
  'people',
  'cycles',
  'talks',
  'actions',
  'quizzes',
  'documents',
  'documentRecords',
  'conversations',
  'discoveryCycles',
  'dismissals',
  'stallAnswers',
] as const
export type RecordTable = (typeof recordTables)[number]

export const jsonColumns: ReadonlySet<string> = new Set([
  'leaves',
  'ladderJson',
  'madeFrom',
  'valueJson',
  'skills',
  'metrics',
  'decision',
  'foundFirst',
  'lesson',
  'seenBy',
  'creditedBy',
  'links',
  'importedFrom',
  'notDoing',
  'review',
  'ratingEvidence',
  'receivedAnswer',
  'lockedRatings',
  'skipped',
  'reasons',
  'details',
  'columnsJson',
  'preview',
  'conditions',
  'knows',
  'said',
  'scores',
  'fieldsJson',
  'hints',
  'changes',
  'answer',
])

export const booleanColumns: ReadonlySet<string> = new Set([
  'demo',
  'confidential',
  'heard',
  'noOpportunity',
  'confirmedByManager',
  'durable',
  'stands',
  'lineManager',
  'voter',
])

export interface ActivityRow {
  id: string
  personId: string
  /** 1, 2, 3 … per person, without gaps. */
  seq: number
  at: string
  via: 'web' | 'api' | 'cli' | 'mcp' | 'start' | 'folder'
  operation: string
  changes: ColumnType<Change[], string, never>
  /** The entry this one takes back. */
  undoes: string | null
  previousHash: string
  hash: string
}

/** One row before and after a write; `null` where there was none. */
export interface Change {
  table: RecordTable
  id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A value worked out from a person's records; see `derived.ts`. */
export interface DerivedRow {
  personId: string
  /** The rule. */
  what: string
  /** The program that worked it out. */
  version: string
  day: Day
  /** Hash of the last entry of the log it was worked out from. */
  lastChange: string
  /** JSON. */
  content: string
  /** Over all the others. */
  checksum: string
}

/** The first answer to a write that was sent under a key; see `requests.ts`. */
export interface RequestRow {
  personId: string
  key: string
  /** Counts up by one for each person. */
  seq: number
  operation: string
  /** SHA-256 of the input. */
  input: string
  answer: ColumnType<unknown, string>
  activity: string | null
  at: string
}

/** A file of a watched folder as it was when it was last read, so that each is read once; see `watched.ts`. */
export interface WatchedFileRow {
  personId: string
  folder: string
  /** Its place in the folder. */
  name: string
  /** Size and time of change: another stamp, and it is looked at again. */
  stamp: string
  /** Of what was in it; null where it could not be read. */
  sha256: string | null
  /** How many lines it brought when it was last read. */
  lines: number
  batchId: string | null
  /** Why it was not read, in words. */
  trouble: string | null
  readAt: string
}

/** What a search finds and shows of a record; see `search.ts`. On a server it also holds `words`, in a file the index does. */
export interface SearchDocumentRow {
  n: Generated<number>
  recordId: string
  personId: string
  type: FoundType
  /** Of evidence. */
  kind: ItemKind | null
  /** The day the record is about. */
  day: Day
  /** Its name, where it has one; else empty. */
  title: string
  /** Whatever else can be found in it, as it was written. */
  body: string
}
