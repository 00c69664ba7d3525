import type { NumberToken } from './numbers.ts'
import { hitsOf, overlaps } from './scan.ts'
import { timeUnits, unitAt } from './units.ts'

const words: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const wordPattern = new RegExp(
  `(?<![\\w]|\\w-)(?:(${Object.keys(words).join('|')})(?:-(one|two|three|four|five|six|seven|eight|nine))?)(?!\\w|-[a-eg-z]|-f(?!old)|'s)`,
  'gi',
)

const parts = 'thirds?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?'
const sharePattern = new RegExp(
  '(?<!\\w|\\b(?:this|last|first|second|other|next|per|each|every|a|one|the|better|and a) )(?:' +
    '(?:(?:by|about|nearly|roughly|almost|more than|over) )?half(?= (?!a\\b|an\\b|in\\b)\\w|[.,;]|$)|in half|' +
    `(?:(?:a|one|two|three|four|five|seven|eight|nine)[ -](?:${parts})|(?:a|one) quarter|three[ -]quarters))(?!\\w|-)`,
  'gi',
)
const sizes: Record<string, number> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
}

// “from a day to 20 minutes”, “half an hour”, “a day and a half”
const spanInWords =
  /(?<=\b(?:from|to|was|instead of|rather than) )an?(?= (?:minute|hour|day|week|month|year)\b(?! (?:and a half|ago|before|earlier)))|(?<![\w-]|\b(?:first|second|last|other|next|this|per|every) )half(?= an? (?:second|minute|hour|day|week|month|year|point|star|percentage point|percent)\b)|(?<=\b(?:by|up|down|gained|lost|rose|fell|dropped|climbed|slipped) )an?(?= (?:full |whole )?(?:point|star|percentage point)\b)|(?<![\w-])an?(?= (?:minute|hour|day|week|month) (?:faster|shorter|less|quicker|longer|slower)\b)|(?<![\w-])(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)(?= (?:second|minute|hour|day|week|month|year)s? and a half\b)/gi

const limit = 60
const blank = { sign: null, scale: 1, whole: null, range: false, used: false }

/** Numbers said in words: “two thirds”, “twelve days”, “from a day”; at most 60 of each sort. */
export function wordNumbers(text: string): NumberToken[] {
  const spans = spansInWords(text)
  const found = [...spans, ...sharesIn(text).filter((share) => !spans.some((span) => overlaps(span, share)))]
  for (const hit of hitsOf(wordPattern, text)) {
    if (found.length >= limit) break
    if (found.some((other) => hit.start < other.end && other.start < hit.end)) continue
    if (ordinal.test(text.slice(Math.max(0, hit.start - 10), hit.start))) continue
    if (isPronoun(hit.text, text.slice(Math.max(0, hit.start - 10), hit.start))) continue
    found.push(wordToken(text, hit.start, hit.end, hit.groups[0]!, hit.groups[1]))
  }
  return found
}

// “season two”, “option three”
const ordinal =
  /\b(?:season|part|phase|step|stage|version|option|plan|tier|level|chapter|episode|page|round|wave|act|number|day|week) $/i

// “the old one” is a thing, not a count
const isPronoun = (written: string, before: string): boolean =>
  /^one$/i.test(written) &&
  /\b(?:the|this|that|each|every|which|other|old|older|new|newer|previous|prior|former|first|second|third|last|next|right|wrong|only|no|any|another|main|real|better|same) $/i.test(
    before,
  )

function wordToken(text: string, start: number, wordEnd: number, tens: string, ones: string | undefined): NumberToken {
  const value = words[tens.toLowerCase()]! + (ones ? words[ones.toLowerCase()]! : 0)
  const rest = text.slice(wordEnd, wordEnd + 32)
  const scale = /^ (hundred|thousand|million|billion)\b/i.exec(rest)
  const unit = scale ? null : unitAt(rest, false)
  const times = scale ? scales[scale[1]!.toLowerCase()]! : 1
  const end = wordEnd + (scale?.[0].length ?? unit?.length ?? 0)
  return { ...blank, start, end, value: value * times, scale: times, unit: unit?.name ?? null, form: 'word' }
}

const scales: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 }

function sharesIn(text: string): NumberToken[] {
  return hitsOf(sharePattern, text)
    .slice(0, limit)
    .filter((hit) =>
      isShare(hit.text, text.slice(Math.max(0, hit.start - 12), hit.start), text.slice(hit.end, hit.end + 14)),
    )
    .map(({ start, end, text: written }) => ({
      ...blank,
      start,
      end,
      value: shareOf(written),
      unit: '%',
      form: 'share' as const,
    }))
}

function shareOf(written: string): number {
  const [count, size] = written.toLowerCase().split(/[ -]/).slice(-2)
  const parts = sizes[(size ?? count)!.replace(/s$/, '')] ?? 2
  return Number((((size ? (words[count!] ?? 1) : 1) * 100) / parts).toFixed(2))
}

// “a quarter” alone is a time, “a fifth” a rank; “by a quarter” and “a quarter fewer” are shares.
const isShare = (written: string, before: string, after: string): boolean =>
  /^(?:by |in )/i.test(written) ||
  /\b(?:by|minus|about|nearly|roughly|almost|over|than|down|up|fell|dropped|rose|grew|shrank|sank) $/i.test(before) ||
  (/\b(?:to|only|from) $/i.test(before) && !/quarter/i.test(written)) ||
  (/\bfrom $/i.test(before) && /^ to [^.;,]{0,8}%/.test(after)) ||
  /^ (?:fewer|less|more|lower|higher|of|the|as|our|my)\b/i.test(after) ||
  /^(?:two|three|four|five|seven|eight|nine)/i.test(written)

function spansInWords(text: string): NumberToken[] {
  return hitsOf(spanInWords, text)
    .slice(0, limit)
    .flatMap(({ start, end, text: written }) => {
      const half = /^half$/i.test(written)
      const article = /^ (?:an?|full|whole)(?= )/i.exec(text.slice(end, end + 7))?.[0].length ?? 0
      const unit = unitAt(text.slice(end + article, end + 32), false)
      if (!unit || !(timeUnits.has(unit.name) || ['points', 'pp', '%'].includes(unit.name))) return []
      const more = /^ and a half\b/i.exec(text.slice(end + unit.length, end + unit.length + 12))?.[0].length ?? 0
      const value = half ? 0.5 : (words[written.toLowerCase()] ?? 1) + (more ? 0.5 : 0)
      return [
        { ...blank, start, end: end + article + unit.length + more, value, unit: unit.name, form: 'word' as const },
      ]
    })
}
