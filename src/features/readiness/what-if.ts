import { z } from 'zod'
import { itemKinds } from '../../core/evidence.ts'
import { checkSkill, levelOf, rankOf, skillsAt } from '../../core/framework.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { type Supposition, supposing } from '../../core/readiness/what-if.ts'
import { readiness, resultOf } from '../../core/readiness.ts'
import { id } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { type Subject, subjectOf } from '../../platform/readiness-subject.ts'
import { readSettings } from '../../platform/settings.ts'
import { namesIn, told } from './operations.ts'

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rating'),
    skill: id,
    value: z.number().describe('On the ladder’s own scale.'),
    source: z.enum(['self', 'manager', 'peer']).default('manager').describe('As if they had rated themselves.'),
  }),
  z.strictObject({
    kind: z.literal('agreement'),
    state: z.enum(['not_yet', 'close', 'yes']),
    confirmedByManager: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('evidence'),
    skills: z.array(id).min(1).max(3).describe('The main one first.'),
    evidenceKind: z.enum(itemKinds).default('decision'),
    scope: id.optional().describe('The size of the work, a level; your target level if left out.'),
    corroboration: z.enum(['none', 'witness', 'pasted', 'attested']).default('attested'),
    measured: z.boolean().default(false).describe('With a number before and after, and its target met.'),
  }),
  z.strictObject({ kind: z.literal('confirm'), evidence: id.describe('A record that somebody else confirms.') }),
  z.strictObject({ kind: z.literal('time'), months: z.number().int().min(1).max(36) }),
])

export const whatIf = operation({
  name: 'readiness.whatIf',
  summary:
    'Show what would be if: where you would stand after some changes, beside where you stand today. Nothing is kept.',
  scope: 'read',
  input: z.strictObject({
    changes: z.array(change).min(1).max(100).describe('What is supposed to happen; time passes first.'),
  }),
  run: (context, { changes }) => supposed(context, changes),
  prints: (answer) =>
    [
      ...answer.changes.map((text) => wrapped(`If ${text}:`)),
      '',
      wrapped(`Today: ${sideWords(answer.today, answer.hideNumbers)}`, '  ', ''),
      wrapped(`Then: ${sideWords(answer, answer.hideNumbers)}`, '  ', ''),
      ...answer.moves.map(({ name, from, to }) => wrapped(`${name}: ${from}, then ${to}`, '    ', '  ')),
      ...(answer.today.wording.denial ? ['', wrapped(answer.today.wording.denial)] : []),
    ].join('\n'),
})

type Change = z.output<typeof change>
export type WhatIfAnswer = Awaited<ReturnType<typeof supposed>>
export type Side = WhatIfAnswer['today']

async function supposed(context: Context, changes: readonly Change[]) {
  const { tx, personId, today } = context
  const subject = await subjectOf(context, today)
  const input = supposing(
    subject.input,
    changes.map((one) => suppositionOf(one, subject)),
  )
  const [now, after] = [resultOf(subject.ground), readiness(input)]
  const { hideNumbers } = await readSettings(tx, personId)
  const standsNow = { on: today, ...told(now, subject, now.shown) }
  // A number that is not to be seen yet must not be found out by supposing what would show it.
  const isSeen = now.shown && after.shown
  const wouldStand = { on: input.asOf, ...told(after, { ...subject, input }, isSeen) }
  const was = new Map(standsNow.skills.map(({ id, text }) => [id, text]))
  return {
    ...wouldStand,
    today: standsNow,
    changes: changes.map((one) => changeWords(one, subject)),
    /** Points of the score and of what the records support; null where no number is shown. */
    dScore: isSeen ? after.score - now.score : null,
    dRaw: isSeen ? after.raw - now.raw : null,
    /** Skills that would read otherwise. */
    moves: wouldStand.skills.flatMap(({ id, name, text }) =>
      was.get(id) === text ? [] : [{ id, name, from: was.get(id)!, to: text }],
    ),
    hideNumbers,
  }
}

function suppositionOf(one: Change, subject: Subject): Supposition {
  const { framework, against, input } = subject
  switch (one.kind) {
    case 'rating': {
      checkAt(one.skill, subject)
      const points = framework.scale.points
      if (!points.some(({ value }) => value === one.value))
        throw new Problem(
          'invalid',
          `${one.value} is not on this ladder’s scale: ${points.map(({ value, label }) => `${value} (${label})`).join(', ')}.`,
          'changes',
        )
      return one
    }
    case 'evidence': {
      for (const skill of one.skills) checkAt(skill, subject)
      const scope = one.scope === undefined ? input.targetLevel : rankOf(framework, levelOf(framework, one.scope).id)
      return { ...one, scope }
    }
    case 'confirm':
      return { kind: 'confirm', evidence: one.evidence }
    default:
      return one
  }

  function checkAt(skill: string, { framework }: Subject): void {
    checkSkill(framework, skill, 'changes')
    if (!skillsAt(framework, against).some(({ id }) => id === skill))
      throw new Problem('invalid', `“${skill}” is not asked for at ${levelOf(framework, against).title}.`, 'changes')
  }
}

/** A change as the end of “if …”. */
function changeWords(one: Change, subject: Subject): string {
  const names = namesIn(subject)
  const { framework, against } = subject
  switch (one.kind) {
    case 'rating': {
      const label = framework.scale.points.find(({ value }) => value === one.value)!.label
      return `${raters[one.source]} ${names.skill(one.skill)} “${label}”`
    }
    case 'agreement':
      return `you and your manager talk and say “${stateWords[one.state]}”${one.confirmedByManager ? ', and they confirm it' : ''}`
    case 'evidence': {
      const title = levelOf(framework, one.scope ?? against).title
      const skills = new Intl.ListFormat('en').format(one.skills.map(names.skill))
      const measured = one.measured ? ', with its target met' : ''
      return `you log ${kindWords[one.evidenceKind]} of ${title} size on ${skills}${measured}, ${backing[one.corroboration]}`
    }
    case 'confirm':
      return `somebody confirms “${names.record(one.evidence)}”`
    case 'time':
      return one.months === 1 ? 'a month passes' : `${one.months} months pass`
  }
}

const raters = { self: 'you rate', manager: 'your manager rates', peer: 'a peer rates' } as const
const stateWords = { not_yet: 'not yet', close: 'close', yes: 'yes' } as const
const backing = {
  none: 'which nobody confirms',
  witness: 'which somebody saw',
  pasted: 'with somebody’s words',
  attested: 'and somebody confirms it',
} as const
const kindWords: Record<(typeof itemKinds)[number], string> = {
  decision: 'a decision',
  outcome: 'an outcome',
  feedback: 'feedback',
  problem: 'a problem you found',
  artifact: 'a piece of work',
  learning: 'a lesson',
}

/** Where one stands on one side, in a line. */
export function sideWords({ score, band, wording }: Side, hideNumbers: boolean): string {
  if (score === null || band === null) return wording.notShown ?? wording.footprint ?? 'No number is shown yet.'
  const word = `${wording.word}, ${wording.confidence}`
  return hideNumbers
    ? `${word}.`
    : `${Math.round(score)} (${Math.round(band[0])}–${Math.round(band[1])}), ${word}.${wording.held ? ` ${wording.held}` : ''}`
}
