import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../platform/content.ts'
import { heardIn } from './stall.ts'
import { type OwnRecords, ownCheck } from './stall-check.ts'
import { stallFile } from './stall-file.ts'

const { stalls } = loadContent(resolve('content/stalls.yaml'), stallFile)
const meant = (text: string) => heardIn(stalls, text).map(({ stall }) => stall.id)

describe('what was meant', () => {
  test.each([
    ['I’d like to see you think more strategically.', 'strategy'],
    ['You’re a bit TOO  tactical, zoom-out!', 'strategy'],
    ['Show more cross functional leadership', 'cross_functional'],
    ['We need you to be more visible.', 'cross_functional'],
    ["I'm just not seeing the impact yet", 'impact'],
    ['I don’t see the impact', 'impact'],
    ['There is no headcount this year', 'structural'],
    ['It’s not the right time.', 'structural'],
  ])('“%s” is read as %s', (heard, stall) => {
    expect(meant(heard)).toEqual([stall])
  })

  test('a line has one meaning at most, each line its own', () => {
    expect(meant('Be more strategic and show more impact.\n\nNo budget, sorry.')).toEqual(['strategy', 'structural'])
  })

  test.each(['', '...', 'You are doing well', 'Great work on the launch', 'Lunch on Friday?'])(
    '“%s” means none of them',
    (heard) => {
      expect(meant(heard)).toEqual([])
    },
  )

  test('every phrase of the file is found by itself', () => {
    for (const { id, phrases } of stalls) for (const phrase of phrases) expect(meant(phrase), phrase).toEqual([id])
  })
})

describe('what one’s own records say to it', () => {
  const none: OwnRecords = {
    strategyPieces: null,
    initiatives: null,
    outside: null,
    measured: null,
    launched: null,
    revisit: null,
  }
  const record = (id: string) => ({ type: 'evidence' as const, id, text: `Record ${id}` })

  test.each(['strategy', 'cross_functional', 'impact', 'structural'] as const)(
    'nothing is guessed about %s without records',
    (stall) => {
      expect(ownCheck(stall, none).state).toBe('not_enough')
    },
  )

  test('two measured results differ from “no impact”, and are named to be sent', () => {
    const check = ownCheck('impact', { ...none, measured: ['a', 'b', 'c', 'd'].map(record) })
    expect(check.state).toBe('differs')
    expect(check.records.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(check.says).toContain('it has not been seen')
  })

  test('one measured result bears it out, and what to do first depends on the launches', () => {
    const unwritten = ownCheck('impact', { ...none, measured: [record('a')], launched: { all: 3, withOutcome: 1 } })
    const small = ownCheck('impact', { ...none, measured: [record('a')], launched: { all: 2, withOutcome: 2 } })
    expect([unwritten.state, small.state]).toEqual(['confirms', 'confirms'])
    expect(unwritten.says).toContain('two latest launches')
    expect(small.says).toContain('Pick one number')
  })

  test('“more strategic” is borne out by no memo, or by initiatives without a number of the company', () => {
    const underWay = (linked: number) => ({ active: 4, linked, named: [record('bet')] })
    expect(ownCheck('strategy', { ...none, strategyPieces: [] }).state).toBe('confirms')
    expect(ownCheck('strategy', { ...none, initiatives: underWay(1) }).state).toBe('confirms')
    expect(ownCheck('strategy', { ...none, initiatives: underWay(3) }).state).toBe('not_enough')
    expect(ownCheck('strategy', { ...none, strategyPieces: [record('memo')], initiatives: underWay(2) })).toMatchObject(
      {
        state: 'differs',
        records: [{ id: 'memo' }, { id: 'bet' }],
      },
    )
  })

  test('fewer than two people outside the team bear “more visible” out', () => {
    expect(ownCheck('cross_functional', { ...none, outside: 1 }).state).toBe('confirms')
    expect(ownCheck('cross_functional', { ...none, outside: 2 }).state).toBe('differs')
  })

  test('a day to look again is what “no headcount” lacks', () => {
    expect(ownCheck('structural', { ...none, revisit: false }).state).toBe('confirms')
    expect(ownCheck('structural', { ...none, revisit: true }).state).toBe('differs')
  })
})
