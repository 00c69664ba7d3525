import { cuesOf } from './coach/cues.ts'
import { sentencesOf } from './coach/sentences.ts'
import type { SentenceCues, SentenceReader } from './story-sentences.ts'

/** The coach's reading of a text, sentence by sentence. What a sentence speaks of is worked out when it is asked for. */
export const coachReader: SentenceReader = (text) =>
  sentencesOf(text).map((sentence) => {
    let heard: SentenceCues | undefined
    return {
      text: sentence.text,
      get cues(): SentenceCues {
        heard ??= heardIn(sentence.text)
        return heard
      },
    }
  })

function heardIn(text: string): SentenceCues {
  const cues = cuesOf(text)
  return { ...cues, decision: cues.decision && !saysOnlyCost.test(text), next: saysNext.test(text) }
}

// “We gave up the calculator for this” is what a decision cost, not the decision.
const saysOnlyCost = /^(?:[-*•]\s+)?(?:(?:i|we|that meant)\s+)?(?:gave|giving|had to give) up\b/i

const saysNext = /^(?:[-*•]\s+)?next(?: steps?| up)?(?:\s*[:–—]| is\b| -\s)/i
