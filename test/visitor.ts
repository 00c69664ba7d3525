import pino from 'pino'
import { web } from '../src/surfaces/web.tsx'
import type { Person } from './harness.ts'

const origin = 'http://127.0.0.1:4180'

/** A browser without script: follows redirects, keeps cookies, sends forms as they stand. */
export function browse({ app }: Pick<Person, 'app'>) {
  const site = web(app.cairn, app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger: pino({ level: 'error' }) })
  const cookies = new Map<string, string>()
  async function visit(
    path: string,
    form?: Record<string, string> | URLSearchParams | FormData,
  ): Promise<{ path: string; status: number; html: string; text: string }> {
    const response = await site.request(origin + path, {
      method: form ? 'POST' : 'GET',
      headers: { origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form && (form instanceof FormData ? form : new URLSearchParams(form)),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const to = response.headers.get('location')
    if (to) return visit(to)
    const html = await response.text()
    return {
      path,
      status: response.status,
      html,
      text: html
        .replaceAll('&#39;', "'")
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' '),
    }
  }
  /** Sends the first form of an operation as the page shows it, with some answers changed. */
  async function send(html: string, operation: string, answers: Record<string, string | string[]> = {}) {
    const form = html.split(`action="/do/${operation}"`)[1]!.split('</form>')[0]!
    const values = new URLSearchParams(standing(form))
    for (const [name, answer] of Object.entries(answers)) {
      values.delete(name)
      for (const value of [answer].flat()) values.append(name, value)
    }
    return visit(`/do/${operation}`, values)
  }
  return { visit, send }
}

/** What a browser would send if nothing were touched. */
function standing(form: string): [string, string][] {
  const values: [string, string][] = []
  for (const [, input, select, options, area, text] of form.matchAll(
    /(<input[^>]*>)|(<select[^>]*>)(.*?)<\/select>|(<textarea[^>]*>)(.*?)<\/textarea>/gs,
  )) {
    const tag = (input ?? select ?? area)!
    const attribute = (name: string) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1])
    const isSent = !/type="(?:radio|checkbox)"/.test(tag) || /\schecked/.test(tag)
    const name = attribute('name')
    if (!name || !isSent || /type="file"/.test(tag)) continue
    const chosen =
      options && (/<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options))
    values.push([
      name,
      input ? (attribute('value') ?? '') : select ? decoded(chosen![1])! : decoded(text!.replace(/^\n/, ''))!,
    ])
  }
  return values
}

// A browser reads `&amp;` in an attribute as one sign.
const decoded = (text: string | undefined) =>
  text
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
