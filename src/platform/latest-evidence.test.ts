import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Person, signUpPm } from '../../test/harness.ts'
import { tries } from '../../test/tries.ts'
import { addDays } from '../core/day.ts'
import { type Database, openDatabase, transaction } from './database.ts'
import { latestEvidence, mostLatest } from './latest-evidence.ts'

const seen = ({ personId }: Person, db: Database) =>
  transaction(db, 'read', personId, (tx) => latestEvidence(tx, personId))

/** The same, read by a program that has held nothing. */
async function seenAnew(person: Person) {
  const db = openDatabase(person.database)
  try {
    return await seen(person, db)
  } finally {
    await db.destroy()
  }
}

const steps = ['capture', 'backdate', 'redate', 'remove', 'restore', 'confirm', 'undo', 'rate'] as const

async function act(ana: Person, step: (typeof steps)[number], n: number): Promise<unknown> {
  const { items } = await ana.call('evidence.list', { limit: 50, removed: step === 'restore' })
  const id = items[n % Math.max(1, items.length)]?.id ?? 'none'
  const day = addDays('2026-06-30', -n)
  if (step === 'capture')
    return ana.call('evidence.capture', { text: `New (${n})`, kind: 'decision', happenedOn: null })
  if (step === 'backdate')
    return ana.call('evidence.capture', { text: `Old (${n})`, kind: 'decision', happenedOn: day })
  if (step === 'redate') return ana.call('evidence.edit', { id, happenedOn: day })
  if (step === 'remove') return ana.call('evidence.remove', { id })
  if (step === 'restore') return ana.call('evidence.restore', { id })
  if (step === 'confirm') return ana.call('evidence.confirm', { id, by: `Colleague ${n}`, words: 'True.' })
  if (step === 'undo') return ana.call('activity.undo')
  return ana.call('rating.give', { skill: 'discovery', value: 3 })
}

test('the latest records held are those there are, however many and whatever happened since', async () => {
  for (const records of [0, mostLatest - 2]) {
    const ana = await signUpPm()
    const { archive } = await ana.call('archive.export')
    if (records > 0)
      await ana.call('inbox.import', {
        text: Array.from({ length: records }, (_, i) => `- Cut cost ${i} by 5 %`).join('\n'),
      })
    if (records > 0) await ana.call('inbox.approve', { all: true })
    const life = fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(500)), { minLength: 8, maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(life, async (happened) => {
        for (const [step, n] of happened) {
          await act(ana, step, n).catch(() => undefined)
          expect(await seen(ana, ana.app.cairn.db)).toEqual(await seenAnew(ana))
        }
      }),
      { ...tries(3, 2), endOnFailure: true },
    )
    await ana.call('archive.import', { archive, replace: true })
    expect(await seen(ana, ana.app.cairn.db)).toEqual([])
  }
})
