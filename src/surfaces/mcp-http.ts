import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { Cairn } from '../platform/operation.ts'
import { bodyLimits, tooLarge } from './api.ts'

export const mcpPath = '/mcp'

/**
 * MCP over HTTP: one message in, one answer out, at `POST /mcp`. Who may ask is settled before, by `Host` and `Origin`. The library
 * is loaded with the first message: most people connect no assistant.
 */
export function mcpRoute(cairn: Cairn, personId: string, logger: Logger): Hono {
  const report = (fault: unknown) => logger.error({ err: fault, path: mcpPath }, 'a bug')
  const limit = bodyLimit({
    maxSize: bodyLimits.notes,
    onError: (c) => refuse(c, 413, invalidRequest, tooLarge().message),
  })
  return new Hono()
    .post(mcpPath, limit, async (c) => {
      const message = parsed(await c.req.text())
      if (message === undefined) return refuse(c, 400, parseError, 'This is not valid JSON. Nothing was changed.')
      // The protocol did away with bundles; one of four megabytes could ask for a hundred whole archives.
      if (Array.isArray(message))
        return refuse(c, 400, invalidRequest, 'Send one message in each request. Nothing was changed.')
      const { answerRequest } = await import('./mcp.ts')
      return answerRequest(cairn, personId, { request: c.req.raw, message, report })
    })
    .all(mcpPath, (c) => {
      c.header('allow', 'POST')
      return refuse(
        c,
        405,
        invalidRequest,
        'Send messages as POST. There is no stream to listen to and no session to end.',
      )
    })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Codes of JSON-RPC 2.0, section 5.1.
const parseError = -32_700
const invalidRequest = -32_600

const refuse = (c: HonoContext, status: ContentfulStatusCode, code: number, message: string) =>
  c.json({ jsonrpc: '2.0', id: null, error: { code, message } }, status)
