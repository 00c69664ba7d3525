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

const idIn = (printed: string): string => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(printed)![0]

test('on the command line: from the first question of an initiative to the reading behind a sentence', async () => {
  const ana = await signUpPm({ today: '2026-02-02' })
  const started = await cairn(ana, 'initiative', 'start', '--title', 'Onboarding', '--origin', 'found')
  const id = idIn(started)
  expect(await cairn(ana, 'initiative', 'chain', '--id', id)).toMatch(
    /○ {2}Problem[\s\S]*Next: Say whose problem it solves\. cairn initiative edit --id/,
  )
  await cairn(ana, 'initiative', 'edit', '--id', id, '--problem', 'Admins give up.', '--target', '55')
  const metric = idIn(
    await cairn(ana, 'metric', 'define', '--name', 'week-1 retention', '--unit', '%', '--baseline', '42', '--json'),
  )
  await cairn(ana, 'initiative', 'edit', '--id', id, '--metric', metric)
  await cairn(
    ana,
    ...['evidence', 'capture', '--text', 'Decided to cut two steps first.', '--kind', 'decision', '--initiative', id],
    ...['--decision.choice', 'cut two steps first', '--decision.not-chosen', 'The mobile redesign'],
    ...['--decision.revisit-on', '2026-03-01'],
  )
  expect(await cairn(ana, 'decision', 'list', '--initiative', id)).toMatch(
    /Not chosen +The mobile redesign\n {2}Look again +1 March 2026/,
  )
  ana.clock.today = '2026-03-02'
  const due = await cairn(ana, 'decision', 'list', '--due')
  expect(await cairn(ana, 'decision', 'revisit', '--id', idIn(due), '--stands')).toContain('Kept: it still stands.')
  expect(await cairn(ana, 'initiative', 'launch', '--id', id)).toContain('around 1 April 2026 and 1 May 2026')

  ana.clock.today = '2026-04-01'
  expect(await cairn(ana, 'today', 'show')).toContain('How is week-1 retention, 30 days after Onboarding?')
  const read = await cairn(ana, 'metric', 'record', '--id', metric, '--value', '58')
  expect(read).toContain('1 April 2026: 58 % · +16 points')
  expect(await cairn(ana, 'initiative', 'record', '--id', id)).toMatch(/Look back at it first.*\n\(2\)/)
  const review = ['initiative', 'review', '--id', id, '--what-happened', 'Admins got through.', '--moved']
  expect(await cairn(ana, ...review)).toContain('Next it can become a record')
  expect(await cairn(ana, 'initiative', 'record', '--id', id, '--skills', 'outcome-ownership')).toContain(
    'Outcome ownership',
  )
  const chain = await cairn(ana, 'initiative', 'chain', '--id', id)
  expect(chain).toMatch(/✓ {2}After 30 days +58 %, \+16 points Read on 1 April 2026\./)
  expect(chain).toMatch(/✓ {2}Case .*stand on it\./)

  const traced = await cairn(ana, 'case', 'trace', '--initiative', id)
  const [, reading] = /reading: week-1 retention 58 % · 1 April 2026 · ([\w-]+)/.exec(traced)!
  expect(await cairn(ana, 'reading', 'show', '--id', reading!)).toMatch(/After 30 days +Onboarding\n {2}Record/)
  expect(await cairn(ana, 'case', 'trace', '--reading', reading!)).toContain('went from 42 % to 58 %')
  expect(await cairn(ana, 'initiative', 'timeline')).toMatch(
    /Onboarding {2}begun 2 February 2026 · launched 2 March 2026/,
  )
})
