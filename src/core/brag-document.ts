import type { Day } from './day.ts'
import { type DocumentLine, linesOf } from './document-lines.ts'
import { type PlainWords, plainWords } from './plain-words.ts'
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

// ---- From lines to entries

/** One bullet or paragraph with what stands below it. */
interface Entry extends PlainWords {
  line: number
  lastLine: number
  task: 'open' | 'done' | null
  children: Entry[]
  /** As a paragraph of its own: bold from end to end, or closed by a colon, and so perhaps a heading. */
  title: boolean
}

type Block =
  | { is: 'heading'; line: number; depth: number; text: string }
  | { is: 'entries'; of: 'list' | 'paragraph'; entries: Entry[] }
  | { is: 'aside'; line: number; text: string; why: string }

function blocksOf(lines: readonly DocumentLine[]): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is === 'heading')
      blocks.push({ is: 'heading', line: line.line, depth: line.depth, text: plainWords(line.body).text })
    else if (line.is === 'aside') blocks.push({ is: 'aside', line: line.line, text: line.body, why: line.why })
    else if (line.is === 'row') at = readTable(lines, at, blocks)
    else if (line.is === 'bullet') at = readList(lines, at, blocks)
    else if (line.is === 'text') at = readParagraph(lines, at, blocks)
  }
  return blocks
}

interface Open {
  line: number
  lastLine: number
  indent: number
  bodies: string[]
  task: 'open' | 'done' | null
  children: Open[]
}

/** Reads a list from its first bullet; answers the index of its last line. A line without a bullet goes on with the one above. */
function readList(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  const roots: Open[] = []
  const path: Open[] = []
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at]!
    const last = path.at(-1)
    if (line.is === 'bullet') {
      while (path.length > 0 && path.at(-1)!.indent >= line.indent) path.pop()
      const entry: Open = { ...line, lastLine: line.line, bodies: [line.body], children: [] }
      ;(path.at(-1)?.children ?? roots).push(entry)
      path.push(entry)
    } else if (line.is === 'text' && last && (lines[at - 1]!.is !== 'blank' || line.indent > last.indent)) {
      last.bodies.push(line.body)
      last.lastLine = line.line
    } else if (line.is !== 'blank') break
  }
  titleAbove(blocks, lines[from]!.line)
  blocks.push({ is: 'entries', of: 'list', entries: roots.map(asEntry) })
  return at - 1
}

// “Checkout redesign” and bullets right below it: the line is their heading.
function titleAbove(blocks: readonly Block[], line: number): void {
  const before = blocks.at(-1)
  const last = before?.is === 'entries' && before.of === 'paragraph' ? before.entries.at(-1) : undefined
  if (last?.lastLine === line - 1) last.title = true
}

/** Lines without bullets: each is an entry of its own, unless they are one text broken to fit a width. */
function readParagraph(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  const rows: { line: number; body: string }[] = []
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is !== 'text') break
    rows.push(line)
  }
  const wrapped = isWrapped(rows.map((row) => row.body))
  const entries: Open[] = []
  for (const row of rows) {
    const last = entries.at(-1)
    const goesOn = wrapped || (/^\p{Ll}/u.test(row.body) && !/[.!?:;]$/.test(last?.bodies.at(-1) ?? '.'))
    if (last && goesOn) {
      last.bodies.push(row.body)
      last.lastLine = row.line
    } else entries.push({ line: row.line, lastLine: row.line, indent: 0, bodies: [row.body], task: null, children: [] })
  }
  blocks.push({ is: 'entries', of: 'paragraph', entries: entries.map(asEntry) })
  return at - 1
}

/** True for three or more lines of which none had room for the first word of the next. */
function isWrapped(rows: readonly string[]): boolean {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (rows.length < 3 || width < 50 || width > 120) return false
  return rows.slice(0, -1).every((row, index) => row.length + 1 + rows[index + 1]!.search(/\s|$/) > width)
}

function readTable(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  let at = from
  const rows: { line: number; body: string }[] = []
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is !== 'row') break
    rows.push(line)
  }
  const entries: Entry[] = []
  rows.forEach((row, index) => {
    const why = isTableRule(row.body)
      ? 'a line of the table'
      : isTableRule(rows[index + 1]?.body ?? '')
        ? 'the head of a table'
        : null
    if (why) blocks.push({ is: 'aside', line: row.line, text: row.body, why })
    else
      entries.push(
        asEntry({ ...row, lastLine: row.line, indent: 0, bodies: [cellsOf(row.body)], task: null, children: [] }),
      )
  })
  if (entries.length > 0) blocks.push({ is: 'entries', of: 'list', entries })
  return at - 1
}

