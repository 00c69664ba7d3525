import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readLadder } from './read-ladder.ts'
import type { LadderDraft } from './types.ts'

/** A ladder as a person has it in mind: levels, skills, and sentences for each. */
interface Written {
  levels: string[]
  skills: string[]
  /** said[skill][level]: one sentence or more. */
  said: string[][][]
}

const cells = ({ levels, skills, said }: Written) =>
  skills.map((skill, s) => ({ skill, at: levels.map((level, l) => ({ level, sentences: said[s]![l]! })) }))

const shapes: Record<string, (written: Written) => string> = {
  'Markdown, a heading per level': (written) =>
    written.levels
      .map(
        (level, l) =>
          `## ${level}\n\n${written.skills.map((skill, s) => `### ${skill}\n\n${bullets(written.said[s]![l]!)}`).join('\n\n')}`,
      )
      .join('\n\n'),
  'Markdown, a heading per skill': (written) =>
    cells(written)
      .map(
        ({ skill, at }) =>
          `## ${skill}\n\n${at.map(({ level, sentences }) => `### ${level}\n\n${bullets(sentences)}`).join('\n\n')}`,
      )
      .join('\n\n'),
  'Markdown, a table with levels across': (written) =>
    [
      `| Skill | ${written.levels.join(' | ')} |`,
      `|---${'|---'.repeat(written.levels.length)}|`,
      ...cells(written).map(
        ({ skill, at }) => `| **${skill}** | ${at.map(({ sentences }) => sentences.join('<br>')).join(' | ')} |`,
      ),
    ].join('\n'),
  'Markdown, a table with levels down': (written) =>
    [
      `| Level | ${written.skills.join(' | ')} |`,
      `|---${'|---'.repeat(written.skills.length)}|`,
      ...written.levels.map(
        (level, l) => `| ${level} | ${written.said.map((skill) => skill[l]!.join('<br>')).join(' | ')} |`,
      ),
    ].join('\n'),
  'Markdown, bullets within bullets': (written) =>
    written.levels
      .map(
        (level, l) =>
          `- **${level}**\n${written.skills.map((skill, s) => `  - ${skill}:\n${written.said[s]![l]!.map((text) => `    - ${text}`).join('\n')}`).join('\n')}`,
      )
      .join('\n'),
  'HTML, a table': (written) =>
    `<table><tr><th></th>${written.levels.map((level) => `<th>${level}</th>`).join('')}</tr>${cells(written)
      .map(
        ({ skill, at }) =>
          `<tr><td>${skill}</td>${at.map(({ sentences }) => `<td><ul>${sentences.map((text) => `<li>${text}</li>`).join('')}</ul></td>`).join('')}</tr>`,
      )
      .join('\n')}</table>`,
  'HTML, headings': (written) =>
    `<div>${written.levels.map((level, l) => `<h2>${level}</h2>${written.skills.map((skill, s) => `<h3>${skill}</h3><ul>${written.said[s]![l]!.map((text) => `<li>${text}</li>`).join('')}</ul>`).join('')}`).join('\n')}</div>`,
  CSV: (written) =>
    [
      ['Skill', ...written.levels],
      ...cells(written).map(({ skill, at }) => [skill, ...at.map(({ sentences }) => sentences.join('\n'))]),
    ]
      .map((row) => row.map(quoted).join(','))
      .join('\r\n'),
  TSV: (written) =>
    [
      ['Skill', ...written.levels],
      ...cells(written).map(({ skill, at }) => [skill, ...at.map(({ sentences }) => sentences.join('\n'))]),
    ]
      .map((row) => row.map(quoted).join('\t'))
      .join('\n'),
  'CSV, one row per sentence': (written) =>
    [
      ['Skill', 'Level', 'Description'],
      ...cells(written).flatMap(({ skill, at }) =>
        at.flatMap(({ level, sentences }) => sentences.map((text) => [skill, level, text])),
      ),
    ]
      .map((row) => row.map(quoted).join(';'))
      .join('\n'),
  'YAML, maps': (written) =>
    stringify({
      skills: Object.fromEntries(
        cells(written).map(({ skill, at }) => [
          skill,
          Object.fromEntries(at.map(({ level, sentences }) => [level, sentences])),
        ]),
      ),
    }),
  'YAML, lists': (written) =>
    stringify({
      levels: written.levels.map((title, l) => ({
        title,
        skills: written.skills.map((name, s) => ({ name, criteria: written.said[s]![l]! })),
      })),
    }),
  'JSON, maps by level': (written) =>
    JSON.stringify(
      Object.fromEntries(
        written.levels.map((level, l) => [
          level,
          Object.fromEntries(written.skills.map((skill, s) => [skill, written.said[s]![l]!])),
        ]),
      ),
      null,
      2,
    ),
  'JSON, records': (written) =>
    JSON.stringify(
      cells(written).flatMap(({ skill, at }) =>
        at.map(({ level, sentences }) => ({ skill, level, description: sentences })),
      ),
    ),
}

const bullets = (sentences: readonly string[]): string => sentences.map((text) => `- ${text}`).join('\n')
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

const shortened = (ladder: LadderDraft): Written => ({
  levels: ladder.levels.map(({ title }) => title),
  skills: ladder.skills.map(({ name }) => name),
  said: ladder.skills.map(({ anchors }) => ladder.levels.map(({ id }) => (anchors[id] ?? []).map(({ text }) => text))),
})

const ways = [
  ['Associate Product Manager', 'Product Manager', 'Senior Product Manager', 'Principal Product Manager'],
  ['Junior PMM', 'PMM', 'Senior PMM', 'Staff PMM'],
  ['IC2', 'IC3', 'IC4', 'IC5'],
  ['L3', 'L4', 'L5', 'L6'],
  ['Product Manager I', 'Product Manager II', 'Product Manager III', 'Senior Product Manager'],
  ['Level 1', 'Level 2', 'Level 3', 'Level 4'],
]
const skillNames = ['Strategy', 'Customer insight', 'Execution', 'Working with others', 'Data fluency', 'Storytelling']
const verbs = ['Writes', 'Chooses', 'Explains', 'Measures', 'Untangles', 'Leads']
const objects = [
  'the plan of a quarter',
  'what users said',
  'a launch in three countries',
  'the reason behind a no',
  'two teams that disagree',
  'one number for the area',
]

const sentence = fc
  .tuple(fc.constantFrom(...verbs), fc.constantFrom(...objects), fc.integer({ min: 2, max: 99 }))
  .map(([verb, object, n]) => `${verb} ${object} for ${n} people`)
const ladder: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(...ways), fc.integer({ min: 2, max: 4 }), fc.subarray(skillNames, { minLength: 2 }))
  .chain(([way, count, skills]) =>
    fc.record({
      levels: fc.constant(way.slice(0, count)),
      skills: fc.constant(skills),
      said: fc.array(
        fc.array(fc.uniqueArray(sentence, { minLength: 1, maxLength: 3 }), { minLength: count, maxLength: count }),
        { minLength: skills.length, maxLength: skills.length },
      ),
    }),
  )

describe('a ladder reads back to the same levels, skills and sentences', () => {
  for (const [shape, render] of Object.entries(shapes))
    test(`from ${shape}`, () => {
      fc.assert(
        fc.property(ladder, (written) => {
          const { ladders } = readLadder(render(written))
          expect(ladders.map(shortened)).toEqual([written])
        }),
        { numRuns: 25 },
      )
    })
})
