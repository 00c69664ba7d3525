import { z } from 'zod'
import { type Framework, heaviestSkills } from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { aligned, listed, skillName } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { mailText } from '../../core/rating-mail.ts'
import { canWithdraw, mostSkills, referenceOf, usualSkills, withdrawableUntil } from '../../core/rating-request.ts'
import { targetOf } from '../../core/readiness.ts'
import { standingOf } from '../../platform/career.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { id, optionalText, page } from '../../platform/fields.ts'
import { type Context, type Document, operation } from '../../platform/operation.ts'
import type { RatingFormRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { newKey } from './code.ts'
import { formOf, ownRatings, requestOf, toRateFirst } from './forms.ts'
import { offlineForm } from './offline-form.tsx'
import { raterOf, skillToRate } from './operations.ts'

export const askForRating = operation({
  name: 'rating.form',
  summary:
    'Make a request for somebody’s ratings: a text to send by mail, or a page that works without a network. They need no account, and nothing is sent for you.',
  scope: 'write',
  input: z.strictObject({
    source: z.enum(['manager', 'peer']).default('manager').describe('Who they are to you.'),
    rater: optionalText(120).describe('Their name; your manager’s from the profile if left out.'),
    skills: z
      .array(id)
      .max(mostSkills, `at most ${mostSkills} skills`)
      .optional()
      .describe(`The skills to ask about; the ${usualSkills} that count most if left out.`),
    form: z.enum(['mail', 'file']).default('mail').describe('A mail text, or one HTML file.'),
  }),
  async run(context, input) {
    const { framework, profile, level, target } = await standingOf(context.tx, context.personId, context.frameworks)
    const against = targetOf({ level, target }, framework).level
    const row = await context.records.insert('ratingForms', {
      id: context.newId(),
      source: input.source,
      rater: raterOf(input.source, input.rater ?? null, profile),
      form: input.form,
      skills: skillsToAsk(framework, against, input.skills ?? []),
      framework: framework.id,
      frameworkVersion: framework.version,
      level: against,
      key: newKey(),
      askedOn: context.today,
      state: 'asked',
      receivedAnswer: null,
      lockedRatings: null,
      receivedOn: null,
      closedOn: null,
      createdAt: context.now,
    })
    return shown(context, row)
  },
  says: ({ rater, form }) =>
    form === 'mail' ? `Ready to send: a mail for ${rater}.` : `Ready to send: a page for ${rater}.`,
  prints: printed,
})

export const showRequest = operation({
  name: 'rating.show',
  summary: 'Show a request for ratings: the text or the page to send, and what came back, once it may be opened.',
  scope: 'read',
  input: z.strictObject({ id }),
  run: async (context, input) => shown(context, await formOf(context, input.id)),
  prints: printed,
})

export const listRequests = operation({
  name: 'rating.asked',
  summary: 'List whom you asked to rate, newest first, and what came of it.',
  scope: 'read',
  input: z.strictObject({ ...page }),
  async run(context, input) {
    const forms = context.tx.selectFrom('ratingForms').selectAll().where('personId', '=', context.personId)
    const { rows, next } = await newestFirst(forms, 'askedOn', input)
    return { items: await Promise.all(rows.map((row) => summaryOf(context, row))), next }
  },
  prints: ({ items, next }) =>
    listed(
      items.map(
        ({ source, says, toRate, id }) =>
          `${says} (${source})${toRate.length > 0 ? `\n  ${count(toRate.length, 'skill')} left for you to rate` : ''}\n  ${id}`,
      ),
      'Nobody has been asked yet. Begin with one: cairn rating form --rater Daniel',
      next,
    ),
})

export const cancelRequest = operation({
  name: 'rating.cancel',
  summary: 'Take back a request for ratings that nobody has answered. An answer that still comes is refused.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, input) {
    const row = await formOf(context, input.id)
    if (row.state !== 'asked' && row.state !== 'in_person')
      throw new Problem('conflict', `${stateWords(row)} There is nothing to take back; nothing was changed.`, 'id')
    return summaryOf(
      context,
      await context.records.update('ratingForms', row.id, { state: 'cancelled', closedOn: context.today }),
    )
  },
  says: ({ rater }) => `Taken back: ${rater} no longer has to answer. Tell them, too.`,
})

export const withdrawAnswer = operation({
  name: 'rating.withdraw',
  summary: 'Take an answer out because whoever gave it asked you to, within 30 days. It counts nowhere from then on.',
  scope: 'write',
  input: z.strictObject({ id }),
  run: async (context, input) => summaryOf(context, await withdraw(context, await formOf(context, input.id))),
  says: ({ rater }) => `Taken out: ${rater}’s answer counts nowhere now.`,
})

