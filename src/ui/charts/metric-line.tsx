import type { Day } from '../../core/day.ts'
import { dayWords } from '../parts.tsx'
import { AsTable, Picture, point } from './picture.tsx'

export interface MetricReading {
  on: Day
  value: number
  /** The value as people write it, with its unit: “42 %”. */
  text: string
  /** What the reading is: “before”, “launch”, “30 days”. */
  label: string
}

export interface MetricLineProps {
  id: string
  /** The metric's name. */
  name: string
  /** In order of day; the first is the baseline, unless `before` says another. */
  readings: readonly MetricReading[]
  /** Where it stood before, on a day that nobody noted. */
  before?: { value: number; text: string } | null
  target?: { value: number; text: string } | null
  /** What went out, and when: a line down through the picture. */
  launches?: readonly { on: Day; label: string }[]
}

// More points than these would be a band of dots.
const mostDots = 40

/** A metric from where it was to where it is, against the target if one was set. */
export function MetricLine({ id, name, readings, before, target, launches = [] }: MetricLineProps) {
  const [first, latest] = [readings[0], readings.at(-1)]
  if (!first || !latest) return null
  const baseline = before ?? first
  const place = placeIn(readings, [baseline, ...(target ? [target] : [])], launches)
  const path = readings.map(
    (reading, i) => `${i === 0 ? 'M' : 'L'}${point(place.x(reading.on))} ${point(place.y(reading.value))}`,
  )
  return (
    <figure class="chart metric">
      <Picture
        id={id}
        title={name}
        desc={describe(readings, before, target, launches)}
        width={size.width}
        height={size.height}
        class="metric-picture"
      >
        <line
          class="baseline"
          x1={size.left}
          x2={size.right}
          y1={point(place.y(baseline.value))}
          y2={point(place.y(baseline.value))}
        />
        {target && (
          <>
            <line
              class="target"
              x1={size.left}
              x2={size.right}
              y1={point(place.y(target.value))}
              y2={point(place.y(target.value))}
            />
            <text x={size.right + 8} y={point(place.y(target.value) + 4)}>{`target ${target.text}`}</text>
          </>
        )}
        {launches.map(({ on, label }) => (
          <line class="launch" x1={point(place.x(on))} x2={point(place.x(on))} y1={size.top - 8} y2={size.bottom + 8}>
            <title>{`${label}, ${dayWords(on)}`}</title>
          </line>
        ))}
        <path class="line" d={path.join('')} />
        {(readings.length > mostDots ? [first, latest] : readings).map((reading) => (
          <circle class="reading" cx={point(place.x(reading.on))} cy={point(place.y(reading.value))} r="3.5">
            <title>{`${reading.label}: ${reading.text}`}</title>
          </circle>
        ))}
        <text class="value" x={size.left - 8} y={point(place.y(baseline.value) + 4)} text-anchor="end">
          {baseline.text}
        </text>
        {(readings.length > 1 || before) && (
          <text
            class="value"
            x={size.right + 8}
            y={point(clearOf(place.y(latest.value), target && place.y(target.value)) + 4)}
          >
            {latest.text}
          </text>
        )}
      </Picture>
      <AsTable
        caption={name}
        head={['Reading', 'Day', 'Value']}
        rows={[
          ...(before ? [['before', '', before.text]] : []),
          ...readings.map((reading) => [reading.label, dayWords(reading.on), reading.text]),
          ...launches.map(({ on, label }) => [label, dayWords(on), '']),
          ...(target ? [['target', '', target.text]] : []),
        ]}
      />
    </figure>
  )
}

const size = { width: 340, height: 84, left: 64, right: 236, top: 14, bottom: 70 }

function placeIn(
  readings: readonly MetricReading[],
  others: readonly { value: number }[],
  launches: readonly { on: Day }[],
) {
  const values = [...readings, ...others].map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const days = [...readings, ...launches].map(({ on }) => Date.parse(on))
  const [from, to] = [Math.min(...days), Math.max(...days)]
  return {
    x: (on: Day) =>
      to === from ? size.left : size.left + ((size.right - size.left) * (Date.parse(on) - from)) / (to - from),
    y: (value: number) =>
      high === low
        ? (size.top + size.bottom) / 2
        : size.bottom - ((size.bottom - size.top) * (value - low)) / (high - low),
  }
}

/** Moves a label off another one on the same side. */
const clearOf = (y: number, other: number | null | undefined) =>
  other == null || Math.abs(y - other) >= 15 ? y : y >= other ? other + 15 : other - 15

function describe(
  readings: readonly MetricReading[],
  before: MetricLineProps['before'],
  target: MetricLineProps['target'],
  launches: readonly { on: Day; label: string }[],
): string {
  // A long course is told by its ends; the table has all of it.
  const told = readings.length > mostTold ? [readings[0]!, readings.at(-1)!] : readings
  const course = told.map(({ label, text }) => `${label} ${text}`).join(', ')
  const out = launches.map(({ on, label }) => `; ${label} ${dayWords(on)}`).join('')
  return `${before ? `before ${before.text}, ` : ''}${course}${target ? `; target ${target.text}` : ''}${out}.`
}

const mostTold = 8
