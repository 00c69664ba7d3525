import { expect, test } from 'vitest'
import { z } from 'zod'
import { signUpPm } from '../../test/harness.ts'
import { evidenceOf } from './career.ts'
import { transaction } from './database.ts'
import { operation } from './operation.ts'

const counted = (list: { items: unknown[] }) => list.items.length

test('what a change made visible inside it is not kept if the change does not happen', async () => {
  const ana = await signUpPm()
  const fails = operation({
    name: 'half.done',
    summary: 'Write, look, and fail.',
    scope: 'write',
    input: z.strictObject({}),
    async run(context) {
      await context.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
      expect(await evidenceOf(context.tx, context.personId, context.today)).toHaveLength(1)
      throw new Error('the disk went away')
    },
  })
  ;(ana.app.cairn.operations as Map<string, typeof fails>).set('half.done', fails)
  await expect(ana.call('half.done')).rejects.toThrow('the disk went away')
  const read = await transaction(ana.app.cairn.db, 'read', ana.personId, (tx) =>
    evidenceOf(tx, ana.personId, ana.clock.today),
  )
  expect(read).toEqual([])
  expect(counted(await ana.call('evidence.list'))).toBe(0)
})

test('a value is worked out anew after a change, an undo and a new day', async () => {
  const ana = await signUpPm()
  const shown = async () => (await ana.call('case.show')).examples.length
  expect(await shown()).toBe(0)
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  expect(await shown()).toBe(1)
  await ana.call('activity.undo')
  expect(await shown()).toBe(0)
  await ana.call('activity.undo', { id: (await ana.call('activity.list')).items[0].id })
  expect(await shown()).toBe(1)
  const { on } = await ana.call('readiness.show')
  ana.clock.today = '2026-07-01'
  expect((await ana.call('readiness.show')).on).not.toBe(on)
})

test('one person’s value is never another’s', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  await ana.call('case.show')
  const ben = await signUpPm()
  expect((await ben.call('case.show')).examples).toEqual([])
})
