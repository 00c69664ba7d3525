import { addDays, type Day, monthOf } from './day.ts'
import { weekdayOf } from './process-talk.ts'

/** What has to be there before a packet is handed in, and how many days before (domain 5.4). The reasons stand there too. */
const pieces = [
  { id: 'process', before: 195, text: 'Process known, level guide at hand, list of people made' },
  { id: 'rating1', before: 185, text: 'First rating by you and your manager' },
  { id: 'scope_start', before: 180, text: 'Work at the next level’s scope under way' },
  { id: 'challenger_round', before: 120, text: 'Those not yet convinced heard, early enough to act on' },
  { id: 'plan90_start', before: 119, text: 'Latest start of the last 90-day plan' },
  { id: 'rating2', before: 90, text: 'Second rating, gaps agreed' },
  { id: 'last_ship_60', before: 74, text: 'Last launch whose 60-day check can be in the packet' },
  { id: 'agreement', before: 45, text: 'Talk: will you put me forward, what is missing' },
  { id: 'last_ship_30', before: 44, text: 'Last launch with at least a 30-day check' },
  { id: 'attest_out', before: 35, text: 'Requests to confirm your records sent' },
  { id: 'rating3', before: 30, text: 'Third rating' },
  { id: 'draft', before: 28, text: 'Draft of summary and packet' },
  { id: 'manager_read', before: 21, text: 'Your manager has read the draft, objections rehearsed' },
  { id: 'attest_close', before: 14, text: 'Confirmations and follow-up checks closed, summary final' },
  { id: 'sign_off', before: 5, text: 'Your manager signs off' },
  { id: 'packet', before: 0, text: 'Packet handed in' },
] as const
export type PieceId = (typeof pieces)[number]['id']

export const usualLeadDays = 21

/** True or false where records say so; absent where nothing here can tell. */
export type PiecesDone = Partial<Record<PieceId, boolean>>

export interface Piece {
  id: PieceId
  text: string
  due: Day
  /** Null where nothing here can tell. */
  done: boolean | null
  /** Its day has passed and it is not known to be done. */
  late: boolean
}

export interface BackPlan {
  packet: Day
  pieces: Piece[]
  verdict: 'on_time' | 'tight' | 'consider_next'
  says: string
}

export interface BackPlanFacts {
  closesOn: Day
  leadDays: number
  today: Day
  holidays?: readonly Day[]
  done?: PiecesDone
  /** Months with work at the next level’s scope so far. */
  monthsAtScope: number
}

/** Dates worked back from the day the cycle closes; null once the packet’s day has passed: then the next cycle is the one to plan. */
export function backPlanOf({
  closesOn,
  leadDays,
  today,
  holidays,
  done = {},
  monthsAtScope,
}: BackPlanFacts): BackPlan | null {
  const packet = workingDay(addDays(closesOn, -leadDays), holidays)
  if (packet < today) return null
  const all = pieces.map(({ id, before, text }): Piece => {
    const due = workingDay(addDays(packet, -before), holidays)
    const isDone = done[id] ?? null
    return { id, text, due, done: isDone, late: due < today && isDone !== true }
  })
  const late = all.filter((piece) => piece.late)
  const isAgreementLate = late.some(({ id }) => id === 'agreement')
  const months = monthsAtScope + wholeMonthsUntil(packet, today)
  const verdict = late.length === 0 ? 'on_time' : !isAgreementLate && months >= 4 ? 'tight' : 'consider_next'
  return { packet, pieces: all, verdict, says: saysOf(verdict, late) }
}

function saysOf(verdict: BackPlan['verdict'], late: readonly Piece[]): string {
  if (verdict === 'on_time') return 'Everything can be there for this cycle.'
  if (verdict === 'tight')
    return `This cycle is possible; ${late.length === 1 ? 'one piece is' : `${late.length} pieces are`} behind. This week: ${lowered(late[0]!.text)}.`
  return 'For this cycle you would ask on thin records. Ask your manager which they would choose: this one with what is there, or the next with a fuller case.'
}

const lowered = (text: string): string => text[0]!.toLowerCase() + text.slice(1)

/** The day itself, or the last one before it on which people work. */
function workingDay(day: Day, holidays: readonly Day[] = []): Day {
  let at = day
  while ([0, 6].includes(weekdayOf(at)) || holidays.includes(at)) at = addDays(at, -1)
  return at
}

function wholeMonthsUntil(day: Day, today: Day): number {
  const [from, to] = [monthOf(today), monthOf(day)].map(
    (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)),
  )
  const months = to! - from!
  return Math.max(0, Number(day.slice(8)) >= Number(today.slice(8)) ? months : months - 1)
}

/** The day a piece of the plan is due; null without a plan. */
export const dueOf = (plan: BackPlan | null, id: PieceId): Day | null =>
  plan?.pieces.find((piece) => piece.id === id)?.due ?? null
