import { expect, test } from 'vitest'
import { coach } from '../../core/coach/coach.ts'
import { coachKinds } from '../../core/coach/types.ts'
import { framings } from './framings.ts'

test('there is an example of every kind for both ladders', () => {
  for (const ladder of ['pm', 'pmm'])
    expect(framings.filter((framing) => framing.ladder === ladder).map(({ kind }) => kind)).toEqual([...coachKinds])
})

test('the coach finds the second telling fuller than the first, and has a full story or one to check', () => {
  for (const { midLevel, senior } of framings) {
    const [before, after] = [coach(midLevel).strength, coach(senior).strength]
    expect.soft({ senior, fuller: after > before, enough: after >= 3 }).toEqual({ senior, fuller: true, enough: true })
  }
})

test('what is told fully is read as what it is, work done and plans as the results they became', () => {
  for (const { kind, senior } of framings) {
    const told = kind === 'output' || kind === 'unclear' ? 'outcome' : kind
    expect.soft({ senior, kind: coach(senior).kind }).toEqual({ senior, kind: told })
  }
})
