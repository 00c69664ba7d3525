import type { Child } from 'hono/jsx'
import type { Day } from '../../core/day.ts'
import { monthNames } from '../../core/day-words.ts'
import { AsTable, Picture, point, type Table } from './picture.tsx'
import { KeyMark } from './skill-row.tsx'

export interface TimelineMark {
  on: Day
  /** `launch`, a reading that is there, one still to come, or one that was due and is missing. */
  kind: 'launch' | 'read' | 'late' | 'waiting' | 'missed'
  /** Stands beside the mark on screen readers and under the pointer: “30 days, read on 3 March”. */
  label: string
}

export interface TimelineLine {
  title: string
  from: Day
  until: Day
  goesOn: boolean
  marks: readonly TimelineMark[]
}

export interface TimelineProps {
  id: string
  year: number
  today: Day
  lines: readonly TimelineLine[]
  table: Table
  caption?: Child
}

/**
 * Initiatives by month over one year: a bar each under its name, with its launch and its readings as marks. Placed in percent, so that
 * the whole year is in view on a phone, too.
 */
export const Timeline = ({ id, year, today, lines, table, caption }: TimelineProps) => (
  <figure class="chart timeline">
    <Picture
      id={id}
      title={`Initiatives of ${year} by month`}
      desc={describe(lines)}
      width={0}
      height={size.top + lines.length * size.row}
      class="timeline-picture"
      stretch
    >
      {monthNames.map((name, month) => (
        <>
          <UpDown name="axis" x={percent(month / 12)} rows={lines.length} />
          <text class="month" x={percent((month + 0.5) / 12)} y={size.top - 12} text-anchor="middle">
            {name.slice(0, 3)}
          </text>
        </>
      ))}
      {today.startsWith(`${year}-`) && (
        <UpDown name="bar" x={placeOf(today, year)} rows={lines.length}>
          <title>Today</title>
        </UpDown>
      )}
      {lines.map((line, row) => (
        <Line line={line} year={year} y={size.top + row * size.row} />
      ))}
    </Picture>
    <figcaption class="small quiet">
      <Key />
      {caption}
    </figcaption>
    <AsTable {...table} />
  </figure>
)

const size = { top: 28, row: 44, bar: 28 }

const UpDown = ({ name, x, rows, children }: { name: string; x: string; rows: number; children?: Child }) => (
  <line class={name} x1={x} x2={x} y1={size.top - 6} y2={size.top + rows * size.row}>
    {children}
  </line>
)

function Line({ line, year, y }: { line: TimelineLine; year: number; y: number }) {
  const { title, from, until, goesOn, marks } = line
  return (
    <g>
      <text class="name" x="0" y={y + 14}>
        {title.length > mostLetters ? `${title.slice(0, mostLetters - 1).trimEnd()}…` : title}
        {title.length > mostLetters && <title>{title}</title>}
      </text>
      <rect
        class={goesOn ? 'span goes-on' : 'span'}
        x={placeOf(from, year)}
        y={y + size.bar - 5}
        width={percent(Math.max(0.006, shareOf(until, year) - shareOf(from, year)))}
        height="10"
        rx="5"
      />
      {marks
        .filter(({ on }) => on.startsWith(`${year}-`))
        .map((mark) => (
          <svg class="placed" x={placeOf(mark.on, year)} y={y + size.bar}>
            <title>{mark.label}</title>
            <Mark kind={mark.kind} x={0} y={0} />
          </svg>
        ))}
    </g>
  )
}

// What fits above a bar on a phone.
const mostLetters = 44

/** Shape says what it is, so that colour need not. */
const Mark = ({ kind, x, y }: { kind: TimelineMark['kind']; x: number; y: number }) =>
  kind === 'launch' ? (
    <path class="mark launched" d={`M${x} ${y - 9}l7 14h-14Z`} />
  ) : (
    <g class={`mark ${kind}`}>
      <circle cx={x} cy={y} r="5.5" />
      {kind === 'missed' && <path d={`M${x - 2.5} ${y - 2.5}l5 5m0 -5l-5 5`} />}
      {kind === 'late' && <path d={`M${x} ${y - 3}v3h3`} />}
    </g>
  )

const Key = () => (
  <p class="skill-key" aria-hidden="true">
    {(
      [
        ['launch', 'launch'],
        ['read', 'read in time'],
        ['late', 'read late'],
        ['waiting', 'to come'],
        ['missed', 'due, not read'],
      ] as const
    ).map(([kind, words]) => (
      <KeyMark words={words}>
        <Mark kind={kind} x={8} y={kind === 'launch' ? 10 : 8} />
      </KeyMark>
    ))}
  </p>
)

const percent = (share: number): string => `${point(100 * share)}%`

const placeOf = (day: Day, year: number): string => percent(shareOf(day, year))

/** How much of the year is over on a day; what lies in another year stands at the edge. */
function shareOf(day: Day, year: number): number {
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
  return Math.min(1, Math.max(0, (Date.parse(day) - start) / (end - start)))
}

function describe(lines: readonly TimelineLine[]): string {
  const launched = lines.filter(({ marks }) => marks.some(({ kind }) => kind === 'launch')).length
  const missing = lines.flatMap(({ marks }) => marks).filter(({ kind }) => kind === 'missed').length
  const [first] = lines
  if (!first) return 'Nothing was under way.'
  return `${lines.length} ${lines.length === 1 ? 'initiative' : 'initiatives'}, ${launched} launched${missing > 0 ? `; ${missing} ${missing === 1 ? 'reading is' : 'readings are'} due and not there` : ''}.`
}
