import { describe, expect, test } from 'vitest'
import { metricOf } from '../../test/records.ts'
import { followUps, type MeasuredLaunch, readingsBehind, withFollowUps } from './follow-up.ts'

const launchedOn = '2026-03-01'
const read = (on: string, value = 58) => ({ on, value, recordedOn: on })
const states = (readings: string[], today: string) =>
  followUps(
    launchedOn,
    readings.map((on) => read(on)),
    today,
  ).map(({ state }) => state)

describe('the checks after a launch', () => {
  test('are due ten days early, so that a reading near the day counts', () => {
    expect(states([], '2026-03-20')).toEqual(['waiting', 'waiting'])
    expect(states([], '2026-03-21')).toEqual(['due', 'waiting'])
    expect(states([], '2026-04-20')).toEqual(['due', 'due'])
    expect(followUps(launchedOn, [], launchedOn).map(({ dueOn }) => dueOn)).toEqual(['2026-03-31', '2026-04-30'])
  })

  test('are on time until two weeks after the day, late from then on', () => {
    expect(states(['2026-04-14'], '2026-05-30')).toEqual(['on time', 'due'])
    expect(states(['2026-04-15'], '2026-05-30')).toEqual(['late', 'due'])
    expect(states(['2026-05-14'], '2026-05-30')).toEqual(['late', 'on time'])
    expect(states(['2026-05-15'], '2026-05-30')).toEqual(['late', 'late'])
  })

  test('take the first reading of their time, whatever order the readings came in', () => {
    const [thirty, sixty] = followUps(
      launchedOn,
      [read('2026-04-25', 61), read('2026-03-10', 40), read('2026-03-28', 55)],
      '2026-06-01',
    )
    expect([thirty?.reading?.value, sixty?.reading?.value]).toEqual([55, 61])
  })
})

describe('a record of a measured launch', () => {
  const metric = metricOf({ name: 'Week-1 Retention', good: null })
  const launch: MeasuredLaunch = {
    launchedOn,
    metricName: 'week-1 retention',
    direction: 'up',
    target: 55,
    readings: [read('2026-03-28', 55)],
  }

  test('inherits target, follow-up readings and which way is good', () => {
    const [first] = withFollowUps([metric], launch, '2026-06-01')
    expect(first).toMatchObject({ target: 55, good: true, checks: [{ day: 30, recordedOn: '2026-03-28', value: 55 }] })
    expect(withFollowUps([metric], { ...launch, direction: 'down' }, '2026-06-01')[0]!.good).toBe(false)
  })

  test('keeps what was typed into it, and is left alone if it is about another number', () => {
    const own = { ...metric, target: 60, checks: [{ day: 30 as const, recordedOn: '2026-04-01', value: 57 }] }
    expect(withFollowUps([own], launch, '2026-06-01')[0]).toMatchObject({ target: 60, checks: own.checks })
    const other = { ...metric, name: 'churn' }
    expect(withFollowUps([other], launch, '2026-06-01')).toEqual([other])
    expect(withFollowUps([metric], null, '2026-06-01')).toEqual([metric])
  })

  test('takes over that the target stood before launch, and only for that target', () => {
    const before = { ...launch, targetSetOn: launchedOn }
    expect(withFollowUps([metric], before, '2026-06-01')[0]).toMatchObject({ target: 55, targetSetBefore: true })
    expect(withFollowUps([{ ...metric, target: 60 }], before, '2026-06-01')[0]!.targetSetBefore).toBeUndefined()
    expect(withFollowUps([metric], { ...launch, targetSetOn: '2026-03-02' }, '2026-06-01')[0]!.targetSetBefore).toBe(
      undefined,
    )
  })

  test('rests on the readings that say what it says, and on its checks', () => {
    const readings = [read('2026-02-20', 42), read('2026-03-28', 55), read('2026-04-28', 58), read('2026-05-28', 60)]
    const behind = (metrics: Parameters<typeof readingsBehind>[0]) =>
      readingsBehind(metrics, { ...launch, readings }, '2026-06-01').map(({ reading, as }) => [reading.value, as])
    const record = metricOf({ name: 'week-1 retention', from: 42, to: 58 })
    expect(behind([record])).toEqual([
      [42, ['before']],
      [55, [30]],
      [58, ['after', 60]],
    ])
    expect(behind(withFollowUps([record], { ...launch, readings }, '2026-06-01'))).toEqual(behind([record]))
    const typed = { ...record, checks: [{ day: 30 as const, recordedOn: '2026-04-01', value: 57 }] }
    expect(behind([typed])).toEqual([
      [42, ['before']],
      [58, ['after']],
    ])
    expect(behind([{ ...record, name: 'churn' }])).toEqual([])
  })
})