/** Takes the answer and its ratings out, within the days the rater was promised. */
export async function withdraw(context: Context, row: RatingFormRow): Promise<RatingFormRow> {
  if (row.receivedOn === null || (row.state !== 'open' && row.state !== 'sealed'))
    throw new Problem('conflict', `${stateWords(row)} There is no answer to take out; nothing was changed.`, 'id')
  if (!canWithdraw(row.receivedOn, context.today))
    throw new Problem(
      'conflict',
      `The days to take it back ended on ${dayWords(withdrawableUntil(row.receivedOn))}. What they said stays; a newer answer of theirs counts in its place. Nothing was changed.`,
      'id',
    )
  const ratings = await context.tx
    .selectFrom('ratings')
    .select('id')
    .where('personId', '=', context.personId)
    .where('formId', '=', row.id)
    .execute()
  for (const rating of ratings) await context.records.remove('ratings', rating.id)
  return context.records.update('ratingForms', row.id, {
    state: 'withdrawn',
    receivedAnswer: null,
    lockedRatings: null,
    closedOn: context.today,
  })
}

/** The skills that were chosen, each of the level and once; else those that count most. */
function skillsToAsk(framework: Framework, against: string, chosen: readonly string[]): string[] {
  if (chosen.length === 0) return heaviestSkills(framework, against, usualSkills).map((skill) => skill.id)
  return [...new Set(chosen)].map((skill) => skillToRate(framework, against, skill, 'skills').id)
}

/** A request as a list shows it. Of an answer that is sealed it says no more than that. */
export async function summaryOf(context: Pick<Context, 'tx' | 'personId' | 'today'>, row: RatingFormRow) {
  const { id, source, rater, form, skills, framework, level, askedOn, state, receivedOn } = row
  const toRate = state === 'asked' || state === 'sealed' ? toRateFirst(row, await ownRatings(context, row)) : []
  const until = receivedOn && (state === 'open' || state === 'sealed') ? withdrawableUntil(receivedOn) : null
  return {
    id,
    source,
    rater,
    form,
    skills,
    framework,
    level,
    askedOn,
    state,
    receivedOn,
    /** Skills the owner has to rate before the answer opens. */
    toRate,
    /** The last day on which whoever answered may take it back. */
    withdrawableUntil: until,
    says: stateWords(row),
  }
}

export type RequestSummary = Awaited<ReturnType<typeof summaryOf>>

async function shown(context: Context, row: RatingFormRow) {
  const request = await requestOf(context, row)
  const answered = row.state === 'open' ? row.receivedAnswer : null
  const isOpen = row.state === 'asked' || row.state === 'in_person'
  return {
    ...(await summaryOf(context, row)),
    title: request.title,
    reference: referenceOf(row.id),
    /** What to send, while there is something to send. */
    mail: isOpen && row.form === 'mail' ? mailText(request) : null,
    ...(isOpen && row.form === 'file' ? { file: offlineForm(request, row.key, context.home.content) } : {}),
    points: request.points,
    asked: request.skills.map(({ id, name, letter }) => ({ id, name, letter })),
    answers:
      answered?.answers.map(({ skill, value, because, line, heard }) => ({
        skill,
        name: request.skills.find((one) => one.id === skill)?.name ?? skill,
        value,
        label: request.points.find((point) => point.value === value)?.label ?? null,
        because,
        line,
        heard,
        own: row.lockedRatings?.find((rating) => rating.skill === skill)?.value ?? null,
      })) ?? null,
  }
}

export type ShownRequest = Omit<Awaited<ReturnType<typeof shown>>, 'file'> & { file?: Document }

function printed(answer: ShownRequest, frameworks: readonly Framework[]): string {
  const { mail, file, says, toRate, answers } = answer
  return [
    mail && `Subject: ${mail.subject}\n\n${mail.text}`,
    file && `The page is made: write it with “--out ${file.name}” and send it.`,
    !mail && !file && says,
    answers &&
      aligned(
        answers.map(({ name, label, because, own }) => [
          name,
          label ?? 'no occasion to see it',
          own === null ? '' : `you: ${own}`,
          because ?? '',
        ]),
      ),
    toRate.length > 0 &&
      `Rate these yourself before the answer comes, for it stays sealed until then: ${toRate.map((skill) => skillName(frameworks, skill)).join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Where a request stands, in a sentence. */
export function stateWords({ state, rater, askedOn, receivedOn, closedOn }: RatingFormRow): string {
  const on = (day: string | null) => (day ? ` on ${dayWords(day)}` : '')
  switch (state) {
    case 'asked':
      return `${rater} was asked${on(askedOn)} and has not answered yet.`
    case 'in_person':
      return `${rater} prefers to answer in person.`
    case 'sealed':
      return `${rater}’s answer came in${on(receivedOn)} and is sealed until you have rated the same skills.`
    case 'open':
      return `${rater}’s answer came in${on(receivedOn)} and is open.`
    case 'withdrawn':
      return `${rater} took the answer back${on(closedOn)}.`
    case 'cancelled':
      return `You took this request back${on(closedOn)}.`
  }
}
