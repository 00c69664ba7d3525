import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  callsUpTo,
  type ExampleFile,
  type ExampleId,
  exampleFile,
  exampleIds,
  filledIn,
} from '../../core/example-file.ts'
import { erase } from '../../platform/archive.ts'
import { asAnother, type Handle } from '../../platform/database.ts'
import { type Context, type Home, operation } from '../../platform/operation.ts'
import { addPerson, exampleOf, removePerson } from '../../platform/person.ts'
import { type RecordTable, recordTables } from '../../platform/schema.ts'

export const loadDemo = operation({
  name: 'demo.load',
  summary:
    'Open a filled example beside your own file: a year of an invented senior product manager, or of a senior product marketer. It takes the place of one that is open.',
  scope: 'write',
  byOwner: true,
  input: z.strictObject({
    example: z.enum(exampleIds).default('pm').describe('Whose year: the product manager’s or the product marketer’s.'),
  }),
  async run(context, { example }) {
    const { tx, now, today, home } = context
    const known = await exampleOf(tx, context.personId)
    if (known) await asAnother(tx, known, context.personId, () => erase(tx, known))
    const personId = known ?? (await addPerson(tx, context.personId, now))
    await live(context, personId, readExample(home, example), today)
    return { loaded: true, counts: await asAnother(tx, personId, context.personId, () => countsOf(tx, personId)) }
  },
  says: () => 'This is the filled example. Look around and change what you like; your own file is not touched.',
})

export const clearDemo = operation({
  name: 'demo.clear',
  summary: 'Take the filled example away. Your own records stay as they are.',
  scope: 'write',
  byOwner: true,
  input: z.strictObject({}),
  async run({ tx, personId }) {
    const example = await exampleOf(tx, personId)
    if (!example) return { loaded: false, counts: {} }
    const counts = await asAnother(tx, example, personId, async () => {
      const had = await countsOf(tx, example)
      await erase(tx, example)
      return had
    })
    await removePerson(tx, example)
    return { loaded: false, counts }
  },
  says: () => 'The example is gone. This is your own file again.',
})

/** Does in the example's name what the file says, each on its day and with an entry of its own in the example's log. */
async function live(context: Context, personId: string, file: ExampleFile, today: string): Promise<void> {
  const ids = new Map<string, string>()
  for (const step of callsUpTo(file, today)) {
    const answer = await context.asExample<Named>(personId, step.on, step.do, filledIn(step.with, today, ids))
    if (step.as) ids.set(step.as, (answer.evidence ?? answer).id)
  }
}

/** What an operation that makes a record answers. */
interface Named {
  id: string
  evidence?: { id: string }
}

// Reading YAML is a quarter of opening an example, and the files stay as they are while the program runs.
const filesRead = new Map<string, ExampleFile>()

function readExample({ content }: Home, example: ExampleId): ExampleFile {
  const path = join(content, 'demo', `senior-${example}.yaml`)
  const file = filesRead.get(path) ?? exampleFile.parse(parse(readFileSync(path, 'utf8')))
  filesRead.set(path, file)
  return file
}

async function countsOf(tx: Handle, personId: string): Promise<Partial<Record<RecordTable, number>>> {
  const counts: Partial<Record<RecordTable, number>> = {}
  for (const table of recordTables) {
    const { n } = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow()
    if (n > 0) counts[table] = n
  }
  return counts
}
