import { durationInWords } from '../../core/number-words.ts'
import type { StartStep } from '../../platform/start.ts'

interface StepWords {
  /** In the list of steps. */
  name: string
  /** Heading of its page. */
  title: string
  /** How long it takes. */
  minutes: number
}

export const stepWords: Record<StartStep, StepWords> = {
  role: { name: 'What you do', title: 'What do you do, and what comes next?', minutes: 1 },
  notes: { name: 'Your notes', title: 'Paste your notes, a brag document, or three lines from memory', minutes: 2 },
  lines: { name: 'Three lines', title: 'Your three strongest lines', minutes: 2 },
  skills: { name: 'Five skills', title: 'The five skills that weigh most', minutes: 2 },
  case: { name: 'Half a page', title: 'Half a page of your case', minutes: 2 },
  next: { name: 'One next step', title: 'One next step', minutes: 1 },
}

/** “two minutes”. */
export const takes = (step: StartStep): string => durationInWords(stepWords[step].minutes).toLowerCase()
