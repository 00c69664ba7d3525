import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { Day } from '../core/day.ts'
import type { Framework } from '../core/framework.ts'
import { Problem } from '../core/problem.ts'
import { append, goesOnAs } from './activity.ts'
import { asAnother, type Database, type Handle, transaction } from './database.ts'
import { laddersOf } from './ladders.ts'
import { ownerBehind } from './person.ts'
import { Records } from './records.ts'
import { answeredBefore, keepAnswer, type Once, requestOf } from './requests.ts'
import type { ActivityRow } from './schema.ts'
import { readSettings } from './settings.ts'

/** What stays closed to assistants and tokens until the person opens it by name (domain 0, “Kept out by default”). */
export const closedGroups = ['people', 'talks', 'feedback', 'notes', 'signals'] as const
export type ClosedGroup = (typeof closedGroups)[number]

/** One thing a person can do. Every way in is derived from the list of these. */
export interface Operation<Schema extends z.ZodObject = z.ZodObject, Answer = unknown, Ready = z.output<Schema>> {
  /** `noun.verb`: `POST /api/noun.verb`, `cairn noun verb`, the MCP tool `noun_verb`, the form `/do/noun.verb`. */
  name: string
  /** One sentence, as an instruction. */
  summary: string
  scope: 'read' | 'write'
  /** Kept from assistants and tokens unless the person opens this group. */
  closed?: ClosedGroup
  /** Done by the owner even while their filled example is looked at, since it is about the example itself. */
  byOwner?: true
  input: Schema
  /** The input is data with a checksum of its own, not words: it is taken sign by sign. */
  verbatim?: boolean
  /** Fields of the input that are kept nowhere and shown nowhere. */
  secrets?: readonly string[]
  /** What takes long, such as opening a sealed file or reading a large one: done before records are held, so that nobody waits for it. */
  prepare?(input: z.output<Schema>, preparing: Preparing): Promise<Ready>
  run(context: Context, input: Ready): Promise<Answer>
  /** One line for the person about what it did. */
  says?(answer: Answer): string
  /** The answer as text to read in a terminal, where its fields alone would not do. The ladders give codes their names. */
  prints?(answer: Answer, frameworks: readonly Framework[]): string
}

/** What an operation may use before it holds any record. */
export interface Preparing {
  /** Looks at the person's records as they are at this moment. */
  read<T>(work: (context: Context) => Promise<T>): Promise<T>
  /** Called often in long work: says how far it is and lets others have their turn. Refuses where whoever waits has stopped it. */
  pass(done: number, of: number): Promise<void>
  /**
   * Does a portion of what is too much for one act as an act of its own: it is kept, whatever comes after it. The log says which
   * portions belong together, the operation's own act being the last of them.
   */
  act<Answer>(name: string, input: unknown): Promise<Answer>
}

/** Whoever waits for a long act: is told how far it is, and may stop it. */
export interface Waiting {
  goes(done: number, of: number): void
  isStopped?(): boolean
}

/** A document in an answer: words, shown by some surfaces as text, or bytes; a download on others. */
export type Document = { name: string; type: string } & ({ text: string } | { base64: string })

export const bytesOf = (document: Document): Buffer =>
  'text' in document ? Buffer.from(document.text) : Buffer.from(document.base64, 'base64')

/** An operation as the list holds it: whatever its input and answer. */
// biome-ignore lint/suspicious/noExplicitAny: the list holds operations of every shape; `call` parses before it runs.
export type AnyOperation = Operation<any, any, any>

export const operation = <Schema extends z.ZodObject, Answer, Ready = z.output<Schema>>(
  definition: Operation<Schema, Answer, Ready>,
): Operation<Schema, Answer, Ready> => definition

/** Who acts, and through which door. */
export interface Actor {
  personId: string
  via: ActivityRow['via']
}

/** What an operation may use. Everything that differs from one call to the next is here, so that `run` can be tested on any day. */
export interface Context {
  tx: Handle
  personId: string
  /** The door this call came through. */
  via: Actor['via']
  today: Day
  /** Instant of the call, UTC ISO. */
  now: string
  /** The ladders as this person has them. */
  frameworks: readonly Framework[]
  /** The product's own ladders, as they come with this program. */
  builtIn: readonly Framework[]
  records: Records
  newId(): string
  /** Another operation, as the same person, in the same transaction and the same entry of the log. */
  call<Answer = unknown>(name: string, input?: unknown): Promise<Answer>
  /** Something to begin once all of this is kept, such as work too long to wait for; never if it is refused. It acts as the same person. */
  afterwards(begin: (act: Act) => void): void
  /** Does one operation as the filled example beside the person, on a day of its own: an entry in the example's log. */
  asExample<Answer>(personId: string, today: Day, name: string, input: unknown): Promise<Answer>
  home: Home
}

/** One operation through the door. */
export type Act = <Answer = unknown>(name: string, input: unknown, waiting?: Waiting) => Promise<Called<Answer>>

