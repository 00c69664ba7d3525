import { coach, describeMetric, itemKindOf, likelySkills, suggestSkills } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { type Framework, skillOf } from '../../core/framework.ts'
import { type Question, questionAbout } from '../../core/one-question.ts'
import { knownStanding } from '../../platform/career.ts'
import { type KnownToCoach, knownToCoach } from '../../platform/known-to-coach.ts'
import type { Context } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import type { StartState } from '../../platform/start.ts'

/** One of the first lines as the person sees it: their words, what the coach understood, and the one blank. */
export interface FirstLine {
  id: string
  text: string
  kind: ItemKind | null
  happenedOn: Day | null
  /** What moved, in words. */
  metrics: string[]
  /** Names of the skills it would count for. */
  skills: string[]
  /** Null where nothing is to be asked: a plan. */
  question: Question | null
  state: 'waiting' | 'later' | 'kept' | 'not mine'
  /** The record it became. */
  evidence: string | null
}

/** The lines shown first, in their order, as they stand now. */
export async function firstLines(context: Context, start: StartState): Promise<FirstLine[]> {
  if (start.lines.length === 0) return []
  const { tx, personId, today, frameworks } = context
  const rows = await tx
    .selectFrom('proposals')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', 'in', start.lines)
    .execute()
  const coachKnows = await knownToCoach(context)
  const framework = (await knownStanding(tx, personId, frameworks))?.framework
  return start.lines.flatMap((id) => {
    const row = rows.find((candidate) => candidate.id === id)
    return row ? [asLine(row, start, coachKnows, framework, today)] : []
  })
}

function asLine(
  row: ProposalRow,
  start: StartState,
  { reads, skills }: KnownToCoach,
  framework: Framework | undefined,
  today: Day,
): FirstLine {
  const reading = coach(row.text, { refDate: row.happenedOn ?? today, ...reads })
  const likely = likelySkills(suggestSkills(row.text, skills, reading))
  return {
    id: row.id,
    text: row.text,
    kind: row.kindSource === 'user' ? row.kind : itemKindOf(reading.kind),
    happenedOn: row.happenedOn,
    metrics: reading.metrics.map(describeMetric).filter(Boolean),
    skills: framework ? likely.map((id) => skillOf(framework, id).name) : [],
    question: questionAbout({ flags: reading.flags, happenedOn: row.happenedOn, named: reading.tags.named }),
    state: stateOf(row, start),
    evidence: row.evidenceId,
  }
}

function stateOf({ state, id }: ProposalRow, { later }: StartState): FirstLine['state'] {
  if (state === 'approved') return 'kept'
  if (state === 'dismissed') return 'not mine'
  return later.includes(id) ? 'later' : 'waiting'
}
