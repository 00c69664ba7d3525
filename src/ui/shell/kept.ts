/*
  Where drafts lie in this browser. Each page keeps its own, so that two tabs in which somebody writes at once take nothing from each
  other; a page that goes on with a draft from before takes it over.
*/
const page = Math.random().toString(36).slice(2, 10)
const before = (key: string) => `draft:${key}`
const own = (key: string) => `${before(key)} @${page}`

export interface Kept {
  /** Its name in the browser’s store. */
  name: string
  value: string
}

/** The drafts of a key, the newest first. What two of them say alike is listed once for each name. */
export const draftsOf = (key: string): Kept[] =>
  Object.entries(localStorage)
    .filter(([name]) => name === before(key) || name.startsWith(`${before(key)} @`))
    .map(([name, stored]) => ({ name, ...dated(stored as string) }))
    .sort((a, b) => b.at - a.at)

/** Keeps what this page holds. */
export const keepDraft = (key: string, value: string): void => store(own(key), value)

/** Keeps a draft under the name it had. */
export const keepAgain = ({ name, value }: Kept): void => store(name, value)

export const ownName = (key: string): string => own(key)

export function dropDrafts(names: Iterable<string>): void {
  for (const name of names) localStorage.removeItem(name)
}

function store(name: string, value: string) {
  try {
    localStorage.setItem(name, `${Date.now()} ${value}`)
  } catch (error) {
    // More than a browser keeps, about five million letters: the page holds it all, and the draft what fitted last.
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
  }
}

// What an earlier version kept says no time.
function dated(stored: string): { at: number; value: string } {
  const [, at, value] = /^(\d{13}) ([\s\S]*)$/.exec(stored) ?? []
  return at === undefined || value === undefined ? { at: 0, value: stored } : { at: Number(at), value }
}
