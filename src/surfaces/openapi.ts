import type { AnyOperation } from '../platform/operation.ts'
import { longestKey } from '../platform/requests.ts'
import { schemaOf } from './input.ts'

/** The API described as OpenAPI 3.1, from the list of operations. */
export const openapi = (operations: readonly AnyOperation[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Cairn',
    version: '0.1.0',
    description:
      'Every operation is a POST with a JSON object and answers JSON. Days are YYYY-MM-DD; ids are opaque text. Lists take `limit` and `cursor` and answer `items` and `next`. A refusal changes nothing.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: Object.fromEntries(operations.map((operation) => [`/api/${operation.name}`, { post: describe(operation) }])),
  components: {
    parameters: {
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'Makes a write that is sent twice one write: the second gets the first answer, with “Idempotent-Replayed: true”. Choose another for each thing that is to be done. Kept for seven days.',
        schema: { type: 'string', minLength: 1, maxLength: longestKey },
      },
    },
    schemas: {
      Problem: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { enum: ['invalid', 'missing', 'conflict', 'closed', 'too_large', 'unavailable'] },
          message: { type: 'string', description: 'What happened, what was kept, what to do.' },
          field: { type: 'string', description: 'The input field it is about, as a dotted path.' },
        },
      },
    },
    responses: Object.fromEntries(
      Object.entries(refusals).map(([name, description]) => [
        name,
        { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      ]),
    ),
  },
})

const refusals = {
  Forbidden: 'This group of operations is closed to this caller.',
  Missing: 'There is no such record.',
  Conflict: 'The state does not allow it.',
  TooLarge: 'More than is taken in one piece.',
  Invalid: 'The input is wrong; `field` says where.',
  Unavailable: 'The machine said no: the disk, the file.',
}

const describe = (operation: AnyOperation) => ({
  operationId: operation.name.replace('.', '_'),
  tags: [operation.name.split('.')[0]!],
  summary: operation.summary,
  ...(operation.scope === 'write' && { parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }] }),
  requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation) } } },
  responses: {
    200: {
      description: operation.scope === 'write' ? 'The record it made or changed.' : 'What was asked for.',
      content: { 'application/json': { schema: { type: 'object' } } },
    },
    403: { $ref: '#/components/responses/Forbidden' },
    404: { $ref: '#/components/responses/Missing' },
    409: { $ref: '#/components/responses/Conflict' },
    413: { $ref: '#/components/responses/TooLarge' },
    422: { $ref: '#/components/responses/Invalid' },
    503: { $ref: '#/components/responses/Unavailable' },
  },
})
