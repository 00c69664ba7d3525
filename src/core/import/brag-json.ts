import { type Day, isDay } from '../day.ts'
import { type ItemKind, itemKinds } from '../evidence.ts'
import { plainWords } from '../plain-words.ts'
import { dateInHeading, dateInLine } from '../written-date.ts'
import { jsonIn } from './data.ts'
import type { Come, Details, Found, Importer, ReadOptions } from './importer.ts'

/**
 * What other tools for brag documents write as JSON: a list of entries, a map of days, or either somewhere inside. Fields go by many
 * names; what is not understood is left out with its place in the file.
 */
export const bragJson: Importer = {
  format: 'brag-json',
  words: 'a brag document as JSON',
  recognises: ({ text }) => /^\s*[[{]/.test(text) && mayHoldEntries(text.slice(0, 20_000)),
  *read({ text }, options) {
    const data = jsonIn(text)
    const reading = new Reading(text, namesOf(data), options)
    yield* reading.walk(data, '', { date: null, initiative: null })
  },
}

type Json = Record<string, unknown>

// Names are compared without case and signs: “happened_on”, “happenedOn” and “Happened on” are one.
const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '))
const listOf = (names: string): readonly string[] => names.split(' ')

const fields = {
  title: listOf(
    'title headline achievement accomplishment win what whatidid summary subject name entry text content note description body details message highlight bullet',
  ),
  more: listOf('summary description details body content notes text action actions whatidid how'),
  result: listOf('impact result results outcome outcomes metrics metric value effect'),
  learned: listOf('learned learning learnings lesson lessons reflection takeaway takeaways'),
  quote: listOf('feedback quote kudos praise'),
  problem: listOf('problem situation challenge context why background'),
  date: listOf(
    'date when day on happenedon happenedat occurredon occurredat achievedon achievedat eventend enddate end completedon completedat finishedon eventstart startdate start month week timestamp createdat created createdon dateadded',
  ),
  initiative: listOf('initiative project projectname epic goal objective workstream'),
  links: listOf('url urls link links href evidence proof reference references attachments pr source'),
  tags: listOf('tags tag skills skill labels competencies competency themes'),
  kind: listOf('kind type category'),
  people: listOf('collaborators people with coworkers teammates stakeholders team'),
  id: listOf('id uuid guid key'),
  hidden: listOf('deleted isdeleted archived isarchived draft isdraft'),
  confidential: listOf('confidential isconfidential private isprivate sensitive'),
} as const

/** Lists of work go by these names. */
const lists = setOf(
  'achievements accomplishments entries wins items highlights records bullets logs log brags brag bragdoc bragdocument data results docs documents journal notes events list contributions impacts successes kudos',
)
/** Lists of what work belongs to. Of such a thing only the work below it is read. */
const groups = setOf(
  'projects initiatives companies company goals objectives teams jobs roles positions employers reviews periods quarters months weeks years sprints categories sections',
)

const mayHoldEntries = (start: string): boolean =>
  [...start.matchAll(/"([^"\\]{1,40})"\s*:/g)].some(([, name]) => {
    const plain = plainName(name!)
    return (
      lists.has(plain) ||
      dayOfName(name!) !== null ||
      ['title', 'headline', 'achievement', 'accomplishment', 'win', 'summary', 'whatidid'].includes(plain)
    )
  })

const dayOfName = (name: string): string | null =>
  /^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\d{4}-?[qQ][1-4])$/.exec(name)?.[0] ?? null

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an entry names only by an id, such as its project, by that id. */
function namesOf(data: unknown): Map<string, string> {
  const names = new Map<string, string>()
  if (!isObject(data)) return names
  for (const [name, list] of Object.entries(data))
    if (groups.has(plainName(name)) && Array.isArray(list))
      for (const one of list.filter(isObject)) {
        const [id, title] = [one.id, one.name ?? one.title]
        if ((typeof id === 'string' || typeof id === 'number') && typeof title === 'string')
          names.set(String(id), title)
      }
  return names
}

interface Within {
  date: Day | null
  initiative: string | null
}

/** Nobody nests work deeper. */
const deepest = 12

class Reading {
  #at = 0
  #line = 1
  /** Where the line ends. */
  #end: number
  /** So many times a whole file is still looked through. */
  #looks = 50

  private readonly text: string
  private readonly names: ReadonlyMap<string, string>
  private readonly options: ReadOptions

  constructor(text: string, names: ReadonlyMap<string, string>, options: ReadOptions) {
    this.text = text
    this.#end = text.indexOf('\n')
    this.names = names
    this.options = options
  }

