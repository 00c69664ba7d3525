import type { ColumnType, Generated } from 'kysely'
import type { ActionHistory } from '../core/actions/facts.ts'
import type { Day, Span } from '../core/day.ts'
import type { ConversationKind } from '../core/discovery.ts'
import type { Evidence, ItemKind } from '../core/evidence.ts'
import type { Becomes, Columns, Details } from '../core/import/importer.ts'
import type { Stance } from '../core/people.ts'
import type { FoundType } from '../core/search-query.ts'
import type { StallId } from '../core/stall.ts'

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
  'details',
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

interface Owned {
  id: string
  personId: string
}

export interface PersonRow {
  id: string
  /** The filled example lives beside the person, never among their records. */
  demo: boolean
  /** Whose filled example this is. */
  belongsTo: string | null
  /** The rule their words were last split by; see `search.ts`. */
  wordsVersion: Generated<number>
  createdAt: string
}

export interface ProfileRow extends Owned {
  name: string | null
  framework: string | null
  /** The version stood on; null where the product's own ladder is followed as it is. */
  frameworkVersion: number | null
  level: string | null
  /** A level id, or `none`: not seeking promotion now. */
  target: string | null
  specialisation: string | null
  levelSince: Day | null
  company: string | null
  manager: string | null
  weeklyHours: number | null
  locale: string | null
  /** First month of the fiscal year, 1-12. */
  fiscalYearStart: number | null
  reviewOn: Day | null
  leaves: Span[]
}

/** One version of a ladder that the person brought in, changed, or keeps as it was when they adopted it. */
export interface LadderRow extends Owned {
  /** The ladder's id. */
  framework: string
  version: number
  name: string
  /** As a ladder's file has it (`core/framework-file.ts`). */
  ladderJson: Record<string, unknown>
  /** SHA-256 of the ladder as JSON: equal for equal words. */
  hash: string
  madeFrom: { how: 'imported' | 'edited' | 'kept'; format: string | null; file: string | null; of: string | null }
  createdAt: string
}

export interface SettingsRow extends Owned {
  valueJson: Record<string, unknown>
}

/** The owner's hand on their case: examples kept in, left out and in order, and the words they wrote into it. */
export interface CaseRow extends Owned {
  valueJson: Record<string, unknown>
}

/** How far the person has come in the first ten minutes. */
export interface StartRow extends Owned {
  valueJson: Record<string, unknown>
}

/** A piece of evidence as it stands in the file; what others say of it has a table of its own. */
export interface EvidenceRow extends Owned, Omit<Evidence, 'id' | 'confirmations'> {
  /** The day the list sorts by: when it happened, else when it was written down. */
  listedOn: Day
  skillsSource: 'user' | 'coach'
  /** Where an imported line came from. */
  importedFrom: { batch: string; line: number } | null
  removedAt: string | null
}

export interface ConfirmationRow extends Owned {
  evidenceId: string
  by: string
  role: string | null
  words: string
  on: Day
  how: 'pasted' | 'form' | 'link'
  scopeSeen: string | null
}

export interface AttachmentRow extends Owned {
  evidenceId: string
  name: string
  type: string
  /** Bytes. */
  size: number
  sha256: string
  createdAt: string
}

/** Content of attachments, by its hash; kept apart so that the activity log never carries bytes. */
export interface AttachmentBytesRow {
  sha256: string
  personId: string
  bytes: Uint8Array
}

export interface InitiativeRow extends Owned {
  title: string
  problem: string | null
  why: string | null
  origin: 'found' | 'requested' | null
  requestedBy: string | null
  scope: string | null
  /** A metric's id. */
  metric: string | null
  target: number | null
  /** The day on which its own target was written down. */
  targetSetOn: Day | null
  /** How one will know that it worked. */
  knownBy: string | null
  notDoing: string[]
  userChange: string | null
  startedOn: Day
  launchedOn: Day | null
  stoppedOn: Day | null
  declinedBecause: string | null
  review: {
    on: Day
    whatHappened: string
    moved: boolean | null
    differently: string | null
    /** The record that was made of it. */
    evidence?: string
  } | null
  createdAt: string
}

export interface MetricRow extends Owned {
  name: string
  unit: string | null
  /** Which way is good. */
  direction: 'up' | 'down'
  baseline: number | null
  target: number | null
  /** The days on which baseline and target were written down; null where that was not noted. */
  baselineSetOn: Day | null
  targetSetOn: Day | null
  /** Whether it moves before the result that counts, or with it. */
  timing: 'leading' | 'lagging' | null
  /** Whether a move of it lasts. */
  durable: boolean | null
  /** Whether a move of it is people doing something else, or only the measurement nudged. */
  shows: 'behaviour' | 'measurement' | null
  /** The metric that must not get worse for it. */
  counter: string | null
  createdAt: string
}

export interface ReadingRow extends Owned {
  metricId: string
  on: Day
  value: number
  recordedOn: Day
}

/** A decision looked at again. */
export interface RevisitRow extends Owned {
  /** The record that holds the decision. */
  evidenceId: string
  on: Day
  stands: boolean
  because: string | null
  /** When to look at it once more. */
  againOn: Day | null
  createdAt: string
}

export interface RatingRow extends Owned {
  skill: string
  source: 'self' | 'manager' | 'peer'
  rater: string
  value: number | null
  on: Day
  because: string | null
  ratingEvidence: string[]
  /** As the owner heard it from the rater, not given by the rater. */
  heard: boolean
  noOpportunity: boolean
  framework: string
  frameworkVersion: number
  /** The level whose anchor the value is against. */
  level: string
  /** The request it answers, if the rater answered one themselves. */
  formId: string | null
  createdAt: string
}

