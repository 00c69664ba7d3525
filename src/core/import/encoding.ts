import { knownType } from '../file-type.ts'
import { Problem } from '../problem.ts'

/**
 * The words in a file's bytes: UTF-8 or UTF-16 with or without its mark, else the letters of western Windows. A few bytes that were
 * spoiled on the way cost their own signs only. Refuses what is no text.
 */
export function wordsIn(bytes: Uint8Array): string {
  // A short picture has hardly a sign that no text has, but begins as one.
  const text = knownType(bytes) ? null : decoded(bytes)
  if (text !== null && isText(text)) return text
  throw new Problem(
    'invalid',
    'This file holds no plain text that Cairn can read. Save it as text, Markdown or CSV and try again; nothing was changed.',
    'file',
  )
}

function decoded(bytes: Uint8Array): string {
  const marked = marks.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  const encoding = marked?.encoding ?? wideEncoding(bytes) ?? 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  if (marked || encoding !== 'utf-8') return text
  // Letters of Windows make no sense as UTF-8: hardly one of them is whole.
  const spoiled = text.split(replaced).length - 1
  return spoiled > 0 && spoiled * 4 > lettersBeyondAscii(text) ? new TextDecoder('windows-1252').decode(bytes) : text
}

const replaced = '\uFFFD'

const lettersBeyondAscii = (text: string): number => text.match(/[^\0-\x7f\uFFFD]/gu)?.length ?? 0

// TextDecoder takes a mark off by itself.
const marks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Letters of most languages in UTF-16 have a zero in every second byte, which no other text has. */
function wideEncoding(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  for (let at = 0; at < start.length; at++) if (start[at] === 0) zeros[at % 2]!++
  const [even, odd] = zeros as [number, number]
  if (odd > start.length / 5 && odd > even * 4) return 'utf-16le'
  return even > start.length / 5 && even > odd * 4 ? 'utf-16be' : null
}

/** Pictures and archives are full of signs that no text has. */
function isText(text: string): boolean {
  const start = text.slice(0, 20_000)
  let strange = 0
  for (let at = 0; at < start.length; at++) if (isStrange(start.charCodeAt(at))) strange++
  return strange <= Math.max(3, start.length / 200) && (text.trim() === '' || /[\p{L}\p{N}]/u.test(start))
}

// Signs that steer a terminal, but for tabs, ends of line and pages; and those that stand for no letter.
const isStrange = (code: number): boolean =>
  (code < 32 && !(code >= 9 && code <= 13) && code !== 27) || (code >= 127 && code < 160) || code >= 0xfffd
