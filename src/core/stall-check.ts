import { namesIn } from './coach/names.ts'
import { addDays, type Day } from './day.ts'
import type { StallId } from './stall.ts'

// Apart from `stall.ts`, so that the page's script can match without carrying the names of metrics.

/** Something of the person's own to show. */
export interface OwnRecord {
  type: 'evidence' | 'initiative' | 'document'
  id: string
  text: string
}

/** What the person's own records say to a stall. Null where Cairn keeps no such records: then nothing is guessed. */
export interface OwnRecords {
  /** Strategy memos and roadmap narratives finished in the last 120 days, newest first. */
  strategyPieces: readonly OwnRecord[] | null
  /** Initiatives under way, and those of them whose reason names a number of the company. */
  initiatives: { active: number; linked: number; named: readonly OwnRecord[] } | null
  /** People outside the team who were spoken to or gave feedback in the last 90 days. */
  outside: number | null
  /** Records of the last 180 days with a before and an after, newest first. */
  measured: readonly OwnRecord[] | null
  /** Launches, and those of them that say what changed. */
  launched: { all: number; withOutcome: number } | null
  /** Whether the manager has promised a day to look again, still ahead. */
  revisit: boolean | null
}

/** `confirms`: the records leave room for what was said. `differs`: it was done and not seen. */
export interface OwnCheck {
  state: 'confirms' | 'differs' | 'not_enough'
  says: string
  /** Records to show where they were not seen. */
  records: OwnRecord[]
}

/** Whether the person's own records bear a stall out; shown to them alone. Domain 4, rules 1, 4 and 5. */
export function ownCheck(stall: StallId, records: OwnRecords): OwnCheck {
  return checks[stall](records)
}

const checks: Record<StallId, (records: OwnRecords) => OwnCheck> = {
  strategy({ strategyPieces, initiatives }) {
    const none = 'No strategy memo or roadmap narrative of yours is on record in the last four months'
    if (!initiatives || initiatives.active === 0)
      return strategyPieces?.length === 0
        ? confirms(`${none}.`)
        : notEnough('Write down what you are working on, with its reason, and your records can answer this.')
    const { active, linked } = initiatives
    const share = `${linked} of your ${active} ${active === 1 ? 'initiative' : 'initiatives'} under way`
    const says = `${share} ${linked === 1 ? 'says' : 'say'} which number of the company the work is for`
    if (strategyPieces?.length === 0) return confirms(`${none}, and ${says}.`)
    if (linked / active < 0.5) return confirms(`${says}.`)
    if (strategyPieces === null)
      return notEnough(`${says}. Memos are not counted here yet, so this is half of the answer.`)
    return differs(
      `${says}, and you wrote ${pieces(strategyPieces.length)}. You have done this; it has not been seen. Send them these.`,
      [...strategyPieces, ...initiatives.named].slice(0, 3),
    )
  },
  cross_functional({ outside }) {
    if (outside === null) return notEnough('Cairn does not know yet who outside your team has seen your work.')
    if (outside < 2)
      return confirms(
        `${outside === 0 ? 'Nobody' : 'One person'} outside your team has talked with you about your work in the last three months, as far as is written down.`,
      )
    return differs(
      `${outside} people outside your team have talked with you about your work in the last three months. Your manager may not know.`,
    )
  },
  impact({ measured, launched }) {
    if (measured === null) return notEnough('There are no records yet to look at.')
    if (measured.length < 2) {
      const found = measured.length === 0 ? 'No record' : 'One record'
      return confirms(`${found} of the last six months has a number before and after. ${firstFor(launched)}`)
    }
    return differs(
      `${measured.length} records of the last six months have a number before and after. You have done this; it has not been seen. Send them these.`,
      measured.slice(0, 3),
    )
  },
  structural({ revisit }) {
    if (revisit === null) return notEnough('Whether a day to look again is agreed is not on record here.')
    return revisit
      ? differs('A day to look again is agreed and still ahead.')
      : confirms('No day to look again is agreed.')
  },
}

// Written down too little, or too small: what to do first differs.
const firstFor = (launched: OwnRecords['launched']): string =>
  launched && launched.all > 0 && launched.withOutcome / launched.all < 0.5
    ? 'First write down what already happened: begin with the two latest launches.'
    : 'Pick one number your manager cares about, and commit to it.'

const pieces = (count: number) => (count === 1 ? 'one page on it' : `${count} pages on it`)

const confirms = (says: string): OwnCheck => ({ state: 'confirms', says, records: [] })
const differs = (says: string, records: readonly OwnRecord[] = []): OwnCheck => ({
  state: 'differs',
  says,
  records: [...records],
})
const notEnough = (says: string): OwnCheck => ({ state: 'not_enough', says, records: [] })

/** Whether an initiative's reason names a number of the company: a figure, or a metric by its name. */
export const namesANumber = (why: string | null): boolean => why !== null && (/\d/.test(why) || namesIn(why).length > 0)

/** How far back each question looks, from the day it is asked. */
export const measuredSince = (today: Day): Day => addDays(today, -180)
export const writtenSince = (today: Day): Day => addDays(today, -120)
