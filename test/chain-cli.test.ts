import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addDays } from '../src/core/day.ts'
import { aheadBy, program } from './program.ts'

/** The command itself on a folder of its own, so many days from now; what it prints, and its code where that is not 0. */
function commandIn(home: string) {
  return (daysAhead: number, ...args: string[]) =>
    new Promise<string>((done) =>
      execFile(
        process.execPath,
        [...program, ...args],
        { env: { PATH: process.env.PATH, CAIRN_HOME: home, ...aheadBy(daysAhead) } },
        (fault, out, error) => done([out, error, fault ? `(${fault.code})` : ''].join('')),
      ),
    )
}

const idIn = (printed: string): string => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(printed)![0]

test('on the command line: from an initiative to a sentence of the case and back to the reading, with a month between launch and reading', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cairn-chain-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const cairn = commandIn(home)
  const today = Temporal.Now.plainDateISO().toString()

  await cairn(0, 'profile', 'set', '--framework', 'pm', '--level', 'pm', '--target', 'senior')
  const before = ['--title', 'Export', '--started-on', addDays(today, -90)]
  const earlier = idIn(await cairn(0, 'initiative', 'start', ...before))
  await cairn(0, 'initiative', 'launch', '--id', earlier, '--on', addDays(today, -40))
  const number = ['--name', 'week-1 retention', '--unit', '%', '--baseline', '42']
  const metric = idIn(await cairn(0, 'metric', 'define', ...number, '--json'))
  const entry = ['--origin', 'found', '--scope', 'senior', '--problem', 'Admins give up.', '--target', '55']
  const id = idIn(await cairn(0, 'initiative', 'start', '--title', 'Onboarding', '--metric', metric, ...entry))
  expect(await cairn(0, 'initiative', 'chain', '--id', id)).toContain(
    'Next: Log the decision, with what was not chosen. cairn evidence capture',
  )
  const decided = ['--text', 'Decided to cut two steps first.', '--kind', 'decision', '--initiative', id]
  await cairn(0, 'evidence', 'capture', ...decided, '--decision.not-chosen', 'The mobile redesign')
  expect(await cairn(0, 'initiative', 'launch', '--id', id)).toMatch(/around .* and /)
  expect(await sign(cairn, 0)).toMatch(/not enough data.*Recorded so far: 1/s)

  const later = (...args: string[]) => cairn(31, ...args)
  expect(await sign(cairn, 31)).toMatch(/worth a look.*no word yet on what changed for users: 2 of 2/s)
  expect(await later('today', 'show')).toContain('How is week-1 retention, 30 days after Onboarding?')
  expect(await later('metric', 'record', '--id', metric, '--value', '58')).toContain('58 % · +16 points')
  const review = ['--what-happened', 'Admins got through setup.', '--moved']
  expect(await later('initiative', 'review', '--id', id, ...review)).toContain('Next it can become a record')
  expect(await later('initiative', 'record', '--id', id, '--skills', 'outcome-ownership')).toContain(
    'Counts towards Outcome ownership at Senior Product Manager.',
  )
  expect(await sign(cairn, 31)).toMatch(/clear.*no word yet on what changed for users: 1 of 2/s)
  const { skills } = JSON.parse(await later('readiness', 'show', '--json'))
  expect(skills.find((skill: { id: string }) => skill.id === 'outcome-ownership').count).toBe(1)
  expect(await later('search', 'find', 'kind:outcome setup')).toContain('Admins got through setup.')

  const chain = await later('initiative', 'chain', '--id', id)
  expect(chain).toMatch(/✓ {2}After 30 days +58 %, \+16 points Read on /)
  expect(chain).toMatch(/✓ {2}Case .*stand on it\./)
  const traced = await later('case', 'trace', '--initiative', id)
  const [, reading] = /reading: week-1 retention 58 % · .* · ([\w-]+)/.exec(traced)!
  expect(await later('reading', 'show', '--id', reading!)).toMatch(/After 30 days +Onboarding\n {2}Record/)
  expect(await later('case', 'trace', '--reading', reading!)).toContain('went from 42 % to 58 %')
})

/** What the check of launches says on that day. */
async function sign(cairn: ReturnType<typeof commandIn>, daysAhead: number): Promise<string> {
  const checks = await cairn(daysAhead, 'signals', 'check')
  return checks.slice(checks.indexOf('What your launches changed'), checks.indexOf('(ff_no_pushback)'))
}
