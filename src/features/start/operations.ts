import { z } from 'zod'
import type { CoachKind, Strength } from '../../core/coach/types.ts'
import { asDay, type Day } from '../../core/day.ts'
import type { EvidenceMetric } from '../../core/evidence.ts'
import { strongestLines } from '../../core/first-lines.ts'
import { heaviestSkills, levelOf } from '../../core/framework.ts'
import { isMeasured } from '../../core/metric-words.ts'
import { inWords } from '../../core/number-words.ts'
import { answerTo } from '../../core/one-question.ts'
import { aligned, facts, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, type Profile } from '../../platform/career.ts'
import { day, id, optionalText } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { readStart, type StartState, type StartStep, skillAnswers, startSteps } from '../../platform/start.ts'
import { dayWords } from '../../ui/parts.tsx'
import { type FirstLine, firstLines } from './lines.ts'
import { changeStart, withStep } from './state.ts'
import { stepWords } from './words.ts'

export const showStart = operation({
  name: 'start.show',
  summary:
    'Show how far the first ten minutes have come: which steps are done, passed over or still open, and the lines shown first.',
  scope: 'read',
  input: z.strictObject({}),
  run: startOf,
  prints: printedStart,
})

export const markStart = operation({
  name: 'start.mark',
  summary: 'Mark a step of the first ten minutes, or all that are open, as done, passed over, or open again.',
  scope: 'write',
  input: z.strictObject({
    step: z.enum([...startSteps, 'all']),
    as: z.enum(['done', 'skipped', 'open']).default('done'),
    askOn: day.nullable().optional().describe('The day you mean to ask how promotion works.'),
  }),
  async run(context, { step, as, askOn }) {
    await changeStart(context, (start) => {
      const asked = askOn === undefined ? start : { ...start, askOn }
      return stepsMeant(start, step, as).reduce((so, each) => withStep(so, each, as), asked)
    })
    return { ...(await startOf(context)), marked: step, as }
  },
  says: ({ marked, as, askOn }) => {
    if (as === 'skipped') return 'Passed over for now. You can open it again whenever you like.'
    if (as === 'open') return 'Open again.'
    if (marked === 'case') return 'Your half page stands under Case, and grows with every record.'
    return marked === 'next' && askOn ? 'Kept. From that day on it stands on Today.' : 'Kept.'
  },
})

export const takeRole = operation({
  name: 'start.role',
  summary: 'Say what you do and what comes next, in one go: the first of the first ten minutes.',
  scope: 'write',
  input: z.strictObject({
    now: z.string().min(1).max(160).describe('Your ladder and level now, such as pm:senior.'),
    next: z
      .string()
      .max(160)
      .default('usual')
      .describe('The level you aim at, such as pm:group; “usual” for the next step up; “none” for not now.'),
    name: optionalText(120).describe('Your name, as it should stand on your case.'),
    reviewOn: day.nullable().optional().describe('When your next review closes, if you know.'),
  }),
  async run(context, { now, next, name, reviewOn }) {
    const [framework, level] = rungOf(now, 'now')
    const profile = await context.call<Profile>('profile.set', {
      framework,
      level,
      target: targetOf(next, framework),
      name,
      reviewOn,
    })
    await changeStart(context, (start) => withStep(start, 'role', 'done'))
    const ladder = context.frameworks.find(({ id }) => id === framework)!
    const title = (id: string) => levelOf(ladder, id).title
    const { target } = profile
    return { profile, now: title(level), next: target && target !== 'none' && target !== level ? title(target) : null }
  },
  says: ({ now, next }) => (next ? `${now} now, ${next} next.` : `${now}, and not seeking another level now.`),
})

