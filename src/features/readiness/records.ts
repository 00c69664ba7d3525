import { best } from '../../core/best.ts'
import { withId } from '../../core/changed.ts'
import type { Day } from '../../core/day.ts'
import { type ItemKind, itemKinds } from '../../core/evidence.ts'
import { skillsAt } from '../../core/framework.ts'
import { itemOf } from '../../core/item.ts'
import { model } from '../../core/readiness/model.ts'
import { recency, shownScope } from '../../core/readiness/strength.ts'
import { isAtScope, type Row } from '../../core/readiness/units.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { derived } from '../../platform/derived.ts'
import type { View } from '../../platform/page.ts'
import { type Subject, subjectOf } from '../../platform/readiness-subject.ts'
import { groundOf, siftedBy } from '../../platform/record-index.ts'
import { fillWords } from '../../ui/charts/coverage.tsx'

/** How much one record shows of a skill, in three words. */
export type Force = 'thin' | 'solid' | 'strong'

/** A record as a skill's page names it. */
export interface Named {
  id: string
  /** Its first words. */
  says: string
  kind: ItemKind | null
  happenedOn: Day | null
}

/** A record that counts for a skill, with what lifts or lowers it in a few words each. */
export interface Counting extends Named {
  force: Force
  because: string[]
}

/** A record of a skill that does not count yet. */
export interface Waiting extends Named {
  why: string
}

/** What a person's records do for a skill. However many there are, only the first of them are named. */
export interface RecordsOfSkill {
  counting: number
  confirmed: number
  waiting: number
  /** By kind, in the order of `itemKinds`. */
  cells: { count: number; strength: 0 | 1 | 2 | 3; confirmed: number }[]
  strongest: Counting[]
  newestWaiting: Waiting[]
}

export interface RecordsBySkill {
  /** By skill, for the level's skills. */
  skills: Record<string, RecordsOfSkill>
  /** Records at the level's scope that somebody else confirmed. */
  confirmed: number
}

/** A page must not grow with the years: whoever wants them all has the log with its filters. */
export const mostNamed = 12

/** The records behind each skill today, by the same rules as readiness. Kept until a record or the day changes. */
export const recordsBySkill = (view: View): Promise<RecordsBySkill> =>
  derived(view.tx, view.personId, view.today, 'records by skill', async () =>
    sorted(view, await subjectOf(view, view.today)),
  )

export const recordsOf = ({ skills }: RecordsBySkill, skill: string): RecordsOfSkill => skills[skill] ?? noRecords

const noRecords: RecordsOfSkill = {
  counting: 0,
  confirmed: 0,
  waiting: 0,
  cells: itemKinds.map(() => ({ count: 0, strength: 0, confirmed: 0 })),
  strongest: [],
  newestWaiting: [],
}

function sorted(view: Pick<View, 'tx' | 'personId'>, subject: Subject): RecordsBySkill {
  const { framework, against, ground } = subject
  const waiting = waitingBySkill(view, subject)
  const skills = skillsAt(framework, against).map(({ id }): [string, RecordsOfSkill] => {
    const rows = ground.rows.get(id) ?? []
    const waits = waiting.get(id) ?? []
    return [
      id,
      {
        ...countingIn(rows, subject),
        waiting: waits.length,
        newestWaiting: waits
          .slice(-mostNamed)
          .reverse()
          .map(({ record, why }) => ({ ...named(record), why })),
      },
    ]
  })
  return { skills: Object.fromEntries(skills), confirmed: ground.tally.confirmed }
}

type OfCounting = Omit<RecordsOfSkill, 'waiting' | 'newestWaiting'>

/** What the records of a skill come to; kept for their list, which is another one where anything of it changed, or the day. */
function countingIn(rows: readonly Row[], subject: Subject): OfCounting {
  const known = counted.get(rows)
  if (known) return known
  const fresh: OfCounting = {
    counting: rows.length,
    confirmed: rows.filter((row) => row.confirmed).length,
    cells: cellsOf(rows),
    strongest: best(rows, mostNamed, (a, b) => b.u - a.u || (a.item < b.item ? 1 : -1)).map((row) =>
      countingOf(row, subject),
    ),
  }
  counted.set(rows, fresh)
  return fresh
}

const counted = new WeakMap<readonly Row[], OfCounting>()

interface WaitingRecord {
  id: string
  record: StoredEvidence
  why: string
}

