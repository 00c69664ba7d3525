import { daysBetween } from '../day.ts'
import { valueInWords } from '../metric-words.ts'
import { inWords } from '../number-words.ts'
import { type DueCheck, shortened, type TodayFacts, type Weighed, weighed } from './todo.ts'

const SOON = 2
// What a number reads months after a launch says little about the launch.
const TOO_LATE = 90
const MOST_CHECKS = 2

/** A reading finishes a story, and only now; the later of two looks at one launch says both. */
export function checks({ checks: all, today }: TodayFacts): Weighed[] {
  const open = all.filter(({ dueOn }) => daysBetween(today, dueOn) <= SOON && daysBetween(dueOn, today) <= TOO_LATE)
  return [...Map.groupBy(open, ({ initiative }) => initiative).values()]
    .map((ofOne) => ofOne.reduce((a, b) => (b.day > a.day ? b : a)))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .slice(0, MOST_CHECKS)
    .map((check) => {
      const { initiative, metric, day, title, dueOn } = check
      return weighed(90 + Math.min(30, Math.max(0, daysBetween(dueOn, today))), {
        id: `check:${initiative}:${day}`,
        title: `How is ${metric?.name ?? 'it'}, ${day} days after ${title}?`,
        why: metric
          ? `${setOut(metric)}One number finishes the story.`
          : 'No metric is named yet. Say which number it should move, and read it.',
        minutes: 5,
        due: dueOn,
        urgent: dueOn <= today,
        button: metric ? 'Record the reading' : 'Name the metric',
        place: metric
          ? { at: 'reading', initiative, metric: metric.id, unit: metric.unit }
          : { at: 'initiative', initiative, part: 'edit' },
      })
    })
}

function setOut({ baseline, target, unit }: NonNullable<DueCheck['metric']>): string {
  const value = (n: number) => valueInWords(n, unit)
  if (baseline !== null && target !== null)
    return `You set ${value(baseline)} as the baseline and ${value(target)} as the target. `
  if (baseline !== null) return `You set ${value(baseline)} as the baseline. `
  return target === null ? '' : `You set ${value(target)} as the target. `
}

const MOST_REVISITS = 1

/** A decision that was to be looked at again; the others wait on the page of decisions. */
export function revisits({ revisits: due, today }: TodayFacts): Weighed[] {
  return due.slice(0, MOST_REVISITS).map(({ id, choice, dueOn }) =>
    weighed(67, {
      id: `revisit:${id}`,
      title: `Does it still stand: “${shortened(choice)}”?`,
      why: `You set this day to look at the decision again.${due.length > 1 ? ` ${inWords(due.length - 1)} more ${due.length === 2 ? 'waits' : 'wait'} beside it.` : ''}`,
      minutes: 5,
      due: dueOn,
      urgent: dueOn <= today,
      button: 'Look at it again',
      place: { at: 'decision', record: id },
    }),
  )
}

const MOST_LOOK_BACKS = 1

/** What happened after a launch, said while it is fresh, and then made to count. */
export function lookBacks({ lookBacks: open, checks: due }: TodayFacts): Weighed[] {
  // Where a reading is asked for, the review comes after it.
  const asked = new Set(due.map(({ initiative }) => initiative))
  return open
    .filter(({ initiative }) => !asked.has(initiative))
    .slice(0, MOST_LOOK_BACKS)
    .map(({ initiative, title, lacks }) =>
      weighed(lacks === 'review' ? 64 : 63, {
        id: `${lacks}:${initiative}`,
        title: lacks === 'review' ? `Look back at ${title}` : `Make ${title} count`,
        why:
          lacks === 'review'
            ? 'The number was read. What happened, did it move, and what would you do differently?'
            : 'You looked back at it. Look the record over and keep it; it holds the readings already.',
        minutes: lacks === 'review' ? 10 : 3,
        button: lacks === 'review' ? 'Look back' : 'See the record',
        place: { at: 'initiative', initiative, part: lacks },
      }),
    )
}
