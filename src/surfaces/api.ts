import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Problem, type ProblemCode } from '../core/problem.ts'
import { type Cairn, type Called, call } from '../platform/operation.ts'
import { keyFrom, type Once } from '../platform/requests.ts'
import { openapi } from './openapi.ts'

const statusOf: Record<ProblemCode, ContentfulStatusCode> = {
  invalid: 422,
  missing: 404,
  conflict: 409,
  closed: 403,
  too_large: 413,
  unavailable: 503,
}

/** A fault of the program as JSON with its status. What it was stands in the log. */
export const fault = {
  body: { code: 'bug', message: 'Something went wrong inside Cairn. Nothing was changed.' },
  status: 500,
} as const

/** A refusal as JSON with its status; shared by all answers that are not pages. */
export const asJsonProblem = ({ code, message, field }: Problem) => ({
  body: { code, message, ...(field && { field }) },
  status: statusOf[code],
})

/**
 * Most bytes in one request: enough for a career with attachments on import, little for everything else. Two million characters of
 * notes, the most that are read at once, take up to nine bytes each on their way from a form; a file of 10 MB grows by a third in JSON.
 */
export const bodyLimits = {
  import: 400_000_000,
  notes: 20_000_000,
  file: 60_000_000,
  attach: 14_500_000,
  usual: 4_000_000,
}

const limits: Record<string, number> = {
  'archive.import': bodyLimits.import,
  'inbox.import': bodyLimits.file,
  'framework.import': bodyLimits.notes,
  'start.notes': bodyLimits.notes,
  'evidence.attach': bodyLimits.attach,
}

/** Most bytes in a request for an operation. */
export const limitOf = (name: string): number => limits[name] ?? bodyLimits.usual

/** `POST /api/<operation>`: JSON in, JSON out, one status per kind of refusal. */
export function api(cairn: Cairn, personFor: (example: boolean) => Promise<string>): Hono {
  const routes = new Hono()
  routes.get('/openapi.json', (c) => c.json(openapi([...cairn.operations.values()])))
  for (const { name } of cairn.operations.values()) {
    const limit = bodyLimit({ maxSize: limitOf(name), onError: (c) => refuse(c, tooLarge()) })
    routes.post(`/api/${name}`, limit, async (c) => {
      if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
        return refuse(
          c,
          new Problem('invalid', 'Send JSON, with “Content-Type: application/json”. Nothing was changed.'),
        )
      let input: unknown
      try {
        const body = await c.req.text()
        input = body.trim() === '' ? {} : JSON.parse(body)
      } catch {
        return refuse(c, new Problem('invalid', 'This is not valid JSON. Nothing was changed.'))
      }
      try {
        const personId = await personFor(c.req.header('cairn-view') === 'example')
        const called = await call<object>(cairn, { personId, via: 'api' }, name, input, onceOf(c))
        tellOf(c, called)
        return c.json(called.answer)
      } catch (error) {
        if (error instanceof Problem) return refuse(c, error)
        throw error
      }
    })
  }
  routes.all('/api/*', (c) => {
    const name = c.req.path.slice('/api/'.length)
    const known = cairn.operations.has(name)
    return refuse(
      c,
      known
        ? new Problem('invalid', `Send this as POST with a JSON body. Nothing was changed.`)
        : new Problem('missing', `There is no operation “${name}”. All of them are described in /openapi.json.`),
    )
  })
  return routes
}

/** The key that a request was sent under, if any. */
export function onceOf(c: HonoContext): Once | null {
  const key = keyFrom(c.req.header('idempotency-key'))
  return key === undefined ? null : { key }
}

/** What an answer says beside itself: the entry in the log, and whether it is the first answer again. */
export function tellOf(c: HonoContext, { activity, again }: Called): void {
  if (activity) c.header('Cairn-Activity', activity)
  if (again) c.header('Idempotent-Replayed', 'true')
}

export const tooLarge = () =>
  new Problem('too_large', 'This is more than Cairn takes in one piece. Nothing was changed. Send it in smaller parts.')

function refuse(c: { json(body: object, status: ContentfulStatusCode): Response }, problem: Problem): Response {
  const { body, status } = asJsonProblem(problem)
  return c.json(body, status)
}
