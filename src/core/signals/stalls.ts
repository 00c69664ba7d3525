import type { Day } from '../day.ts'
import { heardIn, type Stall } from '../stall.ts'
import { type OwnCheck, ownCheck } from '../stall-check.ts'
import { isWithin } from './clock.ts'
import type { FixPlace, Signal, SignalFacts, SignalRecord, StallWindow, TalkFact } from './model.ts'

/** A line of a talk in which a known phrase stands: the owner says whether it was that. */
export interface StallQuestion {
  talk: string
  on: Day
  partner: string | null
  /** The line as it stands in the talk. */
  words: string
  phrase: string
  stall: Stall['id']
  title: string
}

export interface StallsHeard {
  signals: Signal[]
  /** Newest talk first; nothing of a stall is shown before its question is answered (domain 4, rule 5). */
  questions: StallQuestion[]
}

/** What was heard in talks in place of a yes, held against what the records say. */
export function stallsHeard(
  facts: SignalFacts,
  windows: readonly StallWindow[],
  stalls: readonly Stall[],
): StallsHeard {
  const lines = linesWithAPhrase(facts, stalls)
  const answered = new Map(facts.answers.map(({ talkId, words, stall, heard }) => [keyOf(talkId, words, stall), heard]))
  const answerTo = ({ talk, words, stall }: Line) => answered.get(keyOf(talk.id, words, stall.id))
  const questions: StallQuestion[] = []
  const signals = windows.map(({ id, stall: stallId, days, template }): Signal => {
    const stall = stalls.find((one) => one.id === stallId)!
    const recent = lines.filter((line) => line.stall.id === stallId && isWithin(facts, line.talk.on, days))
    const heard = recent.filter((line) => answerTo(line) === true)
    const open = recent.filter((line) => answerTo(line) === undefined)
    questions.push(...open.map(asQuestion))
    const talks = facts.talks.filter(({ on, said }) => said.length > 0 && isWithin(facts, on, days))
    const base = { id, group: 'stalls', title: stall.title, aboutOthers: true, fix: null } as const
    const count = { count: heard.length, of: talks.length }
    const from = onceEach(heard.map(({ talk, words }) => ({ type: 'talk', id: talk.id, text: words })))
    if (heard.length > 0) return { ...base, count, ...borneOut(stall, ownCheck(stallId, facts.own), from, template) }
    if (open.length > 0)
      return {
        ...base,
        count,
        state: 'not_enough',
        says: 'Something like it stands in a talk. It waits for your yes or no.',
        records: [],
      }
    if (talks.length === 0)
      return {
        ...base,
        count,
        state: 'not_enough',
        says: `No talk of the last ${months(days)} says what you heard.`,
        records: [],
      }
    return {
      ...base,
      count,
      state: 'clear',
      says: `Not heard in ${talks.length === 1 ? 'the one talk' : `the ${talks.length} talks`} of the last ${months(days)}.`,
      records: [],
    }
  })
  return { signals, questions: questions.sort(newestFirst) }
}

/** Heard, and the owner’s records bear it out, or show that it was done and not seen, or cannot tell. */
function borneOut(
  { meaning, ask, remedy, hours }: Stall,
  check: OwnCheck,
  heard: readonly SignalRecord[],
  template: string,
): Pick<Signal, 'state' | 'says' | 'records' | 'fix'> {
  const shown = check.records.map(({ type, id, text }): SignalRecord => ({ type, id, text }))
  const says = `You heard it. ${meaning} ${check.says}`
  if (check.state === 'not_enough')
    return {
      state: 'not_enough',
      says: `You heard it. ${meaning} ${check.says} Until then, ask: “${ask}”`,
      records: [...heard],
      fix: null,
    }
  if (check.state === 'differs') {
    const [first] = shown
    const place: FixPlace = first?.type === 'evidence' ? { at: 'evidence', record: first.id } : { at: 'talks' }
    const text =
      shown.length > 0 ? 'Send these to your manager, with one line on each.' : `In your next talk, ask: “${ask}”`
    const fix = {
      text,
      hours: 0.5,
      button: first?.type === 'evidence' ? 'Open the first' : 'Open your talks',
      place,
    }
    return { state: 'fires', says, records: [...shown, ...heard], fix }
  }
  return {
    state: 'fires',
    says,
    records: [...heard],
    fix: { text: remedy, hours, button: 'Begin it', place: { at: 'document', template, initiative: null } },
  }
}

interface Line {
  talk: TalkFact
  words: string
  phrase: string
  stall: Stall
}

const linesWithAPhrase = ({ talks }: SignalFacts, stalls: readonly Stall[]): Line[] =>
  talks.flatMap((talk) =>
    talk.said.flatMap((words) =>
      heardIn(stalls, words)
        .slice(0, 1)
        .map(({ phrase, stall }) => ({ talk, words, phrase, stall })),
    ),
  )

const asQuestion = ({ talk: { id, on, partner }, words, phrase, stall }: Line): StallQuestion => ({
  talk: id,
  on,
  partner,
  words,
  phrase,
  stall: stall.id,
  title: stall.title,
})

const keyOf = (...parts: string[]): string => JSON.stringify(parts)

const onceEach = (records: readonly SignalRecord[]): SignalRecord[] => [
  ...new Map(records.map((record) => [`${record.id} ${record.text}`, record])).values(),
]

const newestFirst = (a: StallQuestion, b: StallQuestion): number =>
  a.on === b.on ? (keyOf(a.talk, a.words, a.stall) < keyOf(b.talk, b.words, b.stall) ? -1 : 1) : a.on < b.on ? 1 : -1

const months = (days: number): string => (days === 180 ? 'six months' : days === 90 ? 'three months' : 'four months')
