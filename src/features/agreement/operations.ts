import { z } from 'zod'
import type { Framework } from '../../core/framework.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, latestAgreement, profileOf, standingOf } from '../../platform/career.ts'
import { day, lines, optionalText } from '../../platform/fields.ts'
import { ladderOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { AgreementRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { standingOfAgreement, stateWords } from './standing.ts'

export const recordAgreement = operation({
  name: 'agreement.record',
  summary:
    'Record what you and your manager said about your readiness: not yet, close or yes. It is a record of a talk, not a promise.',
  scope: 'write',
  input: z.strictObject({
    state: z.enum(['not_yet', 'close', 'yes']).describe('What was said.'),
    on: day.optional().describe('The day of the talk; today if left out.'),
    by: optionalText(120).describe('Your manager’s name; the one on your profile if left out.'),
    confirmedByManager: z.boolean().default(false).describe('True if your manager confirmed this record of the talk.'),
    conditions: lines(20).optional().describe('What your manager said is still missing.'),
  }),
  async run(context, { state, on = context.today, by, confirmedByManager, conditions = [] }) {
    if (on > context.today)
      throw new Problem('invalid', 'This talk lies ahead. Record it once you have had it; nothing was changed.', 'on')
    const { profile, framework, level, target } = await standingOf(context.tx, context.personId, context.frameworks)
    const row = await context.records.insert('agreements', {
      id: context.newId(),
      state,
      on,
      manager: by ?? profile.manager,
      confirmedByManager,
      conditions,
      framework: framework.id,
      frameworkVersion: framework.version,
      level: target ?? level,
      createdAt: context.now,
    })
    return asAgreement(row)
  },
  says: ({ state, on, manager }) =>
    `Kept: “${stateWords[state]}” on ${dayWords(on)}${manager ? ` with ${manager}` : ''}. It is a record of a talk, not a promise.`,
})

export const showAgreement = operation({
  name: 'agreement.show',
  summary: 'Show where you and your manager stand, and how that changed.',
  scope: 'read',
  input: z.strictObject({}),
  async run(context) {
    const { tx, personId, today, frameworks } = context
    const history = await tx
      .selectFrom('agreements')
      .selectAll()
      .where('personId', '=', personId)
      .orderBy('on', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute()
    const standing = await knownStanding(tx, personId, frameworks)
    const latest = standing && (await latestAgreement(tx, personId, standing, today))
    const profile = await profileOf(tx, personId)
    const about = await ladderWords(context, history)
    return {
      current: latest
        ? { ...asAgreement(latest), about: about(latest), ...standingOfAgreement(latest, profile, today) }
        : null,
      history: history.map((row) => ({ ...asAgreement(row), about: about(row) })),
    }
  },
  prints: ({ current, history }) =>
    [
      wrapped(current ? current.words : 'Nothing is recorded yet. After a talk: cairn agreement record --help'),
      ...(history.length > 0 ? ['', 'Talk by talk'] : []),
      ...history.map(({ on, state, manager, conditions, about }) =>
        [
          `  ${dayWords(on)}: ${stateWords[state]}${manager ? `, with ${manager}` : ''}, about ${about}`,
          ...conditions.map((condition) => wrapped(condition, '      ', '    - ')),
        ].join('\n'),
      ),
    ].join('\n'),
})

/** Which words a talk was about: the level, the ladder and its version, as they are called there. */
async function ladderWords(context: Context, rows: readonly AgreementRow[]): Promise<(row: AgreementRow) => string> {
  const known = new Map<string, Framework | null>()
  for (const { framework, frameworkVersion } of rows) {
    const key = `${framework}@${frameworkVersion}`
    if (framework && !known.has(key)) known.set(key, await ladderIfKept(context, framework, frameworkVersion))
  }
  return ({ framework, frameworkVersion, level }) => {
    const ladder = known.get(`${framework}@${frameworkVersion}`)
    const title = ladder?.levels.find(({ id }) => id === level)?.title ?? level ?? 'the next level'
    if (!framework) return title
    return `${title} on ${ladder?.name ?? framework}${frameworkVersion ? `, version ${frameworkVersion}` : ''}`
  }
}

// A version of the product's that nobody kept has gone with the program that had it; a ladder may have been taken away.
const ladderIfKept = (context: Context, framework: string, version: number | null): Promise<Framework | null> =>
  ladderOf(context, framework, version).catch((error) => {
    if (error instanceof Problem) return null
    throw error
  })

export type AgreementAnswer = Awaited<ReturnType<typeof showAgreement.run>>

const asAgreement = ({ personId: _, ...agreement }: AgreementRow) => agreement
