import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../src/core/problem.ts'
import { everybodyLeaves, type Person, signUp, signUpBeside, signUpPm } from './harness.ts'
import { tries } from './tries.ts'
import { browse } from './visitor.ts'

const checksum = async (person: Person): Promise<string> => (await person.call('archive.export')).checksum
const recordsOf = async (person: Person) => (await person.call('archive.export')).archive.records

describe('what something newer belongs to', () => {
  const cases: [what: string, act: (person: Person) => Promise<string | null>][] = [
    [
      'a record that was confirmed',
      async (person) => {
        const { answer, activity } = await person.done('evidence.capture', { text: 'Cut churn.' })
        await person.call('evidence.confirm', { id: answer.evidence.id, by: 'Priya', words: 'True.' })
        return activity
      },
    ],
    [
      'a record with a file',
      async (person) => {
        const { answer, activity } = await person.done('evidence.capture', { text: 'Cut churn.' })
        await person.call('evidence.attach', { id: answer.evidence.id, file: { name: 'a.txt', base64: 'YQ==' } })
        return activity
      },
    ],
    [
      'an initiative with a record',
      async (person) => {
        const { answer, activity } = await person.done('initiative.start', { title: 'Billing' })
        await person.call('evidence.capture', { text: 'Cut churn.', initiative: answer.id })
        return activity
      },
    ],
    [
      'a metric with a reading',
      async (person) => {
        const { answer, activity } = await person.done('metric.define', { name: 'churn' })
        await person.call('metric.record', { id: answer.id, value: 3 })
        return activity
      },
    ],
    [
      'a metric of an initiative',
      async (person) => {
        const { answer, activity } = await person.done('metric.define', { name: 'churn' })
        await person.call('initiative.start', { title: 'Billing', metric: answer.id })
        return activity
      },
    ],
  ]
  for (const [what, act] of cases)
    test(`${what} is not taken back from under it`, async () => {
      const person = await signUpPm()
      const activity = await act(person)
      const before = await checksum(person)
      await expect(person.call('activity.undo', { id: activity })).rejects.toThrow(/Something newer belongs to this/)
      expect(await checksum(person)).toBe(before)
      await person.call('activity.undo')
      await person.call('activity.undo', { id: activity })
      expect((await person.call('archive.verify')).ok).toBe(true)
    })

  test('nor does a confirmation come back to a record that is gone', async () => {
    const person = await signUpPm()
    const captured = await person.done('evidence.capture', { text: 'Cut churn.' })
    await person.call('evidence.confirm', { id: captured.answer.evidence.id, by: 'Priya', words: 'True.' })
    const undone = await person.done('activity.undo')
    await person.call('activity.undo', { id: captured.activity })
    await expect(person.call('activity.undo', { id: undone.activity })).rejects.toThrow(/is gone since/)
    expect((await person.call('archive.verify')).ok).toBe(true)
  })
})

test('after hundreds of changes were taken back the one before them still can be', async () => {
  const person = await signUpPm()
  await person.call('settings.set', { showEverything: true })
  for (let i = 0; i < 120; i++) await person.call('rating.give', { skill: 'discovery', value: 1 + (i % 5) })
  for (let i = 0; i < 120; i++) await person.call('activity.undo')
  expect((await person.call('rating.list')).items).toEqual([])
  expect((await person.call('activity.undo')).operation).toBe('settings.set')
})

test('a clock set back changes neither the order of the log nor what is undone first', async () => {
  const person = await signUpPm()
  const days = ['2026-06-30', '2025-01-15', '2026-07-01', '2024-02-29']
  for (const day of days) {
    person.clock.today = day
    await person.call('evidence.capture', { text: `Written on ${day}.` })
  }
  const { items } = await person.call('activity.list')
  const written = items.filter(({ operation }: { operation: string }) => operation === 'evidence.capture')
  expect(written.map(({ at }: { at: string }) => at.slice(0, 10))).toEqual(days.toReversed())
  expect((await person.call('archive.verify')).ok).toBe(true)
  await person.call('activity.undo')
  const left = (await person.call('evidence.list')).items.map(({ text }: { text: string }) => text)
  expect(left).not.toContain('Written on 2024-02-29.')
  expect(left).toHaveLength(3)
  const { archive } = await person.call('archive.export')
  const elsewhere = await signUp({ today: '2020-01-01' })
  await elsewhere.call('archive.import', { archive })
  expect((await elsewhere.call('archive.verify')).ok).toBe(true)
})

test('half a sign, and a sign no server can keep, are kept as what can be, and can be taken back', async () => {
  const person = await signUpPm()
  const before = await recordsOf(person)
  await person.call('evidence.capture', { text: 'Cut churn \ud83e and\u0000cost \udea8', seenBy: ['Ben \ud83e'] })
  expect((await person.call('evidence.list')).items[0].text).toBe('Cut churn \ufffd and\ufffdcost \ufffd')
  expect((await person.call('archive.verify')).broken).toBeNull()
  await person.call('activity.undo')
  expect(await recordsOf(person)).toEqual(before)
})

