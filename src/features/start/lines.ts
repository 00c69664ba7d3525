import { coach, describeMetric, itemKindOf, suggestSkills } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { skillOf, skillsAt } from '../../core/framework.ts'
import { type Question, questionAbout } from '../../core/one-question.ts'
import { knownStanding, type Profile, profileOf, type Standing } from '../../platform/career.ts'
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
export async function firstLines(
  { tx, personId, today, frameworks }: Context,
  start: StartState,
): Promise<FirstLine[]> {
  if (start.lines.length === 0) return []
  const rows = await tx
    .selectFrom('proposals')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', 'in', start.lines)
    .execute()
  const profile = await profileOf(tx, personId)
  const standing = await knownStanding(tx, personId, frameworks)
  return start.lines.flatMap((id) => {
    const row = rows.find((candidate) => candidate.id === id)
    return row ? [{ ...asLine(row, start, profile, today), skills: standing ? skillsIn(row.text, standing) : [] }] : []
  })
}

/** The two skills that a record of these words would be filed under. */
const skillsIn = (text: string, { framework, level, target }: Standing): string[] =>
  suggestSkills(text, skillsAt(framework, target ?? level))
    .slice(0, 2)
    .map(({ id }) => skillOf(framework, id).name)

function asLine(row: ProposalRow, start: StartState, profile: Profile, today: Day): Omit<FirstLine, 'skills'> {
  const reading = coach(row.text, {
    refDate: row.happenedOn ?? today,
    locale: (profile.locale ?? undefined) as 'en-US' | 'en-GB' | undefined,
    fiscalYearStart: profile.fiscalYearStart ?? undefined,
  })
  return {
    id: row.id,
    text: row.text,
    kind: row.kindSource === 'user' ? row.kind : itemKindOf(reading.kind),
    happenedOn: row.happenedOn,
    metrics: reading.metrics.map(describeMetric).filter(Boolean),
    question: questionAbout({ flags: reading.flags, happenedOn: row.happenedOn }),
    state: stateOf(row, start),
    evidence: row.evidenceId,
  }
}

function stateOf({ state, id }: ProposalRow, { later }: StartState): FirstLine['state'] {
  if (state === 'approved') return 'kept'
  if (state === 'dismissed') return 'not mine'
  return later.includes(id) ? 'later' : 'waiting'
}