/** The part of the machine that an operation may touch: the folder of the person's file, and the product's own content to read. */
export interface Home {
  /** The person's file; null where a server keeps the records. */
  file: string | null
  /** Where the records are, in words: the file, or the server and its database without a password. */
  where: string
  folder: string
  content: string
}

/** The built product: what `call` needs besides the actor and the input. */
export interface Cairn {
  db: Database
  operations: ReadonlyMap<string, AnyOperation>
  /** The product's own ladders. */
  frameworks: readonly Framework[]
  home: Home
  clock(): { today: Day; now: string }
}

export interface Called<Answer = unknown> {
  answer: Answer
  /** The entry in the activity log, if something changed; what undo takes. */
  activity: string | null
  /** This was done before, under the same key: the answer is the first one. */
  again?: boolean
}

/**
 * The one door: parse, check what is closed, open one transaction, run, log. Nothing is changed unless all of it succeeds. What is sent
 * a second time under its key (`once`) is not done again.
 */
export const call = <Answer = unknown>(
  cairn: Cairn,
  actor: Actor,
  name: string,
  input: unknown,
  once?: Once | null,
  waiting?: Waiting,
): Promise<Called<Answer>> => act(cairn, actor, name, input, { once, waiting })

interface How {
  once?: Once | null | undefined
  waiting?: Waiting | undefined
  /** The entry that this goes on from, where it is a portion of what was asked for. */
  after?: string | null
}

async function act<Answer>(
  cairn: Cairn,
  { personId, via }: Actor,
  name: string,
  input: unknown,
  { once, waiting, after = null }: How,
): Promise<Called<Answer>> {
  const operation = find(cairn, name)
  const parsed = parse(operation, input)
  const actor = { personId: operation.byOwner ? await ownerBehind(cairn.db, personId) : personId, via }
  const request = once && operation.scope === 'write' ? requestOf(once, operation, parsed) : null
  if (request && operation.prepare) {
    const before = await transaction(cairn.db, 'read', actor.personId, (tx) =>
      answeredBefore(tx, actor.personId, request),
    )
    if (before) return { answer: before.answer as Answer, activity: before.activity, again: true }
  }
  const portions = new Portions(cairn, actor, after)
  const ready = operation.prepare ? await operation.prepare(parsed, preparing(portions, waiting)) : parsed
  const begins: ((act: Act) => void)[] = []
  const called = await transaction(cairn.db, operation.scope, actor.personId, async (tx) => {
    await refuseClosed(tx, actor, operation)
    const before = request && (await answeredBefore(tx, actor.personId, request))
    if (before) return { answer: before.answer as Answer, activity: before.activity, again: true }
    const context = await contextFor(cairn, actor, tx)
    const answer = (await operation.run(context, ready)) as Answer
    const called = { answer, activity: await context.commit(operation.name, portions.last) }
    if (request) await keepAnswer(tx, actor.personId, request, called, context.now)
    begins.push(...context.begins)
    return called
  })
  for (const begin of begins) {
    const later = new Portions(cairn, { personId, via }, null)
    begin((name, input, waiting) => later.act(name, input, waiting))
  }
  return called
}

/** Acts that follow from one thing that was asked for. */
class Portions {
  /** The entry of the latest of them that changed something. */
  last: string | null

  constructor(
    readonly cairn: Cairn,
    readonly actor: Actor,
    after: string | null,
  ) {
    this.last = after
  }

  async act<Answer>(name: string, input: unknown, waiting?: Waiting): Promise<Called<Answer>> {
    const called = await act<Answer>(this.cairn, this.actor, name, input, { waiting, after: this.last })
    this.last = called.activity ?? this.last
    return called
  }
}

/** How long work goes on before others have their turn, in milliseconds: less than anybody notices. */
const turn = 12

function preparing(portions: Portions, waiting?: Waiting): Preparing {
  const { cairn, actor } = portions
  let began = performance.now()
  return {
    read: (work) =>
      transaction(cairn.db, 'read', actor.personId, async (tx) => work(await readContext(cairn, actor, tx))),
    pass: async (done, of) => {
      if (performance.now() - began < turn) return
      waiting?.goes(done, of)
      await new Promise((go) => setImmediate(go))
      if (waiting?.isStopped?.()) throw new Problem('conflict', 'This was stopped. Nothing of it was kept.')
      began = performance.now()
    },
    act: async (name, input) => {
      const { answer } = await portions.act(name, input)
      return answer as never
    },
  }
}

function find(cairn: Cairn, name: string): AnyOperation {
  const operation = cairn.operations.get(name)
  if (!operation) throw new Problem('missing', `There is no operation “${name}”. “cairn help” lists them all.`)
  return operation
}

/** The input as the operation's schema reads it, or a refusal that names the first field at fault. */
export function parse(operation: AnyOperation, input: unknown): Record<string, unknown> {
  if (!isShallow(input, deepest))
    throw new Problem('invalid', 'This is nested deeper than anything Cairn keeps. Nothing was changed.')
  const given = operation.verbatim ? input : writable(input)
  const result = operation.input.safeParse(given ?? {}, { reportInput: true })
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = [...issue.path.map(String), ...(unknown ? [unknown] : [])].join('.')
  throw new Problem('invalid', sentenceFor(issue, field), field || undefined)
}

