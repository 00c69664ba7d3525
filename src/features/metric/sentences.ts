import type { View } from '../../platform/page.ts'
import type { CaseSentence } from '../../ui/case-sentences.tsx'

/** The sentences of the case that rest on a metric or on one of its readings; none before a ladder is chosen. */
export async function sentencesOn(
  view: View,
  asked: { metric: string } | { reading: string },
): Promise<CaseSentence[]> {
  if (!view.standing) return []
  return (await view.call<{ sentences: CaseSentence[] }>('case.trace', asked)).sentences
}
