import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadContent, loadFrameworks } from '../platform/content.ts'
import { countSigns, type FamilyId, familyIds, questionsOf, resultOf, scaleOf } from './quiz.ts'
import { codeOf, runOf } from './quiz-code.ts'
import { quizFile } from './quiz-file.ts'

const quiz = loadContent(resolve('content/quiz.yaml'), quizFile)

const answered = (family: FamilyId, scores: readonly number[]) =>
  Object.fromEntries(quiz.order[family].map((id, at) => [id, scores[at]!]))

const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 })

describe('signs', () => {
  test('a product manager of a feature factory shows 7 of 36', () => {
    const { words, band } = resultOf(quiz, 'pm', answered('pm', [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1]))
    expect([words, band]).toEqual(['7 of 36 signs', 'starting'])
  })

  test('the product marketer of the first article shows 19 and three gaps, the heaviest loss first', () => {
    const result = resultOf(quiz, 'pmm', answered('pmm', [2, 2, 2, 1, 1, 1, 2, 2, 1, 2, 1, 2]))
    expect([result.words, result.title]).toEqual(['19 of 36 signs', 'Under way'])
    expect(result.topGaps.map(({ title }) => title)).toEqual([
      'Examples with numbers',
      'Your manager’s view',
      'Months at the next size',
    ])
    expect(result.thisWeek).toBe(result.topGaps[0]!.firstStep)
  })

  test('nothing is listed where nothing is lost, and there is still one thing to do', () => {
    const result = resultOf(quiz, 'pm', answered('pm', Array(12).fill(3)))
    expect([result.signs, result.gaps, result.thisWeek]).toEqual([36, [], quiz.nothingLeft])
  })

  test('more never comes to less, for any answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...familyIds), scores, fc.nat({ max: 11 }), (family, given, at) => {
        const raised = given.with(at, Math.min(3, given[at]! + 1))
        const signs = (list: number[]) => countSigns(scaleOf(quiz, family), answered(family, list)).signs
        expect(signs(raised)).toBeGreaterThanOrEqual(signs(given))
      }),
    )
  })

  test('the order of answering changes nothing', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const answers = answered('pm', given)
        const backwards = Object.fromEntries(Object.entries(answers).reverse())
        expect(countSigns(scaleOf(quiz, 'pm'), backwards)).toEqual(countSigns(scaleOf(quiz, 'pm'), answers))
      }),
    )
  })

  test('an open question refuses the result and is named', () => {
    const { proof: _, ...rest } = answered('pm', Array(12).fill(1))
    expect(() => countSigns(scaleOf(quiz, 'pm'), rest)).toThrow('Question 4 of 12 has no answer yet.')
  })
})

describe('the quiz’s file', () => {
  const ladders = loadFrameworks(resolve('content/frameworks'))

  test.each(familyIds)('asks twelve questions of %s that weigh 100 together', (family) => {
    const questions = questionsOf(quiz, family)
    expect(questions).toHaveLength(12)
    expect(questions.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  })

  test.each(familyIds)('is read in two minutes by %s', (family) => {
    const texts = [
      quiz.intro,
      ...questionsOf(quiz, family).flatMap(({ text, answers }) => [text, ...answers.map((a) => a.text)]),
    ]
    expect(texts.join(' ').split(/\s+/).length).toBeLessThanOrEqual(320)
  })

  test.each(familyIds)('names only skills that the ladder of %s has', (family) => {
    const known = new Set(ladders.find(({ id }) => id === family)!.skills.map(({ id }) => id))
    const named = Object.values(quiz.gaps).flatMap(({ skills }) => skills[family] ?? [])
    expect(named.filter((skill) => !known.has(skill))).toEqual([])
  })

  test('gives no grade and no share of a hundred', () => {
    expect(JSON.stringify(quiz)).not.toMatch(/\d ?%|\bgrade\b|ready for promotion|probab|guarantee/i)
  })

  test('a weight that is wrong is named', () => {
    const wrong = { ...quiz, questions: quiz.questions.map((one, at) => (at === 0 ? { ...one, weight: 12 } : one)) }
    expect(quizFile.safeParse(wrong).error!.issues.map(({ message }) => message)).toContain(
      'has weights that sum to 101; they must sum to 100',
    )
  })
})

describe('the code of a run', () => {
  const run = { family: 'pmm', version: 1, scores: [2, 2, 2, 1, 1, 1, 2, 2, 1, 2, 1, 2], on: '2026-06-30' } as const

  test('comes back as the run, from anywhere in a text and however it was typed', () => {
    expect(runOf(`Look:\n${codeOf(run).toLowerCase()}\nBye`)).toEqual(run)
    expect(runOf(codeOf(run).replaceAll('-', '‑'))).toEqual(run)
  })

  test('with any one digit or letter changed is refused', () => {
    const code = codeOf(run)
    for (let at = 0; at < code.length; at++)
      for (const other of '0123456789ABKZ') {
        const changed = code.slice(0, at) + other + code.slice(at + 1)
        if (changed !== code && code[at] !== '-') expect(() => runOf(changed)).toThrow(/changed on its way|no code/)
      }
  })

  test('with two digits swapped is refused', () => {
    const code = codeOf(run)
    for (let at = 0; at + 1 < code.length; at++) {
      const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
      if (swapped !== code) expect(() => runOf(swapped)).toThrow(/changed on its way|no code/)
    }
  })
})
