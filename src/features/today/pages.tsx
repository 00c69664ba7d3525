import type { Child } from 'hono/jsx'
import { type Day, daysBetween } from '../../core/day.ts'
import { unitInWords } from '../../core/metric-words.ts'
import { denial } from '../../core/readiness.ts'
import type { Place, Todo as TodoItem } from '../../core/today/todo.ts'
import { timeOf } from '../../core/today.ts'
import { dailyTrouble } from '../../platform/daily.ts'
import type { Page, View } from '../../platform/page.ts'
import { startSteps } from '../../platform/start.ts'
import { wayTo, wayToFix } from '../../platform/ways.ts'
import { Cairn } from '../../ui/charts/cairn.tsx'
import { Form, NumberField, Submit } from '../../ui/form.tsx'
import {
  ActionLink,
  Columns,
  dayWords,
  EmptyState,
  Note,
  PageHead,
  Score,
  Section,
  Todo,
  TodoList,
} from '../../ui/parts.tsx'
import type { TodayAnswer } from './operations.ts'

export const todayPage: Page = {
  path: '/',
  here: 'today',
  isOfRecords: true,
  async render(view) {
    const fresh = await isFresh(view)
    if (fresh && !isPassedOver(view)) return { redirect: '/start' }
    const answer = await view.call<TodayAnswer>('today.show')
    const standing = view.standing ? await view.call<Standing>('readiness.show') : null
    return {
      title: 'Today',
      body: (
        <>
          <PageHead title={headingFor(view.today)} lead={fresh ? undefined : answer.lead}>
            <ActionLink href="/log" kind="main">
              Log something
            </ActionLink>
          </PageHead>
          <div id="today" data-fresh>
            <Columns beside={standing && <Beside view={view} standing={standing} />}>
              {fresh ? <Empty /> : <Todos view={view} answer={answer} />}
              {!fresh && <ThisWeek week={answer.week} />}
              <NoCopyToday view={view} />
              <p class="small quiet">
                {standing && !fresh && (
                  <>
                    <a href="/actions">What next</a> lists all that is worth your hours. <a href="/checks">Checks</a>{' '}
                    says what your records show of how the work goes.{' '}
                  </>
                )}
                <a href="/start">The first ten minutes</a> can be opened again at any time.
              </p>
            </Columns>
          </div>
        </>
      ),
    }
  },
}

/** What the picture and, if asked for, the number need of `readiness.show`. */
interface Standing {
  shown: boolean
  score: number | null
  band: [number, number] | null
  skills: { name: string; weight: number; credit: number; count: number; state: string }[]
  wording: { band: string | null; word: string | null }
}

/** Nothing was said, pasted or logged yet, whichever way in was used. */
async function isFresh({ tx, personId, start, standing }: View): Promise<boolean> {
  if (standing || start.done.length > 0) return false
  for (const table of ['evidence', 'proposals', 'initiatives', 'metrics'] as const)
    if (await tx.selectFrom(table).select('id').where('personId', '=', personId).limit(1).executeTakeFirst())
      return false
  return true
}

const isPassedOver = ({ start }: View): boolean => startSteps.every((step) => start.skipped.includes(step))

const Empty = () => (
  <EmptyState
    example="Decided to drop the mobile redesign, because week-1 users never reach it. Gave up the app store slot for it."
    action={
      <ActionLink href="/log" kind="main">
        Log one thing
      </ActionLink>
    }
  >
    Today lists at most five things worth your time. It begins with one line about something you did.
  </EmptyState>
)

const Todos = ({ view, answer: { todos } }: { view: View; answer: TodayAnswer }) =>
  todos.length === 0 ? (
    <p>Everything that was due is done. What did you decide or learn lately? One line keeps it.</p>
  ) : (
    <section aria-label="Worth your time">
      <TodoList>
        {todos.map((todo) => (
          <Todo
            title={todo.title}
            why={todo.why}
            time={timeOf(todo, view.today)}
            urgent={todo.urgent}
            behindCurtain={todo.aboutOthers}
          >
            <Button view={view} todo={todo} />
          </Todo>
        ))}
      </TodoList>
    </section>
  )

