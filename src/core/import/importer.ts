import type { Day } from '../day.ts'
import type { ConversationKind } from '../discovery.ts'
import type { Decision, Evidence, ItemKind } from '../evidence.ts'

/** A file's words with what is known of it. */
export interface Incoming {
  text: string
  /** As the file is called; null where words were pasted. */
  name: string | null
}

/** One thing a file tells of, that waits for a yes or a no. */
export interface Found {
  is: 'found'
  /** In the person's own words, or the title of what was exported. */
  text: string
  /** Where it begins in the file, counted from 1. */
  line: number
  date: Day | null
  /** Whether the thing itself says its day, or what stands above it. */
  dateSource: 'line' | 'heading' | null
  /** The piece of work it names, by its name. */
  initiative: string | null
  /** Web addresses, each once, in order. */
  links: readonly string[]
  /**
   * What names this one thing wherever it is met again, such as `jira:PAY-12`: the same source is proposed once, whatever its words.
   * Left out, its words do that.
   */
  source?: string
  /** Where the file says what kind of record it is. Left out, the coach reads it. */
  kind?: ItemKind
  /** What a yes makes of it; evidence unless said. */
  becomes?: Becomes
  /** What the file says besides the words; goes where a yes leads. */
  details?: Details
}

/** Where a yes makes something else than evidence: a customer conversation of a discovery cycle, or a contact with somebody. */
export type Becomes = 'conversation' | 'contact'

/** Facts of a proposal that are not in its words. */
export type Details = Partial<
  Pick<Evidence, 'next' | 'myPart' | 'othersPart' | 'seenBy' | 'creditedBy' | 'confidential'>
> & {
  decision?: Decision
  problem?: string
  /** Of a customer conversation: with whom, by role or company, never an address. */
  who?: string
  conversation?: ConversationKind
  /** By what it was recognised, as in “because {…}”. */
  sign?: string
  /** Of a 1:1: the name as the calendar has it. */
  person?: string
}

/** One thing a file holds that is no proposal. */
export interface LeftOut {
  is: 'left out'
  line: number
  text: string
  /** Reads after “left out:”. */
  why: string
}

/** Something an importer came across, in the order of the file. */
export type Come = Found | LeftOut

/** A mark between what comes across, where for a while nothing does: how far the reading is, from 0 to 1. */
export interface OnTheWay {
  is: 'on the way'
  share: number
}

export interface ReadOptions {
  /** The day the file is read on; nothing is dated after it. */
  refDate: Day
  /** First month of the writer's fiscal year, 1-12; January unless said. */
  fiscalYearStart?: number
  /** How the person writes dates: settles 3/4 where the file itself does not. */
  dayFirst: boolean
  /** Asked about words in which no plainly written date stands. */
  dateOf?: (text: string) => Day | null
  /** Which column of a table holds what, by the names in its head. */
  columns?: Columns
  /** Where the person's days begin and end, as an IANA name: a meeting elsewhere may be on another day there. */
  zone?: string
  /** The person's own name. */
  owner?: string
  /** Words in a meeting's title that mark a customer conversation. */
  titles?: readonly string[]
  /** Who is on the person's list, each with the last day they are known to have met. */
  people?: readonly { name: string; lastContact: Day | null }[]
}

export const columnUses = ['text', 'date', 'initiative', 'link', 'kind', 'source'] as const
export type ColumnUse = (typeof columnUses)[number]
/** The columns of a table that are read, each by its name. */
export type Columns = Partial<Record<ColumnUse, string>> & { text: string }

/** Reads one form of file. */
export interface Importer {
  /** As `inbox.import` names it. */
  format: string
  /** In words, as in “Read as {…}”. */
  words: string
  /** True for a file of this form, told by what stands in it; its name may help. Looks at the beginning only. */
  recognises(file: Incoming): boolean
  /**
   * Comes across one thing after another, so that reading a long file can pause in between. Refuses, with a `Problem`, only a file
   * that is not of this form or cannot be read without an answer of the person's.
   */
  read(file: Incoming, options: ReadOptions): Iterable<Come | OnTheWay>
}
