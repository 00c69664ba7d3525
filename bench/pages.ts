import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Running, serve } from '../test/program.ts'

const dist = join(process.cwd(), 'dist')

/** Pages with few and many records: time per page, bytes, start, memory, and what a browser loads before the first key. */
export async function run(): Promise<void> {
  printAssets()
  for (const records of [20, 2000]) await measure(records)
}

async function measure(records: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  try {
    await withServer(home, async (cairn) => {
      const started = performance.now()
      await fill(cairn, records)
      const perCapture = (performance.now() - started) / records
      console.log(`\n${records} records, filled through the API at ${perCapture.toFixed(1)} ms each`)
    })
    // A fresh start, as on the next morning.
    await withServer(home, async (cairn, startedIn) => {
      console.log(`  started in ${Math.round(startedIn)} ms, memory then ${memory(cairn.pid)} MB`)
      const { items } = await cairn.call<{ items: { id: string }[] }>('evidence.list', { limit: 1 })
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
      for (const [name, path] of Object.entries(pages)) await measurePage(cairn, name, path)
      console.log(`  memory after that ${memory(cairn.pid)} MB`)
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function measurePage({ address, call }: Running, name: string, path: string): Promise<void> {
  const first = await timed(() => get(address + path))
  for (let i = 0; i < 10; i++) await get(address + path)
  const times: number[] = []
  for (let i = 0; i < 200; i++) times.push((await timed(() => get(address + path))).ms)
  const afterWrite: number[] = []
  for (let i = 0; i < 9; i++) {
    await call('settings.set', { scoreOnToday: i % 2 === 0 })
    afterWrite.push((await timed(() => get(address + path))).ms)
  }
  const html = first.value
  const cells = [first.ms, quantile(times, 0.5), quantile(times, 0.99)].map((ms) => `${ms.toFixed(1)} ms`.padStart(8))
  console.log(
    `  ${name.padEnd(20)} ${cells.join(' ')} ${`${quantile(afterWrite, 0.5).toFixed(1)} ms`.padStart(14)} ${kilobytes(html.length)} ${kilobytes(gzipSync(html).length)}`,
  )
}

async function fill({ call }: Running, records: number): Promise<void> {
  await call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  for (const step of ['role', 'notes', 'skills', 'case', 'next'])
    await call('start.mark', { step }).catch(() => undefined)
  const { skills } = await call<{ skills: { id: string }[] }>('framework.show', {
    id: 'pm',
    level: 'senior',
  })
  const initiatives: string[] = []
  for (let i = 0; i < Math.max(3, records / 50); i++)
    initiatives.push(
      (
        await call<{ id: string }>('initiative.start', {
          title: `Initiative ${i + 1}`,
          problem: 'People leave in the first week because set-up takes too long.',
        })
      ).id,
    )
  for (let i = 0; i < records; i++) {
    const { evidence } = await call<{ evidence: { id: string } }>('evidence.capture', {
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
      await call('evidence.confirm', {
        id: evidence.id,
        by: `Colleague ${i % 12}`,
        words: 'This is how it was.',
        on: day(0, 1),
      })
  }
  for (const skill of skills) await call('rating.give', { skill: skill.id, value: 3, because: 'Two pieces of work.' })
  await call('agreement.record', { state: 'close' })
  await call('inbox.import', {
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

async function withServer(home: string, use: (cairn: Running, startedIn: number) => Promise<void>): Promise<void> {
  const from = performance.now()
  const cairn = await serve(home)
  try {
    await use(cairn, performance.now() - from)
  } finally {
    await cairn.stop()
  }
}

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
