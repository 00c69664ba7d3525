import type { Change } from './changes.ts'
import type { SkillResult } from './estimate.ts'
import type { Gap } from './gaps.ts'
import type { Cap } from './gates.ts'
import type { Mode } from './input.ts'
import { model } from './model.ts'
import type { Result } from './standing.ts'

// The exact sentences about readiness (domain 1.2, 1.4 i–m, 1.9). A number claims more than the rules know unless
// these stand beside it, so no page words them for itself.

/** Stands next to the number, always, and not in a tooltip. */
export const denial =
  'This is not your chance of being promoted. It sums up what you, your manager and your records say about the next ' +
  'level’s expectations. Budget, timing and your company’s process are not in it.'

/** The rules in five lines. */
export const howItWorks = [
  'For each skill we start in the middle and move towards what you, your manager and your peers said. Your manager’s ' +
    'word counts about three times yours, because research finds self-ratings agree only weakly with others.',
  'Each record of work at the target level’s scope moves the skill up a little: more if it is recent, measured, and ' +
    'someone else confirmed it. It never moves you down.',
  'A skill with no records keeps at most 60% of its points, however good the ratings: ratings say you can, records ' +
    'show you did.',
  'The total is held back until your manager has weighed in, agrees, and the work spans several months.',
  'The range shows how sure we are. It gets narrower with confirmed records and more people, and wider as things get old.',
] as const

/** For managers and organisations. */
export const managerNotice =
  'Made for development talks. Not validated for pay, promotion or dismissal decisions; do not use it as the reason for one.'

/** For Help. */
export const notModelled =
  'Not in the number: politics, headcount, the quality of the ladder itself, and colleagues who agree to praise each other.'

/** Marks a rating the owner typed in for someone else. */
export const heardMark = 'as you heard it'

/** What ids are called on screen. */
export interface Names {
  skill: (id: string) => string
  record: (id: string) => string
}

/** Everything `readiness.show` says in words; null where the sentence does not apply. */
export interface Wording {
  denial: string | null
  word: ScoreWord | null
  confidence: string | null
  band: string | null
  held: string | null
  /** “without the hold: 74, 60–88”. */
  withoutHold: string | null
  /** What else would hold the number next, lowest first. */
  alsoHeld: string[]
  noManager: string | null
  strong: string | null
  notShown: string | null
  footprint: string | null
  /** One per gap, in their order. */
  gaps: string[]
  moreGaps: string | null
}

export function wordingOf(result: Result, names: Names): Wording {
  const { shown, gaps, moreGaps } = result
  const [, ...others] = bindingCaps(result)
  const held = shown ? heldText(result, names) : null
  return {
    denial: shown ? denial : null,
    word: shown ? scoreWord(result.score) : null,
    confidence: shown ? result.confidence : null,
    band: shown ? bandText(result) : null,
    held,
    withoutHold: held && withoutHoldText(result),
    alsoHeld: shown ? others.map((cap) => gateText(cap, names)) : [],
    noManager: shown ? noManagerText(result) : null,
    strong: shown ? strongText(result.score) : null,
    notShown: notShownText(result),
    footprint: footprintText(result.mode),
    gaps: gaps.map(gapText),
    moreGaps: moreText(moreGaps),
  }
}

export type ScoreWord = 'early' | 'building' | 'close' | 'strong on paper'

/** By the score as it is displayed, so that the word and the number beside it never disagree. */
export function scoreWord(score: number): ScoreWord {
  const shown = Math.round(score)
  if (shown < 40) return 'early'
  if (shown < 60) return 'building'
  return shown < 80 ? 'close' : 'strong on paper'
}

export const strongText = (score: number): string | null =>
  scoreWord(score) === 'strong on paper' ? 'Your case is strong on paper. The next step is a talk, not a score.' : null

export const bandText = ({ band }: Pick<Result, 'band'>): string =>
  `Likely range ${range(band)}. Under our assumptions a fresh look would land in it about two times in three; ` +
  'nobody has tested these assumptions on real promotions yet.'

/** Why the number is lower than the records support; null if nothing holds it, or by less than rounding shows. */
export function heldText(result: Result, names: Pick<Names, 'skill'>): string | null {
  const [holding] = bindingCaps(result)
  const [raw, cap] = [Math.round(result.raw), Math.round(result.cap)]
  if (!holding || raw === cap) return null
  return `Your records support ${raw}. Held at ${cap} until ${gateText(holding, names)}.`
}

export const withoutHoldText = ({ raw, rawBand }: Pick<Result, 'raw' | 'rawBand'>): string =>
  `without the hold: ${Math.round(raw)}, ${range(rawBand)}`

