import { countsItself } from './change-words.ts'
import { type Figure, figureAt, nameAfter, nameBefore, named } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import { nounAfter, nounBefore } from './nouns.ts'
import type { NumberToken } from './numbers.ts'
import { nativeUnit } from './pairs.ts'
import { hitsOf, holds, meter } from './scan.ts'
import { isMoney, isTime } from './units.ts'

/** Shares of a whole, such as 9 of 11 (coach specification 4.4 A). Marks the numbers it takes. */
export function ratiosIn(draft: Draft, line: Line): Figure[] {
  return line.numbers
    .filter((token) => !token.used && token.unit === 'ratio' && !isProgress(draft, line, token))
    .map((token) => {
      token.used = true
      const figure = { ...figureAt('ratio', line, token.start, token.end), ...wholeOf(draft, line, token) }
      return { ...named(draft, figure, 'after'), to: token.value, unit: 'ratio' }
    })
    .filter(
      (figure) => figure.name !== null || figure.noun !== null || tells.test(textAfter(draft, line, figure.end, 30)),
    )
}

// “five of the six came out alike” counts nothing that anybody follows; “nine of ten renewed” does.
const tells =
  /^ (?:have |has |had |of them |now |already )*(?:won|closed|renewed|adopted|used?|upgraded|bought|booked|signed|accepted|passed|converted|stayed|said|chose|picked|left|churned|failed|replied|answered|turned|clicked|completed|finished|opted|agreed|knew|found|could|would|will|are|were|was|is)\b/i

/** “of 27 users, 8”: the whole stands between the two numbers. */
function wholeOf(draft: Draft, line: Line, token: NumberToken): Pick<Figure, 'name' | 'noun'> {
  const first = /^\S+(?= (?!of\b|out\b|in\b|\/)[a-z])/i.exec(draft.text.slice(token.start, token.end))
  if (!first) return { name: null, noun: null }
  const at = token.start + first[0].length
  const name = line.names.find((hit) => hit.start >= at && hit.end <= token.end)?.entry ?? null
  return { name, noun: name ? null : nounAfter(draft.text, line, at, true) }
}

const ownWork =
  /^ (?:[a-z][\w-]* ){0,2}(?:slides?|interviews?|modules?|features?|screens?|pages?|chapters?|tasks?|stories|items?|milestones?|sprints?|meetings?|sessions?|workshops?|steps?|deliverables?|epics?|tickets?|reports?|articles?|templates?|sections?|lots)\b/i
const doneBefore =
  /\b(?:finished|did|done|complet(?:ed|ing)|booked|ran|held|wrote|drafted|shipped|built|closed|merged|has|have|migrated|reviewed|with)\b[^.;,]{0,24}$/i
const doneAfter =
  /^[^.;,]{0,40}\b(?:done|complete|finished|drafted|ready|left|open|to go|merged|shipped|booked|written)\b/i

// “8 of 12 modules done” is how far the work has come, not what it changed.
const isProgress = (draft: Draft, line: Line, token: NumberToken): boolean => {
  const after = textAfter(draft, line, token.end, 60)
  return ownWork.test(after) && (doneBefore.test(clauseBefore(draft, line, token.start)) || doneAfter.test(after))
}

const reachVerb =
  /\b(?:reach(?:ed|es|ing)?|hit(?:s|ting)?|achiev(?:ed|es|ing)|maintain(?:ed|s|ing)|attain(?:ed|ing)|cross(?:ed|es|ing)|pass(?:ed|es|ing)?|surpass(?:ed|ing)|exceed(?:ed|ing)|topped|stands? at|stood at|sits? at|sat at|ended at|closed (?:\w+ ){0,3}at|came in at|landed at|settled at|(?:is|are|was|were|'re|we're|now) (?:now )?at|now|now (?:at|is|are|on)|carried us past|past|(?:is|are) now|make(?:s)? up|run(?:s|ning)? at|within|deliver(?:ed|ing) (?:a|an))\b/i
const targetAfter =
  /^[^.;,]{0,6}\s?(?:of (?:the |our |its |my )?(?:\w+ ){0,3}(?:target|plan|quota|goal)|(?:\w+ ){0,2}(?:target|goal|quota)\b)/i

/** Levels: reached ones count as results, others are only stated (coach specification 4.4 E). Marks the numbers it takes. */
export function levelsIn(draft: Draft, line: Line): Figure[] {
  const figures: Figure[] = []
  for (const token of line.numbers) {
    meter.steps++
    if (token.used) continue
    const figure = levelOf(draft, line, token)
    if (!figure) continue
    token.used = true
    figures.push(figure)
  }
  return [...figures, ...zeroesIn(draft, line)]
}

