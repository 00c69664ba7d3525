import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpPm } from './harness.ts'

const origin = 'http://127.0.0.1:4180'

/** The person's site, with a browser's cookies kept from one request to the next. */
function browserOf(person: Person) {
  const site = web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180', 'localhost:4180']),
    logger: pino({ level: 'silent' }),
  })
  const cookies = new Map<string, string>()
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await site.request(path.startsWith('http') ? path : origin + path, {
      ...init,
      headers: { ...(cookie && { cookie }), ...init.headers },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (/max-age=0/i.test(set)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return response
  }
  const submit = (name: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    request(`/do/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  return { request, submit }
}

describe('only this computer’s own pages get in', () => {
  test('another name for this computer is refused: a site cannot point its name here', async () => {
    const { request } = browserOf(await signUpPm())
    expect((await request('/case', { headers: { host: 'evil.example:4180' } })).status).toBe(421)
    expect((await request('/case', { headers: { host: 'localhost:4180' } })).status).toBe(200)
  })

  for (const [what, headers] of [
    ['another origin', { origin: 'https://evil.example' }],
    ['another port of this computer', { origin: 'http://127.0.0.1:9999' }],
    ['no page at all, sandboxed', { origin: 'null' }],
    ['another site by the browser’s word', { origin, 'sec-fetch-site': 'cross-site' }],
  ] as [string, Record<string, string>][]) {
    test(`a form from ${what} changes nothing`, async () => {
      const person = await signUpPm()
      const { submit } = browserOf(person)
      expect((await submit('evidence.capture', { text: 'Mine.' }, headers)).status).toBe(403)
      expect((await person.call('evidence.list')).items).toEqual([])
    })

    test(`an API call from ${what} changes nothing`, async () => {
      const person = await signUpPm()
      const { request } = browserOf(person)
      const response = await request('/api/evidence.capture', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"text":"Mine."}',
      })
      expect(response.status).toBe(403)
      expect((await person.call('evidence.list')).items).toEqual([])
    })
  }

  test('the API takes JSON only, so that a plain form elsewhere cannot speak to it', async () => {
    const { request } = browserOf(await signUpPm())
    expect(
      (await request('/api/evidence.list', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }))
        .status,
    ).toBe(422)
  })
})

describe('what a page may do in the browser', () => {
  test('no inline script or style, no frames, no outside address', async () => {
    const { request } = browserOf(await signUpPm())
    const { headers } = await request('/case')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('no page holds an inline script, an inline style or an outside address', async () => {
    const person = await signUpPm()
    const { request } = browserOf(person)
    await person.call('evidence.capture', {
      text: 'Retention 42% to 58% with Priya.',
      skills: ['discovery'],
      scope: 'senior',
    })
    for (const { path } of pages.filter(({ path }) => !path.includes(':'))) {
      const response = await request(path)
      const html = await response.text()
      expect(response.status, path).toBeLessThan(400)
      expect(html, path).not.toMatch(
        /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle="|\son\w+="|(?:src|href|action)="(?:https?:)?\/\//,
      )
    }
  })
})

describe('nothing typed is lost', () => {
  test('a refused form comes back filled, with the reason at the field', async () => {
    const { submit } = browserOf(await signUpPm())
    const response = await submit('case.edit', { _from: '/case', area: 'x'.repeat(500), next: 'Own <activation>' })
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/There is no record yet|at most 400 characters/)
    const form = await submit('profile.set', {
      _from: '/more/settings',
      name: 'Ana & “Bo”',
      levelSince: 'yesterday',
      manager: '<b>Daniel</b>',
    })
    const html = await form.text()
    expect(form.status).toBe(422)
    expect(html).toContain('role="alert"')
    expect(html).toContain('Ana &amp; “Bo”')
    expect(html).toContain('&lt;b&gt;Daniel&lt;/b&gt;')
    expect(html).toContain('value="yesterday"')
  })

  test('an act is told once on the page that follows, with its way back', async () => {
    const person = await signUpPm()
    const { submit, request } = browserOf(person)
    const response = await submit('evidence.capture', {
      _from: '/log',
      _next: '/evidence/{evidence.id}',
      text: 'Cut churn from 4% to 3%.',
    })
    expect(response.status).toBe(303)
    const [{ id }] = (await person.call('evidence.list')).items
    expect(response.headers.get('location')).toBe(`/evidence/${id}`)
    const [entry] = (await person.call('activity.list')).items
    const after = await (await request('/case')).text()
    expect(after).toContain(entry.id)
    expect(after).toContain('Undo')
    expect(await (await request('/case')).text()).not.toContain(entry.id)
  })

  test('what was told is not lost on a page that only leads on', async () => {
    const person = await signUp()
    const { submit, request } = browserOf(person)
    await submit('settings.set', { hideNumbers: 'true', _next: '/' })
    const [entry] = (await person.call('activity.list')).items
    const on = await request('/')
    expect(on.status).toBe(303)
    expect(await (await request(on.headers.get('location')!)).text()).toContain(entry.id)
  })

  test('a form cannot send the person to another site', async () => {
    const { submit } = browserOf(await signUpPm())
    for (const target of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '\n/x'])
      expect((await submit('settings.set', { hideNumbers: 'true', _next: target })).headers.get('location')).toBe('/')
  })

  test('too much at once is refused before it is read', async () => {
    const { submit, request } = browserOf(await signUpPm())
    expect((await submit('evidence.capture', { text: 'x'.repeat(5_000_000) })).status).toBe(413)
    const response = await request('/api/evidence.capture', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'x'.repeat(5_000_000) }),
    })
    expect(response.status).toBe(413)
    expect((await response.json()).code).toBe('too_large')
  })
})

describe('files', () => {
  test('what was attached comes back as a download that cannot run, whatever its name says', async () => {
    const person = await signUpPm()
    const { request } = browserOf(person)
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const script = '<script>alert(1)</script>'
    const file = await person.call('evidence.attach', {
      id: evidence.id,
      file: { name: '../../a"\r\nx: y.html', base64: Buffer.from(script).toString('base64') },
    })
    const response = await request(`/files/${file.id}`)
    expect(await response.text()).toBe(script)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%-]+$/,
    )
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('a path out of the assets leads nowhere', async () => {
    const { request } = browserOf(await signUpPm())
    for (const path of ['/assets/..%2fmain.js', '/assets/%2e%2e/main.js', '/files/..%2f..%2fcairn.db', '/files/none'])
      expect((await request(path)).status).toBe(404)
  })
})

test('an unknown address and an unknown record say so on a page of ours', async () => {
  const { request } = browserOf(await signUpPm())
  const missing = await request('/nowhere')
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('There is no page here')
  expect((await request('/evidence/none')).status).toBe(404)
  expect(
    (await request('/api/nothing.here', { method: 'POST', headers: { 'content-type': 'application/json' } })).status,
  ).toBe(404)
  expect((await request('/api/evidence.list')).status).toBe(422)
})
