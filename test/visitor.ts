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
    form?: Record<string, string> | FormData,
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
  async function send(html: string, operation: string, answers: Record<string, string> = {}) {
    const form = html.split(`action="/do/${operation}"`)[1]!.split('</form>')[0]!
    return visit(`/do/${operation}`, { ...standing(form), ...answers })
  }
  return { visit, send }
}

/** What a browser would send if nothing were touched. */
function standing(form: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
    const isChosen = !/type="(?:radio|checkbox)"/.test(tag) || /\schecked/.test(tag)
    if (attribute('name') && isChosen && !/type="file"/.test(tag)) values[attribute('name')!] = attribute('value') ?? ''
  }
  for (const [, name, options] of form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    values[name!] =
      /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? /<option value="([^"]*)"/.exec(options!)![1]!
  return values
}
