import { behaviour, evidence, roles, rolesByCase } from './cue-words.ts'
import { holdsCue, plainHits } from './cues.ts'
import type { Signs } from './kind.ts'
import { businessTerms } from './lexicon.ts'
import type { Found } from './metrics.ts'
import { holds, wholeWords } from './scan.ts'
import type { CoachKind, Strength } from './types.ts'
import { isMoney } from './units.ts'

/** The parts a full story has, as far as the text has them (coach specification 5). */
export interface Parts {
  /** A strong figure with a unit or a name. */
  quantified: boolean
  effect: boolean
  /** Known from what to what, or a case in which that is no question. */
  baseline: boolean
  window: boolean
  owner: boolean
  business: boolean
  follow: boolean
  reason: boolean
  tradeoff: boolean
  evidence: boolean
  followup: boolean
  /** The decision is followed by more text that can explain it. */
  explained: boolean
}

export function partsOf(signs: Signs, kind: CoachKind): Parts {
  const { draft, strong, cues } = signs
  const { text } = draft
  const reason = holdsCue('reason', text)
  const tradeoff = holdsCue('tradeoff', text)
  const told = cues.some((cue) => !cue.implied && ['decision', 'problem', 'learning'].includes(cue.name))
  const explanation = explanationAfter(signs)
  return {
    quantified: strong.some((figure) => isQuantified(figure)),
    effect: signs.effect !== null || signs.win !== null,
    baseline: hasBaseline(signs),
    window: hasPeriod(signs),
    owner: hasOwner(signs),
    business: hasBusinessLink(signs),
    follow: reason || tradeoff || told || holdsCue('followup', text),
    reason: reason || (kind === 'decision' && explanation === 'told'),
    tradeoff,
    evidence: signs.figures.length > 0 || holds(sources, text) || holds(countedNumber, draft.masked),
    followup: hasFollowup(signs, kind),
    explained: explanation !== 'none',
  }
}

export function strengthOf(signs: Signs, kind: CoachKind, parts: Parts): Strength {
  switch (kind) {
    case 'outcome': {
      const full = parts.window && parts.owner && parts.business && parts.follow
      return score(
        parts.quantified || parts.effect,
        parts.quantified && parts.baseline,
        parts.quantified && parts.baseline && full,
      )
    }
    case 'decision':
      return score(
        parts.reason,
        parts.tradeoff,
        signs.strong.some((figure) => figure.direction !== null) || signs.effect !== null,
      )
    case 'problem_found':
      return score(parts.evidence, parts.followup, parts.followup && (parts.quantified || parts.business))
    case 'trust':
      return score(
        namesSomebody(signs),
        showsBehaviour(signs),
        parts.quantified || signs.effect !== null || hasDate(signs),
      )
    case 'learning':
      return score(parts.evidence, parts.followup, parts.followup && (parts.business || parts.reason))
    default:
      return kind === 'output' ? 1 : 0
  }
}

const score = (...steps: boolean[]): Strength => (1 + steps.filter(Boolean).length) as Strength

export const isQuantified = (figure: Found): boolean =>
  figure.name !== null || figure.noun !== null || (figure.unit !== null && figure.unit !== 'count')

function hasBaseline({ strong, draft }: Signs): boolean {
  return (
    strong.some(
      (figure) =>
        (figure.from !== null && figure.to !== null) ||
        ['gain', 'saving', 'ratio'].includes(figure.form) ||
        figure.noun === 'attainment',
    ) ||
    (strong.length > 0 && holds(comparison, draft.text))
  )
}

const comparison =
  /\b(?:yoy|qoq|mom|wow|y\/y|q\/q|m\/m|year[ -](?:over|on)[ -]year|vs\.? (?:the )?(?:control|holdout|hold-out|last|plan|target|previous|prior)|against (?:the )?(?:control|holdout|last|plan|target)|(?:plan|target|goal|quota|forecast) was|ahead of (?:plan|target|schedule)|above (?:plan|target)|compared (?:to|with) (?:last|the)|than (?:last|the year|a year|in))\b/i

const dated =
  /\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|[QH][1-4]|FY ?\d\d|20[0-4]\d|\d{4}-\d\d)\b/

const hasDate = ({ draft }: Signs): boolean =>
  holds(dated, draft.text) || draft.lines.some((line) => line.windows.some((window) => !window.rate))
export const hasPeriod = (signs: Signs): boolean =>
  hasDate(signs) || signs.figures.some((figure) => figure.window !== null)

