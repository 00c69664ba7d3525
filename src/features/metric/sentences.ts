import type { View } from '../../platform/page.ts'

/** A sentence of the case, and the part of it where it stands. */
export interface Sentence {
  section: string
  text: string
}

/** The sentences of the case that rest on a metric or on one of its readings; none before a ladder is chosen. */
export async function sentencesOn(view: View, asked: { metric: string } | { reading: string }): Promise<Sentence[]> {
  if (!view.standing) return []
  return (await view.call<{ sentences: Sentence[] }>('case.trace', asked)).sentences
}
