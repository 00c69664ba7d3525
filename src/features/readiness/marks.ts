import { addDays } from '../../core/day.ts'
import type { Framework } from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { fromCanonical, type Scale } from '../../core/readiness.ts'
import type { SkillMarks } from '../../ui/charts/skill-row.tsx'
import type { HistoryAnswer } from './history-operation.ts'
import type { ReadinessAnswer } from './operations.ts'
import { type RecordsBySkill, recordsOf } from './records.ts'

export type AnsweredSkill = ReadinessAnswer['skills'][number]

/** A skill as the dot plot draws it, on the ladder's own scale. */
export function marksOf(
  skill: AnsweredSkill,
  scale: Scale,
  records: RecordsBySkill,
  history: Pick<HistoryAnswer, 'points'>,
): SkillMarks {
  const onScale = (position: number) => fromCanonical(position, scale)
  return {
    name: skill.name,
    bar: scale.meets,
    self: skill.self?.value ?? null,
    manager: skill.manager?.value ?? null,
    peers: skill.peers && onScale(skill.peers.mean),
    estimate:
      skill.state === 'not_assessed' ? null : { value: skill.onScale, low: onScale(skill.lo), high: onScale(skill.hi) },
    before: skill.state === 'not_assessed' ? null : estimateBefore(skill, history),
    standing: skill.state,
    words: skill.text,
    href: `/level/skills/${encodeURIComponent(skill.id)}`,
    note: noteOf(skill, records),
  }
}

/** How far back a row looks. */
const daysBack = 90

/** The estimate three months ago, or at the first point since then that compares with the same level; null if it is the same. */
function estimateBefore(
  { id, onScale }: AnsweredSkill,
  { points }: Pick<HistoryAnswer, 'points'>,
): SkillMarks['before'] {
  const today = points.at(-1)
  if (!today) return null
  const line = points.slice(points.findLastIndex(({ begins }) => begins))
  const seen = line.filter(({ skills }) => skills[id]?.estimate)
  const then = addDays(today.on, -daysBack)
  const point = seen.findLast(({ on }) => on <= then) ?? seen[0]
  const value = point?.skills[id]?.estimate?.value
  if (!point || value === undefined || Math.abs(value - onScale) < seenOnScale) return null
  return { value, on: point.on }
}

/** A smaller step than this is none to the eye. */
const seenOnScale = 0.05

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
export function recordWords(skill: string, records: RecordsBySkill): string {
  const { counting, confirmed, waiting } = recordsOf(records, skill)
  const all = count(counting, 'record')
  if (counting === 0) {
    if (waiting === 0) return 'no record yet'
    return waiting === 1 ? '1 record, which does not count yet' : `${waiting} records, none of which counts yet`
  }
  if (confirmed === 0) return `${all}, none confirmed`
  return confirmed === counting ? `${all}, confirmed` : `${all}, ${confirmed} confirmed`
}
