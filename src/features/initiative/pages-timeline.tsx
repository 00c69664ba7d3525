import type { TimelineRow } from '../../core/timeline.ts'
import type { Page } from '../../platform/page.ts'
import { Timeline, type TimelineMark } from '../../ui/charts/timeline.tsx'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { ActionLink, dayWords, EmptyState, PageHead, Pager } from '../../ui/parts.tsx'
import { checkWords, type Timeline as TimelineAnswer } from './timeline.ts'

const rowsShown = 40

/** A year of initiatives by month: what went out, and whether anybody looked at the number afterwards. */
export const timelinePage: Page = {
  path: '/initiatives/timeline',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const asked = Number(view.query.get('year'))
    const cursor = view.query.get('cursor') ?? undefined
    const { year, years, items, next } = await view.call<TimelineAnswer>('initiative.timeline', {
      limit: rowsShown,
      cursor,
      ...(Number.isInteger(asked) && asked >= 1900 && asked <= 2200 && { year: asked }),
    })
    return {
      title: `Timeline of ${year}`,
      body: (
        <>
          <PageHead
            title={`Timeline of ${year}`}
            lead="What was under way, what went out, and whether the number was looked at afterwards."
          />
          <EvidenceViews now="/initiatives/timeline" />
          {years.length > 1 && (
            <nav class="chips" aria-label="Years">
              {years.map((each) =>
                each === year ? (
                  <span class="chip on" aria-current="page">
                    {each}
                  </span>
                ) : (
                  <a class="chip" href={`/initiatives/timeline?year=${each}`}>
                    {each}
                  </a>
                ),
              )}
            </nav>
          )}
          {items.length === 0 ? (
            years.length === 0 ? (
              <NothingYet />
            ) : (
              <p>Nothing was under way in {year}.</p>
            )
          ) : (
            <Timeline
              id="timeline"
              year={year}
              today={view.today}
              lines={items.map((row) => ({
                title: row.title,
                from: row.startedOn,
                until: row.until,
                goesOn: row.goesOn,
                marks: marksOf(row),
              }))}
              table={tableOf(year, items)}
            />
          )}
          <Pager
            label={`Timeline of ${year}`}
            newer={cursor ? `/initiatives/timeline?year=${year}` : null}
            older={next && `/initiatives/timeline?year=${year}&cursor=${next}`}
          />
        </>
      ),
    }
  },
}

const NothingYet = () => (
  <EmptyState
    example="Onboarding without forms: begun in January, launched on 3 March, read on 2 April and on 4 May."
    action={
      <ActionLink href="/initiatives#begin" kind="main">
        Name an initiative
      </ActionLink>
    }
  >
    Here each initiative is a line through its months, with its launch and the two looks at its number.
  </EmptyState>
)

function marksOf({ launchedOn, checks }: TimelineRow): TimelineMark[] {
  return [
    ...(launchedOn ? [{ on: launchedOn, kind: 'launch' as const, label: `Launched on ${dayWords(launchedOn)}` }] : []),
    ...checks.map((check): TimelineMark => {
      const { day, dueOn, state, reading } = check
      const kind = reading ? (state === 'late' ? 'late' : 'read') : state === 'due' ? 'missed' : 'waiting'
      return { on: reading?.on ?? dueOn, kind, label: `After ${day} days: ${checkWords(check)}` }
    }),
  ]
}

const tableOf = (year: number, items: readonly TimelineRow[]) => ({
  caption: `Initiatives of ${year}`,
  head: ['Initiative', 'Begun', 'Launched', 'After 30 days', 'After 60 days', 'Stopped'],
  rows: items.map(({ id, title, startedOn, launchedOn, stoppedOn, checks }) => [
    <a href={`/initiatives/${id}`}>{title}</a>,
    dayWords(startedOn),
    launchedOn ? dayWords(launchedOn) : '–',
    ...([30, 60] as const).map((day) => {
      const check = checks.find((each) => each.day === day)
      return check ? checkWords(check) : '–'
    }),
    stoppedOn ? dayWords(stoppedOn) : '–',
  ]),
})
