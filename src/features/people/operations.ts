import { z } from 'zod'
import { count } from '../../core/number-words.ts'
import { coverageOf, stances } from '../../core/people.ts'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { foldName } from '../../core/rating.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'
import { day, id, lines, optionalText, page, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { PeopleRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { relationWords, stanceWords } from './words.ts'

const relations = { below: -1, same: 0, above: 1, two_above: 2, '-1': -1, '0': 0, '1': 1, '2': 2 } as const

// A form and a command send the number as text.
const levelRelation = z
  .union([z.number().int().min(-9).max(9), z.enum(Object.keys(relations) as (keyof typeof relations)[])])
  .transform((given) => (typeof given === 'number' ? Math.max(-1, Math.min(2, given)) : relations[given]))
  .nullable()

export const addPeople = operation({
  name: 'people.add',
  summary:
    'Put somebody on your private list of people who decide or see your work. Write only what you would say to them.',
  scope: 'write',
  closed: 'people',
  input: z.strictObject({
    name: text(120).describe('Who.'),
    role: optionalText(120).describe('What they do.'),
    levelRelation: levelRelation
      .optional()
      .describe('Their level beside yours: -1 below, 0 the same, 1 above, 2 two or more above.'),
    lineManager: z.boolean().default(false).describe('They lead people.'),
    voter: z.boolean().default(false).describe('They have a say in the decision.'),
    stance: z
      .enum(stances)
      .default('unknown')
      .describe('champion: backs you; challenger: not yet convinced, or has to agree without seeing your work.'),
    wouldRate: z
      .number()
      .min(1)
      .max(5)
      .nullable()
      .optional()
      .describe('How you think they would rate your work, 1 to 5.'),
    knows: lines(20).optional().describe('What they have seen of your work.'),
  }),
  async run(context, { name, role = null, levelRelation = null, wouldRate = null, knows = [], ...rest }) {
    const known = await peopleOf(context.tx, context.personId)
    if (known.some((person) => foldName(person.name) === foldName(name)))
      throw new Problem('conflict', 'This name is on your list already. Add a surname to tell them apart.', 'name')
    const row = await context.records.insert('people', {
      id: context.newId(),
      name: name.trim(),
      role,
      levelRelation,
      ...rest,
      wouldRate,
      knows,
      lastContact: null,
      createdAt: context.now,
    })
    return { ...asPerson(row), coverage: coverageOf([...known, row]) }
  },
  says: ({ coverage: { named } }) => `Kept, for your eyes only. ${count(named, 'person', 'people')} on your list.`,
  prints: (person) => printed(person),
})

export const listPeople = operation({
  name: 'people.list',
  summary: 'List the people who decide or see your work, by name, and how the list stands against what is needed.',
  scope: 'read',
  closed: 'people',
  input: z.strictObject({ stance: z.enum(stances).optional(), ...page }),
  async run({ tx, personId }, { stance, limit, cursor }) {
    let query = tx.selectFrom('people').selectAll().where('personId', '=', personId)
    if (stance) query = query.where('stance', '=', stance)
    if (cursor) query = query.where('id', '>', readCursor(cursor, 1)[0]!)
    const rows = await query
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(asPerson),
      next: rows.length > limit && last ? writeCursor(last.id) : null,
      coverage: coverageOf(await peopleOf(tx, personId)),
    }
  },
  prints: ({ items, next, coverage }) =>
    [
      listed(items.map(printed), 'Nobody is on your list yet. Begin: cairn people add --help', next),
      ...coverage.words.map((line) => wrapped(line)),
    ].join('\n\n'),
})

export const removePeople = operation({
  name: 'people.remove',
  summary: 'Take somebody off your list. It can be undone.',
  scope: 'write',
  closed: 'people',
  input: z.strictObject({ id }),
  async run({ records }, { id }) {
    const found = await records.find('people', id)
    if (!found) throw new Problem('missing', 'There is no such person among yours.', 'id')
    await records.remove('people', id)
    return asPerson(found as PeopleRow)
  },
  says: () => 'Taken off your list.',
})

export const touchPeople = operation({
  name: 'people.touch',
  summary: 'Note that you met or spoke with somebody on your list. An earlier day than the one noted changes nothing.',
  scope: 'write',
  closed: 'people',
  input: z.strictObject({
    id: id.optional().describe('Who, by the id on your list.'),
    name: text(120).optional().describe('Or by name.'),
    on: day.optional().describe('The day; today if left out.'),
    add: z.boolean().default(false).describe('Put them on your list if they are not there yet.'),
  }),
  async run(context, { id, name, on = context.today, add }) {
    if (on > context.today)
      throw new Problem('invalid', 'That day lies ahead. Note it once you have met; nothing was changed.', 'on')
    const found = await listedPerson(context, id, name)
    if (!found && !(add && name)) {
      if (id) throw new Problem('missing', 'There is no such person among yours.', 'id')
      throw new Problem('missing', 'Nobody of this name is on your list. Put them on it first.', 'name')
    }
    const row = found ?? (await addedPerson(context, name!))
    if (row.lastContact !== null && row.lastContact >= on) return asPerson(row)
    return asPerson(await context.records.update('people', row.id, { lastContact: on }))
  },
  says: ({ lastContact }) => `Noted: your last contact was on ${dayWords(lastContact!)}.`,
  prints: (person) => printed(person),
})

export type PeopleAnswer = Awaited<ReturnType<typeof listPeople.run>>
export type PersonAnswer = ReturnType<typeof asPerson>

const peopleOf = (tx: Handle, personId: string) =>
  tx
    .selectFrom('people')
    .select(['name', 'stance', 'levelRelation', 'lineManager', 'voter'])
    .where('personId', '=', personId)
    .execute()

async function listedPerson({ tx, personId, records }: Context, id?: string, name?: string): Promise<PeopleRow | null> {
  if (id) return (await records.find('people', id)) as PeopleRow | null
  if (!name) throw new Problem('invalid', 'Say who: an id of your list, or a name.', 'name')
  const all = await tx.selectFrom('people').selectAll().where('personId', '=', personId).orderBy('id').execute()
  return all.find((person) => foldName(person.name) === foldName(name)) ?? null
}

const addedPerson = async (context: Context, name: string): Promise<PeopleRow> => {
  const { id } = await context.call<{ id: string }>('people.add', { name })
  return (await context.records.find('people', id)) as PeopleRow
}

const asPerson = ({ personId: _, ...person }: PeopleRow) => person

const printed = ({
  id,
  name,
  role,
  levelRelation,
  lineManager,
  voter,
  stance,
  wouldRate,
  knows,
  lastContact,
}: PersonAnswer): string =>
  [
    `${name}${role ? `, ${role}` : ''}`,
    `  ${facts([
      stanceWords[stance],
      levelRelation === null ? null : relationWords(levelRelation),
      lineManager && 'leads people',
      voter && 'has a say',
      wouldRate === null ? null : `would rate you ${wouldRate} of 5, you think`,
      lastContact && `last met on ${dayWords(lastContact)}`,
    ])}`,
    ...knows.map((known) => wrapped(known, '    ', '  - ')),
    `  ${id}`,
  ].join('\n')