test('a sign of no width and no meaning is kept to the letter, found and taken back', async () => {
  const person = await signUpPm()
  const text = 'Cut churn \u202eback\u202c to front \u200b\ufeff'
  const { evidence } = await person.call('evidence.capture', { text })
  expect((await person.call('evidence.show', { id: evidence.id })).text).toBe(text.trim())
  expect((await person.call('archive.verify')).broken).toBeNull()
  await person.call('activity.undo')
  expect((await person.call('archive.verify')).broken).toBeNull()
})

type Step = { who: 0 | 1; act: string; pick: number }

/** Acts that a person may do in any order; what the moment does not allow is refused, and that is part of the life. */
const acts: Record<string, (person: Person, pick: number) => Promise<unknown>> = {
  capture: (person, pick) => person.call('evidence.capture', { text: `Cut cost ${pick} from 4% to 3%.` }),
  captureInto: async (person, pick) =>
    person.call('evidence.capture', { text: `Launched ${pick}.`, newInitiative: `Initiative ${pick % 3}` }),
  edit: async (person, pick) =>
    person.call('evidence.edit', { id: await anyOf(person, 'evidence.list', pick), seenBy: [`Priya ${pick}`] }),
  confirm: async (person, pick) =>
    person.call('evidence.confirm', { id: await anyOf(person, 'evidence.list', pick), by: 'Priya', words: 'True.' }),
  remove: async (person, pick) => person.call('evidence.remove', { id: await anyOf(person, 'evidence.list', pick) }),
  rate: (person, pick) => person.call('rating.give', { skill: 'discovery', value: 1 + (pick % 5) }),
  import: (person, pick) => person.call('inbox.import', { text: `- Cut cost ${pick % 4}\n- Won ${pick} of 9 deals` }),
  approve: (person) => person.call('inbox.approve', { all: true }),
  dismiss: (person) => person.call('inbox.dismiss', { all: true }),
  launch: async (person, pick) =>
    person.call('initiative.launch', { id: await anyOf(person, 'initiative.list', pick) }),
  undoLast: (person) => person.call('activity.undo'),
  undoAny: async (person, pick) => person.call('activity.undo', { id: await anyOf(person, 'activity.list', pick) }),
  notice: async (person, pick) => {
    if (person.personId !== person.app.ownerId) return
    const { visit } = browse(person)
    const { html } = await visit('/do/evidence.capture', { text: `From a form ${pick}` })
    const undo = /action="\/do\/activity\.undo"><input type="hidden" name="id" value="([^"]+)"/.exec(html)
    if (undo) await visit('/do/activity.undo', { id: undo[1]! })
  },
}

function refusalsOnly(error: unknown): void {
  if (!(error instanceof Problem)) throw error
}

async function anyOf(person: Person, list: string, pick: number): Promise<string> {
  const { items } = await person.call(list)
  return items[pick % Math.max(1, items.length)]?.id ?? 'none'
}

test('two people act and take back in any order, and each file stays whole and apart', async () => {
  const step = fc.record<Step>({
    who: fc.constantFrom(0, 1),
    act: fc.constantFrom(...Object.keys(acts), 'undoLast', 'undoAny', 'undoAny'),
    pick: fc.nat(50),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const ana = await signUpPm()
      const ben = await signUpBeside(ana)
      await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
      for (const { who, act, pick } of steps) {
        const [person, other] = who === 0 ? [ana, ben] : [ben, ana]
        const [mine, theirs] = [await checksum(person), await checksum(other)]
        await acts[act]!(person, pick).catch(async (error) => {
          refusalsOnly(error)
          expect(await checksum(person)).toBe(mine)
        })
        expect(await checksum(other)).toBe(theirs)
      }
      for (const person of [ana, ben]) {
        expect((await person.call('archive.verify')).broken).toBeNull()
        // The choice of a ladder may have been taken back, and is asked for again.
        for (const page of ['readiness.show', 'case.show', 'today.show']) await person.call(page).catch(refusalsOnly)
      }
      await everybodyLeaves()
    }),
    tries(5, 3),
  )
})

test('everything that was done can be taken back to the beginning, and that again', async () => {
  const person = await signUp()
  const empty = await recordsOf(person)
  await person.call('start.role', { now: 'pm:pm' })
  await person.call('start.notes', { text: '- Cut churn from 4% to 3% in May 2026\n- Won 4 of 9 deals in June 2026' })
  await person.call('inbox.approve', { all: true })
  await person.call('metric.define', { name: 'churn' })
  const full = await recordsOf(person)
  const undone: (string | null)[] = []
  for (let i = 0; i < 4; i++) undone.push((await person.done('activity.undo')).activity)
  expect(await recordsOf(person)).toEqual(empty)
  await expect(person.call('activity.undo')).rejects.toThrow('There is nothing to undo.')
  for (const id of undone.toReversed()) await person.call('activity.undo', { id })
  expect(await recordsOf(person)).toEqual(full)
  expect((await person.call('archive.verify')).ok).toBe(true)
})