export const pasteNotes = operation({
  name: 'start.notes',
  summary:
    'Read pasted notes or a file and bring back the three strongest lines. The rest waits in the inbox; nothing is logged yet.',
  scope: 'write',
  input: z.strictObject({
    text: z.string().max(2_000_000, 'at most 2,000,000 characters').optional().describe('The notes, pasted.'),
    file: z
      .strictObject({ name: z.string().min(1).max(255), base64: z.base64().max(2_800_000, 'at most 2 MB') })
      .optional()
      .describe('Or the file that holds them: its name and its bytes in base64.'),
  }),
  async run(context, { text, file }) {
    const { batch, proposed, proposals } = await context.call<Imported>('inbox.import', {
      ...(text?.trim() && { text }),
      file,
    })
    const first = strongestLines(proposals.map(asNoted), 3).map((line) => line.id)
    await changeStart(context, (start) => ({
      ...withStep(withStep(start, 'notes', 'done'), 'lines', 'open'),
      ...(first.length > 0 && { batch, lines: first, later: [] }),
    }))
    return { ...(await startOf(context)), found: proposed }
  },
  says: ({ found }) => {
    if (found === 0) return 'Nothing new in these notes: every line was there before, or is no evidence yet.'
    if (found <= 3) return found === 1 ? 'One line found.' : `${inWords(found)} lines found.`
    return `${inWords(found)} lines found. Here are the three strongest; the others wait in the inbox.`
  },
})

const lineAnswer = z.strictObject({
  as: z.enum(['keep', 'not_mine', 'later']).describe('Keep it as evidence, wave it away, or leave it in the inbox.'),
  answer: z.string().max(500, 'at most 500 characters').optional().describe('The answer to the one question about it.'),
})

export const answerLines = operation({
  name: 'start.lines',
  summary: 'Say for each of the first lines whether you keep it, and answer its one question in your own words.',
  scope: 'write',
  input: z.strictObject({ lines: z.record(id, lineAnswer).default({}).describe('Per line, by its id.') }),
  async run(context, { lines }) {
    const known = await firstLines(context, await readStart(context.tx, context.personId))
    const told = { kept: 0, waved: 0, left: 0 }
    for (const [id, { as, answer = '' }] of Object.entries(lines)) {
      const line = known.find((each) => each.id === id)
      if (!line)
        throw new Problem('missing', 'This is none of the lines shown first. Nothing was changed.', `lines.${id}`)
      if (as === 'keep') await keepLine(context, line, answer)
      if (as === 'not_mine') await context.call('inbox.dismiss', { ids: [id] })
      told[as === 'keep' ? 'kept' : as === 'not_mine' ? 'waved' : 'left']++
    }
    const left = Object.keys(lines).filter((id) => lines[id]!.as === 'later')
    await changeStart(context, (start) => ({
      ...withStep(start, 'lines', 'done'),
      later: [...new Set([...start.later, ...left])],
    }))
    return { ...told, ...(await startOf(context)) }
  },
  says: ({ kept, left }) =>
    [
      kept === 0
        ? 'Nothing logged.'
        : kept === 1
          ? 'One line is evidence now.'
          : `${inWords(kept)} lines are evidence now.`,
      left > 0 && (left === 1 ? 'One waits in the inbox.' : `${inWords(left)} wait in the inbox.`),
    ]
      .filter(Boolean)
      .join(' '),
})

export const answerStart = operation({
  name: 'start.answer',
  summary:
    'Say for a skill of your target level: you have an example, you are not sure, or you have had no occasion yet. A hint, never a rating.',
  scope: 'write',
  input: z.strictObject({
    answers: z.record(id, z.enum(skillAnswers)).default({}).describe('Per skill id: example, unsure or no_chance.'),
  }),
  async run(context, { answers }) {
    const standing = await knownStanding(context.tx, context.personId, context.frameworks)
    if (!standing) throw new Problem('conflict', 'Choose your ladder and level first; skills belong to one.', 'answers')
    for (const skill of Object.keys(answers))
      if (!standing.framework.skills.some((known) => known.id === skill))
        throw new Problem('invalid', `This ladder has no skill “${skill}”. Nothing was changed.`, 'answers')
    await changeStart(context, (start) =>
      withStep({ ...start, answers: { ...start.answers, ...answers } }, 'skills', 'done'),
    )
    return startOf(context)
  },
  says: () => 'Kept as hints, not as ratings.',
})

