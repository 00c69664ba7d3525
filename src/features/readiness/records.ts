import type { Day } from '../../core/day.ts'
import { type ItemKind, itemKinds } from '../../core/evidence.ts'
import { skillsAt } from '../../core/framework.ts'
import type { Item } from '../../core/readiness/input.ts'
import { model } from '../../core/readiness/model.ts'
import { standingOf } from '../../core/readiness/standing.ts'
import { recency, shownScope } from '../../core/readiness/strength.ts'
import { isAtScope, type Row } from '../../core/readiness/units.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { derived } from '../../platform/derived.ts'
import type { View } from '../../platform/page.ts'
import { type Subject, subjectOf } from './subject.ts'

/** How much one record shows of a skill, in three words. */
export type Force = 'thin' | 'solid' | 'strong'

/** A record that counts for a skill. */
export interface Counting {
  evidence: StoredEvidence
  kind: ItemKind
  force: Force
  confirmed: boolean
  /** What lifts or lowers it, in a few words each. */
  because: string[]
}

/** A record of a skill that does not count yet, and why. */
export interface Waiting {
  evidence: StoredEvidence
  why: string
}

/** What a person's records do for each skill of the level. */
export interface RecordsBySkill {
  /** Strongest first. */
  counting: ReadonlyMap<string, Counting[]>
  /** Newest first. */
  waiting: ReadonlyMap<string, Waiting[]>
  /** Records at the level's scope that somebody else confirmed. */
  confirmed: number
}

/** The records behind each skill today, by the same rules as readiness. Kept until a record or the day changes. */
export const recordsBySkill = (view: View): Promise<RecordsBySkill> =>
  derived(view.tx, view.personId, view.today, `records by skill ${model.version}`, async () =>
    sorted(await subjectOf(view, view.today)),
  )

function sorted(subject: Subject): RecordsBySkill {
  const { framework, against, evidence, input } = subject
  const standing = standingOf(input)
  const byId = new Map(evidence.map((record) => [record.id, record]))
  const items = new Map(input.items.map((item) => [item.id, item]))
  const counting = new Map(
    [...standing.rows].map(([skill, rows]) => [
      skill,
      [...rows]
        .sort((a, b) => b.u - a.u || (a.item < b.item ? 1 : -1))
        .map((row) => countingOf(row, items.get(row.item)!, byId.get(row.item)!, input.asOf, subject)),
    ]),
  )
  const waiting = new Map(
    skillsAt(framework, against).map(({ id }) => [
      id,
      evidence
        .filter((record) => record.skills.includes(id))
        .flatMap((record) => {
          const why = whyNot(record, items.get(record.id), subject)
          return why === null ? [] : [{ evidence: record, why }]
        })
        .reverse(),
    ]),
  )
  return { counting, waiting, confirmed: standing.tally.confirmed }
}

function countingOf(row: Row, item: Item, evidence: StoredEvidence, asOf: Day, { profile }: Subject): Counting {
  const { outcome } = item
  const isMain = item.skills[0] === row.skill
  const measured = outcome?.baseline !== undefined && outcome.after !== undefined
  const reasons = [
    backingWords(row, evidence),
    measured && 'measured before and after',
    !isMain && 'not its main skill, so it counts half here',
    recency(item.date, asOf, profile.leaves) < 1 && 'more than six months old, so it fades',
  ]
  return {
    evidence,
    kind: item.kind,
    // A skill's second record says half as much about it, yet is no weaker for that: its force is read before the halving.
    force: forceOf(isMain ? row.u : row.u / model.skillShare.other),
    confirmed: row.confirmed,
    because: reasons.filter((reason) => typeof reason === 'string'),
  }
}

// A decision that somebody confirmed is strong, one that somebody saw is solid, one on the owner's word alone is thin.
const forceOf = (weight: number): Force => (weight >= 0.5 ? 'strong' : weight >= 0.3 ? 'solid' : 'thin')

function backingWords(row: Row, { confirmations, seenBy }: StoredEvidence): string {
  if (row.confirmed) {
    const names = [...new Set(confirmations.map(({ by }) => by))]
    const words = `confirmed by ${inWords(names)}`
    return row.voice ? words : `${words}, whose rating counts here already`
  }
  return seenBy.length > 0 ? `seen by ${inWords(seenBy)}, confirmed by nobody yet` : 'confirmed by nobody yet'
}

/** Why a record does not count for the level; null if it does. */
function whyNot(record: StoredEvidence, item: Item | undefined, { framework, against, input }: Subject): string | null {
  if (record.kind === null) return 'a note: say what it is, and it can count'
  if (record.happenedOn === null) return 'no date yet'
  if (record.happenedOn > input.asOf) return 'it has not happened yet'
  if (!item) return 'not read yet'
  if (isAtScope(item, { targetLevel: input.targetLevel, asOf: input.asOf })) return null
  const isOwnWord = shownScope(item) === item.scope
  const title = framework.levels.find(({ id }) => id === against)!.title
  return isOwnWord ? `work below ${title} size` : `whoever confirmed it saw work below ${title} size`
}

/** What the coverage picture draws for a skill: one cell per kind of record, in the order of `itemKinds`. */
export const coverageOf = (records: readonly Counting[]) =>
  itemKinds.map((kind) => {
    const found = records.filter((record) => record.kind === kind)
    const strength = Math.max(0, ...found.map(({ force }) => strengths[force])) as 0 | 1 | 2 | 3
    if (found.length === 0) return { count: 0, strength, fill: fills[kind] }
    const wantsWord = strength < strengths.strong && found.some((record) => !record.confirmed)
    return { count: found.length, strength, fill: wantsWord ? 'a word from somebody who saw it' : undefined }
  })

const strengths = { thin: 1, solid: 2, strong: 3 } as const

// What would fill an empty cell, a few words per kind.
const fills: Record<ItemKind, string> = {
  decision: 'a choice with its reason and what you gave up',
  outcome: 'a number before and after',
  feedback: 'words from somebody your work helped',
  problem: 'a problem you found first',
  artifact: 'a piece of work that others use',
  learning: 'a lesson that changed what you did next',
}

const inWords = (names: readonly string[]): string => new Intl.ListFormat('en').format(names)
