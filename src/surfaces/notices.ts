import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export interface Told {
  text: string
  activity: string | null
  operation: string
}

/**
 * What an act did is told on the page that follows it, once. The browser holds only a name for it: its cookies go to every server
 * on this computer, whatever its port, and what was done may name people.
 */
export class Notices {
  readonly #waiting = new Map<string, Told>()

  tell(c: Context, told: Told): void {
    const name = randomUUID()
    this.#waiting.set(name, told)
    if (this.#waiting.size > 100) this.#waiting.delete(this.#waiting.keys().next().value!)
    setCookie(c, noticeCookie, name, { ...cookieOptions, maxAge: 60 })
  }

  isTold(c: Context): boolean {
    return getCookie(c, noticeCookie) !== undefined
  }

  take(c: Context): Told | null {
    const name = getCookie(c, noticeCookie)
    if (!name) return null
    deleteCookie(c, noticeCookie, { path: '/' })
    const told = this.#waiting.get(name) ?? null
    this.#waiting.delete(name)
    return told
  }
}

const noticeCookie = 'cairn_notice'

/** What this server asks a browser to keep: its own pages get it back, and no script reads it. */
export const cookieOptions = { httpOnly: true, sameSite: 'Strict', path: '/' } as const
