import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Problem } from '../core/problem.ts'
import { isServer } from './database.ts'

/** What the environment says, read once. */
export interface Config {
  host: string
  port: number
  /** The folder that holds `cairn.db` and kept copies. */
  home: string
  /** The person's file, or the address of the PostgreSQL server that keeps the records instead. */
  database: string
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads and checks the environment; nonsense is refused with a sentence that names the variable. */
export function readConfig(env: Record<string, string | undefined>, platform: string = process.platform): Config {
  const home = homeFolder(env, platform)
  const database = serverOf(env.DATABASE_URL) ?? join(home, 'cairn.db')
  return { host: hostOf(env.HOST), port: portOf(env.PORT), home, database }
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

function serverOf(text: string | undefined): string | null {
  if (!text) return null
  if (isServer(text) && URL.canParse(text)) return text
  throw new Problem(
    'invalid',
    'DATABASE_URL is not an address of a PostgreSQL server, such as postgres://me@localhost/cairn. Correct it; or unset it, and your records are kept in a file.',
    'DATABASE_URL',
  )
}

/** Where this computer's browser and programs find Cairn while it serves. */
export const addressOf = ({ host, port }: Config): string => `http://${host === '::1' ? '[::1]' : host}:${port}`

/** Where the records are, for people: the file, or the server and database without name and password. */
export function whereOf({ database }: Config): string {
  if (!isServer(database)) return database
  const { host, pathname } = new URL(database)
  return `the database “${decodeURIComponent(pathname.slice(1))}” of the PostgreSQL server ${host || 'on this computer'}`
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
