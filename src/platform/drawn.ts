import type { Day } from '../core/day.ts'
import { dailyTrouble } from './daily.ts'
import { type Database, glance, type Handle } from './database.ts'
import { worksOn } from './long-work.ts'
import type { Home } from './operation.ts'
import { perDatabase } from './per-database.ts'
import { type LastChange, settledChange } from './settled.ts'
import { watchTurn } from './watched.ts'

/** A page that shows nothing but one person's records, and the state of theirs that it was drawn from. */
export interface Drawn {
  personId: string
  state: string
  /** It also tells of work under way, so it is shown again only while there is none. */
  tellsOfWork: boolean
  html: string
}

/**
 * What a person's pages depend on: the day, all that was ever written, what there is to say of watched folders, of work that was begun or has ended,
 * and of the copy of the day. Two states of one name draw the same pages, but for work that is under way. Asked before a page is drawn: what
 * happens meanwhile is then another state.
 */
export async function stateOf(tx: Handle, personId: string, today: Day, home: Home): Promise<string> {
  const change = await settledChange(tx, personId)
  if (!change) throw new Error('a page is never drawn from what is not saved yet')
  return stateAfter(tx, change, today, home)
}

export const stateAfter = (
  handle: Pick<Handle, 'getExecutor'>,
  { seq, hash }: LastChange,
  today: Day,
  home: Home,
): string => `${today} ${seq} ${hash} ${watchTurn(handle)} ${worksOn(handle).turn} ${dailyTrouble(home) ?? ''}`

/** True while a file waits to be read or is read, or lines are being decided. Of a file the log says nothing, and another program may have left it. */
export const isUnderWay = async (tx: Handle, personId: string): Promise<boolean> =>
  worksOn(tx).going(personId).length > 0 ||
  (await tx.selectFrom('importFiles').select('id').where('personId', '=', personId).limit(1).execute()).length > 0

/** The same outside any transaction. */
export const isUnderWayNow = async (db: Database, personId: string): Promise<boolean> =>
  worksOn(db).going(personId).length > 0 || (await glance(db, personId, fileOf)).length > 0

const fileOf = (person: string): string => `select id from import_files where person_id = ${person} limit 1`

/** A drawn page as it is sent. */
export interface KeptPage extends Omit<Drawn, 'html'> {
  bytes: Buffer
  headers: Record<string, string>
  /** Where in the bytes the keys of its forms stand. */
  keys: readonly number[]
}

/** The pages drawn from a database, by address; the latest used stay. */
export const keptPagesOf = perDatabase(() => new KeptPages())

/** Forgets the pages of a person whose records are erased or replaced as a whole. */
export const forgetPages = (handle: Handle, personId: string): void => keptPagesOf(handle).forget(personId)

const mostBytes = 8_000_000

class KeptPages {
  readonly #pages = new Map<string, KeptPage>()
  #bytes = 0

  at(address: string): KeptPage | undefined {
    return this.#pages.get(address)
  }

  keep(address: string, { html, ...page }: Drawn & Pick<KeptPage, 'headers'>): void {
    this.#drop(address)
    const bytes = Buffer.from(html)
    this.#pages.set(address, { ...page, bytes, keys: keysIn(bytes) })
    this.#bytes += bytes.length
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= mostBytes) break
      this.#drop(oldest)
    }
  }

  /** Says that the page was used. */
  renew(address: string, page: KeptPage): void {
    if (this.#pages.delete(address)) this.#pages.set(address, page)
  }

  forget(personId: string): void {
    for (const [address, page] of this.#pages) if (page.personId === personId) this.#drop(address)
  }

  #drop(address: string): void {
    this.#bytes -= this.#pages.get(address)?.bytes.length ?? 0
    this.#pages.delete(address)
  }
}

// What a person wrote is escaped, so these signs stand in no page but where a form has its key.
const keyBefore = Buffer.from('name="_once" value="')

function keysIn(bytes: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(keyBefore); at >= 0; at = bytes.indexOf(keyBefore, at + 1))
    found.push(at + keyBefore.length)
  return found
}
