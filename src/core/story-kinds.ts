import type { Evidence, FoundFirst, Lesson } from './evidence.ts'

// What the answers of a fitting form add to a story: the person's own words behind a few fixed ones.

type Said = string | undefined | null | false

/** A problem that was seen before anybody asked, sentence by sentence. */
export const foundSentences = (found: FoundFirst | null | undefined): string[] =>
  labelled([
    ['It came to light this way', found?.how],
    ['Who had it', found?.who],
    ['What it cost', found?.cost],
  ]).concat(found?.unasked ? ['Nobody had asked.'] : [])

/** What was expected and what came instead; what is done differently since is the next step. */
export const lessonSentences = (lesson: Lesson | null | undefined): string[] =>
  labelled([
    ['Expected', lesson?.expected],
    ['What happened', lesson?.happened],
    ['What I no longer assume', lesson?.assumption],
  ])

/** Says who had the problem or what it cost them, so that nobody has to ask. */
export const saysWhoLost = (found: FoundFirst | null | undefined): boolean =>
  Boolean(found?.who?.trim() || found?.cost?.trim())

const labelled = (answers: readonly [string, Said][]): string[] =>
  answers.flatMap(([label, words]) => (words && words.trim() !== '' ? [`${label}: ${words.trim()}`] : []))

/** The answers with their figures hidden. */
export const withHidden = (
  { foundFirst, lesson }: Pick<Evidence, 'foundFirst' | 'lesson'>,
  hide: (words: string) => string,
): Pick<Evidence, 'foundFirst' | 'lesson'> => ({
  foundFirst: foundFirst && hidden(foundFirst, hide),
  lesson: lesson && hidden(lesson, hide),
})

const hidden = <T extends object>(answers: T, hide: (words: string) => string): T =>
  Object.fromEntries(
    Object.entries(answers).map(([name, value]) => [name, typeof value === 'string' ? hide(value) : value]),
  ) as T
