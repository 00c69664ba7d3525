import { parse } from 'yaml'
import { type DocumentLine, linesOf } from '../../document-lines.ts'
import { plainWords } from '../../plain-words.ts'

/** What stands under a heading of a decision record, by what the heading means. */
export type PartName =
  | 'context'
  | 'drivers'
  | 'options'
  | 'decision'
  | 'consequences'
  | 'status'
  | 'date'
  | 'deciders'
  | 'measure'
  | 'revisit'
  | 'because'
  | 'notChosen'
  | 'pros'
  | 'more'

/** One line below a heading. */
export interface PartLine {
  line: number
  /** Without its marks. */
  text: string
  links: readonly string[]
  /** A bullet of its own, or goes on with the one above. */
  bullet: boolean
  /** Columns before it: a bullet further in belongs to the one above. */
  indent: number
  /** A heading inside the part, such as the name of an option. */
  heading: boolean
}

/** A decision record as it is written, in parts. */
export interface Written {
  line: number
  title: string
  /** What stands above the title or in a header: status, date, deciders, by their names in lower case. */
  header: Readonly<Record<string, string | readonly string[]>>
  parts: Partial<Record<PartName, PartLine[]>>
  /** What stands between the title and the first part. */
  before: PartLine[]
}

// Names of headings in MADR of all versions, in Nygard's form, in ours and in common mixtures of them.
const names: readonly [PartName, RegExp][] = [
  [
    'context',
    /^(?:(?:the )?context(?: (?:and|&) problem(?: statement)?)?|problem(?: statement)?|background|issue|motivation|situation|summary of the problem|kontext|contexte)$/,
  ],
  ['drivers', /^(?:decision )?(?:drivers?|forces|criteria|assumptions|constraints|requirements|principles)$/],
  [
    'options',
    /^(?:considered|possible|all)? ?(?:options?|alternatives|positions|solutions)(?: (?:considered|we considered))?$/,
  ],
  [
    'decision',
    /^(?:the |our )?(?:decision(?: outcome| made)?|outcome|resolution|chosen option|solution|proposal|entscheidung|décision)$/,
  ],
  ['because', /^(?:because|rationale|reasons?|reasoning|argument(?:s|ation)?|justification|why)$/],
  [
    'notChosen',
    /^(?:not chosen|what (?:was|we did) not cho(?:sen|ose)|rejected (?:options|alternatives)|not doing|given up|trade-?offs?)$/,
  ],
  [
    'consequences',
    /^(?:(?:positive|negative|good|bad)? ?(?:consequences?|implications|impact|results?|outcomes|effects|costs?)|konsequenzen|conséquences)$/,
  ],
  [
    'measure',
    /^(?:what (?:will be|we will|we) measured?|measures?|success (?:metrics?|criteria)|metrics?|how (?:will )?we (?:will )?know|confirmation|validation)$/,
  ],
  ['revisit', /^(?:revisit(?: on| date)?|review (?:on|date)|re-?evaluate|expires?)$/],
  ['status', /^status$/],
  ['date', /^(?:date|decided(?: on)?|decision date)$/],
  ['deciders', /^(?:deciders?|decision[- ]makers?|authors?|participants?|owners?)$/],
  ['pros', /^pros (?:and|&) cons(?: of the options)?$/],
  [
    'more',
    /^(?:links?|more information|references?|notes?|related(?: .*)?|compliance|appendix|technical story|follow-?ups?|next steps?)$/,
  ],
]

/** What a heading means; null for a title, or a heading of the writer's own. */
export function partNamed(heading: string): PartName | null {
  const name = heading
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll(/\s+/g, ' ')
  return name.length > 60 ? null : (names.find(([, pattern]) => pattern.test(name))?.[0] ?? null)
}

/** The records in a text: one, or several pasted one after another. */
export function* recordsIn(text: string): Generator<Written> {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const { from, to } of cutAtHeaders(rows)) {
    const { header, lines: taken } = headerOf(rows, from, to)
    const lines = linesOf(rows.slice(from + taken, to).join('\n')).map((line) => ({
      ...line,
      line: line.line + from + taken,
    }))
    yield* writtenIn(withLeads(lines), header, from + 1)
  }
}

/** Each header between two rows of dashes begins a file of its own. */
function cutAtHeaders(rows: readonly string[]): { from: number; to: number }[] {
  const starts: number[] = []
  for (let at = 0; at < rows.length; at++) {
    const length = headerLength(rows, at)
    if (length === 0) continue
    starts.push(at)
    at += length - 1
  }
  const from = [...(starts[0] === 0 ? [] : [0]), ...starts]
  return from.map((start, at) => ({ from: start, to: from[at + 1] ?? rows.length }))
}

