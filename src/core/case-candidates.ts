import type { Day } from './day.ts'
import { corroborationOf, type Evidence } from './evidence.ts'
import { type Framework, rankOf } from './framework.ts'
import { isMeasured } from './metric-words.ts'
import type { Candidate } from './promotion-case.ts'
import type { Rating } from './rating.ts'
import { ratingManager, readingsBySkill } from './readiness/estimate.ts'
import type { Input, Item } from './readiness/input.ts'
import { model } from './readiness/model.ts'
import { type Climber, readinessInput } from './readiness/records.ts'
import { recency, shownScope, strength } from './readiness/strength.ts'
import { rowsOf, type Weighing } from './readiness/units.ts'
import { type CaseInitiative, isStoryTold, type SentenceReader, storyOf } from './story.ts'

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
  const { framework, climber, ratings, evidence, on } = records
  // The rules leave out what has no kind or no day; a draft case shows these too, so each is weighed as if it had them.
  const asIf = evidence.map((each) => ({
    ...each,
    kind: each.kind ?? ('artifact' as const),
    happenedOn: each.happenedOn ?? on,
  }))
  const input = readinessInput(framework, climber, ratings, asIf, null, on)
  const items = new Map(input.items.map((item) => [item.id, item]))
  const scales = scalesOf(framework, climber, input)
  return {
    candidates: evidence.map((each) => candidateOf(each, items.get(each.id)!, scales, records)),
    skills: input.skills,
  }
}

interface Scales {
  weighing: Weighing
  target: number
  present: number
  skills: ReadonlySet<string>
}

function scalesOf(framework: Framework, climber: Climber, input: Input): Scales {
  const managers = [...readingsBySkill(input)].flatMap(([skill, readings]) => {
    const manager = ratingManager(readings)
    return manager === undefined ? [] : [[skill, manager] as const]
  })
  const recencyOn = (day: Day) => recency(day, input.asOf, input.leaves)
  return {
    // Weighed at any size of work: the choice keeps apart which size a record shows.
    weighing: { asOf: input.asOf, targetLevel: Number.NEGATIVE_INFINITY, recencyOn, managers: new Map(managers) },
    target: input.targetLevel,
    present: rankOf(framework, climber.level),
    skills: new Set(input.skills.map((skill) => skill.id)),
  }
}

// A note has no kind and says little by itself (domain 0, “Present-scope records still make a case”).
const NOTE_STRENGTH = 0.2

function candidateOf(
  evidence: Evidence,
  item: Item,
  scales: Scales,
  { initiatives, on, read }: CaseRecords,
): Candidate {
  const { weighing, skills } = scales
  const corroboration = corroborationOf({
    confirmations: evidence.confirmations.filter((confirmation) => confirmation.on <= on),
    seenBy: evidence.seenBy,
  })
  const rows = rowsOf(item, weighing, (skill) => skills.has(skill))
  const initiative = initiatives.find(({ id }) => id === evidence.initiative) ?? null
  // Reading sentences costs most by far, and two answers need them: what comes next is said in its own field or after the
  // word, and only a decision has to say what was given up.
  const mayBeTold = evidence.next !== null || /\bnext\b/i.test(evidence.text)
  const story = mayBeTold || evidence.kind === 'decision' ? storyOf(evidence, { read, initiative }) : null
  return {
    id: evidence.id,
    initiative: evidence.initiative,
    kind: evidence.kind,
    on: evidence.happenedOn,
    skills: rows.length > 0 ? rows.map((row) => row.skill) : evidence.skills.filter((skill) => skills.has(skill)),
    weights: Object.fromEntries(rows.map((row) => [row.skill, row.u])),
    strength: evidence.kind === null ? NOTE_STRENGTH : strength(item, on),
    recency: evidence.happenedOn === null ? 1 : weighing.recencyOn(evidence.happenedOn),
    corroboration: model.corroboration[corroboration],
    scope: sizeOf(shownScope(item), scales),
    storyTold: story !== null && isStoryTold(story),
    measured: evidence.metrics.some(isMeasured),
    tradeOff: evidence.kind === 'decision' && story!.parts.some(({ part, filled }) => part === 'tradeOff' && filled),
    confirmed: corroboration === 'pasted' || corroboration === 'attested',
  }
}

const sizeOf = (shown: number, { target, present }: Scales): Candidate['scope'] =>
  shown >= target ? 'target' : shown >= present ? 'present' : 'other'
