import { hoursInFigures } from './actions/plan.ts'
import { type Day, daysBetween } from './day.ts'
import { count, durationInWords, inWords } from './number-words.ts'
import { checks, lookBacks, revisits } from './today/launches.ts'
import { agreement, firstSteps, steps } from './today/steps.ts'
import { type IncompleteRecord, shortened, type TodayFacts, type Todo, type Weighed, weighed } from './today/todo.ts'

/** At most five things, the most urgent first (interface, “Today”). Equal ones keep the order in which they are named here. */
export function todosFor(facts: TodayFacts): Todo[] {
  const weighed = [
    ...checks(facts),
    ...revisits(facts),
    ...lookBacks(facts),
    ...firstSteps(facts),
    ...agreement(facts),
    ...start(facts),
    ...inbox(facts),
    ...incomplete(facts),
    ...confirmation(facts),
    ...steps(facts),
    ...signals(facts),
    ...caseMissing(facts),
    ...rating(facts),
  ]
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 5)
    .map(({ todo }) => todo)
}

/** “Three things are worth your time. One hour, all told.” */
export function leadFor(todos: readonly Todo[]): string {
  if (todos.length === 0) return 'Nothing needs you now.'
  const minutes = todos.reduce((sum, todo) => sum + todo.minutes, 0)
  if (todos.length === 1) return `One thing is worth your time. ${durationInWords(minutes)}.`
  return `${inWords(todos.length)} things are worth your time. ${durationInWords(minutes)}, all told.`
}

/** When it is due and how long it takes: “due yesterday · 5 min”, “2 hours this week, of 14 hours”. */
export const timeOf = (
  { due, minutes, wholeHours }: Pick<Todo, 'due' | 'minutes' | 'wholeHours'>,
  today: Day,
): string => [due && dueInWords(due, today), takes(minutes, wholeHours)].filter(Boolean).join(' · ')

function takes(minutes: number, wholeHours: number | null): string {
  const now = minutes < 120 ? `${minutes} min` : hoursInFigures(minutes / 60)
  return wholeHours === null ? now : `${now} this week, of ${hoursInFigures(wholeHours)}`
}

function dueInWords(due: Day, today: Day): string {
  const days = daysBetween(today, due)
  if (days === 0) return 'due today'
  if (days === 1) return 'due tomorrow'
  if (days === -1) return 'due yesterday'
  return days > 0 ? `due in ${count(days, 'day')}` : `due ${count(-days, 'day')} ago`
}

function start({ start: open }: TodayFacts): Weighed[] {
  if (!open) return []
  const { step, name, minutes } = open
  return [
    weighed(75, {
      id: 'start',
      title: 'Go on with your first ten minutes',
      why: `Next is “${name}”. Where you left off is kept.`,
      minutes,
      button: 'Go on',
      place: { at: 'start', step },
    }),
  ]
}

function inbox({ waiting }: TodayFacts): Weighed[] {
  if (waiting === 0) return []
  return [
    weighed(70, {
      id: 'inbox',
      title: `${inWords(waiting)} ${waiting === 1 ? 'line waits' : 'lines wait'} in your inbox`,
      why: 'Each takes one yes or no. What you keep becomes evidence.',
      minutes: Math.min(15, Math.max(2, Math.ceil(waiting / 4))),
      button: 'Look through them',
      place: { at: 'inbox' },
    }),
  ]
}

function incomplete({ incomplete: records }: TodayFacts): Weighed[] {
  const [first] = records
  if (!first) return []
  return [
    weighed(60, {
      id: 'incomplete',
      title:
        records.length === 1
          ? `“${shortened(first.text)}” does not count yet`
          : `${inWords(records.length)} records do not count yet`,
      why: `${lacking(records)} ${records.length === 1 ? 'One word is enough.' : 'A word each is enough.'}`,
      minutes: Math.min(10, 2 * records.length),
      button: records.length === 1 ? 'Complete it' : 'Complete the first',
      place: { at: 'record', record: first.id, field: first.lacks },
    }),
  ]
}

function lacking(records: readonly IncompleteRecord[]): string {
  const words: Record<IncompleteRecord['lacks'], [one: string, many: string]> = {
    happenedOn: ['has no date', 'have no date'],
    skills: ['names no skill', 'name no skill'],
    kind: ['does not say what it is', 'do not say what they are'],
  }
  if (records.length === 1) return `It ${words[records[0]!.lacks][0]}.`
  const parts = [...Map.groupBy(records, ({ lacks }) => lacks)].map(
    ([lacks, { length }]) => `${inWords(length).toLowerCase()} ${words[lacks][length === 1 ? 0 : 1]}`,
  )
  const list = new Intl.ListFormat('en').format(parts)
  return `${list[0]!.toUpperCase()}${list.slice(1)}.`
}

const ordinals = ['first', 'second', 'third']

function confirmation({ unconfirmed }: TodayFacts): Weighed[] {
  if (!unconfirmed) return []
  const { id, text, skill, gap, seenBy } = unconfirmed
  return [
    weighed(55, {
      id: `confirm:${id}`,
      title: `Ask ${seenBy[0] ?? 'someone who saw it'} to confirm “${shortened(text)}”`,
      why: `Nobody has confirmed it yet. It is your best record on ${skill}${gap === null ? '' : `, your ${ordinals[gap - 1] ?? 'next'} gap`}.`,
      minutes: 10,
      button: 'Open the record',
      place: { at: 'confirm', record: id },
      aboutOthers: seenBy.length > 0,
    }),
  ]
}

/** One habit at a time: below what is due, above what can always be polished. */
const signals = ({ signals: brought }: TodayFacts): Weighed[] =>
  brought.flatMap(({ id, says, fix, aboutOthers }, at) =>
    fix === null
      ? []
      : weighed(57 - at, {
          id: `signal:${id}`,
          title: shortened(fix.text, 110),
          why: says,
          minutes: Math.round(fix.hours * 60),
          button: fix.button,
          place: { at: 'fix', place: fix.place },
          aboutOthers,
        }),
  )

function caseMissing({ missing, incomplete: records, unconfirmed }: TodayFacts): Weighed[] {
  // The list never sends twice to one record.
  const named = new Set([unconfirmed?.id, ...records.map(({ id }) => id)])
  const first = missing.find(({ record }) => record === null || !named.has(record))
  if (!first) return []
  const { says, question, record, field } = first
  return [
    weighed(45, {
      id: 'case',
      title: question,
      why: `Your case gains most from this now. ${says}`,
      minutes: 5,
      button: 'Answer it',
      place: record ? { at: 'record', record, field } : { at: field.startsWith('profile.') ? 'profile' : 'case' },
    }),
  ]
}

function rating({ toRate }: TodayFacts): Weighed[] {
  if (!toRate) return []
  const { skill, name, level, rated, of } = toRate
  return [
    weighed(40, {
      id: `rate:${skill}`,
      title: `Rate ${name} against ${level}`,
      why:
        rated === 0
          ? 'Read what it looks like there, pick the sentence that fits, say why. One skill at a time is fine.'
          : `${inWords(rated)} of ${inWords(of).toLowerCase()} skills are rated. This one weighs most of the others.`,
      minutes: 3,
      button: 'Rate it',
      place: { at: 'rate', skill },
    }),
  ]
}
