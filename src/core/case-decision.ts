import type { Decision } from './evidence.ts'
import { type Blank, blank, isBlank, type Piece } from './story.ts'
import { asSentence, bare, folded } from './story-sentences.ts'

/**
 * A decision as sentences that hold whatever form its fields were typed in: “fix it first”, “Declined the request.”,
 * “Usage-based pricing”. The person's words stay as they are; only the words that join them differ.
 * Without `open` what is not said is left out, else it is a blank.
 */
export function decisionSentences(decision: Decision & { choice: string }, record: string, open: boolean): Piece[][] {
  const choice = withoutLead(decision.choice, choiceLabel)
  const because = decision.because?.trim() && !repeats(choice, decision.because, reasonLead) ? decision.because : null
  const named = otherOption(decision)
  const other =
    named && !repeats(choice, named, optionLead)
      ? named
      : open && !named && !saysWhatElse.test(choice)
        ? blankOther(record)
        : null
  const reason = because ?? (open && !decision.because?.trim() && !saysWhy.test(choice) ? blankReason(record) : null)
  const form = formOf(choice)
  const runs = isLowerCase(choice) && (form === 'verb' || form === 'infinitive')
  const otherRuns = other !== null && runs && (isBlank(other) || isComparable(withoutLead(other, optionLead)))
  const reasonRuns = reason !== null && (isBlank(reason) ? runs : form !== 'statement' && isBecause.test(reason))
  return [
    sentence([
      leadFor(form, isLowerCase(choice)) + (form === 'statement' ? choice.trim() : bare(choice)),
      ...(otherRuns ? [' rather than ', words(other, optionLead)] : []),
      ...(reasonRuns
        ? isBlank(reason)
          ? [', because ', reason]
          : [`, ${bare(withoutLead(reason, reasonLabel))}`]
        : []),
    ]),
    ...(other !== null && !otherRuns ? [sentence(['The other option: ', words(other, optionLead)])] : []),
    ...(reason !== null && !reasonRuns ? [sentence(['The reason: ', words(reason, reasonLead)])] : []),
  ]
}

/** What was given up besides the other option, as sentences: things together, what is told as something done by itself. */
export function leftAside(options: readonly string[]): string[] {
  const bareOptions = options.map((option) => withoutLead(option, optionLead))
  // A long one may be a sentence or the name of a thing; begun in small letters it cannot stand as a sentence.
  const isTold = (option: string) => ['past', 'statement'].includes(formOf(option)) && !isLongName(option)
  const things = bareOptions.filter((option) => !isTold(option))
  return [
    ...(things.length > 0 ? [`Left aside: ${things.map(bare).join('; ')}`] : []),
    ...bareOptions
      .filter(isTold)
      .map((option) => (pastVerb.test(option) && isLowerCase(option) ? `I ${option}` : option)),
  ]
}

/** The strongest option that was not taken, if the decision names one. */
export function otherOption({ choice = '', options = [], notChosen = [] }: Decision): string | undefined {
  const taken = wordsOf(choice)
  // Among the options the one that was taken often stands in fewer words than in the choice.
  const isOther = (option: string) => option.trim() !== '' && !wordsOf(option).every((word) => taken.includes(word))
  return options.find(isOther) ?? notChosen.find((option) => option.trim() !== '')
}

const wordsOf = (typed: string): string[] => folded(typed).split(' ')

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
  if (baseVerb.test(trimmed) || verbWithObject.test(trimmed)) return 'verb'
  return holdsSubject.test(trimmed) || trimmed.includes(': ') || isLong(trimmed) ? 'statement' : 'phrase'
}

const isLongName = (typed: string): boolean =>
  isLowerCase(typed) && determiner.test(typed) && isLong(typed.trim()) && !subject.test(typed.trim())

