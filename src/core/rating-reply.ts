import { type MailLine, mailLines } from './mail-lines.ts'
import { foldName } from './rating.ts'
import { answerMark, mailText } from './rating-mail.ts'
import { type AskedSkill, mostSkills, type RatingRequest } from './rating-request.ts'
import { isAnswerAlone, readSaid, type Said } from './rating-words.ts'

/** What a mail says of one skill. */
export interface SkillReply {
  skill: string
  /** Null where they have had no occasion to see it. */
  value: number | null
  because: string | null
  /** Their line, as they wrote it. */
  line: string
}

/** A line that is about a skill, or looks like an answer, and does not say which number: to be asked, never guessed. */
export interface UnclearLine {
  /** Null where it is not said which skill it is about. */
  skill: string | null
  line: string
  why: 'between' | 'off the scale' | 'no number' | 'which skill' | 'said twice'
}

export interface Reply {
  /** In the order in which they were asked. */
  answers: SkillReply[]
  unclear: UnclearLine[]
  /** Skills of which nothing is said. */
  missing: string[]
  /** They prefer to answer in person. */
  inPerson: boolean
  /** They take back an earlier answer. */
  withdraws: boolean
  /** The requests that the mail quotes, by their references. */
  references: string[]
}

/**
 * Reads the answer to a request out of a pasted mail: answers above, below or within the quoted request, by letter, by name, in
 * order, or each under its question. What it cannot read with certainty it says so.
 */
export function readReply(mail: string, request: RatingRequest): Reply {
  const heard = new Listening(request)
  for (const line of mailLines(mail)) heard.take(line)
  return { ...heard.reply(), references: [...new Set(mail.toLowerCase().match(/cairn-[0-9a-f]{10}/g) ?? [])] }
}

interface Heard {
  skill: AskedSkill
  said: Said
  line: string
  /** “A pretty good one” may be about skill A, if the mail names others by letter. */
  isWeak?: boolean
}

/** A line with nothing but an answer, and the question it stands under, if any. */
interface Alone {
  under: AskedSkill | null
  line: string
}

class Listening {
  readonly #template: Template
  readonly #labelled: Heard[] = []
  readonly #alone: Alone[] = []
  readonly #loose: string[] = []
  /** The question that was read last. */
  #under: AskedSkill | null = null
  #own: string[] = []
  /** The answer read last, if its line is so long that a mail program may have gone on below, and how to add to it. */
  #broken: { isQuoted: boolean; add(words: string): void } | null = null

  private readonly request: RatingRequest

  constructor(request: RatingRequest) {
    this.request = request
    this.#template = new Template(request)
  }

