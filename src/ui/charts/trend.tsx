import type { Child } from 'hono/jsx'
import type { Day } from '../../core/day.ts'
import { monthNames } from '../../core/day-words.ts'
import { AsTable, Picture, point, type Table } from './picture.tsx'

export interface TrendPoint {
  on: Day
  value: number
  low: number
  high: number
  /** Where it would be if nothing held it, drawn dashed; left out where nothing does. */
  free?: number
  /** Stands at the point and before its explanation in the text: “1”. */
  mark?: string
}

export interface TrendProps {
  id: string
  title: string
  /** What the picture shows, in a sentence. */
  desc: string
  /** The ends of the scale, and the heights that are named. */
  scale: { low: number; high: number; named: readonly { value: number; label: string }[] }
  /** A height to reach: the bar. */
  bar?: number | null
  /** Points of one line compare with each other; what compares with something else is another line. */
  lines: readonly (readonly TrendPoint[])[]
  /** What somebody said, as marks beside the line. */
  said?: readonly { who: 'self' | 'manager' | 'peers'; on: Day; value: number }[]
  table: Table
  caption?: Child
}

/** A value over time with its range as a band, and numbers where something moved it. */
export function Trend({ id, title, desc, scale, bar, lines, said = [], table, caption }: TrendProps) {
  const days = [...lines.flat(), ...said].map(({ on }) => on).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return null
  const place = placeIn(scale, from, to)
  return (
    <figure class="chart trend behind-curtain">
      <Picture id={id} title={title} desc={desc} width={size.width} height={size.height} class="trend-picture">
        {scale.named.map(({ value, label }) => (
          <>
            <line class="axis" x1={size.left} x2={size.right} y1={point(place.y(value))} y2={point(place.y(value))} />
            <text x={size.left - 8} y={point(place.y(value) + 4)} text-anchor="end">
              {label}
            </text>
          </>
        ))}
        {bar != null && (
          <line class="bar" x1={size.left} x2={size.right} y1={point(place.y(bar))} y2={point(place.y(bar))} />
        )}
        {lines.map((points) => (
          <Line points={points} place={place} />
        ))}
        {said.map(({ who, on, value }) => (
          <Said who={who} x={place.x(on)} y={place.y(value)} />
        ))}
        <text x={size.left} y={size.height - 6}>
          {shortDay(from)}
        </text>
        {to !== from && (
          <text x={size.right} y={size.height - 6} text-anchor="end">
            {shortDay(to)}
          </text>
        )}
      </Picture>
      {caption && <figcaption class="small quiet">{caption}</figcaption>}
      <AsTable {...table} />
    </figure>
  )
}

const size = { width: 460, height: 200, left: 40, right: 448, top: 20, bottom: 170 }

type Place = ReturnType<typeof placeIn>

function placeIn({ low, high }: TrendProps['scale'], from: Day, to: Day) {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  return {
    x: (on: Day) =>
      end === start
        ? (size.left + size.right) / 2
        : size.left + 6 + ((size.right - size.left - 12) * (Date.parse(on) - start)) / (end - start),
    y: (value: number) =>
      size.bottom - ((size.bottom - size.top) * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1),
  }
}

const Line = ({ points, place }: { points: readonly TrendPoint[]; place: Place }) => {
  const at = (on: Day, value: number) => `${point(place.x(on))} ${point(place.y(value))}`
  const upper = points.map(({ on, high }) => at(on, high))
  const lower = points.map(({ on, low }) => at(on, low)).reverse()
  const [only] = points
  return (
    <>
      {points.length > 1 ? (
        <path class="range" d={`M${[...upper, ...lower].join('L')}Z`} />
      ) : (
        only && (
          <rect
            class="range"
            x={point(place.x(only.on) - 3)}
            width="6"
            y={point(place.y(only.high))}
            height={point(place.y(only.low) - place.y(only.high))}
          />
        )
      )}
      <path class="line" d={`M${points.map(({ on, value }) => at(on, value)).join('L')}`} />
      {points.some(({ free }) => free !== undefined) && (
        <path class="free" d={`M${points.map(({ on, value, free }) => at(on, free ?? value)).join('L')}`} />
      )}
      {points.map(({ on, value, mark }) => (
        <>
          <circle class="estimate" cx={point(place.x(on))} cy={point(place.y(value))} r={mark ? 4.5 : 2.5} />
          {mark && (
            <text class="value" x={point(place.x(on))} y={point(place.y(value) - 9)} text-anchor="middle">
              {mark}
            </text>
          )}
        </>
      ))}
    </>
  )
}

/** The same shapes as in the rows of skills. */
const Said = ({ who, x, y }: { who: 'self' | 'manager' | 'peers'; x: number; y: number }) =>
  who === 'self' ? (
    <circle class="self" cx={point(x)} cy={point(y)} r="4" />
  ) : who === 'manager' ? (
    <path class="manager" d={`M${point(x)} ${point(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5Z`} />
  ) : (
    <path class="peers" d={`M${point(x)} ${point(y - 5)}l5 9h-10Z`} />
  )

/** “3 Mar 2026”. */
function shortDay(day: Day): string {
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${monthNames[Number(month) - 1]!.slice(0, 3)} ${year}`
}
