import { ageOf } from './clock.ts'
import { filled, type Opening, type PersonFact, type Signal, type SignalFacts, type SignalFile } from './model.ts'

/** The ways of waiting that records can show (article 002). */
export const trapSignals = (facts: SignalFacts, [wait, late, peers]: SignalFile['traps']['records']): Signal[] => [
  waiting(facts, wait),
  {
    ...base,
    id: late.id,
    title: late.title,
    state: 'not_enough',
    says: late.notEnough,
    count: { count: 0, of: 0 },
    records: [],
    fix: null,
  },
  amongPeers(facts, peers),
]

type Traps = SignalFile['traps']['records']

const base = { group: 'traps', aboutOthers: true } as const

/** Days with a level to aim at, against days since the last talk about growth. */
function waiting(facts: SignalFacts, trap: Traps[0]): Signal {
  const { aim, talks, agreements } = facts
  const lastTalk =
    [...talks.map(({ on }) => on), ...agreements]
      .filter((on) => on <= facts.today)
      .sort()
      .at(-1) ?? null
  const aimed = aim?.since ? ageOf(facts, aim.since) : null
  const since = lastTalk === null ? null : ageOf(facts, lastTalk)
  const count = { count: aimed ?? 0, of: since ?? 0 }
  const of = { ...base, id: trap.id, title: trap.title, count }
  const last = talks.filter(({ on }) => on === lastTalk)[0]
  const records = last
    ? [{ type: 'talk' as const, id: last.id, text: last.partner ? `With ${last.partner}` : 'The last talk' }]
    : []
  if (since !== null && since <= trap.talkDays && aim !== null)
    return { ...of, state: 'clear', says: filled(trap.clear, count), records, fix: null }
  if (aimed === null) return { ...of, state: 'not_enough', says: trap.notEnough, records: [], fix: null }
  if (aimed < trap.aimedDays) return { ...of, state: 'clear', says: filled(trap.early, count), records, fix: null }
  return {
    ...of,
    state: 'fires',
    says: filled(since === null ? trap.never : trap.fires, count),
    records,
    fix: { ...trap.fix, place: { at: 'process' } },
  }
}

/** Of those who back the step, how many stand where it is decided. Whose level is not known is not counted. */
function amongPeers({ people }: SignalFacts, trap: Traps[2]): Signal {
  const backing = people.filter(
    ({ stance, levelRelation, lineManager }) => stance === 'champion' && (lineManager || levelRelation !== null),
  )
  const above = backing.filter(isAbove)
  const count = { count: above.length, of: backing.length }
  const state = count.of < trap.atLeast ? 'not_enough' : count.count < trap.limit * count.of ? 'fires' : 'clear'
  const sentence = { not_enough: trap.notEnough, fires: trap.fires, clear: trap.clear }[state]
  return {
    ...base,
    id: trap.id,
    title: trap.title,
    state,
    says: filled(sentence, count),
    count,
    records: backing.map(({ id, name }) => ({ type: 'person', id, text: name })),
    fix: state === 'fires' ? { ...trap.fix, place: { at: 'people' } } : null,
  }
}

const isAbove = ({ levelRelation, lineManager }: PersonFact): boolean => lineManager || (levelRelation ?? 0) >= 1

/** An opening that turns people away, and the words in which it was found. */
export interface OpeningFound {
  id: Opening['id']
  title: string
  words: string
  says: string
  fix: string
}

/** Which openings a draft holds, each once. A hint before it is said, never a block. */
export function openingsIn(text: string, openings: readonly Opening[]): OpeningFound[] {
  const said = text
    .normalize('NFKC')
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
  return openings.flatMap(({ id, title, patterns, says, fix }) => {
    for (const pattern of patterns) {
      const found = new RegExp(pattern, 'i').exec(said)
      // A pattern may end within a word; what is shown does not.
      const rest = found && /^\p{L}*/u.exec(said.slice(found.index + found[0].length))![0]
      if (found) return [{ id, title, words: found[0] + rest, says, fix }]
    }
    return []
  })
}
