import { addDays, type Day } from '../../core/day.ts'
import { weekdayOf } from '../../core/process-talk.ts'
import { broughtUp, type Checked, checkSignals, speaking } from '../../core/signals/check.ts'
import { checkFacts, factsOfMornings } from '../../platform/check-facts.ts'
import { derived, derivedAfter } from '../../platform/derived.ts'
import type { Context } from '../../platform/operation.ts'
import { lastChangeBefore } from '../../platform/past.ts'
import { signalsIn, stallsIn } from './content.ts'

export interface CheckAnswer extends Checked {
  /** Those that Today brings up: at most two a week, and only while they still speak. */
  onToday: string[]
}

/** Every check on the person's own records, worked out once for each change. */
export const checked = (context: Context): Promise<CheckAnswer> =>
  derived(context.tx, context.personId, context.today, 'signals', async () => {
    const { tx, personId, today, home } = context
    const answer = checkSignals(
      await checkFacts(tx, personId, today),
      signalsIn(home.content),
      stallsIn(home.content).stalls,
    )
    const speak = new Set<string>(speaking(answer.signals).map(({ id }) => id))
    return { ...answer, onToday: (await broughtUpThisWeek(context)).filter((id) => speak.has(id)) }
  })

/**
 * What was brought up in this week up to this morning. It rests on the days that are over, so nothing done today changes it: a check
 * that begins to speak today is brought up from tomorrow, and one that was mended leaves its place empty.
 */
async function broughtUpThisWeek({ tx, personId, today, home }: Context): Promise<string[]> {
  const before = await lastChangeBefore(tx, personId, today)
  return derivedAfter(tx, personId, today, 'signals week', before, async () => {
    const file = signalsIn(home.content)
    const { stalls } = stallsIn(home.content)
    const mornings = await factsOfMornings(tx, personId, mondayOf(today), today)
    const spoke = mornings.map((facts) => speaking(checkSignals(facts, file, stalls).signals).map(({ id }) => id))
    return broughtUp(spoke, file.newInAWeek)
  })
}

const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7))
