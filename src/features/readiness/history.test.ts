import { describe, expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'
import type { HistoryAnswer } from './history-operation.ts'

const capture = async (person: Person, text: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', {
    text,
    kind: 'decision',
    skills: ['execution'],
    scope: 'senior',
    happenedOn: person.clock.today,
    metrics: [],
    ...fields,
  })
  return evidence.id
}

const confirm = (person: Person, id: string, by = 'Maya') =>
  person.call('evidence.confirm', { id, by, words: 'I saw it happen.', how: 'pasted', on: person.clock.today })

const rateAll = async (person: Person, value: number) => {
  for (const { id } of (await person.call('readiness.show')).skills)
    await person.call('rating.give', { skill: id, value })
}

const history = (person: Person, range = {}): Promise<HistoryAnswer> => person.call('readiness.history', range)

/** A spring in which something happens every two weeks, and what readiness said at the end of each of those days. */
async function spring() {
  const ana = await signUpPm({ today: '2026-03-02' })
  const said: { on: string; score: number | null }[] = []
  const note = async () => {
    const { score } = await ana.call('readiness.show')
    said.push({ on: ana.clock.today, score })
  }
  await rateAll(ana, 3)
  const first = await capture(ana, 'Chose one release over two')
  await note()
  ana.clock.today = '2026-03-16'
  await confirm(ana, first)
  for (const skill of ['discovery', 'influence'])
    await confirm(ana, await capture(ana, `Cut the ${skill} plan in half`, { skills: [skill] }))
  await note()
  ana.clock.today = '2026-04-07'
  await rateAll(ana, 4)
  await note()
  ana.clock.today = '2026-05-11'
  await ana.call('agreement.record', { state: 'close' })
  const launched = await capture(ana, 'Raised retention', { skills: ['data-fluency'] })
  await note()
  return { ana, said, first, launched }
}

describe('readiness over time', () => {
  test('says of every day what readiness said on that day', async () => {
    const { ana, said } = await spring()
    ana.clock.today = '2026-06-30'
    const { points } = await history(ana)
    for (const { on, score } of said) expect(points.find((point) => point.on === on)).toMatchObject({ on, score })
    expect(points[0]).toMatchObject({
      on: '2026-03-02',
      shown: false,
      score: null,
      band: null,
      raw: null,
      begins: true,
    })
    expect(points.at(-1)).toMatchObject({ on: '2026-06-30', score: (await ana.call('readiness.show')).score })
  })

  test('is not rewritten by what is mended, removed or entered for earlier days since', async () => {
    const { ana, first, launched } = await spring()
    ana.clock.today = '2026-06-30'
    const before = (await history(ana)).points.slice(0, -1)
    await ana.call('evidence.remove', { id: first })
    await ana.call('evidence.edit', { id: launched, scope: 'pm' })
    await capture(ana, 'Had forgotten this one', { happenedOn: '2026-03-03' })
    await ana.call('rating.give', { skill: 'execution', value: 1, on: '2026-03-05' })
    expect((await history(ana)).points.slice(0, -1)).toEqual(before)
    ana.clock.today = '2026-07-01'
    expect((await history(ana)).points).toEqual(expect.arrayContaining(before))
  })

  test('names what moved it, the largest first, and time as a cause of its own', async () => {
    const { ana } = await spring()
    ana.clock.today = '2026-05-12'
    const at = async (on: string) => (await history(ana)).points.find((point) => point.on === on)!
    expect((await at('2026-03-16')).causes.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Confirmed: “Chose one release over two”',
        'Logged and confirmed: “Cut the discovery plan in half”',
      ]),
    )
    const rated = await at('2026-04-07')
    expect(rated.causes[0]!.text).toMatch(/^You rated /)
    expect(rated.moreCauses).toBeGreaterThan(0)
    const felt = rated.causes.map(({ dScore }) => Math.abs(dScore!))
    expect(felt).toEqual([...felt].sort((a, b) => b - a))
    expect((await at('2026-05-11')).causes.map(({ text }) => text)).toContain('Logged: “Raised retention”')

    ana.clock.today = '2026-12-31'
    const faded = (await history(ana)).points.filter(({ on }) => on > '2026-09-30' && on < '2026-12-31')
    expect(faded.length).toBeGreaterThan(0)
    for (const { causes } of faded) expect(causes.map(({ kind }) => kind)).toEqual(['time'])
  })

  test('says what moved it today, as soon as it is written', async () => {
    const { ana, launched } = await spring()
    ana.clock.today = '2026-06-02'
    await history(ana)
    await confirm(ana, launched, 'Noor')
    const { points } = await history(ana)
    const last = points.at(-1)!
    expect(last).toMatchObject({ on: '2026-06-02', score: (await ana.call('readiness.show')).score })
    expect(last.causes.map(({ text }) => text)).toContain('Confirmed: “Raised retention”')
    await ana.call('activity.undo', { id: (await ana.call('activity.list')).items[0].id })
    expect((await history(ana)).points.at(-1)!.causes.map(({ text }) => text)).not.toContain(
      'Confirmed: “Raised retention”',
    )
  })

  test('says the same whether it went on day by day or is worked out at once', async () => {
    const { ana } = await spring()
    for (const day of ['2026-05-20', '2026-06-02', '2026-06-15', '2026-06-30']) {
      ana.clock.today = day
      await history(ana)
      await capture(ana, `Decided something on ${day}`)
    }
    ana.clock.today = '2026-07-01'
    expect((await history(ana)).points).toEqual((await history(ana, { from: '2026-03-01' })).points)
  })

  test('begins a new line where the target changes: the two are not compared', async () => {
    const { ana } = await spring()
    ana.clock.today = '2026-06-10'
    await ana.call('profile.set', { level: 'senior', target: 'principal' })
    ana.clock.today = '2026-06-20'
    const { points } = await history(ana)
    const begun = points.filter(({ begins }) => begins).map(({ on, against }) => [on, against])
    expect(begun).toEqual([
      ['2026-03-02', 'senior'],
      ['2026-06-10', 'principal'],
    ])
    expect(points.find(({ on }) => on === '2026-06-10')).toMatchObject({ delta: null, causes: [] })
  })

  test('can be asked for a part of the time, and is refused the wrong way round', async () => {
    const { ana } = await spring()
    ana.clock.today = '2026-06-30'
    const { points } = await history(ana, { from: '2026-03-10', to: '2026-04-10' })
    expect(points.map(({ on }) => on)).toEqual(['2026-03-16', '2026-03-31', '2026-04-07', '2026-04-10'])
    await expect(history(ana, { from: '2026-05-01', to: '2026-04-01' })).rejects.toThrow('“from” lies after “to”.')
  })

  test('a number that was not shown then is not told now', async () => {
    const { ana } = await spring()
    ana.clock.today = '2026-06-30'
    const { points } = await history(ana)
    const hidden = points.filter(({ shown }) => !shown)
    expect(hidden.length).toBeGreaterThan(0)
    for (const { score, band, raw, rawBand, word, delta } of hidden)
      expect([score, band, raw, rawBand, word, delta]).toEqual([null, null, null, null, null, null])
    const appears = points.find(({ shown }) => shown)!
    for (const { dScore, dRaw } of appears.causes) expect([dScore, dRaw]).toEqual([null, null])
  })
})
