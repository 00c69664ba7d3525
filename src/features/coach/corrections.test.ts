import { expect, test } from 'vitest'
import { signUpBeside, signUpPm } from '../../../test/harness.ts'
import { anonymised } from '../../core/coach/anonymise.ts'

const secret =
  'Cut Zugferd invoice churn at Contoso from 14.6% to 9% with @priya.k, see https://wiki.contoso.com/x and mail ana@contoso.com (PROJ-123, #orion).'

test('what leaves holds no name, link, address, handle or exact figure', () => {
  const out = anonymised(secret, ['invoice churn'])
  expect(out).toBe(
    'cut ‹name› ‹own› at ‹name› from 10% to 9% with ‹handle›, see ‹link› and mail ‹mail› (‹ref›, ‹ref›).',
  )
  for (const part of ['Zugferd', 'Contoso', 'contoso', 'priya', 'ana@', 'PROJ', 'orion', '14.6'])
    expect(out).not.toContain(part)
})

test('no word that the coach does not know from its own examples leaves, in any script', () => {
  for (const word of ['Кириллов', '山田', 'xyzzy', 'Ünlü', 'o’Brannigan', '🪨'])
    expect(anonymised(`met ${word} and ${word.toLowerCase()}`).toLowerCase()).not.toContain(word.toLowerCase())
})

const exported = async (person: { call: (name: string, input?: unknown) => Promise<{ file: { text: string } }> }) =>
  JSON.parse((await person.call('coach.export')).file.text).corrections

test('a correction is told with its text, what was read and what was chosen, and with nothing else of the record', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', {
    text: 'Shipped the Zugferd portal in May 2026.',
    seenBy: ['Priya'],
    happenedOn: '2026-06-01',
  })
  expect(await exported(ana)).toEqual([])
  await ana.call('evidence.edit', { id: evidence.id, kind: 'decision' })
  await ana.call('evidence.edit', {
    id: evidence.id,
    metrics: [{ name: 'Orion', from: 412, to: 388, unit: 'furlongs' }],
  })
  const [correction, ...rest] = await exported(ana)
  expect(rest).toEqual([])
  expect(correction).toEqual({
    text: 'shipped the ‹name› portal in ‹name› 2000.',
    kind: { read: 'artifact', chosen: 'decision' },
    metrics: {
      read: [],
      chosen: [{ from: 400, to: 400, delta: null, unit: null, direction: 'down', relative: false }],
    },
  })
  expect(JSON.stringify(correction)).not.toMatch(/Priya|Orion|furlong|412/)
})

test('a correction that is undone or whose record is removed is none, and nobody else sees it', async () => {
  const ana = await signUpPm()
  const ben = await signUpBeside(ana)
  const { evidence } = await ana.call('evidence.capture', { text: 'Shipped the partner portal.' })
  await ana.call('evidence.edit', { id: evidence.id, kind: 'decision' })
  expect(await exported(ana)).toHaveLength(1)
  expect(await exported(ben)).toEqual([])
  await ana.call('activity.undo')
  expect(await exported(ana)).toEqual([])
  await ana.call('evidence.edit', { id: evidence.id, kind: 'decision' })
  await ana.call('evidence.remove', { id: evidence.id })
  expect(await exported(ana)).toEqual([])
})
