/**
 * The words of a piece of Markdown or HTML without its marks, in one line. Unlike `plainWords` it keeps no links, and it takes time in
 * proportion to the text also for a whole document.
 */
export function plain(text: string): string {
  return tidy(withoutMarks(text))
}

/** What a heading, a row or a column is called: plain words without numbering, ornament and closing colon. */
export function labelOf(text: string): string {
  return tidy(
    withoutMarks(text.slice(0, 400))
      .replace(ornament, ' ')
      .replace(/\{[:#.][^{}]*\}/g, ' ')
      .replace(/\s*[([]\s*\d{1,3}\s?%\s*[)\]]/g, ' ')
      .replace(/^\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[a-z]\))\s+(?=\S)/i, '')
      .replace(/^(?=[^\s_]+_)(\S+)$/, underscored)
      .replace(/^\s*[-–—•·:|>]+\s*/, '')
      .replace(/\s*[:：|–—-]+\s*$/, ''),
  )
}

// A column called `competency_area`.
const underscored = (name: string): string => name.replaceAll('_', ' ').trim()

/** A label in the form in which two spellings of it are the same. */
export const sameAs = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The statements of one cell or value: its lines and bullets, each in plain words; none if it only says that there is nothing. */
export function statementsIn(text: string): string[] {
  return text
    .replace(/<\s*(?:br|\/?p|\/?div|\/?li|\/?ul|\/?ol|hr)\b[^<>]*>/gi, '\n')
    .split(/\r\n|[\n\r\v\u2028\u2029]|\s[•●▪◦‣]\s/)
    .map((row) => plain(row.replace(/^\s*(?:[-*+•●○▪■◦‣⁃·–—]|\(?\d{1,2}[.)])\s+/, '').replace(/^[•●▪◦‣]\s*/, '')))
    .filter((row) => !isNothing(row))
}

/** True for a cell that is empty or says so: a dash, “n/a”, “TBD”. */
export const isNothing = (text: string): boolean =>
  /^(?:[\s\p{P}\p{S}]*|n\.?\/?a\.?|tbd|tba|tbc|none|null|nil|undefined|not applicable|to be (?:defined|decided|added))$/iu.test(
    text,
  )

const ornament = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20E3|\uFE0F|\u200D/gu

function withoutMarks(text: string): string {
  if (!hasMarks.test(text)) return text
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/!\[[^\][]*\]\([^()]*\)/g, ' ')
    .replace(/\[\^[^\][]*\]/g, '')
    .replace(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/\[([^\][]+)\]\[[^\][]*\]/g, '$1')
    .replace(/\*\*|__(?=\S)|(?<=\S)__|~~|`/g, '')
    .replace(/(^|[\s(“"/])[*_]{1,3}(?=\S)/g, '$1')
    .replace(/(?<=\S)[*_]{1,3}(?=$|[\s.,;:!?)”"/])/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}));/gi, character)
}

const hasMarks = /[*_`~<[\\&]/

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  rarr: '→',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  eacute: 'é',
  shy: '',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
}

/** What stands for a character reference; itself if it is none. */
export function character(whole: string, decimal?: string, hex?: string, name?: string): string {
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
  if (code !== null)
    return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
  return (name && named[name.toLowerCase()]) ?? whole
}

const tidy = (text: string): string =>
  text
    .replace(/[\u200B-\u200F\u2060\u00AD\uFEFF\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
