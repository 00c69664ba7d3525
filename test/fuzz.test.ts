import fc from 'fast-check'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { Problem } from '../src/core/problem.ts'
import { type Schema, schemaOf } from '../src/surfaces/input.ts'
import { operations } from '../src/surfaces/operations.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUpPm } from './harness.ts'
import { tries } from './tries.ts'

// For every operation, inputs near what it takes: the answer is an answer, or a refusal that changed nothing; never a fault.

const days = ['2026-06-01', '2026-06-30', '2024-02-29', '2026-02-30', '0001-01-01', '9999-12-31', '2026-6-1', '']
const words = [
  'Cut churn from 4% to 3% with @Priya in May 2026.',
  'discovery',
  'senior',
  'pm:senior',
  '<script>alert(1)</script>',
  '"\'; drop table evidence; --',
  '\u202eabc\u202c \u200b\ufeff',
  'a\u0000b',
  '\ud83d half a sign',
  '{{blank}} <%x%> %s',
  '=1+1',
  '../../etc/passwd',
  'javascript:alert(1)',
  'https://example.com/?a=1&b=2',
  '__proto__',
  'constructor',
  'ﬀ ß İ ı 𝒜 العربية 中文',
  '# Heading\n- [ ] task\n- Won 4 of 9 deals\n| a | b |\n|---|---|\n| 1 | 2 |\n```\ncode',
  '9'.repeat(400),
  '1,1,1,1,'.repeat(200),
  ' ',
]
const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  3,
  4,
  5,
  60,
  200,
  1e17,
  2 ** 53 + 2,
  1e300,
  -1e-300,
  5e-324,
  Number.POSITIVE_INFINITY,
  Number.NaN,
]

/** Stands for the id of a record the person has; put in place before the call. */
const someId = fc.nat(40).map((n) => ({ someId: n }))
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', [], {}, [[]], { __proto__: null, constructor: 1 }),
  fc.constantFrom(...numbers),
  fc.constantFrom(...words),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Values that fit the schema, or miss it here and there. */
function near(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: fitting(schema) }, { weight: 1, arbitrary: junk })
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(near))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'number':
    case 'integer':
      return fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: 0, max: 60 }))
    case 'array':
      return fc.array(near(schema.items ?? {}), { maxLength: 4 })
    case 'object':
      return objectNear(schema)
    case 'string':
      return schema.format === 'date'
        ? fc.constantFrom(...days)
        : fc.oneof(
            { weight: 2, arbitrary: someId },
            { weight: 3, arbitrary: fc.constantFrom(...words) },
            { weight: 1, arbitrary: fc.base64String({ maxLength: 40 }) },
            { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
          )
    default:
      return junk
  }
}

function objectNear({ properties, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties ?? {}).map(([name, field]) => [name, near(field)])),
    { requiredKeys: required },
  )
  if (typeof additionalProperties !== 'object') return known
  const names = fc.oneof(
    someId.map(({ someId }) => `#${someId}`),
    fc.constantFrom(...words),
  )
  return fc.dictionary(names, near(additionalProperties), { maxKeys: 3 })
}

/** A person with some of everything. */
async function someone(): Promise<Person> {
  const person = await signUpPm()
  const metric = await person.call('metric.define', { name: 'churn', baseline: 4, direction: 'down' })
  await person.call('metric.record', { id: metric.id, value: 3.5, on: '2026-06-01' })
  const initiative = await person.call('initiative.start', { title: 'Billing rescue', metric: metric.id })
  await person.call('initiative.launch', { id: initiative.id, on: '2026-05-01' })
  for (const skill of ['discovery', 'execution']) {
    const { evidence } = await person.call('evidence.capture', {
      text: 'Cut churn from 4% to 3%.',
      skills: [skill],
      initiative: initiative.id,
    })
    await person.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.' })
  }
  await person.call('rating.give', { skill: 'discovery', value: 4 })
  await person.call('start.notes', { text: '- Won 4 of 9 deals\n- Led the test in May 2026\n- Ran nine interviews' })
  return person
}

/** What the person has, as one figure, and the ids of all of it. */
async function stateOf(person: Person): Promise<{ checksum: string; ids: string[] }> {
  const { archive, checksum } = await person.call('archive.export')
  const ids = [
    ...Object.values(archive.records as Record<string, { id: string }[]>).flatMap((rows) => rows.map(({ id }) => id)),
    ...(archive.activity as { id: string }[]).map(({ id }) => id),
  ]
  return { checksum, ids }
}

const filled = (value: unknown, ids: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((inner) => filled(inner, ids))
  if (typeof value !== 'object' || value === null) return value
  if ('someId' in value && typeof value.someId === 'number') return ids[value.someId % ids.length]
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.startsWith('#') ? ids[Number(name.slice(1)) % ids.length] : name,
      filled(inner, ids),
    ]),
  )
}

// So many are tried on one person, one after the other: a life of strange things, and all pages are looked at once at its end.
const together = 8

const groups = Array.from({ length: Math.ceil(operations.length / together) }, (_, at) =>
  operations.slice(at * together, (at + 1) * together),
)

describe('whatever is asked of it', () => {
  for (const group of groups)
    test(`${group.map(({ name }) => name).join(', ')}: each answers or refuses, and a refusal changes nothing`, async () => {
      const person = await someone()
      for (const operation of group) await tryOut(person, operation)
      expect((await person.call('archive.verify')).broken).toBeNull()
      await showsEveryPage(person)
    })
})

async function tryOut(person: Person, operation: (typeof operations)[number]): Promise<void> {
  const few = operation.name.startsWith('demo.') || operation.name === 'archive.backup'
  const tried = { answered: 0, refused: 0 }
  // What was refused or only read has left the state that the next try begins with.
  let standing: Awaited<ReturnType<typeof stateOf>> | null = null
  await fc.assert(
    fc.asyncProperty(near(schemaOf(operation)), async (drawn) => {
      const before = standing ?? (await stateOf(person))
      standing = null
      const input = filled(drawn, before.ids)
      try {
        const answer = await person.call(operation.name, input, 'api')
        JSON.stringify(answer)
        operation.says?.(answer)
        operation.prints?.(answer, person.app.cairn.frameworks)
        tried.answered++
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        expect(error.message, operation.name).toMatch(/^\S.*[.?]$/s)
        standing = await stateOf(person)
        tried.refused++
      }
      if (operation.scope === 'read') standing ??= await stateOf(person)
      if (standing) expect(standing.checksum, operation.name).toBe(before.checksum)
    }),
    tries(few ? 3 : 6),
  )
  expect(tried.answered + tried.refused, operation.name).toBeGreaterThan(0)
}

/** Every page of a file that strange things were written into still opens. */
async function showsEveryPage(person: Person): Promise<void> {
  const bugs: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err) })
  const site = web(person.app.cairn, person.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
  const { archive } = await person.call('archive.export')
  const evidence = (archive.records.evidence as { id: string }[]).slice(-3).map(({ id }) => `/evidence/${id}`)
  const initiatives = (archive.records.initiatives as { id: string }[])
    .slice(-3)
    .map(({ id }) => `/evidence/initiatives/${id}`)
  const plain = pages.map(({ path }) => path).filter((path) => !path.includes(':'))
  for (const path of [...plain, ...evidence, ...initiatives]) {
    const response = await site.request(`http://127.0.0.1:4180${path}`)
    const html = await response.text()
    expect(bugs, path).toEqual([])
    expect(html, path).not.toMatch(/<script>alert|href="javascript:/)
  }
}
