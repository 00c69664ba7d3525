import type { Stall } from '../stall.ts'
import { factorySignals, type Verdict, verdictOf } from './factory.ts'
import type { Fix, Signal, SignalFacts, SignalFile } from './model.ts'
import { type Silence, silenceOf } from './silence.ts'
import { type StallQuestion, stallsHeard } from './stalls.ts'
import { type OpeningFound, openingsIn, trapSignals } from './traps.ts'

/** A check with what its owner said to it. */
export type CheckedSignal = Signal & { silent: Silence | null }

export interface Checked {
  /** Of the four signs of work that is led by requests. */
  verdict: Verdict
  /** In the order of the file: factory, stalls, traps. */
  signals: CheckedSignal[]
  questions: StallQuestion[]
  /** Working documents whose words would turn people away. */
  drafts: { id: string; title: string | null; template: string; found: OpeningFound[] }[]
}

/** Every check, on these facts and this day. The order in which the facts come makes no difference. */
export function checkSignals(given: SignalFacts, file: SignalFile, stalls: readonly Stall[]): Checked {
  const facts = inOrder(given)
  const { questions, signals: heard } = stallsHeard(facts, file.stalls, stalls)
  const all = [...factorySignals(facts, file.factory.signs), ...heard, ...trapSignals(facts, file.traps.records)]
  const signals = all.map((signal) => ({
    ...signal,
    fix: signal.fix && withDraft(signal.fix, facts),
    silent: silenceOf(signal.id, facts.dismissals, { ...facts, days: file.silentDays }),
  }))
  const silent = new Set(signals.filter((signal) => signal.silent).map(({ id }) => id as string))
  return {
    verdict: verdictOf(
      signals.filter(({ group }) => group === 'factory'),
      silent,
      file.factory,
    ),
    signals,
    questions,
    drafts: facts.drafts
      .filter(({ template }) => file.traps.drafts.includes(template))
      .map(({ id, title, template, text }) => ({ id, title, template, found: openingsIn(text, file.traps.openings) }))
      .filter(({ found }) => found.length > 0),
  }
}

/** Whoever began the document that a fix asks for goes on with it. */
function withDraft(fix: Fix, { drafts }: SignalFacts): Fix {
  const { place } = fix
  if (place.at !== 'document') return fix
  const begun = drafts.find(
    ({ template, initiative }) =>
      template === place.template &&
      (place.initiative === null || initiative === null || initiative === place.initiative),
  )
  return begun ? { ...fix, button: 'Go on writing', place: { at: 'draft', document: begun.id } } : fix
}

/** Those that fire and are not silent: factory before stalls before traps, and in each the quickest fix first. */
export const speaking = (signals: readonly CheckedSignal[]): CheckedSignal[] => {
  const groups = ['factory', 'stalls', 'traps']
  return signals
    .filter(({ state, silent }) => state === 'fires' && silent === null)
    .map((signal, at) => ({ signal, at }))
    .sort(
      (a, b) =>
        groups.indexOf(a.signal.group) - groups.indexOf(b.signal.group) ||
        (a.signal.fix?.hours ?? 0) - (b.signal.fix?.hours ?? 0) ||
        a.at - b.at,
    )
    .map(({ signal }) => signal)
}

/**
 * What Today brings up in a week: from one morning to the next those that speak fill the free places, and whatever became of one that
 * was brought up, its place is taken until the week is over (domain 4, rule 3).
 */
export function broughtUp(mornings: readonly (readonly string[])[], most: number): string[] {
  const taken: string[] = []
  for (const speaks of mornings) for (const id of speaks) if (taken.length < most && !taken.includes(id)) taken.push(id)
  return taken
}

function inOrder(facts: SignalFacts): SignalFacts {
  const newest =
    <T extends { id: string }>(day: (row: T) => string | null) =>
    (a: T, b: T) => {
      const [first, second] = [day(a) ?? '', day(b) ?? '']
      return first === second ? (a.id < b.id ? 1 : -1) : first < second ? 1 : -1
    }
  return {
    ...facts,
    initiatives: [...facts.initiatives].sort(newest(({ startedOn }) => startedOn)),
    evidence: [...facts.evidence].sort(newest(({ happenedOn }) => happenedOn)),
    talks: [...facts.talks].sort(newest(({ on }) => on)),
    people: [...facts.people].sort(newest(() => null)),
    drafts: [...facts.drafts].sort(newest(() => null)),
  }
}
