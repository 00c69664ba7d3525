import { Problem } from '../core/problem.ts'
import { transaction } from '../platform/database.ts'
import { FolderReader, lookInWords, lookOnce } from '../platform/folder-reader.ts'
import type { Cairn } from '../platform/operation.ts'
import { watchWhileServing } from '../platform/watch.ts'
import { foldersOf, noteSharing } from '../platform/watched.ts'

export const watchHelp = `cairn inbox watch [--once]

Take notes from the watched folders into the inbox, as the pages do while they are served, until you stop it.

  --once   Look once, wait for what is still being written, and end.
  --help   Say this.

Which folders: cairn settings set --inbox-folders ~/Notes`

/** “cairn inbox watch”: the watched folders without the pages. Answers the exit code. */
export async function watchInbox(
  cairn: Cairn,
  personId: string,
  args: readonly string[],
  out: (text: string) => void,
): Promise<number> {
  const unknown = args.find((arg) => arg !== '--once' && arg !== '--help')
  if (unknown)
    throw new Problem('invalid', `There is no “${unknown}” here. “cairn inbox watch --help” says what there is.`)
  const failed = (error: unknown) => console.error(error)
  if (args.includes('--help')) out(watchHelp)
  else if (args.includes('--once')) out(lookInWords(await lookOnce(new FolderReader(cairn, personId, failed))))
  else await untilStopped(cairn, personId, out, failed)
  return 0
}

async function untilStopped(
  cairn: Cairn,
  personId: string,
  out: (text: string) => void,
  failed: (error: unknown) => void,
): Promise<void> {
  await noteSharing(cairn.db)
  const { paths } = await transaction(cairn.db, 'read', personId, (tx) => foldersOf(tx, personId, cairn.home))
  if (paths.length === 0)
    throw new Problem(
      'conflict',
      'No folder is watched. Name one under More, Settings, or with “cairn settings set --inbox-folders ~/Notes”.',
    )
  out(`Taking notes from ${paths.join(', ')}. Stop with Ctrl C.`)
  const end = watchWhileServing(cairn, personId, { failed, told: (look) => out(lookInWords(look)) })
  const open = setInterval(() => undefined, 1_000_000)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
  clearInterval(open)
  await end()
}