/** Records that do not count yet by the skills they are filed under, oldest first. */
const waitingBySkill = ({ tx, personId }: Pick<View, 'tx' | 'personId'>, subject: Subject) =>
  siftedBy(tx, personId, 'waiting', {
    evidence: subject.evidence,
    ground: groundOf(subject.items.context, subject.against),
    rule: (record): WaitingRecord | null => {
      const why = whyNot(record, subject)
      return why === null ? null : { id: record.id, record, why }
    },
    keysOf: ({ record }) => [...new Set(record.skills)],
  })

/** What the coverage picture draws for a skill: one cell per kind of record. */
function cellsOf(rows: readonly Row[]): RecordsOfSkill['cells'] {
  const cells = itemKinds.map(() => ({ count: 0, strength: 0 as 0 | 1 | 2 | 3, confirmed: 0 }))
  for (const row of rows) {
    const cell = cells[itemKinds.indexOf(row.from.kind)]!
    cell.count += 1
    if (row.confirmed) cell.confirmed += 1
    cell.strength = Math.max(cell.strength, strengths[forceOf(row)]) as 1 | 2 | 3
  }
  return cells
}

const strengths = { thin: 1, solid: 2, strong: 3 } as const

function countingOf(row: Row, { evidence: records, input, profile }: Subject): Counting {
  const evidence = withId(records, row.item)!
  const item = row.from
  const { outcome } = item
  const isMain = item.skills[0] === row.skill
  const measured = outcome?.baseline !== undefined && outcome.after !== undefined
  const reasons = [
    backingWords(row, evidence),
    measured && 'measured before and after',
    !isMain && 'not its main skill, so it counts half here',
    recency(item.date, input.asOf, profile.leaves) < 1 && 'more than six months old, so it fades',
  ]
  return {
    ...named(evidence),
    kind: item.kind,
    force: forceOf(row),
    because: reasons.filter((reason) => typeof reason === 'string'),
  }
}

const named = ({ id, text, kind, happenedOn }: StoredEvidence): Named => ({
  id,
  says: shortened(text),
  kind,
  happenedOn,
})

const shortened = (text: string): string => {
  const [line = ''] = text.trim().split('\n')
  const letters = [...line]
  return letters.length > 140 ? `${letters.slice(0, 137).join('').trimEnd()}…` : line
}

// A decision that somebody confirmed is strong, one that somebody saw is solid, one on the owner's word alone is thin. A skill's
// second record says half as much about it, yet is no weaker for that: its force is read before the halving.
function forceOf({ u, skill, from }: Row): Force {
  const weight = from.skills[0] === skill ? u : u / model.skillShare.other
  return weight >= 0.5 ? 'strong' : weight >= 0.3 ? 'solid' : 'thin'
}

function backingWords(row: Row, { confirmations, seenBy }: StoredEvidence): string {
  if (row.confirmed) {
    const names = [...new Set(confirmations.map(({ by }) => by))]
    const words = `confirmed by ${inWords(names)}`
    return row.voice ? words : `${words}, whose rating counts here already`
  }
  return seenBy.length > 0 ? `seen by ${inWords(seenBy)}, confirmed by nobody yet` : 'confirmed by nobody yet'
}

/** Why a record does not count for the level; null if it does. */
function whyNot(record: StoredEvidence, { framework, against, input, items }: Subject): string | null {
  if (record.kind === null) return 'a note: say what it is, and it can count'
  if (record.happenedOn === null) return 'no date yet'
  if (record.happenedOn > input.asOf) return 'it has not happened yet'
  const item = itemOf(record, items.context)
  if (!item) return 'not read yet'
  if (isAtScope(item, { targetLevel: input.targetLevel, asOf: input.asOf })) return null
  const isOwnWord = shownScope(item) === item.scope
  const title = framework.levels.find(({ id }) => id === against)!.title
  return isOwnWord ? `work below ${title} size` : `whoever confirmed it saw work below ${title} size`
}

/** What the coverage picture draws for a skill, with what would fill a cell. */
export const coverageOf = ({ cells }: RecordsOfSkill) =>
  cells.map(({ count, strength, confirmed }, place) => {
    if (count === 0) return { count, strength, fill: fillWords[itemKinds[place]!] }
    const wantsWord = strength < strengths.strong && confirmed < count
    return { count, strength, fill: wantsWord ? 'a word from somebody who saw it' : undefined }
  })

const inWords = (names: readonly string[]): string => new Intl.ListFormat('en').format(names)
