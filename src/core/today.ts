import { buttonFor } from './actions/buttons.ts'
import type { ActionPlace } from './actions/facts.ts'
import type { NextPick } from './actions/next.ts'
import { hoursInFigures } from './actions/plan.ts'
import { type Day, daysBetween } from './day.ts'
import { valueInWords } from './metric-words.ts'
import { count, durationInWords, inWords } from './number-words.ts'
import type { FixPlace, Signal } from './signals/model.ts'

/** Where a thing is done. */
export type Place =
  | { at: 'reading'; initiative: string; metric: string; unit: string | null }
  | { at: 'initiative'; initiative: string; part: 'edit' | 'review' | 'record' }
  | { at: 'decision'; record: string }
  /** A next step: begun right here, or on the page it leads to. */
  | { at: 'step'; action: string; begin: boolean; place: ActionPlace }
  | { at: 'agreement' }
  | { at: 'start'; step: string }
  | { at: 'inbox' }
  | { at: 'record'; record: string; field: string | null }
  | { at: 'confirm'; record: string }
  | { at: 'rate'; skill: string }
  | { at: 'profile' }
  | { at: 'case' }
  /** What a check of one’s own records asks for. */
  | { at: 'fix'; place: FixPlace }

/** One thing worth doing today: what, why, how long, by when, and the one button. */
export interface Todo {
  /** The same thing has the same id on every day. */
  id: string
  title: string
  why: string
  minutes: number
  /** All of it, where the minutes are this week’s part. */
  wholeHours: number | null
  due: Day | null
  /** The day has come. */
  urgent: boolean
  button: string
  place: Place
  /** Speaks of talks or of other people by name. */
  aboutOthers: boolean
}

/** A look at a launch's number that may be taken now. */
export interface DueCheck {
  initiative: string
  title: string
  day: 30 | 60
  dueOn: Day
  metric: { id: string; name: string; unit: string | null; baseline: number | null; target: number | null } | null
}

/** A record that does not count, and the one thing that keeps it from counting. */
export interface IncompleteRecord {
  id: string
  text: string
  lacks: 'kind' | 'happenedOn' | 'skills'
}

/** Everything Today's list depends on. */
export interface TodayFacts {
  today: Day
  checks: readonly DueCheck[]
  /** Decisions whose day to be looked at again has come, or comes in a moment; the earliest first. */
  revisits: readonly { id: string; choice: string; dueOn: Day }[]
  /** Launches to look back at, and those whose review has become no record yet; the latest launched first. */
  lookBacks: readonly { initiative: string; title: string; lacks: 'review' | 'record' }[]
  waiting: number
  incomplete: readonly IncompleteRecord[]
  /** The strongest record that nobody has confirmed, on one of the first gaps if there is one; `gap` counts from 1. */
  unconfirmed: { id: string; text: string; skill: string; gap: number | null; seenBy: readonly string[] } | null
  /** The heaviest skill the person has not rated, of how many. */
  toRate: { skill: string; name: string; level: string; rated: number; of: number } | null
  /** The open step of the first ten minutes, once they were begun. */
  start: { step: string; name: string; minutes: number } | null
  /** Null where nothing is aimed for. */
  promotion: {
    next: string
    manager: string | null
    /** The day put down for asking how promotion works. */
    askOn: Day | null
    /** The last talk about where one stands, and its age in days at work. */
    talked: { on: Day; days: number } | null
  } | null
  /** The next steps, as “What next” has them; nothing but the first ones where too little is known to choose by. */
  next: readonly NextPick[]
  /** What the case lacks, most valuable first. */
  missing: readonly { says: string; question: string; record: string | null; field: string }[]
  /** The checks that are brought up this week, at most two. */
  signals: readonly Pick<Signal, 'id' | 'says' | 'fix' | 'aboutOthers'>[]
}

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

interface Weighed {
  todo: Todo
  weight: number
}

type Draft = Omit<Todo, 'due' | 'urgent' | 'aboutOthers' | 'wholeHours'> & Partial<Todo>

const weighed = (weight: number, todo: Draft): Weighed => ({
  weight,
  todo: { due: null, urgent: false, aboutOthers: false, wholeHours: null, ...todo },
})

const SOON = 2
// What a number reads months after a launch says little about the launch.
const TOO_LATE = 90
const MOST_CHECKS = 2

