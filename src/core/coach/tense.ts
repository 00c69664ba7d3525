import { hitsOf } from './scan.ts'

/**
 * Says for a place in a text whether what is told there still lies ahead. Work is past unless a word of the future stands in the same
 * breath: in “shipped in May, will measure in June” only June is to come.
 */
export function aheadIn(text: string): (at: number) => boolean {
  const ahead = hitsOf(future, text)
  if (ahead.length === 0) return () => false
  const sentences = stretchesOf(sentenceEnd, text)
  const clauses = stretchesOf(clauseEnd, text)
  const past = hitsOf(accomplished, text)
  return (at) => {
    const sentence = sentences[indexAt(sentences, at)]!
    const own = indexAt(clauses, at)
    const says = (from: number, to: number): boolean | null =>
      ahead.some((hit) => hit.start >= from && hit.start < to)
        ? true
        : past.some((hit) => hit.start >= from && hit.start < to)
          ? false
          : null
    for (let n = own; n >= 0 && clauses[n]!.end > sentence.start; n--) {
      const said = says(Math.max(clauses[n]!.start, sentence.start), n === own ? at : clauses[n]!.end)
      if (said !== null) return said
    }
    for (let n = own; n < clauses.length && clauses[n]!.start < sentence.end; n++) {
      const said = says(n === own ? at : clauses[n]!.start, Math.min(clauses[n]!.end, sentence.end))
      if (said !== null) return said
    }
    return false
  }
}

const future = new RegExp(
  `\\b(?:will|won't|shall|gonna|going to|tomorrow|upcoming|tbd|later this|coming (?:up|week|month|quarter|half|year)|` +
    `planning (?:to|on)|plan(?:s|ned)? (?:to|for|on)|schedul(?:ed|ing) (?:for|to|in|on)|hop(?:e|es|ing) (?:to|for)|hopefully|aim(?:s|ing)? (?:to|for|at)|` +
    `intend(?:s|ing)?|expect(?:s|ed|ing)? (?:to|in|by|on)|(?:should|must)(?! have|n't have)|let's|need(?:s)? to|targeting|` +
    `due (?:in|on|by|back|out|for|at|next|end)|(?:is|are|be|falls?) due|` +
    `to be (?:launched|released|shipped|done|finished|delivered|decided|announced|completed|confirmed|rolled)|` +
    `(?:goal|aim|target|plan|idea|intention|okr|to-?do) ?(?:is|are|for|:)|` +
    `forecast (?:for|says|is)|next (?:week|month|quarter|half|year|sprint|cycle|up|steps?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b))|'ll\\b|^\\W*next\\b`,
  'gim',
)
const accomplished =
  /\b(?!(?:need|feed|speed|seed|embed|exceed|proceed|succeed|hundred|indeed|planned|scheduled|expected|targeted|intended)\b)[a-z]{2,}ed\b|\b(?:built|wrote|ran|led|sent|made|got|won|cut|went|met|told|gave|took|held|set|found|saw|said|chose|began|was|were|had|did|rose|fell|grew|brought|kept|left|lost|put|sold|spoke|taught|drove|hit|came|read)\b/gi
const sentenceEnd = /[.!?;](?=\s|$)|\n/g
const clauseEnd =
  /[.!?;:](?=\s|$)|[\n,(—–]| - | (?=(?:and|but|which|what|that|because|so|since|when|while|where|whereas|although)\b)/g

interface Stretch {
  start: number
  end: number
}

function stretchesOf(ends: RegExp, text: string): Stretch[] {
  const stretches: Stretch[] = []
  let start = 0
  for (const { end } of hitsOf(ends, text)) {
    stretches.push({ start, end })
    start = end
  }
  stretches.push({ start, end: text.length })
  return stretches
}

const indexAt = (stretches: readonly Stretch[], at: number): number => {
  const found = stretches.findIndex(({ end }) => at < end)
  return found === -1 ? stretches.length - 1 : found
}
