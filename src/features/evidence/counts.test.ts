import { expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'

const decided = {
  text: 'Decided to drop the export, because 2 of 40 prospects need it',
  skills: ['execution'],
  scope: 'senior',
}
const confirmedAs = (person: Person, id: string, scopeSeen: string, on?: string) =>
  person.call('evidence.confirm', {
    id,
    by: `Somebody at ${scopeSeen}`,
    words: 'So it was.',
    scopeSeen,
    ...(on && { on }),
  })

test('a record counts as the number counts it: of those who said what they saw, the one who saw most decides', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', decided)
  await confirmedAs(ana, evidence.id, 'pm')
  expect((await ana.call('evidence.show', { id: evidence.id })).counts).toMatchObject({ counts: false })
  expect(countOf(await ana.call('readiness.show'))).toBe(0)
  await confirmedAs(ana, evidence.id, 'senior')
  expect((await ana.call('evidence.show', { id: evidence.id })).counts).toMatchObject({ counts: true, level: 'senior' })
  expect(countOf(await ana.call('readiness.show'))).toBe(1)
})

test('a record from another ladder is shown with what it counts for now', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { ...decided, scope: 'pm' })
  await confirmedAs(ana, evidence.id, 'pm')
  await ana.call('profile.set', { framework: 'pmm', level: 'pmm', target: 'senior' })
  const { skills } = await ana.call('framework.show', { id: 'pmm', level: 'senior' })
  await ana.call('evidence.edit', { id: evidence.id, skills: [skills[0].id] })
  const { counts } = await ana.call('evidence.show', { id: evidence.id })
  expect(counts).toMatchObject({ counts: false, skills: [skills[0].id] })
})

const countOf = ({ skills }: { skills: { id: string; count: number }[] }) =>
  skills.find(({ id }) => id === 'execution')!.count
