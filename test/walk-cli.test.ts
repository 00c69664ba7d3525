import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { program } from './program.ts'

// The main job on the command line alone, as the README shows it: from pasted notes to a promotion case.
let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cairn-walk-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

// biome-ignore lint/suspicious/noExplicitAny: the walk reads many operations' answers, as a script would.
const cairn = (...args: string[]): Promise<any> =>
  new Promise((done, failed) =>
    execFile(
      process.execPath,
      [...program, ...args, '--json'],
      { env: { PATH: process.env.PATH, CAIRN_HOME: home }, maxBuffer: 1e8 },
      (fault, out, error) => (fault ? failed(new Error(`cairn ${args.join(' ')}: ${error}`)) : done(JSON.parse(out))),
    ),
  )

test('from notes to half a page in one session, to a number and the full case in the same week', async () => {
  await cairn(
    'profile',
    'set',
    '--framework',
    'pm',
    '--level',
    'pm',
    '--target',
    'senior',
    '--name',
    'Ana',
    '--manager',
    'Daniel',
  )

  const notes = join(import.meta.dirname, 'cases', 'brag-document.md')
  const { proposals } = await cairn('inbox', 'import', '--file', notes)
  expect(proposals.length).toBeGreaterThan(20)
  const source = readFileSync(notes, 'utf8')
  for (const { text } of proposals) for (const word of text.split(/\s+/)) expect(source).toContain(word)
  // What is still ahead is no evidence yet: it is kept as a note and counts for nothing.
  expect(proposals.find(({ text }: { text: string }) => text.startsWith('Goal for next year')).kind).toBeNull()
  expect((await cairn('inbox', 'import', '--file', notes)).proposals).toEqual([])

  // The strongest line of each piece of work: a case tells each piece once.
  const byStrength: Strong[] = proposals.toSorted((a: Strong, b: Strong) => b.reading.strength - a.reading.strength)
  const strongest = byStrength
    .filter(({ initiative }, at) => byStrength.findIndex((other) => other.initiative === initiative) === at)
    .slice(0, 3)
  await cairn('inbox', 'approve', ...strongest.flatMap(({ id }) => ['--ids', id]))
  const half = await cairn('case', 'show', '--profile', 'half')
  expect(half.examples).toHaveLength(3)
  expect(half.markdown).toContain('____')
  expect(half.missing.length).toBeGreaterThan(0)

  const { skills } = await cairn('framework', 'show', '--id', 'pm', '--level', 'senior')
  await cairn(
    'start',
    'answer',
    '--answers',
    JSON.stringify({ [skills[0].id]: 'example', [skills[1].id]: 'no_chance' }),
  )

  // The same week: the rest of the notes, the ratings, three people's words and a talk.
  await cairn('inbox', 'approve', '--all')
  for (const { id } of skills)
    await cairn('rating', 'give', '--skill', id, '--value', '4', '--because', 'Two pieces of work this year.')
  const before = await cairn('readiness', 'show')
  expect(before).toMatchObject({ shown: false, score: null, band: null, raw: null })

  const { items } = await cairn('evidence', 'list', '--limit', '200')
  const dated = items
    .filter(({ happenedOn, kind, skills: shown }: Row) => happenedOn && kind && shown.length > 0)
    .slice(0, 3)
  for (const { id } of dated) {
    await cairn('evidence', 'edit', id, '--scope', 'senior')
    const confirmed = await cairn(
      'evidence',
      'confirm',
      id,
      '--by',
      'Priya',
      '--words',
      'That is how it was, and it was hers.',
      '--how',
      'pasted',
    )
    expect(confirmed.corroboration).toBe('pasted')
  }
  await cairn('agreement', 'record', '--state', 'close')

  const after = await cairn('readiness', 'show')
  expect(after.shown).toBe(true)
  expect(after.score).toBeGreaterThan(0)
  expect(after.band[0]).toBeLessThan(after.score)
  expect(after.band[1]).toBeGreaterThanOrEqual(after.score)
  expect(after.wording.denial).toContain('This is not your chance of being promoted.')
  expect(after.gaps).toHaveLength(3)
  expect(after.caps.length).toBeGreaterThan(0)

  const full = await cairn('case', 'show')
  expect(full.examples.length).toBeGreaterThanOrEqual(3)
  expect(full.metrics.length).toBeLessThanOrEqual(3)
  const { file } = await cairn('case', 'export', '--format', 'md')
  expect(file.text).toContain('# Ana: case for Senior Product Manager')
  expect(file.text).not.toContain(String(Math.round(after.score * 10) / 10))
  expect((await cairn('archive', 'verify')).ok).toBe(true)
})

interface Strong {
  id: string
  initiative: string | null
  reading: { strength: number }
}
interface Row {
  happenedOn: string | null
  kind: string | null
  skills: string[]
}
