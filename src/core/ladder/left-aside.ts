import type { Choosing } from './choosing.ts'
import { idOf } from './ids.ts'
import type { Said } from './part.ts'
import { sameAs } from './plain.ts'
import { isDefinition, isStructure, isTitle } from './words.ts'

/** A section that no level was seen to ask for, with its sentences and the levels they stand at; none outside the levels. */
interface Section {
  label: string
  line: number
  sentences: { said: Said; levels: readonly string[] }[]
}

// Whoever pasted a whole handbook is not asked about each of its pages.
const MOST_ASKED = 12
const MOST_SENTENCES = 200

/** What was left aside, section by section: each is asked about, so that nothing goes without being seen. */
export class LeftAside {
  readonly #sections = new Map<string, Section>()

  add(label: string, said: Said, levels: readonly string[]): void {
    if (label === '' || isStructure(label) || isTitle(label) || isDefinition(label)) return
    const key = sameAs(label)
    const known = this.#sections.get(key) ?? { label, line: said.line, sentences: [] }
    if (known.sentences.length < MOST_SENTENCES) known.sentences.push({ said, levels })
    this.#sections.set(key, known)
  }

  /** Those the person wants in after all. */
  taken(ladder: string, choosing: Choosing): Section[] {
    const sections = [...this.#sections.values()].sort((a, b) => a.line - b.line)
    for (const { label, line } of sections.slice(MOST_ASKED))
      choosing.warn(line, `“${label}” is left aside: it says nothing that a level asks for.`, ladder)
    return sections.slice(0, MOST_ASKED).filter((section) => ask(section, ladder, choosing) === 'in')
  }
}

function ask({ label, line, sentences }: Section, ladder: string, choosing: Choosing): string {
  const isInLevels = sentences.some(({ levels }) => levels.length > 0)
  return choosing.ask({
    id: `${ladder}-aside-${idOf(label, 'section')}`,
    about: 'section',
    ladder,
    question: `Does “${label}” belong to what the levels ask for?`,
    because: 'It was left aside: it reads like a part of the page around the ladder, or like what is not wanted.',
    assumed: 'aside',
    options: [
      { key: 'aside', label: 'No, leave it aside' },
      {
        key: 'in',
        label: isInLevels ? 'Yes, as a skill of the levels it stands at' : 'Yes, as a skill that every level has',
      },
    ],
    lines: [line, ...sentences.map(({ said }) => said.line)],
  })
}
