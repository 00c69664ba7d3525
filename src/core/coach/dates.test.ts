import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDay } from '../day.ts'
import { describeDate } from './date-words.ts'
import { datesOf } from './dates.ts'
import { meter } from './scan.ts'
import type { DateOptions } from './types.ts'

// A Wednesday in the middle of the third quarter.
const refDate = '2026-07-15'

const datesIn = (text: string, options: DateOptions = {}) =>
  datesOf(text, { refDate, ...options }).map(({ start, end, certain }) =>
    [start, ...(end === start ? [] : [end]), ...(certain ? [] : ['?'])].join(' '),
  )

describe('days', () => {
  test.each([
    ['Shipped last Tuesday', '2026-07-14'],
    ['Sent the memo yesterday', '2026-07-14'],
    ['Done today', '2026-07-15'],
    ['Met them two weeks ago', '2026-07-01'],
    ['Pilot began 10 days ago', '2026-07-05'],
    ['Closed it on Friday', '2026-07-10'],
    ['Handed over by Monday', '2026-07-13'],
    ['Down since last Thursday', '2026-07-09'],
    ['Released on 2025-03-01', '2025-03-01'],
    ['Build of 2026-06-02 went out', '2026-06-02'],
    ['Live since 31.12.2025', '2025-12-31'],
    ['We hit it on 3 Feb', '2026-02-03 ?'],
    ['Signed on the 3rd of March', '2026-03-03 ?'],
    ['Presented on July 6th', '2026-07-06 ?'],
    ['Presented July 6, 2025 to the board', '2025-07-06'],
    ['On Monday 6 July we cut over', '2026-07-06 ?'],
    ['Monday, July 6: cut over', '2026-07-06 ?'],
    ['Cut over on 6 July ’25', '2025-07-06'],
    ['Offsite 5–9 June', '2026-06-05 2026-06-09 ?'],
    ['Offsite from 28 Feb to 4 March', '2026-02-28 2026-03-04 ?'],
    ['Holiday freeze 20 Dec - 3 Jan', '2025-12-20 2026-01-03 ?'],
    ['Freeze Dec 20 to Jan 3, 2025', '2024-12-20 2025-01-03'],
    ['Sprint review Tuesday the 7th of July', '2026-07-07 ?'],
    ['Report due since 1\u00a0May was sent', '2026-05-01 ?'],
    ['End of last month the old plan was switched off', '2026-06-30'],
    ['Switched at the start of this quarter', '2026-07-01'],
    ['Launched 25 December', '2025-12-25 ?'],
    ['2024/03/01 first release', '2024-03-01'],
  ])('“%s” is %s', (text, expected) => {
    expect(datesIn(text)).toEqual([expected])
  })
})

describe('months', () => {
  test.each([
    ['Growing since March', '2026-03-01 2026-03-31 ?'],
    ['Done in May 2024', '2024-05-01 2024-05-31'],
    ['May ’25: first paying team', '2025-05-01 2025-05-31'],
    ['May of 2025 was the turn', '2025-05-01 2025-05-31'],
    ['March 2025 to June 2025', '2025-03-01 2025-06-30'],
    ['Measured November 2025 – January 2026', '2025-11-01 2026-01-31'],
    ['The Jan–Mar 2026 numbers', '2026-01-01 2026-03-31'],
    ['The Nov-Jan 2026 numbers', '2025-11-01 2026-01-31'],
    ['Ran the pilot from March to May', '2026-03-01 2026-05-31 ?'],
    ['Between October and December nothing moved', '2025-10-01 2025-12-31 ?'],
    ['Ran from November through February', '2025-11-01 2026-02-28 ?'],
    ['Redesign went out mid-May', '2026-05-11 2026-05-20 ?'],
    ['Redesign went out in early July', '2026-07-01 2026-07-10 ?'],
    ['Late August the churn stopped', '2025-08-21 2025-08-31 ?'],
    ['Cut over at the end of June', '2026-06-21 2026-06-30 ?'],
    ['Cut over at the beginning of March 2025', '2025-03-01 2025-03-10'],
    ['Tickets fell in Sept.', '2025-09-01 2025-09-30 ?'],
    ['In May 12 customers moved', '2026-05-01 2026-05-31 ?'],
    ['Started in 2025-11 with two teams', '2025-11-01 2025-11-30'],
    ['Two months ago I moved it', '2026-05-01 2026-05-31'],
    ['Better than ever last month', '2026-06-01 2026-06-30'],
    ['In July the first team moved', '2026-07-01 2026-07-31 ?'],
    ['In August the last team moved', '2025-08-01 2025-08-31 ?'],
  ])('“%s” is %s', (text, expected) => {
    expect(datesIn(text)).toEqual([expected])
  })
})