/** The one button. A reading is one number, so its field stands right here. */
function Button({ view, todo: { place, button, title } }: { view: View; todo: TodoItem }): Child {
  if (place.at === 'step' && place.begin)
    return (
      <Form do="actions.start" from="/" hidden={{ id: place.action }} failed={view.failed}>
        <Submit kind="plain">{button}</Submit>
      </Form>
    )
  if (place.at === 'fix' && place.place.at === 'document')
    return (
      <Form
        do="document.start"
        from="/"
        next="/library/{id}"
        hidden={{
          template: place.place.template,
          ...(place.place.initiative && { initiative: place.place.initiative }),
        }}
        failed={view.failed}
      >
        <Submit kind="plain">{button}</Submit>
      </Form>
    )
  if (place.at !== 'reading') return <ActionLink href={hrefOf(place)}>{button}</ActionLink>
  return (
    <Form
      do="metric.record"
      from="/"
      hidden={{ id: place.metric }}
      id={`reading-${place.initiative}`}
      failed={view.failed}
    >
      <NumberField
        name="value"
        label={`${title} The number today`}
        hideLabel
        placeholder={unitInWords(place.unit)}
        required
      />
      <Submit kind="plain">{button}</Submit>
    </Form>
  )
}

function hrefOf(place: Exclude<Place, { at: 'reading' }>): string {
  switch (place.at) {
    case 'initiative':
      return place.part === 'record'
        ? `/initiatives/${place.initiative}#record`
        : `/initiatives/${place.initiative}?${place.part}=yes#${place.part}`
    case 'decision':
      return `/decisions#decision-${place.record}`
    case 'step':
      return place.place.at === 'log' ? '/actions' : wayTo(place.place)
    case 'agreement':
      return '/level/agreement'
    case 'start':
      return `/start/${place.step}`
    case 'inbox':
      return '/evidence/inbox'
    case 'record':
      return `/evidence/${place.record}/edit${place.field ? `#edit-${place.field.replaceAll('.', '-')}` : ''}`
    case 'confirm':
      return `/evidence/${place.record}#ask`
    case 'rate':
      return `/level/rate?skill=${encodeURIComponent(place.skill)}`
    case 'profile':
      return '/start/role'
    case 'case':
      return '/case'
    case 'fix':
      return place.place.at === 'document' ? '/library' : wayToFix(place.place)
  }
}

function NoCopyToday({ view: { home } }: { view: View }) {
  const trouble = dailyTrouble(home)
  return (
    trouble && (
      <Note>
        <p>
          {trouble} <a href="/more/data#copies">Your copies</a>
        </p>
      </Note>
    )
  )
}

const ThisWeek = ({ week: { words, leaning } }: { week: TodayAnswer['week'] }) => (
  <Section id="week" title="This week">
    <p>
      {words ?? 'Nothing is written down for the last seven days. One line keeps a day: what did you decide, or learn?'}{' '}
      {leaning === 'changed' && <span class="quiet">Most of it says what changed.</span>}
      {leaning === 'made' && <span class="quiet">Most of it says what was made. What changed because of it?</span>}{' '}
      <a href="/update">Draft the weekly update</a>
    </p>
  </Section>
)

const Beside = ({ view, standing }: { view: View; standing: Standing }) => (
  <>
    <Cairn
      id="cairn"
      hideNumbers={view.settings.hideNumbers || !view.settings.scoreOnToday || !standing.shown}
      stones={standing.skills.map(({ name, weight, credit, count, state }) => ({
        name,
        weight,
        // Before anybody said anything the rules stand in the middle; nothing of that was earned.
        credit: state === 'not_assessed' ? 0 : credit,
        proofMissing: count === 0,
      }))}
      caption={<p>Your skills, heaviest at the bottom. A dashed rim waits for something that shows it.</p>}
    />
    {view.settings.scoreOnToday && !view.settings.hideNumbers && <TheNumber view={view} standing={standing} />}
  </>
)

const TheNumber = ({ view, standing: { shown, score, wording } }: { view: View; standing: Standing }) =>
  shown && score !== null ? (
    <div class="behind-curtain">
      <Score value={score} label="Readiness, of 100" beside={<a href="/level">Why, as of {dayWords(view.today)}</a>} />
      <p class="small">{wording.band}</p>
      <p class="small">{denial}</p>
    </div>
  ) : null

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** “Saturday, 21 November”. */
const headingFor = (day: Day): string => {
  // 4 January 1970 was a Sunday.
  const weekday = weekdays[((daysBetween('1970-01-04', day) % 7) + 7) % 7]
  return `${weekday}, ${dayWords(day).replace(/ \d{4}$/, '')}`
}
