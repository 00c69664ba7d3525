import { type Day, lastDayOf } from '../day.ts'
import { alone, type Clock, nearestYear, partOf, partWords, type Read, type Reader, two, yearOf } from './clock.ts'

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const numberOf = (name: string | undefined): number => names.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?'
const date = '(\\d{1,2})(?:st|nd|rd|th)?'
const through = ' ?(?:-|–|—|to|until|till|through) ?'
const year = "(?:(?:,| of)? ((?:20|19)\\d\\d)|,? ?'(\\d\\d))"
// “May 4%”, “May 12 of 15 paid”: the number counts, and dates nothing.
const counts = '(?! ?(?:%|→|->)| ?(?:percent|pp|points|pts|x|k|m|ms)\\b| (?:of \\d|out of))'
const before = (words: string): string => `(?<=\\b(?:${words}) )`

/** Days and months by their names, and days in figures that mean one day in every country. */
export const monthReaders: readonly Reader[] = [
  [alone('(\\d{4})-(\\d\\d)-(\\d\\d)'), ([y, m, d]) => oneDay(`${y}-${m}-${d}`, true)],
  [alone('(20\\d\\d)-(0[1-9]|1[0-2])'), ([y, m]) => months(Number(m), Number(y), Number(m), Number(y), true)],
  [
    alone('(\\d{1,2})\\.(\\d{1,2})\\.((?:20|19)\\d\\d)'),
    ([d, m, y]) => oneDay(`${y}-${two(Number(m))}-${two(Number(d))}`, true),
  ],
  [
    alone(`${weekday}${date}(?: (?:of )?${month})?${through}${weekday}${date} (?:of )?${month}${year}?`),
    ([d1, m1, d2, m2, y, short], clock) => days([m1 ?? m2, d1], [m2, d2], y ?? short, clock),
  ],
  [
    alone(`${weekday}${month} ${date}${through}${weekday}(?:${month} )?${date}${year}?${counts}`),
    ([m1, d1, m2, d2, y, short], clock) => days([m1, d1], [m2 ?? m1, d2], y ?? short, clock),
  ],
  [
    alone(`${weekday}${date} (?:of )?${month}${year}?`),
    ([d, m, y, short], clock) => days([m, d], [m, d], y ?? short, clock),
  ],
  [
    alone(`(?<!\\b(?:in|during|throughout) )${weekday}${month} ${date}${year}?${counts}`),
    ([m, d, y, short], clock) => days([m, d], [m, d], y ?? short, clock),
  ],
  [
    alone(`${month}${year}?(?: ?[-–—/] ?| (?:to|until|till|through) )${month}${year}`),
    ([m1, y1, s1, m2, y2, s2]) => monthsOfYear(m1, y1 ?? s1, m2, (y2 ?? s2)!),
  ],
  [
    alone(`(?:(?<=\\b(?:between|from) )${month} and|${month}(?: ?[-–—] ?| to | through )) ?${month}`),
    ([m0, m1, m2], clock) => openMonths(numberOf(m0 ?? m1), numberOf(m2), clock),
  ],
  [
    alone(`(${partWords})[ -]${month}${year}?`),
    ([part, m, y, short], clock) => partOfMonth(part!, numberOf(m), y ?? short, clock),
  ],
  [
    alone(`${month}${year}`),
    ([m, y, short]) => months(numberOf(m), yearOf((y ?? short)!), numberOf(m), yearOf((y ?? short)!), true),
  ],
  [
    alone(`${before('in|since|by|until|till|during|from|last|of|throughout')}${month}(?! \\d{1,2}\\b(?! [a-z]))`),
    ([m], clock) => openMonths(numberOf(m), numberOf(m), clock),
  ],
]

const oneDay = (day: Day, certain: boolean): Read => ({ start: day, end: day, grain: 'day', certain })

const months = (m1: number, y1: number, m2: number, y2: number, certain: boolean): Read => ({
  start: `${y1}-${two(m1)}-01`,
  end: lastDayOf(`${y2}-${two(m2)}`),
  grain: 'month',
  certain,
})

type MonthAndDate = [month: string | undefined, date: string | undefined]

function days([m1, d1]: MonthAndDate, [m2, d2]: MonthAndDate, said: string | undefined, clock: Clock): Read {
  const [first, last] = [numberOf(m1), numberOf(m2)]
  const at = (y: number) => ({
    start: `${first > last ? y - 1 : y}-${two(first)}-${two(Number(d1))}`,
    end: `${y}-${two(last)}-${two(Number(d2))}`,
  })
  return { ...at(said ? yearOf(said) : nearestYear(at, clock)), grain: 'day', certain: said !== undefined }
}

function monthsOfYear(m1: string | undefined, y1: string | undefined, m2: string | undefined, y2: string): Read {
  const [first, last, year] = [numberOf(m1), numberOf(m2), yearOf(y2)]
  return months(first, y1 ? yearOf(y1) : first > last ? year - 1 : year, last, year, true)
}

function partOfMonth(words: string, m: number, said: string | undefined, clock: Clock): Read {
  const whole = (y: number) => months(m, y, m, y, said !== undefined)
  const y = said ? yearOf(said) : nearestYear((candidate) => partOf(whole(candidate), words), clock)
  return { ...whole(y), ...partOf(whole(y), words) }
}

/** Months without a year: the latest that have begun, or the next ones if the text looks ahead. */
function openMonths(m1: number, m2: number, clock: Clock): Read {
  const at = (y: number) => months(m1, m1 > m2 ? y - 1 : y, m2, y, false)
  return at(nearestYear(at, clock))
}
