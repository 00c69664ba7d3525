import { expect, test } from 'vitest'
import { type Frame, Layout, type Place } from './layout.tsx'

const places: Place[] = [
  { id: 'today', href: '/', label: 'Today' },
  { id: 'evidence', href: '/evidence', label: 'Evidence' },
  { id: 'case', href: '/case', label: 'Case' },
]
const more: Place[] = [
  { id: 'plan', href: '/plan', label: 'Plan' },
  { id: 'people', href: '/people', label: 'People' },
  { id: 'more', href: '/more', label: 'More' },
]

const page = (frame: Partial<Frame> = {}) =>
  String(
    <Layout
      frame={{
        title: 'Today',
        path: '/',
        places,
        here: 'today',
        example: null,
        hideNumbers: false,
        scripts: [],
        ...frame,
      }}
    >
      <p>Matter</p>
    </Layout>,
  )

test('a page is a whole document that a strict content policy lets through', () => {
  const html = page({
    example: 'Mara, Senior Product Manager',
    notice: { text: 'Saved.', undo: 'a1' },
    introduction: 'Hello.',
    scripts: ['capture'],
  })
  expect(html).toMatch(/^<!doctype html><html lang="en">/)
  expect(html).not.toMatch(/ style=|<style| on[a-z]+="/)
  expect(
    [...html.matchAll(/<script([^>]*)>([^<]*)/g)].every(
      ([, attributes, body]) => attributes?.includes('src="/assets/') && body === '',
    ),
  ).toBe(true)
  expect(html).toContain('src="/assets/capture.js"')
})

test('what the person wrote is text in the title, the notice and the path', () => {
  const html = page({ title: '</title><b>', path: '/x?q="><b>', notice: { text: '<b>Priya</b>', undo: 'a1' } })
  expect(html).not.toContain('<b>')
})

test('the page names where one is, once', () => {
  const html = page({ here: 'evidence' })
  expect(html.match(/aria-current="page"/g)).toHaveLength(1)
  expect(html).toMatch(/href="\/evidence" aria-current="page"/)
})

test('a first page shows its few places; with more, the rest open from a menu and nothing is lost', () => {
  expect(page()).not.toContain('more-places')
  const html = page({ places: [...places, ...more] })
  for (const { href } of [...places, ...more]) expect(html).toContain(`href="${href}"`)
  expect(html).toContain('popovertarget="more-places"')
})

test('an act can be undone from the notice, and comes back to the same page', () => {
  const html = page({ path: '/evidence?page=2', notice: { text: 'Saved.', undo: 'a1' } })
  expect(html).toMatch(
    /action="\/do\/activity\.undo"><input type="hidden" name="id" value="a1"\/><input type="hidden" name="_from" value="\/evidence\?page=2"/,
  )
  expect(page({ notice: { text: 'Saved.' } })).not.toContain('activity.undo')
})

test('the curtain covers all of People and Talks', () => {
  expect(page({ here: 'people' })).toMatch(/<main id="main" tabindex="-1" class="behind-curtain">/)
  expect(page()).toMatch(/<main id="main" tabindex="-1">/)
})

test('hidden numbers, a chosen theme and a saved draft are said on the document', () => {
  const html = page({ hideNumbers: true, theme: 'dark', savedDraft: 'evidence.capture' })
  expect(html).toContain('<html lang="en" data-numbers="hidden" data-theme="dark">')
  expect(html).toContain('<body data-saved-draft="evidence.capture">')
  expect(page({ theme: 'system' })).toContain('<html lang="en">')
})
