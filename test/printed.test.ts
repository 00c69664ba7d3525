import { expect, test } from 'vitest'
import { exampleFor } from '../src/platform/person.ts'
import { runCommand } from '../src/surfaces/cli.ts'
import { operations } from '../src/surfaces/operations.ts'
import { type Person, signUp } from './harness.ts'

/** What the terminal shows for a command about the filled example. */
async function printed({ app }: Person, ...args: string[]): Promise<string> {
  const lines: string[] = []
  const code = await runCommand(
    app.cairn,
    async () => (await exampleFor(app.cairn.db, app.ownerId))!,
    [...args, '--example'],
    {
      out: (text) => lines.push(text),
      error: (text) => lines.push(text),
      stdin: () => '',
    },
  )
  expect(code, lines.join('\n')).toBe(0)
  return lines.join('\n')
}

// Documents and files are what they are; these answer in the terminal's own words.
const documents = ['case.show', 'case.export', 'archive.export', 'coach.export', 'update.draft']
const reads = operations.filter(
  ({ name, scope, input }) => scope === 'read' && !documents.includes(name) && input.safeParse({}).success,
)

// What one of several questions has to be put to.
const asked: Record<string, string[]> = { 'framework.compare': ['--levels', 'pm:pm', '--levels', 'pm:senior'] }

test('what a command prints is words: no names of fields, no codes of the ladder, no line that runs out of sight', async () => {
  const ana = await signUp({ today: '2026-11-21' })
  await ana.call('demo.load')
  const codes = ana.app.cairn.frameworks
    .find(({ id }) => id === 'pm')!
    .skills.map(({ id }) => id)
    .filter((id) => id.includes('-'))
  expect(reads.length).toBeGreaterThan(12)
  for (const { name } of reads) {
    const text = await printed(ana, ...name.split('.'), ...(asked[name] ?? []))
    expect(text, name).not.toMatch(/^\s*(?:- )?[a-z]+[A-Za-z]*: *(?:$|true$|false$|null$|\d)/m)
    expect(text, name).not.toMatch(/undefined|\[object/)
    if (name !== 'framework.show') for (const code of codes) expect(text, name).not.toContain(code)
    for (const line of text.split('\n')) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(120)
  }
})

test('a record is told in full by its id, which the list shows', async () => {
  const ana = await signUp({ today: '2026-11-21' })
  await ana.call('demo.load')
  const list = await printed(ana, 'evidence', 'list', '--limit', '1')
  const id = /^ {2}([0-9a-f-]{36})$/m.exec(list)![1]!
  expect(list).toMatch(/^\d{1,2} [A-Z][a-z]+ 2026 · /)
  expect(await printed(ana, 'evidence', 'show', id)).toMatch(/^ {2}Skills +[A-Z]/m)
})

test('whoever hides numbers is told the standing in words on the command line too', async () => {
  const ana = await signUp({ today: '2026-11-21' })
  await ana.call('demo.load')
  expect(await printed(ana, 'readiness', 'show')).toMatch(/^Readiness \d+: /)
  await printed(ana, 'settings', 'set', '--hide-numbers')
  const hidden = await printed(ana, 'readiness', 'show')
  expect(hidden).toMatch(/^Readiness: [a-z]/)
  expect(hidden).not.toMatch(/\d+–\d+|Likely range|\d\.\d|support \d/)
})