function sentenceFor(issue: z.core.$ZodIssue, field: string): string {
  if (issue.code === 'unrecognized_keys') return notPartOf(field)
  if (issue.code === 'invalid_type' && issue.input === undefined) return `“${field}” is needed. Nothing was changed.`
  return `${field ? `“${field}”: ` : ''}${issue.message.replace(/\.$/, '')}. Nothing was changed.`
}

/** What is said of a field that an operation does not have. */
export const notPartOf = (field: string): string =>
  `“${field.length > 80 ? `${field.slice(0, 79)}…` : field}” is not part of this. Check the spelling; nothing was changed.`

// An archive, the deepest thing there is, holds lists within rows within entries. What is much deeper was made to exhaust the program.
const deepest = 40

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)))

// Half of a two-part sign (a broken emoji, the end of a shortened line) and the sign NUL cannot be kept by every engine. They are
// replaced before anything is read, so that a record, its entry in the log and what is searched for say the same everywhere.
function writable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD')
  if (Array.isArray(value)) return value.map(writable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, writable(inner)]))
}

async function refuseClosed(tx: Handle, actor: Actor, { closed, name }: AnyOperation): Promise<void> {
  if (!closed || actor.via !== 'mcp' || (await hasOpened(tx, actor.personId, closed))) return
  throw new Problem(
    'closed',
    `“${name}” is about ${closed}, which stays closed to assistants. Its owner can open it under More, Settings, or with “cairn settings set --opened ${closed}”.`,
  )
}

/** What a page reads with: a context whose calls are limited to operations that read. */
export async function readContext(cairn: Cairn, actor: Actor, tx: Handle): Promise<Context> {
  const context = await contextFor(cairn, actor, tx)
  return {
    ...context,
    call: async <Answer>(name: string, input?: unknown) => {
      if (find(cairn, name).scope !== 'read') throw new Error(`a page may not call ${name}: it writes`)
      return context.call<Answer>(name, input)
    },
  }
}

/** True if the person opened by name what stays closed to assistants and tokens. */
export async function hasOpened(tx: Handle, personId: string, group: ClosedGroup): Promise<boolean> {
  return (await readSettings(tx, personId)).opened.includes(group)
}

type LoggingContext = Context & {
  begins: ((act: Act) => void)[]
  /** `after`: the entry that this one goes on from. */
  commit(operation: string, after?: string | null): Promise<string | null>
}

async function contextFor(cairn: Cairn, actor: Actor, tx: Handle, today?: Day): Promise<LoggingContext> {
  const clock = cairn.clock()
  // An act on an earlier day is written down on that day: only the example is lived this way.
  const isExample = today !== undefined
  const moment = isExample ? { today, now: today + clock.now.slice(10) } : clock
  const records = new Records(tx, actor.personId)
  const begins: LoggingContext['begins'] = []
  const context: LoggingContext = {
    begins,
    afterwards: (begin) => void begins.push(begin),
    tx,
    personId: actor.personId,
    via: actor.via,
    today: moment.today,
    now: moment.now,
    frameworks: await laddersOf(tx, actor.personId, cairn.frameworks),
    builtIn: cairn.frameworks,
    records,
    home: cairn.home,
    newId,
    call: async <Answer>(name: string, input?: unknown) => {
      const inner = find(cairn, name)
      // An open operation must not be a way round a closed one. What is told of the example is invented.
      if (!isExample) await refuseClosed(tx, actor, inner)
      const parsed = parse(inner, input)
      // A ladder that was just brought in or adopted is there for whatever follows.
      if (records.changes.some(({ table }) => table === 'ladders' || table === 'profiles'))
        context.frameworks = await laddersOf(tx, actor.personId, cairn.frameworks)
      // Within an act nobody else has a turn, since the records are held already.
      const within: Preparing = {
        read: (work) => work(context),
        pass: async () => undefined,
        act: (name, input) => context.call(name, input),
      }
      return (await inner.run(context, inner.prepare ? await inner.prepare(parsed, within) : parsed)) as Answer
    },
    asExample: async <Answer>(personId: string, day: Day, name: string, input: unknown) => {
      return asAnother(tx, personId, actor.personId, async () => {
        const example = await contextFor(cairn, { personId, via: actor.via }, tx, day)
        const answer = await example.call<Answer>(name, input)
        await example.commit(name)
        return answer
      })
    },
    commit: async (name, after) => {
      if (records.changes.length === 0) return null
      const id = after ? goesOnAs(after) : newId()
      const undoes = records.undoes
      await append(tx, actor.personId, {
        id,
        at: moment.now,
        via: actor.via,
        operation: name,
        changes: records.changes,
        undoes,
      })
      records.changes.length = 0
      return id
    },
  }
  return context
}
