import { cuesOf } from './coach/cues.ts'
import { sentencesOf } from './coach/sentences.ts'
import type { SentenceReader } from './story.ts'

/** The coach's reading of a text, sentence by sentence. */
export const coachReader: SentenceReader = (text) =>
  sentencesOf(text).map((sentence) => ({ text: sentence.text, cues: cuesOf(sentence) }))
