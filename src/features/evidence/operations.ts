import { z } from 'zod'
import { coach, holdsBlank, itemKindOf, likelySkills, suggestSkills } from '../../core/coach/coach.ts'
import type { CoachOptions } from '../../core/coach/types.ts'
import type { Day } from '../../core/day.ts'
import { type EvidenceMetric, itemKinds } from '../../core/evidence.ts'
import { checkSkill } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { recordDay } from '../../core/record-day.ts'
import { dateInLine } from '../../core/written-date.ts'
import { asEvidence, type Profile, profileOf, type StoredEvidence } from '../../platform/career.ts'
import { day, id, page, type Size, text } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { EvidenceRow } from '../../platform/schema.ts'
import { countsFor } from './counts.ts'
import { answersOf, body, decisionOf, metricsOf, said } from './input.ts'
import { printedRecords, printedWhole } from './printed.ts'
import { attachmentsOf, findEvidence, listEvidence } from './queries.ts'
import { levelNamed, witnesses, wordsWith } from './said.ts'

export const captureEvidence = operation({
  name: 'evidence.capture',
  summary:
    'Log one piece of evidence. Only the text is needed; the coach reads the rest from it, and you can change all of it.',
  scope: 'write',
  input: z.strictObject({
    text: text(100_000).describe('What happened, in your own words.'),
    ...body,
    said: said.optional().describe('Another person’s words that it is about: kept as theirs, with the record.'),
    // On a new record there is nothing to clear: a field of the form left blank leaves it to the coach.
    kind: body.kind.meta({ blank: 'left out' }),
    happenedOn: body.happenedOn
      .describe('The day it happened. Left out, the day the text names, else today; null for a day not known yet.')
      .meta({ blank: 'left out' }),
    importedFrom: z
      .strictObject({ batch: id, line: z.number().int().min(1) })
      .optional()
      .describe('The inbox line it came from.'),
    dryRun: z.boolean().default(false).describe('Only say what it would be kept as; keep nothing.'),
  }),
  async run(context, input) {
    if (!input.dryRun && !input.importedFrom) refuseBlanks(input.text)
    const profile = await profileOf(context.tx, context.personId)
    const refDate = input.happenedOn ?? context.today
    const known = await knownToCoach(context)
    const reading = coach(input.text, { refDate, ...known.reads })
    const happenedOn =
      input.happenedOn === undefined
        ? (daySaid(input.text, reading, known.reads, context.today) ?? context.today)
        : input.happenedOn
    const skills = input.skills ?? likelySkills(suggestSkills(input.text, known.skills, reading))
    const words = wordsWith(input.said, { text: input.text.trim(), happenedOn, profile, context })
    const initiative = await initiativeFor(context, input)
    const row = {
      id: context.newId(),
      text: input.text.trim(),
      kind: input.kind === undefined ? itemKindOf(reading.kind) : input.kind,
      kindSource: input.kind === undefined ? ('coach' as const) : ('user' as const),
      happenedOn,
      listedOn: happenedOn ?? context.today,
      skills: checkSkills(context, profile, skills),
      skillsSource: input.skills === undefined ? ('coach' as const) : ('user' as const),
      initiative: initiative?.id ?? null,
      // The size of the initiative's work where the person said so once for all of it, else the level they are at.
      scope: scopeOf(context, profile, input) ?? initiative?.scope ?? profile.level,
      metrics: metricsSaid(input.metrics, reading, context.today),
      decision: decisionOf(input.decision ?? null),
      foundFirst: answersOf(input.foundFirst ?? null),
      lesson: answersOf(input.lesson ?? null),
      problem: input.problem ?? null,
      next: input.next ?? null,
      myPart: input.myPart ?? null,
      othersPart: input.othersPart ?? null,
      audienceLevel: levelNamed(context, profile, input.audienceLevel, 'audienceLevel') ?? null,
      seenBy: witnesses(input.seenBy ?? [], profile),
      creditedBy: input.creditedBy ?? [],
      links: [...new Set([...(input.links ?? []), ...reading.tags.links.filter((link) => /^https?:/.test(link))])],
      confidential: input.confidential ?? false,
      importedFrom: input.importedFrom ?? null,
      createdAt: context.now,
      removedAt: null,
    }
    if (!input.dryRun) await context.records.insert('evidence', row)
    const confirmation = words && { id: context.newId(), ...words }
    if (confirmation && !input.dryRun)
      await context.records.insert('confirmations', { evidenceId: row.id, ...confirmation })
    const evidence = asEvidence({ ...row, personId: context.personId }, confirmation ? [confirmation] : [])
    return { evidence, reading, counts: countsFor(evidence, profile, context) }
  },
  says: ({ counts }) => counts.sentence,
})

