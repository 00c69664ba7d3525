import { z } from 'zod'
import { baselineFor } from '../../core/baseline.ts'
import { type Chain, type ChainFacts, chainOf, type Hop } from '../../core/chain.ts'
import { type Day, daysBetween } from '../../core/day.ts'
import { type ItemKind, itemKinds } from '../../core/evidence.ts'
import { followUps } from '../../core/follow-up.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { numberOf } from '../../platform/aimed-number.ts'
import { knownStanding } from '../../platform/career.ts'
import { day, id, lines, optionalText, size } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { InitiativeRow } from '../../platform/schema.ts'
import type { CaseSentence } from '../../ui/case-sentences.tsx'
import { asInitiative, known } from './operations.ts'

interface ChainOfOne {
  id: string
  title: string
  /** The metric it aims at. */
  metric: string | null
  sentences: CaseSentence[]
}

export const showChain = operation({
  name: 'initiative.chain',
  summary:
    'Show an initiative as one chain, from the problem to the sentences of your case: what is there, and the one thing to do next.',
  scope: 'read',
  input: z.strictObject({ id }),
  async run(context, { id }): Promise<Chain & ChainOfOne> {
    const initiative = await known(context, id)
    const facts = await chainFacts(context, initiative)
    // The case is drawn anew after each change: nobody waits for it where no record could stand in it.
    const sentences = facts.records.length > 0 ? await sentencesOn(context, id) : null
    const chain = chainOf({ ...facts, sentences: sentences?.length ?? null })
    return { id, title: initiative.title, metric: initiative.metric, ...chain, sentences: sentences ?? [] }
  },
  prints: ({ id, title, metric, links, next, waitsUntil, sentences }) =>
    [
      wrapped(title),
      '',
      aligned(
        links.map(({ name, state, says, remark }) => [
          stateMarks[state],
          name,
          [says, remark].filter(Boolean).join(' '),
        ]),
        '  ',
      ),
      ...(sentences.length > 0
        ? [
            '',
            'In your case',
            '',
            ...sentences.map(({ section, text }) => wrapped(`${section}: ${text}`, '    ', '  ')),
          ]
        : []),
      '',
      next
        ? `Next: ${hopWords[next]}. ${commandFor(next, id, metric ?? '…')}`
        : waitsUntil
          ? `Nothing to do before the reading of ${waitsUntil}.`
          : 'Nothing is missing.',
    ].join('\n'),
})

const stateMarks = { there: '✓', open: '○', waiting: '·', gone: '–' } as const

/** What is done next, as an instruction. */
export const hopWords: Record<Hop, string> = {
  problem: 'Say whose problem it solves',
  metric: 'Name the number it should move',
  baseline: 'Write down where the number stands before',
  target: 'Set the target',
  decision: 'Log the decision, with what was not chosen',
  launch: 'Say when it goes out',
  'day 30': 'Record the reading after 30 days',
  'day 60': 'Record the reading after 60 days',
  review: 'Look back at it',
  evidence: 'Make the record of what came of it',
  skill: 'Say which skill it shows',
  case: 'See what your case takes first',
}

function commandFor(hop: Hop, id: string, metric: string): string {
  switch (hop) {
    case 'problem':
      return `cairn initiative edit --id ${id} --problem "…"`
    case 'metric':
      return `cairn initiative edit --id ${id} --new-metric.name "…" --new-metric.unit % --new-metric.baseline 42`
    case 'baseline':
      return `cairn metric define --id ${metric} --baseline 42`
    case 'target':
      return `cairn initiative edit --id ${id} --target 55`
    case 'decision':
      return `cairn evidence capture --initiative ${id} --kind decision --text "…" --decision.not-chosen "…"`
    case 'launch':
      return `cairn initiative launch --id ${id}`
    case 'day 30':
    case 'day 60':
      return `cairn metric record --id ${metric} --value 58`
    case 'review':
      return `cairn initiative review --id ${id} --what-happened "…"`
    case 'evidence':
      return `cairn initiative record --id ${id}`
    case 'skill':
      return 'cairn evidence edit --id … --skills …'
    case 'case':
      return 'cairn case show'
  }
}

/** The sentences of the case that stand on records of an initiative; null where no ladder is chosen yet. */
async function sentencesOn(context: Context, initiative: string): Promise<CaseSentence[] | null> {
  const standing = await knownStanding(context.tx, context.personId, context.frameworks)
  if (!standing) return null
  const { sentences } = await context.call<{ sentences: CaseSentence[] }>('case.trace', { initiative })
  return sentences.map(({ section, text }) => ({ section, text }))
}

// A record more or less changes nothing of what the chain says.
const mostRecords = 200

