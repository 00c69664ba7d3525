// The whole check: what `npm test` runs here, on a fresh clone and in CI. Sets up what it needs; says clearly what it could not do.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { findChromium } from './chromium.mjs'
import { startPostgres } from './postgres.mjs'
import { prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

const only = process.argv.slice(2)
const totals = { passed: 0, failed: 0 }
const notes = []
const running = new Set()
let starting = null

prepare()
const scratch = makeScratch()
if (only.length > 0) await vitest(['unit'], only)
else {
  const checks = [
    check('lint', 'biome', ['check', '--error-on-warnings']),
    check('types', 'tsc', ['--noEmit']),
    check('types of the core, without Node and browser', 'tsc', ['--noEmit', '-p', 'tsconfig.core.json']),
    check('unused code', 'knip', []),
  ]
  starting = startPostgres()
  const server = await starting
  if (server.why && process.env.CI_REQUIRES_POSTGRES) fail('postgres', server.why)
  else if (server.why) notes.push(`The tests on PostgreSQL were NOT run. ${server.why}`)
  const chromium = findChromium()
  if (chromium.why && process.env.CI_REQUIRES_BROWSER) fail('browser', chromium.why)
  else if (chromium.why) notes.push(`Browser tests were NOT run. ${chromium.why}`)
  for (const said of checks) await said
  await vitest(['unit', ...(server.url ? ['postgres'] : []), ...(chromium.path ? ['browser'] : [])], [], {
    ...(server.url && { TEST_DATABASE_URL: server.url }),
    ...(chromium.path && { CHROMIUM: chromium.path }),
  })
  await server.stop?.()
}
for (const note of notes) console.log(`\n${note}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed > 0 ? 1 : 0

/** A folder for all that is written meanwhile, gone at the end. In memory, where there is room: a disk is waited for at every save. */
function makeScratch() {
  const folder = mkdtempSync(join(hasRoomInMemory() ? '/dev/shm' : tmpdir(), 'cairn-test-'))
  // A server that runs as somebody else has its own folder in it.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
    process.once(signal, async () => {
      // What still runs would write into the folder again.
      for (const child of running) child.kill(signal)
      while (running.size > 0) await setTimeout(50)
      await (await starting)?.stop?.()
      process.exit(code)
    })
  return folder
}

function hasRoomInMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 2e9 && freemem() > 6e9
  } catch {
    return false
  }
}

/** Begins at once, beside the others; what it says is printed when it is over, in one piece. */
async function check(name, tool, args) {
  const { status, said } = await run(tool, args, ['ignore', 'pipe', 'pipe'])
  console.log(`\n— ${name}\n${said.trim()}`)
  if (status === 0) totals.passed += 1
  else fail(name, 'The lines above say why.')
}

/** All tests in one run, so that no core waits for the last of one kind. */
async function vitest(projects, files = [], env = {}) {
  console.log(`\n— ${projects.join(', ')} tests`)
  const report = join(scratch, 'report.json')
  const { status } = await run(
    'vitest',
    // Where all is broken, tests that each wait for their limit would take hours to say so.
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--bail=30',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ],
    'inherit',
    env,
  )
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += numPassedTests
    totals.failed += numFailedTests
    if (status !== 0 && numFailedTests === 0) fail('tests', `${numFailedTestSuites} test files could not run.`)
  } catch {
    fail('tests', 'They did not report.')
  }
}

// Tools are started by their own file on the pinned Node, so that no Node on the machine's path can take their place.
function run(tool, args, stdio, env = {}) {
  const child = spawn(join(root, 'node_modules', '.bin', tool), args, {
    cwd: root,
    stdio,
    env: {
      ...process.env,
      ...env,
      PATH: `${join(root, 'node_modules', 'node', 'bin')}:${process.env.PATH}`,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece) => {
      said += piece
    })
  return new Promise((done) => {
    child.once('error', (error) => done({ status: 1, said: error.message }))
    child.once('close', (status) => done({ status, said }))
  }).finally(() => running.delete(child))
}

function fail(name, why) {
  totals.failed += 1
  notes.push(`${name}: ${why}`)
}
