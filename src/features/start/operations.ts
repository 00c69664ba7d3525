import { z } from 'zod'
import { heaviestSkills } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding } from '../../platform/career.ts'
import { id } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { readStart, type StartState, skillAnswers, startSteps } from '../../platform/start.ts'

export const showStart = operation({
  name: 'start.show',
  summary: 'Show how far the first ten minutes have come: which steps are done, passed over or still open.',
  scope: 'read',
  input: z.strictObject({}),
  run: startOf,
})

export const markStart = operation({
  name: 'start.mark',
  summary: 'Mark a step of the first ten minutes as done, passed over, or open again.',
  scope: 'write',
  input: z.strictObject({
    step: z.enum(startSteps),
    as: z.enum(['done', 'skipped', 'open']).default('done'),
    batch: id.nullable().optional().describe('The batch of notes pasted in this step.'),
  }),
  async run(context, { step, as, batch }) {
    await change(context, ({ done, skipped, ...rest }) => ({
      ...rest,
      ...(batch !== undefined && { batch }),
      done: as === 'done' ? [...new Set([...done, step])] : done.filter((other) => other !== step),
      skipped: as === 'skipped' ? [...new Set([...skipped, step])] : skipped.filter((other) => other !== step),
    }))
    return startOf(context)
  },
})

export const answerStart = operation({
  name: 'start.answer',
  summary: 'Say for a skill of your target level: you have an example, you are not sure, or you have had no occasion yet. A hint, never a rating.',
  scope: 'write',
  input: z.strictObject({
    answers: z.record(id, z.enum(skillAnswers)).describe('Per skill id: example, unsure or no_chance.'),
  }),
  async run(context, { answers }) {
    const standing = await knownStanding(context.tx, context.personId, context.frameworks)
    if (!standing) throw new Problem('conflict', 'Choose your ladder and level first; skills belong to one.', 'answers')
    for (const skill of Object.keys(answers))
      if (!standing.framework.skills.some((known) => known.id === skill))
        throw new Problem('invalid', `This ladder has no skill “${skill}”. Nothing was changed.`, 'answers')
    await change(context, (start) => ({ ...start, answers: { ...start.answers, ...answers } }))
    return startOf(context)
  },
})

async function startOf({ tx, personId, frameworks }: Context) {
  const start = await readStart(tx, personId)
  const standing = await knownStanding(tx, personId, frameworks)
  const open = startSteps.filter((step) => !start.done.includes(step) && !start.skipped.includes(step))
  const skills = standing ? heaviestSkills(standing.framework, standing.target ?? standing.level, 5).map((skill) => skill.id) : []
  return { ...start, steps: startSteps, step: open[0] ?? null, finished: open.length === 0, skills }
}

async function change(context: Context, edit: (start: StartState) => StartState): Promise<void> {
  const valueJson = { ...edit(await readStart(context.tx, context.personId)) }
  if (await context.records.find('starts', context.personId)) await context.records.update('starts', context.personId, { valueJson })
  else await context.records.insert('starts', { id: context.personId, valueJson })
}