describe('quarters, halves and years', () => {
  test.each([
    ['In Q2 2026 churn fell', '2026-04-01 2026-06-30'],
    ['Churn fell in Q4', '2025-10-01 2025-12-31 ?'],
    ['Churn fell in Q3', '2026-07-01 2026-09-30 ?'],
    ['Q1’25 review', '2025-01-01 2025-03-31'],
    ['2025-Q3 plan, delivered', '2025-07-01 2025-09-30'],
    ['2026 Q1 numbers', '2026-01-01 2026-03-31'],
    ['3Q25 was flat', '2025-07-01 2025-09-30'],
    ['Pipeline of 1H26', '2026-01-01 2026-06-30'],
    ['Q4 of 2024', '2024-10-01 2024-12-31'],
    ['Q4 last year', '2025-10-01 2025-12-31'],
    ['Q1–Q2 2025', '2025-01-01 2025-06-30'],
    ['Q4 2025 to Q1 2026', '2025-10-01 2026-03-31'],
    ['From Q4 to Q1 nothing broke', '2025-10-01 2026-03-31 ?'],
    ['Done by end of Q2', '2026-06-01 2026-06-30 ?'],
    ['Moved in early Q3 2025', '2025-07-01 2025-07-31'],
    ['Adoption doubled in H1', '2026-01-01 2026-06-30 ?'],
    ['Adoption doubled in H2 2025', '2025-07-01 2025-12-31'],
    ['In the first half of 2025 we rebuilt it', '2025-01-01 2025-06-30'],
    ['In the second quarter we rebuilt it', '2026-04-01 2026-06-30 ?'],
    ['Better last quarter', '2026-04-01 2026-06-30'],
    ['Best quarter was this quarter', '2026-07-01 2026-09-30'],
    ['Ended last half with a surplus', '2026-01-01 2026-06-30'],
    ['FY26 plan was mine', '2026-01-01 2026-12-31'],
    ['FY2025 retention', '2025-01-01 2025-12-31'],
    ['Rewritten in 2025', '2025-01-01 2025-12-31'],
    ['Since 2023 nobody had looked', '2023-01-01 2023-12-31'],
    ['Last year I ran the beta', '2025-01-01 2025-12-31'],
    ['Last year 12 teams moved', '2025-01-01 2025-12-31'],
    ['Revenue grew 18% last year', '2025-01-01 2025-12-31'],
    ['Median 118 days last year, 74 this year', '2026-01-01 2026-12-31'],
    ['Early 2026 we dropped it', '2026-01-01 2026-04-30'],
    ['Dropped in mid-2025', '2025-05-01 2025-08-31'],
    ['Dropped at the end of 2025', '2025-12-01 2025-12-31'],
    ['Off by EOY', '2025-12-01 2025-12-31 ?'],
    ['A year ago it was a spreadsheet', '2025-01-01 2025-12-31'],
    ['Over the last 6 weeks', '2026-06-03 2026-07-15'],
    ['Over the past two quarters', '2026-01-15 2026-07-15'],
    ['Last couple of months: two releases', '2026-05-15 2026-07-15'],
    ['In the past year I hired two', '2025-07-15 2026-07-15'],
    ['Last 90 days of data', '2026-04-16 2026-07-15'],
    ['Last week we shipped', '2026-07-06 2026-07-12'],
  ])('“%s” is %s', (text, expected) => {
    expect(datesIn(text)).toEqual([expected])
  })
})

describe('the fiscal year is the person’s', () => {
  test.each([
    // It is named for the calendar year it ends in.
    [2, 'FY26', '2025-02-01 2026-01-31'],
    [2, 'Q1 FY27', '2026-02-01 2026-04-30'],
    [2, 'Churn fell in Q2', '2026-05-01 2026-07-31 ?'],
    [2, 'Churn fell in Q4', '2025-11-01 2026-01-31 ?'],
    [2, 'last quarter', '2026-02-01 2026-04-30'],
    [4, 'FY25/26', '2025-04-01 2026-03-31'],
    [4, 'Churn fell in Q1', '2026-04-01 2026-06-30 ?'],
    [4, 'Churn fell in Q2', '2026-07-01 2026-09-30 ?'],
    [4, 'H2 FY26', '2025-10-01 2026-03-31'],
    [4, 'FY26 Q4', '2026-01-01 2026-03-31'],
    [4, 'last half', '2025-10-01 2026-03-31'],
    [7, 'fiscal 2026', '2025-07-01 2026-06-30'],
    [7, 'last fiscal year', '2025-07-01 2026-06-30'],
    [7, 'this fiscal year', '2026-07-01 2027-06-30'],
    [7, 'Churn fell in Q1', '2026-07-01 2026-09-30 ?'],
    [7, 'Churn fell in Q2', '2025-10-01 2025-12-31 ?'],
    [7, 'end of FY26', '2026-06-01 2026-06-30'],
    [7, 'fiscal Q3 2026', '2026-01-01 2026-03-31'],
    [10, 'FY26', '2025-10-01 2026-09-30'],
    [10, 'Churn fell in Q3', '2026-04-01 2026-06-30 ?'],
    [10, 'Q1–Q2', '2025-10-01 2026-03-31 ?'],
    [10, 'this quarter', '2026-07-01 2026-09-30'],
    [10, 'Q4 last fiscal year', '2025-07-01 2025-09-30'],
    // What is said in months and calendar years does not move with it.
    [10, 'last year', '2025-01-01 2025-12-31'],
    [10, 'in 2025', '2025-01-01 2025-12-31'],
    [10, 'last month', '2026-06-01 2026-06-30'],
  ])('opening in month %i, “%s” is %s', (fiscalYearStart, text, expected) => {
    expect(datesIn(text, { fiscalYearStart })).toEqual([expected])
  })
})

