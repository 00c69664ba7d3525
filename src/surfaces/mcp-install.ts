import { parseArgs } from 'node:util'
import { Problem } from '../core/problem.ts'
import { addressOf, type Config } from '../platform/config.ts'
import { isServer } from '../platform/database.ts'
import { mcpPath } from './mcp-http.ts'

/** How another program starts or finds this Cairn. All paths are absolute. */
export interface Installation {
  command: string
  args: readonly string[]
  /** What Cairn must find in its environment to open the same records; empty for those it opens by itself. */
  env: Readonly<Record<string, string>>
  /** Where an open Cairn answers assistants. */
  url: string
  platform: string
}

/** The program at this path, as a client is to start it: with the Node that runs it now, on the same records. */
export function installationOf(
  config: Config,
  env: Record<string, string | undefined>,
  program: string,
  platform: string = process.platform,
): Installation {
  return {
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program, 'mcp'],
    // A client that is opened from a menu has none of the variables of this terminal.
    env: {
      ...((env.CAIRN_HOME || env.XDG_DATA_HOME) && { CAIRN_HOME: config.home }),
      ...(isServer(config.database) && { DATABASE_URL: withoutPassword(config.database) }),
    },
    url: addressOf(config) + mcpPath,
    platform,
  }
}

// What is printed is scrolled back to and shared: a password is filled in by hand, where it is kept.
const passwordHere = 'PASSWORD'

function withoutPassword(address: string): string {
  const url = new URL(address)
  if (url.password) url.password = passwordHere
  return url.href
}

/**
 * `cairn mcp install [--client <name>]`: what to write into the settings of common clients, as text. Nothing is edited: those files
 * are the person's, with other entries in them. Refuses any other word.
 */
export function installText(args: string[], installation: Installation): string {
  const [verb, ...flags] = args
  if (verb === '--help' || verb === 'help') return help
  if (verb !== 'install') throw new Problem('missing', `There is no command “mcp ${verb}”. ${onlyThese}`)
  const { client: name, help: asksForHelp } = read(flags)
  if (asksForHelp) return help
  const chosen = name === undefined ? clients : clients.filter(({ id }) => id === name)
  if (chosen.length === 0)
    throw new Problem('invalid', `“${name}” is none of the clients here: ${names}. “json” fits most others.`, 'client')
  return [introduction(installation), ...chosen.map((client) => section(client, installation))].join('\n\n\n')
}

const introduction = ({ env }: Installation): string =>
  [
    'Copy what your client takes; no file was changed. Where its file has other entries, put “cairn” beside them.',
    ...(env.DATABASE_URL?.includes(passwordHere) ? [`Write your password in place of ${passwordHere}.`] : []),
  ].join('\n')

function read(flags: string[]) {
  try {
    const { values } = parseArgs({
      args: flags,
      options: { client: { type: 'string' }, help: { type: 'boolean' } },
      strict: true,
    })
    return values
  } catch {
    throw new Problem('invalid', `“mcp install” takes only --client with one of: ${names}.`)
  }
}

interface Client {
  id: string
  name: string
  /** Where it goes, in one or two sentences. */
  where(installation: Installation): string
  entry(installation: Installation): string
}

const section = ({ id, name, where, entry }: Client, installation: Installation): string =>
  `${name} (--client ${id})\n${where(installation)}\n\n${entry(installation)}`

const clients: readonly Client[] = [
  {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    where: ({ platform }) =>
      `Settings, Developer, Edit Config opens ${desktopFile(platform)}. Start it again afterwards.`,
    entry: (installation) => json({ mcpServers: { cairn: started(installation) } }),
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    where: () => 'In a terminal.',
    entry: ({ command, args, env, platform }) =>
      // Options stand before the name, and none that takes a list right before it: the list would take the name in.
      [
        'claude mcp add',
        ...Object.entries(env).map(([name, value]) => `--env ${quoted(`${name}=${value}`, platform)}`),
        '--scope user cairn --',
        ...[command, ...args].map((word) => quoted(word, platform)),
      ].join(' '),
  },
  {
    id: 'cursor',
    name: 'Cursor',
    where: () => 'In the file .cursor/mcp.json of your home folder.',
    entry: (installation) => json({ mcpServers: { cairn: { type: 'stdio', ...started(installation) } } }),
  },
  {
    id: 'vscode',
    name: 'VS Code',
    where: () => 'The command “MCP: Open User Configuration” opens the file.',
    entry: (installation) => json({ servers: { cairn: { type: 'stdio', ...started(installation) } } }),
  },
  {
    id: 'zed',
    name: 'Zed',
    where: () => 'The command “zed: open settings file” opens the file.',
    entry: (installation) => json({ context_servers: { cairn: started(installation) } }),
  },
  {
    id: 'json',
    name: 'Any other that starts a program',
    where: () => 'Most take this form.',
    entry: (installation) => json({ mcpServers: { cairn: started(installation) } }),
  },
  {
    id: 'url',
    name: 'One that connects by address',
    where: ({ url }) => `The address is ${url}. It answers while Cairn is open in your browser (npm start).`,
    entry: ({ url }) => json({ mcpServers: { cairn: { type: 'http', url } } }),
  },
]

const names = clients.map(({ id }) => id).join(', ')
const onlyThese = '“cairn mcp” serves an assistant, “cairn mcp install” prints how to connect one.'

const help = [
  'cairn mcp',
  'cairn mcp install [--client <name>]',
  '',
  'The first serves an assistant over standard input and output; the assistant starts it. The second prints what to write into the',
  'settings of common clients so that they do. It changes no file.',
  '',
  `  --client  Only this one of: ${names}.`,
].join('\n')

const started = ({ command, args, env }: Installation) => ({
  command,
  args,
  ...(Object.keys(env).length > 0 && { env }),
})

const json = (entry: object): string => JSON.stringify(entry, null, 2)

function desktopFile(platform: string): string {
  const name = 'claude_desktop_config.json'
  if (platform === 'darwin') return `~/Library/Application Support/Claude/${name}`
  if (platform === 'win32') return `%APPDATA%\\Claude\\${name}`
  return `~/.config/Claude/${name}`
}

/** One word of a command for the terminal of this platform. */
function quoted(word: string, platform: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`
}
