import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { skillOf } from '../../core/framework.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import {
  changeText,
  gapText,
  gateText,
  howItWorks,
  type Names,
  stateText,
  wordingOf,
} from '../../core/readiness/wording.ts'
import { changesTo, type Result, resultOf } from '../../core/readiness.ts'
import { derived, held } from '../../platform/derived.ts'
import { day } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { type Subject, subjectOf } from '../../platform/readiness-subject.ts'
import { readSettings } from '../../platform/settings.ts'

export const showReadiness = operation({
  name: 'readiness.show',
  summary:
    'Show where you stand against your target level: the number with its range and reasons once there is a second voice, words and gaps before.',
  scope: 'read',
  input: z.strictObject({
    on: day.optional().describe('As it was on this day, by what is recorded now; today if left out.'),
  }),
  async run(context, { on = context.today }): Promise<ReadinessAnswer> {
    const { hideNumbers } = await readSettings(context.tx, context.personId)
    // What stands for another day is looked at once; it must not take the place of what stands for today.
    const what = on === context.today ? 'readiness' : 'readiness of another day'
    const keep = on === context.today ? derived : held
    const answer = await keep(context.tx, context.personId, on, what, () => readinessOf(context, on))
    return { ...answer, hideNumbers }
  },
  prints: (answer) => asText(answer),
})

/** `hideNumbers` is the person's wish for what they are shown; the numbers are there all the same. */
export type ReadinessAnswer = Awaited<ReturnType<typeof readinessOf>> & { hideNumbers: boolean }

async function readinessOf(context: Context, on: Day) {
  const subject = await subjectOf(context, on)
  const { framework, level, target, against, ground } = subject
  const result = resultOf(ground)
  const names = namesIn(subject)
  return {
    ...told(result, subject, result.shown),
    on,
    framework: framework.id,
    frameworkVersion: framework.version,
    level,
    target,
    against,
    whatWouldChange: changesTo(ground).map((change) => ({ ...change, text: changeText(change, result.mode, names) })),
    howItWorks,
  }
}

type Told = Pick<Subject, 'framework' | 'evidence' | 'input'>

/** A result with its words. The number leaves only where `shown` says so. */
export function told(result: Result, subject: Told, shown: boolean) {
  const { input } = subject
  const names = namesIn(subject)
  const weights = new Map(input.skills.map(({ id, weight }) => [id, weight]))
  return {
    ...shownOnly({ ...result, shown }),
    scale: input.scale,
    caps: result.caps.map((cap) => ({ ...cap, text: gateText(cap, names) })),
    skills: result.skills.map((skill) => ({
      ...skill,
      name: names.skill(skill.id),
      weight: weights.get(skill.id)!,
      text: stateText(skill),
    })),
    gaps: result.gaps.map((gap) => ({ ...gap, name: names.skill(gap.id), text: gapText(gap) })),
    wording: wordingOf({ ...result, shown }, names),
  }
}

export function namesIn({ framework, evidence }: Pick<Told, 'framework' | 'evidence'>): Names {
  const saysOf = (id: string) => evidence.find((record) => record.id === id)?.text
  return { skill: (id) => skillOf(framework, id).name, record: (id) => shortened(saysOf(id) ?? id) }
}

// The number must not leave before a second voice is in: every surface gets null, so none can show it by mistake.
function shownOnly(result: Result) {
  const { shown, score, band, raw, rawBand, allGaps: _, ...rest } = result
  return {
    ...rest,
    shown,
    score: shown ? score : null,
    band: shown ? band : null,
    raw: shown ? raw : null,
    rawBand: shown ? rawBand : null,
  }
}

function asText(answer: ReadinessAnswer): string {
  const { skills, gaps, whatWouldChange, mode, hideNumbers } = answer
  return [
    ...(hideNumbers ? standingInWords(answer) : standingInNumbers(answer)),
    '',
    aligned(
      [...skills]
        .sort((a, b) => b.weight - a.weight)
        .map(({ name, state, text, onScale, count }) => [
          name,
          text,
          hideNumbers || state === 'not_assessed' ? '' : onScale.toFixed(1),
          count === 0 ? 'no record counts yet' : `${count} ${count === 1 ? 'record' : 'records'}`,
        ]),
      '  ',
    ),
    '',
    mode === 'promotion' ? 'First gaps' : 'Where records are thin',
    ...gaps.map(({ name, text }, i) => wrapped(`${name}. ${text}`, '     ', `  ${i + 1}. `)),
    '',
    'What would change this most',
    ...whatWouldChange.map(({ text }) => wrapped(`${text}.`, '    ', '  - ')),
  ].join('\n')
}

function standingInNumbers({ score, wording }: ReadinessAnswer): string[] {
  const head =
    score === null
      ? (wording.notShown ?? wording.footprint)
      : `Readiness ${Math.round(score)}: ${wording.word}, ${wording.confidence}`
  return [head, wording.band, wording.held, wording.withoutHold, wording.denial].flatMap((line) =>
    line ? [wrapped(line)] : [],
  )
}

function standingInWords({ score, wording, heldBy, caps, cap }: ReadinessAnswer): string[] {
  if (score === null) return [wrapped(wording.notShown ?? wording.footprint ?? '')]
  const holding = caps.find((candidate) => candidate.cap === cap)
  return [
    `Readiness: ${wording.word}, ${wording.confidence}`,
    ...(heldBy ? [wrapped(`Your records support more than this. It is held until ${holding?.text}.`)] : []),
    ...(wording.denial ? [wrapped(wording.denial)] : []),
  ]
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 77).trimEnd()}…` : text)
