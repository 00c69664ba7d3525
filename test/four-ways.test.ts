import { tmpdir } from 'node:os'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { Validator } from '@seriousme/openapi-schema-validator'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operation } from '../src/platform/operation.ts'
import { runCommand } from '../src/surfaces/cli.ts'
import { schemaOf } from '../src/surfaces/input.ts'
import { mcpServer, toolName } from '../src/surfaces/mcp.ts'
import { openapi } from '../src/surfaces/openapi.ts'
import { operations } from '../src/surfaces/operations.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpPm } from './harness.ts'
import { secret } from './secret.ts'
import { restOfTheList, walk } from './walk.ts'

const origin = 'http://127.0.0.1:4180'

type Way = (
  name: string,
  input: Record<string, unknown>,
) => Promise<{ answer?: unknown; problem?: { message: string; code?: string } }>

/** The four doors to one person's file, each as its users use it. */
async function waysOf(person: Person): Promise<Record<'api' | 'form' | 'cli' | 'mcp', Way>> {
  const { app } = person
  const site = web(app.cairn, app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger: pino({ level: 'error' }) })
  const [near, far] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'test', version: '1' })
  await Promise.all([mcpServer(app.cairn, app.ownerId).connect(far), client.connect(near)])
  const asAnswer = async (response: Response) => {
    if (!response.headers.get('content-type')?.startsWith('application/json'))
      throw new Error(`${response.status} ${await response.text()}`)
    const body = await response.json()
    return response.ok ? { answer: body } : { problem: body as { message: string; code: string } }
  }
  return {
    api: async (name, input) =>
      asAnswer(
        await site.request(`${origin}/api/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        }),
      ),
    form: async (name, input) => {
      const form = new URLSearchParams()
      for (const [field, value] of Object.entries(input))
        form.append(field, typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value))
      return asAnswer(
        await site.request(`${origin}/do/${name}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            accept: 'application/json',
            origin,
            'sec-fetch-site': 'same-origin',
          },
          body: form.toString(),
        }),
      )
    },
    cli: async (name, input) => {
      const lines: string[] = []
      const errors: string[] = []
      const terminal = {
        out: (text: string) => lines.push(text),
        error: (text: string) => errors.push(text),
        stdin: () => JSON.stringify(input),
      }
      const code = await runCommand(
        app.cairn,
        async () => app.ownerId,
        [...name.split('.'), '--json', '--input', '-'],
        terminal,
      )
      return code === 0 ? { answer: JSON.parse(lines.join('\n')) } : { problem: { message: errors.join('\n') } }
    },
    mcp: async (name, input) => {
      const result = await client.callTool({ name: toolName(name), arguments: input })
      return result.isError
        ? { problem: result.structuredContent as { message: string } }
        : { answer: result.structuredContent }
    },
  }
}

// By its whole beginning: looked for by its middle, it was sought from every letter of a file in an answer.
const pathHere = new RegExp(`${tmpdir().replaceAll(/\W/g, '\\$&')}/cairn-[^"\\s]*`, 'g')

