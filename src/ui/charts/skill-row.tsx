import type { Child } from 'hono/jsx'
import type { Day } from '../../core/day.ts'
import { dayWords } from '../parts.tsx'
import { AsTable, Picture, point } from './picture.tsx'

/** Where a skill stands against the target level's bar. */
export type Standing = 'at_bar' | 'near' | 'open' | 'clear_gap' | 'not_assessed'

export interface SkillScale {
  /** The framework's own points, in order: `{ value: 1, label: 'Not yet' }`. */
  points: readonly { value: number; label: string }[]
}

export interface SkillMarks {
  name: string
  /** Where the level's bar is, on the scale. */
  bar: number
  self: number | null
  manager: number | null
  /** Mean of peers' ratings. */
  peers: number | null
  /** What the rules make of all of it, with its range. */
  estimate: { value: number; low: number; high: number } | null
  /** What the estimate was on an earlier day; left out where there is none, or none that differs. */
  before?: { value: number; on: Day } | null
  standing: Standing
  /** The standing in words: “At the bar”, “Below the bar”, “No chance yet: create one”. */
  words: string
  /** Page of the skill. */
  href?: string
  /** A quiet line under the name: “4 records, 3 confirmed”. */
  note?: Child
}

export interface SkillRowsProps {
  id: string
  scale: SkillScale
  rows: readonly SkillMarks[]
  hideNumbers: boolean
}

/** One dot plot per skill, on one scale, with a key above and all of it as one table below. */
export const SkillRows = ({ id, scale, rows, hideNumbers }: SkillRowsProps) => (
  <figure class="chart skills">
    {rows.some(isMarked) && <SkillKey before={rows.some(({ before }) => before)} />}
    <ul class="skill-rows">
      {rows.map((row, i) => (
        <li>
          <div class="skill-name">
            {row.href ? <a href={row.href}>{row.name}</a> : row.name}
            {row.note && <span class="small quiet">{row.note}</span>}
          </div>
          {isMarked(row) ? <SkillPlot id={`${id}-${i}`} scale={scale} marks={row} /> : <span class="wide" />}
          <StandingWords {...row} />
        </li>
      ))}
    </ul>
    <SkillTable rows={rows} scale={scale} hideNumbers={hideNumbers} />
  </figure>
)

/** Whether there is anything to see in its plot: an empty scale says no more than its words. */
const isMarked = ({ self, manager, peers, estimate, before }: SkillMarks): boolean =>
  [self, manager, peers, estimate, before ?? null].some((mark) => mark !== null)

/** One skill alone, as on its own page. */
export const SkillRow = ({
  id,
  scale,
  marks,
  hideNumbers,
}: {
  id: string
  scale: SkillScale
  marks: SkillMarks
  hideNumbers: boolean
}) => (
  <figure class="chart skills">
    <SkillKey before={Boolean(marks.before)} />
    <div class="skill-alone">
      <SkillPlot id={id} scale={scale} marks={marks} />
      <StandingWords {...marks} />
    </div>
    <SkillTable rows={[marks]} scale={scale} hideNumbers={hideNumbers} />
  </figure>
)

/** How a skill stands: a shape and words, so that colour is never alone. */
export const StandingWords = ({ standing, words }: Pick<SkillMarks, 'standing' | 'words'>) => (
  <span class={`state small behind-curtain ${standing.replace('_', '-')}`}>
    <svg class="state-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <circle class="rim" cx="6" cy="6" r="4.5" />
      {standing === 'at_bar' && <circle class="core" cx="6" cy="6" r="5" />}
      {standing === 'near' && <path class="core" d="M6 1.5a4.5 4.5 0 0 0 0 9Z" />}
    </svg>
    {words}
  </span>
)

const SkillKey = ({ before }: { before: boolean }) => (
  <p class="skill-key small quiet" aria-hidden="true">
    <KeyMark words="manager">
      <DiamondMark x={8} y={8} />
    </KeyMark>
    <KeyMark words="peers">
      <TriangleMark x={8} y={8} />
    </KeyMark>
    <KeyMark words="estimate and its range">
      <rect class="range" x="0" y="5" width="16" height="6" rx="3" />
      <circle class="estimate" cx="8" cy="8" r="3.5" />
    </KeyMark>
    {before && (
      <KeyMark words="where it was">
        <circle class="before" cx="8" cy="8" r="3" />
      </KeyMark>
    )}
    <KeyMark words="you">
      <circle class="self" cx="8" cy="8" r="4.5" />
    </KeyMark>
    <KeyMark words="the bar">
      <line class="bar" x1="8" x2="8" y1="1" y2="15" />
    </KeyMark>
  </p>
)

/** A mark of a plot and what it stands for. */
export const KeyMark = ({ words, children }: { words: string; children?: Child }) => (
  <span>
    <svg class="plot key-mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
    {words}
  </span>
)

/**
 * The plot. Three lines, always the same: above, what others say; in the middle, the estimate; below, what the person says.
 * So marks of equal value never cover each other.
 */
