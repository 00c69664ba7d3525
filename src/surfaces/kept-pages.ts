import { randomUUID } from 'node:crypto'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { type Drawn, isUnderWayNow, type KeptPage, keptPagesOf, stateAfter } from '../platform/drawn.ts'
import type { Cairn } from '../platform/operation.ts'
import { lastChange } from '../platform/settled.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The answer shows nothing but what was drawn from this. */
    drawn: Drawn
  }
}

interface Visit {
  /** Whose records are shown. */
  personOf(c: HonoContext): Promise<string>
  /** True if the page has something to tell once. */
  isTold(c: HonoContext): boolean
}

/**
 * Answers with a page as it was drawn before, for as long as drawing it again would give the same: the same address, the same person,
 * the same state. Goes first, since a kept answer has the headers of the one that it repeats; the keys of its forms are its own.
 */
export function keptPages(cairn: Cairn, { personOf, isTold }: Visit): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' || isTold(c)) return next()
    // The address may name another host than the header, which is the one that is checked.
    const address = `${c.req.header('host')} ${c.req.url}`
    const kept = keptPagesOf(cairn.db)
    const known = kept.at(address)
    if (known && known.personId === (await personOf(c)) && (await isAsDrawn(known))) {
      kept.renew(address, known)
      return new Response(withOwnKeys(known), { headers: known.headers })
    }
    await next()
    const drawn = c.get('drawn')
    if (drawn && c.res.status === 200 && !c.res.headers.has('set-cookie'))
      kept.keep(address, { ...drawn, headers: Object.fromEntries(c.res.headers) })
  }

  async function isAsDrawn({ personId, state, tellsOfWork }: KeptPage): Promise<boolean> {
    const now = stateAfter(cairn.db, await lastChange(cairn.db, personId), cairn.clock().today, cairn.home)
    return now === state && !(tellsOfWork && (await isUnderWayNow(cairn.db, personId)))
  }
}

// A form that is sent twice is done once, so no two pages that are shown may hold the same form.
function withOwnKeys({ bytes, keys }: KeptPage): Buffer<ArrayBuffer> {
  const own = Buffer.from(bytes)
  for (const at of keys) own.write(randomUUID(), at, 'latin1')
  return own
}
