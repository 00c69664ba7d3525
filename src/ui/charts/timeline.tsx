import type { Child } from 'hono/jsx'
import type { Day } from '../../core/day.ts'
import { monthNames } from '../../core/day-words.ts'
import { AsTable, Picture, point, Scroll, type Table } from './picture.tsx'
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

/** Initiatives by month over one year: a bar each, with its launch and its readings as marks. */
export const Timeline = ({ id, year, today, lines, table, caption }: TimelineProps) => (
  <figure class="chart timeline">
    <Scroll label={`Initiatives of ${year} by month`}>
      <Picture
        id={id}
        title={`Initiatives of ${year} by month`}
        desc={describe(lines)}
        width={size.width}
        height={size.top + lines.length * size.row + 8}
        class="timeline-picture"
      >
        {monthNames.map((name, month) => (
          <>
            <line
              class="axis"
              x1={point(monthX(month))}
              x2={point(monthX(month))}
              y1={size.top - 6}
              y2={size.top + lines.length * size.row}
            />
            <text x={point(monthX(month) + 4)} y={size.top - 10}>
              {name.slice(0, 3)}
            </text>
          </>
        ))}
        {today.startsWith(`${year}-`) && (
          <line
            class="bar"
            x1={point(placeOf(today, year))}
            x2={point(placeOf(today, year))}
            y1={size.top - 6}
            y2={size.top + lines.length * size.row}
          >
            <title>Today</title>
          </line>
        )}
        {lines.map((line, row) => (
          <Line line={line} year={year} y={size.top + row * size.row + size.row / 2} />
        ))}
      </Picture>
    </Scroll>
    <figcaption class="small quiet">
      <Key />
      {caption}
    </figcaption>
    <AsTable {...table} />
  </figure>
)

const size = { width: 820, left: 220, right: 812, top: 30, row: 30 }

function Line({ line, year, y }: { line: TimelineLine; year: number; y: number }) {
  const { title, from, until, goesOn, marks } = line
  const [start, end] = [placeOf(from, year), placeOf(until, year)]
  return (
    <g>
      <text class="name" x="0" y={point(y + 4)}>
        {title.length > mostLetters ? `${title.slice(0, mostLetters - 1).trimEnd()}…` : title}
        {title.length > mostLetters && <title>{title}</title>}
      </text>
      <rect
        class={goesOn ? 'span goes-on' : 'span'}
        x={point(start)}
        y={point(y - 5)}
        width={point(Math.max(4, end - start))}
        height="10"
        rx="5"
      />
      {marks
        .filter(({ on }) => on.startsWith(`${year}-`))
        .map((mark) => (
          <Mark mark={mark} x={placeOf(mark.on, year)} y={y} />
        ))}
    </g>
  )
}

const mostLetters = 32

/** Shape says what it is, so that colour need not. */
const Mark = ({ mark: { kind, label }, x, y }: { mark: Pick<TimelineMark, 'kind' | 'label'>; x: number; y: number }) =>
  kind === 'launch' ? (
    <path class="mark launched" d={`M${point(x)} ${point(y - 9)}l7 14h-14Z`}>
      <title>{label}</title>
    </path>
  ) : (
    <g class={`mark ${kind}`}>
      <circle cx={point(x)} cy={point(y)} r="5.5">
        <title>{label}</title>
      </circle>
      {kind === 'missed' && <path d={`M${point(x - 2.5)} ${point(y - 2.5)}l5 5m0 -5l-5 5`} />}
      {kind === 'late' && <path d={`M${point(x)} ${point(y - 3)}v3h3`} />}
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
        <Mark mark={{ kind, label: words }} x={8} y={kind === 'launch' ? 10 : 8} />
      </KeyMark>
    ))}
  </p>
)

const monthX = (month: number): number => size.left + ((size.right - size.left) * month) / 12

/** Where a day stands; what lies in another year stands at the edge. */
function placeOf(day: Day, year: number): number {
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
  const share = (Date.parse(day) - start) / (end - start)
  return size.left + (size.right - size.left) * Math.min(1, Math.max(0, share))
}

function describe(lines: readonly TimelineLine[]): string {
  const launched = lines.filter(({ marks }) => marks.some(({ kind }) => kind === 'launch')).length
  const missing = lines.flatMap(({ marks }) => marks).filter(({ kind }) => kind === 'missed').length
  const [first] = lines
  if (!first) return 'Nothing was under way.'
  return `${lines.length} ${lines.length === 1 ? 'initiative' : 'initiatives'}, ${launched} launched${missing > 0 ? `; ${missing} ${missing === 1 ? 'reading is' : 'readings are'} due and not there` : ''}.`
}