function SkillPlot({ id, scale, marks }: { id: string; scale: SkillScale; marks: SkillMarks }) {
  const { bar, self, manager, peers, estimate, before } = marks
  const x = placeOn(scale)
  const [managerX, peersX] = apart(manager === null ? null : x(manager), peers === null ? null : x(peers))
  return (
    <Picture
      id={id}
      title={marks.name}
      desc={describe(marks, scale)}
      width={240}
      height={40}
      class="plot behind-curtain"
    >
      <line class="axis" x1={x(first(scale))} x2={x(last(scale))} y1="20" y2="20" />
      {scale.points.map(({ value }) => (
        <line class="axis" x1={point(x(value))} x2={point(x(value))} y1="17" y2="23" />
      ))}
      <line class="bar" x1={point(x(bar))} x2={point(x(bar))} y1="2" y2="38" />
      {estimate && (
        <>
          <rect
            class="range"
            x={point(x(estimate.low))}
            y="17"
            width={point(Math.max(6, x(estimate.high) - x(estimate.low)))}
            height="6"
            rx="3"
          />
          {before && (
            <>
              <line class="trail" x1={point(x(before.value))} x2={point(x(estimate.value))} y1="20" y2="20" />
              <circle class="before" cx={point(x(before.value))} cy="20" r="3" />
            </>
          )}
          <circle class="estimate" cx={point(x(estimate.value))} cy="20" r="3.5" />
        </>
      )}
      {managerX !== null && <DiamondMark x={managerX} y={8.5} />}
      {peersX !== null && <TriangleMark x={peersX} y={8.5} />}
      {self !== null && <circle class="self" cx={point(x(self))} cy="31.5" r="4.5" />}
    </Picture>
  )
}

export const DiamondMark = ({ x, y }: { x: number; y: number }) => (
  <path class="manager" d={`M${point(x)} ${y - 6}l6 6-6 6-6-6Z`} />
)

export const TriangleMark = ({ x, y }: { x: number; y: number }) => (
  <path class="peers" d={`M${point(x)} ${y - 5.5}l5.5 10h-11Z`} />
)

const first = (scale: SkillScale) => Math.min(...scale.points.map(({ value }) => value))
const last = (scale: SkillScale) => Math.max(...scale.points.map(({ value }) => value))

/** Where a value of the scale stands in a plot 240 wide. */
export const placeOn = (scale: SkillScale) => {
  const [low, high] = [first(scale), last(scale)]
  return (value: number) => 10 + (220 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1)
}

/** Two marks on one line, moved just far enough that both can be seen. */
function apart(a: number | null, b: number | null): [number | null, number | null] {
  if (a === null || b === null || Math.abs(a - b) >= 13) return [a, b]
  const push = (13 - Math.abs(a - b)) / 2
  return a <= b ? [a - push, b + push] : [a + push, b - push]
}

function describe({ bar, self, manager, peers, estimate, before, words }: SkillMarks, scale: SkillScale): string {
  const against = (value: number) =>
    value >= bar ? 'at the bar' : bar - value < 1 ? 'just below the bar' : 'below the bar'
  const said = [
    self !== null && `you: ${against(self)}`,
    manager !== null && `manager: ${against(manager)}`,
    peers !== null && `peers: ${against(peers)}`,
    estimate && `estimate: ${against(estimate.value)}`,
    estimate && before && `${estimate.value > before.value ? 'higher' : 'lower'} than on ${dayWords(before.on)}`,
  ].filter(Boolean)
  const barName = scale.points.find(({ value }) => value === bar)?.label
  return `${words}. ${said.length > 0 ? `${said.join(', ')}.` : 'Nobody has rated it.'}${barName ? ` The bar is “${barName}”.` : ''}`
}

const SkillTable = ({ rows, scale, hideNumbers }: Pick<SkillRowsProps, 'rows' | 'scale' | 'hideNumbers'>) => (
  <div class="behind-curtain">
    <AsTable
      caption="Skills against the bar"
      legend={hideNumbers ? undefined : scale.points.map(({ value, label }) => `${value} ${label}`).join(' · ')}
      head={
        hideNumbers
          ? ['Skill', 'Where it stands']
          : ['Skill', 'You', 'Manager', 'Peers', 'Estimate', 'Was', 'Bar', 'Where it stands']
      }
      rows={rows.map((row) =>
        hideNumbers
          ? [row.name, row.words]
          : [
              row.name,
              ...[row.self, row.manager, row.peers].map(said),
              estimateWords(row.estimate),
              row.before ? `${oneDecimal(row.before.value)} on ${dayWords(row.before.on)}` : '–',
              said(row.bar),
              row.words,
            ],
      )}
    />
  </div>
)

const said = (value: number | null) => (value === null ? '–' : oneDecimal(value))

const estimateWords = (estimate: SkillMarks['estimate']) =>
  estimate === null
    ? '–'
    : `${oneDecimal(estimate.value)} (${oneDecimal(estimate.low)} to ${oneDecimal(estimate.high)})`

const oneDecimal = (value: number) => String(Math.round(value * 10) / 10)
