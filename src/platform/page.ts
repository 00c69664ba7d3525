import type { Child } from 'hono/jsx'
import type { Day } from '../core/day.ts'
import type { Framework } from '../core/framework.ts'
import type { Failed } from '../ui/form.tsx'
import type { PlaceId } from '../ui/layout.tsx'
import type { Profile, Standing } from './career.ts'
import type { Handle } from './database.ts'
import type { Home } from './operation.ts'
import type { Settings } from './settings.ts'
import type { StartState } from './start.ts'

/** What a page may use. It reads one state of the file from start to end, as one person. */
export interface View {
  tx: Handle
  personId: string
  today: Day
  frameworks: readonly Framework[]
  profile: Profile
  /** Null until the person said what they do. */
  standing: Standing | null
  settings: Settings
  start: StartState
  /** True while the filled example is shown instead of the person's own file. */
  demo: boolean
  /** Path and query as asked for: where forms come back to. */
  path: string
  query: URLSearchParams
  /** Parts of the path: `/evidence/:id` gives `id`. */
  params: Record<string, string>
  /** The refused submit that this page shows again, filled as it was. */
  failed: Failed | null
  /** The answer to a form on this page that only asked: an operation that reads, or one called with `dryRun`. */
  answered: Answered | null
  /** Where the file lies. */
  home: Home
  /** Where Cairn is open, as this browser calls it: `http://127.0.0.1:4180`. */
  origin: string
  /** Another operation's answer, as the same person. Only operations that read. */
  call<Answer>(name: string, input?: unknown): Promise<Answer>
}

/** What was asked for without changing anything, as typed, and the answer. */
export interface Answered extends Pick<Failed, 'operation' | 'values'> {
  answer: unknown
}

export interface PageBody {
  title: string
  body: Child
  /** Names of client modules besides the shell. */
  scripts?: string[]
  /** Where something goes on: seconds after which the page is loaded again, if there is no script that follows it. */
  refresh?: number
  /** One sentence that introduces the place the first time. */
  introduction?: string
}

/** A page of the address book. */
export interface Page {
  path: string
  here: PlaceId | null
  /**
   * It shows nothing but what `stateOf` (drawn.ts) names: then it is drawn once for each change. Not for a page that reads the disk,
   * a table without a log, or other persons.
   */
  isOfRecords?: true
  /** Of such a page: it also shows work under way, and is drawn each time as long as there is some. */
  tellsOfWork?: true
  /** The page's content, or the path to go to instead. */
  render(view: View): Promise<PageBody | { redirect: string }>
}

/** Where the person came from, as the address says (`?back=/case`), if that is a page here; else the page given. */
export function backPath({ query }: Pick<View, 'query'>, otherwise: string): string {
  const back = query.get('back') ?? ''
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(back) ? back : otherwise
}
