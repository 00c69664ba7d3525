/** A text made uniform for reading, with the way back to the characters the person wrote (coach specification 2). */
export interface Page {
  text: string
  /** The range in the person's own text that a range of the page came from. */
  original(start: number, end: number): [number, number]
}

export function prepare(text: string): Page {
  const builder = new PageBuilder()
  let at = bulletLength(text)
  while (at < text.length) at += builder.take(text, at)
  return builder.page(text.length)
}

class PageBuilder {
  private readonly pieces: string[] = []
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private previous = ''

  /** Copies one piece of the text and says how many characters it took. */
  take(text: string, at: number): number {
    const character = text[at]!
    if (character <= '~') return this.takeAscii(text, at, character)
    if (isSpace(character)) return this.put(this.betweenDigits(text, at) ? "'" : ' ', at, 1)
    const plain = plainForms.get(character)
    if (plain !== undefined) return this.put(plain, at, 1)
    return this.takeCluster(text, at)
  }

  private takeAscii(text: string, at: number, character: string): number {
    if (character === '-' || character === '=') {
      if (text.startsWith('-->', at)) return this.put('→', at, 3)
      if (text[at + 1] === '>') return this.put('→', at, 2)
    }
    const rate = character === '/' && isDigit(this.previous) ? perTime.exec(text.slice(at, at + 9)) : null
    if (rate) return this.put(` per ${rate[1]!}`, at, rate[0].length)
    return isMark(text, at + 1) ? this.takeCluster(text, at) : this.put(character, at, 1)
  }

  /** A letter and its combining marks become one character, so that “é” is “é” however it was typed. */
  private takeCluster(text: string, at: number): number {
    const width = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    let end = at + width
    while (end - at < 16 && isMark(text, end)) end++
    return this.put(text.slice(at, end).normalize('NFC'), at, end - at)
  }

  /** A narrow space between digits groups thousands: 1 204. */
  private betweenDigits(text: string, at: number): boolean {
    return (
      isDigit(this.previous) &&
      isDigit(text[at + 1]) &&
      isDigit(text[at + 2]) &&
      isDigit(text[at + 3]) &&
      !isDigit(text[at + 4])
    )
  }

  private put(written: string, from: number, length: number): number {
    this.pieces.push(written)
    for (let i = 0; i < written.length; i++) {
      this.starts.push(from)
      this.ends.push(from + length)
    }
    this.previous = written
    return length
  }

  page(originalLength: number): Page {
    const { starts, ends } = this
    return {
      text: this.pieces.join(''),
      original: (start, end) => {
        const first = starts[start] ?? originalLength
        return end > start ? [first, ends[end - 1] ?? originalLength] : [first, first]
      },
    }
  }
}

/** “140/wk” is 140 per week. */
const perTime = /^\/(wk|week|mo|month|day|yr|year|quarter)(?!\w)/i

const plainForms = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‛', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['\u2212', '-'],
  ['⟶', '→'],
  ['➜', '→'],
  ['➔', '→'],
  ['⇒', '→'],
  ['×', 'x'],
  ['±', '~'],
])

const isSpace = (character: string): boolean => /[\u00a0\u2000-\u200a\u202f]/.test(character)
const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9'
const isMark = (text: string, at: number): boolean =>
  at < text.length && text[at]! > '\u02ff' && /\p{M}/u.test(text[at]!)

function bulletLength(text: string): number {
  let at = skipSpaces(text, 0)
  const bullet = /^(?:[-*•·–—]|\d{1,2}[.)])\s/.exec(text.slice(at, at + 4))
  if (bullet) at = skipSpaces(text, at + bullet[0].length)
  return at
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at]!)) at++
  return at
}