  take({ text, isQuoted }: MailLine): void {
    if (text === '') {
      this.#broken = null
      return
    }
    const question = this.#template.questionIn(text)
    if (question) {
      this.#under = question
      return
    }
    const rest = this.#template.addedTo(text, isQuoted)
    if (rest === '') return
    if (rest !== text) {
      if (this.#under) this.#takeAlone(rest, text, isQuoted)
      return
    }
    if (!isQuoted) this.#own.push(text)
    this.#read(text, isQuoted)
  }

  #read(line: string, isQuoted: boolean): void {
    const { skills, points } = this.request
    // “4 = At level”: a line that explains the scale, perhaps in a translation that nobody can compare with what was sent.
    if (/^\d\s*=/.test(line)) return
    const several = severalIn(line, skills)
    if (several) {
      for (const { skill, words } of several) this.#labelled.push({ skill, said: readSaid(words, points), line })
      return
    }
    const named = skillOf(line, skills, points)
    if (named) {
      const heard: Heard = { ...named, said: readSaid(named.words, points), line }
      this.#labelled.push(heard)
      this.#mayGoOn(line, isQuoted, (words) => {
        heard.line += ` ${words}`
        if (heard.said.kind !== 'unclear') heard.said.because = [heard.said.because, words].filter(Boolean).join(' ')
      })
      return
    }
    // It names a skill by words of its own: its place among the answers says nothing.
    if (!this.#under && /^.{0,24}?\d\s+(?:for|on|in|at)\s/i.test(line)) this.#loose.push(line)
    else if (isOrdinal(line) || isRow(line, skills.length) || isAnswerAlone(line, points))
      this.#takeAlone(line, line, isQuoted)
    else if (this.#broken?.isQuoted === isQuoted) {
      const { add } = this.#broken
      add(line)
      this.#mayGoOn(line, isQuoted, add)
    } else if (!isQuoted && /(?:^|\s)[0-9](?:\s|[.,;:!)]|$)/.test(line) && line.length < 200) this.#loose.push(line)
  }

  #takeAlone(words: string, line: string, isQuoted: boolean): void {
    const alone: Alone = { under: this.#under, line: words }
    this.#alone.push(alone)
    this.#mayGoOn(line, isQuoted, (more) => {
      alone.line += ` ${more}`
    })
  }

  #mayGoOn(line: string, isQuoted: boolean, add: (words: string) => void): void {
    this.#broken = line.length >= shortestBroken ? { isQuoted, add } : null
  }

  reply(): Omit<Reply, 'references'> {
    const { skills } = this.request
    const { placed, unplaced } = this.#place()
    const isByLetter = this.#labelled.some(({ line, isWeak }) => !isWeak && /^\W*[A-Za-z]\W*(?:\s|\d)/.test(line))
    const heard = [...this.#labelled.filter(({ isWeak }) => !isWeak || isByLetter), ...placed]
    const answers: SkillReply[] = []
    const unclear: UnclearLine[] = unplaced.map((line) => ({ skill: null, line, why: 'which skill' }))
    for (const skill of skills) {
      const about = heard.filter((one) => one.skill.id === skill.id)
      const clear = about.filter(({ said }) => said.kind !== 'unclear')
      const values = new Set(clear.map(({ said }) => (said.kind === 'value' ? said.value : null)))
      const doubts = about.filter(({ said }) => said.kind === 'unclear' && said.why !== 'no number')
      if (values.size === 1 && doubts.length === 0) answers.push(answerOf(clear))
      else if (values.size > 1) for (const { line } of clear) unclear.push({ skill: skill.id, line, why: 'said twice' })
      for (const { said, line } of values.size === 1 ? doubts : about)
        if (said.kind === 'unclear') unclear.push({ skill: skill.id, line, why: said.why })
    }
    const spoken = new Set([...answers, ...unclear].map(({ skill }) => skill))
    const isWordless = answers.length === 0 && unclear.every(({ why }) => why === 'no number')
    const own = this.#own.join('\n')
    const withdraws = answers.length === 0 && withdrawing.test(own)
    const prefersTalk = isWordless && !withdraws && talking.test(own)
    // A stray figure in a mail that is otherwise read whole is somebody's prose; where answers are missing it may be one.
    const loose = answers.length < skills.length && !withdraws && !prefersTalk ? this.#loose : []
    return {
      answers,
      unclear: withdraws || prefersTalk ? [] : [...unclear, ...loose.map((line) => looseLine(line))],
      missing: skills.filter(({ id }) => !spoken.has(id)).map(({ id }) => id),
      inPerson: prefersTalk,
      withdraws,
    }
  }

  /** Answers that name no skill: each under its question, or as many as there are questions, in their order. */
  #place(): { placed: Heard[]; unplaced: string[] } {
    const { skills, points } = this.request
    const alone = this.#alone
    const isUnlabelled = this.#labelled.every(({ isWeak }) => isWeak)
    const heard = (skill: AskedSkill, words: string, line: string): Heard => ({
      skill,
      said: readSaid(words, points),
      line,
    })
    const [only] = alone
    if (only && alone.length === 1 && isUnlabelled && isRow(only.line, skills.length) && skills.length > 1)
      return {
        placed: only.line.split(/[\s,;/]+/).map((words, i) => heard(skills[i]!, words, only.line)),
        unplaced: [],
      }
    const isInOrder = alone.length === skills.length && isUnlabelled
    if (isInOrder && alone.every(({ line }, i) => ordinalOf(line) === i + 1))
      return { placed: alone.map(({ line }, i) => heard(skills[i]!, line.replace(ordinal, ''), line)), unplaced: [] }
    const questions = alone.map(({ under }) => under)
    const isUnderQuestions = questions.every((under) => under !== null) && new Set(questions).size === alone.length
    if (isUnderQuestions) return { placed: alone.map(({ under, line }) => heard(under!, line, line)), unplaced: [] }
    const isList = isInOrder && new Set(questions).size === 1 && !alone.some(({ line }) => isOrdinal(line))
    if (isList) return { placed: alone.map(({ line }, i) => heard(skills[i]!, line, line)), unplaced: [] }
    return { placed: [], unplaced: alone.map(({ line }) => line) }
  }
}

