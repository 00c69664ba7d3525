import { addDays, type Day } from './day.ts'

/**
 * A sentence to find out how promotion works here, ready to say (domain 7, “Reward first”: the team's goals first, then a question).
 * Without a level aimed at, it asks what to be known for instead; it asks for nothing.
 */
export const processOpener = (next: string | null): string =>
  next === null
    ? 'I am glad to stay at my level and want to be of more use in it. What would you most like people to come to me for in the next half year?'
    : 'The team’s goals come first for me. Besides them I would like to learn how people grow into the next level here. ' +
      `How does the step to ${next} work, what is looked at, and when is it decided?`

/** A day to put it down for: the first Tuesday to Thursday at least three days ahead, when calendars have most room. */
export function suggestedDay(today: Day): Day {
  for (let day = addDays(today, 3); ; day = addDays(day, 1)) if ([2, 3, 4].includes(weekdayOf(day))) return day
}

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()
