// The whole check: what `npm test` runs here, on a fresh clone and in CI. Sets up what it needs; says clearly what it could not do.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { startPostgres } from './postgres.mjs'
import { prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

const only = process.argv.slice(2)
const results = mkdtempSync(join(tmpdir(), 'cairn-test-'))
const totals = { passed: 0, failed: 0 }
const notes = []

prepare()
if (only.length > 0) {
  vitest('unit', only)
} else {
  step('lint', 'biome', ['check', '--error-on-warnings'])
  step('types', 'tsc', ['--noEmit'])
  step('types of the core, without Node and browser', 'tsc', ['--noEmit', '-p', 'tsconfig.core.json'])
  step('unused code', 'knip', [])
  vitest('unit')
  const server = await startPostgres()
  if (server.why && process.env.CI_REQUIRES_POSTGRES) fail('postgres', server.why)
  else if (server.why) notes.push(`The tests on PostgreSQL were NOT run. ${server.why}`)
  else {
    vitest('postgres', [], { TEST_DATABASE_URL: server.url })
    await server.stop()
  }
  const chromium = findChromium()
  if (chromium.path) vitest('browser', [], { CHROMIUM: chromium.path })
  else if (process.env.CI_REQUIRES_BROWSER) fail('browser', chromium.why)
  else notes.push(`Browser tests were NOT run. ${chromium.why}`)
}
rmSync(results, { recursive: true, force: true })
for (const note of notes) console.log(`\n${note}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed > 0 ? 1 : 0

function step(name, tool, args) {
  console.log(`\n— ${name}`)
  const { status } = run(tool, args)
  if (status === 0) totals.passed += 1
  else fail(name, 'The lines above say why.')
}

function vitest(project, files = [], env = {}) {
  console.log(`\n— ${project} tests`)
  const report = join(results, `${project}.json`)
  const { status } = run(
    'vitest',
    // Where all is broken, tests that each wait for their limit would take hours to say so.
    [
      'run',
      '--project',
      project,
      '--bail=30',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ],
    env,
  )
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += numPassedTests
    totals.failed += numFailedTests
    if (status !== 0 && numFailedTests === 0) fail(project, `${numFailedTestSuites} test files could not run.`)
  } catch {
    fail(project, 'The tests did not report.')
  }
}

// Tools are started by their own file on the pinned Node, so that no Node on the machine's path can take their place.
function run(tool, args, env = {}) {
  return spawnSync(join(root, 'node_modules', '.bin', tool), args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      PATH: `${join(root, 'node_modules', 'node', 'bin')}:${process.env.PATH}`,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
  })
}

function fail(name, why) {
  totals.failed += 1
  notes.push(`${name}: ${why}`)
}
