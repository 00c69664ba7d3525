import type { Child } from 'hono/jsx'
import type { View } from '../../platform/page.ts'
import { type StartState, type StartStep, startSteps } from '../../platform/start.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, Columns, PageHead } from '../../ui/parts.tsx'
import { stepWords, takes } from './words.ts'

export const pathOf = (step: StartStep): string => `/start/${step}`

/** Where to go after a step: the one that follows, and Today at the end. */
export function pathAfter(step: StartStep): string {
  const next = startSteps[startSteps.indexOf(step) + 1]
  return next ? pathOf(next) : '/'
}

/** The page of one step: its question, how long it takes, the way back and past it, and all steps beside it. */
export const StepPage = ({
  view,
  step,
  lead,
  children,
}: {
  view: View
  step: StartStep
  lead?: Child
  children?: Child
}) => (
  <>
    <PageHead title={stepWords[step].title} lead={placeWords(step)} />
    <Columns beside={<StepList start={view.start} here={step} />}>
      {lead && <div class="screen-only">{lead}</div>}
      {children}
      <Ways view={view} step={step} />
    </Columns>
  </>
)

const placeWords = (step: StartStep): string =>
  `Step ${startSteps.indexOf(step) + 1} of ${startSteps.length}, about ${takes(step)}. Stop whenever you like: everything is kept.`

function Ways({ view, step }: { view: View; step: StartStep }) {
  const at = startSteps.indexOf(step)
  const [before, next] = [startSteps[at - 1], startSteps[at + 1]]
  return (
    <nav aria-label="Back and on" class="actions ways screen-only">
      <ActionLink kind="link" href={before ? pathOf(before) : '/start'}>
        {before ? `Back to ${lowered(stepWords[before].name)}` : 'Back to the start'}
      </ActionLink>
      {view.start.done.includes(step) ? (
        <ActionLink kind="link" href={pathAfter(step)}>
          {next ? `On to ${lowered(stepWords[next].name)}` : 'On to Today'}
        </ActionLink>
      ) : (
        <Form do="start.mark" from={view.path} next={pathAfter(step)} hidden={{ step, as: 'skipped' }}>
          <Submit kind="link">Pass over this</Submit>
        </Form>
      )}
    </nav>
  )
}

const lowered = (name: string): string => name[0]!.toLowerCase() + name.slice(1)

/** All steps with their state; each opens again. */
export const StepList = ({ start, here }: { start: StartState; here: StartStep | null }) => (
  <nav aria-label="The first ten minutes">
    <div class="section-head">
      <h2 id="steps">The first ten minutes</h2>
    </div>
    <ol aria-labelledby="steps">
      {startSteps.map((step) => (
        <li>
          <a href={pathOf(step)} aria-current={step === here ? 'step' : undefined}>
            {stepWords[step].name}
          </a>{' '}
          <span class="small quiet">{stateWords(start, step)}</span>
        </li>
      ))}
    </ol>
    <p class="small quiet">Each opens again.</p>
  </nav>
)

function stateWords(start: StartState, step: StartStep): string {
  if (start.done.includes(step)) return 'done'
  return start.skipped.includes(step) ? 'passed over' : takes(step)
}
