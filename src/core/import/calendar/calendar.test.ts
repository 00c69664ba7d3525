import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { Found, LeftOut, ReadOptions } from '../importer.ts'
import { calendar } from './calendar.ts'
import { readRule, repeats } from './repeats.ts'

const options: ReadOptions = { refDate: '2026-06-30', dayFirst: false, zone: 'Europe/Berlin' }

const cases = (name: string) =>
  readFileSync(new URL(`../../../../test/cases/import/${name}.ics`, import.meta.url), 'utf8')

function read(text: string, more: Partial<ReadOptions> = {}) {
  const come = [...calendar.read({ text, name: null }, { ...options, ...more })]
  return {
    found: come.filter((each): each is Found => each.is === 'found'),
    leftOut: come.filter((each): each is LeftOut => each.is === 'left out'),
  }
}

const wrapped = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'X-WR-TIMEZONE:Europe/Berlin', ...events, 'END:VCALENDAR'].join('\r\n')

const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Customer interview', ...lines, 'END:VEVENT'].join('\r\n')

const daysOf = (...lines: string[]) => read(wrapped(event(...lines))).found.map(({ date }) => date)

const people = (...lines: string[]) => lines.map((line) => `ATTENDEE;${line}`)

describe('a calendar', () => {
  test('gives conversations with customers and the last 1:1 with each person, and tells why the rest is left out', () => {
    const { found, leftOut } = read(cases('work-calendar'))
    expect(
      found.map(({ becomes, text, date, details }) => [becomes, text, date, details?.who ?? details?.person]),
    ).toEqual([
      ['conversation', 'Customer interview: Globex, onboarding', '2026-03-03', 'Customer at Globex'],
      // Eight in the evening in New York is the next morning in Berlin.
      ['conversation', 'Roadmap and pricing', '2026-03-11', 'Customer at Initech'],
      ['contact', '1:1 with Maya Keller, 24 times', '2026-06-29', 'Maya Keller'],
    ])
    expect(found[1]?.details).toMatchObject({ conversation: 'sales_call', sign: 'somebody from Initech took part' })
    expect(leftOut.map(({ why }) => why).sort()).toEqual([
      'it is marked private',
      'it is still ahead',
      'it was cancelled',
      'its title names something else than customers',
      'nothing says that a customer took part, or that it was a 1:1',
      'you declined it',
    ])
  })

  test('is not taken for a customer’s because one series with them was moved again and again', () => {
    const meeting = (uid: string, title: string, ...lines: string[]) =>
      ['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${title}`, ...lines, 'END:VEVENT'].join('\r\n')
    const me = 'CN=Ana:mailto:ana@corp.example'
    const other = 'CN=Bo:mailto:bo@acme.example'
    const moved = ['08', '15', '22', '29'].map((day) =>
      meeting(
        '1',
        'Research with Bo',
        `RECURRENCE-ID:202606${day}T070000Z`,
        `DTSTART:202606${day}T080000Z`,
        ...people(other),
      ),
    )
    const { found } = read(
      wrapped(
        meeting('1', 'Research with Bo', 'DTSTART:20260601T070000Z', 'RRULE:FREQ=WEEKLY;COUNT=5', ...people(me, other)),
        ...moved,
        meeting('2', '1:1 with Daniel', 'DTSTART:20260602T080000Z', ...people(me, 'CN=Daniel:mailto:dan@corp.example')),
        meeting('3', 'Planning', 'DTSTART:20260603T080000Z', ...people(me, 'CN=Tom:mailto:tom@corp.example')),
      ),
    )
    expect(found.map(({ text, details }) => details?.who ?? text)).toEqual([
      ...Array.from({ length: 5 }, () => 'Customer at Acme'),
      '1:1 with Daniel',
    ])
  })

  test('keeps no address, no title of what it leaves out, and nothing of what a meeting was about', () => {
    const told = JSON.stringify(read(cases('work-calendar')))
    for (const secret of ['@globex', '@eu.acme', 'Hooli', 'Salary', 'Dial-in', 'Stand-up', 'senior engineer'])
      expect(told).not.toContain(secret)
  })

  test('is read as Exchange writes it: Windows zones without their tables, a moved and a dropped meeting, a rule that is none', () => {
    const { found, leftOut } = read(cases('exchange'))
    expect(found.map(({ text, date }) => `${date} ${text}`)).toEqual([
      '2026-04-03 Win/loss call - Initech',
      '2026-01-30 Monthly user test',
      '2026-03-10 Monthly user test',
      '2026-03-27 Monthly user test',
      '2026-05-29 Monthly user test',
      '2026-04-28 Monthly user test (moved)',
      '2026-04-04 Prospect demo',
    ])
    expect(leftOut.map(({ why }) => why)).toEqual(['it was cancelled', 'it is marked private'])
  })

  test('proposes the same sources from the same file, each once, also where an event stands in it twice', () => {
    const [once, twice] = [read(cases('exchange')), read(cases('exchange') + cases('exchange'))]
    expect(twice.found.map(({ source }) => source)).toEqual(once.found.map(({ source }) => source))
    expect(new Set(once.found.map(({ source }) => source)).size).toBe(once.found.length)
  })

  test('is known by its content, and by its name only with an event in it', () => {
    expect(calendar.recognises({ text: '\ufeffBEGIN:VCALENDAR\r\n', name: null })).toBe(true)
    expect(calendar.recognises({ text: 'BEGIN:VEVENT\nEND:VEVENT', name: 'a.ics' })).toBe(true)
    expect(calendar.recognises({ text: '- Met VCALENDAR', name: 'a.ics' })).toBe(false)
    expect(() => read('not a calendar')).toThrow(/no calendar/)
  })
})

describe('the day of an event', () => {
  test('is the one on the person’s own wall', () => {
    expect(daysOf('DTSTART:20260303T233000Z')).toEqual(['2026-03-04'])
    expect(daysOf('DTSTART;TZID=Europe/Berlin:20260303T233000')).toEqual(['2026-03-03'])
    expect(daysOf('DTSTART;TZID=Tokyo Standard Time:20260304T010000')).toEqual(['2026-03-03'])
    expect(daysOf('DTSTART;TZID="(UTC-08:00) Pacific Time (US & Canada)":20260303T230000')).toEqual(['2026-03-04'])
    expect(daysOf('DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Salta:20260303T230000')).toEqual([
      '2026-03-04',
    ])
    expect(daysOf('DTSTART;TZID=GMT -0500 (Standard):20260303T230000')).toEqual(['2026-03-04'])
  })

  test('stays as written where the clock is nobody’s, the zone unknown, or the event lasts all day', () => {
    expect(daysOf('DTSTART:20260303T233000')).toEqual(['2026-03-03'])
    expect(daysOf('DTSTART;TZID=Middle Earth:20260303T233000')).toEqual(['2026-03-03'])
    expect(daysOf('DTSTART;VALUE=DATE:20260303')).toEqual(['2026-03-03'])
    expect(daysOf('DTSTART:20260303')).toEqual(['2026-03-03'])
  })

  test('follows a table of the calendar’s own where its name says nothing', () => {
    const table = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'TZOFFSETFROM:-0700',
      'TZOFFSETTO:-0800',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0700',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\n')
    const day = (start: string) => read(wrapped(table, event(`DTSTART;TZID=Office:${start}`))).found[0]?.date
    // 14:30 there is 23:30 in Berlin in winter as in summer; with the hours of the other half it would not be.
    expect([day('20260115T143000'), day('20260115T153000')]).toEqual(['2026-01-15', '2026-01-16'])
    expect([day('20260615T143000'), day('20260615T153000')]).toEqual(['2026-06-15', '2026-06-16'])
  })

  test('must exist', () => {
    for (const start of ['20260230T100000', 'tomorrow', '', '00000000', '20261301'])
      expect(read(wrapped(event(`DTSTART:${start}`))).leftOut.map(({ why }) => why)).toEqual(['its day cannot be read'])
    expect(read(wrapped(event())).leftOut).toMatchObject([{ why: 'its day cannot be read', line: 3 }])
    expect(read('BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260303\nSUMMARY:Customer call').leftOut).toMatchObject([
      { why: 'it breaks off' },
    ])
  })
})

