import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(process.cwd(), 'dist')

/** Pages with few and many records: time per page, bytes, start, memory, and what a browser loads before the first key. */
export async function run(): Promise<void> {
  printAssets()
  for (const records of [20, 2000]) await measure(records)
}

async function measure(records: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  try {
    await withServer(home, async (base) => {
      const started = performance.now()
      await fill(base, records)
      const perCapture = (performance.now() - started) / records
      console.log(`\n${records} records, filled through the API at ${perCapture.toFixed(1)} ms each`)
    })
    // A fresh start, as on the next morning.
    await withServer(home, async (base, pid, startedIn) => {
      console.log(`  started in ${Math.round(startedIn)} ms, memory then ${memory(pid)} MB`)
      const { items } = await call(base, 'evidence.list', { limit: 1 })
      const pages = {
        Today: '/',
        Level: '/level',
        Evidence: '/evidence',
        'Evidence, filtered': '/evidence?skill=discovery&confirmed=true',
        Search: '/evidence?query=retention',
        Record: `/evidence/${items[0]!.id}`,
        Inbox: '/evidence/inbox',
        Case: '/case',
      }
      console.log(
        `  ${'page'.padEnd(20)} ${'first'.padStart(8)} ${'p50'.padStart(8)} ${'p99'.padStart(8)} ${'after a write'.padStart(14)} ${'HTML'.padStart(9)} ${'gzipped'.padStart(9)}`,
      )
      for (const [name, path] of Object.entries(pages)) await measurePage(base, name, path)
      console.log(`  memory after that ${memory(pid)} MB`)
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function measurePage(base: string, name: string, path: string): Promise<void> {
  const first = await timed(() => get(base + path))
  for (let i = 0; i < 10; i++) await get(base + path)
  const times: number[] = []
  for (let i = 0; i < 200; i++) times.push((await timed(() => get(base + path))).ms)
  const afterWrite: number[] = []
  for (let i = 0; i < 9; i++) {
    await call(base, 'settings.set', { scoreOnToday: i % 2 === 0 })
    afterWrite.push((await timed(() => get(base + path))).ms)
  }
  const html = first.value
  const cells = [first.ms, quantile(times, 0.5), quantile(times, 0.99)].map((ms) => `${ms.toFixed(1)} ms`.padStart(8))
  console.log(
    `  ${name.padEnd(20)} ${cells.join(' ')} ${`${quantile(afterWrite, 0.5).toFixed(1)} ms`.padStart(14)} ${kilobytes(html.length)} ${kilobytes(gzipSync(html).length)}`,
  )
}

async function fill(base: string, records: number): Promise<void> {
  await call(base, 'profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  for (const step of ['role', 'notes', 'skills', 'case', 'next'])
    await call(base, 'start.mark', { step }).catch(() => undefined)
  const { skills } = (await call(base, 'framework.show', { id: 'pm', level: 'senior' })) as unknown as {
    skills: { id: string }[]
  }
  const initiatives: string[] = []
  for (let i = 0; i < Math.max(3, records / 50); i++)
    initiatives.push(
      String(
        (
          await call(base, 'initiative.start', {
            title: `Initiative ${i + 1}`,
            problem: 'People leave in the first week because set-up takes too long.',
          })
        ).id,
      ),
    )
  for (let i = 0; i < records; i++) {
    const answer = await call(base, 'evidence.capture', {
      text: sentences[i % sentences.length]!.replace('#', String(i)),
      happenedOn: day(i, records),
      scope: i % 3 === 0 ? 'pm' : 'senior',
      skills: [skills[i % skills.length]!.id, skills[(i * 7 + 3) % skills.length]!.id].filter(
        (id, at, all) => all.indexOf(id) === at,
      ),
      initiative: initiatives[i % initiatives.length],
      seenBy: i % 4 === 0 ? ['Priya'] : [],
    })
    if (i % 5 === 0)
      await call(base, 'evidence.confirm', {
        id: (answer.evidence as { id: string }).id,
        by: `Colleague ${i % 12}`,
        words: 'This is how it was.',
        on: day(0, 1),
      })
  }
  for (const skill of skills)
    await call(base, 'rating.give', { skill: skill.id, value: 3, because: 'Two pieces of work.' })
  await call(base, 'agreement.record', { state: 'close' })
  await call(base, 'inbox.import', {
    text: Array.from({ length: Math.min(records, 200) }, (_, i) => `- Cut cost ${i} by ${i % 30} % in May 2026`).join(
      '\n',
    ),
  })
}

const sentences = [
  'Week-1 retention went from 42% to 58% for new teams after I cut two steps from onboarding (#).',
  'Decided against the PDF export because 2 of 40 prospects need it; the six weeks went to permissions (#).',
  'Found in the support log that one in nine invoices failed silently, so I took it to finance (#).',
  'Launched the audit log with security and two design partners (#).',
  'Priya asked me to review the pricing plan of her team before it went to the board (#).',
  'My bet on templates was wrong: no effect on activation, so we removed them (#).',
]

const day = (i: number, of: number): string =>
  new Date(Date.now() - Math.floor((i / of) * 500) * 86_400_000).toISOString().slice(0, 10)

interface Answer {
  id?: unknown
  evidence?: unknown
  items: { id: string }[]
}

async function call(base: string, name: string, input: object): Promise<Answer> {
  const response = await fetch(`${base}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as Answer & { message?: string }
  if (!response.ok) throw new Error(`${name}: ${answer.message}`)
  return answer
}

async function get(url: string): Promise<Buffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now()
  const value = await work()
  return { ms: performance.now() - from, value }
}

async function withServer(
  home: string,
  use: (base: string, pid: number, startedIn: number) => Promise<void>,
): Promise<void> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(dist, 'main.js'), 'serve'], {
    env: { PATH: process.env.PATH, CAIRN_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((ready) => child.stdout.once('data', ready))
  try {
    await use(`http://127.0.0.1:${port}`, child.pid!, performance.now() - from)
  } finally {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/** Resident memory of a process in MB; Linux only. */
function memory(pid: number): string {
  try {
    return String(Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024))
  } catch {
    return '?'
  }
}

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)

function printAssets(): void {
  console.log('  what a browser loads, gzipped')
  for (const name of readdirSync(join(dist, 'assets')).sort())
    console.log(`  ${name.padEnd(28)} ${kilobytes(gzipSync(readFileSync(join(dist, 'assets', name))).length)}`)
}
