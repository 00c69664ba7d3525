import type { Day } from '../../core/day.ts'
import type { ReadOptions } from '../../core/import/importer.ts'
import { Problem } from '../../core/problem.ts'
import { type Context, hasOpened } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { readSettings } from '../../platform/settings.ts'

// Of a calendar come conversations with customers and contacts with people. A yes leads each to where it is counted.

/** What a calendar is read with besides the calendar. Whom the person knows is not told to an assistant they are closed to. */
export async function calendarFacts(
  context: Context,
): Promise<Pick<ReadOptions, 'zone' | 'owner' | 'people' | 'titles'>> {
  const { tx, personId } = context
  const profile = await tx.selectFrom('profiles').select('name').where('personId', '=', personId).executeTakeFirst()
  const people = (await isClosedPeople(context))
    ? []
    : await tx.selectFrom('people').select(['name', 'lastContact']).where('personId', '=', personId).execute()
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(profile?.name && { owner: profile.name }),
    people,
    titles: (await readSettings(tx, personId)).customerTitles,
  }
}

/** True for an assistant to whom the person's list of people was not opened: it is told of no contact. */
export const isClosedPeople = async ({
  tx,
  personId,
  via,
}: Pick<Context, 'tx' | 'personId' | 'via'>): Promise<boolean> =>
  via === 'mcp' && !(await hasOpened(tx, personId, 'people'))

/** Makes of a proposal what it says it becomes. */
export async function becomeOther(
  { call }: Context,
  { text, details, becomes, happenedOn }: ProposalRow,
  { on = happenedOn, initiative }: { on?: Day | null; initiative?: string | undefined },
): Promise<void> {
  if (on === null) throw withoutDay(text)
  if (becomes === 'contact') await call('people.touch', { name: details?.person ?? text.slice(0, 120), on, add: true })
  else
    await call('discovery.log', {
      who: `${details?.who ?? 'Customer'}: ${text}`.slice(0, 200),
      kind: details?.conversation ?? 'interview',
      on,
      ...(initiative && { initiative }),
    })
}

/** Refuses lines that are counted by their day and have none, before any of them is decided. */
export function refuseWithoutDay(proposals: readonly ProposalRow[], undatedOn: Day | null): void {
  const undated = proposals.find(({ becomes, happenedOn }) => becomes && !happenedOn && !undatedOn)
  if (undated) throw withoutDay(undated.text)
}

const withoutDay = (text: string) =>
  new Problem(
    'invalid',
    `“${text.slice(0, 80)}” has no day, and is counted by its day. Set it first; nothing was changed.`,
    'ids',
  )
