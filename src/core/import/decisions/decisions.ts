import { keyOf } from '../../brag-document.ts'
import { type Day, isDay } from '../../day.ts'
import type { Decision } from '../../evidence.ts'
import { foldName } from '../../rating.ts'
import { dateInLine } from '../../written-date.ts'
import type { Come, Details, Found, Importer, ReadOptions } from '../importer.ts'
import { type PartLine, type PartName, partNamed, recordsIn, type Written } from './parts.ts'

/** Decision records: MADR of every version, Nygard's form, Markdown with a header; one, or many in one text. */
export const decisions: Importer = {
  format: 'decisions',
  words: 'decision records',
  recognises: ({ text }) => isOfDecisions(text.slice(0, 60_000)),
  *read({ text }, options) {
    const seen = new Set<string>()
    for (const record of recordsIn(text)) yield comeOf(record, options, seen)
  },
}

/** A decision, and what it was for, under headings or leads of their own. */
function isOfDecisions(text: string): boolean {
  const said = new Set<PartName | null>()
  for (const [, heading, lead, underlined] of text.matchAll(
    /^(?:\s{0,3}#{1,6}[ \t]+([^\n]{1,80})|\*\*([^*\n]{2,40})\*\*|([^\n#>|*-][^\n]{1,60})\r?\n(?:-{3,}|={3,})\s*$)/gm,
  ))
    said.add(partNamed(heading ?? lead ?? underlined ?? ''))
  return (
    said.has('decision') && (['context', 'status', 'options', 'consequences'] as const).some((name) => said.has(name))
  )
}

function comeOf(record: Written, options: ReadOptions, seen: Set<string>): Come {
  const title = titleOf(record)
  const leftOut = (why: string): Come => ({ is: 'left out', line: record.line, text: title || 'A decision', why })
  if (isTemplate(record)) return leftOut('a blank of a template')
  if (!record.parts.decision && !record.parts.options) return leftOut('it says no decision')
  const status = statusOf(record)
  if (/^(?:proposed|draft|pending|in progress|open|wip|rfc|under (?:review|discussion))\b/i.test(status))
    return leftOut(`it is not decided yet (${status})`)
  const found = foundIn(record, title, status, options)
  if (found.text.trim() === '') return leftOut('it has no words')
  if (seen.has(found.source!)) return leftOut('it stands in this text before')
  seen.add(found.source!)
  return found
}

function foundIn(record: Written, title: string, status: string, options: ReadOptions): Found {
  const decision = decisionOf(record, status, options)
  const context = paragraphIn(record.parts.context, 1_500)
  const consequences = consequencesOf(record)
  const date = dayOf(record, options)
  const text = [
    title,
    record.parts.decision ? sentences(paragraphIn(record.parts.decision, 2_000), 600) : '',
    consequences === '' ? '' : `Consequences: ${consequences}`,
    isSuperseded(status) ? `Later ${status}.` : '',
    isRefused(status) ? `It was ${status}.` : '',
  ].filter((part, at, all) => part !== '' && all.indexOf(part) === at)
  return {
    is: 'found',
    text: text.join('\n'),
    line: record.line,
    date,
    dateSource: date === null ? null : 'line',
    initiative: null,
    links: [...new Set(linesOfRecord(record).flatMap(({ links }) => links))].slice(0, 20),
    source: `decision:${keyOf(title || text.join(' ')).slice(0, 200)}${date ? `:${date}` : ''}`,
    kind: 'decision',
    details: {
      decision,
      ...(context && { problem: context.slice(0, 1_000) }),
      ...deciders(record, options.owner ?? null),
    },
  }
}

const linesOfRecord = ({ before, parts }: Written): PartLine[] => [...before, ...Object.values(parts).flat()]

/** “ADR-0012: Use one file” is “Use one file”. */
const titleOf = ({ title }: Written): string =>
  title
    .replace(/^(?:(?:adr|madr|decision(?: record)?|dr)[\s#:-]*)?\d{1,8}\s*[.:)–—-]*\s+/i, '')
    .replace(/^(?:adr|decision record)\s*[:–—-]\s*/i, '')
    .trim()
    .slice(0, 300)

const isTemplate = ({ title, header }: Written): boolean =>
  /^\W*(?:\{|\[|<)[^}\]>]{3,}|^(?:adr |decision (?:record )?)?template\b|\bNNNN\b/i.test(title) ||
  /[{|}]/.test(String(header.status ?? ''))

/** The status in lower case, without what was struck out before it; empty where none is said. */
function statusOf(record: Written): string {
  const said =
    fieldOf(record, 'status') ??
    record.parts.status?.findLast(({ text }) => statusWords.test(text))?.text ??
    leadOf(record)
  const status = (statusWords.exec(said ?? '')?.[0] ?? '').trim().slice(0, 80)
  return status === '' ? '' : status[0]!.toLowerCase() + status.slice(1)
}

const statusWords =
  /\b(?:proposed|draft|pending|in progress|open|wip|rfc|under (?:review|discussion)|accepted|approved|adopted|decided|done|implemented|rejected|declined|deprecated|superseded(?: by [^\n,;]{1,40})?|replaced by [^\n,;]{1,40}|amended)\b/i

const isSuperseded = (status: string): boolean => /^(?:superseded|replaced|deprecated)/i.test(status)
const isRefused = (status: string): boolean => /^(?:rejected|declined)/i.test(status)

/** “2026-03-02 · accepted”: a line right below the title that says both. */
const leadOf = ({ before }: Written): string | null =>
  before.find(({ text }) => text.length < 80 && statusWords.test(text))?.text ?? null

/** A field of the header, or “Status: accepted” as a line or bullet above the first part. */
function fieldOf({ header, before }: Written, ...names: string[]): string | null {
  for (const name of names) {
    const said = header[name]
    if (said && said.length > 0) return typeof said === 'string' ? said : said.join(', ')
    const line = before.find(({ text }) => text.toLowerCase().replaceAll(' ', '-').startsWith(`${name}:`))
    if (line) return line.text.slice(line.text.indexOf(':') + 1).trim()
  }
  return null
}

function dayOf(record: Written, options: ReadOptions): Day | null {
  const said = [
    fieldOf(record, 'date', 'decided', 'decided-on', 'decision-date', 'created', 'updated'),
    ...(record.parts.date ?? []).map(({ text }) => text),
    ...(record.parts.status ?? []).map(({ text }) => text),
    ...record.before.map(({ text }) => text).filter((text) => text.length < 120),
  ]
  for (const words of said) {
    const day = words ? dayIn(words, options) : null
    if (day) return day
  }
  return null
}

function dayIn(words: string, options: ReadOptions): Day | null {
  const whole = /\d{4}-\d{2}-\d{2}/.exec(words)?.[0]
  const day = whole && isDay(whole) ? whole : dateInLine(words, { ...options, year: null })
  return day && day <= options.refDate ? day : null
}

function decisionOf(record: Written, status: string, options: ReadOptions): Decision {
  const said = paragraphIn(record.parts.decision, 4_000)
  const names = optionsOf(record)
  const [, quoted, plainly, because] =
    /chosen option:?\s*(?:[“"„«]([^”"»]{1,300})[”"»]|([^\n]{1,300}?))[,.]?\s*(?:(?:because|since|as)\b[:\s]*([^\n]{1,2000}))?(?:\n|$)/i.exec(
      said,
    ) ?? []
  const named = quoted ?? plainly
  const option = matching(names, named ?? said) ?? named
  const choice = option ?? sentences(said, 300)
  const reason = because ?? paragraphIn(record.parts.because, 1_000) ?? ''
  const why = reason || becauseIn(said) || driversOf(record)
  const others = [...names.filter((name) => name !== choice), ...listIn(record.parts.notChosen)]
  const isNo = isRefused(status)
  const revisit = (record.parts.revisit ?? [])
    .map(({ text }) => /\d{4}-\d{2}-\d{2}/.exec(text)?.[0])
    .find((day) => day && isDay(day))
  const measure = paragraphIn(record.parts.measure, 500)
  return {
    type: isNo ? 'decline' : 'choose',
    ...(names.length > 0 && { options: names }),
    ...(choice && !isNo && { choice: choice.slice(0, 500) }),
    ...(why && { because: why.trim().slice(0, 1_000) }),
    // What was refused is the option it would have been, else what the record is named for.
    ...((others.length > 0 || isNo) && {
      notChosen: (isNo ? [option ?? record.title] : others).slice(0, 20).map((each) => each.slice(0, 500)),
    }),
    ...(measure && { measure: measure.slice(0, 500) }),
    ...(revisit && revisit > options.refDate && { revisitOn: revisit }),
  }
}

/** The names of the options: of the list, or of the headings under which their pros and cons stand. */
function optionsOf({ parts }: Written): string[] {
  const listed = [
    ...listIn(parts.options),
    ...(parts.options ?? []).filter(({ heading }) => heading).map(({ text }) => text),
  ]
  const weighed = (parts.pros ?? []).filter(({ heading }) => heading).map(({ text }) => text)
  const names = (listed.length > 0 ? listed : weighed).map((name) =>
    name.replace(/^(?:option\s*)?[\w]{1,2}[.):]\s+|^option \w{1,2}\s*[:–-]\s*/i, '').trim(),
  )
  return [...new Set(names.filter((name) => name !== '' && !/^[{[]/.test(name)))]
    .slice(0, 20)
    .map((name) => name.slice(0, 500))
}

/** The outermost bullets, each with the lines that go on with it. */
function listIn(lines: readonly PartLine[] = []): string[] {
  const bullets = lines.filter(({ bullet }) => bullet)
  const outer = Math.min(...bullets.map(({ indent }) => indent))
  return bullets.filter(({ indent }) => indent === outer).map(({ text }) => text)
}

/** The option that the words name, the longest of them. */
function matching(names: readonly string[], words: string): string | undefined {
  const said = ` ${keyOf(words)} `
  return [...names]
    .sort((a, b) => b.length - a.length)
    .find((name) => keyOf(name) !== '' && said.includes(` ${keyOf(name)} `))
}

const becauseIn = (text: string): string | null =>
  /\b(?:because|so that|in order to|given that)\b[:\s]+([^\n]{3,600}?)(?:\.(?:\s|$)|\n|$)/i.exec(text)?.[1] ?? null

const driversOf = ({ parts }: Written): string => listIn(parts.drivers).slice(0, 4).join('; ').slice(0, 600)

function consequencesOf({ parts }: Written): string {
  const lines = (parts.consequences ?? [])
    .filter(({ heading }) => !heading)
    .map(({ text }) => text.replace(/[.;]$/, ''))
  return lines.join('; ').slice(0, 600)
}

/** Who decided: with others, or others alone. It stands in the record, so that nobody is credited with what others decided. */
function deciders(record: Written, owner: string | null): Pick<Details, 'othersPart'> {
  const said =
    fieldOf(record, 'deciders', 'decision-makers', 'decision-maker', 'authors', 'author', 'owner', 'owners') ??
    (record.parts.deciders ?? []).map(({ text }) => text).join(', ')
  const people = said
    .split(/[,;&]|\band\b/)
    .map((name) => name.replace(/<[^>]*>|\([^)]*\)|^@/g, '').trim())
    .filter((name) => /\p{L}/u.test(name) && !/^[{[]/.test(name) && name.length <= 80)
  const others = people.filter((name) => owner === null || foldName(name) !== foldName(owner))
  if (others.length === 0) return {}
  const isOwn = people.length > others.length
  return { othersPart: `${isOwn ? 'Decided with' : 'Decided by'} ${others.slice(0, 12).join(', ')}.` }
}

/** Lines as they read on: bullets one below the other. */
const paragraphIn = (lines: readonly PartLine[] | undefined, most: number): string => {
  let text = ''
  for (const { text: words, bullet, heading } of lines ?? []) {
    if (heading || words === '') continue
    text += text === '' ? words : bullet ? `\n${words}` : ` ${words}`
    if (text.length > most) break
  }
  return text.slice(0, most)
}

/** The first sentences, as many as fit. */
function sentences(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('\n'))
  return end > 40 ? cut.slice(0, end + 1).trim() : `${cut.slice(0, cut.lastIndexOf(' ')).trim()}…`
}
