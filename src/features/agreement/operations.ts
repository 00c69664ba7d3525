import { z } from 'zod'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, latestAgreement, profileOf, standingOf } from '../../platform/career.ts'
import { day, lines, optionalText } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
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
  async run({ tx, personId, today, frameworks }) {
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
    return {
      current: latest ? { ...asAgreement(latest), ...standingOfAgreement(latest, profile, today) } : null,
      history: history.map(asAgreement),
    }
  },
  prints: ({ current, history }) =>
    [
      wrapped(current ? current.words : 'Nothing is recorded yet. After a talk: cairn agreement record --help'),
      ...(history.length > 0 ? ['', 'Talk by talk'] : []),
      ...history.map(({ on, state, manager, conditions }) =>
        [
          `  ${dayWords(on)}: ${stateWords[state]}${manager ? `, with ${manager}` : ''}`,
          ...conditions.map((condition) => wrapped(condition, '      ', '    - ')),
        ].join('\n'),
      ),
    ].join('\n'),
})

export type AgreementAnswer = Awaited<ReturnType<typeof showAgreement.run>>

const asAgreement = ({ personId: _, ...agreement }: AgreementRow) => agreement
