import { buttonFor } from '../../core/actions/buttons.ts'
import type { NextPick } from '../../core/actions/next.ts'
import { hoursInFigures } from '../../core/actions/plan.ts'
import { skillOf } from '../../core/framework.ts'
import type { Page, View } from '../../platform/page.ts'
import { wayTo } from '../../platform/ways.ts'
import { Form, NumberField, Submit } from '../../ui/form.tsx'
import { ActionLink, Columns, dayWords, EmptyState, Note, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { ActionAnswer, ActionsAnswer, NextAnswer } from './operations.ts'

const nextPage: Page = {
  path: '/actions',
  here: 'today',
  isOfRecords: true,
  async render(view) {
    if (!view.standing) return { redirect: '/start' }
    const answer = await view.call<NextAnswer>('actions.next', timeFrom(view))
    return { title: 'What next', body: <Next view={view} answer={answer} /> }
  },
}

const pastPage: Page = {
  path: '/actions/past',
  here: 'today',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<ActionsAnswer>('actions.list', {
      cursor: view.query.get('cursor') ?? undefined,
      limit: 40,
    })
    return { title: 'Done and dropped', body: <Past view={view} answer={answer} /> }
  },
}

export const actionPages: readonly Page[] = [nextPage, pastPage]

/** The hours and weeks of the address, as far as they are numbers that the list takes. */
function timeFrom({ query }: View): { hours?: number; weeks?: number } {
  const [hours, weeks] = [Number(query.get('hours')), Number(query.get('weeks'))]
  return {
    ...(hours > 0 && hours <= 60 && { hours }),
    ...(Number.isInteger(weeks) && weeks >= 1 && weeks <= 52 && { weeks }),
  }
}

interface Matter {
  view: View
  answer: NextAnswer
}

const Next = (matter: Matter) => {
  const { picks, notEnough, noProject } = matter.answer
  return (
    <>
      <PageHead title="What next" lead="What changes most for the hours you have, the first thing first.">
        <ActionLink href="/actions/past">Done and dropped</ActionLink>
      </PageHead>
      <Columns beside={<Time {...matter} />}>
        {picks.length === 0 ? (
          <NothingNow />
        ) : (
          <ol class="list">
            {picks.map((pick) => (
              <Pick {...matter} pick={pick} />
            ))}
          </ol>
        )}
        {noProject && <p>{noProject}</p>}
        {notEnough.length > 0 && (
          <Note>
            {notEnough.map((line) => (
              <p class="small">{line}</p>
            ))}
          </Note>
        )}
      </Columns>
    </>
  )
}

const NothingNow = () => (
  <EmptyState
    example="Ask Priya to confirm “Decided on one price list”. About half an hour, because nobody has confirmed this yet."
    action={
      <ActionLink href="/log" kind="main">
        Log one thing
      </ActionLink>
    }
  >
    Nothing stands out for these hours. With every record and rating the list knows better what would change most.
  </EmptyState>
)

const Pick = ({ view, answer, pick }: Matter & { pick: NextPick }) => {
  const isWork = ['decision', 'artifact', 'project', 'habit', 'pitch'].includes(pick.kind)
  return (
    <li class={speaksOfOthers(pick) ? 'behind-curtain' : undefined}>
      <h2>{pick.label}</h2>
      <p class="small quiet">{sentence(pick.reason)}</p>
      <p class={pick.isUrgent ? 'small urgent' : 'small quiet'}>{capital(timeOf(pick))}</p>
      <div class="actions">
        {isWork && pick.startedOn === null ? (
          <Form do="actions.start" from={view.path} next="/actions" hidden={{ id: pick.id }} failed={view.failed}>
            <Submit kind="plain">Begin</Submit>
          </Form>
        ) : (
          <ActionLink href={wayTo(pick.place)}>{buttonFor(pick.place)}</ActionLink>
        )}
      </div>
      <details open={view.failed?.values.id === pick.id}>
        <summary>Why, done, or not for me</summary>
        <p class="small">{why(pick, answer, view)}</p>
        <Form do="actions.done" from={view.path} next="/actions" hidden={{ id: pick.id }} failed={view.failed}>
          <NumberField name="hours" label="Hours it took, if you know" min={0} max={1000} />
          <Submit kind="plain">It is done</Submit>
        </Form>
        <Form do="actions.drop" from={view.path} next="/actions" hidden={{ id: pick.id }} failed={view.failed}>
          <Submit kind="link">Not for me: drop it</Submit>
        </Form>
      </details>
    </li>
  )
}

