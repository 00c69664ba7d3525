import { z } from 'zod'
import { stallIds } from '../stall.ts'
import { factoryIds, openingIds, type SignalFile, stallSignalIds } from './model.ts'

const words = z.string().trim().min(1)
const days = z.int().positive()
const share = z.number().gt(0).lt(1)
const atLeast = z.int().positive()

const fix = z.strictObject({ text: words, hours: z.number().positive(), button: words })

const sign = z.strictObject({
  id: z.enum(factoryIds),
  title: words,
  days,
  atLeast,
  limit: share.nullable().default(null),
  fires: words,
  clear: words,
  notEnough: words,
  fix: fix.extend({ template: words.nullable().default(null) }),
})

const pattern = words.superRefine((source, check) => {
  try {
    new RegExp(source, 'i')
  } catch {
    check.addIssue({ code: 'custom', message: 'is no pattern' })
  }
})

const inThisOrder = (ids: readonly string[]) => (items: readonly { id: string }[]) =>
  items.length === ids.length && items.every(({ id }, at) => id === ids[at])

const each = (ids: readonly string[]) => ({ message: `must hold ${ids.join(', ')}, in this order` })

/** The file of checks, read and checked. */
export const signalFile: z.ZodType<SignalFile> = z.strictObject({
  version: z.int().positive(),
  silentDays: days,
  newInAWeek: z.int().positive(),
  factory: z.strictObject({
    needs: z.int().min(1).max(factoryIds.length),
    verdicts: z
      .array(z.strictObject({ fires: z.int().nonnegative(), id: words, says: words }))
      .refine((verdicts) => verdicts.every(({ fires }, at) => fires === at), { message: 'must count up from 0' }),
    noVerdict: words,
    signs: z.array(sign).refine(inThisOrder(factoryIds), each(factoryIds)),
  }),
  stalls: z
    .array(z.strictObject({ id: z.enum(stallSignalIds), stall: z.enum(stallIds), days, template: words }))
    .refine(inThisOrder(stallSignalIds), each(stallSignalIds)),
  traps: z.strictObject({
    records: z.tuple([
      z.strictObject({
        id: z.literal('trap_wait_and_see'),
        title: words,
        aimedDays: days,
        talkDays: days,
        never: words,
        fires: words,
        clear: words,
        early: words,
        notEnough: words,
        fix,
      }),
      z.strictObject({ id: z.literal('trap_late_feedback'), title: words, notEnough: words }),
      z.strictObject({
        id: z.literal('trap_level_peers'),
        title: words,
        atLeast,
        limit: share,
        fires: words,
        clear: words,
        notEnough: words,
        fix,
      }),
    ]),
    openings: z
      .array(
        z.strictObject({
          id: z.enum(openingIds),
          title: words,
          patterns: z.array(pattern).min(1),
          says: words,
          fix: words,
        }),
      )
      .refine(inThisOrder(openingIds), each(openingIds)),
    drafts: z.array(words),
  }),
})
