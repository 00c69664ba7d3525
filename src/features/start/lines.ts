import { coach, describeMetric, itemKindOf } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { type Question, questionAbout } from '../../core/one-question.ts'
import { type Profile, profileOf } from '../../platform/career.ts'
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
  /** Null where nothing is to be asked: a plan. */
  question: Question | null
  state: 'waiting' | 'later' | 'kept' | 'not mine'
  /** The record it became. */
  evidence: string | null
}

/** The lines shown first, in their order, as they stand now. */
export async function firstLines({ tx, personId, today }: Context, start: StartState): Promise<FirstLine[]> {
  if (start.lines.length === 0) return []
  const rows = await tx
    .selectFrom('proposals')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', 'in', start.lines)
    .execute()
  const profile = await profileOf(tx, personId)
  return start.lines.flatMap((id) => {
    const row = rows.find((candidate) => candidate.id === id)
    return row ? [asLine(row, start, profile, today)] : []
  })
}

function asLine(row: ProposalRow, start: StartState, profile: Profile, today: Day): FirstLine {
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
