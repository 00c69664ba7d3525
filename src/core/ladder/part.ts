/**
 * A text as parts within parts, whatever it was written in: a heading with what stands below it, a row with its columns, a key with
 * its value. The way from the outermost part to a sentence says what the sentence is about.
 */
export interface Part {
  /** In plain words, without numbering and ornament; empty for the text as a whole. */
  label: string
  line: number
  kind: PartKind
  /** What the writing itself says of the part's role, such as an entry of a list under the key `levels`. */
  hint?: 'level' | 'skill' | 'aside'
  /** Other names the writing gives it. */
  also?: string[]
  /** The track it names for itself, such as a level's key `track`. */
  track?: string
  says: Said[]
  parts: Part[]
}

export type PartKind = 'whole' | 'heading' | 'lead' | 'bullet' | 'section' | 'row' | 'column' | 'key' | 'entry'

export interface Said {
  text: string
  line: number
  /** True for a sentence of running text, false for an entry of a list or a cell. */
  running?: boolean
}

export const newPart = (label: string, line: number, kind: PartKind): Part => ({
  label,
  line,
  kind,
  says: [],
  parts: [],
})

/** Every part below this one, outermost first. */
export function* partsBelow(part: Part): Generator<Part> {
  const open = [...part.parts].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    yield next
    for (let n = next.parts.length - 1; n >= 0; n--) open.push(next.parts[n]!)
  }
}
