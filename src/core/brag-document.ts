import { type Block, blocksOf, type Entry } from './brag-blocks.ts'
import { asName, isName, isOfDocument, isPlan, isSection, isTime, LONGEST_HEADING, saysWork } from './brag-headings.ts'
import type { Day } from './day.ts'
import { linesOf } from './document-lines.ts'
import { dateInHeading, dateInLine } from './written-date.ts'

/** A line of a person's document that may become a record, in their own words. */
export interface Proposal {
  /** Without bullet and emphasis marks. Details that stood below it follow, each on its own line. */
  text: string
  /** Where it begins and ends in the document, counted from 1. */
  line: number
  lastLine: number
  date: Day | null
  dateSource: 'line' | 'heading' | null
  /** The heading or the line above that names a piece of work. */
  initiative: string | null
  /** Web addresses in it, in order. */
  links: string[]
  /** Equal for equal words: the same text read twice proposes nothing twice. */
  key: string
}

export interface Skipped {
  line: number
  text: string
  /** Reads after “left out:”. */
  why: string
}

export interface BragDocument {
  proposals: Proposal[]
  skipped: Skipped[]
}

export interface ReadOptions {
  /** The day the document is read on; no line is dated after it. */
  refDate: Day
  /** First month of the writer's fiscal year, 1-12; January unless said. */
  fiscalYearStart?: number
  /** Asked about lines in which no plainly written date stands. */
  dateOf?: (text: string) => Day | null
}

/**
 * Reads a brag document, a work log or three lines from memory: Markdown or plain text, with dates and pieces of work as
 * headings or beside the lines. Nothing is invented; every line is either proposed, gives context, or is named as left out.
 * Refuses no text.
 */
export function readBragDocument(text: string, options: ReadOptions): BragDocument {
  const reading = new Reading(options)
  for (const block of blocksOf(linesOf(text))) reading.read(block)
  return reading.document()
}

/** What makes two texts the same: their words and figures. */
export const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()

interface Context {
  depth: number
  date: Day | null
  initiative: string | null
  /** The heading under which only plans stand. */
  plans: string | null
  /** A line has been proposed within it. */
  used: boolean
}

// Headings have depths 1-6; a line of text that serves as one lies below them, and a date above a name.
const DATE_DEPTH = 7
const NAME_DEPTH = 8

class Reading {
  private readonly proposals: Proposal[] = []
  private readonly skipped: Skipped[] = []
  private readonly lineOfKey = new Map<string, number>()
  private context: Context[] = []
  private headings = 0

  private readonly options: ReadOptions

  constructor(options: ReadOptions) {
    this.options = options
  }

  read(block: Block): void {
    if (block.is === 'aside') this.skip(block.line, block.text, block.why)
    else if (block.is === 'heading') this.enter(block.text, block.depth)
    else if (block.of === 'list') for (const entry of block.entries) this.readEntry(entry)
    else this.readParagraph(block.entries)
  }

  document(): BragDocument {
    return { proposals: this.proposals, skipped: this.skipped.sort((a, b) => a.line - b.line) }
  }

  // A line that serves as a heading holds for what follows it directly. The next paragraph is about something else.
  private readParagraph(entries: readonly Entry[]): void {
    const last = this.context.at(-1)
    if (last?.depth === NAME_DEPTH && last.used) this.context.pop()
    for (const entry of entries) {
      if (this.isOwnName(entry)) this.skip(entry.line, entry.text, 'the name of the document')
      else if (this.isDate(entry.text) || (entry.title && isTime(asName(entry.text))))
        this.enter(entry.text, DATE_DEPTH)
      else if (entry.title && isName(entry.text)) this.enter(entry.text, NAME_DEPTH)
      else this.readEntry(entry)
    }
  }

  /** “brag doc, clean up later”: what stands above everything else and tells of no work. */
  private isOwnName({ text }: Entry): boolean {
    return this.proposals.length === 0 && this.headings === 0 && isOfDocument.test(text) && !saysWork(text)
  }

  private readEntry(entry: Entry): void {
    const why = whyNot(entry)
    if (entry.children.length === 0) {
      if (why) this.skip(entry.line, entry.text, why)
      else this.propose(entry, [])
      return
    }
    if (!why && !this.isContext(entry)) {
      const details = entry.children.filter((child) => isDetail(child) && (whyNot(child) === null || isOnlyLink(child)))
      this.propose(entry, details)
      for (const child of entry.children) if (!details.includes(child)) this.readEntry(child)
      return
    }
    if (why && entry.text !== '') this.skip(entry.line, entry.text, why)
    const outside = this.context
    if (!why) this.enter(entry.text, Math.max(NAME_DEPTH, this.context.at(-1)?.depth ?? 0) + 1)
    for (const child of entry.children) this.readEntry(child)
    this.context = outside
  }

