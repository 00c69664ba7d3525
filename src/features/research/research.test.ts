import { expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'

test('what is known and what is still unknown add up to all there is to ask', async () => {
  const ana = await signUpPm()
  expect((await ana.call('research.show')).unknown.map(({ topic }: { topic: string }) => topic)).toEqual([
    'process',
    'decides',
    'criteria',
    'dates',
    'history',
  ])
  const kept = await ana.call('research.record', {
    topic: 'Who decides?',
    answer: 'Three directors',
    from: 'Daniel',
    on: '2026-06-02',
  })
  expect(kept).toMatchObject({ topic: 'decides', answer: 'Three directors', from: 'Daniel', on: '2026-06-02' })
  await ana.call('research.record', { topic: 'decides', answer: 'And the head of design', on: '2026-06-20' })
  await ana.call('research.record', { topic: 'Bonus', answer: 'Comes with the level' })
  const { known, unknown } = await ana.call('research.show')
  expect(
    known.map(({ topic, answers }: { topic: string; answers: { answer: string }[] }) => [topic, answers[0]!.answer]),
  ).toEqual([
    ['decides', 'And the head of design'],
    ['Bonus', 'Comes with the level'],
  ])
  expect(unknown.map(({ topic }: { topic: string }) => topic)).toEqual(['process', 'criteria', 'dates', 'history'])
})

test('a day ahead, no answer and no topic are refused; undo takes an answer back', async () => {
  const ana = await signUpPm()
  await expect(ana.call('research.record', { topic: 'dates', answer: 'May', on: '2026-07-01' })).rejects.toMatchObject({
    field: 'on',
  })
  await expect(ana.call('research.record', { topic: 'dates', answer: ' ' })).rejects.toMatchObject({ field: 'answer' })
  await expect(ana.call('research.record', { topic: '', answer: 'May' })).rejects.toMatchObject({ field: 'topic' })
  const { activity } = await ana.done('research.record', { topic: 'dates', answer: 'May' })
  await ana.call('activity.undo', { id: activity })
  expect((await ana.call('research.show')).known).toEqual([])
})

test('the sentence to ask with names the level aimed at, and is none where nothing is aimed for', async () => {
  const ana = await signUpPm()
  expect((await ana.call('research.show')).opener).toContain('the step to Senior Product Manager')
  await ana.call('profile.set', { target: 'none' })
  expect((await ana.call('research.show')).opener).toBeNull()
  expect((await (await signUp()).call('research.show')).opener).toContain('the step to the next level')
})
