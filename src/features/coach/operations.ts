import { z } from 'zod'
import { coach, describeMetric, explain, itemKindOf, suggestSkills } from '../../core/coach/coach.ts'
import { coachKinds, flagIds } from '../../core/coach/types.ts'
import { messageOf, whyWords } from '../../core/coach/wording.ts'
import { aligned, skillName } from '../../core/printed.ts'
import { day } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { operation } from '../../platform/operation.ts'
import { kindWord } from '../../ui/parts.tsx'

export const readWithCoach = operation({
  name: 'coach.read',
  summary:
    'Read a text as the coach does: its kind, metrics, dates, people, the skills it may show, and the one question worth asking.',
  scope: 'read',
  input: z.strictObject({
    text: z.string().max(100_000, 'at most 100,000 characters'),
    on: day.optional().describe('The day it happened; today if left out.'),
    decimal: z.enum(['auto', '.', ',']).optional().describe('How numbers are written.'),
    kind: z.enum(coachKinds).optional().describe('Your own word for what it is; the coach then asks accordingly.'),
    dismissed: z.array(z.enum(flagIds)).max(flagIds.length).optional().describe('Questions you have waved away.'),
    explain: z
      .boolean()
      .default(false)
      .describe('Also say why it is read as it is: the rule that saw it and the words that weighed most.'),
  }),
  async run({ tx, personId, today, frameworks }, { text, on, decimal, kind, dismissed = [], explain: isExplained }) {
    const { reads, skills } = await knownToCoach({ tx, personId, frameworks })
    const options = {
      ...reads,
      refDate: on ?? today,
      decimal,
      kind,
      dismissed: [...dismissed, ...(reads.dismissed ?? [])],
    }
    const { tags, ...reading } = coach(text, options)
    return {
      ...reading,
      skills: suggestSkills(text, skills, reading),
      ...tags,
      ...(isExplained && { why: explain(text, options) }),
    }
  },
  prints: ({ kind, metrics, dates, named, skills, flags, why }, frameworks) => {
    const [flag] = flags
    const rows: [string, string][] = [
      ['What it is', kindWord(itemKindOf(kind)).toLowerCase()],
      ['Why', why ? whyWords(why) : ''],
      ['Numbers', metrics.map(describeMetric).filter(Boolean).join('; ')],
      ['When', dates.map(({ text }) => text).join(', ')],
      ['People', named.map(({ name }) => name).join(', ')],
      ['Skills', skills.map(({ id }) => skillName(frameworks, id)).join(', ')],
      ['Worth asking', flag ? messageOf(flag) : 'nothing: it tells its story'],
    ]
    return aligned(rows.filter(([, words]) => words !== ''))
  },
})
