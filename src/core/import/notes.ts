import { readBragDocument } from '../brag-document.ts'
import { Problem } from '../problem.ts'
import type { Importer } from './importer.ts'

/** Most characters of notes: many years of them, and still read while one waits. */
const longestNotes = 2_000_000

/** Notes and brag documents, Markdown or plain text: whatever is no other form. */
export const notes: Importer = {
  format: 'notes',
  words: 'notes',
  recognises: () => true,
  *read({ text }, options) {
    if (text.length > longestNotes)
      throw new Problem(
        'too_large',
        'These notes are longer than two million characters. Bring them in in parts; nothing was changed.',
        'text',
      )
    const { proposals, skipped } = readBragDocument(text, options)
    const come = [
      ...proposals.map(({ lastLine: _, key: __, ...proposal }) => ({ is: 'found' as const, ...proposal })),
      ...skipped.map((line) => ({ is: 'left out' as const, ...line })),
    ]
    yield* come.sort((a, b) => a.line - b.line)
  },
}