describe('day and month follow the person', () => {
  test.each([
    ['en-US', 'Live on 03/04/2026', '2026-03-04'],
    ['en-GB', 'Live on 03/04/2026', '2026-04-03'],
    ['en-US', 'Live on 3/4', '2026-03-04 ?'],
    ['en-GB', 'Live on 3/4', '2026-04-03 ?'],
    ['en-US', 'Running since 11/10', '2025-11-10 ?'],
    ['en-GB', 'Running since 11/10', '2025-10-11 ?'],
    ['en-US', 'Live on 25/6/2026', '2026-06-25'],
    ['en-GB', 'Live on 25/6/2026', '2026-06-25'],
    ['en-US', 'Live on 2026-05-12', '2026-05-12'],
    ['en-GB', 'Live on 2026-05-12', '2026-05-12'],
    ['en-US', 'Live on 12.05.2026', '2026-05-12'],
    ['en-GB', 'Live on 12.05.2026', '2026-05-12'],
  ] as const)('%s: “%s” is %s', (locale, text, expected) => {
    expect(datesIn(text, { locale })).toEqual([expected])
  })

  test('nothing is resolved without a day to speak from', () => {
    expect(datesOf('Live on 2026-05-12', {})).toEqual([])
    expect(datesOf('Live on 2026-05-12', { refDate: 'yesterday' })).toEqual([])
  })
})

describe('what is still to come', () => {
  test.each([
    ['Launched in November', '2025-11-01 2025-11-30 ?'],
    ['Will launch in November', '2026-11-01 2026-11-30 ?'],
    ['Plan: launch in November', '2026-11-01 2026-11-30 ?'],
    ['In November we will launch', '2026-11-01 2026-11-30 ?'],
    ['Shipped on Friday', '2026-07-10'],
    ['We’ll ship on Friday', '2026-07-17'],
    ['Planned for release in Q4', '2026-10-01 2026-12-31 ?'],
    ['Goal: churn below 3% by December', '2026-12-01 2026-12-31 ?'],
    ['Out tomorrow', '2026-07-16'],
    ['Moved it to next quarter', '2026-10-01 2026-12-31'],
    ['Demo next Friday', '2026-07-24'],
    ['Fixed the timeouts due to the December release', undefined],
    ['Fixed in December what was due to the old cache', '2025-12-01 2025-12-31 ?'],
    ['We should have shipped in October', '2025-10-01 2025-10-31 ?'],
    ['Will measure in September what we changed in October', '2026-09-01 2026-09-30 ? 2025-10-01 2025-10-31 ?'],
    ['Shipped in October, will measure in September', '2025-10-01 2025-10-31 ? 2026-09-01 2026-09-30 ?'],
    ['Tested it in December. The rollout will follow.', '2025-12-01 2025-12-31 ?'],
    ['Should be done by EOY', '2026-12-01 2026-12-31 ?'],
  ])('“%s” is %s', (text, expected) => {
    expect(datesIn(text).join(' ')).toBe(expected ?? '')
  })
})

