import { type Figure, figureAt, nameAfter } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import { nounAfter } from './nouns.ts'
import type { NumberToken } from './numbers.ts'
import { isMoney, isTime } from './units.ts'

const savingVerb =
  /(?<![\w-])(?:sav(?:e|es|ed|ing)|free(?:s|d|ing)(?: up)?|avoid(?:s|ed|ing)?|eliminat(?:e|es|ed|ing)|claw(?:ed|ing)? back|win(?:ning)? back|won back)\b([^.;]{0,40})$/i

/** “saved €30k”, “freed up 11 hours a week”: what is no longer spent or lost. */
export function savingOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (!isMoney(token.unit) && !isTime(token.unit)) return null
  const verb = savingVerb.exec(textBefore(draft, line, token.start, 60))
  const passive = avoidedAfter.test(textAfter(draft, line, token.end, 44))
  if (!passive && (!verb || /,|\b(?:from|so|to|if|when|than|unless)\b/i.test(verb[1]!))) return null
  const amount = Math.abs(token.value)
  const figure = {
    ...figureAt('saving', line, token.start, token.end),
    delta: -amount,
    unit: token.unit,
    direction: 'down' as const,
  }
  const after = nameAfter(draft, line, token.end, 4) ?? costAfter(line, token)
  if (after) return { ...figure, name: after.entry }
  return { ...figure, noun: isTime(token.unit) ? 'time' : partOf(draft, line, token) }
}

/** “€31k of failed payments”, “$900k a year in map licences”. */
function partOf(draft: Draft, line: Line, token: NumberToken): string | null {
  const link = /^(?: (?:a|per|each|every) [a-z]+)?(?: (?:of|in)) /i.exec(textAfter(draft, line, token.end, 24))
  return link && nounAfter(draft.text, line, token.end + link[0].length - 1, true)
}

// “£90k in penalties avoided”
const avoidedAfter = /^ (?:(?:in|of) )?(?:[a-z][\w-]* ){0,3}(?:avoided|saved|freed|freed up)\b/i

const costAfter = (line: Line, token: NumberToken) =>
  isMoney(token.unit) ? (line.names.find((hit) => hit.start >= token.end && hit.entry.name === 'cost') ?? null) : null

const gainVerb =
  /(?<![\w-])(?:drove|driving|generat(?:ed|ing)|clos(?:ed|ing)|won|winning|sign(?:ed|ing)|land(?:ed|ing)|book(?:ed|ing)|sourc(?:ed|ing)|unlock(?:ed|ing)|unblock(?:ed|ing)|add(?:ed|ing)|secur(?:ed|ing)|recover(?:ed|ing)|rais(?:ed|ing)|attract(?:ed|ing)|brought in|bringing in|earn(?:ed|ing)|collected|reactivated|rescued|retained)\b([^.;:]{0,44})$/i

// What a customer signs, not what an author finishes: “won 3 framework contracts”, not “closed 12 tickets”.
const wonThings =
  /^ ((?:[a-z][\w-]* ){0,2}(?:contracts|customers|clients|accounts|logos|partners|deals|tenders|renewals|resellers|retailers|licen[cs]es))\b/i

/** “closed €300k”, “signed 12 partners”: something that was not there before. */
export function gainOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  if (token.unit === '%' || token.unit === 'x' || isTime(token.unit) || token.unit === 'points' || token.unit === 'pp')
    return null
  const clause = clauseBefore(draft, line, token.start)
  // “won Carla (€40k)”, “closed the Nordvik deal, $640k a year”
  const set = clause === '' && isMoney(token.unit) ? /(?:\(|, )$/.exec(textBefore(draft, line, token.start, 2)) : null
  const lead = set ? textBefore(draft, line, token.start, 60).slice(0, -set[0].length) : clause
  const verb = gainVerb.exec(lead)
  if (!verb || /,|\b(?:to|from|by|for|of|after|because|with (?!a\b|an\b))\b/i.test(verb[1]!)) return null
  const figure = {
    ...figureAt('gain', line, token.start, token.end),
    delta: Math.abs(token.value),
    direction: 'up' as const,
  }
  const after = nameAfter(draft, line, token.end, 4)
  if (isMoney(token.unit))
    return { ...figure, unit: token.unit, name: after?.entry ?? null, noun: after ? null : partOf(draft, line, token) }
  const contracts = wonThings.exec(textAfter(draft, line, token.end, 44))
  if (contracts && /^(?:won|winning|sign|land|clos|secur)/i.test(verb[0]) && verb[1]!.trim() === '' && !after)
    return { ...figure, unit: 'count', noun: contracts[1]!.trim().toLowerCase() }
  if (after?.entry.polarity !== 1 || after.entry.vanity || verb[1]!.trim() !== '') return null
  if (/^(?:add|rais)/i.test(verb[0])) return null
  return { ...figure, unit: 'count', name: after.entry }
}
