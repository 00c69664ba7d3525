import type { Context } from 'hono'
import { Problem } from '../core/problem.ts'
import type { FileValue, Flat } from './input.ts'

/** What a form sent, by the names of its fields. Refuses one that did not arrive whole. */
export async function formValues(c: Context): Promise<Flat> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Problem(
      'invalid',
      'This form did not arrive whole. Nothing was changed; go back, where what you typed still stands.',
    )
  })
  const flat: Flat = {}
  for (const [name, given] of Object.entries(body)) {
    const values = Array.isArray(given) ? given : [given]
    flat[name] = await Promise.all(values.filter((value) => typeof value === 'string' || value.size > 0).map(asValue))
  }
  return Object.fromEntries(Object.entries(flat).filter(([, values]) => values.length > 0))
}

/** What a refused form shows again; a browser never lets a page fill in a chosen file. */
export function asTyped(given: (string | FileValue)[]): string | string[] {
  const texts = given.filter((value) => typeof value === 'string')
  return texts.length === 1 ? texts[0]! : texts
}

const asValue = async (value: string | File): Promise<string | FileValue> =>
  typeof value === 'string'
    ? value.replaceAll('\r\n', '\n')
    : { name: value.name || 'file', base64: Buffer.from(await value.arrayBuffer()).toString('base64') }

/** A path on this server, or nothing: a form cannot send the person elsewhere. */
export function pathOf(value: (string | FileValue)[] | string | string[] | undefined): string {
  const path = Array.isArray(value) ? value[0] : value
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && isDecodable(path) ? path : '/'
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

/** `/evidence/{evidence.id}` with the answer's own id in it. */
export const filled = (path: string, answer: unknown): string =>
  path.replace(/\{([\w.]+)\}/g, (_, name: string) => {
    const value = name
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], answer)
    return typeof value === 'string' ? encodeURIComponent(value.toWellFormed()) : ''
  })