export const editEvidence = operation({
  name: 'evidence.edit',
  summary: 'Change a record. What you leave out stays as it is; null clears it.',
  scope: 'write',
  input: z.strictObject({
    id,
    text: text(100_000).optional(),
    ...body,
    wrongMetric: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('A number that was read wrongly, counted from 1: it is taken out and stays out.'),
  }),
  async run(context, { id, ...input }) {
    const before = await findEvidence(context.tx, context.personId, id)
    // Notes that came with such a sign keep it; one that the coach put there is to be answered first.
    if (input.text && !holdsBlank(before.text)) refuseBlanks(input.text)
    const profile = await profileOf(context.tx, context.personId)
    const fields: Partial<EvidenceRow> = {
      text: input.text?.trim(),
      ...rereadIfReworded(before, input, (await knownToCoach(context)).reads, context.today),
      ...(input.kind !== undefined && { kind: input.kind, kindSource: 'user' as const }),
      ...(input.happenedOn !== undefined && {
        happenedOn: input.happenedOn,
        listedOn: input.happenedOn ?? before.createdAt.slice(0, 10),
      }),
      // A form sends back what it showed: only other skills are a choice of the person's.
      ...(input.skills &&
        input.skills.join() !== before.skills.join() && {
          skills: checkSkills(context, profile, input.skills),
          skillsSource: 'user' as const,
        }),
      ...((input.initiative !== undefined || input.newInitiative) && {
        initiative: (await initiativeFor(context, input))?.id ?? null,
      }),
      ...((input.scope !== undefined || input.size) && { scope: scopeOf(context, profile, input) ?? profile.level }),
      ...(input.metrics && { metrics: metricsOf(input.metrics, context.today) }),
      ...(input.wrongMetric && { metrics: withoutMetric(before.metrics, input.wrongMetric) }),
      ...(input.decision !== undefined && { decision: decisionOf(input.decision) }),
      ...(input.foundFirst !== undefined && { foundFirst: answersOf(input.foundFirst) }),
      ...(input.lesson !== undefined && { lesson: answersOf(input.lesson) }),
      problem: input.problem,
      next: input.next,
      myPart: input.myPart,
      othersPart: input.othersPart,
      audienceLevel: levelNamed(context, profile, input.audienceLevel, 'audienceLevel'),
      seenBy: input.seenBy && witnesses(input.seenBy, profile),
      creditedBy: input.creditedBy,
      links: input.links,
      confidential: input.confidential,
    }
    await context.records.update('evidence', id, fields)
    return findEvidence(context.tx, context.personId, id)
  },
})

export const listEvidenceOperation = operation({
  name: 'evidence.list',
  summary: 'List your records, newest first, by words, kind, skill, initiative, time, measured or confirmed.',
  scope: 'read',
  input: z.strictObject({
    query: z.string().max(500).optional().describe('Words it holds.'),
    kind: z.enum([...itemKinds, 'note']).optional(),
    skill: id.optional(),
    initiative: id.optional(),
    from: day.optional(),
    to: day.optional(),
    measured: z.boolean().optional().describe('With a number before and after, or without.'),
    confirmed: z.boolean().optional().describe('Confirmed by somebody else, or not.'),
    removed: z.boolean().optional().describe('The removed ones instead.'),
    ...page,
  }),
  run: ({ tx, personId }, filters) => listEvidence(tx, personId, filters),
  prints: printedRecords,
})

export const showEvidence = operation({
  name: 'evidence.show',
  summary: 'Show one record with its confirmations, attachments and what it counts for.',
  scope: 'read',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const evidence = await findEvidence(context.tx, context.personId, id)
    const profile = await profileOf(context.tx, context.personId)
    return {
      ...evidence,
      attachments: await attachmentsOf(context.tx, context.personId, id),
      counts: countsFor(evidence, profile, context),
    }
  },
  prints: printedWhole,
})

export const removeEvidence = operation({
  name: 'evidence.remove',
  summary: 'Take a record out of your log. It can be restored.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    await context.records.update('evidence', id, { removedAt: context.now })
    return findEvidence(context.tx, context.personId, id)
  },
  says: () => 'Removed. It is kept, and you can restore it.',
})

export const restoreEvidence = operation({
  name: 'evidence.restore',
  summary: 'Put a removed record back.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    await context.records.update('evidence', id, { removedAt: null })
    return findEvidence(context.tx, context.personId, id)
  },
  says: () => 'Restored.',
})

/** A blank is a question, and no evidence. */
function refuseBlanks(text: string) {
  if (!holdsBlank(text)) return
  throw new Problem('invalid', 'A blank, __, is still open. Fill it in or take it out; nothing was saved yet.', 'text')
}

type Reading = ReturnType<typeof coach>

/** The day the text dates its work to: plainly written, or in words that only the coach can read (“last Tuesday”). */
const daySaid = (text: string, reading: Reading, { fiscalYearStart }: CoachOptions, today: Day): Day | null =>
  dateInLine(text.slice(0, 2000), { refDate: today, fiscalYearStart }) ?? recordDay(reading.tags.dates, today)

