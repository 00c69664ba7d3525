import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '../src/app.ts'
import { call } from '../src/platform/operation.ts'
import { fill } from './parts/career.ts'

const records = Number(process.env.BENCH_RECORDS ?? '5000')

/** Times the checks and the weekly update of somebody with 5,000 records: as kept, and after a record was added. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const database = join(home, 'cairn.db')
  await fill(home, database, records)
  const app = await open({ host: '127.0.0.1', port: 4180, home, database })
  const act = (name: string, input: object = {}) => call(app.cairn, { personId: app.ownerId, via: 'api' }, name, input)
  try {
    await report('signals.check, nothing changed', 60, () => act('signals.check'))
    await report(
      'signals.check, after a record',
      20,
      () => act('signals.check'),
      () => act('evidence.capture', { text: 'Cut churn from 4 % to 3 %.' }),
    )
    await report('update.draft', 40, () => act('update.draft'))
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}

async function report(name: string, times: number, work: () => Promise<unknown>, before?: () => Promise<unknown>) {
  await work()
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    await before?.()
    const start = performance.now()
    await work()
    took.push(performance.now() - start)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(times * share)]!.toFixed(2)
  console.log(`${name}, ${records} records: median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}
