import type { Day } from './day.ts'
import { corroborationOf, type Evidence } from './evidence.ts'
import { type Framework, rankOf } from './framework.ts'
import { type ItemContext, itemOf } from './item.ts'
import { isMeasured } from './metric-words.ts'
import type { Candidate } from './promotion-case.ts'
import type { Rating } from './rating.ts'
import { ratingManager, readingsBySkill } from './readiness/estimate.ts'
import type { Input, Item } from './readiness/input.ts'
import { model } from './readiness/model.ts'
import { type Climber, itemContext, readinessInput } from './readiness/records.ts'
import { recencyFrom, shownScope, strength } from './readiness/strength.ts'
import { rowsOf, type Weighing } from './readiness/units.ts'
import { type CaseInitiative, isStoryTold, ownStory, saysTheSame } from './story.ts'
import type { SentenceReader } from './story-sentences.ts'

/** What the choice of examples is made from. */
export interface CaseRecords {
  framework: Framework
  climber: Climber
  ratings: readonly Rating[]
  evidence: readonly Evidence[]
  initiatives: readonly CaseInitiative[]
  on: Day
  read: SentenceReader
}

/** Every record as a candidate, weighed by the rules of readiness, and the skills of the target level to cover. */
export function candidatesOf(records: CaseRecords): { candidates: Candidate[]; skills: Input['skills'] } {
  const { scales, skills } = groundOf(records)
  return { candidates: weighedBy(records, scales)(records.evidence), skills }
}

/** What candidates are weighed by, and the skills to cover. The same person on the same day gets the same scales. */
export function groundOf(records: CaseRecords): { scales: Scales; skills: Input['skills'] } {
  const { framework, climber, ratings, on } = records
  const input = readinessInput(framework, climber, ratings, [], null, on)
  return { scales: scalesOf(records, input), skills: input.skills }
}

/** Weighs records as candidates. */
export function weighedBy({ initiatives, read }: Pick<CaseRecords, 'initiatives' | 'read'>, scales: Scales) {
  const byId = new Map(initiatives.map((initiative) => [initiative.id, initiative]))
  return (evidence: readonly Evidence[]): Candidate[] =>
    evidence.map((each) => {
      const initiative = (each.initiative !== null && byId.get(each.initiative)) || null
      const told = tellingOf(each, initiative, read)
      const known = weighed.get(each)
      if (known?.told === told && known.scales === scales) return known.candidate
      const candidate = candidateOf(each, told, scales)
      weighed.set(each, { told, scales, candidate })
      return candidate
    })
}

// After a change only what it touched is weighed and read again: a record that stands as it stood is the same candidate.
const weighed = new WeakMap<Evidence, { told: Telling; scales: Scales; candidate: Candidate }>()

export interface Scales {
  items: ItemContext
  weighing: Weighing
  target: number
  present: number
  skills: ReadonlySet<string>
}

function scalesOf({ framework, climber, ratings, on }: CaseRecords, input: Input): Scales {
  const items = itemContext(framework, climber, ratings, on)
  const managers = [...readingsBySkill(input)].flatMap(([skill, readings]): [string, string][] => {
    const manager = ratingManager(readings)
    return manager === undefined ? [] : [[skill, manager]]
  })
  const says = JSON.stringify([input.targetLevel, input.leaves, input.skills.map(({ id }) => id), managers.sort()])
  const known = scales.get(items)
  if (known?.says === says) return known.scales
  const fresh: Scales = {
    items,
    // Weighed at any size of work: the choice keeps apart which size a record shows.
    weighing: {
      asOf: on,
      targetLevel: Number.NEGATIVE_INFINITY,
      recencyOn: recencyFrom(on, input.leaves),
      managers: new Map(managers),
    },
    target: input.targetLevel,
    present: rankOf(framework, climber.level),
    skills: new Set(input.skills.map((skill) => skill.id)),
  }
  scales.set(items, { says, scales: fresh })
  return fresh
}

const scales = new WeakMap<ItemContext, { says: string; scales: Scales }>()

/** What reading a record's sentences tells: read when it is first asked for, since that costs most by far. */
interface Telling {
  initiative: CaseInitiative | null
  read: SentenceReader
  told(): boolean
  tradeOff(): boolean
}

function tellingOf(evidence: Evidence, initiative: CaseInitiative | null, read: SentenceReader): Telling {
  const known = tellings.get(evidence)
  if (known && known.read === read && saysTheSame(known.initiative, initiative)) return known
  const storyTold = () => ownStory(evidence, { read, initiative })
  // What comes next is said in its own field or after the word: without it a story cannot be told whole.
  const mayBeTold = evidence.next !== null || /\bnext\b/i.test(evidence.text)
  const telling: Telling = {
    initiative,
    read,
    told: () => mayBeTold && isStoryTold(storyTold()),
    tradeOff: () =>
      evidence.kind === 'decision' && storyTold().parts.some(({ part, filled }) => part === 'tradeOff' && filled),
  }
  tellings.set(evidence, telling)
  return telling
}

const tellings = new WeakMap<Evidence, Telling>()

// A note has no kind and says little by itself (domain 0, “Present-scope records still make a case”).
const NOTE_STRENGTH = 0.2

function candidateOf(
  evidence: Evidence,
  telling: Telling,
  { items, weighing, skills, target, present }: Scales,
): Candidate {
  const { asOf } = weighing
  const corroboration = corroborationOf({
    confirmations: evidence.confirmations.filter((confirmation) => confirmation.on <= asOf),
    seenBy: evidence.seenBy,
  })
  const item = asIfDated(evidence, items)
  const rows = rowsOf(item, weighing, (skill) => skills.has(skill))
  return {
    id: evidence.id,
    initiative: evidence.initiative,
    kind: evidence.kind,
    on: evidence.happenedOn,
    skills: rows.length > 0 ? rows.map((row) => row.skill) : evidence.skills.filter((skill) => skills.has(skill)),
    weights: Object.fromEntries(rows.map((row) => [row.skill, row.u])),
    strength: evidence.kind === null ? NOTE_STRENGTH : strength(item, asOf),
    recency: evidence.happenedOn === null ? 1 : weighing.recencyOn(evidence.happenedOn),
    corroboration: model.corroboration[corroboration],
    scope: sizeOf(shownScope(item), target, present),
    get storyTold() {
      return telling.told()
    },
    measured: evidence.metrics.some(isMeasured),
    get tradeOff() {
      return telling.tradeOff()
    },
    confirmed: corroboration === 'pasted' || corroboration === 'attested',
  }
}

// The rules leave out what has no kind or no day; a draft case shows these too, so each is weighed as if it had them.
function asIfDated(evidence: Evidence, context: ItemContext): Item {
  const item = itemOf(evidence, context)
  if (item) return item
  const { kind, happenedOn } = evidence
  return itemOf({ ...evidence, kind: kind ?? 'artifact', happenedOn: happenedOn ?? context.asOf }, context)!
}

const sizeOf = (shown: number, target: number, present: number): Candidate['scope'] =>
  shown >= target ? 'target' : shown >= present ? 'present' : 'other'
