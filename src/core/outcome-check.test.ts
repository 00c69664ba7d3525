import { describe, expect, test } from 'vitest'
import { readByRules } from './coach/by-rules.ts'
import { coach } from './coach/coach.ts'
import { outcomeCheck } from './outcome-check.ts'

describe.each([
  ['the rules alone', readByRules],
  ['the whole coach', (text: string) => coach(text)],
])('output or outcome, by %s', (_, read) => {
  const check = (text: string) => outcomeCheck(text, read(text))

  test('a launch is an output, and the one question asks what changed', () => {
    const { verdict, next } = check('Launched the new onboarding in Q2.')
    expect(verdict).toBe('output')
    expect(next!.question).toContain('What has changed')
    expect(next!.rewrite).toMatch(/^Launched the new onboarding in Q2\. .*__/)
  })

  test('a number that moved is an outcome, told as it was said', () => {
    const { verdict, numbers } = check('Week-1 retention went from 42% to 58% in Q2 after I cut two steps.')
    expect(verdict).toBe('outcome')
    expect(numbers).toEqual(['retention 42 % → 58 %, up 16 points'])
  })

  test('a choice is neither, and says so', () => {
    expect(check('Decided not to build the connector because 2 of 30 prospects need it.')).toMatchObject({
      verdict: 'other',
      title: 'A decision',
    })
  })

  test('impressions are no outcome and stand as no number', () => {
    const { verdict, numbers } = check('The campaign reached 40,000 impressions.')
    expect([verdict, numbers]).toEqual(['output', []])
  })

  test('too little to read is not judged', () => {
    expect(check('onboarding').verdict).toBe('unclear')
  })
})
