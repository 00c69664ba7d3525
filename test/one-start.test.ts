import { expect, test } from 'vitest'
import { signUpPm } from './harness.ts'
import { browse } from './visitor.ts'

// Two green buttons on a page would ask a newcomer which of them is meant.
test.each([
  '/',
  '/actions/past',
  '/case',
  '/cycle',
  '/decisions',
  '/discovery',
  '/evidence',
  '/evidence/inbox',
  '/initiatives',
  '/initiatives/timeline',
  '/level',
  '/level/alignment',
  '/metrics',
  '/more/settings',
  '/people',
  '/talks',
])('an empty %s has one start', async (path) => {
  const { html } = await browse(await signUpPm()).visit(path)
  expect(html.match(/class="button main"/g)).toHaveLength(1)
})
