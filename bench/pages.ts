import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { startPostgres } from '../bin/postgres.mjs'
import { type Running, serve } from '../test/program.ts'
import { fill } from './parts/career.ts'
import { Connection, perSecond } from './parts/client.ts'

const dist = join(process.cwd(), 'dist')
const sizes = (process.env.BENCH_RECORDS ?? '20,2000,20000').split(',').map(Number)

/**
 * Pages with few, many and very many records, on each engine: time per page, bytes, answers per second, captures, and memory. Beside
 * each page two bare ones of the same size from another Hono: the product's own Layout around paragraphs, and a text made before.
 * BENCH_RECORDS (`20,2000`) and BENCH_ENGINES (`sqlite,postgres`) narrow it down.
 */
export async function run(): Promise<void> {
  printAssets()
  const bare = await startBare()
  try {
    const asked = (process.env.BENCH_ENGINES ?? 'sqlite,postgres').split(',')
    if (asked.includes('sqlite')) for (const records of sizes) await measure('a file', records, bare.address)
    if (asked.includes('postgres')) await onServer(bare.address)
  } finally {
    bare.stop()
  }
}

async function onServer(bare: string): Promise<void> {
  const server = await startPostgres({ durable: true })
  if ('why' in server) return console.log(`\nPostgreSQL was NOT measured. ${server.why}`)
  try {
    for (const records of sizes)
      await measure('a server', records, bare, await newDatabase(server.url, `bench_${records}`))
  } finally {
    await server.stop()
  }
}