// “Usage-based pricing” is the name of an option; what is longer than a name is a sentence of its own.
const MOST_OF_A_NAME = 8
const isLong = (trimmed: string): boolean => trimmed.split(/\s+/).length > MOST_OF_A_NAME
const determiner = /^\s*(?:the|a|an|all|both|every|our|their|his|her|its|my|no|one|two|three|\d+) /i
const holdsSubject = /[\s,](?:i|we)['’\s]/i

const isLowerCase = (typed: string): boolean => /^\s*\p{Ll}/u.test(typed)

// What may stand behind “rather than”: a thing or something to do, not something done.
const isComparable = (typed: string): boolean => isLowerCase(typed) && !['past', 'statement'].includes(formOf(typed))

const subject = /^(?:i|we|they|it|this|our team|the team|everyone|nobody)['’\s]/i
const pastVerb =
  /^(?:decided|declined|deferred|postponed|delayed|paused|stopped|kept|left|chose|picked|went|opted|killed|dropped|rejected|refused|recommended|retired|deprioriti[sz]ed|prioriti[sz]ed|descoped|shelved|scrapped|cancell?ed|froze|moved|made|took|gave|said|told|turned|pushed|reversed|replaced|removed|simplified|narrowed|reallocated|swapped|traded|skipped|reshaped|agreed|built|rebuilt|shipped|launched|started|bought|hired|ended|renegotiated|switched|committed|rewrote|wrote|ran|led|sold|spent|asked|bet|sunsetted)\s/i
// “renegotiated the contract” is something done, “embedded analytics” is a thing.
const pastWithObject =
  /^\p{L}+ed (?:the|a|an|our|their|his|her|its|my|all|both|this|that|these|those|it|them|to|from|against|no|two|three|\d|[€$£])(?!\p{L})/iu
const baseVerb =
  /^(?:not )?(?:accept|add|allow|ask|begin|bring|build|buy|cancel|choose|combine|continue|cut|decline|defer|delay|delete|deprecate|descope|downgrade|draw|drop|end|extend|fix|freeze|give|go|hire|hold|invest|invite|keep|kill|launch|leave|let|limit|make|merge|migrate|move|narrow|pause|pick|postpone|publish|prioriti[sz]e|deprioriti[sz]e|push|put|raise|rebuild|recommend|reduce|refuse|reject|remove|rename|replace|reposition|retire|reuse|review|rewrite|run|say|send|serve|ship|shelve|simplify|skip|split|start|stay|stop|sunset|take|teach|tell|try|unify|upgrade|use|wait|write) (?!and\b|of\b|or\b)/i
// “target hospitals” may be a thing or something to do; “target the hospitals” is something to do.
const verbWithObject =
  /^(?:not )?(?:bundle|charge|coach|focus|interview|lead|open|package|pilot|pitch|position|price|sell|share|show|spend|survey|target|test|train) (?:the|a|an|our|their|its|all|both|each|every|only|less|more|two|three|\d|against|as|by|for|in|on|per|through|to|with)(?!\p{L})/iu
const saysWhatElse = /\b(?:over|instead of|rather than|statt)\b/i
const saysWhy = /\b(?:because|since|so that|due to|weil)\b/i
const isBecause = /^\s*(?:because|since|so that|due to)\s/

// What a field already says of itself, in front of what it holds.
const choiceLabel = /^(?:the |my )?(?:decision|choice)(?: was)?\s*[:–—]\s*/i
const reasonLabel = /^(?:the )?reason(?: was)?\s*[:–—]\s*/i
/** “because” or “The reason:” in front of a reason. */
export const reasonLead = /^(?:(?:the )?reason(?: was)?\s*[:–—]\s*|because(?: of)?\s+)+/i
const optionLead =
  /^(?:(?:the )?(?:other option|alternative|trade-off)(?: was)?\s*[:–—]\s*|(?:left|leave) aside\s*:?\s+|gave up\s*:?\s+|(?:rather than|instead of)\s+(?!.*,\s(?:i|we)\s))+/i

/** The words without what `lead` matches in front of them, unless nothing else is there. */
export const withoutLead = (typed: string, lead: RegExp): string => {
  const rest = typed.trim().replace(lead, '')
  return rest === '' ? typed.trim() : rest
}

/** True if the text holds these words already, whatever stands in front of them. */
export const repeats = (text: string, typed: string, lead: RegExp): boolean =>
  ` ${folded(text)} `.includes(` ${folded(withoutLead(typed, lead))} `)

const words = (typed: string | Blank, lead: RegExp): Piece => (isBlank(typed) ? typed : bare(withoutLead(typed, lead)))

function sentence(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1)!
  return isBlank(last) ? [...pieces, '.'] : [...pieces.slice(0, -1), asSentence(last)]
}
