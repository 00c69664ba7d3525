import type { Child } from 'hono/jsx'
import { AsTable, Picture, point } from './picture.tsx'

export interface BandProps {
  id: string
  /** The readiness score and its likely range, 0..100. Null while it is not shown. */
  score: number | null
  low: number
  high: number
  /** Held at this value; null where nothing holds it. */
  held: number | null
  /** Where it would stand without the hold. */
  raw?: { score: number; low: number; high: number } | null
  hideNumbers: boolean
  /** Stands under the picture: range, date, “why”. */
  caption?: Child
}

/** Where readiness lies, how sure that is, and what holds it. No end of it means “promoted”. */
export function Band({ id, score, low, high, held, raw, hideNumbers, caption }: BandProps) {
  if (hideNumbers || score === null) return null
  return (
    <figure class="chart band behind-curtain">
      <Picture
        id={id}
        title="Readiness with its likely range"
        desc={describe({ score, low, high, held })}
        width={420}
        height={36}
        class="band-picture"
        stretch
      >
        <rect class="track" width="100%" y="14" height="8" rx="4" />
        {held !== null && raw && (
          <rect class="range raw" x={percent(raw.low)} width={percent(raw.high - raw.low)} y="16" height="4" rx="2" />
        )}
        <rect class="range" x={percent(low)} width={percent(Math.max(1, high - low))} y="14" height="8" rx="4" />
        <line class="score-line" x1={percent(score)} x2={percent(score)} y1="8" y2="28" />
        {held !== null && <line class="hold" x1={percent(held)} x2={percent(held)} y1="2" y2="34" />}
      </Picture>
      <figcaption class="small quiet">
        {caption}
        <AsTable
          caption="Readiness with its likely range"
          head={['What', 'From', 'Score', 'To']}
          rows={[
            ['Readiness', whole(low), whole(score), whole(high)],
            ...(raw ? [['Without the hold', whole(raw.low), whole(raw.score), whole(raw.high)]] : []),
            ...(held === null ? [] : [['Held at most at', '', whole(held), '']]),
          ]}
        />
      </figcaption>
    </figure>
  )
}

const describe = ({ score, low, high, held }: { score: number; low: number; high: number; held: number | null }) =>
  `${whole(score)} of 100, likely range ${whole(low)} to ${whole(high)}${held === null ? '' : `, held at most at ${whole(held)}`}.`

const percent = (value: number) => `${point(Math.min(100, Math.max(0, value)))}%`

const whole = (value: number) => String(Math.round(value))