  /** True if a line with others below it only says what those are about. */
  private isContext(entry: Entry): boolean {
    if (this.isDate(entry.text)) return true
    return isName(entry.text) && !entry.children.every((child) => isLabelled(child))
  }

  private isDate(text: string): boolean {
    return text.length <= LONGEST_HEADING && this.dateOfHeading(text)?.rest === ''
  }

  private enter(text: string, depth: number): void {
    this.headings += depth <= 6 ? 1 : 0
    const outer = this.context.filter((context) => context.depth < depth)
    const date = this.dateOfHeading(text)
    const name = text.length <= LONGEST_HEADING ? asName(date ? date.rest : text) : ''
    // The first heading of all is the document's own name.
    const isTitle = depth === 1 && this.headings === 1 && this.proposals.length === 0
    const inherited = outer.at(-1)
    this.context = [
      ...outer,
      {
        depth,
        date: date?.day ?? inherited?.date ?? null,
        initiative: isTitle || name === '' || isSection(name) || isTime(name) ? (inherited?.initiative ?? null) : name,
        plans: isPlan(name) ? name : (inherited?.plans ?? null),
        used: false,
      },
    ]
  }

  private dateOfHeading(text: string) {
    const year = this.context.findLast((context) => context.date)?.date?.slice(0, 4)
    return dateInHeading(text, { ...this.options, year: year ? Number(year) : null })
  }

  private propose(entry: Entry, details: readonly Entry[]): void {
    const within = this.context.at(-1)
    const parts = [entry, ...details.flatMap(allOf).filter((part) => part.text !== '')]
    const text = parts
      .filter((part) => !isOnlyLink(part))
      .map((part) => part.text)
      .join('\n')
    const key = keyOf(text)
    const earlier = this.lineOfKey.get(key)
    if (within?.plans || earlier !== undefined) {
      const why = within?.plans
        ? `it stands under “${within.plans}”, so it is still ahead`
        : `the same words stand in line ${earlier}`
      this.skip(entry.line, text, why)
      return
    }
    if (within) within.used = true
    this.lineOfKey.set(key, entry.line)
    const said = dateInLine(entry.text, this.yearAbove(within)) ?? this.options.dateOf?.(text) ?? null
    this.proposals.push({
      text,
      line: entry.line,
      lastLine: parts.reduce((last, part) => Math.max(last, part.lastLine), entry.lastLine),
      date: said ?? within?.date ?? null,
      dateSource: said ? 'line' : within?.date ? 'heading' : null,
      initiative: within?.initiative ?? null,
      links: [...new Set(parts.flatMap((part) => part.links))],
      key,
    })
  }

  private yearAbove(within: Context | undefined) {
    return { ...this.options, year: within?.date ? Number(within.date.slice(0, 4)) : null }
  }

  private skip(line: number, text: string, why: string): void {
    this.skipped.push({ line, text, why })
  }
}

const allOf = (entry: Entry): Entry[] => [entry, ...entry.children.flatMap(allOf)]

/** Why an entry cannot be a record, or null. */
function whyNot(entry: Entry): string | null {
  const { text, task, struck } = entry
  if (text === '') return 'an empty line of a template'
  if (/\{\{[^{}]*\}\}|<%[^%]*%>|\$\{[^{}]*\}/.test(text)) return 'a blank of a template'
  if (/^[[<(][^\])>]*[\])>]\.?$/.test(text) || /_{3,}|\.{4,}/.test(text)) return 'a blank of a template'
  if (struck) return 'it is struck through'
  if (task === 'open') return 'an open task'
  if (!/[\p{L}\p{N}]/u.test(text)) return 'it has no words'
  if (isOnlyLink(entry)) return 'a link without words'
  if (/^[^:]{1,40}:$/.test(text)) return 'nothing stands after it'
  if (isAhead.test(text)) return 'it is still ahead'
  if (/^[^?.!]{1,40}\?+$/.test(text)) return 'a question'
  return null
}

// A reminder to oneself has no person in it: “need to call legal”, “next: the partner pitch”.
const isAhead = /^(?:(?:next|todo|to-?do|to do|tbd|reminder)\s?:|(?:need|have|want|remember|plan|going) to\s)/i

const isOnlyLink = ({ text, links }: Entry): boolean => links.length > 0 && /^(?:https?:\/\/|www\.)\S+$/i.test(text)

/** True for a line that belongs to the one above it: it begins small, with a figure or a label, or says nothing that was done. */
const isDetail = (entry: Entry): boolean =>
  entry.task === null && (isLabelled(entry) || /^[\p{Ll}\d→(“"'+~$€£-]/u.test(entry.text) || !saysWork(entry.text))

const isLabelled = (entry: Entry): boolean => /^\p{L}[\p{L} /-]{1,24}:\s/u.test(entry.text)
