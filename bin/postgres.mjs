// A PostgreSQL server of our own for tests and measures: in a temporary folder, reached through a socket there, gone when stopped.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { installPackage } from './debian.mjs'

const oldest = 15

/**
 * Starts a server; answers `{ url, pid, stop() }`, or `{ why }` in words. TEST_DATABASE_URL names one that runs already. `durable` is
 * for measures: without it nothing is written through to the disk.
 */
export async function startPostgres({ durable = false } = {}) {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const programs = findPrograms() ?? installPrograms()
  if (programs.why) return programs
  const user = ordinaryUser()
  if (user.why) return user
  const folder = mkdtempSync(join(tmpdir(), 'cairn-postgres-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs.folder, 'initdb'),
    ['-D', data, '-U', 'cairn', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return { why: `A PostgreSQL server could not be set up: ${(made.stderr || made.error?.message || '').trim()}` }
  }
  const quick = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=200', ...quick]
  // Into a file and not a pipe: whoever waits for a child process reads no pipe, and once it is full every query of the server waits.
  const log = join(folder, 'log')
  const written = openSync(log, 'a')
  const server = spawn(join(programs.folder, 'postgres'), ['-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', written],
  })
  closeSync(written)
  const said = () => readFileSync(log, 'utf8')
  let isOver = false
  for (const event of ['exit', 'error']) server.once(event, () => (isOver = true))
  while (!isOver && !said().includes('ready to accept connections')) await setTimeout(20)
  const clear = () => rmSync(folder, { recursive: true, force: true })
  // The server must not outlive who asked for it, however that ends; nor the folder that it writes to be taken away before.
  const end = () => server.kill('SIGINT')
  process.prependOnceListener('exit', end)
  if (isOver) {
    const why = `A PostgreSQL server could not be started: ${said().trim().split('\n').at(-1)}`
    clear()
    return { why }
  }
  const stop = async () => {
    process.off('exit', end)
    const gone = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null && server.signalCode === null) {
      end()
      await gone
    }
    clear()
  }
  return { url: `postgres://cairn@localhost/postgres?host=${encodeURIComponent(folder)}`, pid: server.pid, stop }
}

/** The folder of the newest programs that will do. */
function findPrograms() {
  const places = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .filter((version) => Number.parseInt(version, 10) >= oldest)
        .sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
        .map((version) => join('/usr/lib/postgresql', version, 'bin'))
    : []
  const onPath = (process.env.PATH ?? '').split(':')
  const folder = [...places, ...onPath].find(
    (place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')),
  )
  return folder ? { folder } : null
}

function installPrograms() {
  const why = installPackage('postgresql', 'the tests on PostgreSQL')
  return findPrograms() ?? { why }
}

/** Who runs the server: root may not. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const { stdout, status } = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const group = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (status === 0 && group.status === 0) return { uid: Number(stdout), gid: Number(group.stdout) }
  }
  return { why: 'PostgreSQL does not run as root, and there is no user “postgres” or “nobody” to run it as.' }
}
