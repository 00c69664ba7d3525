import { type RawBuilder, sql } from 'kysely'
import type { Handle } from './database.ts'
import { afterAll, type Sought, type Stretch, standsFor, type Way } from './search-asked.ts'

/** Places of records, the latest first: all there are down to `end`. */
interface List {
  places: readonly number[]
  end: number
}

/** The ends of a list that lacks nothing, and of one of which nothing is known. */
export const whole = 0
const unknown = Number.POSITIVE_INFINITY

// The first words of a long question tell its records apart as well as all of them.
const mostAsked = 6

/** Where the words of a question stand on a server, read as far as they are needed. */
export class Places {
  readonly #read = new Map<string, List & { length: number }>()

  constructor(
    private readonly tx: Handle,
    private readonly personId: string,
    private readonly sought: Sought,
  ) {}

  /** True where no word or mark must be in a record. */
  tellsNothing = (way: Way): boolean => this.#asked(way).length === 0

  /** The places that can be what is looked for; null where all words of it are too frequent to say. */
  within(way: Way): List | null {
    const all = this.#asked(way).map((some) => eitherOf(some.map((stretch) => this.#read.get(nameOf(stretch))!)))
    const wholeOnes = all.filter(({ end }) => end === whole)
    const used = wholeOnes.length > 0 ? wholeOnes : all.filter(({ end }) => end !== unknown)
    if (used.length === 0) return null
    const [shortest, ...others] = used.toSorted((a, b) => a.places.length - b.places.length)
    const sets = others.map(({ places }) => new Set(places))
    const end = Math.max(...used.map((list) => list.end))
    return { places: shortest!.places.filter((place) => place >= end && sets.every((set) => set.has(place))), end }
  }

  /** Reads so many places of each word that it does not know all or as many of. */
  async read(ways: readonly Way[], length: number): Promise<void> {
    const asked = new Map(ways.flatMap((way) => this.#asked(way).flat()).map((one) => [nameOf(one), one]))
    const missing = [...asked].filter(([name]) => {
      const known = this.#read.get(name)
      return !known || (known.end !== whole && known.length < length)
    })
    if (missing.length === 0) return
    for (const [name] of missing) this.#read.set(name, { places: [], end: whole, length })
    const stretches = missing.map(([, stretch]) => stretch)
    const parts = [
      this.#ofWords(
        stretches.filter(({ begins }) => !begins),
        length,
      ),
      this.#ofBeginnings(
        stretches.filter(({ begins }) => begins),
        length,
      ),
    ].filter((part) => part !== null)
    const { rows } = await sql<{
      word: string
      begins: boolean
      places: string
    }>`${sql.join(parts, sql` union all `)}`.execute(this.tx)
    for (const { word, begins, places } of rows)
      this.#read.set(nameOf({ text: word, begins }), { ...listOf(places, begins, length), length })
  }

  /** What must stand in a record: one of each. */
  #asked(way: Way): Stretch[][] {
    const { words, phrases, marks } = this.sought
    const asItIs = (text: string): Stretch => ({ text, begins: false })
    return [
      ...words.slice(0, mostAsked).map((word) => standsFor(word, way)),
      ...phrases.flat().map((word) => [asItIs(word)]),
      ...marks.map((some) => some.map(asItIs)),
    ]
  }

  /** The latest of each word, and one more that tells whether there are more. */
  #ofWords(stretches: readonly Stretch[], length: number): RawBuilder<unknown> | null {
    if (stretches.length === 0) return null
    return sql`select t.word as word, false as begins, string_agg(s.place, ' ') as places
      from unnest(cast(${stretches.map(({ text }) => text)} as text[])) as t(word) cross join lateral (
        select ${place} from search_words w where w.person_id = ${this.personId} and w.word = t.word ${this.#days()}
        order by w.day desc, w.n desc limit ${length + 1}) s
      group by t.word`
  }

  /** Any of the words that begin so: they stand by word. */
  #ofBeginnings(stretches: readonly Stretch[], length: number): RawBuilder<unknown> | null {
    if (stretches.length === 0) return null
    const [first, last] = [stretches.map(({ text }) => text), stretches.map(({ text }) => text + afterAll)]
    return sql`select t.word as word, true as begins, string_agg(s.place, ' ') as places
      from unnest(cast(${first} as text[]), cast(${last} as text[])) as t(word, last) cross join lateral (
        select ${place} from search_words w
        where w.person_id = ${this.personId} and w.word >= t.word and w.word < t.last ${this.#days()} limit ${length + 1}) s
      group by t.word`
  }

  #days() {
    const { since, until } = this.sought
    const number = (day: string) => Number(day.replaceAll('-', ''))
    return sql`${since ? sql`and w.day >= ${number(since)}` : sql``} ${until ? sql`and w.day <= ${number(until)}` : sql``}`
  }
}

const nameOf = ({ text, begins }: Stretch): string => (begins ? `${text}*` : text)

// A number of JavaScript has room for a day and some 400 million records.
const inOneDay = 2 ** 28

const place = sql`cast(cast(w.day as bigint) * ${sql.lit(inOneDay)} + w.n as text) as place`

/** The number of the record at a place. */
export const numberOf = (place: number): number => place % inOneDay

function listOf(text: string, begins: boolean, length: number): List {
  const places = text.split(' ').map(Number)
  if (places.length <= length) return { places: begins ? inOrder(places) : places, end: whole }
  return begins ? { places: [], end: unknown } : { places, end: places.at(-1)! }
}

const eitherOf = (lists: readonly List[]): List =>
  lists.length === 1
    ? lists[0]!
    : { places: inOrder(lists.flatMap(({ places }) => places)), end: Math.max(...lists.map(({ end }) => end)) }

const inOrder = (places: readonly number[]): number[] => [...new Set(places)].sort((a, b) => b - a)
