import { expect, test } from 'vitest'
import { anchorsAround } from './anchors.ts'
import { skillOf } from './framework.ts'
import { frameworkFile } from './framework-file.ts'

const ladder = frameworkFile.parse({
  format: 'cairn.framework/1',
  id: 'small',
  version: 1,
  name: 'A small ladder',
  scale: {
    points: [1, 2, 3].map((value) => ({ value, label: `Point ${value}`, meaning: 'Seen so often.' })),
    meets: 2,
  },
  tracks: [{ id: 'ic', name: 'Alone' }],
  levels: [
    { id: 'junior', title: 'Junior', track: 'shared', scope: 'One piece.', next: ['senior'] },
    { id: 'senior', title: 'Senior', track: 'shared', scope: 'One area.', next: ['lead', 'expert'] },
    { id: 'lead', title: 'Lead', track: 'shared', scope: 'A team.', next: [], lateral: ['expert'] },
    { id: 'expert', title: 'Expert', track: 'ic', scope: 'A field.', next: [] },
  ],
  skills: [
    {
      id: 'write',
      name: 'Writing',
      summary: 'Says it plainly.',
      anchors: { junior: 'Notes.', senior: 'Memos.', lead: 'Plans.', expert: 'Papers.' },
    },
    { id: 'coach', name: 'Coaching', summary: 'Helps others.', anchors: { senior: 'One person.', lead: 'A team.' } },
  ],
})

const around = (skill: string, present: string, against: string) =>
  anchorsAround(ladder, skillOf(ladder, skill), present, against).map(
    ({ place, level, text }) => `${place} ${level.id}: ${text}`,
  )

test('on the way up, the present level stands below and every way on above', () => {
  expect(around('write', 'junior', 'senior')).toEqual([
    'below junior: Notes.',
    'target senior: Memos.',
    'above lead: Plans.',
    'above expert: Papers.',
  ])
})

test('whoever aims at no other level sees the step below and the steps above their own', () => {
  expect(around('write', 'senior', 'senior')).toEqual(around('write', 'junior', 'senior'))
})

test('the lowest level has nothing below and the highest nothing above', () => {
  expect(around('write', 'junior', 'junior')).toEqual(['target junior: Notes.', 'above senior: Memos.'])
  expect(around('write', 'expert', 'expert')).toEqual(['below senior: Memos.', 'target expert: Papers.'])
})

test('levels where the skill does not apply are left out', () => {
  expect(around('coach', 'junior', 'senior')).toEqual(['target senior: One person.', 'above lead: A team.'])
})
