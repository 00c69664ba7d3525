import { coach, likelySkills, suggestSkills } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import { recordDay } from '../../core/record-day.ts'
import { rememberedBy } from '../../core/remembered.ts'
import type { KnownToCoach } from '../../platform/known-to-coach.ts'
import type { ProposalRow } from '../../platform/schema.ts'

/** Most characters of one line: far more than anybody says of one thing, and little enough to be read while one waits. */
export const longestLine = 20_000

export type LineReading = ReturnType<typeof readLine>

/** What the coach reads in a line. */
export function readLine(text: string, refDate: Day, { reads, skills }: KnownToCoach) {
  const { tags, ...reading } = coach(text, { refDate, ...reads })
  return { ...reading, skills: likelySkills(suggestSkills(text, skills, reading)), dates: tags.dates }
}

/** The day a line names in words that only the coach can read (“last Tuesday”, “end of May”). */
export const dayIn = (line: string, today: Day, coachKnows: KnownToCoach): Day | null =>
  line.length > longestLine ? null : recordDay(readLine(line, today, coachKnows).dates, today)

/** What a yes makes of a proposal that is no evidence. */
export const becomingWords = { conversation: 'Customer conversation', contact: 'Contact' } as const

/** A proposal as it is shown: the line itself and what the coach reads in it now. */
export type Proposal = ReturnType<typeof withReading>

// Lines wait for days and are read each time they are shown: what was read is kept for as long as it would be the same.
const readings = rememberedBy<LineReading>(200)

const readAgain = (text: string, refDate: Day, coachKnows: KnownToCoach) =>
  readings(JSON.stringify([text, refDate, coachKnows.key]), () => readLine(text, refDate, coachKnows))

export const asProposal = (row: Omit<ProposalRow, 'personId'>, coachKnows: KnownToCoach, today: Day) =>
  withReading(row, readAgain(row.text, row.happenedOn ?? today, coachKnows))

/** The same where the line has just been read. */
export function withReading(row: Omit<ProposalRow, 'personId'>, reading: LineReading) {
  const { batchId, initiativeTitle, key: _, ...rest } = row
  return {
    ...rest,
    batch: batchId,
    initiative: initiativeTitle,
    skills: row.skills ?? reading.skills,
    reading: {
      kind: reading.kind,
      confidence: reading.confidence,
      metrics: reading.metrics,
      flags: reading.flags,
      strength: reading.strength,
    },
  }
}

/** Skills sent back as the coach suggested them are still its suggestion, which follows the text. */
export const isAsSuggested = (row: ProposalRow, skills: string[], coachKnows: KnownToCoach, today: Day): boolean =>
  row.skills === null &&
  [...readAgain(row.text, row.happenedOn ?? today, coachKnows).skills].sort().join() === [...skills].sort().join()
