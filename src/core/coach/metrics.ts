import { deltasIn } from './deltas.ts'
import { type Figure, isTimeName } from './figure.ts'
import { flatsIn } from './flats.ts'
import { levelsIn, ratiosIn } from './levels.ts'
import type { Draft, Line } from './line.ts'
import { multiplesIn, timesIn } from './multiples.ts'
import { round } from './numbers.ts'
import { pairsIn } from './pairs.ts'
import { isTime } from './units.ts'
import { isTarget } from './wanted.ts'
import type { Window } from './windows.ts'

/** A figure with everything the text says of it, still in positions of the prepared text. */
export interface Found extends Figure {
  window: string | null
  good: boolean | null
  vanity: boolean
}

/** All metric changes and levels of a text, in text order. Constructions are tried in the order of coach specification 4.4. */
export function figuresIn(draft: Draft): Found[] {
  if (draft.lines.length === 0) return []
  const figures = [...pairsIn(draft)]
  for (const line of draft.lines) {
    if (line.text.length < 4) continue
    const ratios = ratiosIn(draft, line)
    figures.push(...ratios, ...multiplesIn(draft, line), ...flatsIn(draft, line), ...timesIn(draft, line))
    figures.push(...deltasIn(draft, line), ...levelsIn(draft, line))
  }
  const told = figures
    .filter((figure) => !isTarget(draft, figure) && !isScope(figure) && !isOthers(draft, figure))
    .sort((a, b) => a.start - b.start)
  return withLevelsJoined(draft, withNamesFromBefore(draft, told)).map(finished)
}

// How many people and how much money one was given is the size of a job, and marks for a talk are applause (coach specification 4.2).
const isScope = ({ form, name, noun, unit, direction }: Figure): boolean => {
  if (name !== null || noun === null) return false
  if (unit === 'points' && direction === null)
    return /(?:^| )(?:talk|workshop|training|session|webinar|course|presentation|offsite|keynote)s?$/.test(noun)
  return (
    form !== 'ratio' &&
    form !== 'level' &&
    /(?:^| )(?:team|squad|budget|staff|threshold|limit|minimum(?: order)?|timeout)$/.test(noun)
  )
}

/** “Competitor grew 40 %”: the world moved, not the author's part of it. */
const isOthers = (draft: Draft, { line, start }: Figure): boolean =>
  /^(?:[^.;]{0,40}(?:, |: ))?(?:(?:the|our|a|their|main|biggest|largest|gartner|forrester) (?:says (?:the )?)?)*(?:competitors?|rivals?|market|industry|inflation|interest rates?|tax rates?|vat|exchange rates?)(?: (?!share)[a-z]+){0,4} [~≈$€£]?$/i.test(
    draft.masked.slice(line.start, start).slice(-100),
  )

/** “CSAT 4.6, up 0.4 points” is a level with the amount that led to it. */
function withLevelsJoined(draft: Draft, figures: Figure[]): Figure[] {
  const kept: Figure[] = []
  for (const figure of figures) {
    const last = kept.at(-1)
    const joins =
      last !== undefined &&
      last.line === figure.line &&
      (last.form === 'level' || last.form === 'reached') &&
      last.delta === null &&
      figure.form === 'delta' &&
      !figure.relative &&
      sameMeasure(last.unit, figure.unit) &&
      figure.start - last.end < 40 &&
      /(?:^|, |\()(?:up|down)\b[^.;]*$|^[\s(,]*$/i.test(draft.masked.slice(last.end, figure.start))
    if (joins)
      kept[kept.length - 1] = {
        ...last,
        delta: figure.delta,
        direction: figure.direction,
        end: figure.end,
        form: 'delta',
      }
    else kept.push(figure)
  }
  return kept
}

const sameMeasure = (a: string | null, b: string | null): boolean => a === b || (a === '%' && b === 'pp')

// “It went from 42 to 58” speaks of what the sentence before named.
function withNamesFromBefore(draft: Draft, figures: Figure[]): Figure[] {
  return figures.map((figure) => {
    if (figure.name || figure.line.index === 0 || !/^(?:it|this|that)\b/i.test(figure.line.text)) return figure
    const name = draft.lines[figure.line.index - 1]!.names.at(-1)?.entry
    return name ? { ...figure, name, noun: null } : figure
  })
}

function finished(figure: Figure): Found {
  const vanity = figure.name?.vanity === true
  return {
    ...figure,
    window: windowOf(figure)?.text ?? null,
    good: vanity ? null : goodOf(figure),
    vanity,
    ...rounded(figure),
  }
}

const rounded = (figure: Figure) => ({
  from: figure.from === null ? null : round(figure.from),
  to: figure.to === null ? null : round(figure.to),
  delta: figure.delta === null ? null : round(figure.delta),
})

function goodOf(figure: Figure): boolean | null {
  if (figure.direction === null || figure.direction === 'flat') return null
  if (figure.form === 'gain' || figure.form === 'saving') return true
  if (figure.judged) return figure.judged === 'better'
  const polarity = figure.name ? figure.name.polarity : 0
  if (polarity === 0)
    return figure.name && isTime(figure.unit) && isTimeName(figure.name) ? figure.direction === 'down' : null
  return (figure.direction === 'up') === (polarity === 1)
}

/** A rate belongs to the number beside it, any other period to every figure of its sentence, the nearest first. */
function windowOf(figure: Figure): Window | null {
  const { line } = figure
  const beside = line.windows.find(
    (window) =>
      window.rate &&
      window.start >= figure.start &&
      window.start - figure.end < 24 &&
      touches(line, figure.end, window),
  )
  if (beside) return beside
  let nearest: Window | null = null
  let best = Number.POSITIVE_INFINITY
  for (const window of line.windows) {
    if (window.rate) continue
    const distance = window.start >= figure.end ? window.start - figure.end : figure.start - window.end
    if (distance < best) {
      best = distance
      nearest = window
    }
  }
  return nearest
}

const touches = (line: Line, end: number, window: Window): boolean =>
  window.start < end || /^(?: ?[a-z]+){0,4} ?$/i.test(line.text.slice(end - line.start, window.start - line.start))
