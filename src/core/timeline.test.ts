import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './day.ts'
import { type TimelineInitiative, timelineOf, yearsOf } from './timeline.ts'

const today = '2026-06-30'
const initiative = (rest: Partial<TimelineInitiative>): TimelineInitiative => ({
  id: 'a',
  title: 'Onboarding',
  startedOn: '2025-10-01',
  launchedOn: null,
  stoppedOn: null,
  ...rest,
})
const rows = (all: TimelineInitiative[], year: number) => timelineOf(all, () => [], year, today)

test('a launch belongs to the year in which its 60 days end, too', () => {
  const late = initiative({ launchedOn: '2025-12-20' })
  expect(rows([late], 2026)).toMatchObject([{ until: '2026-02-18', goesOn: false }])
  expect(rows([initiative({ launchedOn: '2025-10-20' })], 2026)).toEqual([])
})

test('what goes on reaches to today, what was stopped ends there and asks for no reading', () => {
  expect(rows([initiative({})], 2026)).toMatchObject([{ until: today, goesOn: true, checks: [] }])
  const stopped = initiative({ launchedOn: '2026-03-01', stoppedOn: '2026-02-01' })
  expect(rows([stopped], 2026)).toMatchObject([{ until: '2026-02-01', goesOn: false, checks: [] }])
})

test('what was begun last stands first, as in every list', () => {
  const days = ['2026-02-01', '2026-05-01', '2025-12-01']
  const all = days.map((startedOn, at) => initiative({ id: String(at), startedOn }))
  expect(rows(all, 2026).map(({ startedOn }) => startedOn)).toEqual(['2026-05-01', '2026-02-01', '2025-12-01'])
})

test('every initiative stands in each of its years and in no other', () => {
  const day = fc.integer({ min: 0, max: 3600 }).map((n) => addDays('2016-01-01', n))
  fc.assert(
    fc.property(
      fc.array(fc.record({ startedOn: day, launchedOn: fc.option(day), stoppedOn: fc.option(day) }), { maxLength: 8 }),
      (all) => {
        const initiatives = all.map((each, at) => initiative({ ...each, id: String(at) }))
        const years = yearsOf(initiatives, today)
        expect(years).toEqual([...years].sort((a, b) => b - a))
        for (const year of years) expect(rows(initiatives, year).length).toBeGreaterThan(0)
        const seen = new Set(years.flatMap((year) => rows(initiatives, year).map(({ id }) => id)))
        expect(seen.size).toBe(initiatives.length)
        for (const year of [2014, 2028]) expect(rows(initiatives, year)).toEqual([])
      },
    ),
  )
})
