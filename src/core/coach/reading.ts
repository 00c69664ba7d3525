import { flagsOf } from './flags.ts'
import { type Judgement, signsOf } from './kind.ts'
import { readKind, type Why, whyOf } from './kind-reader.ts'
import { draftOf } from './line.ts'
import { metricOf } from './metric-of.ts'
import { figuresIn } from './metrics.ts'
import { prepare } from './prepare.ts'
import { partsOf, strengthOf } from './strength.ts'
import { tagsOf } from './tags.ts'
import type { CoachKind, CoachOptions, DateTag, Reading } from './types.ts'

/** How dates are read; kept apart so that a page can load the calendar reader when it is needed. */
export type DateReader = (text: string, options: CoachOptions) => DateTag[]

/** Everything the coach says about a text, with dates read by `readDates`. Never throws, whatever the text. */
export function readText(text: string, options: CoachOptions, readDates: DateReader): Reading {
  const page = prepare(text)
  const draft = draftOf(page.text, options)
  const figures = figuresIn(draft)
  const signs = signsOf(draft, figures)
  const judgement: Judgement = options.kind ? { kind: options.kind, confidence: 'sure' } : readKind(signs)
  const parts = partsOf(signs, judgement.kind)
  const strength = strengthOf(signs, judgement.kind, parts)
  return {
    ...judgement,
    metrics: figures.map((figure) => metricOf(page, figure)),
    flags: flagsOf(signs, judgement, parts, strength, options.dismissed ?? []),
    strength,
    tags: { ...tagsOf(text, options), dates: readDates(text, options) },
  }
}

/** The kind alone, as `readText` reads it, for texts by the thousand. */
export function kindIn(text: string, options: CoachOptions = {}): CoachKind {
  const draft = draftOf(prepare(text).text, options)
  return readKind(signsOf(draft, figuresIn(draft))).kind
}

/** Why the text is read as the kind it is read as, by the coach alone: not by what the person chose. */
export function explain(text: string, options: CoachOptions = {}): Why {
  const draft = draftOf(prepare(text).text, options)
  return whyOf(signsOf(draft, figuresIn(draft)))
}
