import { AsTable, Picture, point, Scroll } from './picture.tsx'

export interface Rung {
  id: string
  title: string
  /** The way it lies on; null for the one all share. */
  track: string | null
  /** How high it stands, from 0. */
  rank: number
  /** Ids of the levels one step up. */
  next: readonly string[]
  href?: string
}

export interface LadderMapProps {
  id: string
  name: string
  rungs: readonly Rung[]
  /** Tracks in the order they are drawn. */
  tracks: readonly { id: string; name: string }[]
  here: string | null
  target: string | null
}

/** A ladder's levels, low to high, track beside track, with the level one is at and the one aimed at. */
export function LadderMap({ id, name, rungs, tracks, here, target }: LadderMapProps) {
  const map = placed(rungs, tracks)
  return (
    <figure class="chart ladder-map">
      <Scroll label={`${name}, drawn`}>
        <Picture
          id={id}
          title={`${name}: levels by track`}
          desc={describe(rungs, here, target)}
          width={map.width}
          height={map.height}
          class="ladder-picture"
        >
          {map.heads.map(({ x, name }) => (
            <text x={point(x)} y="14" text-anchor="middle">
              {name}
            </text>
          ))}
          {map.places.flatMap((from) =>
            from.rung.next.flatMap((next) => {
              const to = map.places.find(({ rung }) => rung.id === next)
              return to ? <path class="way" d={wayUp(from, to)} /> : []
            }),
          )}
          {map.places.map(({ rung, x, y }) => (
            <g>
              <title>{[rung.title, ...marks(rung.id, here, target)].join(', ')}</title>
              <rect
                class={['rung', rung.id === here && 'here', rung.id === target && 'target'].filter(Boolean).join(' ')}
                x={point(x - box.width / 2)}
                y={point(y)}
                width={box.width}
                height={box.height}
                rx="6"
              />
              <text
                class="name"
                x={point(x)}
                y={point(y + (marks(rung.id, here, target).length ? 17 : 25))}
                text-anchor="middle"
              >
                {short(rung.title)}
              </text>
              {marks(rung.id, here, target).length > 0 && (
                <text x={point(x)} y={point(y + 33)} text-anchor="middle">
                  {marks(rung.id, here, target).join(', ')}
                </text>
              )}
            </g>
          ))}
        </Picture>
      </Scroll>
      <figcaption class="small quiet">
        <AsTable
          caption={`${name}: levels by track`}
          head={['Level', 'Step', 'Track', 'Leads to', 'You']}
          rows={[...rungs]
            .sort((a, b) => a.rank - b.rank)
            .map((rung) => [
              rung.title,
              String(rung.rank + 1),
              tracks.find((track) => track.id === rung.track)?.name ?? 'shared',
              rung.next.map((next) => rungs.find((other) => other.id === next)?.title ?? next).join(', '),
              marks(rung.id, here, target).join(', '),
            ])}
        />
      </figcaption>
    </figure>
  )
}

const box = { width: 173, height: 42 }
const step = { across: 179, up: 66 }
const headRoom = 24

interface Placed {
  rung: Rung
  x: number
  y: number
}

/** Each track has columns of its own; what all share stands in the middle. */
function placed(rungs: readonly Rung[], tracks: LadderMapProps['tracks']) {
  const ways = tracks.filter((track) => rungs.some((rung) => rung.track === track.id))
  const beside = (of: (rung: Rung) => boolean): number =>
    Math.max(1, ...[...Map.groupBy(rungs.filter(of), ({ rank }) => rank).values()].map((row) => row.length))
  const isShared = (rung: Rung) => !ways.some((way) => way.id === rung.track)
  const widths = ways.map((way) => beside((rung) => rung.track === way.id) * step.across)
  const width = Math.max(
    widths.reduce((sum, one) => sum + one, 0),
    beside(isShared) * step.across,
  )
  const starts = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, 0))
  const top = Math.max(0, ...rungs.map(({ rank }) => rank))
  const head = ways.length > 0 ? headRoom : 0
  const columns = [
    { start: 0, width, rungs: rungs.filter(isShared) },
    ...ways.map((way, at) => ({
      start: starts[at]!,
      width: widths[at]!,
      rungs: rungs.filter((rung) => rung.track === way.id),
    })),
  ]
  const places = columns.flatMap((column) =>
    [...Map.groupBy(column.rungs, ({ rank }) => rank)].flatMap(([rank, row]) =>
      row.map(
        (rung, at): Placed => ({
          rung,
          x: column.start + ((at + 0.5) * column.width) / row.length,
          y: head + (top - rank) * step.up + 4,
        }),
      ),
    ),
  )
  return {
    width,
    height: head + top * step.up + box.height + 8,
    heads: ways.map(({ name }, at) => ({ name: short(name), x: starts[at]! + widths[at]! / 2 })),
    places,
  }
}

function wayUp(from: Placed, to: Placed): string {
  const [y1, y2] = [from.y, to.y + box.height]
  const middle = (y1 + y2) / 2
  return `M${point(from.x)} ${point(y1)}C${point(from.x)} ${point(middle)} ${point(to.x)} ${point(middle)} ${point(to.x)} ${point(y2)}`
}

const marks = (id: string, here: string | null, target: string | null): string[] =>
  [id === here && 'you are here', id === target && 'your target'].filter((word) => word !== false)

const short = (title: string): string => (title.length > 26 ? `${title.slice(0, 25)}…` : title)

function describe(rungs: readonly Rung[], here: string | null, target: string | null): string {
  const titleOf = (id: string | null) => rungs.find((rung) => rung.id === id)?.title
  const steps = new Set(rungs.map(({ rank }) => rank)).size
  const words = [
    `${rungs.length} levels on ${steps} steps.`,
    titleOf(here) && `You are at ${titleOf(here)}.`,
    target !== here && titleOf(target) && `Your target is ${titleOf(target)}.`,
  ]
  return words.filter(Boolean).join(' ')
}
