import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Found, LeftOut, ReadOptions } from '../importer.ts'
import { importerOf } from '../importers.ts'
import { decisions } from './decisions.ts'

const options: ReadOptions = { refDate: '2026-06-30', dayFirst: false, owner: 'Ana Ruiz' }
const cases = (name: string) => readFileSync(new URL(`../../../../test/cases/import/${name}`, import.meta.url), 'utf8')

function read(text: string) {
  const come = [...decisions.read({ text, name: null }, options)]
  return {
    found: come.filter((each): each is Found => each.is === 'found'),
    leftOut: come.filter((each): each is LeftOut => each.is === 'left out'),
  }
}

describe('decision records', () => {
  test('with a header give options, choice, because and what was not chosen; what is not decided is left out', () => {
    const { found, leftOut } = read(cases('decisions-madr.md'))
    expect(found[0]).toMatchObject({
      kind: 'decision',
      date: '2026-03-02',
      line: 7,
      details: {
        decision: {
          type: 'choose',
          options: ['Charge per seat', 'Charge per project', 'One price for all'],
          choice: 'Charge per seat',
          because: 'it follows what a team gets out of it, and sales can explain it.',
          notChosen: ['Charge per project', 'One price for all'],
        },
        problem: expect.stringContaining('leave in the third month'),
        othersPart: 'Decided with Lee Okafor.',
      },
    })
    expect(found[1]).toMatchObject({
      date: '2025-11-20',
      text: expect.stringContaining('Later superseded by ADR-0007.'),
    })
    expect(found).toHaveLength(2)
    expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
      [59, 'it is not decided yet (proposed)'],
      [72, 'a blank of a template'],
    ])
  })

  test('say what a confirmation reads off, and of a no without options what it was about', () => {
    const { found } = read(
      [
        '---\nstatus: accepted\ndate: 2026-02-03\n---\n# Price by use',
        '## Decision Outcome\nChosen option: "By use", because small accounts stay.',
        '### Confirmation\nChurn of accounts under 10 seats, after one quarter.',
        '---\nstatus: rejected\ndate: 2026-01-05\n---\n# Single sign-on for the free plan',
        '## Decision Outcome\nNot built, because nobody on it has a directory.',
      ].join('\n\n'),
    )
    expect(found.map(({ details }) => details?.decision)).toMatchObject([
      { choice: 'By use', measure: 'Churn of accounts under 10 seats, after one quarter.' },
      {
        type: 'decline',
        because: expect.stringContaining('nobody on it has a directory'),
        notChosen: ['Single sign-on for the free plan'],
      },
    ])
  })

  test('in Nygard’s form and with leads in bold are the same; a refused one is a no', () => {
    const { found } = read(cases('decisions-nygard.md'))
    expect(found.map(({ date, details, text }) => [date, details?.decision?.type, text.split('\n')[0]])).toEqual([
      ['2026-02-12', 'choose', 'Keep setup to four steps'],
      ['2026-04-01', 'decline', 'Build our own importer'],
      ['2026-05-04', 'choose', 'Say no to the connector'],
    ])
    expect(found[0]!.details?.decision?.because).toBe('nobody who stopped came back')
    expect(found[1]!.details).toMatchObject({
      decision: { notChosen: ['Build it'] },
      othersPart: 'Decided by Lee Okafor, Maya Keller.',
    })
    expect(found[2]!.text).toContain('One deal of 40 seats is lost')
  })

  test('of MADR 2 have status and options without quotation marks, and their pros and cons name the options', () => {
    const { found } = read(
      [
        '# Use one list',
        '',
        '* Status: accepted',
        '* Deciders: Ana Ruiz',
        '* Date: 2026-01-15',
        '',
        '## Context and Problem Statement',
        'Two lists drift apart.',
        '## Decision Outcome',
        'Chosen option: "[option 2] One list", because it cannot drift.',
        '### Positive Consequences',
        '* Nothing drifts',
        '## Pros and Cons of the Options',
        '### Two lists',
        '* Good, because nothing changes',
        '### One list',
        '* Good, because it cannot drift',
      ].join('\r\n'),
    )
    expect(found).toMatchObject([
      {
        date: '2026-01-15',
        details: { decision: { options: ['Two lists', 'One list'], choice: 'One list', notChosen: ['Two lists'] } },
      },
    ])
    expect(found[0]!.details).not.toHaveProperty('othersPart')
  })

  test('are told from notes that mention decisions', () => {
    const formatOf = (text: string) => importerOf({ text, name: null }, 'auto').format
    expect(formatOf('# Wins\n\n## Decisions\n\n- Cut the trial to 14 days\n\n## Context\n')).toBe('notes')
    expect(formatOf(readFileSync(new URL('../../../../test/cases/brag-document.md', import.meta.url), 'utf8'))).toBe(
      'notes',
    )
    expect(formatOf(cases('decisions-nygard.md'))).toBe('decisions')
    expect(formatOf('Title\n=====\n\nStatus\n------\nAccepted\n\nDecision\n--------\nWe do it.\n')).toBe('decisions')
  })

  test('say nothing new the second time, and nothing that lies ahead', () => {
    const text = cases('decisions-nygard.md')
    const { found, leftOut } = read(`${text}\n${text}`)
    expect(found.map(({ source }) => source)).toEqual(read(text).found.map(({ source }) => source))
    expect(leftOut.map(({ why }) => why)).toEqual(Array(3).fill('it stands in this text before'))
    expect(read(text.replace('Date: 2026-02-12', 'Date: 2027-02-12')).found[0]?.date).toBeNull()
  })

  test('however they are broken, are read or left out', () => {
    const whole = cases('decisions-madr.md') + cases('decisions-nygard.md')
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(whole.length),
            fc.nat(80),
            fc.oneof(fc.string(), fc.constantFrom('---\n', '# ', '\n## Decision\n', '"', '**', '\n')),
          ),
          { maxLength: 10 },
        ),
        (cuts) => {
          let text = whole
          for (const [at, length, instead] of cuts) text = text.slice(0, at) + instead + text.slice(at + length)
          for (const { text: words, date } of read(text).found) {
            expect(words.trim()).not.toBe('')
            expect(date === null || date <= options.refDate).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
