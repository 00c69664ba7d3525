import type { Child } from 'hono/jsx'
import { AsTable, Picture, point } from './picture.tsx'
import { clamp, heaviestFirst, pileOf, type Stone, width } from './pile.ts'

export type { Stone }

export interface CairnProps {
  id: string
  stones: readonly Stone[]
  hideNumbers: boolean
  title?: string
  /** Stands under the picture. */
  caption?: Child
}

/** The person's skills as a pile of stones: heaviest at the bottom, filled by what is earned, a dashed rim where proof is missing. */
export function Cairn({ id, stones, hideNumbers, title = 'Your cairn', caption }: CairnProps) {
  const pile = pileOf(stones)
  return (
    <figure class="chart cairn behind-curtain">
      <Picture id={id} title={title} desc={describe(stones)} width={width} height={pile.height} class="cairn-picture">
        <ellipse class="ground" cx={width / 2} cy={pile.height - 8} rx={width / 2 - 4} ry="7" />
        {pile.stones.map((stone, i) => (
          <g>
            <title>{`${stone.name}: ${creditWords(stone.credit)}${stone.proofMissing ? ', proof missing' : ''}`}</title>
            <clipPath id={`${id}-stone-${i}`}>
              <path d={stone.outline} />
            </clipPath>
            <path class="stone" d={stone.outline} />
            <rect
              class="filled"
              x={point(stone.x)}
              y={point(stone.y)}
              width={point(stone.width * clamp(stone.credit))}
              height={point(stone.height)}
              clip-path={`url(#${id}-stone-${i})`}
            />
            <path class="rim" d={stone.outline} />
          </g>
        ))}
        {/* After all stones, so that no neighbour covers a dash. */}
        {pile.stones.map((stone) => stone.proofMissing && <path class="rim missing" d={stone.outline} />)}
      </Picture>
      <figcaption class="small quiet">
        {caption}
        <AsTable
          caption={title}
          head={hideNumbers ? ['Skill', 'Filled', 'Proof'] : ['Skill', 'Weight', 'Filled', 'Proof']}
          rows={heaviestFirst(stones).map((stone) => {
            const proof = stone.proofMissing ? 'missing' : 'shown'
            return hideNumbers
              ? [stone.name, creditWords(stone.credit), proof]
              : [stone.name, String(stone.weight), `${Math.round(clamp(stone.credit) * 100)} %`, proof]
          })}
        />
      </figcaption>
    </figure>
  )
}

function describe(stones: readonly Stone[]): string {
  const missing = stones.filter((stone) => stone.proofMissing)
  const first = `${stones.length} ${stones.length === 1 ? 'skill' : 'skills'}, heaviest at the bottom, filled by what is earned so far.`
  if (missing.length === 0) return `${first} Each has something that shows it.`
  return `${first} Proof is missing for ${missing.map((stone) => stone.name).join(', ')}.`
}

/** A share of a stone in words, for pictures that carry no number. */
export function creditWords(credit: number): string {
  if (credit < 0.05) return 'empty'
  if (credit < 0.35) return 'filled a little'
  if (credit < 0.65) return 'about half filled'
  if (credit < 0.95) return 'mostly filled'
  return 'filled'
}
