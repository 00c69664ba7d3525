import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fault, say } from './parts/report.ts'

const times = 100

/** The inputs that `npm test` tries a few of, many of them: every operation answers or refuses, and a refusal changes nothing. */
export async function run(): Promise<void> {
  const { status } = spawnSync(
    process.execPath,
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'unit', 'test/fuzz.test.ts'],
    { env: { ...process.env, FUZZ_RUNS: String(times) }, stdio: 'inherit' },
  )
  if (status === 0) say(`each operation tried with ${times} inputs`)
  else fault('an input was neither answered nor refused: the lines above name it')
}
