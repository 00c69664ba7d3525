import { creditWords } from './cairn.tsx'
import { clamp, pileOf, type Stone, width } from './pile.ts'

export interface PrintedCairn {
  /** Without a word in it: names are set beside it, in the document's own type. */
  svg: string
  width: number
  height: number
  /** From the top; `y` is the middle of the stone, `edge` its right end. */
  stones: { name: string; y: number; edge: number; says: string }[]
}

/** The cairn for paper: black and white, so that a printer without greys draws it as it is. */
export function printedCairn(stones: readonly Stone[]): PrintedCairn {
  const pile = pileOf(stones)
  const top = pile.stones.toReversed()
  const drawn = top.map(
    ({ outline, x, y, width, height, credit, proofMissing }, i) => `
  <clipPath id="stone-${i}"><path d="${outline}"/></clipPath>
  <path d="${outline}" fill="#fff" stroke="#fff" stroke-width="4"/>
  <rect x="${x}" y="${y}" width="${width * clamp(credit)}" height="${height}" fill="#000" clip-path="url(#stone-${i})"/>
  <path d="${outline}" fill="none" stroke="#000" stroke-width="1.1"${proofMissing ? ' stroke-dasharray="4 3"' : ''}/>`,
  )
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${pile.height}">${drawn.join('')}
</svg>`,
    width,
    height: pile.height,
    stones: top.map(({ name, x, y, width, height, credit, proofMissing }) => ({
      name,
      y: y + height / 2,
      edge: x + width,
      says: proofMissing ? 'no record yet' : creditWords(credit),
    })),
  }
}
