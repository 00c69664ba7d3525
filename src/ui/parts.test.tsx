import { expect, test } from 'vitest'
import { Blank, CopyButton, dayWords, EmptyState, kindWord, Pager, Score, WhenDay } from './parts.tsx'

test('days and months are words', () => {
  expect(dayWords('2026-03-03')).toBe('3 March 2026')
  expect(dayWords('2026-12')).toBe('December 2026')
  expect(String(<WhenDay day="2026-03-03" />)).toBe('<time datetime="2026-03-03">3 March 2026</time>')
  expect(String(<WhenDay day={null} />)).toContain('no date yet')
})

test('a record without a kind is a note', () => {
  expect(kindWord(null)).toBe('Note')
  expect(kindWord('problem')).toBe('Problem found')
})

test('a blank is announced as one, and leads to where it can be answered', () => {
  expect(String(<Blank question="What was it before?" href="/evidence/1" />)).toBe(
    '<span class="blank"><span class="unseen">Blank: </span><a href="/evidence/1">What was it before?</a></span>',
  )
})

test('there is no pager where there is one page', () => {
  expect(String(<Pager label="Evidence" newer={null} older={null} />)).toBe('')
  expect(String(<Pager label="Evidence" older="/evidence?after=x" />)).toContain('rel="next"')
})

test('copying is offered only where a script can do it', () => {
  expect(String(<CopyButton of="opener" />)).toContain('data-copy="#opener" hidden=""')
})

test('the score is rounded, named and under the curtain', () => {
  expect(String(<Score value={60.6} label="Readiness" beside="why" />)).toMatch(
    /score-number"><span class="unseen">Readiness: <\/span>61</,
  )
})

test('an empty place shows what the person could write, as text', () => {
  expect(String(<EmptyState example="<i>Cut it</i>" action="Log" children="Nothing yet." />)).toContain(
    '&lt;i&gt;Cut it&lt;/i&gt;',
  )
})