function levelOf(draft: Draft, line: Line, token: NumberToken): Figure | null {
  const lead = clauseBefore(draft, line, token.start)
  const reached = reachOf(lead)
  if (!reached && isRule.test(lead)) return null
  if (repeats(draft, line, token)) return null
  if (
    token.form === 'share' &&
    (textBefore(draft, line, token.start, 40).trim() !== '' || isFigureOfSpeech(draft, line, token))
  )
    return null
  if (token.unit === '%') return percentLevel(draft, line, token, lead, reached)
  if (isMoney(token.unit)) return moneyLevel(draft, line, token, lead, reached)
  if (isTime(token.unit)) return timeLevel(draft, line, token, lead, reached)
  if (token.unit === 'points') return pointsLevel(draft, line, token, reached)
  return token.unit === null ? countLevel(draft, line, token, lead, reached) : null
}

const reachedHere = new RegExp(`${reachVerb.source}([^;]{0,34})$`, 'i')

const isFigureOfSpeech = (draft: Draft, line: Line, token: NumberToken): boolean =>
  /^ (?:of )?(?:it|that|this|them|us|you|my|a|an|the (?:team|time|day|battle|work|fun|job|room|night|week|office|company|morning|afternoon|point))\b/i.test(
    textAfter(draft, line, token.end, 24),
  )

// What was set, given or put in is a choice, not a level something came to.
const isRule =
  /\b(?:set|capped|limited|fixed|reserv(?:ed|ing)|allocat(?:ed|ing)|earmarked|gave|offered|requires?|charged|demand(?:s|ed)|want(?:s|ed)|asked for|promised)\b(?![^.;,:]*\b(?:and|which|that|so|to us)\b)[^.;,:]{0,40}$|\bkept (?:about )?$/i

// The verb must reach the number: “hit a record 10,000”, not “hit the road and sold 40”.
const reachOf = (lead: string): boolean => {
  const match = reachedHere.exec(lead)
  return match !== null && !/,|\b(?:and|but|so|because|after|for|with|to)\b|\d/i.test(match[1]!)
}

// “by $40k (18%)” says the same change twice.
function repeats(draft: Draft, line: Line, token: NumberToken): boolean {
  const previous = line.numbers.findLast((other) => other.end <= token.start)
  return (
    token.unit === '%' &&
    previous?.used === true &&
    /^ ?\((?:about |[~≈])?$/.test(draft.masked.slice(previous.end, token.start)) &&
    /^\s?\)/.test(textAfter(draft, line, token.end, 3))
  )
}

function percentLevel(draft: Draft, line: Line, token: NumberToken, lead: string, reached: boolean): Figure | null {
  if (
    /^ (?:off|discount|pricier|cheaper|time|sure|certain|done|complete\b|confident|budget)/i.test(
      textAfter(draft, line, token.end, 12),
    )
  )
    return null
  // “we hold a 15 % margin upfront” is a rule
  if (!reached && /\b(?:a|an|the|our|my|every)\s$/i.test(lead)) return null
  const attained = targetAfter.test(textAfter(draft, line, token.end, 40))
  const figure = figureAt(reached || attained ? 'reached' : 'level', line, token.start, token.end)
  const of = /^ (?:of|in|on) /.test(textAfter(draft, line, token.end, 4)) || nameAfter(draft, line, token.end) !== null
  const base = attained
    ? { ...figure, noun: 'attainment' }
    : reached
      ? named(draft, figure, nameBefore(line, token.start) ? 'before' : 'after')
      : named(draft, figure, of ? 'after' : 'before')
  const rest = textAfter(draft, line, token.end, 40)
  const still = whereItStarted.test(rest) || (stillThere.test(lead) && !/^ (?:of|[a-z]+s)\b/i.test(rest))
  return {
    ...base,
    to: token.value,
    unit: '%',
    ...(still ? { form: 'flat' as const, direction: 'flat' as const } : {}),
  }
}

const whereItStarted =
  /^(?: of [a-z]+)?,? (?:exactly |right |just )?(?:where (?:it|they|we) (?:started|began|was|were|had been)|as before|like before|same as (?:before|last)|as ever|as always|before and after|either way|in both (?:arms|groups|variants|versions|cells|halves|cohorts))\b/i
const stillThere = /\bstill (?:at |on |is |only )?[~≈]?$/i

