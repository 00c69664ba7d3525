import { count } from '../../core/number-words.ts'
import type { View } from '../../platform/page.ts'
import { foldersOf, foldersWatched, latestFiles } from '../../platform/watched.ts'
import { dayWords, Section } from '../../ui/parts.tsx'

const latest = 6

/** Where notes are taken from by themselves, and what came from there last. */
export const watchedHere = async ({ tx, personId, home, demo }: View) =>
  demo
    ? null
    : {
        paths: (await foldersOf(tx, personId, home)).paths,
        states: foldersWatched(tx),
        files: await latestFiles(tx, personId, latest),
      }

export function WatchedFolders({ here }: { here: Awaited<ReturnType<typeof watchedHere>> }) {
  if (here === null) return null
  const { paths, states, files } = here
  return (
    <Section id="folder" title="The folder that is watched">
      {paths.length === 0 ? (
        <p class="quiet">
          No folder is watched. <a href="/more/settings#folders">Name one</a>, such as a folder of notes that your phone
          writes to.
        </p>
      ) : (
        <>
          <p>
            While Cairn runs, notes (.md, .txt), tables (.csv) and calendars (.ics) that you put here come into the
            inbox by themselves, each line once. The files stay as they are.{' '}
            <a href="/more/settings#folders">Change it</a>
          </p>
          <ul class="list">
            {paths.map((path) => {
              const trouble = states.find((state) => state.path === path)?.trouble
              return (
                <li>
                  <code>{path}</code>
                  {trouble && <p class="small attention">{trouble}</p>}
                </li>
              )
            })}
          </ul>
        </>
      )}
      {files.length > 0 && (
        <>
          <h3>Read last</h3>
          <ul class="list small">
            {files.map(({ name, lines, trouble, batchId, readAt }) => (
              <li>
                {batchId && lines > 0 ? (
                  <a href={`/evidence/inbox?batch=${encodeURIComponent(batchId)}`}>{name}</a>
                ) : (
                  <span>{name}</span>
                )}{' '}
                <span class="quiet">
                  {dayWords(readAt.slice(0, 10))}, {trouble ?? (lines === 0 ? 'nothing new' : count(lines, 'line'))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
