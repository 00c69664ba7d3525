import { type Figure, figureAt, named } from './figure.ts'
import { clauseBefore, type Draft, type Line, textAfter, textBefore } from './line.ts'
import { nounAfter } from './nouns.ts'
import type { NumberToken } from './numbers.ts'
import { nativeUnit, saidUnit } from './pairs.ts'
import { type Hit, hitsOf, holds } from './scan.ts'

const flat = new RegExp(
  '\\b(?:flat(?=\\s*(?:[.,;:)→(—–-]|$| (?:at|in|over|since|while|despite|yoy|qoq|mom|after|across|against|so|as|again|overall|all|for (?:the|a|\\d|two|three|six|months|weeks))\\b))|unchanged|held steady|(?<=[,;:] (?:[a-z]+ )?[a-z]+s )the same(?=\\s*(?:[.;,)]|$))|stuck(?= at [~≈]?[\\d$€£])|(?:steady|stable|level|constant)(?= at [~≈]?[\\d$€£])|' +
    '(?:stayed|remained|stays|remains|kept|is|are|was|were|held) (?:the same|flat|unchanged|steady|stable|level|put|at|(?:exactly |right )?where (?:it|they) (?:was|were|had been|started|began))|hold(?:s|ing)? steady|' +
    "(?:didn't|did not|doesn't|hasn't|haven't|won't|never|not) (?:really |even )?(?:move|moved|change|changed|budge|budged|shift|shifted|improve|improved)(?: (?:a thing|at all|from|an inch|a bit))?|" +
    '(?:no|zero) (?:significant |measurable |real |visible |clear |noticeable )?(?:change|movement|difference|effect|impact|uplift|lift) (?:what(?:so)?ever )?(?:in|on|to)|(?:did|does|done) nothing (?:for|to)|made no difference to)\\b',
  'gi',
)

/** Metrics that did not move (coach specification 4.4 F). */
export function flatsIn(draft: Draft, line: Line): Figure[] {
  return hitsOf(flat, line.text).flatMap((hit) => flatAt(draft, line, hit) ?? [])
}

function flatAt(draft: Draft, line: Line, hit: Hit): Figure | null {
  const start = line.start + hit.start
  const end = line.start + hit.end
  const value = levelAfter(draft, line, end)
  if (/(?:stayed|remained|stays|remains|kept|is|are|was|were|held) at$/i.test(hit.text)) {
    if (!value || !/^(?:stay|remain)/i.test(hit.text)) return null
  }
  const figure = figureAt('flat', line, start, value?.end ?? end)
  const object = / (?:in|on|to|for)$/i.test(hit.text) || hasObject(hit.text, textAfter(draft, line, end, 30))
  const held = named(draft, object ? { ...figure, end } : figure, object ? 'after' : 'before')
  if (!value && held.name === null && !isMeasured(draft, line, start, end, object)) return null
  if (value) value.used = true
  const unit = value ? (value.unit ?? saidUnit(draft, line, start) ?? nativeUnit(held, value.value)) : null
  return { ...held, end: figure.end, to: value?.value ?? null, unit, direction: 'flat' }
}

// “the credit didn't move sign-ups” is about sign-ups, “sign-ups didn't move” as well.
const hasObject = (written: string, after: string): boolean =>
  /(?:move|moved|change|changed|shift|shifted|improve|improved)$/i.test(written) &&
  /^ (?!(?:at|in|on|for|over|since|after|when|while|because|despite|and|but|so|either|much|until|with|by|as|from|even|yet|across|again)\b)[a-z]/i.test(
    after,
  )

/** “unchanged at 8 %”; “did nothing for the wait, still 40 min”. */
function levelAfter(draft: Draft, line: Line, end: number): NumberToken | undefined {
  const next = line.numbers.find((token) => !token.used && token.start >= end)
  if (!next || next.start - end > 60) return undefined
  const gap = draft.masked.slice(end, next.start)
  const close = gap.length < 24 && /^(?: \w+)?(?: (?:at|from))? ?[~≈]?$|^$|^ $/i.test(gap)
  const stated =
    /^(?:,|:) $/.test(gap) && /^(?: as before)?\s*(?:[.;!)]|$)/i.test(draft.masked.slice(next.end, line.end))
  return close || stated || holds(still, gap) ? next : undefined
}

const still =
  /^[^.;\d]{0,40}[,(:—–-] ?(?:it |they |the )?(?:avg |average |median )?(?:is |are |was |were )?(?:still|remains?|stays?|stayed) (?:at |on )?[~≈]?$/i

/** “tips flat”, “did nothing for order frequency”: something that can be counted or measured did not move. */
function isMeasured(draft: Draft, line: Line, start: number, end: number, object: boolean): boolean {
  if (object) {
    const noun = nounAfter(draft.text, line, end, true)
    return noun !== null && endsMeasured(noun)
  }
  const clause = clauseBefore(draft, line, start, 60)
    .split(/ (?:and|so|→) /)
    .at(-1)!
  const subject = clause.replace(
    /\s*(?:(?:is|are|was|were|has|have|had|stayed|remained|all|both|still|basically|practically|quite|just) )*\s*$/i,
    '',
  )
  if (textBefore(draft, line, start, 2).endsWith('(')) return false
  return endsMeasured(subject.trim().split(/ (?:of|in|on|for|from|by|at|among|per|with) /i)[0]!)
}

const measures =
  /(?:^|[\s-])(?:rates?|share|volume|frequency|headcount|consumption|times?|traffic|usage|use|spend|spending|scores?|count|load|demand|throughput|depth|length|duration|attendance|participation|turnover|uptake|output|capacity|occupancy|footfall|engagement|readership|quality|speed|backlog)$/i
const things =
  /(?:^|[\s-])(?:this|us|prices?|terms|plans?|dates?|rules?|screens|colou?rs?|designs?|people|minds|things|scopes?|requirements|contracts|teams|opinions|results|details|words|texts?|status|process|ours|yours|theirs|others|means|news|goals?|targets|deadlines|policies|priorities|settings|defaults|anything|much|thing|everything|nothing|always|does|perhaps|sometimes|as|is|was|has)$/i
const endsMeasured = (phrase: string): boolean =>
  /[a-z]$/i.test(phrase) && !things.test(phrase) && (measures.test(phrase) || /[a-z]{2,}[^s\W]s$/i.test(phrase))
