import type { ItemKind } from '../../core/evidence.ts'
import { AsTable, Picture, point } from './picture.tsx'

export interface CoverageCell {
  /** Records of this kind that count for this skill. */
  count: number
  /** Strength of the best of them: 0 nothing, 1 thin, 2 solid, 3 strong. */
  strength: 0 | 1 | 2 | 3
  /** What would fill an empty or thin cell, in a few words: “a decision you recommended”. */
  fill?: string
  /** Where the records are, or where one is logged; a link in the table. */
  href?: string
}

/** What would fill an empty cell, by kind. */
export const fillWords: Record<ItemKind, string> = {
  decision: 'a choice with its reason and what you gave up',
  outcome: 'a number before and after',
  feedback: 'words from somebody your work helped',
  problem: 'a problem you found first',
  artifact: 'a piece of work that others use',
  learning: 'a lesson that changed what you did next',
}

export interface CoverageProps {
  id: string
  /** Columns: evidence kinds in one word each. */
  kinds: readonly string[]
  /** Rows: skills with one cell per kind, in the order of `kinds`. */
  rows: readonly { name: string; cells: readonly CoverageCell[] }[]
  title?: string
}

/**
 * Which skills are shown by what kind of evidence: darker is stronger, an empty cell says what would fill it. The style draws the
 * columns closer where the picture has less room, so that all of them are in view on a phone.
 */
export function Coverage({ id, kinds, rows, title = 'What your records show' }: CoverageProps) {
  return (
    <figure class="chart coverage">
      <Picture
        id={id}
        title={title}
        desc={describe(rows, kinds)}
        width={nameWidth + kinds.length * cell.width}
        height={headHeight + rows.length * cell.height}
        class="coverage-picture"
        stretch
      >
        <g class="heads" transform={`translate(${nameWidth} ${headHeight - 8})`}>
          {kinds.map((kind, k) => (
            <g transform={`translate(${k * cell.width})`}>
              <text transform={middle} text-anchor="middle">
                {kind}
              </text>
            </g>
          ))}
        </g>
        {rows.map((row, r) => (
          <>
            <Name text={row.name} y={headHeight + (r + 0.5) * cell.height} />
            <g class="cells" transform={`translate(${nameWidth} ${headHeight + r * cell.height})`}>
              {row.cells.map((part, k) => (
                <Cell cell={part} x={k * cell.width} kind={kinds[k] ?? ''} />
              ))}
            </g>
          </>
        ))}
      </Picture>
      <p class="small quiet coverage-key" aria-hidden="true">
        {strengthWords.map((word, i) => (
          <span>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
              <rect class={`cell strength-${i}`} x="1" y="1" width="14" height="14" rx="3" />
            </svg>
            {word}
          </span>
        ))}
      </p>
      <AsTable
        caption={title}
        label="As a table, with what would fill each gap"
        head={['Skill', ...kinds]}
        rows={rows.map((row) => [row.name, ...row.cells.map(inTable)])}
      />
    </figure>
  )
}

const nameWidth = 132
const headHeight = 44
const cell = { width: 76, height: 44 }
const middle = `translate(${cell.width / 2})`

const strengthWords = ['nothing yet', 'thin', 'solid', 'strong'] as const

const Cell = ({ cell: part, x, kind }: { cell: CoverageCell; x: number; kind: string }) => (
  <g transform={`translate(${x})`}>
    <title>{`${kind}: ${cellWords(part)}`}</title>
    <rect class={`cell strength-${part.strength}`} x="2" y="3" width={cell.width - 4} height={cell.height - 6} rx="6" />
    <text class={`on-${part.strength}`} transform={middle} y={cell.height / 2 + 4} text-anchor="middle">
      {part.count > 0 ? part.count : part.fill ? '+' : ''}
    </text>
  </g>
)

const lineHeight = 14

function Name({ text, y }: { text: string; y: number }) {
  const lines = wrapped(text, 18)
  return (
    <text class="name">
      {lines.map((line, i) => (
        <tspan x="0" y={point(y + 4 + (i - (lines.length - 1) / 2) * lineHeight)}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** Words in lines of about `length` characters; SVG text does not wrap itself. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= length) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

const inTable = (part: CoverageCell) => (part.href ? <a href={part.href}>{cellWords(part)}</a> : cellWords(part))

function cellWords({ count, strength, fill }: CoverageCell): string {
  if (count === 0) return fill ? `nothing yet; ${fill} would fill it` : 'nothing yet'
  const records = `${count} ${count === 1 ? 'record' : 'records'}, ${strengthWords[strength]}`
  return fill ? `${records}; ${fill} would strengthen it` : records
}

function describe(rows: CoverageProps['rows'], kinds: readonly string[]): string {
  const filled = rows.flatMap((row) => row.cells).filter((part) => part.count > 0).length
  const bare = rows.filter((row) => row.cells.every((part) => part.count === 0)).map((row) => row.name)
  const first = `${filled} of ${rows.length * kinds.length} cells have at least one record.`
  return bare.length === 0 ? first : `${first} Nothing shows ${bare.join(', ')} yet.`
}
