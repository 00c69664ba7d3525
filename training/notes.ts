import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CoachKind } from '../src/core/coach/types.ts'

/** A note as somebody wrote it, with the kind a careful reader gave it. */
export interface Note {
  author: string
  text: string
  kind: CoachKind
}

/** All labelled notes, in the order of the files. Found from the root of the repository. */
export function labelledNotes(): Note[] {
  const kinds = ['kinds_train.jsonl', 'kinds_more.jsonl'].flatMap((file) => lines<Note>(file))
  const framing = lines<{ text: string; expected: { kind: CoachKind } }>('coach_train.jsonl')
  return [
    ...kinds.map(({ author, text, kind }) => ({ author, text, kind })),
    ...framing.map(({ text, expected }) => ({ author: 'framing', text, kind: expected.kind })),
  ]
}

const lines = <T>(file: string): T[] =>
  readFileSync(resolve('training/notes', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
