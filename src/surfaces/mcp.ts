import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { Problem, type ProblemCode } from '../core/problem.ts'
import { type Cairn, call } from '../platform/operation.ts'
import { fault } from './api.ts'
import { schemaOf } from './input.ts'

/**
 * A server that offers every operation as a tool. What is closed to assistants is listed and refuses with how to open it. A fault of
 * the program goes to `report`, and to the assistant only as the news that there was one.
 */
export function mcpServer(cairn: Cairn, personId: string, report: (fault: unknown) => void = console.error): Server {
  const server = new Server(
    { name: 'cairn', version: '0.1.0' },
    {
      capabilities: { tools: {} },
      instructions:
        'Cairn keeps one person’s evidence for the next level of their job. Use the person’s own words; never invent numbers, dates or other people’s words. Begin with profile_show and today_show. Log with evidence_capture, and say what it counts for. Bring notes in with inbox_import, and let the person choose the lines before inbox_approve. Never make up a score: readiness_show gives one only where “shown” is true; where it says “hideNumbers”, speak in words. Each write can be undone with activity_undo.',
    },
  )
  const names = new Map([...cairn.operations.keys()].map((name) => [toolName(name), name]))
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...cairn.operations.values()].map((operation) => ({
      name: toolName(operation.name),
      description: operation.summary,
      inputSchema: { ...schemaOf(operation), type: 'object' as const },
      annotations: {
        readOnlyHint: operation.scope === 'read',
        destructiveHint: operation.name === 'archive.import',
        openWorldHint: false,
      },
    })),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const name = names.get(params.name)
    if (!name) return refusal(new Problem('missing', `There is no tool “${params.name}”.`))
    try {
      const { answer } = await call<Record<string, unknown>>(
        cairn,
        { personId, via: 'mcp' },
        name,
        params.arguments ?? {},
      )
      return { content: [{ type: 'text' as const, text: JSON.stringify(answer, null, 2) }], structuredContent: answer }
    } catch (error) {
      if (error instanceof Problem) return refusal(error)
      report(error)
      return refusal(fault.body)
    }
  })
  return server
}

/** Serves one client over standard input and output until it goes. */
export async function serveStdio(cairn: Cairn, personId: string): Promise<void> {
  const server = mcpServer(cairn, personId)
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve
    process.stdin.on('end', resolve)
  })
  await server.connect(new StdioServerTransport())
  await closed
}

/**
 * Answers one message that came over HTTP, already read from its body. Each stands alone: Cairn never speaks first, so there is no
 * session to keep, to lose or to leave open.
 */
export async function answerRequest(
  cairn: Cairn,
  personId: string,
  { request, message, report }: { request: Request; message: unknown; report: (fault: unknown) => void },
): Promise<Response> {
  const server = mcpServer(cairn, personId, report)
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request, { parsedBody: message })
  } finally {
    await server.close()
  }
}

export const toolName = (name: string): string => name.replace('.', '_')

const refusal = ({ code, message, field }: { code: ProblemCode | 'bug'; message: string; field?: string }) => ({
  isError: true,
  content: [{ type: 'text' as const, text: `${message}${field ? ` (field: ${field})` : ''}` }],
  structuredContent: { code, message, ...(field && { field }) },
})
