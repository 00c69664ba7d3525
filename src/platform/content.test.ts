import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { anchorAt, heaviestSkills, levelOf, rankOf, skillsAt } from '../core/framework.ts'
import { frameworkFile, frameworkInFile } from '../core/framework-file.ts'
import { Problem } from '../core/problem.ts'
import { loadFrameworks, readFramework } from './content.ts'

const shipped = new URL('../../content/frameworks', import.meta.url).pathname
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describe('the ladders that come with the product', () => {
  const [pm, pmm] = loadFrameworks(shipped)

  test('are both read', () => {
    expect([pm!.id, pm!.levels.length, pm!.skills.length]).toEqual(['pm', 8, 10])
    expect([pmm!.id, pmm!.levels.length, pmm!.skills.length]).toEqual(['pmm', 7, 15])
    expect(levelOf(pmm!, 'senior').expects[1]).toEqual({ tier: 2, bar: 'credible', meetsAtLeast: 3 })
  })

  test('are the same after they were written out as a file', () => {
    for (const ladder of [pm!, pmm!])
      expect(frameworkFile.parse(JSON.parse(JSON.stringify(frameworkInFile(ladder))))).toEqual(ladder)
  })

  test('rank their levels as the rules of scoring say', () => {
    const ranks = pm!.levels.map((level) => [level.id, rankOf(pm!, level.id)])
    expect(Object.fromEntries(ranks)).toEqual({
      apm: 0,
      pm: 1,
      senior: 2,
      principal: 3,
      group: 3,
      director: 4,
      vp: 5,
      cpo: 6,
    })
  })

  test('have five heavy skills at every level, each with a sentence to ask about', () => {
    for (const ladder of [pm!, pmm!]) {
      for (const level of ladder.levels) {
        const heavy = heaviestSkills(ladder, level.id, 5)
        expect(heavy).toHaveLength(5)
        expect(heavy.every((skill) => (anchorAt(skill, level.id) ?? '').length > 20)).toBe(true)
        expect(skillsAt(ladder, level.id).length).toBeGreaterThanOrEqual(heavy.length)
      }
    }
  })
})

