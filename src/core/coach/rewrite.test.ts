import { expect, test } from 'vitest'
import { coach, explain, firstBlank, holdsBlank, rewriteOf, whyWords } from './coach.ts'
import { flagIds } from './types.ts'

const texts = [
  'Shipped the partner portal.',
  'Conversion up 15% in Q2',
  'Dropped the partner API, and the team agreed; more to come.',
  'We cut churn from 4% to 3% (“a relief”)\n\n',
]

test('rewrite help keeps the person’s words in their order and adds nothing but blanks and what joins them', () => {
  for (const text of texts)
    for (const flag of flagIds.filter((flag) => flag !== 'no_unit')) {
      const filled = rewriteOf(text, flag, coach(text).metrics)
      expect(holdsBlank(filled)).toBe(true)
      expect(filled.startsWith(text.trim().replace(/[.;,]$/, ''))).toBe(true)
      const added = filled.slice(text.trim().length)
      expect(added.match(/\d+/g) ?? []).toEqual([])
    }
})

test('a number that says nothing of what gets its blank right after it', () => {
  const text = 'We went up by 12, all told'
  const [metric] = coach('Churn up by 12%').metrics
  const unnamed = { ...metric!, name: null, unit: 'count', span: [14, 16] as [number, number] }
  expect(rewriteOf(text, 'no_unit', [unnamed])).toBe('We went up by 12 __, all told')
})

test('the framing of a change names what the person named', () => {
  const text = 'Conversion up 15% in Q2.'
  expect(rewriteOf(text, 'no_baseline', coach(text).metrics)).toBe(
    'Conversion up 15% in Q2. That took conversion from __ to __.',
  )
})

test('a blank is two low lines that stand alone, not bold text and not a name from a program', () => {
  expect(firstBlank('from __ to __')).toEqual([5, 7])
  for (const text of ['__bold__ words', 'wrote __init__.py', 'a_b', '___', 'snake__case'])
    expect(firstBlank(text)).toBeNull()
})

test('a reading is explained by the rule that saw it and by words that stand in the text', () => {
  const text = 'Dropped the partner API in favour of SSO instead of doing both.'
  const why = explain(text)
  expect(why).toMatchObject({ kind: 'decision', rule: 'said' })
  expect(why.words).toContain('instead')
  expect(whyWords(why)).toMatch(/^Read as a decision: it says so, “Dropped the”/)
  expect(explain('Cut setup from 9 steps to 4 in May.')).toMatchObject({ rule: 'result' })
  expect(explain('Will launch the portal in May.')).toMatchObject({ kind: 'unclear', rule: 'ahead' })
})

test('no word that says nothing is given as a reason, and each is told once', () => {
  for (const text of [
    ...texts,
    'The CFO asked me to present the model to the board of the company and to all of them.',
  ])
    for (const [at, words] of explain(text).words.entries()) {
      expect(text.normalize('NFC')).toContain(words)
      expect(words).not.toMatch(/^(?:of the|to the|the|and|of|to|in)$/i)
      expect(explain(text).words.indexOf(words)).toBe(at)
    }
})

test('the explanation names the kind that is read, for any text', () => {
  for (const text of [...texts, '', '  ', 'ok', '🪨🪨🪨 🪨', 'x'.repeat(3000)]) {
    const { kind, confidence } = coach(text)
    expect(explain(text)).toMatchObject({ kind, confidence })
  }
})