/** A reading finishes a story, and only now; the later of two looks at one launch says both. */
function checks({ checks: all, today }: TodayFacts): Weighed[] {
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
function revisits({ revisits: due, today }: TodayFacts): Weighed[] {
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
function lookBacks({ lookBacks: open, checks: due }: TodayFacts): Weighed[] {
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

const MOST_FIRST_STEPS = 2

/**
 * First actions are research and people (domain 0). Nobody is asked for names or dates in their first ten minutes, and how promotion
 * works is asked on the day that was put down for it.
 */
function firstSteps({ next, promotion, start: open, today }: TodayFacts): Weighed[] {
  if (!promotion) return []
  const { askOn } = promotion
  const asked = next
    .filter(({ isFirst, id }) => isFirst && (isProcess(id) ? !askOn || askOn <= today : !open))
    .slice(0, MOST_FIRST_STEPS)
  return asked.map((pick, at) => {
    const due = isProcess(pick.id) ? askOn : null
    return weighed(due ? 88 : 72 - at, {
      ...stepOf(pick),
      id: isProcess(pick.id) ? 'process' : pick.id,
      why: isProcess(pick.id)
        ? `One question opens it: how the step to ${promotion.next} is decided, by whom and when. The sentence is ready.`
        : stepOf(pick).why,
      minutes: isProcess(pick.id) ? 5 : stepOf(pick).minutes,
      due,
      urgent: due !== null,
    })
  })
}

const isProcess = (id: string): boolean => id === 'research:process'

const MOST_STEPS = 2

/** What changes most for an hour this week, and what was begun; not what stands on the list in its own words already. */
function steps({ next, checks: due, unconfirmed, promotion }: TodayFacts): Weighed[] {
  const talked = promotion?.talked
  const isThere = ({ kind, id, place }: NextPick): boolean =>
    (kind === 'measure' &&
      place.at === 'initiative' &&
      due.some(({ initiative }) => initiative === place.initiative)) ||
    (place.at === 'confirm' && place.record === unconfirmed?.id) ||
    (id.startsWith('talk:') && talked !== null && talked !== undefined && talked.days > TALK_AGES)
  return next
    .filter((pick) => !pick.isFirst && !isThere(pick) && (pick.thisWeek > 0 || pick.startedOn !== null))
    .slice(0, MOST_STEPS)
    .map((pick, at) =>
      weighed((pick.isUrgent ? 65 : pick.startedOn ? 58 : pick.kind === 'research' ? 47 : 52) - at, stepOf(pick)),
    )
}

function stepOf(pick: NextPick): Draft {
  const { id, label, reason, hours, thisWeek, place, startedOn, kind } = pick
  const minutes = Math.max(5, Math.round(((thisWeek || hours) * 60) / 5) * 5)
  const begin = place.at === 'log' && startedOn === null
  return {
    id: `step:${id}`,
    title: shortened(label, 110),
    why: sentence(startedOn ? 'you have begun it: say what came of it' : reason),
    minutes,
    wholeHours: thisWeek > 0 && thisWeek < hours ? hours : null,
    button: begin ? 'Begin' : startedOn ? 'Go on' : buttonFor(place),
    place: { at: 'step', action: id, begin, place },
    aboutOthers: ['research', 'people', 'talk', 'manager_rating', 'feedback', 'attest'].includes(kind),
  }
}

const sentence = (reason: string): string => `${reason[0]!.toUpperCase()}${reason.slice(1)}.`

const TALK_AGES = 90
const TALK_EXPIRES = 120

function agreement({ promotion }: TodayFacts): Weighed[] {
  const talked = promotion?.talked
  if (!talked || talked.days <= TALK_AGES) return []
  const expired = talked.days > TALK_EXPIRES
  return [
    weighed(expired ? 80 : 66, {
      id: 'agreement',
      title: `Talk with ${promotion.manager ?? 'your manager'} about where you stand`,
      why: expired
        ? 'Your last talk about it is more than four months old, so it no longer counts.'
        : 'Your last talk about it is three months old. After four it no longer counts.',
      minutes: 25,
      button: 'Record the talk',
      place: { at: 'agreement' },
      aboutOthers: true,
    }),
  ]
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

const shortened = (text: string, most = 60): string => {
  const [line] = text.trim().split('\n') as [string]
  return line.length > most ? `${line.slice(0, most - 2).replace(/\W+\w*$/, '')}…` : line.replace(/[.]$/, '')
}
