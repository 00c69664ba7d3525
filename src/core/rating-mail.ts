import { wrappedAt } from './printed.ts'
import { type RatingRequest, referenceOf, whoSeesWhat } from './rating-request.ts'

/** What begins the line under a skill where the answer goes. */
export const answerMark = 'Answer:'

/** A request as a mail to copy: plain, short lines, one place per answer. */
export function mailText(request: RatingRequest): { subject: string; text: string } {
  return { subject: `Where do you see me against ${request.title}?`, text: linesOf(request).join('\n') }
}

// Mail programs break longer lines where they like, and put their own marks before the pieces.
const widest = 70

function linesOf(request: RatingRequest): string[] {
  const { owner, rater, title, skills, points } = request
  const low = points[0]!
  const high = points.at(-1)!
  return [
    `Hello ${rater},`,
    '',
    ...wrapped(
      `I would like to know where you see me against what ${title} asks for. ${skills.length === 1 ? 'It is one skill' : `They are ${skills.length} skills`}; three minutes are enough, and there is no hurry.`,
    ),
    '',
    'Who sees what:',
    ...whoSeesWhat(owner).flatMap((line) => wrapped(line, '- ', '  ')),
    '',
    'How to answer:',
    ...wrapped(
      `Reply to this mail with a number from ${low.value} to ${high.value} behind each “${answerMark}”, or with lines such as “A ${points[Math.floor(points.length / 2)]!.value}”. A few words behind the number help most. Write “n/a” where you have had no occasion to see it, “in person” if you prefer to tell me, “withdraw” to take back an earlier answer.`,
    ),
    '',
    ...points.flatMap(({ value, label, meaning }) => wrapped(`${value} = ${label}: ${meaning}`, '', '    ')),
    '',
    ...skills.flatMap(({ letter, name, anchor }) => [`${letter}. ${name}`, ...wrapped(anchor, '   '), answerMark, '']),
    `Thank you${owner ? `, ${owner}` : ''}`,
    '',
    `(${referenceOf(request.id)})`,
  ]
}

const wrapped = (text: string, first = '', rest = first): string[] => wrappedAt(widest, text, rest, first).split('\n')
