import type { Framework } from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { fromCanonical, type Scale } from '../../core/readiness.ts'
import type { SkillMarks } from '../../ui/charts/skill-row.tsx'
import type { ReadinessAnswer } from './operations.ts'
import type { Counting, RecordsBySkill } from './records.ts'

export type AnsweredSkill = ReadinessAnswer['skills'][number]

/** A skill as the dot plot draws it, on the ladder's own scale. */
export function marksOf(skill: AnsweredSkill, scale: Scale, records: RecordsBySkill): SkillMarks {
  const onScale = (position: number) => fromCanonical(position, scale)
  return {
    name: skill.name,
    bar: scale.meets,
    self: skill.self?.value ?? null,
    manager: skill.manager?.value ?? null,
    peers: skill.peers && onScale(skill.peers.mean),
    estimate:
      skill.state === 'not_assessed' ? null : { value: skill.onScale, low: onScale(skill.lo), high: onScale(skill.hi) },
    standing: skill.state,
    words: skill.text,
    href: `/level/skills/${encodeURIComponent(skill.id)}`,
    note: noteOf(skill, records),
  }
}

export const pointsOf = ({ scale }: Framework) => scale.points.map(({ value, label }) => ({ value, label }))

function noteOf({ id, disagree, manager }: AnsweredSkill, records: RecordsBySkill): string {
  const notes = [
    recordWords(id, records),
    disagree && 'you and your manager see it differently',
    manager?.heard && 'your manager’s word as you heard it',
  ]
  return notes.filter((note) => typeof note === 'string').join(' · ')
}

/** “4 records, 3 confirmed”; of those that count, if any does. */
export function recordWords(skill: string, { counting, waiting }: RecordsBySkill): string {
  const records: readonly Counting[] = counting.get(skill) ?? []
  const confirmed = records.filter((record) => record.confirmed).length
  const all = count(records.length, 'record')
  if (records.length === 0) {
    const others = waiting.get(skill)?.length ?? 0
    if (others === 0) return 'no record yet'
    return others === 1 ? '1 record, which does not count yet' : `${others} records, none of which counts yet`
  }
  if (confirmed === 0) return `${all}, none confirmed`
  return confirmed === records.length ? `${all}, confirmed` : `${all}, ${confirmed} confirmed`
}
