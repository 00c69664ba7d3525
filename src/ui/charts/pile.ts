import { pebble } from './pebble.ts'

export interface Stone {
  /** A skill's name. */
  name: string
  /** Its weight for the target level; any positive scale. */
  weight: number
  /** What it has earned so far, 0..1. */
  credit: number
  /** Nothing shows it yet, whatever the ratings say. */
  proofMissing: boolean
}

/** Of every pile; its height follows from its stones. */
export const width = 270

/** Where each stone lies, and its outline; heaviest first, from the ground up. */
export function pileOf(stones: readonly Stone[]) {
  const order = heaviestFirst(stones)
  const heaviest = Math.max(...order.map((stone) => stone.weight), 0) || 1
  const sizes = order.map(({ weight }) => ({
    width: 64 + (172 * weight) / heaviest,
    height: 24 + (18 * weight) / heaviest,
  }))
  const height = sizes.reduce((sum, size) => sum + size.height - overlap, 0) + 20
  let floor = height - 8
  const placed = order.map((stone, i) => {
    const size = sizes[i]!
    const x = width / 2 - size.width / 2 + lean[i % lean.length]!
    const y = floor - size.height
    floor = y + overlap
    return { ...stone, ...size, x, y, outline: pebble({ x, y, ...size }, i + 1) }
  })
  return { stones: placed, height: Math.ceil(height) }
}

// Stones touch, and none sits straight on the one below.
const overlap = 1.5
const lean = [0, 5, -6, 4, -4, 7, -5, 4, -3]

export const heaviestFirst = (stones: readonly Stone[]) => [...stones].sort((a, b) => b.weight - a.weight)

export const clamp = (share: number) => Math.min(1, Math.max(0, share))