/** Text in new words is read again, but what the person chose stays chosen. */
function rereadIfReworded(
  before: StoredEvidence,
  input: { text?: string; metrics?: unknown[] },
  reads: CoachOptions,
  today: Day,
) {
  if (input.text === undefined || input.text.trim() === before.text) return {}
  const reading = coach(input.text, { refDate: before.happenedOn ?? today, ...reads })
  return {
    ...(before.kindSource === 'coach' && { kind: itemKindOf(reading.kind) }),
    ...(input.metrics === undefined && {
      metrics: keepFollowUp(withCorrections(reading.metrics.map(asMetric), before, reads, today), before.metrics),
    }),
  }
}

/** What the person took out of the reading of the text before stays out of the new one, and what they put in stays in. */
function withCorrections(read: EvidenceMetric[], before: StoredEvidence, reads: CoachOptions, today: Day) {
  const reading = coach(before.text, { refDate: before.happenedOn ?? today, ...reads })
  const [was, kept] = [reading.metrics, before.metrics].map((metrics) => new Set(metrics.map(figuresOf)))
  const now = new Set(read.map(figuresOf))
  const own = before.metrics.filter((metric) => !was!.has(figuresOf(metric)) && !now.has(figuresOf(metric)))
  const isWrong = (metric: EvidenceMetric) => was!.has(figuresOf(metric)) && !kept!.has(figuresOf(metric))
  return [...read.filter((metric) => !isWrong(metric)), ...own]
}

const figuresOf = ({ name, from, to, delta, unit }: EvidenceMetric): string =>
  JSON.stringify([name, from, to, delta, unit])

/**
 * The numbers of a new record: those that were said, none if the list is empty, else those read from the text. Rows of blanks, as a form
 * sends them, say nothing; a number that is only watched beside leaves the text's own in place.
 */
function metricsSaid(
  input: Parameters<typeof metricsOf>[0] | undefined,
  reading: Reading,
  today: Day,
): EvidenceMetric[] {
  if (input?.length === 0) return []
  const typed = metricsOf(input ?? [], today)
  return typed.every(({ counter }) => counter) ? [...reading.metrics.map(asMetric), ...typed] : typed
}

function withoutMetric(metrics: readonly EvidenceMetric[], nth: number): EvidenceMetric[] {
  if (nth > metrics.length)
    throw new Problem('missing', 'This number is not there any more. Nothing was changed.', 'wrongMetric')
  return metrics.filter((_, at) => at !== nth - 1)
}

// A target or a 60-day reading that was typed in must not be lost because a word in the text was corrected.
const keepFollowUp = (read: EvidenceMetric[], before: EvidenceMetric[]): EvidenceMetric[] =>
  before.some((metric) => metric.target != null || metric.checks?.length) ? before : read

const asMetric = (metric: Reading['metrics'][number]): EvidenceMetric => {
  const { span: _, ...stored } = metric
  return stored
}

function checkSkills({ frameworks }: Context, profile: Profile, skills: string[]): string[] {
  const framework = frameworks.find(({ id }) => id === profile.framework)
  if (skills.length > 0 && !framework)
    throw new Problem('conflict', 'Choose your ladder first; skills belong to one.', 'skills')
  for (const skill of skills) checkSkill(framework!, skill, 'skills')
  if (new Set(skills).size < skills.length)
    throw new Problem('invalid', 'A skill is named twice. Nothing was changed.', 'skills')
  return skills
}

interface Belongs {
  id: string
  scope: string | null
}

/**
 * The initiative a record belongs to: one that is named anew begins with it, unless one of that name is there. Where nothing is to be
 * kept, none begins, and one that is not there is no fault.
 */
async function initiativeFor(
  context: Context,
  {
    initiative: id = null,
    newInitiative,
    dryRun = false,
  }: { initiative?: string | null; newInitiative?: string; dryRun?: boolean },
): Promise<Belongs | null> {
  if (newInitiative && !dryRun)
    return (
      (await initiativeCalled(context, newInitiative)) ??
      (await context.call<Belongs>('initiative.start', { title: newInitiative }))
    )
  const initiative = id === null ? null : await context.records.find('initiatives', id)
  if (id === null || initiative) return initiative
  if (dryRun) return { id, scope: null }
  throw new Problem('invalid', 'There is no such initiative among yours.', 'initiative')
}

async function initiativeCalled({ tx, personId }: Context, title: string): Promise<Belongs | undefined> {
  const initiatives = await tx
    .selectFrom('initiatives')
    .select(['id', 'title', 'scope'])
    .where('personId', '=', personId)
    .execute()
  return initiatives.find((known) => known.title.toLowerCase() === title.toLowerCase())
}

function scopeOf(
  context: Context,
  profile: Profile,
  { scope, size }: { scope?: string | null; size?: Size },
): string | null | undefined {
  if (!size) return levelNamed(context, profile, scope, 'scope')
  if (scope)
    throw new Problem('invalid', 'Say the size once: by its level or by yes, part or no. Nothing was changed.', 'size')
  return size === 'yes' && profile.target && profile.target !== 'none' ? profile.target : profile.level
}
