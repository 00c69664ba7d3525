import { valueInWords } from '../core/metric-words.ts'
import type { FoundType } from '../core/search-query.ts'
import { asOneWord, wordsIn } from '../core/search-words.ts'
import type { Handle } from './database.ts'
import type {
  ConversationRow,
  DiscoveryCycleRow,
  DocumentRow,
  EvidenceRow,
  InitiativeRow,
  MetricRow,
  PeopleRow,
  RecordTable,
  SearchDocumentRow,
  TalkRow,
} from './schema.ts'

/** Changes when the rules below find other words in the same records: everybody's are then split anew at the next start. */
export const wordsVersion = 1

/** A record as it can be found. Marks are what filters ask for. */
export interface Findable extends Pick<SearchDocumentRow, 'type' | 'kind' | 'day' | 'title' | 'body'> {
  marks: string[]
}

/** What can be found of a row; null for one that cannot, such as a removed record. `beside` is what others say of it. */
export function findable(table: RecordTable, row: object, beside: Beside = nothing): Findable | null {
  const rule = rules[table] as ((row: object, beside: Beside) => Findable) | undefined
  if (!rule || (row as { removedAt?: string | null }).removedAt) return null
  return rule(row, beside)
}

/** What stands in rows of another table and is found with this one. */
export interface Beside {
  /** Who confirmed a piece of evidence. */
  confirmedBy: readonly string[]
  /** What a metric read last. */
  latest: { on: string; value: number } | null
}

export const nothing: Beside = { confirmedBy: [], latest: null }

/** Rows that are not found themselves but say something of one that is. */
export const besides: { [T in RecordTable]?: { table: RecordTable; column: string } } = {
  confirmations: { table: 'evidence', column: 'evidenceId' },
  readings: { table: 'metrics', column: 'metricId' },
}

export async function besideOf(tx: Handle, personId: string, table: RecordTable, id: string): Promise<Beside> {
  if (table === 'evidence') {
    const rows = await tx
      .selectFrom('confirmations')
      .select('by')
      .where('personId', '=', personId)
      .where('evidenceId', '=', id)
      .orderBy('id')
      .execute()
    return { ...nothing, confirmedBy: rows.map(({ by }) => by) }
  }
  if (table !== 'metrics') return nothing
  const latest = await tx
    .selectFrom('readings')
    .select(['on', 'value'])
    .where('personId', '=', personId)
    .where('metricId', '=', id)
    .orderBy('on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { ...nothing, latest: latest ?? null }
}

const rules: { [T in RecordTable]?: (row: never, beside: Beside) => Findable } = {
  evidence: ofEvidence,
  initiatives: ofInitiative,
  metrics: ofMetric,
  documents: ofDocument,
  conversations: ofConversation,
  discoveryCycles: ofCycle,
  people: ofPerson,
  talks: ofTalk,
}

/** Tables whose rows can be found. */
export const findableTables = Object.keys(rules) as RecordTable[]

function ofEvidence(row: EvidenceRow, { confirmedBy }: Beside): Findable {
  const { decision, foundFirst, lesson } = row
  return {
    type: 'evidence',
    kind: row.kind,
    day: row.listedOn,
    title: '',
    body: together(
      row.text,
      row.problem,
      decision?.choice,
      decision?.because,
      ...(decision?.options ?? []),
      ...(decision?.notChosen ?? []),
      ...textsIn(foundFirst),
      ...textsIn(lesson),
      row.next,
      row.myPart,
      row.othersPart,
      ...row.metrics.map(({ name }) => name),
      ...row.seenBy,
      ...row.creditedBy,
      ...confirmedBy,
    ),
    marks: [
      mark('type', 'evidence'),
      mark('kind', row.kind ?? 'note'),
      ...row.skills.map((skill) => mark('skill', skill)),
      ...inInitiative(row.initiative),
      mark('measured', row.metrics.some(({ from, to }) => from !== null && to !== null) ? 'yes' : 'no'),
      mark('confirmed', confirmedBy.length > 0 ? 'yes' : 'no'),
      ...persons(...row.seenBy, ...row.creditedBy, ...confirmedBy),
    ],
  }
}

function ofInitiative(row: InitiativeRow): Findable {
  return {
    ...plain('initiative', row.startedOn, row.title),
    body: together(
      row.problem,
      row.why,
      row.userChange,
      row.knownBy,
      row.requestedBy,
      ...row.notDoing,
      row.declinedBecause,
      row.review?.whatHappened,
      row.review?.differently,
    ),
    marks: [mark('type', 'initiative'), mark('in', row.id), ...persons(row.requestedBy)],
  }
}

function ofMetric(row: MetricRow, { latest }: Beside): Findable {
  const said = ([words, value]: [string, number | null | undefined]) =>
    value == null ? null : `${words} ${valueInWords(value, row.unit)}`
  const facts: [string, number | null | undefined][] = [
    ['before', row.baseline],
    ['target', row.target],
    ['latest', latest?.value],
  ]
  return {
    ...plain('metric', latest?.on ?? row.createdAt.slice(0, 10), row.name),
    body: facts.map(said).filter(Boolean).join(', '),
    marks: [mark('type', 'metric')],
  }
}

function ofDocument(row: DocumentRow): Findable {
  return {
    ...plain('document', row.changedAt.slice(0, 10), row.title ?? ''),
    body: together(...textsIn(row.fieldsJson)),
    marks: [mark('type', 'document'), mark('template', row.template), ...inInitiative(row.initiative)],
  }
}

function ofConversation(row: ConversationRow): Findable {
  return {
    ...plain('conversation', row.on, row.who),
    body: together(row.learned),
    marks: [mark('type', 'conversation'), ...inInitiative(row.initiative), ...persons(row.who)],
  }
}

/** What a cycle of conversations came to is found beside them. */
function ofCycle(row: DiscoveryCycleRow): Findable {
  return {
    ...plain('conversation', row.closedOn, ''),
    body: together(row.problem, row.synthesis),
    marks: [mark('type', 'conversation'), ...inInitiative(row.initiative)],
  }
}

function ofPerson(row: PeopleRow): Findable {
  return {
    ...plain('person', row.createdAt.slice(0, 10), row.name),
    body: together(row.role, ...row.knows),
    marks: [mark('type', 'person'), ...persons(row.name)],
  }
}

function ofTalk(row: TalkRow): Findable {
  return {
    ...plain('talk', row.on, row.partner ?? ''),
    body: together(row.notes, ...row.said, row.theirResponse),
    marks: [mark('type', 'talk'), ...persons(row.partner)],
  }
}

const plain = (type: FoundType, day: string, title: string) => ({ type, kind: null, day, title })

const together = (...parts: (string | null | undefined)[]): string => parts.filter((part) => part?.trim()).join('\n')

/** Every text in a small object, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** No word begins with a colon, so that none is taken for a mark, and no beginning of a word for that of one. */
export const mark = (name: string, value: string): string => `:${name}:${asOneWord(value)}`

const inInitiative = (id: string | null): string[] => (id ? [mark('in', id)] : [])

const persons = (...names: (string | null)[]): string[] =>
  names.flatMap((name) => wordsIn(name ?? '').map((word) => mark('person', word)))
