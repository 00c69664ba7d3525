import { z } from 'zod'
import { wrapped } from '../../core/printed.ts'
import { heardIn, linesOf, type StallId } from '../../core/stall.ts'
import { type OwnCheck, type OwnRecords, ownCheck } from '../../core/stall-check.ts'
import { checkFacts } from '../../platform/check-facts.ts'
import { text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'
import { stallsIn } from './content.ts'

export const decodeStall = operation({
  name: 'stall.decode',
  summary:
    'Read what a manager said in place of a yes: what it may mean, what to ask back, what to do, and what your own records say to it.',
  scope: 'read',
  input: z.strictObject({
    phrase: text(5000).describe('What you heard, as closely as you remember; one remark per line.'),
  }),
  async run(context, { phrase }) {
    const { stalls, notKnown } = stallsIn(context.home.content)
    const heard = heardIn(stalls, phrase)
    const records = heard.length > 0 ? await recordsFor(context) : null
    return {
      matches: heard.map(({ line, phrase, stall: { phrases: _, ...stall } }) => ({
        heard: line,
        phrase,
        ...stall,
        check: checkOf(stall.id, records),
      })),
      /** Lines that hold none of the known phrases. */
      unknown: linesOf(phrase).filter((line) => !heard.some((known) => known.line === line)),
      notKnown: heard.length === 0 ? notKnown : null,
    }
  },
  prints: ({ matches, notKnown }) =>
    notKnown
      ? [wrapped(notKnown.text), '', `Ask: ${notKnown.ask}`].join('\n')
      : matches
          .map(({ heard, meaning, ask, remedy, check }) =>
            [
              `“${heard}”`,
              wrapped(`It may mean: ${meaning}`, '  '),
              wrapped(`Ask: ${ask}`, '  '),
              wrapped(`Do: ${remedy}`, '  '),
              ...(check ? [wrapped(`Your records: ${check.says}`, '  ')] : []),
              ...(check?.records ?? []).map(({ text }) => wrapped(text, '      ', '    - ')),
            ].join('\n'),
          )
          .join('\n\n'),
})

export type DecodeAnswer = Awaited<ReturnType<typeof decodeStall.run>>

/** The person's records; null for an assistant while signals are closed to it: what a phrase means is no secret, the records are. */
async function recordsFor({ tx, personId, today, via }: Context): Promise<OwnRecords | null> {
  if (via === 'mcp' && !(await readSettings(tx, personId)).opened.includes('signals')) return null
  return (await checkFacts(tx, personId, today)).own
}

const checkOf = (stall: StallId, records: OwnRecords | null): OwnCheck | null => records && ownCheck(stall, records)