const longestHeader = 60

function headerLength(rows: readonly string[], at: number): number {
  if (rows[at]?.trim() !== '---' || !/^[A-Za-z_][\w -]{0,40}:/.test(rows[at + 1] ?? '')) return 0
  for (let end = at + 1; end < Math.min(rows.length, at + longestHeader); end++) {
    if (rows[end]!.trim() === '---') return end - at + 1
    if (!/^(?:\s*#|\s*-\s|\s+\S|[\w -]{1,40}:|\s*$)/.test(rows[end]!)) return 0
  }
  return 0
}

function headerOf(rows: readonly string[], from: number, to: number): { header: Written['header']; lines: number } {
  const length = Math.min(headerLength(rows, from), to - from)
  return length === 0
    ? { header: {}, lines: 0 }
    : { header: fieldsIn(rows.slice(from + 1, from + length - 1)), lines: length }
}

function fieldsIn(rows: readonly string[]): Written['header'] {
  const said =
    parsed(rows.join('\n').slice(0, 10_000)) ?? Object.fromEntries(rows.map(fieldIn).filter((field) => field !== null))
  const words = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap(words)
      : ['string', 'number', 'boolean'].includes(typeof value)
        ? [String(value)]
        : []
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [
      name.toLowerCase().replaceAll(/[_\s]/g, '-'),
      Array.isArray(value) ? words(value) : (words(value)[0] ?? ''),
    ]),
  )
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = parse(text, { maxAliasCount: 0, schema: 'failsafe' })
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const fieldIn = (row: string): [string, string] | null => {
  const [, name, value] = /^\s*([\w -]{1,40}):\s*(.*)$/.exec(row) ?? []
  return name ? [name, value!] : null
}

/** “**Decision.** We take it.” is a heading with a line below it. */
const withLeads = (lines: readonly DocumentLine[]): DocumentLine[] =>
  lines.flatMap((line): DocumentLine[] => {
    if (line.is !== 'text') return [line]
    const [, , lead, rest] = /^(\*\*|__)([^*_]{2,40}?)[.:]?\1[.:]?\s*(.*)$/.exec(line.body) ?? []
    if (!lead || partNamed(lead) === null) return [line]
    const heading: DocumentLine = { is: 'heading', line: line.line, depth: 6, body: lead }
    return rest ? [heading, { ...line, body: rest }] : [heading]
  })

/** Cuts lines at the headings that are titles: those above the headings of parts. */
function* writtenIn(lines: readonly DocumentLine[], header: Written['header'], firstLine: number): Generator<Written> {
  const headings = lines.flatMap((line) => (line.is === 'heading' ? [line] : []))
  const depth = headings
    .filter(({ body }) => partNamed(plain(body).text))
    .reduce((least, each) => Math.min(least, each.depth), 7)
  const isTitle = (line: DocumentLine): boolean =>
    line.is === 'heading' &&
    partNamed(plain(line.body).text) === null &&
    (line.depth < depth || (line.depth === depth && depth === 1))
  let open: Written = { line: firstLine, title: String(header.title ?? ''), header, parts: {}, before: [] }
  let part: { into: PartLine[]; depth: number } = { into: open.before, depth: 0 }
  let isFirst = true
  for (const line of lines) {
    if (line.is === 'heading') {
      const body = plain(line.body)
      const name = partNamed(body.text)
      if (isTitle(line)) {
        if (!isFirst || hasParts(open)) {
          if (!isFirst || open.title !== '') yield open
          open = { line: line.line, title: '', header: {}, parts: {}, before: [] }
        }
        isFirst = false
        open.title = body.text || open.title
        open.line = line.line
        part = { into: open.before, depth: 0 }
      } else if (name && (line.depth <= depth || line.depth === 6 || name !== 'options')) {
        const into = open.parts[name] ?? []
        open.parts[name] = into
        part = { into, depth: line.depth }
      } else if (line.depth <= part.depth) part = { into: [], depth: line.depth }
      else part.into.push({ line: line.line, ...body, bullet: false, indent: 0, heading: true })
    } else if (line.is === 'text' || line.is === 'bullet') {
      const indent = line.indent
      part.into.push({ line: line.line, ...plain(line.body), bullet: line.is === 'bullet', indent, heading: false })
    }
  }
  if (!isFirst || hasParts(open)) yield open
}

const hasParts = ({ parts }: Written): boolean => Object.keys(parts).length > 0

const plain = (body: string): { text: string; links: readonly string[] } => {
  const { text, links } = plainWords(body.slice(0, 5_000))
  return { text, links }
}
