import { describe, expect, test } from 'vitest'
import { runCommand } from '../src/surfaces/cli.ts'
import { type Person, signUpPm } from './harness.ts'
import { browse } from './visitor.ts'

// Whoever fools this number fools themselves first: it must not be had by diligence at the keyboard alone.

const skills = ['product_sense', 'discovery', 'execution', 'data', 'communication', 'influence']

/** Artifacts over two years, the highest marks, and nobody else's word. */
async function busyLogger(records = 60): Promise<Person> {
  const person = await signUpPm()
  await person.call('profile.set', { levelSince: '2024-06-30' })
  const known: string[] = (await person.call('readiness.show')).skills.map(({ id }: { id: string }) => id)
  expect(known.length).toBeGreaterThanOrEqual(skills.length)
  for (const skill of known) await person.call('rating.give', { skill, value: 5 })
  for (let i = 0; i < records; i++)
    await person.call('evidence.capture', {
      text: `Wrote document ${i}.`,
      kind: 'artifact',
      scope: 'senior',
      skills: [known[i % known.length]],
      happenedOn: `${i % 2 ? 2025 : 2026}-0${1 + (i % 6)}-1${i % 10}`,
    })
  return person
}

async function confirmThree(person: Person): Promise<void> {
  const { items } = await person.call('evidence.list', { limit: 3 })
  for (const { id } of items) await person.call('evidence.confirm', { id, by: 'Priya', words: 'True.' })
}

describe('the number cannot be typed into being', () => {
  test('two hundred records on the owner’s own word show no number, in no place', async () => {
    const person = await busyLogger(200)
    await person.call('settings.set', { scoreOnToday: true, showEverything: true })
    const answer = await person.call('readiness.show')
    expect(answer).toMatchObject({ shown: false, score: null, band: null, raw: null, rawBand: null })
    const total = answer.skills.reduce((sum: number, { weight }: { weight: number }) => sum + weight, 0)
    const hidden = answer.skills.reduce(
      (sum: number, { weight, credit }: { weight: number; credit: number }) => sum + (100 * weight * credit) / total,
      0,
    )
    const { visit } = browse(person)
    for (const path of [
      '/',
      '/level',
      '/level/history',
      '/level/what-if?if=manager-bar&if=yes',
      '/level/skills/discovery',
      '/case',
      '/evidence',
      '/more',
    ]) {
      const { text } = await visit(path)
      expect(text, path).not.toMatch(new RegExp(`\\b(${Math.round(hidden)}|${hidden.toFixed(1)})\\b`))
      expect(text, path).not.toMatch(/of 100|Likely range|\d\d? %|at most \d/)
    }
    const lines: string[] = []
    await runCommand(person.app.cairn, async () => person.personId, ['readiness', 'show'], {
      out: (line) => lines.push(line),
      error: () => {},
      stdin: () => '',
    })
    expect(lines.join('\n')).toContain('A number needs a second voice')
    expect(lines.join('\n')).not.toMatch(new RegExp(`\\b${Math.round(hidden)}\\b|Likely range`))
  })

  test('what the owner heard from a manager opens no number', async () => {
    const person = await busyLogger()
    const { skills: known } = await person.call('readiness.show')
    for (const { id } of known) {
      await person.call('rating.give', { skill: id, value: 5, source: 'manager' })
      await person.call('rating.give', { skill: id, value: 5, source: 'peer', rater: 'Priya' })
    }
    expect((await person.call('readiness.show')).shown).toBe(false)
  })

  test('without a manager it never passes 60, whatever else is said', async () => {
    const person = await busyLogger()
    await confirmThree(person)
    await person.call('agreement.record', { state: 'yes', confirmedByManager: true })
    const { skills: known } = await person.call('readiness.show')
    for (const { id } of known) await person.call('rating.give', { skill: id, value: 5, source: 'manager' })
    const { shown, score, band } = await person.call('readiness.show')
    expect(shown).toBe(true)
    expect(score).toBeLessThanOrEqual(60)
    expect(band[1]).toBeLessThanOrEqual(60)
  })

  test('records of days to come, and of work smaller than the target’s, add nothing', async () => {
    const person = await busyLogger()
    await confirmThree(person)
    const before = await person.call('readiness.show')
    for (let i = 0; i < 5; i++) {
      await person.call('evidence.capture', {
        text: 'Will decide.',
        kind: 'decision',
        scope: 'senior',
        skills: ['discovery'],
        happenedOn: '2026-07-15',
      })
      const { evidence } = await person.call('evidence.capture', {
        text: 'Decided.',
        kind: 'decision',
        scope: 'pm',
        skills: ['discovery'],
      })
      // A friend who “saw” more than the owner claims lifts nothing.
      await person.call('evidence.confirm', { id: evidence.id, by: 'Lee', words: 'Huge.', scopeSeen: 'principal' })
    }
    const after = await person.call('readiness.show')
    expect([after.score, after.raw, after.months]).toEqual([before.score, before.raw, before.months])
  })

  test('the same person confirming fifty times says it once', async () => {
    const person = await busyLogger()
    await confirmThree(person)
    const before = await person.call('readiness.show')
    const [{ id }] = (await person.call('evidence.list', { confirmed: true, limit: 1 })).items
    for (let i = 0; i < 50; i++) await person.call('evidence.confirm', { id, by: 'Priya', words: `True, ${i} times.` })
    expect((await person.call('readiness.show')).raw).toBe(before.raw)
  })
})

describe('nobody is their own witness', () => {
  test('the owner’s name confirms nothing, however it is written', async () => {
    const person = await signUpPm()
    await person.call('profile.set', { name: 'Ana Núñez' })
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn.' })
    for (const by of ['Ana Núñez', 'ana nunez', '  ANA   NÚÑEZ ', 'me', 'Myself'])
      await expect(person.call('evidence.confirm', { id: evidence.id, by, words: 'True.' }), by).rejects.toMatchObject({
        code: 'invalid',
        field: 'by',
      })
    await expect(person.call('evidence.edit', { id: evidence.id, seenBy: ['Priya', 'ana nunez'] })).rejects.toThrow(
      /Name who else/,
    )
    await expect(person.call('evidence.capture', { text: 'Won.', seenBy: ['Ana Núñez'] })).rejects.toThrow(/who else/)
    expect((await person.call('evidence.show', { id: evidence.id })).corroboration).toBe('none')
    await person.call('evidence.confirm', { id: evidence.id, by: 'Ana Nunes', words: 'True.' })
  })

  test('nor their own manager or peer', async () => {
    const person = await signUpPm()
    await person.call('profile.set', { name: 'Ana', manager: 'Ana' })
    for (const source of ['manager', 'peer'])
      await expect(
        person.call('rating.give', { skill: 'discovery', value: 5, source, rater: 'ana' }),
      ).rejects.toMatchObject({ field: 'rater' })
    await expect(person.call('rating.give', { skill: 'discovery', value: 5, source: 'manager' })).rejects.toThrow(
      /your own name/,
    )
  })
})