  *walk(value: unknown, path: string, within: Within): Generator<Come> {
    const depth = path.split(/[.[]/).length
    if (depth > deepest) yield this.#leftOut(path, value, 'it lies deeper than work is looked for')
    else if (Array.isArray(value))
      for (const [at, one] of value.entries()) yield* this.#one(one, `${path}[${at + 1}]`, within)
    else if (isObject(value)) yield* this.#object(value, path, within)
    else yield* this.#one(value, path, within)
  }

  *#one(value: unknown, path: string, within: Within): Generator<Come> {
    if (typeof value === 'string') yield this.#sentence(value, path, within)
    else if (isObject(value) && (titleOf(value) !== null || hasWorkBelow(value)))
      yield* this.#entry(value, path, within)
    else if (isObject(value) || Array.isArray(value)) yield* this.walk(value, path, within)
    else yield this.#leftOut(path, value, 'it says nothing that was done')
  }

  /** An object that is no entry: work stands below its days, its lists and its groups. */
  *#object(value: Json, path: string, within: Within): Generator<Come> {
    for (const [name, one] of Object.entries(value)) {
      const below = path === '' ? name : `${path}.${name}`
      const day = dayOfName(name) === null ? null : this.#dayIn(name)
      if (day !== null) yield* this.#one(one, below, { ...within, date: day })
      else if (lists.has(plainName(name)) || groups.has(plainName(name))) yield* this.#list(one, name, below, within)
      else if (isObject(one) && titleOf(one) !== null) yield* this.#entry(one, below, within)
      else if (isObject(one) || Array.isArray(one)) yield* this.walk(one, below, within)
      else if (one !== null && one !== '') yield this.#leftOut(below, one, 'it says nothing that was done')
    }
  }

  *#list(value: unknown, name: string, path: string, within: Within): Generator<Come> {
    if (!groups.has(plainName(name))) return yield* this.walk(value, path, within)
    for (const [at, one] of (Array.isArray(value) ? value : [value]).entries()) {
      const below = Array.isArray(value) ? `${path}[${at + 1}]` : path
      if (isObject(one) && !hasWorkBelow(one) && titleOf(one) !== null)
        yield this.#leftOut(below, titleOf(one), `it names one of your ${name}, and no work of its own`)
      else yield* this.#one(one, below, within)
    }
  }

  /** An entry; or, where work stands below it, what that work belongs to. */
  *#entry(value: Json, path: string, within: Within): Generator<Come> {
    if (hasWorkBelow(value)) {
      const title = titleOf(value)
      const date = this.#dateOf(value) ?? (title && this.#dayOfTitle(title)) ?? within.date
      const named = fields.initiative.flatMap((name) => wordsIn(fieldOf(value, name)))[0] ?? title
      const initiative = named && this.#dayOfTitle(named) === null ? named.slice(0, 200) : within.initiative
      for (const [name, one] of Object.entries(value))
        if (lists.has(plainName(name)) || groups.has(plainName(name)))
          yield* this.#list(one, name, `${path}.${name}`, { date, initiative })
      return
    }
    if (fields.hidden.some((name) => fieldOf(value, name) === true))
      return yield this.#leftOut(path, titleOf(value), 'it is marked as draft, archived or deleted')
    const found = this.#found(value, within)
    yield found.text.trim() === '' ? this.#leftOut(path, value, 'it says nothing that was done') : found
  }

  #found(value: Json, within: Within): Found {
    const title = titleOf(value)!
    const date = this.#dateOf(value) ?? within.date
    const said = (names: readonly string[], lead = '') =>
      [...new Set(names.flatMap((name) => wordsIn(fieldOf(value, name))))].map((words) =>
        lead === '' ? words : `${lead}: ${words}`,
      )
    const parts = [
      ...said([fields.title.find((name) => wordsIn(fieldOf(value, name)).length > 0)!]),
      ...said(fields.more),
      ...said(fields.result, 'Result'),
      ...said(fields.learned, 'Learned'),
      ...said(fields.quote),
    ].filter((part) => !/^Result: \d{1,3}$/.test(part))
    const tags = said(fields.tags)
    const text = [...new Set(parts), ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : [])].join('\n')
    const initiative = said(fields.initiative)[0] ?? this.#namedById(value) ?? within.initiative
    const id = fields.id
      .map((name) => fieldOf(value, name))
      .find((each) => typeof each === 'string' && each.length >= 8)
    const kind = kindOf(said(fields.kind)[0])
    const details = this.#detailsOf(value, said)
    return {
      is: 'found',
      text,
      line: this.#lineOf(title),
      date,
      dateSource: date === null ? null : this.#dateOf(value) ? 'line' : 'heading',
      initiative: initiative?.slice(0, 200) ?? null,
      links: linksIn(fields.links.flatMap((name) => wordsIn(fieldOf(value, name)))),
      ...(id !== undefined && { source: `brag-json:${String(id).slice(0, 100)}` }),
      ...(kind && { kind }),
      ...(Object.keys(details).length > 0 && { details }),
    }
  }

  #detailsOf(value: Json, said: (names: readonly string[]) => string[]): Details {
    const people = said(fields.people)
    const problem = said(fields.problem).join('\n')
    return {
      ...(problem !== '' && { problem: problem.slice(0, 1_000) }),
      ...(people.length > 0 && { othersPart: `With ${people.join(', ')}.`.slice(0, 1_000) }),
      ...(fields.confidential.some((name) => fieldOf(value, name) === true) && { confidential: true }),
    }
  }

  #sentence(words: string, path: string, { date, initiative }: Within): Come {
    const { text, links } = plainWords(words)
    if (!/\p{L}.*\s.*\p{L}/su.test(text)) return this.#leftOut(path, words, 'it says nothing that was done')
    const said = dateInLine(text, { ...this.options, year: date ? Number(date.slice(0, 4)) : null })
    const day = said ?? this.options.dateOf?.(text) ?? null
    return {
      is: 'found',
      text,
      line: this.#lineOf(words),
      date: day ?? date,
      dateSource: day ? 'line' : date ? 'heading' : null,
      initiative,
      links,
    }
  }

  #namedById(value: Json): string | null {
    for (const name of ['projectid', 'initiativeid', 'goalid', 'companyid']) {
      const found = this.names.get(String(fieldOf(value, name) ?? ''))
      if (found) return found
    }
    return null
  }

  #dateOf(value: Json): Day | null {
    for (const name of fields.date) {
      const day = this.#dayIn(fieldOf(value, name))
      if (day) return day
    }
    return null
  }

  #dayOfTitle(title: string): Day | null {
    const found = dateInHeading(title, { ...this.options, year: null })
    return found?.rest === '' ? found.day : null
  }

  /** A day in any of the ways programs write one: “2026-03-04T…”, seconds or milliseconds, or words. */
  #dayIn(said: unknown): Day | null {
    const day =
      typeof said === 'number' ? dayOfClock(said) : typeof said === 'string' ? this.#dayInWords(said.trim()) : null
    return day !== null && day <= this.options.refDate ? day : null
  }

  #dayInWords(said: string): Day | null {
    const [whole] = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(said) ?? []
    if (whole) return isDay(whole) ? whole : null
    if (said === '' || said.length > 60) return null
    return this.#dayOfTitle(said) ?? dateInLine(said, { ...this.options, year: null })
  }

  #leftOut(path: string, value: unknown, why: string): Come {
    const words = typeof value === 'string' ? value : isObject(value) || Array.isArray(value) ? '' : String(value)
    const text = `${path || 'The file'}${words && !words.includes('@') ? `: ${words.slice(0, 120)}` : ''}`
    return { is: 'left out', line: this.#lineOf(typeof value === 'string' ? value : null), text, why }
  }

  /** Words stand in the file in the order in which they are come across; those that are written otherwise there are not found. */
  #lineOf(words: string | null): number {
    const found =
      words === null
        ? -1
        : this.#placeOf(
            JSON.stringify(words)
              .slice(0, 200)
              .replace(/(?<=.{20})"$/, ''),
          )
    if (found === -1) return this.#line
    for (; this.#end !== -1 && this.#end < found; this.#end = this.text.indexOf('\n', this.#end + 1)) this.#line++
    this.#at = found
    return this.#line
  }

  // What is not near stands a long way off or nowhere: a whole file is looked through for that a few times and not for each entry.
  #placeOf(written: string): number {
    const near = this.text.slice(this.#at, this.#at + nearby).indexOf(written)
    if (near !== -1) return this.#at + near
    if (this.#looks === 0) return -1
    this.#looks--
    return this.text.indexOf(written, this.#at)
  }
}

const nearby = 20_000

const hasWorkBelow = (value: Json): boolean =>
  Object.entries(value).some(
    ([name, one]) =>
      (lists.has(plainName(name)) || groups.has(plainName(name))) &&
      Array.isArray(one) &&
      one.some((each) => isObject(each) || (typeof each === 'string' && !entryOnly.has(plainName(name)))),
  )

/** Lists of sentences of these names tell more of one entry, and are no entries. */
const entryOnly = setOf('results notes data impacts kudos')

function fieldOf(value: Json, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name]
  const found = Object.keys(value).find((each) => plainName(each) === name)
  return found === undefined ? undefined : value[found]
}

/** The words an entry goes by, as they stand in the file, or null if it has none. */
function titleOf(value: Json): string | null {
  for (const name of fields.title) {
    const said = fieldOf(value, name)
    if (typeof said === 'string' && /\p{L}/u.test(said)) return said
  }
  return null
}

/** What a field says, each thing by itself: of an object its name, of a list its parts. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.slice(0, 50).flatMap(wordsIn)
  if (!isObject(value)) return []
  return wordsIn(value.name ?? value.title ?? value.label ?? value.url ?? value.text ?? value.value ?? null)
}

const linksIn = (words: readonly string[]): string[] => [
  ...new Set(words.flatMap((each) => each.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? [])),
]

const kindOf = (said: string | undefined): ItemKind | undefined =>
  itemKinds.find((kind) => kind === said?.toLowerCase())

/** Programs count seconds or milliseconds from 1970; a small number is no day. */
function dayOfClock(count: number): Day | null {
  const moment = count > 1e11 ? count : count > 1e8 ? count * 1000 : Number.NaN
  return moment < 4e12 ? new Date(moment).toISOString().slice(0, 10) : null
}
