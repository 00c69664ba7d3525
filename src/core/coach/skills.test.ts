import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { suggestSkills } from './skills.ts'

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const samples = parse(file('test/cases/tagging_samples.yaml')) as Record<string, { is: string; text: string }[]>
const ladders = readdirSync(new URL('../../../content/frameworks', import.meta.url)).filter((name) =>
  name.endsWith('.yaml'),
)
const skillsOf = (group: string) => {
  const name = ladders.find((ladder) => ladder.startsWith(`${group}.`) || ladder.startsWith(`${group}-`))
  return (parse(file(`content/frameworks/${name}`)) as { skills: { id: string; signals: string[] }[] }).skills
}

test.each(Object.keys(samples))('most notes of a %s are put under the skill a careful reader would choose', (group) => {
  const skills = skillsOf(group)
  const hints = samples[group]!.map(({ is, text }) => ({ is, found: suggestSkills(text, skills) }))
  const first = hints.filter(({ is, found }) =>
    found.some((hint) => hint.id === is && hint.hits.length === found[0]!.hits.length),
  )
  const top = hints.filter(({ is, found }) => found.slice(0, 3).some((hint) => hint.id === is))
  expect(first.length / hints.length).toBeGreaterThanOrEqual(0.85)
  expect(top.length / hints.length).toBeGreaterThanOrEqual(0.95)
})

test('a signal counts at the start of a word only', () => {
  const skills = [{ id: 'a', signals: ['art', 'won'] }]
  expect(suggestSkills('Started the wonderful ARTwork', skills)).toEqual([{ id: 'a', hits: ['art', 'won'] }])
  expect(suggestSkills('Started again', skills)).toEqual([])
})
