import { describe, expect, test } from 'vitest'
import { endsWhole, isAtRest, isLookedInto, isReadByName, rest } from './watched.ts'

describe('which files are read', () => {
  test('notes, tables and calendars; nothing that programs keep for themselves', () => {
    for (const name of ['week.md', 'Notes.TXT', 'jira.csv', 'team.ics', 'Größe & Maß.md'])
      expect(isReadByName(name), name).toBe(true)
    for (const name of ['.week.md', '~$week.md', 'week.md~', 'week.docx', 'md', 'week.md.part', '.md'])
      expect(isReadByName(name), name).toBe(false)
    for (const name of ['.obsidian', '.git', 'node_modules']) expect(isLookedInto(name), name).toBe(false)
    expect(isLookedInto('2026')).toBe(true)
  })
})

describe('when a file is read', () => {
  const now = 1_800_000_000_000

  test('once it has looked the same for a while; longer where its last line may be half', () => {
    const seen = (ago: number) => ({ stamp: 'a', since: now - ago })
    expect(isAtRest(seen(rest.whole - 1), now, now, true)).toBe(false)
    expect(isAtRest(seen(rest.whole), now, now, true)).toBe(true)
    expect(isAtRest(seen(rest.whole), now, now, false)).toBe(false)
    expect(isAtRest(seen(rest.open), now, now, false)).toBe(true)
  })

  test('at once where it was changed long before it was first seen, and not sooner for a time that lies ahead', () => {
    const seen = { stamp: 'a', since: now }
    expect(isAtRest(seen, now - 60_000, now, false)).toBe(true)
    expect(isAtRest(seen, now + 60_000, now, true)).toBe(false)
  })

  test('a last line with its end is whole, and so is a calendar', () => {
    for (const text of ['', 'a\n', 'a\r\n', 'END:VCALENDAR', 'END:VCALENDAR\r\n'])
      expect(endsWhole(text), text).toBe(true)
    expect(endsWhole('Cut setup fr')).toBe(false)
  })
})
