import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Problem } from '../core/problem.ts'

/** What the environment says, read once. */
export interface Config {
  host: string
  port: number
  /** The folder that holds `cairn.db` and its backups. */
  home: string
  /** The person's file. */
  file: string
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads and checks the environment; nonsense is refused with a sentence that names the variable. */
export function readConfig(env: Record<string, string | undefined>, platform: string = process.platform): Config {
  refuseDatabaseUrl(env.DATABASE_URL)
  const home = homeFolder(env, platform)
  return { host: hostOf(env.HOST), port: portOf(env.PORT), home, file: join(home, 'cairn.db') }
}

function portOf(text: string | undefined): number {
  if (!text) return 4180
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Problem('invalid', `PORT is “${text}”. It must be a whole number from 1 to 65535, such as 4180.`, 'PORT')
  return port
}

function hostOf(text: string | undefined): string {
  if (!text) return '127.0.0.1'
  if (!loopback.has(text))
    throw new Problem(
      'invalid',
      `HOST is “${text}”. Cairn has no sign-in yet, so it listens on this computer only. Use 127.0.0.1, or leave HOST unset.`,
      'HOST',
    )
  return text
}

function refuseDatabaseUrl(text: string | undefined): void {
  if (!text) return
  const known = /^postgres(ql)?:\/\//.test(text)
  throw new Problem(
    'invalid',
    known
      ? 'DATABASE_URL names a PostgreSQL server. This version keeps a person’s records in one file; unset DATABASE_URL, or use CAIRN_HOME to say where the file lies.'
      : 'DATABASE_URL is not an address Cairn understands. Unset it, or use CAIRN_HOME to say where the file lies.',
    'DATABASE_URL',
  )
}

function homeFolder(env: Record<string, string | undefined>, platform: string): string {
  if (env.CAIRN_HOME !== undefined) {
    if (env.CAIRN_HOME.trim() === '')
      throw new Problem('invalid', 'CAIRN_HOME is empty. Name a folder, or unset it.', 'CAIRN_HOME')
    return resolve(env.CAIRN_HOME)
  }
  const user = homedir()
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Cairn')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(user, 'AppData', 'Local'), 'Cairn')
  return join(env.XDG_DATA_HOME || join(user, '.local', 'share'), 'cairn')
}
