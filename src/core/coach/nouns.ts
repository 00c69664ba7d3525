import { changeVerb } from './change-words.ts'
import type { Line } from './line.ts'
import { hitsOf, wholeWords } from './scan.ts'

// Words that never are what is measured: they stand before it, lead to it, or say when.
const idle = asSet(
  'the|a|an|our|my|their|his|her|its|this|that|these|those|average|avg|mean|median|total|overall|all|number|of|#|monthly|weekly|daily|new|more|' +
    'and|also|then|is|are|was|were|has|have|had|been|be|being|now|today|it|we|i|they|he|she|you|there|here|still|only|just|already|again|up|down|so|which|who|' +
    'not|no|numbers?|figures?|results?|things?|something|anything|hope|see|case|target|matter|plus|minus|roughly|about|nearly|almost|over|under|some|each|every|both|' +
    'before|after|since|while|when|as|because|until|earlier|previously|formerly|currently|meanwhile|finally|together|back|away|ago|years?|months?|weeks?|days?|hours?|' +
    'stands?|stood|sits?|sat|runs?|ran|takes?|took|needs?|needed|lands?|comes?|came|hovers?|averages?|reads?|holds?|held|remains?|stays?|gets?|got|makes?|made|uses?|' +
    'goes|go|gone|went|ends?|costs? (?:us|them)|loads|closes|arrives?|picks|spins?|sells?|sold|stop|log|hear|waits|waited|works?|does|do|did|can|could|will|would|ours|yours|theirs|us|them|' +
    "shows?|gives?|gave|consumes?|set|reality|(?:it|that|there|he|she)'s|(?:we|they|you)'re|i'm|(?:i|we|they)'ve|" +
    'jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|' +
    'pay|off|out|ms|s|secs?|mins?|h|hrs?|brings?|brought|reached|hit|passed|became|year-on-year|yoy|qoq|mom',
)
const linking = asSet(
  'in|on|for|from|by|at|per|with|among|to|within|across|against|between|through|into|without|via|w/|vs|during',
)
const definite = asSet('the|our|my|their|his|her|its|a|an|this|that|these|those')
const counting = asSet('of|all|new|average|number|total|overall|monthly|weekly|daily|every|each|some')
const plainPlural = /[a-z]{2,}[^s\W]s$|^(?:people|staff|women|men|children|personnel|sales)$/i
const verbLike = /(?:[a-z]{2,}ed|[a-z]{3,}(?<!rep|supp|assemb|fami|app|anoma)ly)$/i

function asSet(words: string): RegExp {
  return new RegExp(`^(?:${words})$`, 'i')
}

/** “60 % of prospects” is about prospects, “9 of 20 partners” about partners: the noun that follows a position, or null. */
export function nounAfter(text: string, line: Line, at: number, plain: boolean): string | null {
  const match = /^ ?(?:of )?((?:[a-z][\w'-]*\s?){1,6})/i.exec(text.slice(at, Math.min(line.end, at + 70)))
  if (!match) return null
  const words = match[1]!.trim().split(/\s+/)
  const phrase: string[] = []
  let qualified = /^ ?of /i.test(match[0])
  for (const [i, word] of words.entries()) {
    if (phrase.length === 0 && (definite.test(word) || counting.test(word))) {
      qualified = true
      continue
    }
    // “of the rejected applications”, but “8 of 12 rejected it”
    const acts = verbLike.test(word) && !qualified && !plainPlural.test(words[i + 1] ?? '')
    if (acts || linking.test(word) || idle.test(word) || (phrase.length > 0 && verbLike.test(word))) break
    phrase.push(word.toLowerCase())
    if (plainPlural.test(word) || phrase.length === 3) break
  }
  if (phrase.length === 0) return null
  return plainPlural.test(phrase.at(-1)!) ? phrase.slice(-2).join(' ') : plain ? phrase.slice(0, 2).join(' ') : null
}

const boundary = /[,;:—(]\s|[:(]|\s[-–]\s/g

/** The noun phrase right before a position, or the object or subject of the verb of change in its clause; at most three words. */
export function nounBefore(text: string, line: Line, at: number): string | null {
  const [clause] = lastClauses(text.slice(Math.max(line.start, at - 90), at))
  const verb = hitsOf(changeVerb, clause).at(-1)
  const object = verb ? clause.slice(verb.end) : clause
  const subject = verb ? clause.slice(0, verb.start) : ''
  return headOf(object) ?? headOf(subject)
}

/** The noun of the clause before the one a position stands in: “install success, was 71”. */
export const nounOfClauseBefore = (text: string, line: Line, at: number): string | null =>
  headOf(measuredIn(lastClauses(text.slice(Math.max(line.start, at - 90), at))[1]))

/** “Halved our first response (6h to 3h)” measures its object, “install success fell, was 71” its subject. */
function measuredIn(clause: string): string {
  const verb = hitsOf(changeVerb, clause).at(-1)
  if (!verb || verb.start === 0) return clause
  const object = clause.slice(verb.end)
  return /^ (?:the|our|my|their|its) /i.test(object) ? object : clause.slice(0, verb.start)
}

function lastClauses(lead: string): [last: string, before: string] {
  const cuts = [...lead.matchAll(boundary)].map((hit) => [hit.index, hit.index + hit[0].length] as const)
  const [start, end] = cuts.at(-1) ?? [0, 0]
  const previous = cuts.at(-2)?.[1] ?? 0
  return [lead.slice(end), lead.slice(previous, start)]
}

const subordinate = wholeWords(
  'and|but|so|while|because|since|when|where|which|that|who|after|before|as|though|although|if',
  'i',
)

/** The head of the last noun phrase: “card approval in Brazil” is about card approval, “in the camera the rejections” about rejections. */
function headOf(phrase: string): string | null {
  const words = phrase.match(/[A-Za-z][\w'/-]*/g) ?? []
  let noun: string[] = []
  let complement: string[] = []
  for (let i = words.length - 1; i >= 0 && noun.length < 3; i--) {
    const word = words[i]!
    if (linking.test(word) || /^of$/i.test(word)) {
      if (noun.length > 0) complement = noun
      noun = []
    } else if (subordinate.test(word)) {
      if (noun.length > 0) break
    } else if (definite.test(word)) {
      const previous = words[i - 1] ?? ''
      if (noun.length > 0 && !linking.test(previous) && !/^of$/i.test(previous)) break
    } else if (idle.test(word) || verbLike.test(word)) {
      if (noun.length > 0) break
    } else noun.unshift(word.toLowerCase())
  }
  const found = noun.length > 0 ? noun : complement
  return found.length > 0 ? found.join(' ') : null
}
