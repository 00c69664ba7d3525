import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { denial, scoreWord } from '../../core/readiness.ts'
import { day } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'
import { dayWords } from '../../ui/parts.tsx'
import { type HistoryPoint, historyOf } from './history.ts'

export const showHistory = operation({
  name: 'readiness.history',
  summary:
    'Show where you stood over time, each point by what was written down by its day, with its range and what moved it.',
  scope: 'read',
  input: z.strictObject({
    from: day.optional().describe('The first day; the day you began if left out.'),
    to: day.optional().describe('The last day; today if left out.'),
  }),
  async run(context, { from = null, to = null }): Promise<HistoryAnswer> {
    if (from && to && from > to) throw new Problem('invalid', '“from” lies after “to”.', 'from')
    const points = (await historyOf(context, { from, to })).map(shownOnly)
    const { hideNumbers } = await readSettings(context.tx, context.personId)
    return {
      from: points[0]?.on ?? null,
      to: points.at(-1)?.on ?? null,
      points,
      hideNumbers,
      wording: { denial: points.some(({ shown }) => shown) ? denial : null, howMade },
    }
  },
  prints: printed,
})

/** A point as it leaves: no number while there was none to show. */
export type ToldPoint = Omit<HistoryPoint, 'score' | 'band' | 'raw' | 'rawBand' | 'delta' | 'causes'> & {
  score: number | null
  band: HistoryPoint['band'] | null
  raw: number | null
  rawBand: HistoryPoint['band'] | null
  /** The score in a word. */
  word: string | null
  delta: number | null
  causes: (Omit<HistoryPoint['causes'][number], 'dScore' | 'dRaw'> & { dScore: number | null; dRaw: number | null })[]
}

export interface HistoryAnswer {
  from: Day | null
  to: Day | null
  points: ToldPoint[]
  /** The person’s wish for what they are shown; the numbers are there all the same. */
  hideNumbers: boolean
  wording: { denial: string | null; howMade: string }
}

const howMade =
  'Each point is worked out by today’s rules from what was written down by the end of its day. Writing, mending or removing something later does not change it.'

// The number must not leave before a second voice is in, and neither must the steps it took until then.
function shownOnly(point: HistoryPoint, place: number, all: readonly HistoryPoint[]): ToldPoint {
  const { shown } = point
  const isStep = shown && !point.begins && all[place - 1]?.shown === true
  return {
    ...point,
    score: shown ? point.score : null,
    band: shown ? point.band : null,
    raw: shown ? point.raw : null,
    rawBand: shown ? point.rawBand : null,
    word: shown ? scoreWord(point.score) : null,
    delta: isStep ? point.delta : null,
    arrow: isStep ? point.arrow : null,
    causes: point.causes.map((cause) => ({
      ...cause,
      dScore: isStep ? cause.dScore : null,
      dRaw: isStep ? cause.dRaw : null,
    })),
  }
}

function printed({ points, hideNumbers, wording }: HistoryAnswer): string {
  if (points.length === 0) return 'Nothing is written down for that time.'
  const told = points.map((point) => {
    const causes = causeWords(point)
    return [
      `${dayWords(point.on)}  ${standWords(point, hideNumbers)}`,
      ...(causes ? [wrapped(causes, '  ')] : []),
    ].join('\n')
  })
  return [told.join('\n'), ...(wording.denial ? [wrapped(wording.denial)] : []), wrapped(wording.howMade)].join('\n\n')
}

function standWords({ score, band, word, title }: ToldPoint, hideNumbers: boolean): string {
  if (score === null || band === null || word === null) return `no number yet, ${title}`
  return hideNumbers ? word : `${Math.round(score)} (${Math.round(band[0])}–${Math.round(band[1])}), ${word}`
}

const causeWords = ({ causes, moreCauses, begins, title }: ToldPoint): string =>
  [
    ...(begins ? [`against ${title} from here on`] : []),
    ...causes.map(({ text }) => text),
    ...(moreCauses > 0 ? [`and ${moreCauses} more`] : []),
  ].join('; ')