// Mail programs break lines at 60 to 78 signs; whoever ends a shorter line meant to.
const shortestBroken = 50

/** The request as it was sent, to tell what was added to it. */
class Template {
  readonly #whole: string
  readonly #lines: string[]

  private readonly request: RatingRequest

  constructor(request: RatingRequest) {
    this.request = request
    const { subject, text } = mailText(request)
    this.#lines = [subject, ...text.split('\n')].map(squeezed).filter(Boolean)
    this.#whole = this.#lines.join(' ')
  }

  /** The question that this line of the request asks, if it does and nothing is added. */
  questionIn(line: string): AskedSkill | null {
    return this.request.skills.find(({ letter, name }) => squeezed(line) === squeezed(`${letter}. ${name}`)) ?? null
  }

  /** What a line adds to the request: nothing, words behind one of its lines, or the whole line. */
  addedTo(line: string, isQuoted: boolean): string {
    const said = squeezed(line)
    if (this.#lines.includes(said)) return ''
    if (said.startsWith(answerMark)) return said.slice(answerMark.length).trim()
    // Programs break lines anew, so a piece of one is the request's too; a short piece may as well be an answer.
    if (said.length > (isQuoted ? 12 : 30) && this.#whole.includes(said)) return ''
    const begun = isQuoted && this.#lines.find((own) => own.length > 24 && said.startsWith(`${own} `))
    return begun ? said.slice(begun.length).trim() : line
  }
}

// Mail programs exchange quotation marks for their own.
const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[“”„«]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

// Words that only lead up to the name of a skill.
const leadIn = /^(?:[-*•·–]\s*)?(?:(?:on|for|re|about|regarding|skill|as for)\s+)?/i

/** The skill a line is about and the words about it: by letter, by name, or “4 for strategic thinking”. */
function skillOf(
  line: string,
  skills: readonly AskedSkill[],
  points: RatingRequest['points'],
): { skill: AskedSkill; words: string; isWeak?: boolean } | null {
  const text = line.replaceAll(/[*_~`]/g, '').trim()
  const lettered = /^(?:[-•·–]\s*)?[([]?([A-Za-z])[)\]]?(\s*[.:=)\-–—>]+\s*|\s+)(.*)$/.exec(text)
  if (lettered) {
    const [, letter, gap, words] = lettered as unknown as [string, string, string, string]
    const skill = skills.find((one) => one.letter === letter.toUpperCase())
    // “A lot of …” and “I would …” begin with a letter too: without a sign between, only an answer makes it one.
    const isSigned = gap.trim() !== '' && letter === letter.toUpperCase()
    const isAnswer = readSaid(words, points).kind !== 'unclear' || /^\d/.test(words)
    if (skill && (isSigned || isAnswer)) return { skill, words: withoutName(words, skill) ?? words }
    if (skill && letter === letter.toUpperCase() && words !== '' && text.length < 160)
      return { skill, words, isWeak: /[AI]/.test(letter) }
  }
  for (const skill of [...skills].sort((a, b) => b.name.length - a.name.length)) {
    const words = withoutName(text.replace(leadIn, ''), skill)
    if (words !== null) return { skill, words }
  }
  return byPartOfName(text, skills) ?? numberFirst(text, skills)
}

/** What follows the skill's name at the start of the text; null if it does not start with it. */
function withoutName(text: string, { name }: AskedSkill): string | null {
  const wanted = foldedWords(name)
  const words = [...text.matchAll(/[\p{L}\p{N}]+|&/gu)]
  const found = words.filter(([word]) => word !== '&').slice(0, wanted.length)
  const plain = found.map(([word]) => foldName(word)).filter((word) => word !== 'and')
  const told = wanted.filter((word) => word !== 'and')
  if (plain.length < told.length || !told.every((word, i) => plain[i] === word)) return null
  const last = found.filter(([word]) => foldName(word) !== 'and')[told.length - 1]!
  return text.slice(last.index + last[0].length).replace(/^\s*[).]*\s*/, '')
}

/** “Strategic: 4”, “Discovery 3”: a part of one name, and of no other. */
function byPartOfName(text: string, skills: readonly AskedSkill[]): { skill: AskedSkill; words: string } | null {
  const found = /^([\p{L}&/' -]{4,60}?)\s*(?:[:=]|\s[-–—]\s|\s(?=\d))\s*(.*)$/u.exec(text.replace(leadIn, ''))
  if (!found) return null
  const [, label, words] = found as unknown as [string, string, string]
  const parts = foldedWords(label).filter((word) => word !== 'and')
  if (parts.length === 0 || parts.every((part) => part.length < 4)) return null
  const fitting = skills.filter(({ name }) => {
    const names = foldedWords(name)
    return parts.every((part) => names.some((word) => word === part || (part.length >= 4 && word.startsWith(part))))
  })
  return fitting.length === 1 ? { skill: fitting[0]!, words } : null
}

function numberFirst(text: string, skills: readonly AskedSkill[]): { skill: AskedSkill; words: string } | null {
  const found = /^(.{0,24}?\d(?:\s*\/\s*\d)?|n\/?a)\s+(?:for|on|in|at|to)\s+(?:my\s+|your\s+|the\s+)?(.+)$/i.exec(text)
  if (!found) return null
  const [, words, named] = found as unknown as [string, string, string]
  const whole = skills.find((skill) => withoutName(named, skill) !== null)
  if (whole) return { skill: whole, words: `${words} - ${withoutName(named, whole)!.replace(/^[\s,;:.-]+/, '')}` }
  const part = byPartOfName(`${named}:`, skills)
  return part && { skill: part.skill, words }
}

/** “A: 4, B: 3” and “A4 B3 C5” in one line. */
function severalIn(line: string, skills: readonly AskedSkill[]): { skill: AskedSkill; words: string }[] | null {
  const found = [
    ...line.matchAll(/(?<![\p{L}\p{N}])([A-Z])\s{0,2}[.:=)-]{0,2}\s{0,2}(\d(?![\d%.]|,\d)(?:\/\d)?|n\/a)/gu),
  ]
  const known = found.flatMap(([, letter, words]) => {
    const skill = skills.find((one) => one.letter === letter)
    return skill ? [{ skill, words: words! }] : []
  })
  return known.length > 1 && known.length === found.length ? known : null
}

function answerOf(clear: readonly Heard[]): SkillReply {
  const { skill, said, line } = clear.find((one) => 'because' in one.said && one.said.because !== null) ?? clear[0]!
  if (said.kind === 'unclear') throw new Error('an unclear line is no answer')
  return {
    skill: skill.id,
    value: said.kind === 'value' ? said.value : null,
    because: said.because,
    line: clear.length > 1 ? clear[0]!.line : line,
  }
}

const looseLine = (line: string): UnclearLine => ({ skill: null, line, why: 'which skill' })

const ordinal = /^\(?(\d{1,2})[.):]\s*/

const ordinalOf = (line: string): number => Number(ordinal.exec(line)?.[1])

/** “1. 4”: a place in the order and an answer. */
const isOrdinal = (line: string): boolean => /^\(?\d{1,2}[.):]\s*\S/.test(line)

/** “4 3 5 2 4”: as many answers as questions, in one line. */
const isRow = (line: string, length: number): boolean => {
  const parts = line.split(/[\s,;/]+/)
  return parts.length === length && parts.length <= mostSkills && parts.every((part) => /^\d$/.test(part))
}

const talking =
  /\b(?:in person|face to face|prefer to (?:talk|tell|say|discuss)|rather (?:talk|tell|say|discuss)|persönlich|de vive voix|en persona|di persona)\b/i

const withdrawing =
  /^\W*(?:i |please |i would like to |i['’]d like to |i want to )*(?:withdraw\b|take (?:it|my (?:answers?|ratings?)) back\b|(?:remove|delete) my (?:answers?|ratings?)\b)/im

const foldedWords = (text: string): string[] =>
  foldName(text.replaceAll('&', ' and '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
