import { browserStore } from './store.ts'

/*
  Where drafts lie in this browser. Each page keeps its own, so that two tabs in which somebody writes at once take nothing from each
  other; a page that goes on with a draft from before takes it over.
*/
const page = random()
const before = (key: string) => `draft:${key}`
const own = (key: string) => `${before(key)} @${page}`

export interface Kept {
  /** Its name in the browser’s store. */
  name: string
  value: string
}

/** The drafts of a key, the newest first. What two of them say alike is listed once for each name. */
export const draftsOf = (key: string): Kept[] =>
  browserStore
    .all()
    .filter(([name]) => name === before(key) || name.startsWith(`${before(key)} @`))
    .map(([name, stored]) => ({ name, ...dated(stored) }))
    .sort((a, b) => b.at - a.at)

/** Keeps what this page holds. */
export function keepDraft(key: string, value: string): void {
  const stored = browserStore.get(own(key))
  // What is kept already is as old as it was.
  if (stored === null || dated(stored).value !== value) store(own(key), value)
}

/** Keeps a draft under the name it had. */
export const keepAgain = ({ name, value }: Kept): void => store(name, value)

/** Keeps something beside all that is kept: no page writes over it. */
export function keepBeside(key: string, value: string): Kept {
  const kept = { name: `${before(key)} @${random()}`, value }
  keepAgain(kept)
  return kept
}

export const ownName = (key: string): string => own(key)

export function dropDrafts(names: Iterable<string>): void {
  for (const name of names) {
    browserStore.drop(name)
    browserStore.drop(onceOf(name))
  }
}

/** True if this was kept after that time. */
export function isNewer(name: string, time: number): boolean {
  const stored = browserStore.get(name)
  return stored !== null && dated(stored).at > time
}

/*
  With a draft goes the key of the request it was sent with. If its answer never came, it is not known whether it was saved; sent again
  under that key, by whatever page finds the draft, it is saved once.
*/
const onceOf = (name: string) => `once:${name}`

export function noteOnce(name: string, once: string): void {
  if (browserStore.get(name) !== null) browserStore.set(onceOf(name), once)
}

export const onceFor = ({ name }: Kept): string | null => browserStore.get(onceOf(name))

// More than a browser keeps, about five million letters, is on the page and nowhere else: what is kept is what fitted last.
const store = (name: string, value: string): void => void browserStore.set(name, `${Date.now()} ${value}`)

// What an earlier version kept says no time.
function dated(stored: string): { at: number; value: string } {
  const [, at, value] = /^(\d{13}) ([\s\S]*)$/.exec(stored) ?? []
  return at === undefined || value === undefined ? { at: 0, value: stored } : { at: Number(at), value }
}

function random(): string {
  return Math.random().toString(36).slice(2, 10)
}
