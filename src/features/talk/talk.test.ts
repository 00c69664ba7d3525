import { expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('a talk is kept as it was heard, with the manager of the profile unless somebody else is named', async () => {
  const ana = await signUpPm()
  const talk = await ana.call('talk.record', {
    on: '2026-06-12',
    notes: 'Asked how it works.',
    heard: ['One bet across two teams'],
    theirResponse: '“Good that you ask.”',
  })
  expect(talk).toMatchObject({
    on: '2026-06-12',
    with: 'Daniel',
    notes: 'Asked how it works.',
    heard: ['One bet across two teams'],
    theirResponse: '“Good that you ask.”',
  })
  await ana.call('talk.record', { with: 'Noor', notes: 'A second one.' })
  const first = await ana.call('talk.list', { limit: 1 })
  expect(first.items).toMatchObject([{ with: 'Noor', on: '2026-06-30' }])
  expect((await ana.call('talk.list', { limit: 1, cursor: first.next })).items).toEqual([talk])
})

test('a talk that lies ahead, or of which nothing is said, is refused and changes nothing', async () => {
  const ana = await signUp()
  await expect(ana.call('talk.record', { notes: 'x', on: '2026-07-01' })).rejects.toMatchObject({ field: 'on' })
  await expect(ana.call('talk.record', { with: 'Daniel' })).rejects.toMatchObject({ field: 'notes' })
  expect((await ana.call('talk.list')).items).toEqual([])
})

test('on the page it is written down, shown newest first, and taken back by undo', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const refused = await send((await visit('/talks')).html, 'talk.record', { notes: '', theirResponse: '' })
  expect(refused.text).toContain('Write one line about it')
  const kept = await send(refused.html, 'talk.record', { notes: 'Asked how it works.', heard: 'Two teams\nOne bet' })
  expect(kept.text).toContain('Kept: a talk on 30 June 2026 with Daniel. It is for your eyes only.')
  expect(kept.html).toContain('<li>Two teams</li>')
  await send(kept.html, 'activity.undo')
  expect((await ana.call('talk.list')).items).toEqual([])
})
