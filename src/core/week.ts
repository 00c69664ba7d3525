import { type ItemKind, itemKinds } from './evidence.ts'
import { inWords } from './number-words.ts'

/** One row before and after one act; null where there was none. */
export interface LoggedChange {
  table: string
  id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** What came about in some days: counts of what is still there, so that a thing undone never happened. */
export interface Week {
  logged: Record<ItemKind | 'note', number>
  read: number
  rated: number
  confirmed: number
  launched: number
  talked: number
}

/** What a run of changes, oldest first, came to. */
export function weekOf(changes: readonly LoggedChange[]): Week {
  const week: Week = {
    logged: { decision: 0, outcome: 0, feedback: 0, problem: 0, artifact: 0, learning: 0, note: 0 },
    read: 0,
    rated: 0,
    confirmed: 0,
    launched: 0,
    talked: 0,
  }
  for (const [{ before }, { table, after }] of netOf(changes)) {
    if (!after) continue
    if (table === 'initiatives' && after.launchedOn && !before?.launchedOn) week.launched++
    if (before) continue
    if (table === 'evidence' && !after.removedAt) week.logged[(after.kind as ItemKind | null) ?? 'note']++
    if (table === 'readings') week.read++
    if (table === 'ratings') week.rated++
    if (table === 'confirmations') week.confirmed++
    if (table === 'agreements') week.talked++
  }
  return week
}

/** Per row, the first change of it and the last. */
function netOf(changes: readonly LoggedChange[]): [LoggedChange, LoggedChange][] {
  const rows = Map.groupBy(changes, ({ table, id }) => `${table} ${id}`)
  return [...rows.values()].map((ofOne) => [ofOne[0]!, ofOne.at(-1)!])
}

/** “Two decisions logged, one metric read.”; null for a week in which nothing was written down. */
export function weekInWords({ logged, read, rated, confirmed, launched, talked }: Week): string | null {
  const records = [...itemKinds, 'note' as const].filter((kind) => logged[kind] > 0)
  const list = new Intl.ListFormat('en').format(records.map((kind) => some(logged[kind], ...kindWords[kind])))
  const parts = [
    records.length > 0 && `${list} logged`,
    launched > 0 && some(launched, 'launch', 'launches'),
    read > 0 && `${some(read, 'metric', 'metrics')} read`,
    confirmed > 0 && `${some(confirmed, 'record', 'records')} confirmed by others`,
    rated > 0 && `${some(rated, 'skill', 'skills')} rated`,
    talked > 0 && `${some(talked, 'talk', 'talks')} recorded`,
  ].filter((part) => typeof part === 'string')
  if (parts.length === 0) return null
  const all = parts.join(', ')
  return `${all[0]!.toUpperCase()}${all.slice(1)}.`
}

/** Whether the records say what changed or what was made; null where there is too little to tell. */
export function leaningOf({ logged }: Week): 'changed' | 'made' | null {
  const changed = logged.outcome + logged.decision + logged.problem + logged.feedback
  const made = logged.artifact
  if (changed + made < 2 || changed === made) return null
  return changed > made ? 'changed' : 'made'
}

const some = (n: number, one: string, many: string): string => `${inWords(n).toLowerCase()} ${n === 1 ? one : many}`

const kindWords: Record<ItemKind | 'note', [one: string, many: string]> = {
  decision: ['decision', 'decisions'],
  outcome: ['outcome', 'outcomes'],
  feedback: ['piece of feedback', 'pieces of feedback'],
  problem: ['problem found', 'problems found'],
  artifact: ['piece of work', 'pieces of work'],
  learning: ['lesson', 'lessons'],
  note: ['note', 'notes'],
}
