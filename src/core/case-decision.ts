import type { Decision } from './evidence.ts'
import { asSentence, type Blank, bare, blank, isBlank, type Piece } from './story.ts'

/**
 * A decision as sentences that hold whatever form its fields were typed in: “fix it first”, “Declined the request.”,
 * “Usage-based pricing”. The person's words stay as they are; only the words that join them differ.
 * Without `open` what is not said is left out, else it is a blank.
 */
export function decisionSentences(decision: Decision & { choice: string }, record: string, open: boolean): Piece[][] {
  const { choice, because } = decision
  const other = otherOption(decision) ?? (open && !saysWhatElse.test(choice) ? blankOther(record) : null)
  const reason = because ?? (open && !saysWhy.test(choice) ? blankReason(record) : null)
  const form = formOf(choice)
  const runs = isLowerCase(choice) && (form === 'verb' || form === 'infinitive')
  const otherRuns = other !== null && runs && (isBlank(other) || isComparable(other))
  const reasonRuns = reason !== null && (isBlank(reason) ? runs : form !== 'statement' && isBecause.test(reason))
  return [
    sentence([
      leadFor(form, isLowerCase(choice)) + (form === 'statement' ? choice.trim() : bare(choice)),
      ...(otherRuns ? [' rather than ', words(other)] : []),
      ...(reasonRuns ? (isBlank(reason) ? [', because ', reason] : [`, ${bare(reason)}`]) : []),
    ]),
    ...(other !== null && !otherRuns ? [sentence(['The other option: ', words(other)])] : []),
    ...(reason !== null && !reasonRuns ? [sentence(['The reason: ', words(reason, /^because\s+/i)])] : []),
  ]
}

/** The strongest option that was not taken, if the decision names one. */
export const otherOption = ({ choice, options, notChosen }: Decision): string | undefined =>
  options?.find((option) => option.trim() !== '' && option !== choice) ??
  notChosen?.find((option) => option.trim() !== '')

const blankOther = (record: string): Blank =>
  blank('the other option', 'What was the strongest other option?', record, 'decision.notChosen')

const blankReason = (record: string): Blank =>
  blank('the reason', 'Why this and not the other option?', record, 'decision.because')

type Form = 'verb' | 'infinitive' | 'past' | 'statement' | 'phrase'

// “I decided to” needs a verb behind it and “I” a past tense; a colon takes anything.
function leadFor(form: Form, lowerCase: boolean): string {
  if (form === 'past') return lowerCase ? 'I ' : ''
  if (form === 'statement') return lowerCase ? 'The decision: ' : ''
  if (form === 'verb' && lowerCase) return 'I decided to '
  if (form === 'infinitive' && lowerCase) return 'I decided '
  return 'I chose: '
}

function formOf(typed: string): Form {
  const trimmed = typed.trim()
  if (/[.!?]\s/.test(trimmed) || /[!?]$/.test(trimmed) || subject.test(trimmed)) return 'statement'
  if (/^(?:not )?to\s/i.test(trimmed)) return 'infinitive'
  if (pastVerb.test(trimmed) || pastWithObject.test(trimmed)) return 'past'
  return baseVerb.test(trimmed) ? 'verb' : 'phrase'
}

const isLowerCase = (typed: string): boolean => /^\s*\p{Ll}/u.test(typed)

// What may stand behind “rather than”: a thing or something to do, not something done.
const isComparable = (typed: string): boolean => isLowerCase(typed) && !['past', 'statement'].includes(formOf(typed))

const subject = /^(?:i|we|they|it|this|our team|the team|everyone|nobody)['’\s]/i
const pastVerb =
  /^(?:decided|declined|deferred|postponed|delayed|paused|stopped|kept|left|chose|picked|went|opted|killed|dropped|rejected|refused|recommended|retired|deprioriti[sz]ed|prioriti[sz]ed|descoped|shelved|scrapped|cancell?ed|froze|moved|made|took|gave|said|told|turned|pushed|reversed|replaced|removed|simplified|narrowed|reallocated|swapped|traded|skipped|reshaped|agreed|built|rebuilt|shipped|launched|started|bought|hired|ended|renegotiated|switched|committed|rewrote|wrote|ran|led|sold|spent|asked|bet|sunsetted)\s/i
// “renegotiated the contract” is something done, “embedded analytics” is a thing.
const pastWithObject =
  /^\p{L}+ed (?:the|a|an|our|their|his|her|its|my|all|both|this|that|these|those|it|them|to|from|against|no|two|three|\d)(?!\p{L})/iu
const baseVerb =
  /^(?:not )?(?:accept|add|allow|ask|build|buy|cancel|choose|combine|cut|decline|defer|delay|delete|deprecate|descope|drop|end|extend|fix|freeze|give|go|hire|hold|invest|keep|kill|launch|leave|let|limit|make|merge|migrate|move|narrow|pause|pick|postpone|prioriti[sz]e|deprioriti[sz]e|push|raise|rebuild|reduce|refuse|reject|remove|replace|retire|reuse|rewrite|ship|shelve|simplify|skip|split|start|stay|stop|sunset|take|unify|use|wait|write) (?!and\b|of\b|or\b)/i
const saysWhatElse = /\b(?:over|instead of|rather than|statt)\b/i
const saysWhy = /\b(?:because|since|so that|due to|weil)\b/i
const isBecause = /^\s*(?:because|since|so that|due to)\s/

const words = (typed: string | Blank, without = /^$/): Piece =>
  isBlank(typed) ? typed : bare(typed.trim().replace(without, ''))

function sentence(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1)!
  return isBlank(last) ? [...pieces, '.'] : [...pieces.slice(0, -1), asSentence(last)]
}
