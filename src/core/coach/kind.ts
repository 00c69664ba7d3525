import { changeVerb } from './change-words.ts'
import { goalLead } from './cue-words.ts'
import { type Cue, holdsCue, holdsDoneThing, kindCuesIn, plainHits } from './cues.ts'
import type { Draft, Line } from './line.ts'
import type { Found } from './metrics.ts'
import { firstHit, type Hit, hitsOf, holds } from './scan.ts'
import { isStrong } from './strong.ts'
import type { CoachKind } from './types.ts'

/** What was seen in a text before it is judged; positions are in the prepared text. */
export interface Signs {
  draft: Draft
  figures: Found[]
  /** Figures that are the author's own results. */
  strong: Found[]
  cues: Cue[]
  claim: number | null
  effect: number | null
  effectImplied: number | null
  win: number | null
  vanity: boolean
  passive: boolean
  futureOnly: boolean
  /** First verb of making or shipping, if any. */
  action: { name: 'ship' | 'make'; start: number } | null
  hedge: boolean
}

export interface Judgement {
  kind: CoachKind
  confidence: 'sure' | 'guess'
}

export function signsOf(draft: Draft, figures: Found[]): Signs {
  const strong = figures.filter((figure) => isStrong(draft, figure))
  const cues = draft.lines
    .filter((line) => line.text.length > 5)
    .flatMap((line) =>
      kindCuesIn(line.text).map((cue) => ({ ...cue, start: cue.start + line.start, end: cue.end + line.start })),
    )
  const effect = plainHits('effect', draft.text)[0]?.start ?? null
  const action = actionOf(draft.text)
  return {
    draft,
    figures,
    strong,
    cues,
    claim: claimOf(draft),
    effect,
    effectImplied: plainHits('effectImplied', draft.text)[0]?.start ?? null,
    win: winOf(draft),
    vanity: figures.some((figure) => figure.vanity) || holds(vanityCount, draft.text),
    passive: holds(passive, draft.text),
    futureOnly: isFutureOnly(draft, figures, cues),
    action,
    hedge: holdsCue('hedge', draft.text) || helpsAsLead(draft.text),
  }
}

/** Coach specification 3.3 and 3.4. */
export function judge(signs: Signs): Judgement {
  const { draft, figures, strong } = signs
  const count = draft.text.split(/\s+/).filter((word) => /\w/.test(word)).length
  if (count < 3 && figures.length === 0) return { kind: 'unclear', confidence: 'guess' }
  if (signs.futureOnly) return { kind: 'unclear', confidence: 'sure' }
  if (strong.length > 0) return { kind: kindWithResult(signs), confidence: 'sure' }
  return withoutResult(signs, count)
}