// Ids and keys are new each time and backups have a name each; everything else must be the same.
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an-id')
      .replace(/"(hash|previousHash|checksum|next|previous_hash)":"[^"]*"/g, '"$1":"…"')
      .replace(/\\"(hash|previousHash|checksum)\\": ?\\"[^"\\]*\\"/g, '…')
      // A copy holds what was worked out by the time it was made, which is stored a moment later.
      .replace(/"size":\d{5,}/g, '"size":"…"')
      .replace(/(?<=data-key=\\"|"key":"|\\"key\\": ?\\")[\w-]{43}|\bcairn-[0-9a-f]{10}\b/g, '…')
      .replace(/"via":"\w+"/g, '"via":"…"')
      .replace(/\\"via\\": ?\\"\w+\\"/g, '…')
      .replace(pathHere, 'a-path'),
  )

describe('one act, four ways in', () => {
  test('every operation answers the same through the API, the form, the command line and MCP', async () => {
    const answers: Record<string, [name: string, answer: unknown][]> = {}
    for (const way of ['api', 'form', 'cli', 'mcp'] as const) {
      const person = await signUp()
      // An assistant reaches these once the person has opened them.
      await person.call('settings.set', { opened: ['people', 'talks', 'signals'] })
      const door = (await waysOf(person))[way]
      const made: Record<string, string> = {}
      answers[way] = []
      for (const [name, input, keep] of [...walk, ...restOfTheList]) {
        const { answer, problem } = await door(name, input(made))
        if (answer && keep) Object.assign(made, keep(answer))
        answers[way].push([name, answer ? comparable(answer) : problem!.message])
      }
    }
    for (const way of ['form', 'cli', 'mcp']) expect(answers[way]).toEqual(answers.api)
    expect(answers.api!.filter(([, answer]) => typeof answer === 'string').map(([name]) => name)).toEqual([
      'evidence.migrate',
      'initiative.decline',
      ...refusedHere,
    ])
  })

  test('the walk above calls every operation there is', () => {
    const called = new Set([...walk, ...restOfTheList].map(([name]) => name))
    expect(operations.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([])
  })

  test('a refusal is the same sentence everywhere and changes nothing', async () => {
    const person = await signUpPm()
    const before = await person.call('archive.export')
    for (const door of Object.values(await waysOf(person)))
      expect((await door('rating.give', { skill: 'discovery', value: 9 })).problem?.message).toMatch(
        /^9 is not on this ladder’s scale: .*Nothing was changed\.$/,
      )
    expect((await person.call('archive.export')).checksum).toBe(before.checksum)
  })

  test('an unknown field is refused by its name', async () => {
    const person = await signUpPm()
    for (const door of Object.values(await waysOf(person)))
      expect((await door('evidence.capture', { text: 'Cut churn.', colour: 'red' })).problem?.message).toContain(
        'colour',
      )
  })
})

const refusedHere = ['rating.migrate', 'archive.import']

describe('what is derived from the list', () => {
  test('the API describes itself as valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(openapi(operations))))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
  })

  test('every operation is described, offered as a tool and explained by help', async () => {
    const person = await signUp()
    const described = Object.keys(openapi(operations).paths)
    const lines: string[] = []
    await runCommand(person.app.cairn, async () => person.personId, ['help'], {
      out: (text) => lines.push(text),
      error: () => {},
      stdin: () => '',
    })
    for (const { name, summary } of operations) {
      expect(described).toContain(`/api/${name}`)
      expect(lines.join('\n')).toContain(summary)
      expect(summary).toMatch(/^[A-Z].*\.$/s)
    }
  })

  test('every field of every operation can be given on the command line', async () => {
    const person = await signUp()
    for (const operation of operations) {
      const lines: string[] = []
      const code = await runCommand(
        person.app.cairn,
        async () => person.personId,
        [...operation.name.split('.'), '--help'],
        {
          out: (text) => lines.push(text),
          error: () => {},
          stdin: () => '',
        },
      )
      expect(code).toBe(0)
      for (const field of Object.keys(schemaOf(operation).properties ?? {}))
        expect(lines.join('\n')).toContain(`--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
    }
  })
})

describe('what is closed to assistants', () => {
  test('stays closed through MCP until the person opens it by name, and open to the person', async () => {
    const person = await signUp({ list: [...operations, secret] })
    const { mcp, cli, api } = await waysOf(person)
    expect((await mcp('secret.show', {})).problem?.message).toContain('closed to assistants')
    expect((await cli('secret.show', {})).answer).toEqual({ said: 'private' })
    expect((await api('secret.show', {})).answer).toEqual({ said: 'private' })
    await person.call('settings.set', { opened: ['people'] })
    expect((await mcp('secret.show', {})).answer).toEqual({ said: 'private' })
  })

  test('is not reached through an open operation that asks for it', async () => {
    const around = operation({
      name: 'around.show',
      summary: 'Show what another operation says.',
      scope: 'read',
      input: z.strictObject({}),
      run: (context) => context.call('secret.show'),
    })
    const person = await signUp({ list: [...operations, secret, around] })
    const { mcp, cli } = await waysOf(person)
    expect((await mcp('around.show', {})).problem?.message).toContain('closed to assistants')
    expect((await cli('around.show', {})).answer).toEqual({ said: 'private' })
  })

  test('cannot be opened by the assistant itself', async () => {
    const person = await signUp({ list: [...operations, secret] })
    const { mcp } = await waysOf(person)
    expect((await mcp('settings.set', { opened: ['people'] })).problem?.message).toContain('assistant')
    expect((await mcp('secret.show', {})).problem?.message).toContain('closed to assistants')
  })
})
