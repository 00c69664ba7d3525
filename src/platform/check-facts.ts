import { addDays, type Day } from '../core/day.ts'
import { isMeasured } from '../core/metric-words.ts'
import { firstWords, hasOutcome } from '../core/signals/factory.ts'
import type { InitiativeFact, SignalFacts } from '../core/signals/model.ts'
import { measuredSince, namesANumber, type OwnRecord, type OwnRecords, writtenSince } from '../core/stall-check.ts'
import { evidenceOf, initiativesKept } from './all-evidence.ts'
import type { StoredEvidence } from './career.ts'
import type { Handle } from './database.ts'
import { entriesBack, lastChangeBefore, type PastEntry } from './past.ts'
import { sifted } from './record-index.ts'
import type { EvidenceRow, RecordTable, Tables } from './schema.ts'

// What the checks on a person's own records depend on: now, and as it stood on the mornings of this week, which the log knows.

const tables = [
  'evidence',
  'initiatives',
  'readings',
  'profiles',
  'agreements',
  'talks',
  'people',
  'documents',
  'dismissals',
  'stallAnswers',
] as const satisfies readonly RecordTable[]
type CheckTable = (typeof tables)[number]

type Evidence = Pick<
  EvidenceRow,
  'id' | 'text' | 'kind' | 'happenedOn' | 'listedOn' | 'initiative' | 'metrics' | 'decision'
> &
  Partial<Pick<EvidenceRow, 'removedAt'>>

type RowOf<T extends CheckTable> = T extends 'evidence' ? Evidence : import('kysely').Selectable<Tables[T]>
type Rows = { [T in CheckTable]: Map<string, RowOf<T>> }

/** Everything the checks depend on, as it stands. */
export async function checkFacts(tx: Handle, personId: string, today: Day): Promise<SignalFacts> {
  const evidence = await evidenceOf(tx, personId, today)
  const told = sifted<Evidence & StoredEvidence>(tx, personId, 'decided or measured', evidence, null, (record) =>
    tells(record) ? record : null,
  )
  const rows = { ...(await presentRows(tx, personId)), evidence: byId<Evidence>([]) }
  return factsIn(rows, today, await aimedSince(tx, personId), { evidence, told })
}

/** The same as it stood when each day from `from` until today began. */
export async function factsOfMornings(tx: Handle, personId: string, from: Day, today: Day): Promise<SignalFacts[]> {
  const rows = {
    ...(await presentRows(tx, personId)),
    evidence: byId<Evidence>(await evidenceOf(tx, personId, today)),
  }
  const since = await aimedSince(tx, personId)
  const mornings: SignalFacts[] = []
  let day = today
  const begun = () => {
    mornings.unshift(factsIn(rows, day, since))
    day = addDays(day, -1)
  }
  const before = await lastChangeBefore(tx, personId, from)
  for await (const entry of entriesBack(tx, personId, before.seq)) {
    while (day >= from && entry.on < day) begun()
    takeBack(rows, entry)
  }
  while (day >= from) begun()
  return mornings
}

