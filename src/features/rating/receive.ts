import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { aligned } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { answerIn, codeIn, type FormAnswer, requestNamedIn, type SignedCode } from '../../core/rating-answer.ts'
import { type Reply, readReply, type UnclearLine } from '../../core/rating-reply.ts'
import { type RatingRequest, referenceOf } from '../../core/rating-request.ts'
import { day, id, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { AnswerReceived, RatingFormRow, RatingReceived } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { stateWords, withdraw } from './ask.ts'
import { checkSignature, payloadText } from './code.ts'
import { formOf, openAnswer, ownRatings, requestOf, toRateFirst } from './forms.ts'

const file = z.strictObject({ name: z.string().min(1).max(255), base64: z.base64().max(700_000, 'at most 500 kB') })

export const receiveRating = operation({
  name: 'rating.receive',
  summary:
    'Read somebody’s answer to your request: their mail as it came, the code or the file their page made. It opens once you have rated the same skills.',
  scope: 'write',
  input: z.strictObject({
    id: id
      .optional()
      .describe('The request it answers. A code and a quoted mail name it themselves.')
      .meta({ blank: 'left out' }),
    text: text(500_000).optional().describe('The mail or the code, pasted.').meta({ blank: 'left out' }),
    file: file.optional().describe('Or the file that their page made.'),
    meanings: z
      .record(z.string().max(80), z.string().max(20))
      .optional()
      .describe(
        'For skills whose line could not be read: the point it means as you read it, or “none” to leave it out. Such a point is kept as you heard it.',
      ),
    on: day.optional().describe('The day of their mail; today if left out.').meta({ blank: 'left out' }),
    dryRun: z.boolean().default(false).describe('Show what is read and keep nothing.'),
  }),
  async run(context, input) {
    const pasted = textOf(input)
    const code = codeIn(pasted)
    if (code) return receiveCode(context, code, input)
    return receiveMail(context, pasted, input)
  },
  says: ({ says }) => says,
  prints: ({ says, state, answers, unclear }) => printed(says, state === 'open' ? answers : [], unclear),
})

interface Given {
  id?: string
  meanings?: Record<string, string>
  on?: Day
  dryRun: boolean
}

async function receiveCode(context: Context, code: SignedCode, given: Given) {
  const named = requestNamedIn(payloadText(code))
  const row = await formOf(context, named).catch((error: unknown) => {
    if (error instanceof Problem) throw foreign()
    throw error
  })
  if (given.id && given.id !== row.id) throw new Problem('invalid', otherRequest(row), 'text')
  await checkSignature(code, row.key, row.rater)
  const answer = answerIn(payloadText(code))
  const on = answer.on >= row.askedOn && answer.on <= context.today ? answer.on : context.today
  if (answer.does === 'withdraws') return takeBack(context, row, given)
  if (answer.does === 'in person') return leaveForATalk(context, row, given)
  refuseAfterOpening(row)
  refuseEarlier(row, on)
  const request = await requestOf(context, row)
  const answers = answer.ratings.map((rating) => checked(request, rating))
  return keep(
    context,
    row,
    request,
    { on, how: 'form', answers },
    { ...nothingOpen, missing: missingIn(request, answers) },
    given,
  )
}

async function receiveMail(context: Context, mail: string, given: Given) {
  const row = await requestBehind(context, mail, given.id)
  const request = await requestOf(context, row)
  const reply = readReply(mail, request)
  if (reply.withdraws) return takeBack(context, row, given)
  refuseAfterOpening(row)
  refuseMailAfterCode(row)
  if (reply.inPerson) return leaveForATalk(context, row, given)
  const on = given.on ?? context.today
  if (on > context.today) throw new Problem('invalid', 'That day lies ahead. Nothing was kept.', 'on')
  const meant = meaningsOf(request, given.meanings ?? {})
  const open = stillOpen(reply, new Set(meant.map(({ skill }) => skill)))
  refuseCorrection(reply, meant, request)
  const read = reply.answers.map((answer) => ({ ...answer, heard: false }))
  const clarified = meant.flatMap(({ skill, value }) =>
    value === null ? [] : [{ skill, value, because: lineOn(reply, skill), line: lineOn(reply, skill), heard: true }],
  )
  const answers = [...read, ...clarified].sort((a, b) => row.skills.indexOf(a.skill) - row.skills.indexOf(b.skill))
  if (answers.length === 0 && open.unclear.length === 0) throw nothingRead(request)
  if (!given.dryRun && open.unclear.length > 0) throw notAllRead(request, open.unclear)
  const missing = missingIn(request, answers).filter((skill) => !meant.some((one) => one.skill === skill))
  return keep(context, row, request, { on, how: 'mail', answers }, { ...open, missing }, given)
}

/** What they said clearly is kept as they said it: the owner has a word only where nothing could be read. */
function refuseCorrection(reply: Reply, meant: readonly { skill: string }[], request: RatingRequest): void {
  const clear = reply.answers.find(({ skill }) => meant.some((one) => one.skill === skill))
  if (!clear) return
  throw new Problem(
    'invalid',
    `${nameIn(request, clear.skill)} is said clearly: “${clear.line}”. It is kept as they said it; nothing was kept yet.`,
    `meanings.${clear.skill}`,
  )
}

/** What is still to be asked, and what nothing was said of. */
interface StillOpen {
  unclear: UnclearLine[]
  /** Skills to be settled by the owner. */
  toSettle: string[]
  missing: string[]
}

const nothingOpen: StillOpen = { unclear: [], toSettle: [], missing: [] }

/** Keeps the answer: open if the owner has rated the same skills, else sealed; the owner's ratings are locked either way. */
async function keep(
  context: Context,
  row: RatingFormRow,
  request: RatingRequest,
  received: AnswerReceived,
  { unclear, toSettle, missing }: StillOpen,
  { dryRun }: Given,
) {
  const isSecond = row.state === 'sealed'
  if (isSecond && isSameAnswer(row.receivedAnswer, received))
    throw new Problem('conflict', `This is ${row.rater}’s answer as it is kept already. Nothing was changed.`, 'text')
  const own = await ownRatings(context, row)
  const toRate = toRateFirst(row, own)
  const state = toRate.length === 0 ? ('open' as const) : ('sealed' as const)
  if (!dryRun) {
    const kept = await context.records.update('ratingForms', row.id, {
      state: 'sealed',
      receivedAnswer: received,
      receivedOn: context.today,
      lockedRatings: own,
    })
    if (state === 'open') await openAnswer(context, kept)
  }
  const count = received.answers.length
  return {
    ...told(row, state, dryRun),
    // Sealed means that not even this answer says what is in it.
    answers: received.answers.map(({ skill, value, because, line, heard }) => ({
      skill,
      name: nameIn(request, skill),
      ...(state === 'open' ? { value, label: labelIn(request, value), because, line, heard } : sealed),
    })),
    unclear: unclear.map((one) => ({ ...one, says: doubtWords(one, request) })),
    toSettle,
    missing,
    toRate,
    says: `${dryRun ? readWords(row, count, request) : keptWords(row, state, count, toRate, request)}${
      isSecond ? ' It takes the place of the one before, which nobody has opened.' : ''
    }`,
  }
}

const sealed = { value: null, label: null, because: null, line: null, heard: null }

async function leaveForATalk(context: Context, row: RatingFormRow, { dryRun }: Given) {
  if (row.state === 'sealed') throw newAnswerNeeded(row)
  refuseAfterOpening(row)
  if (!dryRun) await context.records.update('ratingForms', row.id, { state: 'in_person' })
  return {
    ...told(row, 'in_person', dryRun),
    ...nothing,
    says: `${row.rater} prefers to answer in person. Write down what you hear, and it is kept as you heard it.`,
  }
}

async function takeBack(context: Context, row: RatingFormRow, { dryRun }: Given) {
  if (!dryRun) await withdraw(context, row)
  return {
    ...told(row, 'withdrawn', dryRun),
    ...nothing,
    says: `${row.rater} takes the answer back. It counts nowhere ${dryRun ? 'once this is kept' : 'now'}.`,
  }
}

const told = ({ id, rater, source }: RatingFormRow, state: RatingFormRow['state'], dryRun: boolean) => ({
  id,
  rater,
  source,
  state,
  kept: !dryRun,
})

const nothing = { answers: [], unclear: [], toSettle: [], missing: [], toRate: [] }

/** The request a mail answers: the one that is named, the one it quotes, or the only one that waits. */
async function requestBehind(context: Context, mail: string, id: string | undefined): Promise<RatingFormRow> {
  const rows = await context.tx
    .selectFrom('ratingForms')
    .selectAll()
    .where('personId', '=', context.personId)
    .orderBy('askedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const references = new Set(mail.toLowerCase().match(/cairn-[0-9a-f]{10}/g) ?? [])
  const quoted = rows.filter((row) => references.has(referenceOf(row.id)))
  if (references.size > 0 && quoted.length === 0) throw foreign()
  if (id) {
    const row = await formOf(context, id)
    if (quoted.length > 0 && !quoted.includes(rows.find((one) => one.id === row.id)!))
      throw new Problem('invalid', otherRequest(quoted[0]!), 'text')
    return row
  }
  if (quoted.length === 1) return quoted[0]!
  const waiting = rows.filter(({ state }) => state === 'asked' || state === 'in_person')
  if (waiting.length === 1) return waiting[0]!
  if (rows.length === 0)
    throw new Problem('conflict', 'Nobody has been asked yet, so this answers nothing. Make a request first.', 'id')
  throw new Problem(
    'invalid',
    `Say whose answer this is: ${waiting.length === 0 ? 'no request waits for one' : waiting.map((row) => `${row.rater} (${row.id})`).join(', ')}. Nothing was kept.`,
    'id',
  )
}

/** Until it opens, whoever answered may think again; what the owner has seen beside their own stays. */
function refuseAfterOpening(row: RatingFormRow): void {
  if (row.state !== 'asked' && row.state !== 'in_person' && row.state !== 'sealed') throw newAnswerNeeded(row)
}

const newAnswerNeeded = (row: RatingFormRow): Problem =>
  new Problem('conflict', `${stateWords(row)} For a new answer, ask ${row.rater} again; nothing was kept.`, 'text')

/** An answer that is signed gives way only to one that is signed as well, and not to an earlier one. */
function refuseMailAfterCode({ state, rater, receivedAnswer }: RatingFormRow): void {
  if (state === 'sealed' && receivedAnswer?.how === 'form')
    throw new Problem(
      'conflict',
      `${rater} has answered on the page. A mail does not take the place of that; another answer from the page does. Nothing was kept.`,
      'text',
    )
}

function refuseEarlier({ state, rater, receivedAnswer }: RatingFormRow, on: Day): void {
  if (state === 'sealed' && receivedAnswer && on < receivedAnswer.on)
    throw new Problem(
      'conflict',
      `This answer is from ${dayWords(on)}, and ${rater} has given a later one. That one stays; nothing was kept.`,
      'text',
    )
}

const isSameAnswer = (before: AnswerReceived | null, after: AnswerReceived): boolean =>
  JSON.stringify(before?.answers.map(pointOf)) === JSON.stringify(after.answers.map(pointOf))

const pointOf = ({ skill, value, because }: RatingReceived) => [skill, value, because]

function checked(request: RatingRequest, { skill, value, because }: FormAnswer['ratings'][number]): RatingReceived {
  const isAsked = request.skills.some(({ id }) => id === skill)
  const isPoint = value === null || request.points.some((point) => point.value === value)
  if (!isAsked || !isPoint)
    throw new Problem('invalid', 'This answer rates what was not asked. Nothing was kept; ask for it again.', 'text')
  return { skill, value, because: because?.trim() || null, line: null, heard: false }
}

/** What the owner says that lines mean; null to leave a skill out. */
function meaningsOf(
  request: RatingRequest,
  meanings: Record<string, string>,
): { skill: string; value: number | null }[] {
  return Object.entries(meanings).flatMap(([skill, meaning]): { skill: string; value: number | null }[] => {
    if (meaning === '') return []
    const field = `meanings.${skill}`
    if (!request.skills.some(({ id }) => id === skill))
      throw new Problem('invalid', `“${skill}” was not asked about. Nothing was kept.`, field)
    if (meaning === 'none') return [{ skill, value: null }]
    const value = Number(meaning)
    if (!request.points.some((point) => point.value === value))
      throw new Problem('invalid', `“${meaning}” is not on the scale: ${scaleWords(request)}. Nothing was kept.`, field)
    return [{ skill, value }]
  })
}

/** The lines that nobody has settled. One that names no skill may be about any that nothing else is said of. */
function stillOpen(reply: Reply, settled: ReadonlySet<string>): Omit<StillOpen, 'missing'> {
  const nameless = reply.missing.filter((skill) => !settled.has(skill))
  const unclear = reply.unclear.filter(({ skill }) => (skill === null ? nameless.length > 0 : !settled.has(skill)))
  const about = new Set(unclear.flatMap(({ skill }) => skill ?? nameless))
  return { unclear, toSettle: [...about] }
}

const lineOn = (reply: Reply, skill: string): string | null =>
  reply.unclear.find((one) => one.skill === skill)?.line ??
  reply.unclear.find((one) => one.skill === null)?.line ??
  null

const missingIn = (request: RatingRequest, answers: readonly { skill: string }[]): string[] =>
  request.skills.map(({ id }) => id).filter((id) => !answers.some(({ skill }) => skill === id))

const nothingRead = (request: RatingRequest) =>
  new Problem(
    'invalid',
    `Nothing here could be read as an answer to ${request.skills.length === 1 ? 'the question' : `the ${request.skills.length} questions`}. Paste the whole mail, or lines such as “A ${request.points.at(-1)!.value}”. Nothing was kept.`,
    'text',
  )

function notAllRead(request: RatingRequest, unclear: readonly UnclearLine[]): Problem {
  const [first] = unclear
  const field = first?.skill ? `meanings.${first.skill}` : 'text'
  const lines = unclear.slice(0, 5).map((one) => doubtWords(one, request))
  return new Problem(
    'invalid',
    `Not all of it could be read, and nothing is guessed. ${lines.join(' ')} Say for each skill what is meant, or “none”. Nothing was kept.`,
    field,
  )
}

/** Why a line is not read, in a sentence. */
function doubtWords({ skill, line, why }: UnclearLine, request: RatingRequest): string {
  const said = `“${line.length > 90 ? `${line.slice(0, 89)}…` : line}”`
  const about = skill === null ? '' : `${nameIn(request, skill)}: `
  switch (why) {
    case 'between':
      return `${about}${said} lies between two points.`
    case 'off the scale':
      return `${about}${said} is not on the scale.`
    case 'no number':
      return `${about}${said} names no point.`
    case 'which skill':
      return `${said} does not say which skill it is about.`
    case 'said twice':
      return `${about}${said} is one of two different answers.`
  }
}

function textOf({ text, file }: { text?: string; file?: { base64: string } }): string {
  if (text && file)
    throw new Problem('invalid', 'Paste the answer or choose the file, not both. Nothing was kept.', 'file')
  if (file) return Buffer.from(file.base64, 'base64').toString('utf8').toWellFormed().replaceAll('\0', '')
  if (text) return text
  throw new Problem('invalid', 'Paste the answer, or choose the file it came in.', 'text')
}

const foreign = () =>
  new Problem(
    'invalid',
    'This answers a request that is not among yours: it is another person’s, or was made in another file. Nothing was kept.',
    'text',
  )

const otherRequest = ({ rater, id }: RatingFormRow): string =>
  `This answers another request: the one to ${rater} (${id}). Open that one; nothing was kept.`

const nameIn = ({ skills }: RatingRequest, id: string): string => skills.find((skill) => skill.id === id)?.name ?? id

const labelIn = ({ points }: RatingRequest, value: number | null): string | null =>
  points.find((point) => point.value === value)?.label ?? null

const scaleWords = ({ points }: RatingRequest): string =>
  points.map(({ value, label }) => `${value} (${label})`).join(', ')

const readWords = ({ rater }: RatingFormRow, count: number, { skills }: RatingRequest): string =>
  `Read from ${rater}: ${count} of ${skills.length}. Nothing is kept yet.`

function keptWords(
  { rater }: RatingFormRow,
  state: 'open' | 'sealed',
  count: number,
  toRate: readonly string[],
  request: RatingRequest,
): string {
  const all = `${count} of ${request.skills.length}`
  if (state === 'open') return `${rater}’s answer is in: ${all}. It opened beside what you had said yourself.`
  return `${rater}’s answer is in, sealed: ${all}. It opens when you have rated ${toRate.map((skill) => nameIn(request, skill)).join(', ')} yourself.`
}

function printed(
  says: string,
  answers: readonly { name: string; value: number | null; label: string | null; because: string | null }[],
  unclear: readonly { says: string }[],
): string {
  return [
    says,
    answers.length > 0 &&
      aligned(answers.map(({ name, label, because }) => [name, label ?? 'no occasion to see it', because ?? ''])),
    unclear.map((one) => one.says).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}
