import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { Problem } from '../src/core/problem.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUpPm } from './harness.ts'

// Notes made to hurt: markup that would run, and text that a careless reader of Markdown, numbers or dates takes for ever over.
// A test that hangs fails by the limit every test has.

const many = 20_000

const running: [what: string, notes: string][] = [
  ['a script', '- Cut churn from 4% to 3% <script>alert(1)</script>'],
  ['a picture that runs', '- Cut churn from 4% to 3% <img src=x onerror=alert(1)>'],
  ['a link that runs', '- [Cut churn from 4% to 3%](javascript:alert(1))'],
  ['a link that runs, in disguise', '- [Cut churn from 4% to 3%](java\tscript&colon;alert&lpar;1&rpar;)'],
  [
    'a link that holds a page',
    '- [Cut churn from 4% to 3%](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  ],
  ['a picture from elsewhere', '- ![Cut churn from 4% to 3%](https://evil.example/seen.png)'],
  ['a link that breaks out of its place', '- Cut churn from 4% to 3% https://example.com/"onmouseover="alert(1)'],
  ['a link by a name', '- [Cut churn from 4% to 3%][x]\n\n[x]: javascript:alert(1)'],
  ['a link between signs', '- Cut churn from 4% to 3% <javascript:alert(1)>'],
  ['a heading that runs', '## <svg onload=alert(1)>\n- Cut churn from 4% to 3%'],
  [
    'a table that runs',
    '| when | what |\n|---|---|\n| 2026-05-01 | Cut churn from 4% to 3% <iframe src="//evil.example"> |',
  ],
  ['a page within a page', '- Cut churn from 4% to 3%\n\n<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
  ['a style', '- Cut churn from 4% to 3% <style>body{display:none}</style><link rel=stylesheet href=//evil.example>'],
  ['a form', '- Cut churn from 4% to 3% <form action="/do/demo.clear"><button>Win</button></form>'],
  ['text that turns around', '- Cut churn from 4% to 3% \u202e%3 ot %4\u202c'],
  ['half a sign and nothing', '- Cut churn from 4% to 3% \ud83d \u0000 \ufffe'],
]

const endless: [what: string, notes: string][] = [
  ['brackets', '['.repeat(many)],
  ['links that never close', '[a]('.repeat(many)],
  ['pictures that never close', '![a]('.repeat(many)],
  ['stars', '*a '.repeat(many)],
  ['stars that touch', '**a*'.repeat(many)],
  ['underscores', '_a_'.repeat(many)],
  ['strokes', '~a~'.repeat(many)],
  ['ticks of every length', Array.from({ length: 2000 }, (_, i) => `${'`'.repeat((i % 200) + 1)}a`).join('')],
  ['tags that never close', '<a '.repeat(many)],
  ['comments that never close', '<!--'.repeat(many)],
  ['data that never closes', '<![CDATA['.repeat(many)],
  ['instructions that never close', '<?'.repeat(many)],
  ['quotes in quotes', `${'>'.repeat(many)}a`],
  ['lists in quotes, ever deeper', Array.from({ length: 300 }, (_, i) => `${'> '.repeat(i)}- Cut churn`).join('\n')],
  ['lists in lists', Array.from({ length: 1500 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
  ['bullets on one line', `${'- '.repeat(many)}a`],
  ['numbers on one line', `${'1. '.repeat(many)}a`],
  ['names of links', '[a]: b\n'.repeat(many / 10)],
  ['links by names', '[a][b]'.repeat(many)],
  ['notes by names', '[^a]: '.repeat(many)],
  ['signs by names', '&amp;'.repeat(many)],
  ['signs without names', '&'.repeat(many)],
  ['a table of columns', `${'|'.repeat(many)}\n${'|-'.repeat(many)}\n`],
  ['a table of rows', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(many / 10)}`],
  ['addresses that touch', 'www.a'.repeat(many)],
  ['addresses without an end', 'http://a'.repeat(many)],
  ['mail that never ends', 'a@'.repeat(many)],
  ['mail that never begins', `${'a.b'.repeat(many)}@`],
  ['headings', '# a\n'.repeat(many)],
  ['underlined headings', 'a\n=\n'.repeat(many)],
  ['fences', '```\n'.repeat(many)],
  ['lines across', '* * * '.repeat(many)],
  ['backslashes', '\\'.repeat(many)],
  ['empty lines', '\n'.repeat(many)],
  ['white space and a word', `${' \t'.repeat(many)}a`],
  ['lines that end in white space', `a${' '.repeat(500)}\n`.repeat(many / 500)],
  ['digits', '9'.repeat(many)],
  ['figures that touch', '1,'.repeat(many)],
  ['percentages', '4% to '.repeat(many)],
  ['dates', '3 March 2026, '.repeat(many)],
  ['times', '10:'.repeat(many)],
  ['fractions', '1/2/'.repeat(many)],
  ['names', '@Priya '.repeat(many)],
  ['one word', 'a'.repeat(many * 4)],
  ['words that touch', 'a-'.repeat(many)],
  ['marks above one letter', `a${'\u0301'.repeat(many)}`],
  ['families of one sign', '👩‍👩‍👧‍👦'.repeat(many / 20)],
]

describe('notes that would run', () => {
  for (const [what, notes] of running)
    test(`${what}: kept as words, shown as words`, async () => {
      const person = await signUpPm()
      const { get, bugs } = siteOf(person)
      const { proposals } = await person.call('inbox.import', { text: notes })
      expect(proposals.length).toBeGreaterThan(0)
      expect(await markupOf(await get('/evidence/inbox'))).toEqual([])
      for (const { id } of proposals) await person.call('inbox.approve', { ids: [id] })
      const { items } = await person.call('evidence.list')
      expect(items.length).toBeGreaterThan(0)
      for (const path of [
        '/',
        '/evidence',
        '/case',
        '/more/changes',
        ...items.map(({ id }: { id: string }) => `/evidence/${id}`),
      ])
        expect(await markupOf(await get(path)), path).toEqual([])
      expect(bugs).toEqual([])
    })
})

describe('notes without end', () => {
  for (const [what, notes] of endless)
    test(`${what}: read to the end or refused, as notes and as one record`, async () => {
      const person = await signUpPm()
      await answered(person.call('inbox.import', { text: notes, dryRun: true }))
      const one = await answered(person.call('evidence.capture', { text: notes.slice(0, 99_000) }))
      if (one) expect(one.evidence.text).toBe(notes.slice(0, 99_000).trim())
      expect(await markupOf(await siteOf(person).get('/evidence'))).toEqual([])
    })
})

/** The answer, or null for a refusal; anything else is a fault. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
async function answered(call: Promise<any>): Promise<any> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

/** Signs that somebody's text became markup: in text, each quotation mark and each angle bracket is written out. */
async function markupOf(response: Response): Promise<string[]> {
  expect(response.status).toBe(200)
  return (
    (await response.text()).match(
      /<(?:img|iframe|object|embed|style|base|meta http)[^>]*>|<script>|<svg onload|\bon\w+="|\bsrcdoc="|\b(?:href|src|action|formaction)="(?:javascript|data|vbscript|https?:\/\/evil|\/\/)[^"]*"/gi,
    ) ?? []
  )
}

function siteOf(person: Person) {
  const bugs: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err?.message) })
  const site = web(person.app.cairn, person.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
  return { get: (path: string) => site.request(`http://127.0.0.1:4180${path}`), bugs }
}
