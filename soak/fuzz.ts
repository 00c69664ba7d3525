import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fault, say } from './parts/report.ts'

const times = 16

/** What `npm test` tries with a few made-up inputs and lives, with many of them: each test that counts its tries (`test/tries.ts`). */
export async function run(): Promise<void> {
  const files = globSync(['src/**/*.test.{ts,tsx}', 'test/*.test.ts']).filter((file) =>
    readFileSync(file, 'utf8').includes('tries('),
  )
  const { status } = spawnSync(
    process.execPath,
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'unit', '--testTimeout=600000', ...files],
    { env: { ...process.env, TRIES: String(times) }, stdio: 'inherit' },
  )
  if (status === 0) say(`${files.length} files of properties, each tried ${times} times as often as by npm test`)
  else fault('something did not hold for every input or life: the lines above name it')
}