const isTableRule = (row: string): boolean => /^\|?[\s:|-]*-[\s:|-]*$/.test(row)

const cellsOf = (row: string): string =>
  row
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' · ')

function asEntry(open: Open): Entry {
  const body = open.bodies.join(' ')
  const words = plainWords(body)
  const bold = /^(\*\*|__)(?:(?!\1).)+\1:?$/.test(body)
  return {
    ...words,
    line: open.line,
    lastLine: open.lastLine,
    task: open.task,
    children: open.children.map(asEntry),
    title: bold || words.text.endsWith(':'),
  }
}

// ---- From entries to proposals

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

const LONGEST_HEADING = 160

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

/** A few words that name something, and do not say that it was done. */
function isName(text: string): boolean {
  if (text.length > LONGEST_HEADING) return false
  const name = asName(text)
  return (
    name !== '' && name.split(/\s+/).length <= 8 && !saysWork(name) && !/[.!?]$/.test(name) && !/\d\s*%|→|->/.test(name)
  )
}

/** True for a line that belongs to the one above it: it begins small, with a figure or a label, or says nothing that was done. */
const isDetail = (entry: Entry): boolean =>
  entry.task === null && (isLabelled(entry) || /^[\p{Ll}\d→(“"'+~$€£-]/u.test(entry.text) || !saysWork(entry.text))

const isLabelled = (entry: Entry): boolean => /^\p{L}[\p{L} /-]{1,24}:\s/u.test(entry.text)

// How people begin a line about their work: “I …”, “We …”, or with what they did.
const begunWith =
  /^(?:i|we|my|our|also|then|successfully|recently|\p{L}{2,}ed|began|bought|brought|built|came|chose|cut|did|drew|drove|fed|fought|found|gave|got|grew|held|kept|led|made|met|oversaw|put|ran|read|rebuilt|redid|rethought|rewrote|said|sat|sent|set|sold|spent|split|spoke|spun|stood|taught|thought|told|took|went|won|wrote)$/iu

const saysWork = (text: string): boolean => text.split(/[\s,:;]+/, 3).some((word) => begunWith.test(word))

/** A heading without its signs: “🚀 Checkout redesign:” is “Checkout redesign”. */
const asName = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[\s:–—-]+$/gu, '')

const isOfDocument = /\bbrag|\bwork ?log|\bhype doc/i

// Headings that sort lines by sort, not by piece of work.
const isSection = (name: string): boolean =>
  isOfDocument.test(name) ||
  /^(?:my |key |main |other |big |small |recent |biggest |top )*(?:accomplishments?|achievements?|activities|awards?|bugs?|collaboration|company building|design|discovery|documentation|done|feedback|general|growth|highlights?|impact|initiatives?|journal|kudos|launches|leadership|learned|learnings?|lessons(?: learned)?|log|mentor(?:ing|ship)|metrics?|misc(?:ellaneous)?|notes?|numbers|other|outcomes?|outside (?:of )?work|people|praise|problems?|process|projects?|quotes?|results?|shipped|skills?|strengths?|summary|talks?|team|thank you|this (?:week|month|quarter|year)|tl;?dr|updates?|week(?:ly)?(?: notes| update)?|what (?:i|you) (?:did|learned|shipped)|what went well|wins?|work)(?: (?:&|and|\/) .{1,40})?$/i.test(
    name,
  )

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const stretch =
  'spring|summer|autumn|fall|winter|christmas|easter|new year|holidays?|vacation|leave|weeks?|months?|quarters?|half|year|period|cycle|review|time'
const around =
  'before|after|since|until|till|during|around|early|mid|late|end|beginning|start|first|second|third|last|previous|past|this|the|my|of|in|from|to|and|so far|to date|now|onwards?|earlier|older|recent|recently|currently|ongoing|rest'

/** “H2 so far”, “Before summer”, “Since the last review”: a stretch of time is no piece of work. */
const isTime = (name: string): boolean =>
  new RegExp(`^(?:(?:${around}|${stretch}|${month}|h[12]|q[1-4]|\\d{2,4})(?:[\\s,/–—-]+|$))+$`, 'i').test(name)

const isPlan = (name: string): boolean =>
  /^(?:my )?(?:goals?|ideas?|next(?: steps?| week| month| quarter| year| up)?|plans?|to ?-?dos?|upcoming|backlog|open (?:tasks|questions)|blockers?)(?: for (?:the )?(?:this|next|coming)? ?(?:week|month|quarter|half|year))?$/i.test(
    name,
  )
