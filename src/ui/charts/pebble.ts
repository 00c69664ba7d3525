export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Outline of a stone that fills its bounds: flat enough to lie on another, no two alike.
 * `seed` chooses the shape; the same seed is the same stone on every day.
 */
export function pebble({ x, y, width, height }: Bounds, seed: number): string {
  const outline = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const reach = 1 - roughness * unevenness(seed * 31 + i)
    return {
      x: x + (width / 2) * (1 + reach * rounded(cos, 0.9)),
      // The underside is flatter than the top, or the pile would look as if it rolled.
      y: y + (height / 2) * (1 + reach * rounded(sin, sin > 0 ? 0.62 : 0.8)),
    }
  })
  return smooth(outline)
}

const corners = 12
const roughness = 0.08

// A superellipse: the smaller the power, the squarer the stone.
const rounded = (value: number, power: number) => Math.sign(value) * Math.abs(value) ** power

const unevenness = (n: number) => ((n * 7919 + 104729) % 97) / 97

interface Point {
  x: number
  y: number
}

/** A closed curve through all points (Catmull-Rom as Bézier). */
function smooth(points: readonly Point[]): string {
  const at = (i: number) => points[(i + points.length) % points.length]!
  const curves = points.map((here, i) => {
    const [before, next, after] = [at(i - 1), at(i + 1), at(i + 2)]
    const leave = { x: here.x + (next.x - before.x) / 6, y: here.y + (next.y - before.y) / 6 }
    const arrive = { x: next.x - (after.x - here.x) / 6, y: next.y - (after.y - here.y) / 6 }
    return `C${pair(leave)} ${pair(arrive)} ${pair(next)}`
  })
  return `M${pair(at(0))}${curves.join('')}Z`
}

const pair = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
