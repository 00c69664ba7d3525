import { expect, test } from 'vitest'
import { runCommand } from '../src/surfaces/cli.ts'
import { type Person, signUpPm } from './harness.ts'

/** What the command prints for a person, or its one line of refusal with the code it ends with. */
async function cairn({ app }: Person, ...args: string[]): Promise<string> {
  const lines: string[] = []
  const terminal = {
    out: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
    stdin: () => '',
  }
  const code = await runCommand(app.cairn, async () => app.ownerId, args, terminal)
  return [...lines, ...(code === 0 ? [] : [`(${code})`])].join('\n')
}

test('on the command line: from the first three steps to one that is done, with words in place of fields', async () => {
  const ana = await signUpPm()
  const first = await cairn(ana, 'actions', 'next')
  expect(first).toMatch(
    /1\. Find out how promotion works here\. About half an hour, because nothing is written down yet/,
  )
  expect(first).toMatch(/2\. Name five people[\s\S]*3\. Put the review date in/)

  await cairn(ana, 'research', 'record', '--topic', 'process', '--answer', 'A panel, twice a year', '--from', 'Daniel')
  expect(await cairn(ana, 'research', 'show')).toMatch(
    /How it works\n {2}A panel, twice a year\n {2}Daniel · 30 June 2026\n\nStill to find out\n {2}decides: Who decides/,
  )
  for (const name of ['Maya', 'Lee', 'Noor', 'Tom', 'Ines'])
    await cairn(ana, 'people', 'add', '--name', name, '--stance', 'champion', '--level-relation', '1', '--voter')
  expect(await cairn(ana, 'people', 'list')).toMatch(
    /Maya\n {2}backs you · a level above · has a say[\s\S]*5 of 10 who back you\./,
  )
  expect(await cairn(ana, 'cycle', 'set', '--closes-on', '2027-03-31')).toContain('due on 10 March 2027')
  expect(await cairn(ana, 'cycle', 'set', '--closes-on', '2026-03-31')).toMatch(/This day has passed\..*\n\(2\)/)

  expect(await cairn(ana, 'actions', 'next', '--hours', '6')).toContain('Find out who decides')
  expect(await cairn(ana, 'actions', 'done', '--id', 'research:decides', '--hours', '0.5')).toContain(
    'Done: Find out who decides',
  )
  expect(await cairn(ana, 'actions', 'list')).toMatch(/Find out who decides\n {2}done 30 June 2026 · took half an hour/)
  expect(await cairn(ana, 'actions', 'drop', '--id', 'nothing')).toMatch(
    /There is no such action among yours\..*\n\(2\)/,
  )
})