/** The gates below what the records support, lowest first, the holding one in front. */
export const bindingCaps = ({ caps, raw }: Pick<Result, 'caps' | 'raw'>): Cap[] =>
  caps.filter((cap) => cap.cap < raw).sort((a, b) => a.cap - b.cap)

/** What has to happen for the gate to open, as the end of “held until …”. */
export function gateText(cap: Cap, { skill }: Pick<Names, 'skill'>): string {
  switch (cap.gate) {
    case 'manager_input':
      return 'your manager has rated most skills in the last year'
    case 'sustained_scope':
      return `you have records at the target level’s scope in ${more(cap.needed - cap.detail, 'month', 'months')}`
    case 'manager_agreement':
      return 'you and your manager have talked about readiness in the last four months and agree'
    case 'level_expectations':
      return `${cap.detail === null ? 'every skill' : skill(cap.detail)} is closer to the bar`
    case 'credited_work': {
      const missing = cap.needed - cap.detail
      return `${more(missing, 'result', 'results')} in this group ${missing === 1 ? 'is' : 'are'} confirmed by others`
    }
  }
}

/** A manager who prefers not to write anything costs nothing beyond the unrated cap; this says who else can (domain 0). */
export function noManagerText(result: Pick<Result, 'heldBy' | 'caps'>): string | null {
  const gate = result.caps.find((cap) => cap.gate === 'manager_input')
  if (result.heldBy !== 'manager_input' || gate?.detail !== 0) return null
  return 'Held because nobody above you has rated; any line manager who knows your work can.'
}

/** Why there is no number yet (j); null if there is one, or never will be one in this mode. */
export function notShownText({
  shown,
  mode,
  secondVoice,
}: Pick<Result, 'shown' | 'mode' | 'secondVoice'>): string | null {
  if (shown || mode !== 'promotion') return null
  if (!secondVoice) return 'A number needs a second voice: three confirmed records, or someone who rates you.'
  return 'A number needs more of the picture: a rating or a record for the skills that hold most of the weight.'
}

/** What the page shows instead of a number where nothing is being aimed for (domain 0, “Beyond promotion”). */
export function footprintText(mode: Mode): string | null {
  if (mode === 'promotion') return null
  const why =
    mode === 'top' ? 'Nothing lies above your level on this ladder.' : 'You are not heading for another level now.'
  return `${why} This is your footprint at your present level: what you are known for, and where records are thin.`
}

export function gapText({ type, noOpportunity }: Pick<Gap, 'type' | 'noOpportunity'>): string {
  if (noOpportunity) return noChanceYet
  return type === 'prove' ? 'You may well be there. It is not shown yet.' : 'Below the bar. Do work that shows it.'
}

/** For gaps that tie with the third; null if there are none. */
export const moreText = (count: number): string | null => (count === 0 ? null : `and ${count} more like these`)

/** A skill's state in words, for its row. */
export function stateText({ state, noOpportunity }: Pick<SkillResult, 'state' | 'noOpportunity'>): string {
  if (noOpportunity && state !== 'at_bar') return noChanceYet
  return stateWords[state]
}

/** One of the things that would change the picture most, as something to do. */
export function changeText(change: Change, mode: Mode, names: Names): string {
  switch (change.kind) {
    case 'ask_manager':
      return `Ask your manager to rate ${plural(change.skills.length, 'skill', 'skills')}`
    case 'agreement':
      return change.to === 'close'
        ? 'Talk with your manager about how close you are, and record what you both say'
        : 'Ask your manager to confirm that you both say yes'
    case 'evidence':
      return `Log one decision of ${sizeOf(mode)} size on ${names.skill(change.skill)} and have someone confirm it`
    case 'attest':
      return `Ask someone to confirm “${names.record(change.item)}”`
  }
}

/** An arrow beside the number only for a change worth one (n); null otherwise. */
export const arrowFor = (delta: number): 'up' | 'down' | null =>
  Math.abs(delta) < model.arrow ? null : delta > 0 ? 'up' : 'down'

const noChanceYet = 'No chance yet: create one'

const stateWords: Record<SkillResult['state'], string> = {
  not_assessed: 'Not looked at yet',
  at_bar: 'At the bar',
  near: 'Near the bar',
  open: 'Still open',
  clear_gap: 'Below the bar',
}

const sizeOf = (mode: Mode): string => (mode === 'promotion' ? 'the target level’s' : 'your level’s')

const range = ([lo, hi]: readonly [number, number]): string => `${Math.round(lo)}–${Math.round(hi)}`

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const more = (n: number, one: string, many: string): string => `${n} more ${n === 1 ? one : many}`