function moneyLevel(draft: Draft, line: Line, token: NumberToken, lead: string, reached: boolean): Figure | null {
  // what was spent is scope, not a result
  if (/\b(?:spent|invested|paid)\b[^.;,]{0,20}$/i.test(lead)) return null
  if (!reached && /\b(?:a|an|the|our|my|their|this|that|every|each|lost|losing)\s(?:\d+ [a-z]+ worth )?$/i.test(lead))
    return null
  const after = nameAfter(draft, line, token.end)
  const worth =
    !/\b(?:lost|losing|at risk)\b/i.test(lead) && /\b(?:worth|valued at|adding up to)\b[^.;]{0,24}$/i.test(lead)
  const before = nameBefore(line, token.start)
  const close =
    before &&
    /^(?:\s?(?:rate|level))?(?: (?:is|are|was|at|of|stands at|stood at|sits at|now|:|to))*[\s:~≈]*$/i.test(
      draft.masked.slice(before.end, token.start),
    )
  const rated = line.windows.some(
    (window) => window.rate && window.start - token.end >= 0 && window.start - token.end < 2,
  )
  const figure = {
    ...figureAt(reached ? 'reached' : 'level', line, token.start, token.end),
    to: token.value,
    unit: token.unit,
  }
  if (after) return { ...figure, name: after.entry }
  const listed =
    before !== null && token.start - before.end < 60 && /:\s*[~≈]?$/.test(textBefore(draft, line, token.start, 4))
  if (
    close ||
    listed ||
    (before &&
      (rated ||
        reached ||
        /^(?: (?!deck|report|slide|page|call|talk)[a-z-]+){0,5},\s*[~≈]?$/i.test(
          draft.masked.slice(before.end, token.start),
        )))
  )
    return { ...figure, name: before.entry }
  return worth ? figure : null
}

function timeLevel(draft: Draft, line: Line, token: NumberToken, lead: string, reached: boolean): Figure | null {
  if (
    /^ (?:later|ago|after|before|in advance|long|earlier|of|into|straight|each|window|warning|plan)\b/i.test(
      textAfter(draft, line, token.end, 12),
    )
  )
    return null
  const name = nameBefore(line, token.start)
  const timed = name !== null && (isTime(name.entry.native ?? null) || /time|cycle/.test(name.entry.name))
  const stated =
    /(?:\b(?:is|are|takes?|:|at|in|of)|:)\s(?:now |only |just |about |~ ?)*$/i.test(lead) &&
    holds(
      /\b(?:time|wait|duration|cycle|delay|lag|load|takes?|spin|respon|answer|paged|restor|review|onboard)/i,
      textBefore(draft, line, token.start, 70),
    )
  if (!reached && !timed && !stated) return null
  // “launched within 48 hours” says how fast one was
  if (/\bwithin \S*$/i.test(lead) && !/\b(?:is|are|gets?|now|always|all)\b/i.test(lead)) return null
  if (/\b(?:for|after|over|last|first|every|spent|took us)\s(?:\w+ )?$/i.test(lead)) return null
  const figure = named(
    draft,
    figureAt(reached || timed || stated ? (reached ? 'reached' : 'level') : 'level', line, token.start, token.end),
    'before',
  )
  return { ...figure, to: token.value, unit: token.unit }
}

function pointsLevel(draft: Draft, line: Line, token: NumberToken, reached: boolean): Figure | null {
  const figure = named(
    draft,
    figureAt(reached ? 'reached' : 'level', line, token.start, token.end),
    nameBefore(line, token.start) ? 'before' : 'after',
  )
  if (figure.name?.native !== 'points' && !reached && figure.name?.native !== undefined) return null
  return { ...figure, to: token.value, unit: 'points' }
}