/** Somebody who was asked to rate, and their answer. */
export interface RatingFormRow extends Owned {
  source: 'manager' | 'peer'
  rater: string
  /** A text to send by mail, or a page that works without a network. */
  form: 'mail' | 'file'
  skills: string[]
  framework: string
  frameworkVersion: number
  level: string
  /** What an answer from the page is signed with, base64url. */
  key: string
  askedOn: Day
  state: 'asked' | 'in_person' | 'sealed' | 'open' | 'withdrawn' | 'cancelled'
  /** Shown only once it is open. */
  receivedAnswer: AnswerReceived | null
  /** What the owner had said of themselves by then: what the answer is compared with. */
  lockedRatings: OwnRating[] | null
  receivedOn: Day | null
  closedOn: Day | null
  createdAt: string
}

/** An answer as it came in. */
export interface AnswerReceived {
  on: Day
  how: 'mail' | 'form'
  answers: RatingReceived[]
}

export interface RatingReceived {
  skill: string
  /** Null where they have had no occasion to see it. */
  value: number | null
  because: string | null
  /** The line of the mail it was read from. */
  line: string | null
  /** The owner had to say what the line means. */
  heard: boolean
}

export interface OwnRating {
  skill: string
  value: number | null
  on: Day
}

export interface AgreementRow extends Owned {
  state: 'not_yet' | 'close' | 'yes'
  on: Day
  /** The manager it was made with. */
  manager: string | null
  confirmedByManager: boolean
  conditions: string[]
  framework: string | null
  frameworkVersion: number | null
  /** The level it is about: what was said about one level says nothing about another. */
  level: string | null
  createdAt: string
}

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

/** One thing found out about how promotion works where the person is. */
export interface ResearchRow extends Owned {
  /** A topic’s id (`core/process-research.ts`), or the person’s own. */
  topic: string
  learned: string
  toldBy: string | null
  on: Day
  createdAt: string
}

/** Somebody who has a say or sees the work. For the writer’s eyes only. */
export interface PeopleRow extends Owned {
  name: string
  role: string | null
  /** Levels above (positive) or below the person; 2 stands for two or more. */
  levelRelation: number | null
  lineManager: boolean
  /** Has a say in the decision. */
  voter: boolean
  stance: Stance
  /** The person’s guess of how they would rate the work, 1 to 5. */
  wouldRate: number | null
  /** What they know of the work. */
  knows: string[]
  /** The last day the two met or spoke, as far as it was said. */
  lastContact: Day | null
  createdAt: string
}

/** What a review cycle has besides its closing day, which is the profile’s `reviewOn`. One row a person. */
export interface CycleRow extends Owned {
  /** Days before it closes in which a committee reads. */
  leadDays: number
}

export interface TalkRow extends Owned {
  on: Day
  partner: string | null
  notes: string | null
  /** What the other side said, as heard. */
  said: string[]
  theirResponse: string | null
  createdAt: string
}

/** A next step that was begun, done or dropped. */
export interface ActionRow extends Owned, ActionHistory {
  changedAt: string
}

/** A run through the quiz that was kept as a starting point. */
export interface QuizRow extends Owned {
  family: 'pm' | 'pmm'
  /** Of the quiz's file. */
  version: number
  /** 0 to 3, in the order of the questions. */
  scores: number[]
  takenOn: Day
  /** What the person said to each hint, by its id. */
  hints: Record<string, 'kept' | 'waved'>
  createdAt: string
}

/** A working document: a template's questions and what was written under them. */
export interface DocumentRow extends Owned {
  /** The template's id, and the version of it that the document was begun with. */
  template: string
  templateVersion: number
  /** As the person calls it; null where its first words name it. */
  title: string | null
  fieldsJson: Record<string, unknown>
  state: 'draft' | 'finished'
  initiative: string | null
  /** The document it belongs to: an interview to its programme. */
  partOf: string | null
  /** Counts up with every change, so that two windows notice each other. */
  revision: number
  finishedOn: Day | null
  createdAt: string
  changedAt: string
  removedAt: string | null
}

/** A record that came of a document. */
export interface DocumentRecordRow extends Owned {
  documentId: string
  evidenceId: string
  /** Which of the document's offers it was. */
  offer: string
}

/** One conversation with a customer, or with somebody who might be one. */
export interface ConversationRow extends Owned {
  on: Day
  kind: ConversationKind
  /** Who it was, by role or company. */
  who: string
  /** Null until it is written down. */
  learned: string | null
  /** An initiative's id. */
  initiative: string | null
  createdAt: string
}

/** A cycle of discovery that was brought to an end with what they come to. */
export interface DiscoveryCycleRow extends Owned {
  /** An initiative's id; null for conversations without one. */
  initiative: string | null
  closedOn: Day
  synthesis: string
  /** The problem statement. */
  problem: string
  createdAt: string
}

/** A check that its owner waved away. It is silent for a while, and its reason stays. */
export interface DismissalRow extends Owned {
  /** The check's id (`content/signals.yaml`). */
  signal: string
  reason: string
  on: Day
  createdAt: string
}

/** Whether a line of a talk was what its words look like. */
export interface StallAnswerRow extends Owned {
  talkId: string
  /** The line as it stood in the talk. */
  words: string
  stall: StallId
  heard: boolean
  on: Day
  createdAt: string
}

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
