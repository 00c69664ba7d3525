import { type Day, isDay } from './day.ts'
import { Problem } from './problem.ts'
import { type FamilyId, familyIds } from './quiz.ts'

/** The answers of one run through the quiz, in the order of the questions. */
export interface QuizRun {
  family: FamilyId
  version: number
  scores: readonly number[]
  on: Day
}

/** The run as a line that can be copied from a page without a network and pasted into one's own Cairn. Nothing else is in it. */
export function codeOf({ family, version, scores, on }: QuizRun): string {
  const body = ['CAIRN', family.toUpperCase(), version, scores.join(''), on.replaceAll('-', '')].join('-')
  return `${body}-${checkOf(body)}`
}

/** The run that a pasted code stands for, wherever in the text it is; refuses what is no code, and one that was changed on its way. */
export function runOf(text: string): QuizRun {
  const found = pattern.exec(text.toUpperCase().replaceAll(/[‐-―]/g, '-'))
  if (!found)
    throw new Problem(
      'invalid',
      'This holds no code of the quiz. One looks like CAIRN-PM-1-221101223012-20260630-XX; copy it from the end of the result. Nothing was changed.',
      'code',
    )
  const [, body, family, version, scores, year, month, date, check] = found as unknown as string[]
  const id = familyIds.find((known) => known === family!.toLowerCase())
  const on = `${year}-${month}-${date}`
  if (!id || check !== checkOf(body!) || !isDay(on))
    throw new Problem(
      'invalid',
      'This code was changed on its way: a letter or digit is not what it was. Copy it once more, or take the quiz here. Nothing was changed.',
      'code',
    )
  return { family: id, version: Number(version), scores: [...scores!].map(Number), on }
}

const pattern = /(CAIRN-([A-Z]{2,8})-(\d{1,4})-([0-3]{12})-(\d{4})(\d{2})(\d{2}))-([A-Z0-9]{2})(?![A-Z0-9])/

// Letters and digits that are not taken for one another when they are read out.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Two signs that change with any one letter: against slips, not against somebody who wants to fool their own file. */
function checkOf(body: string): string {
  let sum = 0
  for (const letter of body) sum = (sum * 33 + letter.charCodeAt(0)) % 1021
  return signs[sum >> 5]! + signs[sum & 31]!
}
