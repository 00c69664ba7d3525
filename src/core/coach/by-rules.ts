import { flagsOf } from './flags.ts'
import { judge, signsOf } from './kind.ts'
import { draftOf } from './line.ts'
import { metricOf } from './metric-of.ts'
import { figuresIn } from './metrics.ts'
import { prepare } from './prepare.ts'
import { partsOf, strengthOf } from './strength.ts'
import type { Reading } from './types.ts'

/**
 * The coach's reading by its rules alone, for a page that carries it along: without the model, which is larger than such a page may be,
 * and without days and people, which it does not ask about.
 */
export function readByRules(text: string): Pick<Reading, 'kind' | 'confidence' | 'metrics' | 'flags'> {
  const page = prepare(text)
  const draft = draftOf(page.text, {})
  const figures = figuresIn(draft)
  const signs = signsOf(draft, figures)
  const judgement = judge(signs)
  const parts = partsOf(signs, judgement.kind)
  const strength = strengthOf(signs, judgement.kind, parts)
  return {
    ...judgement,
    metrics: figures.map((figure) => metricOf(page, figure)),
    flags: flagsOf(signs, judgement, parts, strength, []),
  }
}
