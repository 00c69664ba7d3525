import type { Figure } from './figure.ts'
import { type Draft, type Line, textAfter, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { holds } from './scan.ts'

/** A figure that is wanted, promised or guessed, not had (coach specification 3.2). */
export const isTarget = (draft: Draft, figure: Figure): boolean =>
  underGoal(draft, figure.line) ||
  holds(hopedInClause, draft.masked.slice(figure.line.start, Math.min(figure.start, figure.line.start + 160))) ||
  isOrder(draft, figure) ||
  holds(targetLead, textBefore(draft, figure.line, figure.start, 48))

const owners =
  "(?:(?:q[1-4_]|h[12_]|fy|next|this|my|our|the|team|draft|new|stretch|proposed|annual|quarterly|company|personal|year|quarter|[\\d_]{1,4}(?![\\d_]))[\\s'-]{0,3}){0,4}"
const wishes =
  '(?:goals?|targets?|okrs?|krs?|key results?|plan|aims?|objectives?|ambition|vision|intention|forecasts?|projections?|outlook|estimates?|' +
  'expectations?|expected|anticipated|hypothes[ie]s|bets?|hopes?|wish(?:list)?|dream|success (?:criteria|metric)|assumptions?|business case|ideas?|proposals?|next(?: steps?)?|to-?do)'
/** “Goal for H2: …”, “OKR draft: …”; “Forecast accuracy: …” names a metric and is no goal. */
const goalHead = new RegExp(
  `^\\W*${owners}${wishes}(?: (?:impact|effect|gains?|outcome|results?|benefit|uplift|savings?)(?: (?:of|on|for|from)(?![\\w-])[^:.;]{0,40})?| (?:for|of|in|by|until|draft|review|no\\.?|next|this|year|[qh][\\d_]|fy|[\\d_]+)(?![\\w-])[^:.;]{0,30})?\\s?(?::| [–—-] )`,
  'i',
)
const happened =
  /\b(?:reached|hit|got|achieved|ended|landed|made|missed|came|was|were|is|now|turned out|[a-z]{3,}ed)\b/i

/** What stands under a goal is wanted, until a later sentence says what became of it. */
function underGoal(draft: Draft, line: Line): boolean {
  if (holds(goalHead, line.text.slice(0, 120))) return true
  return line.index > 0 && holds(goalHead, draft.lines[0]!.text.slice(0, 120)) && !holds(happened, line.text)
}

/** A sentence that opens with a hope speaks of hopes until it turns: “Expecting 10 %, got 3 %”. */
const hopedInClause =
  /^\W*(?:(?:i|we|they|team|still|just|really|only|all|everybody|everyone) )?(?:hopefully|hoping|hope|expecting|expects?|anticipating|aim|aiming|planning|plans? to|intend(?:ing)?|wants?|wanting|wish|need to|needs to|going to|looking to|trying to|would (?:like|love)|let's|should|must|could|might|may|will|if|imagine|what if|maybe|perhaps|ideally)\b(?![^,;:—]*[,;:—(])(?!.*\b(?:but|and got|instead)\b)/i

const targetLead =
  /(?:(?<!(?:missed|beat|hit|exceeded|above|past|over|topped) (?:the |our |its |their |my )?)\b(?:goal|target|aim(?:s|ed|ing)? (?:to|for|at)|plan(?:s|ned|ning)? to|projected|forecasts? (?:of|at|is|was|says?|shows?)|(?:is |are )?expected to|expects?|expecting|should|(?:plan|budget|quota) (?:was|is|of)|hop(?:e|es|ed|ing) (?:to|for)|wants? (?:to|an? )?|wanted to|(?:asks?|asked) for|okr (?:is|was)|intends? to|target is|will|would|(?:we|that|this|it) (?:could|might|may)|to (?:get|bring|push|take|move|lift|raise|reach|grow|cut|reduce) \w+ (?:\w+ ){0,2}(?:from|to|below|under|above|over))\b)[^.;]{0,25}$/i

const order =
  /^\W*(?:get|raise|increase|reduce|lower|bring|grow|double|halve|triple|improve|reach|lift|drive|move|take|make|keep|achieve|decrease|boost|win)\b(?! (?:rates?|times?|shares?|in|of|to|up|down|from|was|is|at)\b|[-:,])/i
const past = /\b(?:was|were|had|went|got|rose|fell|grew|dropped|now|[a-z]{3,}ed)\b/i

/** “Get the pass rate to 95 % before May” is an order to oneself. */
const isOrder = (draft: Draft, { line, start }: Figure): boolean =>
  line.index === 0 &&
  holds(order, line.text.slice(0, 40)) &&
  holds(/\bto\b/i, line.text.slice(0, start - line.start)) &&
  !holds(past, draft.text.slice(0, 400))

/** A number that says what was planned or expected beside what came: it is set aside before anything else is read. */
export const isExpected = (draft: Draft, line: Line, token: NumberToken): boolean => {
  const before = textBefore(draft, line, token.start, 60)
  const after = textAfter(draft, line, token.end, 50)
  return (
    holds(wantedBefore, before) ||
    holds(expectedBefore, before) ||
    (token.unit !== 'ratio' && holds(expectedAfter, after)) ||
    (holds(besideBefore, before) && holds(besideAfter, after)) ||
    holds(missedBefore, textBefore(draft, line, token.start, 90)) ||
    (token.unit === '%' && holds(exposedBefore, before))
  )
}

const wantedBefore =
  /\b(?:plan|target|goal|quota|forecast|benchmark)(?:ed)?(?: (?:was|is|of|had been|called for))\s(?:an? |only )?[~≈+]?$|\b(?:vs\.?|versus|against|above|below) (?:the |our |an? |its |my )?(?:plan|target|goal|quota|forecast|budget)(?: of)?\s[~≈]?$/i
const expectedBefore =
  /\b(?:estimates?|guess|gut|my (?:\w+ )?model|hypothesis|bet|expectation|promise|business case)\b[^.;,]{0,40}\b(?:was|were|said|says|is|of|had been|called for|assumed|had|spoke of|speaks of)\s(?:an? |only |about )?[~≈]?$|\b(?:estimated|guessed|sized|scoped|assumed|expected|predicted|promised|budgeted|hoped for|reckoned|had calculated|(?:had )?bet|(?:i|we)(?:'d| had) (?:said|thought|put|written|hoped|imagined|counted on|aimed for|in mind))(?: (?:it|them|the|this|that|on|with|for|at|as|about|only|a|an|[a-z]+)){0,4}\s[~≈]?$|\b(?:planned|hoped-for|estimated|budgeted|required|assumed|forecast|targeted)\s[~≈]?$/i
const expectedAfter =
  /^(?! ?(?:→|to\b|of\b))(?: [a-z-]+){0,1} (?:planned|expected|budgeted|hoped for|promised|predicted|wanted|targeted|assumed|we (?:wanted|hoped|needed|planned|expected))\b|^(?! ?→)[^.;,\d→]{0,44}\bin (?:my|the|our) (?:[a-z]+ )?(?:model|plan|business case|forecast|budget|estimate|spreadsheet|sheet|bid|calculation|pitch)\b/i
const besideBefore = /(?:\b(?:against|vs\.?|versus|above|over|below|beat|beating|than) (?:an?|our|the|my)|\()\s?$/i
const besideAfter = /^ (?:\w+ )?(?:target|goal|plan|quota|forecast|budget)\b/i
const missedBefore =
  /\b(?:missed|(?:fell|came|ended|landed) short|short of)\b[^;]{0,60}\b(?:against|vs\.?|versus|out of|of the)\s(?:the |a |our )?[~≈]?$/i
// How many see it is the size of a release.
const exposedBefore =
  /\b(?:roll(?:ed|ing|s)? ?out|rollout|ramp(?:ed|ing)?(?: up)?|released|shipped|launched|exposed|canary|live|a\/b test|split test|experiment)\b(?:(?!\b(?:and|which|that|so|then|with|lifting|raising|moving)\b)[^.;,]){0,40} (?:to|from|at|for|on) (?:[\d_.]+ ?% to )?[~≈]?$/i