const speaksOfOthers = ({ kind }: NextPick): boolean =>
  ['attest', 'manager_rating', 'talk', 'feedback', 'people', 'research'].includes(kind)

const timeOf = ({ hours, thisWeek, isUrgent, startedOn }: NextPick): string =>
  [
    startedOn && `begun on ${dayWords(startedOn)}`,
    isUrgent && 'soon, for a date is near',
    `about ${hoursInFigures(hours)}`,
    thisWeek > 0 && thisWeek < hours && `${hoursInFigures(thisWeek)} of it this week`,
    thisWeek === 0 && 'not yet this week',
  ]
    .filter(Boolean)
    .join(' · ')

/** The points stand here and not in the row: a reason says what to do, a number only how much. */
function why({ gain, isFirst, isAnchor, skill, place }: NextPick, { pointsShown }: NextAnswer, view: View): string {
  const name =
    skill &&
    view.standing?.framework.skills.some(({ id }) => id === skill) &&
    skillOf(view.standing.framework, skill).name
  const worth = Math.round(gain)
  return [
    isFirst && 'It comes first because everything else is aimed at a guess without it.',
    isAnchor && 'It is the one larger piece that these hours have room for, and it closes one of your first gaps.',
    !isFirst && name && `It is for ${name}.`,
    pointsShown &&
      gain > 0 &&
      `If it lands, it is worth ${worth === 0 ? 'less than a point' : `about ${worth} ${worth === 1 ? 'point' : 'points'}`}, by the rules that Level explains.`,
    place.at === 'log' && 'Begin it, and log what comes of it: only the record shows it.',
  ]
    .filter(Boolean)
    .join(' ')
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1)

const sentence = (reason: string): string => `${capital(reason)}.`

const Time = ({ view, answer: { weeklyHours, weeks, budget, used } }: Matter) => (
  <Section id="time" title="Your time">
    <form method="get" action="/actions" class="form">
      <NumberField name="hours" label="Hours a week" value={weeklyHours} min={0.5} max={60} />
      <NumberField name="weeks" label="For how many weeks" value={weeks} min={1} max={52} />
      <Submit kind="plain">Show for this time</Submit>
    </form>
    <p class="small quiet">
      {hoursInFigures(used)} of {hoursInFigures(budget)} are used: a fifth of your time stays free, since weeks never go
      as planned.
      {view.profile.weeklyHours === null && (
        <>
          {' '}
          Put your usual hours into <a href="/more/settings#profile-weeklyHours">your profile</a>, and Today knows them
          too.
        </>
      )}
    </p>
  </Section>
)

const Past = ({ view, answer: { items, next } }: { view: View; answer: ActionsAnswer }) => (
  <>
    <PageHead
      title="Done and dropped"
      lead={
        <>
          What became of what was suggested. How long things took you teaches the next list.{' '}
          <a href="/actions">What next</a>
        </>
      }
    />
    {items.length === 0 ? (
      <EmptyState
        example="Ask your manager to rate nine skills. Done on 12 June, it took 45 minutes."
        action={
          <ActionLink href="/actions" kind="main">
            See what is next
          </ActionLink>
        }
      >
        Whatever you begin, finish or drop stands here, and a dropped one can be brought back.
      </EmptyState>
    ) : (
      <ul class="list">
        {items.map((action) => (
          <PastAction view={view} action={action} />
        ))}
      </ul>
    )}
    <Pager
      label="Done and dropped"
      newer={view.query.has('cursor') ? '/actions/past' : null}
      older={next && `/actions/past?cursor=${next}`}
    />
  </>
)

const stateWords: Record<ActionAnswer['state'], string> = { started: 'Begun', done: 'Done', dropped: 'Dropped' }

const PastAction = ({
  view,
  action: { id, label, state, startedOn, endedOn, hours, backOn },
}: {
  view: View
  action: ActionAnswer
}) => (
  <li class="behind-curtain">
    <p>{label}</p>
    <p class="small quiet">
      {stateWords[state]} on {dayWords((state === 'started' ? startedOn : endedOn)!)}
      {hours !== null && `, took ${hoursInFigures(hours)}`}
      {backOn && `, may be suggested again from ${dayWords(backOn)}`}
    </p>
    {state !== 'started' && (
      <Form do="actions.restore" from={view.path} next="/actions/past" hidden={{ id }} failed={view.failed}>
        <Submit kind="link">Bring it back</Submit>
      </Form>
    )}
  </li>
)
