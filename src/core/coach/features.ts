import { holdsDoneThing, plainHits } from './cues.ts'
import type { Judgement, Signs } from './kind.ts'

/** What the model sees of a text. The words are the text's own; the signs are what the rules noticed in it. */
export interface Features {
  /** Each with a letter that says what it is: `w` word, `b` two, `t` three in a row, `s` two with one between, `p` and `z` how a word begins and ends, `f` how the text begins, `l` how it ends. */
  words: string[]
  signs: string[]
}

// Later words tell more and more about something else; and a pasted page must not take longer than a note.
const mostWords = 60

/** The features of a text that the rules have read. Each is there once. */
export const featuresOf = (signs: Signs, judgement: Judgement): Features => ({
  words: [...new Set(wordFeatures(signs.draft.text))],
  signs: [...new Set(signFeatures(signs, judgement))],
})

function wordFeatures(text: string): string[] {
  const words = tokensOf(text)
  const row = ['^', ...words, '$']
  const found = [`f ${words[0] ?? ''}`, `f ${words[0] ?? ''} ${words[1] ?? ''}`, `l ${words.slice(-2).join(' ')}`]
  for (let i = 0; i < row.length; i++) {
    const [first, second, third] = [row[i]!, row[i + 1], row[i + 2]]
    found.push(`w ${first}`)
    if (second !== undefined) found.push(`b ${first} ${second}`)
    if (third !== undefined) found.push(`t ${first} ${second} ${third}`, `s ${first} ${third}`)
  }
  for (const word of words)
    if (word.length > 2 && word !== someone) found.push(`p ${word.slice(0, 3)}`, `z ${word.slice(-3)}`)
  for (const word of tokensOf(firstClauseOf(text)).slice(0, 4)) found.push(`c ${word}`)
  if (words.length < 6) found.push('short')
  if (words.length > 25) found.push('long')
  return found
}

const someone = '@'

/** Lower-case words and the signs between them; numbers are all `0`, names inside a sentence are all `@`. */
function tokensOf(text: string): string[] {
  return firstTokens(text).map((token, at, tokens) => {
    if (/^\d/.test(token)) return '0'
    const before = tokens[at - 1]
    const isName = /^\p{Lu}\p{Ll}+$/u.test(token) && before !== undefined && /^[\p{Ll},]/u.test(before)
    return isName ? someone : token.toLowerCase()
  })
}

function firstTokens(text: string): string[] {
  const tokens: string[] = []
  for (const [token] of text.matchAll(/\d+(?:[.,]\d+)*|[\p{L}'’]+|[→%$€£?!:;,.()—-]/gu)) {
    if (tokens.length === mostWords) break
    tokens.push(token)
  }
  return tokens
}

function firstClauseOf(text: string): string {
  const end = text.search(/[.;!?:]\s/)
  return end < 0 ? text : text.slice(0, end)
}

function signFeatures(signs: Signs, { kind, confidence }: Judgement): string[] {
  const { draft, figures, strong, cues, action } = signs
  const said = cues.filter((cue) => !cue.implied).sort((a, b) => a.start - b.start)
  const found = [
    `rules ${kind} ${confidence}`,
    strong.length > 0 ? 'result' : 'no result',
    `sentences ${Math.min(3, draft.lines.length)}`,
  ]
  for (const { name, implied } of cues) found.push(`cue ${name}${implied ? ' implied' : ''}`)
  if (said[0]) found.push(`leads ${said[0].name}`)
  for (const { direction, good, form } of strong) found.push(`goes ${direction}`, `good ${good}`, `form ${form}`)
  if (figures.length > 0) found.push('figures')
  for (const name of ['claim', 'effect', 'effectImplied', 'win'] as const) if (signs[name] !== null) found.push(name)
  for (const name of ['vanity', 'passive', 'futureOnly', 'hedge'] as const) if (signs[name]) found.push(name)
  if (action) found.push(`does ${action.name}${action.start < 20 ? ' first' : ''}`)
  for (const name of ['reason', 'tradeoff', 'followup', 'future'] as const)
    if (plainHits(name, draft.text).length > 0) found.push(name)
  if (holdsDoneThing(draft.text)) found.push('done')
  if (/\?\s*$/.test(draft.text)) found.push('asks')
  if (/\b(?:I|my|me)\b/.test(draft.text)) found.push('first person')
  return found
}
