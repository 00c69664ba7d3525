import type { Sections } from './case-document.ts'
import type { CaseExample } from './case-examples.ts'
import type { Sentence } from './case-page.ts'
import { dayWords } from './day-words.ts'
import { textOf } from './story.ts'

/** A titled part of the case as plain sentences. A blank reads `____`. */
export interface CaseSection {
  title: string
  /** Each with the ids of the records it stands on; none for what the profile or the person says in the case itself. */
  sentences: { text: string; sources: string[] }[]
}

/** The case in the order of its page, an example being a section of its own. Sections without a sentence are left out. */
export function sectionsOf({ ask, inShort, examples, rubric, voices, growing, next }: Sections): CaseSection[] {
  const all: CaseSection[] = [
    { title: sectionTitles.ask, sentences: ask ? [plain(ask)] : [] },
    { title: sectionTitles.inShort, sentences: inShort.map(plain) },
    ...examples.map((example) => ({ title: example.title, sentences: exampleSentences(example) })),
    { title: sectionTitles.rubric, sentences: [plain(rubric)] },
    {
      title: sectionTitles.voices,
      sentences: voices.map(({ words, by, on, pasted, sources }) => ({
        text: `“${words}” ${by}, ${dayWords(on)}${pasted ? ` (${pastedByMe})` : ''}`,
        sources,
      })),
    },
    { title: sectionTitles.growing, sentences: growing.map(plain) },
    { title: sectionTitles.next, sentences: [plain(next)] },
  ]
  return all.filter(({ sentences }) => sentences.length > 0)
}

export const sectionTitles = {
  ask: 'What I ask',
  inShort: 'In short',
  examples: 'Examples',
  rubric: 'Expectations',
  voices: 'In others’ words',
  growing: 'Still growing',
  next: 'Next',
} as const

export const pastedByMe = 'words pasted by me'

function exampleSentences({ told, parts, myPart, othersPart, confirmedBy }: CaseExample): CaseSection['sentences'] {
  return [
    ...(told ? [plain(told)] : []),
    ...parts.map(({ label, sentence }) => {
      const { text, sources } = plain(sentence)
      return { text: `${label}: ${text}`, sources }
    }),
    ...[myPart, othersPart, confirmedBy].flatMap((each) => (each ? [plain(each)] : [])),
  ]
}

const plain = ({ pieces, sources, more }: Sentence): CaseSection['sentences'][number] => ({
  text: `${textOf(pieces)}${more ? ' …' : ''}`,
  sources,
})