/** Bare counts are scope or activity unless a level was reached, none is left, or the name counts attention. */
function countLevel(draft: Draft, line: Line, token: NumberToken, lead: string, reached: boolean): Figure | null {
  if (token.form === 'share' || (token.form === 'word' && !reached)) return null
  const rest = textAfter(draft, line, token.end, 30)
  const after = nameAfter(draft, line, token.end, 2)
  const before = nameBefore(line, token.start)
  if (token.value === 0 && /^ [a-z]/i.test(rest)) return count(draft, line, token, 'level', after?.entry ?? null)
  if (holds(activityVerb, lead)) return null
  if (after?.entry.vanity) return count(draft, line, token, 'level', after.entry)
  if (audience.test(rest)) return count(draft, line, token, reached ? 'reached' : 'level', after?.entry ?? null)
  if (after && heldAgainst(draft, line, token)) return count(draft, line, token, 'reached', after.entry)
  if (after && reached) return count(draft, line, token, 'reached', after.entry)
  const gap = before ? draft.masked.slice(before.end, token.start) : ''
  const stated =
    /^(?: (?:of|is|are|was|at|stands at|now))*[\s:]+(?:now |only |just |about )?$/i.test(gap) && gap.trim() !== ''
  if (audienceActs.test(rest) && token.value >= 20 && token.form === 'digits')
    return count(draft, line, token, 'level', after?.entry ?? null)
  if (reached && passed.test(lead) && token.value >= 50 && nounAfter(draft.text, line, token.end, false))
    return count(draft, line, token, 'reached', before?.entry ?? null)
  if (holds(countsItself, rest)) return null
  if (before && stated && ['%', 'points', 'count'].includes(before.entry.native ?? ''))
    return count(draft, line, token, reached ? 'reached' : 'level', before.entry)
  if (!reached || /\b(?:now|within|past)\s\S*$/i.test(lead) || token.form !== 'digits') return null
  if (before) return count(draft, line, token, 'reached', before.entry)
  const subject = nounBefore(draft.text, line, token.start)
  // “monthly active clusters reached 10,400”
  return passed.test(lead) && subject !== null && /[a-z]{2}s$/.test(subject) && ended.test(rest)
    ? { ...figureAt('reached', line, token.start, token.end), noun: subject, to: token.value, unit: 'count' }
    : null
}

const ended =
  /^\s?(?:[.,;:)!(—–]|$| (?:in|on|by|for|this|last|after|since|at the end|within|before|and|from|without|with)\b)/i

// “62 sign-ups against 200”: what was hoped for stands beside what came.
const heldAgainst = (draft: Draft, line: Line, token: NumberToken): boolean => {
  const next = line.numbers.find((other) => other.start >= token.end)
  return (
    next?.used === true &&
    /^ (?:[\w-]+ ){1,3}(?:against|vs\.?|versus|out of|of the)\s/i.test(draft.masked.slice(token.end, next.start))
  )
}

// “crossed 10,000 members”: the verb stands right before the number
const passed =
  /\b(?:reached|hit|crossed|passed|surpassed|exceeded|topped) (?:about |over |nearly |almost |the |a record )?$/i
// “2,300 subscribers returned”: what they did, not what was done to them
const audienceActs =
  /^ (?:[a-z-]+ ){0,2}[a-z-]+s (?:have |has )?(?:now |already )?(?:returned|upgraded|renewed|switched|converted|came back|come back|reordered|rebooked|resubscribed|reactivated)\b/i

// “1.2M monthly listeners” says how many there are, not how many were worked on.
const audience = /^ (?:monthly|weekly|daily) (?:active )?[a-z]{3,}s\b/i

function count(draft: Draft, line: Line, token: NumberToken, form: 'level' | 'reached', name: Figure['name']): Figure {
  const figure = { ...figureAt(form, line, token.start, token.end), name, to: token.value }
  return name
    ? { ...figure, unit: nativeUnit(figure, token.value) }
    : { ...named(draft, figure, 'after'), unit: 'count' }
}

const activityVerb =
  /\b(?:ran|led|held|hosted|met|interviewed|talked|spoke|onboarded|migrated|invited|moved|reviewed|analy[sz]ed|audited|sent|called|trained|surveyed|closed|fixed|resolved|answered|wrote|built|created|imported|emailed|asked|visited|demoed|launched|shipped|handled|processed|tagged|gave|did)\b[^.;]{0,40}$/i

const zero =
  /\b(?:zero|no) (downtime|incidents|outages|complaints|escalations|churn|chargebacks|regressions|bugs|errors|refunds|no-shows|sev-?1s|data loss)\b/gi

function zeroesIn(draft: Draft, line: Line): Figure[] {
  return hitsOf(zero, line.text)
    .filter(
      (hit) =>
        /^zero/i.test(hit.text) && !line.numbers.some((token) => token.used && token.start === line.start + hit.start),
    )
    .map((hit) => {
      const start = line.start + hit.start
      const name = line.names.find((other) => other.start >= start && other.start < line.start + hit.end)
      const figure = {
        ...figureAt('level', line, start, line.start + hit.end),
        to: 0,
        unit: 'count',
        name: name?.entry ?? null,
      }
      return draft.text && name ? figure : { ...figure, noun: hit.groups[0]!.toLowerCase() }
    })
}