async function newDatabase(url: string, name: string): Promise<string> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function measure(engine: string, records: number, bare: string, database?: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const env: Record<string, string> = database ? { DATABASE_URL: database } : {}
  try {
    const began = performance.now()
    await fill(home, database ?? join(home, 'cairn.db'), records)
    console.log(`\n${records} records in ${engine}, written in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    // A fresh start, as on the next morning.
    await withServer(home, env, async (cairn, startedIn) => {
      await copyOfTheDay(home)
      await pause(3000)
      console.log(`  started in ${Math.round(startedIn)} ms; memory idle, its copy kept, ${memory(cairn.pid)} MB`)
      await measurePages(cairn, bare)
      console.log(`  memory after that ${memory(cairn.pid)} MB`)
      await measureCaptures(cairn)
    })
    await withServer(home, env, async (cairn) => {
      for (const [name, path] of await pagesOf(cairn)) await first(cairn, name, path)
      await pause(3000)
      console.log(`  memory after a fresh start and each page once ${memory(cairn.pid)} MB`)
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function pagesOf(cairn: Running): Promise<[string, string][]> {
  const { items } = await cairn.call<{ items: { id: string }[] }>('evidence.list', { limit: 1 })
  const initiatives = await cairn.call<{ items: { id: string }[] }>('initiative.list', { limit: 1 })
  const metrics = await cairn.call<{ items: { id: string; readings: { id: string }[] }[] }>('metric.show', { limit: 1 })
  return Object.entries({
    Today: '/',
    Level: '/level',
    Skill: '/level/skills/discovery',
    Evidence: '/evidence',
    'Evidence, filtered': '/evidence?skill=discovery&confirmed=yes',
    Search: '/evidence?query=retention',
    Record: `/evidence/${items[0]!.id}`,
    Log: '/log',
    Inbox: '/evidence/inbox',
    Initiatives: '/initiatives',
    Initiative: `/initiatives/${initiatives.items[0]!.id}`,
    Timeline: '/initiatives/timeline',
    Decisions: '/decisions',
    Metric: `/metrics/${metrics.items[0]!.id}`,
    Reading: `/readings/${metrics.items[0]!.readings[0]!.id}`,
    Case: '/case',
    Changes: '/more/changes',
  })
}

async function first(cairn: Running, name: string, path: string): Promise<number> {
  const connection = await Connection.open(cairn.address)
  const { ms, status } = await connection.get(path)
  connection.close()
  if (status !== 200) throw new Error(`${name}: ${status}`)
  return ms
}

async function measurePages(cairn: Running, bare: string): Promise<void> {
  const head = [
    'first',
    'p50',
    'p99',
    'drawn anew',
    'after a write',
    'HTML',
    'gzipped',
    'per second',
    'of Layout',
    'of text',
  ]
  console.log(`  ${'page'.padEnd(20)} ${head.map((word) => word.padStart(13)).join(' ')}`)
  for (const [name, path] of await pagesOf(cairn)) await measurePage(cairn, bare, name, path)
}

async function measurePage(cairn: Running, bare: string, name: string, path: string): Promise<void> {
  const firstMs = await first(cairn, name, path)
  const connection = await Connection.open(cairn.address)
  const times = async (count: number, pathAt: (i: number) => string) => {
    const ms: number[] = []
    for (let i = 0; i < count; i++) ms.push((await connection.get(pathAt(i))).ms)
    return ms
  }
  const another = `${path}${path.includes('?') ? '&' : '?'}n=`
  await times(20, () => path)
  const again = await times(200, () => path)
  // Another address is another page to the server, so each of these is drawn.
  const anew = await times(60, (i) => `${another}${i}`)
  const afterWrite: number[] = []
  for (let i = 0; i < 9; i++) {
    await cairn.call('evidence.capture', {
      text: `Decided to keep the old price for a year (${i}).`,
      skills: ['discovery'],
    })
    afterWrite.push((await connection.get(path)).ms)
  }
  const html = (await connection.get(path)).body
  connection.close()
  const [own, layout, text] = (await perSecond(
    `${cairn.address}${path}`,
    `${bare}/layout/${html.length}`,
    `${bare}/text/${html.length}`,
  )) as [number, number, number]
  const cells = [
    milliseconds(firstMs),
    milliseconds(quantile(again, 0.5)),
    milliseconds(quantile(again, 0.99)),
    milliseconds(quantile(anew, 0.5)),
    milliseconds(quantile(afterWrite, 0.5)),
    kilobytes(html.length),
    kilobytes(gzipSync(html).length),
    String(Math.round(own)),
    (own / layout).toFixed(2),
    (own / text).toFixed(2),
  ]
  console.log(`  ${name.padEnd(20)} ${cells.map((cell) => cell.padStart(13)).join(' ')}`)
}

async function measureCaptures(cairn: Running): Promise<void> {
  const connection = await Connection.open(cairn.address)
  const times: number[] = []
  for (let i = 0; i < 220; i++) {
    const { ms, status } = await connection.post('/api/evidence.capture', {
      text: `Week-1 retention went from ${i} % to ${i + 3} % after I cut two steps from onboarding.`,
      skills: ['discovery'],
    })
    if (status !== 200) throw new Error(`capture: ${status}`)
    if (i >= 20) times.push(ms)
  }
  connection.close()
  console.log(
    `  capture through the API: p50 ${milliseconds(quantile(times, 0.5))}, p99 ${milliseconds(quantile(times, 0.99))}`,
  )
}

async function withServer(
  home: string,
  env: Record<string, string>,
  use: (cairn: Running, startedIn: number) => Promise<void>,
): Promise<void> {
  const from = performance.now()
  const cairn = await serve(home, env)
  try {
    await use(cairn, performance.now() - from)
  } finally {
    await cairn.stop()
  }
}

async function startBare(): Promise<{ address: string; stop(): void }> {
  const child: ChildProcess = fork(join(dist, 'bench', 'parts', 'bare.js'), [], { stdio: 'inherit' })
  const port = await new Promise<number>((done, failed) => {
    child.once('message', (message) => done(message as number))
    child.once('exit', () => failed(new Error('the bare pages could not be served')))
  })
  return { address: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }
}

/** Waits until it is kept: it is made by a process of its own, beside the first pages. */
async function copyOfTheDay(home: string): Promise<void> {
  const isKept = () => {
    try {
      return readdirSync(join(home, 'backups'), { recursive: true, encoding: 'utf8' }).some((name) =>
        /-daily\.(db|json)$/.test(name),
      )
    } catch {
      return false
    }
  }
  while (!isKept()) await pause(100)
}

/** Resident memory of a process in MB; Linux only. */
function memory(pid: number): string {
  try {
    return String(Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024))
  } catch {
    return '?'
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!

const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

function printAssets(): void {
  console.log('  what a browser loads, gzipped')
  for (const name of readdirSync(join(dist, 'assets')).sort())
    console.log(
      `  ${name.padEnd(28)} ${kilobytes(gzipSync(readFileSync(join(dist, 'assets', name))).length).padStart(9)}`,
    )
}