describe('no date', () => {
  test.each([
    '24/7 support',
    'won 12/15 deals',
    'from 3/5 to 4/5 stars',
    'scores went from 5/7 to 6/7',
    'split the cohort 50/50',
    'cut it from 5 min',
    'call at 10am',
    'standup moved to 9:30',
    'Sat score is up',
    'SAT prep segment',
    'the march to profit',
    'sun setting the old API',
    '61% 30 days after launch',
    'three weeks later it was gone',
    'two months earlier nobody knew',
    'a 90 day trial',
    'in two weeks we had it running',
    'saved 3 days',
    'took a month',
    'for the first quarter after launch',
    'third quarter in a row',
    'over the last 30 days of the trial',
    'the last half hour',
    'it may have worked',
    'of 12 teams, 2 may churn',
    'May the best idea win',
    'every Friday status note',
    'Friday updates replaced the meeting',
    'December release notes',
    'reduced by 2000 hours',
    'grew from 2010 to 2640 signups',
    'in 2000 cases',
    'a list of 2000 people',
    'version 2.12.3 went out',
    'iOS 17 and API v3',
    'GPT-4 and p95',
    'the H1 headings are h2 now',
    'retention at week 4',
    '30 Feb was typed in',
    'ticket 2026-13-45',
    'PR 12-3 merged',
    'https://x.io/2025-03-01/may',
    'mail q3@2025-01.example',
    '@april and #march-2025',
    'NPS 42 vs 31 last year',
    'up 12 % compared to last quarter',
    'lower than a year ago',
    'forum questions answered within a day: 44% (18% last year)',
    'leakage 6.8%, last year 9.1%',
    'an address lookup takes 380 ms, previous week 1.9 s',
    'a tender takes 2 days, last year it needed 8',
    'production open on a Friday after 4pm',
    'same month last year',
    'now or never',
    'one in four by then',
    'cut from 12 to 9.2025 points',
    'sept-tier plan',
  ])('“%s”', (text) => {
    expect(datesIn(text)).toEqual([])
  })
})

describe('shown back', () => {
  test.each([
    ['Shipped last Tuesday', 'last Tuesday'],
    ['In Q2 2026 churn fell', 'Q2 2026'],
    ['Growing since March', 'March 2026?'],
    ['We hit it on 3 Feb', '3 February 2026?'],
    ['Offsite 5–9 June', '5 June – 9 June 2026?'],
    ['Freeze 20 Dec - 3 Jan', '20 December 2025 – 3 January 2026?'],
    ['Churn fell in Q4', 'Oct – Dec 2025?'],
    ['Ran from November through February', 'Nov 2025 – Feb 2026?'],
    ['Redesign went out mid-May', 'mid-May, May 2026?'],
  ])('“%s” as “%s”', (text, words) => {
    expect(datesOf(text, { refDate }).map(describeDate)).toEqual([words])
  })
})

describe('whatever is typed', () => {
  const pieces = [
    ...['in ', 'on ', 'since ', 'by ', 'from ', 'last ', 'the ', 'to ', ' – ', '/', '-', '.', ', ', '\n', '’', ' of '],
    ...['May', 'march ', 'Dec ', 'Q4', 'H2 ', 'FY', 'Friday', '12', '2026', '31', '3/14', '24/7', 'quarter', 'year '],
    ...['end of ', 'mid-', '6 weeks', ' ago', 'yesterday ', 'shipped ', 'é', '\u00a0', '👩‍🚀', '%', '1H', 'fiscal '],
  ]
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  )
  const day = fc
    .date({ min: new Date('1995-01-01'), max: new Date('2045-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const options = fc.record({
    refDate: day,
    locale: fc.constantFrom('en-US' as const, 'en-GB' as const),
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  })

  test('each date is a stretch of days in the order of the text, and its words stand in it as they were typed', () => {
    fc.assert(
      fc.property(anything, options, (text, at) => {
        let from = 0
        for (const date of datesOf(text, at)) {
          expect(isDay(date.start) && isDay(date.end)).toBe(true)
          expect(date.start <= date.end).toBe(true)
          expect(date.text.trim()).not.toBe('')
          expect(text.indexOf(date.text, from)).toBeGreaterThanOrEqual(from)
          from = text.indexOf(date.text, from) + date.text.length
        }
      }),
      { numRuns: 600 },
    )
  })

  test('without a word of the future no date begins after the day the text speaks from, but for a year that is said', () => {
    fc.assert(
      fc.property(anything, options, (text, at) => {
        for (const date of datesOf(text, at))
          if (!/\d{2}/.test(date.text)) expect(date.start <= at.refDate).toBe(true)
          else if (!date.certain) expect(date.start <= at.refDate).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('a table of dates is read up to its sixtieth', () => {
    expect(datesOf('on 3 Feb 2026, '.repeat(500), { refDate })).toHaveLength(60)
    expect(datesOf('on Friday, '.repeat(500), { refDate })).toHaveLength(60)
  })

  test.each([
    ...['in Q2 2026 ', '1/2 ', '3 May – ', '2026-', 'last ', 'end of ', 'FY', 'will ', 'on Friday, ', '\n', 'a'],
    ...['may ', '12', 'from 5 ', 'Monday, ', 'x ago '],
  ])('“%s” without end costs in step with its length', (piece) => {
    const cost = (length: number) => {
      Object.assign(meter, { runs: 0, characters: 0, steps: 0 })
      datesOf(piece.repeat(Math.ceil(length / piece.length)).slice(0, length), { refDate })
      return meter.runs * 8 + meter.characters + meter.steps * 8 + 1
    }
    expect(cost(12_000) / cost(3_000)).toBeLessThan(6)
  })
})
