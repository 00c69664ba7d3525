import fc from 'fast-check'
import type { Person } from './harness.ts'

const words = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/\p{Cs}/gu, '·'))
const pick = fc.nat()
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-06-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
/** One act of a generated career, on records made before. Refusals are part of it; they must leave no trace. */
export const act = fc.oneof(
  fc.record({ name: fc.constant('evidence.capture'), text: words, happenedOn: day, confidential: fc.boolean() }),
  fc.record({
    name: fc.constant('evidence.edit'),
    id: pick,
    problem: words,
    seenBy: fc.array(words, { maxLength: 3 }),
  }),
  fc.record({ name: fc.constant('evidence.confirm'), id: pick, by: words, words, on: day }),
  fc.record({ name: fc.constantFrom('evidence.remove', 'evidence.restore'), id: pick }),
  fc.record({
    name: fc.constant('evidence.attach'),
    id: pick,
    file: fc.record({
      name: words.map((text) => text || 'x'),
      base64: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    }),
  }),
  fc.record({ name: fc.constant('initiative.start'), title: words, notDoing: fc.array(words, { maxLength: 2 }) }),
  fc.record({
    name: fc.constant('metric.define'),
    text: fc.constant(undefined),
    unit: fc.constantFrom('%', 'points'),
    metricName: words,
  }),
  fc.record({
    name: fc.constant('rating.give'),
    skill: fc.constantFrom('discovery', 'execution', 'nothing'),
    value: fc.integer({ min: 0, max: 6 }),
    because: words,
  }),
  fc.record({ name: fc.constant('agreement.record'), state: fc.constantFrom('not_yet', 'close', 'yes'), on: day }),
  fc.record({
    name: fc.constant('inbox.import'),
    text: fc.array(words, { maxLength: 5 }).map((lines) => lines.map((line) => `- ${line}`).join('\n')),
  }),
  fc.record({ name: fc.constant('inbox.approve'), all: fc.constant(true) }),
  fc.record({ name: fc.constant('settings.set'), hideNumbers: fc.boolean() }),
  fc.record({ name: fc.constant('activity.undo') }),
)

/** Lives it: what a person could do in any order, refusals included. */
export async function live(person: Person, acts: { name: string }[]): Promise<void> {
  const ids: string[] = []
  for (const { name, ...given } of acts as ({ name: string } & Record<string, unknown>)[]) {
    const { metricName, id, ...rest } = given as { metricName?: string; id?: number }
    const input = {
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(metricName !== undefined && { name: metricName }),
      ...(id !== undefined && { id: ids[id % Math.max(1, ids.length)] ?? 'none' }),
    }
    try {
      const answer = await person.call(name, input)
      if (name === 'evidence.capture') ids.push(answer.evidence.id)
    } catch (error) {
      // A refusal is an answer; anything else is a bug and fails the property.
      if ((error as Error).name !== 'Problem') throw error
    }
  }
}
