import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, RadioRow, Submit, TextField } from '../../ui/form.tsx'
import { useForm } from '../../ui/form-state.ts'
import { ActionLink, Chip, Chips, Kind, WhenDay } from '../../ui/parts.tsx'
import type { FirstLine } from './lines.ts'
import type { StartAnswer } from './operations.ts'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const linesPage: Page = {
  path: pathOf('lines'),
  here: 'today',
  async render(view) {
    const { lines } = await view.call<StartAnswer>('start.show')
    return {
      title: 'Your strongest lines',
      body: (
        <StepPage view={view} step="lines">
          {lines.length === 0 ? <NoLines view={view} /> : <Lines view={view} lines={lines} />}
        </StepPage>
      ),
    }
  },
}

const NoLines = ({ view }: { view: View }) => (
  <>
    <p>
      {view.start.done.includes('notes')
        ? 'Nothing in your notes reads as evidence yet. Plans and bare links wait until something has happened.'
        : 'Lines appear here once there are notes to read.'}
    </p>
    <p>
      <ActionLink href={pathOf('notes')} kind="main">
        Paste some notes
      </ActionLink>
    </p>
  </>
)

function Lines({ view, lines }: { view: View; lines: readonly FirstLine[] }) {
  const open = lines.filter(({ state }) => state === 'waiting' || state === 'later')
  return (
    <>
      {open.length > 0 && (
        <Form do="start.lines" from={view.path} next={pathAfter('lines')} failed={view.failed}>
          <p>Each shows what was understood and leaves one blank. Fill it in your own words, or leave it.</p>
          {open.map((line, index) => (
            <OpenLine line={line} number={index + 1} today={view.today} />
          ))}
          <Submit keys>Go on with these</Submit>
        </Form>
      )}
      <ul class="list">
        {lines
          .filter(({ state }) => state === 'kept' || state === 'not mine')
          .map((line) => (
            <SettledLine line={line} />
          ))}
      </ul>
    </>
  )
}

function OpenLine({ line, number, today }: { line: FirstLine; number: number; today: string }) {
  const form = useForm()
  return (
    <section class="box" aria-labelledby={form.id(`line-${line.id}`)}>
      <h2 id={form.id(`line-${line.id}`)} class="small quiet">
        Line {number}
      </h2>
      <blockquote>
        {line.text.split('\n').map((row) => (
          <p>{row}</p>
        ))}
      </blockquote>
      <Understood line={line} />
      <Blank line={line} today={today} />
      <RadioRow
        name={`lines.${line.id}.as`}
        legend={`What about line ${number}?`}
        hideLegend
        value={line.state === 'later' ? 'later' : 'keep'}
        options={[
          { value: 'keep', label: 'Keep' },
          { value: 'not_mine', label: 'Not mine' },
          { value: 'later', label: 'Later' },
        ]}
      />
    </section>
  )
}

const Understood = ({ line }: { line: FirstLine }) => (
  <Chips>
    <Kind kind={line.kind} />
    {line.metrics.map((metric) => (
      <Chip>{metric}</Chip>
    ))}
    <Chip>
      <WhenDay day={line.happenedOn} />
    </Chip>
    {line.skills.map((skill) => (
      <Chip>{skill}</Chip>
    ))}
  </Chips>
)

function Blank({ line: { id, question }, today }: { line: FirstLine; today: string }) {
  if (!question)
    return <p class="small quiet">This is still ahead of you. Leave it for later, and keep it when it has happened.</p>
  const name = `lines.${id}.answer`
  return question.asks === 'day' ? (
    <DayField name={name} label={question.text} hint="A rough day will do." max={today} />
  ) : (
    <TextField name={name} label={question.text} hint={question.example ?? undefined} maxlength={500} />
  )
}

const SettledLine = ({ line }: { line: FirstLine }) => (
  <li>
    <p>{line.text}</p>
    <p class="small quiet">
      {line.state === 'kept' ? 'Kept as evidence. ' : 'Not yours: waved away.'}
      {line.evidence && <a href={`/evidence/${line.evidence}`}>Open the record</a>}
    </p>
  </li>
)
