import { type Hit, hitsOf, overlaps, wholeWords } from './scan.ts'

/** A stated period: `rate` ones (“a month”) belong to the number beside them, others to their sentence (coach specification 4.7). */
export interface Window {
  start: number
  end: number
  /** As written, lower case. */
  text: string
  rate: boolean
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const seasons = 'spring|summer|autumn|fall|winter'
const unit = '(?:days?|weeks?|months?|quarters?|half|halves|years?|sprints?|semesters?)'
// “the same day” says how fast, not over what period.
const longUnit = '(?:weeks?|months?|quarters?|half|halves|years?|sprints?)'
const shortUnit = '(?:d|wks?|mos?|yrs?|qtrs?)'
const count =
  '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|(?:a )?few|several)'
const order = '(?:first|last|past|next|following|same|previous|prior|coming|whole|full)'
const period = '(?:q[1-4]|h[12]|fy ?\\d{2,4})'
const year = '(?:20\\d\\d|19\\d\\d)'
const preposition = '(?:in|within|over|during|for|after|across|since|by|throughout)'
const dayNumber = '\\d{1,2}(?:st|nd|rd|th)?'

const stretches: RegExp[] = [
  `${preposition} (?:(?:the|my|our) )?${order}(?: ${count})? ${unit}`,
  `(?:in|within|over|during|for|after|throughout) (?:(?:the|my|our) )?${count}[ -]${unit}`,
  `(?:in|within|over|after|for) \\d{1,3} ?${shortUnit}`,
  `(?:in|over|during|for|within) the (?:quarter|half|month|year|week)(?: after)?`,
  `the (?:${unit}) after`,
  `(?<!\\bby )${count} ${unit} (?:after(?= \\w)(?: (?:the )?(?:launch|release|rollout|relaunch|go-live|rebrand|migration))?|later|post-launch|since)`,
  `(?:(?:in|over|during|for) )?(?:this|last|past|same|(?:the )?(?:following|next|same|previous)) (?:${longUnit}|${seasons})`,
  `(?:${preposition} |until |from |as of )?(?:early |late )?${period} ?(?:to|-|–|→) ?${period}`,
  `(?:${preposition} |until |from |as of )?(?:early |late )?${period}(?:[ /-](?:${period}|${year}))?`,
  `(?:in|since|by|on|during|until|till|as of|from|of) (?:early[ -]|mid[ -]?|late[ -]|end of )?(?:${dayNumber} )?(?:${months})(?: ${dayNumber}(?![%\\d]| of \\d| out of))?(?:,? ${year})?`,
  `(?:in|since|by|during|until|as of) (?:early |mid-?|late |end of )?(?:${year}|(?:last |this )?(?:${seasons}))`,
  '(?:in|since|by|on|until|as of) \\d{4}-\\d{2}(?:-\\d{2})?',
  '(?:on|since|by|from|until) \\d{1,2}/\\d{1,2}(?:/\\d{2,4})?',
  'qoq|yoy|mom|wow|ytd|m/m|y/y|q/q|year[ -](?:over|on)[ -]year|month[ -](?:over|on)[ -]month|quarter[ -](?:over|on)[ -]quarter|year to date',
  'since (?:the )?(?:launch|relaunch|release|rollout|inception|redesign|rebrand|migration|go-live|going live|then)',
  `${count} ${unit} ago|a year ago`,
].map((source) => wholeWords(source))

const rates: RegExp[] = [
  wholeWords(
    `(?:per|(?<!\\b(?:by|nearly|almost|about|from|to|is|was|half|takes?|took|of|within|than|only|just) )an?|each|every) (?:hour|day|week|month|quarter|year|sprint|shift|night|weekend)(?! (?:faster|shorter|less|earlier|sooner|quicker|longer|later|slower|and a half))`,
  ),
  /\/ ?(?:hour|hr|h|day|d|week|wk|month|mo|quarter|qtr|year|yr)(?![\w])/gi,
  wholeWords('(?:annual(?:ly)?|monthly|weekly|daily|yearly)(?! (?:active|users|listeners|actives))|p\\.a'),
]

// “answers in 2 days instead of 5” states a duration that changed, not the period it changed over.
const contrast =
  /^(?:[;.,] (?:and |but )?(?:before\b|it (?:was|used to)|that was|last |a year ago|used to)|,? (?:now|today)\b)|^,? ?(?:instead of|rather than|not \d|formerly|previously|where|and (?:last|before)|\(?was\b|against|vs\b|down from|up from|used to)/i

/** The stated periods of a prepared text, in order; where several overlap the longest stays, and a rate gives way to a stretch. */
export function windowsIn(text: string): Window[] {
  const spans = stretches.flatMap((pattern) => hitsOf(pattern, text)).filter((hit) => !isDuration(hit, text))
  const kept = longestApart(spans).map((hit) => windowOf(hit, false))
  const regular = longestApart(rates.flatMap((pattern) => hitsOf(pattern, text))).map((hit) => windowOf(hit, true))
  let next = 0
  const free = regular.filter((rate) => {
    while (next < kept.length && kept[next]!.end <= rate.start) next++
    return next >= kept.length || !overlaps(kept[next]!, rate)
  })
  return [...kept, ...free].sort((a, b) => a.start - b.start)
}

const windowOf = (hit: Hit, rate: boolean): Window => ({
  start: hit.start,
  end: hit.end,
  text: hit.text.toLowerCase(),
  rate,
})

// “a claim now closes in 6 days”: how long it takes, not over what period something changed.
const happensIn =
  /\b(?:closes|lands|arrives?|ships|loads|opens|responds|answers?|renders|builds|clears|settles|resolves|onboards?|goes live|go live|is done|are done|is live|are live|get(?:s)? an answer|hear back|now [a-z]+s?) $/i

const isDuration = (hit: Hit, text: string): boolean =>
  /^in half/i.test(hit.text) ||
  (/^(?:in|within) (?:\d|an? |[a-z]+ (?:day|week|month|year)s?$)/i.test(hit.text) &&
    happensIn.test(text.slice(Math.max(0, hit.start - 30), hit.start))) ||
  (/^(?:in|within) .*(?:day|week|month|year|\d ?(?:d|wk|mo|yr))s?$/i.test(hit.text) &&
    contrast.test(text.slice(hit.end, hit.end + 24)))

function longestApart(hits: Hit[]): Hit[] {
  const kept: Hit[] = []
  for (const hit of hits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || hit.start >= last.end) kept.push(hit)
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit
  }
  return kept
}
