/** A line of a mail as its reader sees it. */
export interface MailLine {
  /** Without marks of quoting and spare spaces. */
  text: string
  /** Somebody else's words that the mail quotes: marked so, or below the line that names an earlier mail. */
  isQuoted: boolean
}

/**
 * The lines of a pasted mail, whichever program it comes from: HTML as its text, quoting by marks or by a heading, signs of no width
 * gone, and the writer's signature left out. Blank lines stay: they part one thought from the next.
 */
export function mailLines(mail: string): MailLine[] {
  const lines: MailLine[] = []
  let isOriginal = false
  let isSignature = false
  for (const line of tidy(isHtml(mail) ? textOfHtml(mail) : mail).split('\n')) {
    const [, marks, rest] = /^((?:[ \t]*[>»|])*)(.*)$/.exec(line) as unknown as [string, string, string]
    const text = rest.replaceAll(/[|\t]/g, ' ').replace(/\s+/g, ' ').trim()
    const isMarked = marks.trim() !== ''
    if (isMarked) isSignature = false
    else if (/^--\s*$/.test(rest) && !isOriginal) isSignature = true
    if (!isMarked && opensOriginal(text)) {
      isOriginal = true
      isSignature = false
      continue
    }
    if (isMarked ? opensOriginal(text) : isSignature || isDevice(text)) continue
    lines.push({ text, isQuoted: isMarked || isOriginal })
  }
  return lines
}

/** The line by which a mail program says that an earlier mail follows, in the languages of the usual programs. */
const opensOriginal = (line: string): boolean =>
  line.length < 300 && (/^[-_ ]{3,}/.test(line) || /[:：]$/.test(line) || /^\S+ ?:/.test(line))
    ? openings.some((opening) => opening.test(line))
    : false

const openings = [
  /^-{2,} ?(?:original|forwarded|urspr|message d|mensaje|messaggio|mensagem|oorspronkelijk|oprindelig|opprinnelig|ursprungligt|weitergeleitet|transf|doorgestuurd|原始|转发)/i,
  /^_{10,}$/,
  /\b(?:wrote|schrieb|geschrieben|a écrit|escribió|escreveu|ha scritto|scrisse|schreef|skrev|kirjoitti|napisał\(?a?\)?|napsal\(?a?\)?|写道)[^:：]{0,120}[:：]$/i,
  /^(?:am|on|le|el|il|em|op|den|w dniu) .{6,160}[:：]$/i,
  /^(?:from|von|de|da|van|från|fra|od|发件人) ?[:：] ?\S.*(?:@|<|\[mailto)/i,
  /^(?:sent|gesendet|envoyé|enviado(?: el)?|inviato|verzonden|skickat|sendt|wysłano|发送时间) ?[:：] ?\S/i,
]

const isDevice = (line: string): boolean =>
  /^(?:sent|get|gesendet|envoyé|enviado|inviato|verstuurd|von meinem|skickat|holen sie sich)\b.{0,40}\b(?:iphone|ipad|android|outlook|mobile|handy|phone|samsung|galaxy|yahoo|gmail|proton)\b/i.test(
    line,
  )

// Letters and figures in other shapes (full width, keycaps) are what they stand for.
const tidy = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .normalize('NFKC')
    .replaceAll(/\u20e3|\ufe0f|[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, '')

const isHtml = (text: string): boolean => /<(?:html|body|div|p|br|table|span|blockquote)\b[^>]*>/i.test(text)

/** The words of HTML in lines; what stands in a `blockquote` bears the mark of quoting. */
function textOfHtml(html: string): string {
  const visible = html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<(style|script|head|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
  let depth = 0
  let text = ''
  for (const part of visible.split(/(<[^<>]*>)/)) {
    if (!part.startsWith('<') || !part.endsWith('>')) {
      text += part.replaceAll(/\s+/g, ' ')
      continue
    }
    const tag = /^<(\/?)([a-z0-9]+)/i.exec(part)
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (name === 'blockquote') depth = Math.max(0, depth + (tag![1] ? -1 : 1))
    if (breaking.has(name)) text += `\n${'>'.repeat(depth)} `
    else if (name === 'td' || name === 'th') text += ' '
  }
  return text.replaceAll(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => signOf(name) ?? whole)
}

const breaking = new Set('p div br li tr ul ol table blockquote h1 h2 h3 h4 h5 h6 hr body'.split(' '))

function signOf(name: string): string | null {
  const number = /^#(x?)([0-9a-f]+)$/i.exec(name)
  if (!number) return entities[name.toLowerCase()] ?? null
  const code = Number.parseInt(number[2]!, number[1] ? 16 : 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : null
}

const entities: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  hellip: '…',
}
