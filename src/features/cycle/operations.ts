import { z } from 'zod'
import { backPlanOf, type PiecesDone, usualLeadDays } from '../../core/back-plan.ts'
import { activeDaysBetween, type Day } from '../../core/day.ts'
import { peopleTargets } from '../../core/people.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, latestAgreement, type Profile, profileOf } from '../../platform/career.ts'
import { day } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { dayWords } from '../../ui/parts.tsx'

export const setCycle = operation({
  name: 'cycle.set',
  summary: 'Put in the day your review cycle closes. What has to be there by when is worked back from it.',
  scope: 'write',
  input: z.strictObject({
    closesOn: day.describe('The day it closes, or the day you pick where promotions happen all year.'),
    leadDays: z
      .number()
      .int()
      .min(0)
      .max(180)
      .optional()
      .describe(`Days before it closes in which a committee reads; ${usualLeadDays} if you do not know.`),
  }),
  async run(context, { closesOn, leadDays }) {
    if (closesOn < context.today)
      throw new Problem('invalid', 'This day has passed. Put in the next one; nothing was changed.', 'closesOn')
    // The day is the profile’s: the case and the first ten minutes speak of the same one.
    await context.call<Profile>('profile.set', { reviewOn: closesOn })
    if (leadDays !== undefined) await context.records.put('cycles', { leadDays })
    return cycleOf(context)
  },
  says: ({ closesOn, plan }) =>
    plan
      ? `Your cycle closes on ${dayWords(closesOn!)}; what you hand in is due on ${dayWords(plan.packet)}.`
      : `Your cycle closes on ${dayWords(closesOn!)}. What is handed in was due before today, so plan for the next one.`,
  prints: (answer) => printedCycle(answer),
})

export const showCycle = operation({
  name: 'cycle.show',
  summary: 'Show when your review cycle closes and what has to be there by when, worked back from that day.',
  scope: 'read',
  input: z.strictObject({}),
  run: (context) => cycleOf(context),
  prints: (answer) => printedCycle(answer),
})

export type CycleAnswer = Awaited<ReturnType<typeof cycleOf>>

async function cycleOf(context: Context) {
  const { tx, personId, today } = context
  const { reviewOn } = await profileOf(tx, personId)
  const row = await tx.selectFrom('cycles').select('leadDays').where('personId', '=', personId).executeTakeFirst()
  const leadDays = row?.leadDays ?? usualLeadDays
  if (reviewOn === null || reviewOn < today)
    return { closesOn: reviewOn, leadDays, isPast: reviewOn !== null, plan: null }
  const { done, monthsAtScope } = await progressOf(context)
  const plan = backPlanOf({ closesOn: reviewOn, leadDays, today, done, monthsAtScope })
  return { closesOn: reviewOn, leadDays, isPast: false, plan }
}

/** Which pieces the records show as done, and the months with work of the next level’s size. */
async function progressOf(context: Context): Promise<{ done: PiecesDone; monthsAtScope: number }> {
  const { tx, personId, today, frameworks } = context
  const standing = await knownStanding(tx, personId, frameworks)
  if (!standing) return { done: {}, monthsAtScope: 0 }
  const { months, skills, caps } = await context.call<Readiness>('readiness.show')
  const { leaves } = standing.profile
  const isFresh = (on: Day | undefined) => on !== undefined && activeDaysBetween(on, today, leaves) <= 30
  const rated = caps.find(({ gate }) => gate === 'manager_input')?.detail
  const assessed = skills.filter(({ self }) => self !== null)
  const bothFresh =
    assessed.length > 0 && assessed.every(({ self, manager }) => isFresh(self?.date) && isFresh(manager?.date))
  const agreement = await latestAgreement(tx, personId, standing, today)
  const launched = await tx
    .selectFrom('initiatives')
    .select('id')
    .where('personId', '=', personId)
    .where('launchedOn', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return {
    monthsAtScope: months,
    done: {
      process: await isProcessKnown(context),
      rating1: typeof rated === 'number' && rated >= 0.8 && assessed.length > 0,
      scope_start: skills.some(({ count }) => count > 0),
      rating2: bothFresh,
      rating3: bothFresh,
      agreement: agreement !== undefined && activeDaysBetween(agreement.on, today, leaves) <= 120,
      ...(launched && { last_ship_60: true, last_ship_30: true }),
    },
  }
}

async function isProcessKnown({ tx, personId }: Context): Promise<boolean> {
  const findings = await tx.selectFrom('research').select('topic').where('personId', '=', personId).execute()
  if (!findings.some(({ topic }) => topic === 'process' || topic === 'criteria')) return false
  const { n } = await tx
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  return n >= peopleTargets.first
}

/** The part of `readiness.show` that says what is done. */
interface Readiness {
  months: number
  caps: { gate: string; detail: unknown }[]
  skills: { count: number; self: { date: Day } | null; manager: { date: Day } | null }[]
}

function printedCycle({ closesOn, isPast, plan }: CycleAnswer): string {
  if (closesOn === null)
    return 'No day is put in yet. When does your next review close? cairn cycle set --closes-on 2026-12-01'
  if (isPast) return `Your cycle closed on ${dayWords(closesOn)}. Put in the next one: cairn cycle set --help`
  if (!plan)
    return `Your cycle closes on ${dayWords(closesOn)}. What is handed in was due before today: plan for the next one.`
  return [
    `Your cycle closes on ${dayWords(closesOn)}; what you hand in is due on ${dayWords(plan.packet)}.`,
    wrapped(plan.says),
    '',
    aligned(
      plan.pieces.map(({ due, text, done, late }) => [
        dayWords(due),
        done ? 'done' : late ? 'its day has passed' : '',
        text,
      ]),
      '  ',
    ),
  ].join('\n')
}
