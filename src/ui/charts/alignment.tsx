import { AsTable, Picture, point } from './picture.tsx'
import { DiamondMark, KeyMark, placeOn, type SkillScale, TriangleMark } from './skill-row.tsx'

/** What two sides say of a skill, on the ladder's own scale. */
export interface AlignedMarks {
  name: string
  self: number | null
  manager: { name: string; value: number; heard: boolean } | null
  peers: readonly { name: string; value: number; heard: boolean }[]
  /** How the two lie to each other: “2 points apart”, “agree”. */
  words: string
  isApart: boolean
}

export interface AlignmentPlotProps {
  id: string
  scale: SkillScale
  /** Where the level's bar is, on the scale. */
  bar: number
  rows: readonly AlignedMarks[]
  hideNumbers: boolean
}

/** One dot plot per skill, all on one scale: the owner below the line, others above it, and a band between them. Its table stands below. */
export const AlignmentPlot = ({ id, scale, bar, rows, hideNumbers }: AlignmentPlotProps) => (
  <figure class="chart skills behind-curtain">
    <AlignmentKey />
    <p class="small quiet">{scaleWords(scale, bar)}</p>
    <ul class="skill-rows">
      {rows.map((row, i) => (
        <li>
          <div class="skill-name">{row.name}</div>
          <RowPlot id={`${id}-${i}`} scale={scale} bar={bar} row={row} />
          <span class="small">{row.isApart ? <strong>{row.words}</strong> : row.words}</span>
        </li>
      ))}
    </ul>
    <AsTable
      caption="Your ratings beside those of others"
      legend={hideNumbers ? undefined : scale.points.map(({ value, label }) => `${value} ${label}`).join(' · ')}
      head={['Skill', 'You', 'Manager', 'Peers', 'Between you']}
      rows={rows.map((row) => [
        row.name,
        said(row.self, scale, hideNumbers),
        row.manager ? byName(row.manager, scale, hideNumbers) : '–',
        row.peers.length > 0 ? row.peers.map((peer) => byName(peer, scale, hideNumbers)).join('; ') : '–',
        row.words,
      ])}
    />
  </figure>
)

function scaleWords({ points }: SkillScale, bar: number): string {
  const meets = points.find(({ value }) => value === bar)
  return `From “${points[0]!.label}” on the left to “${points.at(-1)!.label}” on the right.${meets ? ` The bar is “${meets.label}”.` : ''}`
}

const AlignmentKey = () => (
  <p class="skill-key small quiet" aria-hidden="true">
    <KeyMark words="manager">
      <DiamondMark x={8} y={8} />
    </KeyMark>
    <KeyMark words="peers">
      <TriangleMark x={8} y={8} />
    </KeyMark>
    <KeyMark words="you">
      <circle class="self" cx="8" cy="8" r="4.5" />
    </KeyMark>
    <KeyMark words="between you">
      <rect class="range" x="0" y="5" width="16" height="6" rx="3" />
    </KeyMark>
    <KeyMark words="the bar">
      <line class="bar" x1="8" x2="8" y1="1" y2="15" />
    </KeyMark>
  </p>
)

function RowPlot({ id, scale, bar, row }: { id: string; scale: SkillScale; bar: number; row: AlignedMarks }) {
  const x = placeOn(scale)
  const { self, manager, peers } = row
  const ends = [self, manager?.value ?? mean(peers)].filter((value) => value !== null)
  const values = scale.points.map(({ value }) => value)
  return (
    <Picture id={id} title={row.name} desc={describe(row, scale)} width={240} height={40} class="plot">
      <line class="axis" x1={x(Math.min(...values))} x2={x(Math.max(...values))} y1="20" y2="20" />
      {values.map((value) => (
        <line class="axis" x1={point(x(value))} x2={point(x(value))} y1="17" y2="23" />
      ))}
      {ends.length === 2 && (
        <rect
          class="range"
          x={point(x(Math.min(...ends)))}
          y="17"
          width={point(x(Math.max(...ends)) - x(Math.min(...ends)))}
          height="6"
        />
      )}
      <line class="bar" x1={point(x(bar))} x2={point(x(bar))} y1="2" y2="38" />
      {spread(row, x).map(({ at, isManager }) =>
        isManager ? <DiamondMark x={at} y={8.5} /> : <TriangleMark x={at} y={8.5} />,
      )}
      {self !== null && <circle class="self" cx={point(x(self))} cy="31.5" r="4.5" />}
    </Picture>
  )
}

/** The others' marks on their line, equal ones beside each other. */
function spread({ manager, peers }: AlignedMarks, x: (value: number) => number) {
  const marks = [
    ...(manager ? [{ value: manager.value, isManager: true }] : []),
    ...peers.map(({ value }) => ({ value, isManager: false })),
  ]
  return [...Map.groupBy(marks, ({ value }) => value).values()].flatMap((same) =>
    same.map(({ value, isManager }, i) => ({ at: x(value) + (i - (same.length - 1) / 2) * 13, isManager })),
  )
}

function describe({ self, manager, peers, words }: AlignedMarks, scale: SkillScale): string {
  const parts = [
    `you: ${said(self, scale, true)}`,
    manager && `manager: ${said(manager.value, scale, true)}`,
    peers.length > 0 && `peers: ${peers.map(({ value }) => said(value, scale, true)).join(', ')}`,
  ]
  return `${parts.filter(Boolean).join('; ')}. Between you: ${words}.`
}

const byName = ({ name, value, heard }: AlignedMarks['peers'][number], scale: SkillScale, hideNumbers: boolean) =>
  `${name}: ${said(value, scale, hideNumbers)}${heard ? ', as you heard it' : ''}`

/** A point in words, and in figures unless those are hidden. */
function said(value: number | null, scale: SkillScale, hideNumbers: boolean): string {
  if (value === null) return '–'
  const label = scale.points.find((point) => point.value === value)?.label
  if (hideNumbers) return label ?? 'between two points'
  return label ? `${value} ${label}` : String(Math.round(value * 10) / 10)
}

const mean = (peers: AlignedMarks['peers']): number | null =>
  peers.length === 0 ? null : peers.reduce((sum, { value }) => sum + value, 0) / peers.length
