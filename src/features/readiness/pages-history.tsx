import { count } from '../../core/number-words.ts'
import { denial } from '../../core/readiness.ts'
import type { Page } from '../../platform/page.ts'
import { Trend, type TrendPoint } from '../../ui/charts/trend.tsx'
import { ActionLink, dayWords, EmptyState, Note, PageHead, Section } from '../../ui/parts.tsx'
import type { HistoryAnswer, ToldPoint } from './history-operation.ts'

/** Where the person stood over time and what moved it, newest first. */
export const historyPage: Page = {
  path: '/level/history',
  here: 'level',
  isOfRecords: true,
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const history = await view.call<HistoryAnswer>('readiness.history')
    return { title: 'Over time', body: <HistoryBody {...history} /> }
  },
}

const HistoryBody = (history: HistoryAnswer) => {
  const { points, hideNumbers, wording } = history
  const told = points.filter(hasNews).reverse()
  return (
    <>
      <PageHead
        title="Over time"
        lead={
          <>
            {wording.howMade} <a href="/level">Back to the level</a>
          </>
        }
      >
        <ActionLink href="/level/what-if">What if …</ActionLink>
      </PageHead>
      {told.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <ReadinessTrend {...history} marks={marksFor(points)} />
          {wording.denial && <Note>{denial}</Note>}
          <Section id="moved" title="What moved it">
            <Moves points={told} marks={marksFor(points)} hideNumbers={hideNumbers} />
          </Section>
        </>
      )}
    </>
  )
}

const Nothing = () => (
  <EmptyState
    example="“16 March: two records confirmed. 7 April: all skills rated again. 11 May: a talk with my manager.”"
    action={
      <ActionLink href="/level" kind="main">
        See where you stand
      </ActionLink>
    }
  >
    Here you see later how where you stand has moved, and what moved it. It begins with the first day that is over.
  </EmptyState>
)

/** The part of the history that the level's own page shows; nothing while there is no line to draw. */
export function LatelyMoved({ history }: { history: HistoryAnswer }) {
  const { points, hideNumbers } = history
  if (points.filter(({ shown }) => shown).length < 2) return null
  const marks = marksFor(points)
  return (
    <Section id="history" title="Over time" more={<a href="/level/history">All of it</a>}>
      <ReadinessTrend {...history} marks={marks} />
      <Moves
        points={points
          .filter(({ arrow }) => arrow !== null)
          .slice(-3)
          .reverse()}
        marks={marks}
        hideNumbers={hideNumbers}
      />
      <p class="small">
        <a href="/level/what-if">What if …</a>
      </p>
    </Section>
  )
}

const hasNews = ({ begins, causes, shown }: ToldPoint, place: number, all: readonly ToldPoint[]): boolean =>
  (begins && shown) || causes.length > 0 || (shown && all[place - 1]?.shown === false)

type Marks = ReadonlyMap<string, string>

/** A number for each point whose change is worth an arrow. */
const marksFor = (points: readonly ToldPoint[]): Marks =>
  new Map(points.filter(({ arrow }) => arrow !== null).map(({ on }, i) => [on, String(i + 1)]))

function ReadinessTrend({ points, hideNumbers, marks }: HistoryAnswer & { marks: Marks }) {
  const lines = linesOf(points, marks)
  const last = lines.at(-1)?.at(-1)
  if (hideNumbers || !last) return null
  const first = lines.at(-1)![0]!
  return (
    <Trend
      id="trend"
      title="Readiness over time with its likely range"
      desc={
        first === last
          ? `${whole(last.value)} on ${dayWords(last.on)}, likely range ${whole(last.low)} to ${whole(last.high)}.`
          : `From ${whole(first.value)} on ${dayWords(first.on)} to ${whole(last.value)} on ${dayWords(last.on)}, likely range now ${whole(last.low)} to ${whole(last.high)}. ${count(marks.size, 'larger change')}, numbered.`
      }
      scale={{ low: 0, high: 100, named: [0, 50, 100].map((value) => ({ value, label: String(value) })) }}
      lines={lines}
      caption={
        <>
          {lines.flat().some(({ free }) => free !== undefined) && (
            <p>Dashed: what your records support, without the hold.</p>
          )}
          {lines.length > 1 && <p>A line ends where you began to be compared with another level or ladder.</p>}
        </>
      }
      table={{
        caption: 'Readiness over time',
        head: ['Day', 'Readiness and range', 'Without the hold', 'Against', 'What moved it'],
        rows: points.map((point) => [
          dayWords(point.on),
          point.score === null ? 'no number yet' : rangeWords(point.score, point.band),
          point.heldBy && point.raw !== null ? rangeWords(point.raw, point.rawBand) : '–',
          point.title,
          point.causes.map(({ text }) => text).join('; ') || '–',
        ]),
      }}
    />
  )
}

/** Shown points in lines that compare with one thing each. */
function linesOf(points: readonly ToldPoint[], marks: Marks): TrendPoint[][] {
  const lines: TrendPoint[][] = []
  let open = false
  for (const { on, score, band, raw, heldBy, begins } of points) {
    if (score === null || band === null) {
      open = false
      continue
    }
    if (begins || !open) lines.push([])
    lines.at(-1)!.push({
      on,
      value: score,
      low: band[0],
      high: band[1],
      free: heldBy ? (raw ?? undefined) : undefined,
      mark: marks.get(on),
    })
    open = true
  }
  return lines
}

const Moves = ({
  points,
  marks,
  hideNumbers,
}: {
  points: readonly ToldPoint[]
  marks: Marks
  hideNumbers: boolean
}) => (
  <ul class="list behind-curtain">
    {points.map((point) => (
      <li>
        <div class="row">
          <span>
            {!hideNumbers && marks.has(point.on) && <strong class="num">{marks.get(point.on)} </strong>}
            {stepWords(point, hideNumbers)}
          </span>
          <time class="small quiet" datetime={point.on}>
            {dayWords(point.on)}
          </time>
        </div>
        <ul class="small causes">
          {point.causes.map(({ text, href }) => (
            <li>{href ? <a href={href}>{text}</a> : text}</li>
          ))}
          {point.moreCauses > 0 && <li class="quiet">and {point.moreCauses} more</li>}
        </ul>
      </li>
    ))}
  </ul>
)

/** A step in words: whole points only where an arrow is due, since less is no news. */
function stepWords(point: ToldPoint, hideNumbers: boolean): string {
  const { heldBy, raw } = point
  const words = step(point, hideNumbers)
  if (heldBy === null || raw === null) return words
  return hideNumbers ? `${words}, held` : `${words}; held, your records support ${whole(raw)}`
}

function step({ begins, shown, title, arrow, delta, score, word }: ToldPoint, hideNumbers: boolean): string {
  if (begins) return `Compared with ${title} from here on`
  if (!shown || score === null) return 'No number yet'
  if (delta === null)
    return hideNumbers ? `The second voice is in: ${word}` : `The second voice is in: ${whole(score)}, ${word}`
  if (arrow === null) return hideNumbers ? `About the same: ${word}` : `About the same: ${whole(score)}, ${word}`
  const way = arrow === 'up' ? 'Up' : 'Down'
  return hideNumbers
    ? `${way}: ${word}`
    : `${way} ${count(Math.abs(Math.round(delta)), 'point')}, to ${whole(score)}, ${word}`
}

const rangeWords = (value: number, band: ToldPoint['band']): string =>
  band ? `${whole(value)} (${whole(band[0])}–${whole(band[1])})` : whole(value)

const whole = (value: number): string => String(Math.round(value))
