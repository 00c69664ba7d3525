import { expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const text = 'Cut setup from 9 steps to 4 in May. Support tickets fell by 30%.'

test('a number taken out stays out when the text is reworded, and one put in stays in', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { text })
  expect(evidence.metrics).toHaveLength(2)
  const kept = (await ana.call('evidence.edit', { id: evidence.id, wrongMetric: 1 })).metrics
  expect(kept).toEqual([evidence.metrics[1]])
  const reworded = await ana.call('evidence.edit', { id: evidence.id, text: `${text} Churn went from 4% to 3%.` })
  expect(reworded.metrics.map(({ to, delta }: { to: number; delta: number }) => to ?? delta)).toEqual([-30, 3])
  await ana.call('activity.undo')
  await ana.call('activity.undo')
  expect((await ana.call('evidence.show', { id: evidence.id })).metrics).toEqual(evidence.metrics)
})

test('a number that is not there cannot be wrong', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { text })
  await expect(ana.call('evidence.edit', { id: evidence.id, wrongMetric: 3 })).rejects.toThrow('not there any more')
})

test('the record’s page says why it is read so, until the person has said what it is, and takes a number out', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { text })
  const { visit, send } = browse(ana)
  const { html } = await visit(`/evidence/${evidence.id}`)
  expect(html).toContain('Read as a result: it says what changed')
  await send(html, 'evidence.edit', {})
  expect((await ana.call('evidence.show', { id: evidence.id })).metrics).toHaveLength(1)
  await ana.call('evidence.edit', { id: evidence.id, kind: 'decision' })
  expect((await visit(`/evidence/${evidence.id}`)).html).not.toContain('Read as')
})

test('a blank is not saved, but may be read first, and notes that came with one keep it', async () => {
  const ana = await signUpPm()
  const open = 'Cut churn from __ to 3% in May 2026'
  await expect(ana.call('evidence.capture', { text: open })).rejects.toThrow('still open')
  expect((await ana.call('evidence.capture', { text: open, dryRun: true })).evidence.text).toBe(open)
  await ana.call('inbox.import', { text: `- ${open}` })
  await ana.call('inbox.approve', { all: true })
  const [record] = (await ana.call('evidence.list')).items
  expect(record.text).toContain('__')
  await ana.call('evidence.edit', { id: record.id, text: `${record.text}, from __.` })
})
