import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program, type Running, serve } from '../test/program.ts'

/** The filled example's case as PDF: the first one, each after a change, the same one again, as a command; and what memory it takes. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  try {
    const cairn = await serve(home)
    try {
      await cairn.call('demo.load')
      await measure(cairn)
    } finally {
      await cairn.stop()
    }
    measureCommand(home)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function measure(cairn: Running): Promise<void> {
  await example(cairn, 'case.export', { format: 'md' })
  console.log(
    `  memory of the program before: ${memory(cairn.pid)} MB, processes beside it: ${beside(cairn.pid).length}`,
  )
  const first = await timed(() => example(cairn, 'case.export', pdf))
  const changed: number[] = []
  const same: number[] = []
  for (let i = 0; i < 200; i++) {
    await example(cairn, 'case.edit', { next: `Every empty visit in all three products, version ${i}.` })
    // What a change makes the case work out anew is not the typesetter's time.
    await example(cairn, 'case.export', { format: 'md' })
    const paper = i % 2 === 0 ? 'a4' : 'letter'
    changed.push((await timed(() => example(cairn, 'case.export', { ...pdf, paper }))).ms)
    same.push((await timed(() => example(cairn, 'case.export', { ...pdf, paper }))).ms)
  }
  console.log(`  ${kilobytes(first.value)}, the first one, typesetter started: ${ms(first.ms)}`)
  console.log(`  after a change: p50 ${ms(quantile(changed, 0.5))}, p99 ${ms(quantile(changed, 0.99))}`)
  console.log(`  the same again: p50 ${ms(quantile(same, 0.5))}, p99 ${ms(quantile(same, 0.99))}`)
  console.log(
    `  memory of the program after 401: ${memory(cairn.pid)} MB, of the typesetter beside it: ${beside(cairn.pid).map(memory).join(', ')} MB`,
  )
}

/** From typing it to the file being there: the program starts, and the typesetter for this one document. */
function measureCommand(home: string): void {
  const out = join(home, 'case.pdf')
  const times = Array.from({ length: 7 }, () => {
    const from = performance.now()
    execFileSync(process.execPath, [...program, 'case', 'export', '--example', '--format', 'pdf', '--out', out], {
      env: { PATH: process.env.PATH, CAIRN_HOME: home },
    })
    return performance.now() - from
  })
  console.log(`  as a command, all of it: p50 ${ms(quantile(times, 0.5))}, ${kilobytes(statSync(out).size)}`)
}

const pdf = { format: 'pdf', paper: 'a4' }

/** Does one operation on the filled example; answers the bytes of its answer. */
async function example({ address }: Running, operation: string, input: object): Promise<number> {
  const response = await fetch(`${address}/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cairn-view': 'example' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as { message?: string; file?: { base64?: string } }
  if (!response.ok) throw new Error(`${operation}: ${answer.message}`)
  return ((answer.file?.base64 ?? '').length * 3) / 4
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now()
  const value = await work()
  return { ms: performance.now() - from, value }
}

/** Processes that this one has started; Linux only. */
function beside(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
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

const ms = (value: number): string => `${value.toFixed(1)} ms`

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
