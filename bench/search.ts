import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startPostgres } from '../bin/postgres.mjs'
import { type App, open } from '../src/app.ts'
import { engineOf } from '../src/platform/engine.ts'
import { call } from '../src/platform/operation.ts'

const most = Number(process.env.BENCH_RECORDS ?? 50_000)

/**
 * Search among 50,000 records of a made-up vocabulary in which few words are frequent and most are rare, as in any text; then what a
 * capture takes beside them. BENCH_RECORDS and BENCH_ENGINES (`sqlite,postgres`) narrow it down.
 */
export async function run(): Promise<void> {
  const asked = (process.env.BENCH_ENGINES ?? 'sqlite,postgres').split(',')
  if (asked.includes('sqlite')) await measure('a file', (home) => join(home, 'cairn.db'))
  if (!asked.includes('postgres')) return
  const server = await startPostgres({ durable: true })
  if ('why' in server) return console.log(`\nPostgreSQL was NOT measured. ${server.why}`)
  try {
    await measure('a server', () => server.url)
  } finally {
    await server.stop()
  }
}

async function measure(engine: string, place: (home: string) => string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const today = '2026-11-20'
  const app = await open(
    { host: '127.0.0.1', port: 4180, home, database: place(home) },
    { clock: () => ({ today, now: `${today}T12:00:00.000Z` }) },
  )
  try {
    const began = performance.now()
    await fill(app)
    console.log(`\n${most} records in ${engine}, written in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    for (const [name, queries] of Object.entries(asked)) await measureQueries(app, name, queries)
    await measureCaptures(app)
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const asked: Record<string, readonly string[]> = {
  'one frequent word': ['retention', 'onboarding', 'pricing', 'checkout'],
  'one rare word': Array.from({ length: 20 }, (_, i) => wordAt(4000 + i * 37)),
  'prefix of two letters': ['re', 'on', 'pr', 'ch', 'ba', 'lo'],
  'prefix of four letters': ['rete', 'onbo', 'pric', 'chec'],
  'two words': ['retention pricing', 'onboarding churn', 'checkout activation'],
  'two words with filters': [
    'retention pricing kind:decision',
    'onboarding churn measured since:2026-03',
    'checkout retention skill:discovery unconfirmed',
  ],
  'exact words, and without one': ['"fell after we" -pricing', '"rose after we" kind:outcome -checkout'],
  'filters alone': ['kind:decision since:2026-01 until:2026-06', 'unmeasured skill:discovery', '-measured until:2024'],
  'a typo': ['retnetion', 'onbaording', 'prcing', 'chekcout'],
  'a word that stands nowhere': ['xylophonist', 'qqqqqq'],
}

async function measureQueries({ cairn, ownerId }: App, name: string, queries: readonly string[]): Promise<void> {
  const times: number[] = []
  let found = 0
  for (let i = 0; i < 40; i++)
    for (const query of queries) {
      const from = performance.now()
      const { answer } = await call<{ items: unknown[] }>(cairn, { personId: ownerId, via: 'web' }, 'search.find', {
        query,
      })
      times.push(performance.now() - from)
      found += answer.items.length
    }
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
  console.log(
    `  ${name.padEnd(30)} p50 ${p50.toFixed(2).padStart(6)} ms  p99 ${p99.toFixed(2).padStart(6)} ms  ${(found / times.length).toFixed(1)} found`,
  )
}

async function measureCaptures({ cairn, ownerId }: App): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < 220; i++) {
    const from = performance.now()
    await call(cairn, { personId: ownerId, via: 'api' }, 'evidence.capture', {
      text: `Week-1 retention went from ${i} % to ${i + 3} % after I cut two steps from onboarding.`,
      skills: ['discovery'],
    })
    if (i >= 20) times.push(performance.now() - from)
  }
  console.log(
    `  capture beside them: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`,
  )
}

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!

/** Through the operations that also keep the log; quickly, since nothing of it has to outlast a crash. */
async function fill({ cairn, ownerId }: App): Promise<void> {
  const { db } = cairn
  if (engineOf(db) === 'sqlite') await sql`pragma synchronous=off`.execute(db)
  const act = async <Answer>(name: string, input: object): Promise<Answer> =>
    (await call<Answer>(cairn, { personId: ownerId, via: 'api' }, name, input)).answer
  await act('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana' })
  const initiatives: string[] = []
  for (let i = 0; i < most / 50; i++)
    initiatives.push(
      (await act<{ id: string }>('initiative.start', { title: `${wordAt(i * 7)} ${wordAt(i * 13 + 1)}` })).id,
    )
  for (let i = 0; i < most; i++) {
    const month = 1 + Math.floor((i * 70) / most)
    await act('evidence.capture', {
      text: sentence(i),
      kind: kinds[i % kinds.length],
      happenedOn: `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      skills: [i % 3 === 0 ? 'discovery' : 'execution'],
      initiative: initiatives[i % initiatives.length],
      seenBy: i % 4 === 0 ? ['Priya'] : [],
    })
  }
}

const kinds = ['decision', 'outcome', 'artifact', 'learning', 'problem']

const frequent = ['retention', 'onboarding', 'pricing', 'checkout', 'churn', 'activation', 'support', 'search']

/** Twenty words, some of them among the eight that stand everywhere, most among five thousand that do not. */
function sentence(i: number): string {
  const word = (n: number) => wordAt(Math.floor(5000 * noise(i * 31 + n) ** 3))
  const [a, b] = [frequent[i % 8], frequent[Math.floor(noise(i) * 8)]]
  const figure = i % 3 === 0 ? `from ${(i % 60) + 1} % to ${(i % 60) + 5} % ` : ''
  return `${a} ${i % 2 ? 'rose' : 'fell'} ${figure}after we ${word(1)} the ${word(2)} ${word(3)} for ${b}: ${[4, 5, 6, 7, 8, 9].map(word).join(' ')} (${i}).`
}

/** A number from 0 to 1 that is the same in every run. */
function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43758.5453
  return x - Math.floor(x)
}

function wordAt(n: number): string {
  const syllables = [
    'ba',
    're',
    'lo',
    'mi',
    'tu',
    'ken',
    'sal',
    'vor',
    'den',
    'pra',
    'chi',
    'gos',
    'nal',
    'fer',
    'wu',
    'ti',
  ]
  let word = ''
  for (let left = n + 17; left > 0; left = Math.floor(left / 16)) word += syllables[left % 16]
  return word
}
