import type { Answers, Choice, ChoiceAbout, LadderWarning } from './types.ts'

/** Where readers put what the text leaves open and what they left out; hands back the person's answer where there is one. */
export interface Choosing {
  choices: Choice[]
  warnings: LadderWarning[]
  /** The key to follow: the answer, else `assumed`. One question per id; asking again gives the same. */
  ask(question: Question): string
  warn(line: number, says: string, ladder?: string | null): void
}

export interface Question {
  id: string
  about: ChoiceAbout
  ladder?: string | null
  question: string
  because?: string
  assumed: string
  options: readonly { key: string; label: string }[]
  lines: readonly number[]
}

// A text of thousands of slips is told about by its first ones; more is no help to anybody.
const MOST = 100

export function choosing(answers: Answers): Choosing {
  const asked = new Map<string, Choice>()
  const warnings: LadderWarning[] = []
  return {
    get choices() {
      return [...asked.values()].slice(0, MOST)
    },
    warnings,
    ask({ id, about, ladder = null, question, because = '', assumed, options, lines }) {
      const known = asked.get(id)
      if (known) return known.taken
      const given = answers[id]
      const answered = given !== undefined && options.some(({ key }) => key === given)
      if (given !== undefined && !answered)
        warnings.push({ line: lines[0] ?? 1, ladder, says: `“${given}” is no answer to “${question}”` })
      const taken = answered ? given! : assumed
      asked.set(id, {
        id,
        about,
        ladder,
        question,
        because,
        taken,
        answered,
        options: options.map(({ key, label }) => ({ key, label })),
        lines: [...new Set(lines)].slice(0, 20),
      })
      return taken
    },
    warn(line, says, ladder = null) {
      if (warnings.length < MOST) warnings.push({ line, ladder, says })
    },
  }
}