/** “What you lead with is what it is”: a decision told with its effect stays a decision. */
function kindWithResult({ draft, strong, cues }: Signs): CoachKind {
  const said = cues.filter((cue) => !cue.implied)
  const first = said.reduce<Cue | null>((best, cue) => (best === null || cue.start < best.start ? cue : best), null)
  const firstLineEnd = draft.lines[0]!.end
  if (
    first &&
    (first.name === 'decision' || first.name === 'learning') &&
    first.start < firstLineEnd &&
    first.start < strong[0]!.start
  )
    return first.name
  if (strong.every((figure) => figure.direction === 'flat')) return 'learning'
  const own = /(?<![\w'-])(?:my|I had|I'd)(?![\w-])/i.test(draft.text)
  if (own && strong.every((figure) => figure.good === false)) return 'learning'
  if (undone.test(draft.text) && strong.every((figure) => figure.good === false)) return 'learning'
  const learning = said.some((cue) => cue.name === 'learning')
  return learning && strong.every((figure) => figure.good !== true) ? 'learning' : 'outcome'
}

const undone = /\b(?:rolled (?:it |this |that )?back|reverted|switched (?:it )?off|undid|went back to)\b/i

function withoutResult(signs: Signs, count: number): Judgement {
  if (isQuestion(signs.draft.text)) return { kind: 'unclear', confidence: 'guess' }
  const said = earliest(signs, false)
  if (said) return { kind: said, confidence: 'sure' }
  if (signs.vanity && signs.action) return { kind: 'output', confidence: 'sure' }
  const plainWork = signs.action !== null && leadsText(signs)
  if (plainWork)
    return {
      kind: 'output',
      confidence: count <= 25 && !vague.test(signs.draft.text.slice(signs.action!.start)) ? 'sure' : 'guess',
    }
  if (signs.vanity) return { kind: 'output', confidence: 'sure' }
  const implied = earliest(signs, true)
  if (implied) return { kind: implied, confidence: 'guess' }
  if (signs.figures.some((figure) => !figure.vanity && (figure.form === 'level' || figure.form === 'ratio')))
    return { kind: 'outcome', confidence: 'guess' }
  if (signs.passive) return { kind: 'output', confidence: 'sure' }
  if (signs.action || signs.hedge || holdsDoneThing(signs.draft.text)) return { kind: 'output', confidence: 'guess' }
  if (count >= 7 && describesAState(signs.draft.text)) return { kind: 'problem_found', confidence: 'guess' }
  return { kind: 'unclear', confidence: 'guess' }
}

// “Price page for Switzerland shows euros”: a plain statement about something that is, by somebody who found it worth a note.
const describesAState = (text: string): boolean =>
  /^(?:our|the|an?|every|each|some|most|all|people|users|only|[A-Za-z-]+s)\b/i.test(text) &&
  !/(?<![\w'-])(?:I|me|my|will)(?![\w-])/.test(text) &&
  !/\?\s*$/.test(text)

// Verbs that report work and choices alike.
const vague =
  /^(?:gave|held|asked|invited|agreed|closed|merged|consolidated|standardi[sz]ed|used|moved|added|removed|inherited|cancelled|restructured|renamed|converted|planned)\b/i

const kindOfCue = { decision: 'decision', problem: 'problem_found', trust: 'trust', learning: 'learning' } as const

function earliest({ cues, claim, effect, effectImplied, win }: Signs, implied: boolean): CoachKind | null {
  const places: [number, CoachKind][] = cues
    .filter((cue) => cue.implied === implied)
    .map((cue) => [cue.start, kindOfCue[cue.name as keyof typeof kindOfCue]])
  for (const place of implied ? [effectImplied] : [claim, effect, win])
    if (place !== null) places.push([place, 'outcome'])
  places.sort((a, b) => a[0] - b[0])
  return places[0]?.[1] ?? null
}

/** The action stands at the front, or right after I or we: the text is a report of work. */
function leadsText({ draft, action }: Signs): boolean {
  const lead = draft.text.slice(0, action!.start)
  return (
    lead.split(/\s+/).filter(Boolean).length < 3 || /\b(?:i|we)(?:'ve| have)?(?: also| just| finally)? $/i.test(lead)
  )
}

const isQuestion = (text: string): boolean =>
  /\?\s*$/.test(text) &&
  /^(?:should|do|does|did|is|are|was|can|could|would|why|what|how|who|where|when|which)\b|^.{0,40}$/i.test(text)

function actionOf(text: string): Signs['action'] {
  const ship = plainHits('ship', text).find((hit) => !isNoun(text, hit.start, hit.text))
  const make = plainHits('make', text)[0]
  if (!ship) return make ? { name: 'make', start: make.start } : null
  return make && make.start < ship.start ? { name: 'make', start: make.start } : { name: 'ship', start: ship.start }
}

const isNoun = (text: string, start: number, word: string): boolean =>
  /^launch$/i.test(word) || /\b(?:the|a|an|our|this|post|pre)[ -]$/i.test(text.slice(Math.max(0, start - 6), start))

const changeNames = /(?:\bto|in order to|aimed at|proposal to) $/i

/** A change verb with the name of a metric in its clause and no number: “Reduced churn in the SMB segment”. */
function claimOf(draft: Draft): number | null {
  for (const line of draft.lines) {
    if (line.names.length === 0) continue
    for (const verb of hitsOf(changeVerb, line.text)) {
      if (isLooseVerb(draft, line, verb)) continue
      if (changeNames.test(line.text.slice(Math.max(0, verb.start - 14), verb.start))) continue
      if (metricBeside(draft, line, verb.start, verb.end)) return line.start + verb.start
    }
  }
  return null
}

// “Price stays”, “renewals stall” say no change; “went up” does, “up” alone only right after its name.
function isLooseVerb(draft: Draft, line: Line, verb: Hit): boolean {
  if (verb.groups[2] !== undefined) return !/^(?:improv|optimi|enhanc|better)/i.test(verb.text)
  if (/^(?:grow|increase|reduce|lower|gain|recovered)$/i.test(verb.text)) return true
  if (/^(?:cuts?|add(?:ed|ing)|lost|losing|scal\w+)$/i.test(verb.text))
    return !metricBeside(draft, line, verb.start, verb.end)
  return /^(?:up|down)$/i.test(verb.text) && !line.names.some((name) => name.end === line.start + verb.start - 1)
}

function metricBeside(draft: Draft, line: Line, verbStart: number, verbEnd: number): boolean {
  const start = line.start + verbStart
  const end = line.start + verbEnd
  return line.names.some((name) => {
    if (name.entry.vanity || /^(?:users|customers|accounts|developers|calls|sessions|deals)$/.test(name.entry.name))
      return false
    const gap = name.start >= end ? draft.text.slice(end, name.start) : draft.text.slice(name.end, start)
    if (name.start < end && name.end > start) return false
    // “tickets about invoices dropped” keeps its subject; “dropped a note about tickets” has another object
    return gap.length < 36 && !(name.start >= end ? otherObject : otherClause).test(gap)
  })
}

const otherClause = /[,;:.—(]|\b(?:but|and|so|because|after|while|that|which|who|was|were|is|are)\b/i
const otherObject = /[,;:.—(]|\b(?:but|and|so|because|after|while|with|that|from|for|on|about)\b/i

const winPattern =
  /(?<![\w-])(?:won|signed|closed|landed|renewed|secured|bagged)(?: (?:the|a|our|first|back))? (?:[A-Z][\w&.-]+)(?! (?:team|ticket|tickets|Jira))/

function winOf(draft: Draft): number | null {
  const hit = firstHit(winPattern, capitalised(draft.text))
  return hit ? hit.start : null
}

// “Signed Hyundai” and “signed Hyundai” are one win; only the customer's capital letter counts.
const capitalised = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())

const vanityCount =
  /(?<![\w.])(?:\d[\d,.]{0,15}k?|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,2}(?:features|launches|releases|PRs|pull requests|commits|story points|page ?views|impressions|followers|likes|upvotes|retweets)\b|\b(?:closed|resolved|burned) (?:\d[\d,.]{0,15}) (?:\w+ )?(?:tickets|stories|points|story points)\b|\bvelocity\b/i

const workParticiple =
  'released|launched|shipped|improved|built|created|delivered|published|deployed|reduced|increased|decided|migrated|redesigned|rolled out|completed|implemented|introduced|removed|added|fixed|updated|designed|developed|written|cut|made|done|set up|moved|automated|achieved|driven|led|run|organi[sz]ed|agreed|approved|tested'
const passive = new RegExp(
  `\\b(?:was|were|has been|have been|had been|got|been) (?:successfully |finally |also |then |significantly )?(?:${workParticiple})\\b`,
  'i',
)

const helpsAsLead = (text: string): boolean =>
  /^(?:helped|supported)\b|\b(?:I|we|also|i) (?:helped|supported)\b/i.test(text)

/** A plan, not an event: a word of the future in the first sentence and nothing accomplished before it (3.3, step 2). */
function isFutureOnly(draft: Draft, figures: Found[], cues: Cue[]): boolean {
  if (goalLead.test(draft.text)) return true
  const first = draft.lines[0]
  if (!first) return false
  const future = plainHits('future', first.text)[0]
  if (!future) return false
  const before = first.text.slice(0, future.start)
  if (wish.test(future.text) && !ownSubject.test(before)) return false
  if (/["“][^"”]*$/.test(before)) return false
  if (figures.some((figure) => figure.start < first.start + future.start)) return false
  if (holds(accomplished, before) || holds(relative, before)) return false
  return !cues.some((cue) => !cue.implied && cue.start < first.start + future.start)
}

// Others want and need things too: “Two PMs want to shadow my calls” has happened.
const wish = /^(?:won't|plan|aim|hop|intend|need|want|considering|thinking|could be|maybe)/i
const ownSubject =
  /^\W*(?:(?:i|we|i'm|we're|(?:next|this) (?:week|month|quarter|sprint|half|year),?|the (?:team|plan)|our (?:team|plan)|my (?:team|plan)|plan|then|next|so|it|this|still|currently|now|also|really)\W*){0,3}$/i

const accomplished =
  /\b(?:\w{3,}ed|built|wrote|ran|led|shipped|sent|made|got|won|cut|went|met|told|gave|took|held|set|put|found|saw|said|chose|began|was|were|had|did|rose|fell|grew|is|are|now)\b/i
const relative = /\b(?:what|that|which|who|where|when|if|because|so|until)\s(?:\w+ ){0,4}$/i
