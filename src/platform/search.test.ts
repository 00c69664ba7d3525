import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onServer, type Person, signUp } from '../../test/harness.ts'
import { wordsIn } from '../core/search-words.ts'
import { type Handle, transaction } from './database.ts'
import { findWords } from './search.ts'
import { type Sought, standsFor, type Way, ways } from './search-asked.ts'
import { mark } from './search-documents.ts'
import { findOnServer } from './search-server.ts'

// Both engines are held to one plain reading of what is found and in which order: every record looked at, four times.

const vocabulary = ['plan', 'planned', 'planning', 'plane', 'retention', 'retain', 're', 'x', 'churn', 'churned']
const kinds = ['decision', 'outcome', 'learning']

async function writer(): Promise<Person> {
  const person = await signUp()
  const word = (n: number) => vocabulary[(n * n + 3 * n) % vocabulary.length]
  for (let i = 0; i < 36; i++)
    await person.call('evidence.capture', {
      text: [word(i), word(i + 5), ...(i % 3 ? [word(i * 7 + 1)] : [])].join(' '),
      kind: kinds[i % 3],
      happenedOn: `2026-05-0${1 + (i % 5)}`,
    })
  for (let i = 0; i < 6; i++) await person.call('initiative.start', { title: `${word(i)} ${word(i + 2)}` })
  return person
}

interface Record {
  id: string
  day: string
  title: string[]
  body: string[]
  marks: string[]
}

/** All of a person's records, the latest first. */
async function records(tx: Handle, personId: string): Promise<Record[]> {
  const rows = await tx
    .selectFrom('searchDocuments')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('day', 'desc')
    .orderBy('n', 'desc')
    .execute()
  return rows.map(({ recordId, type, kind, day, title, body }) => ({
    id: recordId,
    day,
    title: wordsIn(title),
    body: wordsIn(body),
    marks: [mark('type', type), ...(kind ? [mark('kind', kind)] : [])],
  }))
}

function plainlyFound(all: readonly Record[], sought: Sought, limit: number): string[] {
  const asked = sought.words.length > 0 ? ways : ways.slice(-1)
  return [...new Set(asked.flatMap((way) => all.filter((one) => isFound(one, sought, way)).map(({ id }) => id)))].slice(
    0,
    limit,
  )
}

function isFound({ day, title, body, marks }: Record, sought: Sought, way: Way): boolean {
  const words = way.title ? title : [...title, ...body]
  const stands = (word: string) =>
    standsFor(word, { ...way, title: false }).some(({ text, begins }) =>
      words.some((each) => (begins ? each.startsWith(text) : each === text)),
    )
  const phrase = (some: readonly string[]) =>
    [title, body].some((part) => ` ${part.join(' ')} `.includes(` ${some.join(' ')} `))
  return (
    sought.words.every(stands) &&
    sought.phrases.every(phrase) &&
    !sought.without.some(phrase) &&
    sought.marks.every((some) => some.some((one) => marks.includes(one))) &&
    !sought.noMarks.some((one) => marks.includes(one)) &&
    (!sought.since || day >= sought.since) &&
    (!sought.until || day <= sought.until)
  )
}

const word = fc.constantFrom(...vocabulary, 'pl', 'chur', 'nowhere')
const some = <T>(what: fc.Arbitrary<T>, maxLength: number) => fc.array(what, { maxLength })
const day = fc.option(fc.constantFrom('2026-05-02', '2026-05-04', '2026-06-30'), { nil: undefined, freq: 2 })
const aMark = fc.constantFrom(
  ...kinds.map((kind) => mark('kind', kind)),
  mark('type', 'initiative'),
  mark('kind', 'none'),
)
const anySought: fc.Arbitrary<Sought> = fc.record({
  words: some(word, 3),
  phrases: some(fc.array(word, { minLength: 1, maxLength: 2 }), 1),
  without: some(fc.array(word, { minLength: 1, maxLength: 2 }), 1),
  marks: some(fc.array(aMark, { minLength: 1, maxLength: 2 }), 1),
  noMarks: some(aMark, 1),
  since: day,
  until: day,
})

test('what is found stands in the same order on every engine, however far the lists of words are read', async () => {
  const { app, personId } = await writer()
  await transaction(app.cairn.db, 'read', personId, async (tx) => {
    const all = await records(tx, personId)
    expect(all.length).toBe(42)
    const check = async (sought: Sought, limit: number, lengths: readonly [number, number, number]) => {
      const wanted = plainlyFound(all, sought, limit)
      const found = async (answer: ReturnType<typeof findWords>) => (await answer).map(({ id }) => id)
      expect(await found(findWords(tx, personId, sought, limit))).toEqual(wanted)
      // As if each word were frequent, or some were.
      if (onServer())
        expect(await found(findOnServer(tx, personId, sought, limit, { lengths, lately: 5, atOnce: 3 }))).toEqual(
          wanted,
        )
    }
    const lengths = fc.constantFrom([1, 2, 3] as const, [4, 9, 60] as const)
    await fc.assert(fc.asyncProperty(anySought, fc.integer({ min: 1, max: 12 }), lengths, check), {
      numRuns: onServer() ? 50 : 120,
    })
  })
}, 120_000)