describe('a broken ladder', () => {
  const small = `format: cairn.framework/1
id: small
version: 1
name: Small
scale:
  meets: 2
  points:
    - {value: 1, label: Low, meaning: Not seen.}
    - {value: 2, label: Middle, meaning: Seen.}
    - {value: 3, label: High, meaning: Seen often.}
tiers:
  - {id: 1, name: Craft}
tracks:
  - {id: ic, name: Alone}
levels:
  - id: junior
    title: Junior
    track: shared
    next: [senior]
    scope: One piece.
  - id: senior
    title: Senior
    track: ic
    next: []
    scope: A field.
    expects:
      - {tier: 1, bar: meets, must: [write]}
weights:
  senior:
    write: 2
skills:
  - id: write
    name: Writing
    tier: 1
    summary: Being read.
    anchors:
      junior: Writes notes.
      senior: Writes plans.
    actions:
      - do: Write a page.
        proof: The page
        hours: 2
        weeks: 1
        size: artifact
        for: [senior]
`

  const broken = (from: string, to: string): string => {
    expect(small).toContain(from)
    return small.replace(from, to)
  }
  const said = (text: string): string[] => readFramework(text).findings.map(({ line, says }) => `${line}: ${says}`)

  test('is read as long as nothing is broken', () => {
    expect(said(small)).toEqual([])
  })

  test.each([
    ['a missing text', 'title: Senior\n    ', '', ['21: “levels → senior → title” is missing']],
    ['a wrong kind', 'write: 2', 'write: much', ['30: “weights → senior → write” must be a number']],
    ['a weight of nothing', 'write: 2', 'write: 0', ['30: “weights → senior → write” must be larger than 0']],
    [
      'a misspelt key',
      'proof: The',
      'prof: The',
      [
        '40: “skills → write → actions → 1 → proof” is missing',
        '41: “skills → write → actions → 1 → prof” is not a word that belongs here',
      ],
    ],
    [
      'a size nobody knows',
      'size: artifact',
      'size: big',
      ['44: “skills → write → actions → 1 → size” must be “artifact” or “project” or “habit” or “decision”'],
    ],
    [
      'a way to nowhere',
      'next: [senior]',
      'next: [boss]',
      ['19: “levels → junior → next → 1” names the level “boss”, which is not in this file'],
    ],
    [
      'a way in a circle',
      'next: []',
      'next: [junior]',
      [
        '19: “levels → junior → next” leads back to “junior”, directly or over a level beside it; a ladder only goes up',
        '24: “levels → senior → next” leads back to “senior”, directly or over a level beside it; a ladder only goes up',
      ],
    ],
    [
      'a level beside and above another',
      'next: []',
      'next: []\n    lateral: [junior]',
      [
        '19: “levels → junior → next” leads back to “junior”, directly or over a level beside it; a ladder only goes up',
      ],
    ],
    [
      'an unknown track',
      'track: ic',
      'track: solo',
      ['23: “levels → senior → track” names the track “solo”, which is not in this file'],
    ],
    [
      'an unknown tier',
      '{tier: 1, bar',
      '{tier: 4, bar',
      ['27: “levels → senior → expects → 1 → tier” names tier 4, which is not in this file'],
    ],
    [
      'an unknown must',
      'must: [write]',
      'must: [sing]',
      ['27: “levels → senior → expects → 1 → must → 1” names the skill “sing”, which is not in this file'],
    ],
    [
      'a weight for no level',
      'weights:\n  senior:',
      'weights:\n  boss:',
      ['29: “weights → boss” is not a level in this file'],
    ],
    ['a weight for no skill', 'write: 2', 'sing: 2', ['30: “weights → senior → sing” is not a skill in this file']],
    [
      'an anchor for no level',
      'senior: Writes',
      'boss: Writes',
      [
        '21: “levels → senior” has no skill: at least one skill needs an anchor for this level',
        '30: “weights → senior → write” has a weight here but no anchor for the level “senior”',
        '38: “skills → write → anchors → boss” is not a level in this file',
      ],
    ],
    [
      'an action for no level',
      'for: [senior]',
      'for: [boss]',
      ['45: “skills → write → actions → 1 → for → 1” names the level “boss”, which is not in this file'],
    ],
    [
      'a bar at the end of the scale',
      'meets: 2',
      'meets: 3',
      ['6: “scale → meets” must lie between the ends of the scale, above 1 and below 3'],
    ],
    [
      'an id used twice',
      '  - {id: ic, name: Alone}',
      '  - {id: ic, name: Alone}\n  - {id: ic, name: Alone}',
      ['15: “tracks → ic → id” is used twice; each id stands once'],
    ],
    [
      'a key twice',
      'version: 1',
      'version: 1\nname: Again',
      ['5: the same key stands twice in this group; keep one of them'],
    ],
    [
      'a bracket left open',
      'next: [senior]',
      'next: [senior',
      ['20: the indentation does not fit, or a bracket before this is not closed'],
    ],
    ['a tab', '    title: Junior', '\t  title: Junior', ['17: a tab indents this line; use spaces']],
    [
      'an alias',
      'title: Junior',
      'title: *Junior',
      ['17: “*Junior” points to another place of the file; write the value out here'],
    ],
  ])('with %s says the line', (_, from, to, findings) => {
    expect(said(broken(from, to))).toEqual(findings)
  })

  test('that is empty, or only a text, is refused', () => {
    expect(said('')).toEqual(['1: The file must be a group of keys and values'])
    expect(said('hello')).toEqual(['1: The file must be a group of keys and values'])
  })

  test('stops the start with one refusal that names file and line', () => {
    const folder = folderWith({
      'good.yaml': small,
      'bad.yaml': broken('write: 2', 'write: -1'),
      'notes.txt': 'not a ladder',
    })
    const refusal = refusalOf(() => loadFrameworks(folder))
    expect(refusal.code).toBe('invalid')
    expect(refusal.message).toBe('bad.yaml, line 30: “weights → senior → write” must be larger than 0.')
  })

  test('is read through what the build made of it only where that is of the same text', () => {
    const { framework } = readFramework(small)
    const built = (text: string, name: string) =>
      JSON.stringify({
        sha256: createHash('sha256').update(text).digest('hex'),
        data: { ...framework, name },
      })
    const nameIn = (beside: string) => loadFrameworks(folderWith({ 'a.yaml': small, 'a.yaml.json': beside }))[0]!.name
    expect(nameIn(built(small, 'As built'))).toBe('As built')
    expect(nameIn(built(`${small}\n`, 'Of another text'))).toBe(framework!.name)
    expect(nameIn(built(small, ''))).toBe(framework!.name)
  })

  test('is also one that takes the id of another', () => {
    const refusal = refusalOf(() => loadFrameworks(folderWith({ 'a.yaml': small, 'b.yaml': small })))
    expect(refusal.message).toBe('b.yaml: the id “small” is already taken by a.yaml; give one of them another.')
  })

  test('cut off at any line never passes for a whole one and never fails without a line', () => {
    for (const name of readdirSync(shipped)) {
      const lines = readFileSync(join(shipped, name), 'utf8').split('\n')
      const skills = lines.indexOf('skills:')
      for (let end = 1; end < skills; end += 7) {
        const { framework, findings } = readFramework(lines.slice(0, end).join('\n'))
        expect(framework).toBeNull()
        expect(findings.every((finding) => finding.line >= 1 && finding.line <= end)).toBe(true)
      }
    }
  })
})

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ladders-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

function refusalOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}