async function presentRows(tx: Handle, personId: string): Promise<Omit<Rows, 'evidence'>> {
  const own = <T extends Exclude<CheckTable, 'evidence' | 'initiatives'>>(table: T) =>
    tx
      .selectFrom(table as 'talks')
      .selectAll()
      .where('personId', '=', personId)
      .execute() as unknown as Promise<RowOf<T>[]>
  return {
    initiatives: byId(await initiativesKept(tx, personId)),
    readings: byId(await own('readings')),
    profiles: byId(await own('profiles')),
    agreements: byId(await own('agreements')),
    talks: byId(await own('talks')),
    people: byId(await own('people')),
    documents: byId(await own('documents')),
    dismissals: byId(await own('dismissals')),
    stallAnswers: byId(await own('stallAnswers')),
  }
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

function takeBack(rows: Rows, { changes }: PastEntry): void {
  for (const { table, id, before } of [...changes].reverse()) {
    if (!(tables as readonly RecordTable[]).includes(table)) continue
    const places = rows[table as CheckTable] as Map<string, unknown>
    if (before) places.set(id, before)
    else places.delete(id)
  }
}

interface Aim {
  target: string
  since: Day
}

/** The level aimed at and since when, from the log; null where the log does not say so. */
async function aimedSince(tx: Handle, personId: string): Promise<Aim | null> {
  const said = []
  for (const operation of ['profile.set', 'start.role'])
    said.push(
      ...(await tx
        .selectFrom('activity')
        .select(['seq', 'at', 'changes'])
        .where('personId', '=', personId)
        .where('operation', '=', operation)
        .execute()),
    )
  let aim = null as Aim | null
  for (const { at, changes } of said.sort((a, b) => a.seq - b.seq))
    for (const { table, after } of changes) {
      if (table !== 'profiles') continue
      const target = after?.target as string | null | undefined
      if (!target) aim = null
      else if (aim?.target !== target) aim = { target, since: at.slice(0, 10) }
    }
  return aim
}

/** The records that are not removed, and those of them that hold a decision or a number before and after. */
interface Told {
  evidence: readonly Evidence[]
  told: readonly Evidence[]
}

const tells = ({ decision, metrics }: Evidence): boolean => decision !== null || metrics.some(isMeasured)

function toldIn({ evidence: all }: Rows): Told {
  const evidence = [...all.values()].filter(({ removedAt }) => !removedAt)
  return { evidence, told: evidence.filter(tells) }
}

function factsIn(
  rows: Rows,
  today: Day,
  aim: Aim | null,
  { evidence: records, told: evidence } = toldIn(rows),
): SignalFacts {
  const [profile] = rows.profiles.values()
  const leaves = profile?.leaves ?? []
  const initiatives = initiativeFacts(rows)
  const aimsAt =
    profile?.target && profile.target !== 'none' && profile.target !== profile.level ? profile.target : null
  const bare: Omit<SignalFacts, 'own'> = {
    today,
    leaves,
    initiatives,
    evidence,
    talks: [...rows.talks.values()],
    people: [...rows.people.values()],
    answers: [...rows.stallAnswers.values()],
    dismissals: [...rows.dismissals.values()],
    aim: aimsAt === null ? null : { since: aim?.target === aimsAt && aim.since <= today ? aim.since : null },
    agreements: [...rows.agreements.values()].map(({ on }) => on),
    drafts: [...rows.documents.values()]
      .filter(({ state, removedAt }) => state === 'draft' && removedAt === null)
      .map(({ id, title, template, initiative, fieldsJson }) => ({
        id,
        title,
        template,
        initiative,
        text: wordsIn(fieldsJson).join('\n'),
      })),
  }
  return { ...bare, own: ownRecords(rows, bare, records) }
}

function initiativeFacts({ initiatives, readings }: Rows): (InitiativeFact & { why: string | null })[] {
  const readingsOf = Map.groupBy(readings.values(), ({ metricId }) => metricId)
  return [...initiatives.values()].map(
    ({ id, title, why, origin, startedOn, launchedOn, stoppedOn, declinedBecause, userChange, review, metric }) => ({
      id,
      title,
      why,
      origin,
      startedOn,
      launchedOn,
      stoppedOn,
      declined: declinedBecause !== null,
      userChange,
      reviewed: review !== null,
      readings: (metric !== null && readingsOf.get(metric)) || [],
    }),
  )
}

/** What the person's records can say to a stall. What Cairn keeps no records of yet is null, so that nothing is guessed. */
function ownRecords(
  { initiatives, documents }: Rows,
  { today, initiatives: work, evidence }: Omit<SignalFacts, 'own'>,
  records: readonly Evidence[],
): OwnRecords {
  const since = measuredSince(today)
  const written = records.some(({ listedOn }) => listedOn > since && listedOn <= today)
  const measured = evidence
    .filter(
      ({ happenedOn, metrics }) =>
        happenedOn !== null && happenedOn > since && happenedOn <= today && metrics.some(isMeasured),
    )
    .sort((a, b) => (a.happenedOn === b.happenedOn ? (a.id < b.id ? 1 : -1) : a.happenedOn! < b.happenedOn! ? 1 : -1))
  const active = [...initiatives.values()].filter(
    ({ startedOn, stoppedOn, launchedOn }) =>
      startedOn <= today && stoppedOn === null && (launchedOn === null || launchedOn > addDays(today, -90)),
  )
  const named = active.filter(({ why }) => namesANumber(why))
  const launched = work.filter(
    ({ launchedOn }) => launchedOn !== null && launchedOn <= addDays(today, -30) && launchedOn >= addDays(today, -210),
  )
  return {
    strategyPieces: [...documents.values()]
      .filter(
        ({ template, finishedOn, removedAt }) =>
          isStrategy(template) && finishedOn !== null && finishedOn > writtenSince(today) && removedAt === null,
      )
      .sort((a, b) => (a.finishedOn === b.finishedOn ? (a.id < b.id ? 1 : -1) : a.finishedOn! < b.finishedOn! ? 1 : -1))
      .map(({ id, title }) => ({ type: 'document', id, text: title ?? 'A page without a title' })),
    initiatives: {
      active: active.length,
      linked: named.length,
      named: named.map(({ id, title }) => ({ type: 'initiative', id, text: title })),
    },
    outside: null,
    measured: written ? measured.map(asOwn) : null,
    launched: { all: launched.length, withOutcome: launched.filter((one) => hasOutcome(one, evidence)).length },
    revisit: null,
  }
}

// Of hundreds the first few are shown: words are cut when they are asked for.
const asOwn = ({ id, text }: Pick<Evidence, 'id' | 'text'>): OwnRecord => ({
  type: 'evidence',
  id,
  get text() {
    return firstWords(text)
  },
})

const wordsIn = (answer: unknown): string[] =>
  typeof answer === 'string'
    ? [answer]
    : typeof answer === 'object' && answer !== null
      ? Object.values(answer).flatMap(wordsIn)
      : []

const isStrategy = (template: string): boolean => template === 'strategy_memo' || template === 'roadmap_narrative'
