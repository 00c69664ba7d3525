import type { Paper } from '../case-typst.ts'
import type { Day } from '../day.ts'
import { inType } from '../in-type.ts'
import type { Letters } from '../letters.ts'
import type { Outline } from './outline.ts'

/** A document as the template `content/typst/document.typ` reads it: words, and nothing that it would carry out. */
export interface SetDocument {
  paper: Paper
  about: { title: string; author: string | null; day: [year: number, month: number, day: number] }
  footer: string
  title: string
  facts: string
  blocks: SetBlock[]
  /** Said at the end if a letter could not be set. */
  missingLetters: string | null
}

interface SetBlock {
  heading: string
  paragraphs?: string[]
  items?: string[]
  table?: { columns: string[]; rows: string[][] }
  missing?: string
}

/** What an export says of a field that is needed and empty. */
export const notWritten = 'not written yet'

export const setDocument = (
  { title, about, blocks }: Outline,
  { paper, letters, author, on }: { paper: Paper; letters: Letters; author: string | null; on: Day },
): SetDocument => {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  return inType(
    {
      paper,
      about: { title, author, day: [year, month, day] as [number, number, number] },
      footer: [...(author ? [author] : []), title.length > 70 ? `${title.slice(0, 69)}…` : title].join(' · '),
      title,
      facts: about.join(' · '),
      blocks: blocks.map(asSet),
    },
    letters,
  )
}

function asSet(block: Outline['blocks'][number]): SetBlock {
  const { heading } = block
  switch (block.is) {
    case 'missing':
      return { heading, missing: notWritten }
    case 'text':
      return { heading, paragraphs: block.text.split(/\n+/).filter(Boolean) }
    case 'list':
      return { heading, items: block.items }
    case 'table':
      return { heading, table: { columns: block.columns, rows: block.rows } }
  }
}
