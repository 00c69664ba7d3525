import { expect, test } from 'vitest'
import { runCommand } from '../src/surfaces/cli.ts'
import { type Person, signUpPm } from './harness.ts'

async function say(ana: Person, ...args: string[]): Promise<string> {
  const lines: string[] = []
  const keep = (text: string) => void lines.push(text)
  await runCommand(ana.app.cairn, async () => ana.personId, args, { out: keep, error: keep, stdin: () => '' })
  return lines.join('\n')
}

test('what is done every day is said in one word, with all its flags', async () => {
  const ana = await signUpPm({ today: '2026-03-10' })
  expect(await say(ana, 'log', 'Cut churn from 4 % to 3 %.', '--size', 'yes')).toContain('Senior Product Manager')
  expect(await say(ana, 'log', '--help')).toContain('cairn evidence capture [text] [--flags]')
  expect(await say(ana, 'log')).toContain('text')
  expect(await say(ana, 'find', 'churn')).toContain('Cut churn from 4 % to 3 %.')
})

test('a word to leave out is no flag, and a flag that is none is still refused', async () => {
  const ana = await signUpPm({ today: '2026-03-10' })
  await ana.call('evidence.capture', { text: 'Declined the export.', kind: 'decision', happenedOn: '2026-03-05' })
  await ana.call('evidence.capture', { text: 'Wrote down how the export works.', kind: 'artifact' })
  for (const args of [['-kind:decision'], ['--query', '-kind:decision'], ['-kind:decision export']]) {
    const found = await say(ana, 'find', ...args)
    expect(found).toContain('Wrote down')
    expect(found).not.toContain('Declined')
  }
  expect(await say(ana, 'find', '-x')).toContain('There is no flag “-x”')
  expect(await say(ana, 'find', '--kind', 'decision')).toContain('There is no flag “--kind”')
})