const firstPerson = /(?<![\w'-])(?:I|i|I'm|I've|me|my|mine|myself)(?![\w-])(?!'?s\b)/
const myTeam = /\bmy team\b/gi
const leadVerb =
  /^(?:\W*)(?:(?:also|then|successfully|finally|just) )?(?:[a-z]{3,}ed|built|wrote|ran|led|drove|grew|cut|won|made|set|got|sent|took|held|found|saw|spotted|chose|brought|kept|put|rebuilt|rewrote|began|hit|shipped|met|spoke|gave|raised|dug|oversaw|left|froze|said|stood|worked out|sold|taught|redid)\b/i

export const speaksInFirstPerson = (text: string): boolean => firstPerson.test(text.replace(myTeam, ''))
export const leadsWithVerb = (text: string): boolean =>
  leadVerb.test(text) &&
  !/^\W*(?:failed|based|related|automated (?:[a-z]+ ){0,2}(?:is|are|was)|improved (?:[a-z]+ ){0,2}(?:is|are|was))\b/i.test(
    text,
  )

const hasOwner = (signs: Signs): boolean =>
  (speaksInFirstPerson(signs.draft.text) || leadsWithVerb(signs.draft.text)) &&
  !lacksOwner(signs) &&
  !(signs.passive && !speaksInFirstPerson(signs.draft.text)) &&
  !signs.hedge

const groupSubject =
  /(?<![\w'-])(?:we|our (?:\w+ )?team|the (?:\w+ )?team|my team)(?:'ve| have| are not| also| just| finally)? (?:(?!can\b|need|will|should|could|would|have to|get\b|all\b|don't)(?:[a-z]{2,}ed|hit|grew|cut|built|ran|led|won|shipped|made|got|set|sent|took|held|found|chose|brought|kept|put|rebuilt|wrote|doing|rewrote|saw|lost|drove|met|sold|did|gave|decided|changed))\b/i

/** Nobody can tell the author's part: “we” did it, and no “I” anywhere. */
export const lacksOwner = ({ draft }: Signs): boolean =>
  groupSubject.test(draft.text) && !speaksInFirstPerson(draft.text) && !leadsWithVerb(draft.text)

const business = wholeWords(businessTerms, 'i')
const notBusiness = /\b(?:sales (?:team|deck|decks|call|calls|rep|reps|engineers?)|pricing[- ]page)\b/gi

export const hasBusinessLink = ({ draft, figures }: Signs): boolean =>
  figures.some((figure) => isMoney(figure.unit) || figure.name?.business === true) ||
  draft.lines.some((line) => line.names.some((name) => name.entry.business)) ||
  holds(business, draft.text.replace(notBusiness, ''))

const sources = wholeWords(evidence, 'i')
const countedNumber =
  /(?<![\w.])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozen|dozens|thirty|forty|hundred|top _+)\b/i

const followVerb =
  /(?:^|[,;.:—–-] ?|\b(?:and|then|so|now) )(?:(?:i|we|the \w+ team|leadership|they|she|he|now)\s)?(?:now )?(?:then |have |also )?(?:fixed|shipped|proposed|wrote|built|opened|filed|raised|escalated|rolled|reverted|switched|patched|sent|moved|moving|changed|rewrote|redesigned|added|removed|set up|got|took|asked|gated|gate|ran|re-?ran|started|stopped|agreed|handed|pulled|put|drafted|scheduled|booked|replaced|repaired|accepted|test|retested|shifted|dropped|paused|turned|killed|brought|made|created|ask|offer|talk|check|start|watch)\b/i

/** A cue of what came after, or an action verb at the start of a later clause. */
function hasFollowup({ draft, cues }: Signs, kind: CoachKind): boolean {
  const { text } = draft
  const lead = cues.filter((cue) => cue.name === (kind === 'learning' ? 'learning' : 'problem')).map((cue) => cue.end)
  const from = lead.length > 0 ? Math.min(...lead) : 0
  if (plainHits('followup', text).some((hit) => hit.start >= from || /now|fix|patch/i.test(hit.text))) return true
  return followVerb.test(text.slice(from)) && (kind === 'problem_found' || kind === 'learning')
}

type Explanation = 'none' | 'present' | 'told'

/** What follows a decision: a full clause can explain it, a consequence alone does not. */
function explanationAfter({ draft, cues }: Signs): Explanation {
  const decision = cues.find((cue) => cue.name === 'decision')
  if (!decision) return 'none'
  const before = cues.some((cue) => cue.name === 'problem' && !cue.implied && cue.start < decision.start)
  const rest = draft.text.slice(decision.end)
  const full = /[.:—;–]\s+((?:\S+\s+){1,}\S+)/.exec(rest)
  if (full) return consequence.test(full[1]!) ? 'none' : 'told'
  const comma = /,\s+((?:\S+\s+){3,}\S+)/.exec(rest)
  return comma || before ? 'present' : 'none'
}

const consequence = /\b(?:freed|complained|churned|grumbled|lost|agreed)\b/i

const person = wholeWords(roles, 'i')
const roleName = wholeWords(rolesByCase, '')
const properName = /(?:^|[\s(@"“'])(?!(?:I|We|The|My|Our|Got|Now|After|Since|Was|Had)\b)[A-Z][a-z]{2,}(?:'s)?\b/

const namesSomebody = ({ draft }: Signs): boolean =>
  holds(person, draft.text) || holds(roleName, draft.text) || /@\w/.test(draft.text) || properName.test(draft.text)

const acts = wholeWords(behaviour, 'i')
const showsBehaviour = ({ draft }: Signs): boolean =>
  holds(acts, draft.text) || /["“][^"”]{4,}["”]|'[^']{8,}'/.test(draft.text)