async function chainFacts(
  { tx, personId, today, frameworks }: Context,
  initiative: InitiativeRow,
): Promise<Omit<ChainFacts, 'sentences'>> {
  const records = await tx
    .selectFrom('evidence')
    .select(['id', 'text', 'kind', 'skills', 'decision'])
    .where('personId', '=', personId)
    .where('initiative', '=', initiative.id)
    .where('removedAt', 'is', null)
    .orderBy('listedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostRecords)
    .execute()
  const standing = await knownStanding(tx, personId, frameworks)
  return {
    today,
    initiative,
    ...(await numberOf(tx, personId, initiative)),
    records,
    skillName: (skill) => standing?.framework.skills.find(({ id }) => id === skill)?.name ?? skill,
  }
}

export const recordInitiative = operation({
  name: 'initiative.record',
  summary:
    'Make the record of what came of an initiative, from its readings and its review, so that it counts. With dryRun it is only shown.',
  scope: 'write',
  input: z.strictObject({
    id,
    text: z.string().max(20_000).optional().describe('What came of it; what the review says happened if left out.'),
    reading: id.optional().describe('The reading that says where the number went; the 30-day check if left out.'),
    kind: z.enum(itemKinds).optional().describe('What it is; an outcome where the number has a before and an after.'),
    skills: z.array(id).max(3, 'at most three skills; the first is the main one').optional(),
    size: size
      .optional()
      .describe(
        'Was this work of the size of the level you aim at? Yes and no are kept as the size of the initiative too, where none is said yet.',
      ),
    happenedOn: day.optional().describe('The day it happened; the day of the reading if left out.'),
    myPart: optionalText(1000).describe('What you did yourself.'),
    othersPart: optionalText(1000).describe('What others did, by name.'),
    seenBy: lines(30).optional().describe('Who saw it.'),
    dryRun: z.boolean().default(false).describe('Only show the record; keep nothing.'),
  }),
  async run(context, { id, text, reading, kind, happenedOn, dryRun, ...said }) {
    const initiative = await known(context, id)
    const { review, launchedOn } = initiative
    if (!launchedOn)
      throw new Problem('conflict', 'Say first when it was launched: “initiative.launch”. Nothing was changed.', 'id')
    const words = text?.trim() || review?.whatHappened
    if (!words)
      throw new Problem(
        'conflict',
        'Look back at it first (“initiative.review”), or say in “text” what came of it. Nothing was changed.',
        'text',
      )
    if (!dryRun) await refuseSecond(context, review?.evidence)
    const outcome = await outcomeOf(context, { ...initiative, launchedOn }, reading)
    const captured = await context.call<Captured>('evidence.capture', {
      text: words,
      kind: kind ?? kindOf(outcome, review),
      happenedOn: happenedOn ?? outcome?.reading.on ?? review?.on ?? context.today,
      initiative: id,
      ...(outcome && { metrics: [outcome.metric] }),
      ...defined(said),
      dryRun,
    })
    const { evidence } = captured
    const isOfOneSize = initiative.scope === null && (said.size === 'yes' || said.size === 'no')
    if (!dryRun && (review || isOfOneSize))
      await context.records.update('initiatives', id, {
        ...(review && { review: { ...review, evidence: evidence.id } }),
        ...(isOfOneSize && { scope: evidence.scope }),
      })
    return { ...captured, initiative: asInitiative(initiative) }
  },
  says: ({ counts }) => counts.sentence,
})

interface Captured {
  evidence: { id: string; text: string; skills: string[]; kind: ItemKind | null; scope: string | null }
  counts: { sentence: string }
}

/** One review makes one record; it is edited from then on. */
async function refuseSecond(context: Context, evidence: string | undefined) {
  const made = evidence ? await context.records.find('evidence', evidence) : null
  if (made && made.removedAt === null)
    throw new Problem(
      'conflict',
      'The record of it is made already. Change that one: “evidence.edit”. Nothing was changed.',
      'id',
    )
}

/** An outcome where the number has both its ends; what would be done differently is a lesson. */
export const kindOf = (outcome: unknown, review: InitiativeRow['review']): ItemKind | undefined =>
  outcome ? 'outcome' : review?.differently ? 'learning' : undefined

/** The number from before to after, as a record holds it; null where one of the ends is missing. */
export async function outcomeOf(
  { tx, personId, today }: Pick<Context, 'tx' | 'personId' | 'today'>,
  initiative: Omit<InitiativeRow, 'personId'> & { launchedOn: Day },
  chosen?: string,
) {
  const { launchedOn, target } = initiative
  const { metric, readings, otherLaunches } = await numberOf(tx, personId, initiative)
  if (chosen && !readings.some(({ id }) => id === chosen))
    throw new Problem('invalid', 'This is not a reading of the metric it aims at. Nothing was changed.', 'reading')
  if (!metric) return null
  const [thirty, sixty] = followUps(launchedOn, readings, today)
  const reading = chosen
    ? readings.find(({ id }) => id === chosen)!
    : (thirty?.reading ?? sixty?.reading ?? readings.findLast(({ on }) => on > launchedOn))
  const baseline = baselineFor(metric, readings, launchedOn, otherLaunches, today)
  if (!reading || !baseline) return null
  const aim = target ?? metric.target
  const setOn = target === null ? metric.targetSetOn : initiative.targetSetOn
  return {
    reading,
    metric: {
      name: metric.name,
      from: baseline.value,
      to: reading.value,
      delta: null,
      unit: metric.unit,
      direction:
        reading.value === baseline.value
          ? ('flat' as const)
          : reading.value > baseline.value
            ? ('up' as const)
            : ('down' as const),
      relative: false,
      good: reading.value === baseline.value ? null : reading.value > baseline.value === (metric.direction === 'up'),
      window: `within ${Math.max(1, daysBetween(launchedOn, reading.on))} days`,
      ...(aim !== null && { target: aim, targetSetBefore: setOn !== null && setOn <= launchedOn }),
    },
  }
}

const defined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<T>