function printedStart({ steps, done, skipped, next, lines, askOn }: StartAnswer): string {
  const stateOf = (step: StartStep) => (done.includes(step) ? 'done' : skipped.includes(step) ? 'passed over' : 'open')
  return [
    next ? `Next: ${next.name} (${next.minutes} min).` : 'You have been through all of the first ten minutes.',
    '',
    aligned(
      steps.map((step) => [stepWords[step].name, stateOf(step)]),
      '  ',
    ),
    ...(lines.length > 0 ? ['', 'The lines shown first'] : []),
    ...lines.map(({ id, text, state, question }) =>
      [
        wrapped(text, '  '),
        wrapped(facts([state, state === 'waiting' && question?.text]), '    '),
        ...(state === 'waiting' ? [`    ${id}`] : []),
      ].join('\n'),
    ),
    ...(askOn ? ['', `You mean to ask how promotion works on ${dayWords(askOn)}.`] : []),
  ].join('\n')
}

export type StartAnswer = Awaited<ReturnType<typeof startOf>>

async function startOf(context: Context) {
  const { tx, personId, frameworks } = context
  const start = await readStart(tx, personId)
  const standing = await knownStanding(tx, personId, frameworks)
  const open = startSteps.filter((step) => !start.done.includes(step) && !start.skipped.includes(step))
  const skills = standing
    ? heaviestSkills(standing.framework, standing.target ?? standing.level, 5).map((skill) => skill.id)
    : []
  return {
    ...start,
    steps: startSteps,
    step: open[0] ?? null,
    /** What to go on with, in words. */
    next: open[0] ? { step: open[0], name: stepWords[open[0]].name, minutes: stepWords[open[0]].minutes } : null,
    finished: open.length === 0,
    skills,
    lines: await firstLines(context, start),
  }
}

// Without notes there are no lines to look at, so the two steps are passed over and opened together.
function stepsMeant(start: StartState, step: (typeof startSteps)[number] | 'all', as: 'done' | 'skipped' | 'open') {
  if (step === 'all') return startSteps.filter((each) => as === 'open' || !start.done.includes(each))
  if (step === 'notes' && as !== 'done' && start.lines.length === 0) return ['notes', 'lines'] as const
  return [step]
}

function rungOf(rung: string, field: string): [framework: string, level: string] {
  const [framework, level, ...rest] = rung.split(':')
  if (!framework || !level || rest.length > 0)
    throw new Problem('invalid', `Write “${rung}” as ladder and level, such as pm:senior.`, field)
  return [framework, level]
}

function targetOf(next: string, framework: string): string | undefined {
  if (next === 'usual' || next === '') return undefined
  if (next === 'none') return 'none'
  const [ladder, level] = rungOf(next, 'next')
  if (ladder !== framework)
    throw new Problem(
      'invalid',
      'What comes next is on another ladder than what you do now. Choose both from one, or “the usual next step”.',
      'next',
    )
  return level
}

/** What `inbox.import` answers, as far as the first lines are chosen from it. */
interface Imported {
  batch: string | null
  proposed: number
  proposals: {
    id: string
    happenedOn: Day | null
    reading: { kind: CoachKind; strength: Strength; metrics: EvidenceMetric[] }
  }[]
}

const asNoted = ({ id, happenedOn, reading: { kind, strength, metrics } }: Imported['proposals'][number]) => ({
  id,
  happenedOn,
  kind,
  strength,
  measured: metrics.some(isMeasured),
})

/** The line becomes evidence, and the answer goes where the record keeps such a thing. */
async function keepLine(context: Context, { id, question }: FirstLine, answer: string): Promise<void> {
  const { evidence } = await context.call<{ evidence: [Kept] }>('inbox.approve', { ids: [id] })
  const words = answer.trim()
  if (!question || words === '') return
  const [kept] = evidence
  const fields =
    question.asks === 'day'
      ? { happenedOn: pastDay(words, context.today, `lines.${id}.answer`) }
      : answerTo(question.asks, words, kept)
  await context.call('evidence.edit', { id: kept.id, ...fields })
}

interface Kept {
  id: string
  text: string
  metrics: EvidenceMetric[]
}

function pastDay(written: string, today: Day, field: string): Day {
  const on = asDay(written, field)
  if (on > today)
    throw new Problem(
      'invalid',
      'That day lies ahead. Leave it blank, or log the line once it has happened. Nothing was changed.',
      field,
    )
  return on
}
