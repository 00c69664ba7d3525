import { addDays, type Day } from './day.ts'
import { type FollowUp, followUps, type Reading } from './follow-up.ts'

/** What the picture needs of an initiative. */
export interface TimelineInitiative {
  id: string
  title: string
  startedOn: Day
  launchedOn: Day | null
  stoppedOn: Day | null
}

/** One initiative over a year. */
export interface TimelineRow extends TimelineInitiative {
  /** The last day that belongs to it; today's while it goes on. */
  until: Day
  goesOn: boolean
  /** Its looks at the number; none before launch. */
  checks: FollowUp[]
}

/** The initiatives that were under way in a year, the last begun first. A launch belongs to it until its 60 days are over. */
export function timelineOf(
  initiatives: readonly TimelineInitiative[],
  readingsOf: (initiative: TimelineInitiative) => readonly Reading[],
  year: number,
  today: Day,
): TimelineRow[] {
  return initiatives
    .map(({ id, title, startedOn, launchedOn, stoppedOn }) => ({ id, title, startedOn, launchedOn, stoppedOn }))
    .filter((initiative) => isOfYear(initiative, year, today))
    .sort((a, b) => (a.startedOn > b.startedOn ? -1 : a.startedOn < b.startedOn ? 1 : a.id > b.id ? -1 : 1))
    .map((initiative) => rowOf(initiative, readingsOf(initiative), today))
}

/** The years in which something was under way, the latest first. */
export function yearsOf(initiatives: readonly TimelineInitiative[], today: Day): number[] {
  const spans = initiatives.map((initiative) => [initiative.startedOn, endOf(initiative, today)].map(yearIn))
  const found = new Set(spans.flatMap(([from, to]) => yearsBetween(from!, to!)))
  return [...found].sort((a, b) => b - a)
}

const yearIn = (day: Day): number => Number(day.slice(0, 4))

// A date typed wrongly, such as the year 206, must not make a list of centuries.
const MOST_YEARS = 60

const yearsBetween = (from: number, to: number): number[] => {
  const first = Math.max(from, to - MOST_YEARS)
  return [from, ...Array.from({ length: Math.max(0, to - first + 1) }, (_, i) => first + i)]
}

const isOfYear = (initiative: TimelineInitiative, year: number, today: Day): boolean =>
  yearIn(initiative.startedOn) <= year && yearIn(endOf(initiative, today)) >= year

function rowOf(initiative: TimelineInitiative, readings: readonly Reading[], today: Day): TimelineRow {
  const { launchedOn, stoppedOn } = initiative
  return {
    ...initiative,
    until: endOf(initiative, today),
    goesOn: !stoppedOn && (!launchedOn || addDays(launchedOn, 60) > today),
    checks: launchedOn && !isStoppedBefore(initiative) ? followUps(launchedOn, readings, today) : [],
  }
}

const isStoppedBefore = ({ launchedOn, stoppedOn }: TimelineInitiative): boolean =>
  launchedOn !== null && stoppedOn !== null && stoppedOn < launchedOn

/** The last day that belongs to it. */
function endOf({ startedOn, launchedOn, stoppedOn }: TimelineInitiative, today: Day): Day {
  const end = stoppedOn ?? (launchedOn ? addDays(launchedOn, 60) : today)
  return end < startedOn ? startedOn : end
}