describe('what repeats', () => {
  const start = 'DTSTART;TZID=Europe/Berlin:20260601T090000'

  test('is read up to today, without what was dropped, moved or ended', () => {
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY')).toEqual([
      '2026-06-01',
      '2026-06-08',
      '2026-06-15',
      '2026-06-22',
      '2026-06-29',
    ])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;COUNT=2')).toEqual(['2026-06-01', '2026-06-08'])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;UNTIL=20260608T070000Z')).toEqual(['2026-06-01', '2026-06-08'])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;UNTIL=20260608T065959Z')).toEqual(['2026-06-01'])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;UNTIL=20260608')).toEqual(['2026-06-01', '2026-06-08'])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20260608T070000Z')).toEqual(['2026-06-01', '2026-06-15'])
    expect(daysOf(start, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20260608,20260615')).toEqual(['2026-06-01'])
    expect(daysOf(start, 'RDATE:20260610T070000Z,20260612T070000Z')).toEqual(['2026-06-01', '2026-06-10', '2026-06-12'])
    expect(daysOf(start, 'RDATE;VALUE=PERIOD:20260610T070000Z/PT1H')).toEqual(['2026-06-01', '2026-06-10'])
  })

  test('may move from one meeting on', () => {
    const series = event(start, 'RRULE:FREQ=WEEKLY;COUNT=4')
    const moved = event(
      'DTSTART;TZID=Europe/Berlin:20260617T090000',
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20260615T070000Z',
    )
    expect(read(wrapped(series, moved)).found.map(({ date }) => date)).toEqual([
      '2026-06-01',
      '2026-06-08',
      '2026-06-17',
      '2026-06-24',
    ])
  })

  test('counts once where its rule says nothing sensible', () => {
    for (const rule of ['FREQ=SOMETIMES', 'FREQ=', 'COUNT=3', 'FREQ=MINUTELY', 'FREQ=DAILY;BYDAY=XX', 'nonsense'])
      expect(daysOf(start, `RRULE:${rule}`), rule).toEqual(['2026-06-01'])
  })

  test('by the hour is by the day', () => {
    expect(daysOf(start, 'RRULE:FREQ=HOURLY;INTERVAL=48;COUNT=3')).toEqual(['2026-06-01', '2026-06-03', '2026-06-05'])
    expect(daysOf(start, 'RRULE:FREQ=MINUTELY;INTERVAL=10080;COUNT=2')).toEqual(['2026-06-01', '2026-06-08'])
    expect(daysOf(start, 'RRULE:FREQ=HOURLY;INTERVAL=2;COUNT=4')).toEqual(['2026-06-01'])
    expect(daysOf(start, 'RRULE:FREQ=HOURLY;INTERVAL=4;UNTIL=20260603T120000Z')).toEqual([
      '2026-06-01',
      '2026-06-02',
      '2026-06-03',
    ])
    // Every hour for ever is no series of talks.
    expect(daysOf(start, 'RRULE:FREQ=HOURLY')).toEqual(['2026-06-01'])
  })

  test('never comes true without keeping anybody waiting', () => {
    for (const rule of [
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4',
      'FREQ=WEEKLY;BYMONTH=4;BYDAY=MO;INTERVAL=9999',
      'FREQ=DAILY;INTERVAL=2147483647;BYSETPOS=5',
    ])
      expect(daysOf('DTSTART:19700101T090000', `RRULE:${rule}`), rule).toEqual([])
    expect(daysOf('DTSTART:10000101T090000', 'RRULE:FREQ=DAILY;COUNT=2000000000').length).toBeLessThan(401)
  })

  // Some rules the library follows for ever, without coming to the next day; these it knows.
  const rules = fc
    .record({
      every: fc.constantFrom(
        'DAILY',
        'WEEKLY',
        'WEEKLY;BYDAY=MO,TH',
        'MONTHLY',
        'MONTHLY;BYDAY=2TU',
        'MONTHLY;BYDAY=-1FR',
        'MONTHLY;BYMONTHDAY=-1',
        'MONTHLY;BYMONTHDAY=1,15',
        'YEARLY',
      ),
      interval: fc.integer({ min: 1, max: 4 }),
      count: fc.option(fc.integer({ min: 1, max: 40 })),
    })
    .map(({ every, interval, count }) =>
      [`FREQ=${every}`, `INTERVAL=${interval}`, count && `COUNT=${count}`].filter(Boolean).join(';'),
    )

  test('takes place on the days that the library names, as long as that comes to an end', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 700 }), (written, days) => {
        const to = Date.UTC(2026, 5, 30)
        const rule = readRule(written, () => null)!
        const begun = (from: number) => repeats(from, rule, from, to, { days: 1_000_000 })
        // What a rule means whose first day is none of its own is left open; each program does as it likes.
        const [start] = begun(Date.UTC(2023, 0, 1, 9) + days * 86_400_000)
        if (start === undefined) return
        const ours = begun(start)
        const theirs: number[] = []
        const iterator = ICAL.Recur.fromString(written).iterator(ICAL.Time.fromJSDate(new Date(start), true))
        for (let next = iterator.next(); next && theirs.length < 2_000; next = iterator.next()) {
          const moment = next.toJSDate().getTime()
          if (moment > to) break
          theirs.push(moment)
        }
        expect(ours.map((each) => new Date(each).toISOString())).toEqual(
          theirs.map((each) => new Date(each).toISOString()),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('what a meeting was', () => {
  const meeting = (title: string, ...attendees: string[]) => {
    const { found } = read(
      wrapped(
        [
          'BEGIN:VEVENT',
          'UID:1',
          'DTSTART:20260603T090000Z',
          `SUMMARY:${title}`,
          ...people(...attendees),
          'END:VEVENT',
        ].join('\n'),
      ),
      {
        owner: 'Ana Ruiz',
        people: [{ name: 'Priya Naidoo', lastContact: null }],
        titles: ['Panel with'],
      },
    )
    return (
      found.map(({ becomes, details }) => (becomes === 'contact' ? details?.person : details?.conversation))[0] ?? null
    )
  }

  test('is told by the words of its title', () => {
    expect(meeting('Customer call w/ Globex')).toBe('interview')
    expect(meeting('Interview with two churned users')).toBe('interview')
    expect(meeting('Usability test 4')).toBe('usability')
    expect(meeting('Product demo for a prospect')).toBe('sales_call')
    expect(meeting('Kundengespräch: Kunde Müller Gespräch')).toBe('interview')
    expect(meeting('Panel with the north region')).toBe('interview')
  })

  test('is no conversation where colleagues speak about customers', () => {
    for (const title of [
      'Customer interview debrief',
      'Prep customer call',
      'Customer Success weekly',
      'User research synthesis workshop',
      'Recruiting for user interviews',
      'Interview: senior engineer',
      'Lunch',
    ])
      expect(meeting(title), title).toBeNull()
  })

  test('is a 1:1 with whom the title or the list of people names', () => {
    expect(meeting('1:1 Priya')).toBe('Priya Naidoo')
    expect(meeting('Ana <> Jonas 1:1')).toBe('Jonas')
    expect(meeting('Coffee chat with Lee Okafor')).toBe('Lee Okafor')
    expect(
      meeting('1:1', 'CN="Okafor, Lee (Sales)":mailto:lee@acme.example', 'CN=Ana Ruiz:mailto:ana@acme.example'),
    ).toBe('Lee Okafor')
    expect(
      meeting('1:1', 'PARTSTAT=DECLINED;CN=Lee:mailto:lee@acme.example', 'CN=Ana Ruiz:mailto:ana@acme.example'),
    ).toBeNull()
    expect(
      meeting(
        'Catch-up',
        'CN=A:mailto:a@acme.example',
        'CN=B:mailto:b@acme.example',
        'CN=Ana Ruiz:mailto:ana@acme.example',
      ),
    ).toBeNull()
  })

  test('takes a mail address that anybody may have for no company', () => {
    const text = wrapped(
      ...[1, 2, 3].map((n) =>
        [
          'BEGIN:VEVENT',
          `UID:${n}`,
          `DTSTART:2026060${n}T090000Z`,
          'SUMMARY:Talk',
          ...people(':mailto:me@gmail.com', `:mailto:x${n}@globex.example`, `:mailto:y${n}@gmail.com`),
          'END:VEVENT',
        ].join('\n'),
      ),
    )
    expect(read(text).found).toEqual([])
  })

  test('with one person is news only beyond the last contact that is known', () => {
    const with1to1 = (lastContact: string) =>
      read(cases('work-calendar'), { people: [{ name: 'Maya Keller', lastContact }] })
    expect(with1to1('2026-06-29').leftOut).toContainEqual(
      expect.objectContaining({ why: 'you have noted a later contact' }),
    )
    expect(with1to1('2026-06-22').found.at(-1)).toMatchObject({ becomes: 'contact', date: '2026-06-29' })
  })
})

test('twenty thousand events are read, however many of them repeat, and every one is told of', () => {
  const many = Array.from({ length: 20_000 }, (_, n) =>
    [
      'BEGIN:VEVENT',
      `UID:${n}`,
      `SUMMARY:${n % 40 === 0 ? 'Customer call' : 'Weekly planning'} ${n}`,
      `DTSTART;TZID=America/New_York:2026${String((n % 6) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}T090000`,
      ...(n % 80 === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=3'] : []),
      `ATTENDEE;CN=Ana:mailto:ana@acme.example`,
      `ATTENDEE;CN=Person ${n % 50}:mailto:person${n % 50}@acme.example`,
      `ATTENDEE;CN=Person ${n % 49}:mailto:other${n % 49}@acme.example`,
      'END:VEVENT',
    ].join('\r\n'),
  )
  const { found, leftOut } = read(wrapped(...many))
  expect(leftOut).toHaveLength(19_500)
  expect(found.length).toBeGreaterThan(900)
})

test('a damaged calendar gives what is whole of it, and no error but a refusal', () => {
  const whole = cases('work-calendar') + cases('exchange')
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.nat(whole.length),
          fc.nat(60),
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              'BEGIN:VEVENT\n',
              'END:VEVENT\n',
              '\n ',
              ':',
              ';',
              '"',
              '9999',
              'FREQ=DAILY;COUNT=99999999',
            ),
          ),
        ),
        { maxLength: 12 },
      ),
      (cuts) => {
        let text = whole
        for (const [at, length, instead] of cuts) text = text.slice(0, at) + instead + text.slice(at + length)
        for (const { date } of read(text).found)
          expect(date! <= options.refDate && /^\d{4}-\d{2}-\d{2}$/.test(date!)).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})

test('of a long calendar it is said how far the reading is, from its first events to its last', () => {
  const events = Array.from({ length: 400 }, (_, i) =>
    [
      'BEGIN:VEVENT',
      `UID:e${i}`,
      `DTSTART:202603${String((i % 28) + 1).padStart(2, '0')}T100000Z`,
      'SUMMARY:Stand-up',
      'END:VEVENT',
    ].join('\n'),
  )
  const text = `BEGIN:VCALENDAR\n${events.join('\n')}\nEND:VCALENDAR`
  const shares = [...calendar.read({ text, name: null }, options)].flatMap((come) =>
    come.is === 'on the way' ? come.share : [],
  )
  expect(shares.length).toBeGreaterThan(10)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares[0]).toBeLessThan(0.1)
  expect(shares.at(-1)).toBe(1)
})
