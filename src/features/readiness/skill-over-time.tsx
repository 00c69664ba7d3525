import type { Skill } from '../../core/framework.ts'
import { Trend } from '../../ui/charts/trend.tsx'
import { dayWords, Section } from '../../ui/parts.tsx'
import type { SkillPoint } from './history.ts'
import type { LevelMatter } from './matter.ts'

/** The estimate over time with what was said, on the ladder's own scale. */
export function SkillOverTime({ skill, history, standing: { framework } }: LevelMatter & { skill: Skill }) {
  const { points } = history
  const line = points
    .slice(points.findLastIndex(({ begins }) => begins))
    .flatMap(({ on, skills }) => (skills[skill.id]?.estimate ? [{ on, ...skills[skill.id]! }] : []))
  if (line.length < 2) return null
  const estimates = line.map(({ on, estimate }) => ({ on, ...estimate! }))
  const [first, last] = [estimates[0]!, estimates.at(-1)!]
  const values = framework.scale.points.map(({ value }) => value)
  return (
    <Section id="over-time" title="Over time">
      <Trend
        id="skill-trend"
        title={`${skill.name} over time`}
        desc={`The estimate went from ${first.value.toFixed(1)} on ${dayWords(first.on)} to ${last.value.toFixed(1)} on ${dayWords(last.on)}; the bar is ${framework.scale.meets}.`}
        scale={{
          low: Math.min(...values),
          high: Math.max(...values),
          named: values.map((value) => ({ value, label: String(value) })),
        }}
        bar={framework.scale.meets}
        lines={[estimates]}
        said={saidOver(line)}
        table={{
          caption: `${skill.name} over time`,
          head: ['Day', 'You', 'Manager', 'Peers', 'Estimate'],
          rows: line.map(({ on, self, manager, peers, estimate }) => [
            dayWords(on),
            ...[self, manager, peers].map((value) => (value === null ? '–' : oneDecimal(value))),
            `${oneDecimal(estimate!.value)} (${oneDecimal(estimate!.low)} to ${oneDecimal(estimate!.high)})`,
          ]),
        }}
      />
    </Section>
  )
}

/** What somebody said stands where it first counted, and again where it changed. */
const saidOver = (line: readonly (SkillPoint & { on: string })[]) =>
  (['self', 'manager', 'peers'] as const).flatMap((who) =>
    line.flatMap((point, i) => {
      const value = point[who]
      return value === null || value === line[i - 1]?.[who] ? [] : [{ who, on: point.on, value }]
    }),
  )

const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10)
