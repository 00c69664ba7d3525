import { Form, Hidden, RadioRow, Submit } from '../../ui/form.tsx'
import { Note, Section } from '../../ui/parts.tsx'
import type { Matter } from './pages-request.tsx'

/** What `rating.receive` made of a mail, with nothing kept yet. */
export interface Read {
  state: string
  says: string
  answers: { skill: string; name: string; label: string | null; line: string | null; because: string | null }[]
  unclear: { skill: string | null; says: string }[]
  toSettle: string[]
  missing: string[]
  toRate: string[]
}

/** Read, not kept: what is certain, what has to be said by the owner, and the button that keeps it. */
export function WhatWasRead({ view, request, read }: Matter & { read: Read }) {
  const text = [view.answered?.values.text ?? ''].flat().join('\n')
  const nameOf = (id: string) => request.asked.find((skill) => skill.id === id)?.name ?? id
  return (
    <Section id="read" title="Read, not kept yet">
      <p>{read.says}</p>
      {read.answers.length > 0 && <ReadLines {...read} />}
      <Form
        do="rating.receive"
        id="keep-answer"
        from={view.path}
        next={view.path}
        hidden={{ id: request.id }}
        failed={view.failed}
      >
        <Hidden name="text" value={text} />
        {read.unclear.length > 0 && (
          <Note>
            <p>These lines could not be read, and nothing is guessed:</p>
            <ul>
              {read.unclear.map(({ says }) => (
                <li>{says}</li>
              ))}
            </ul>
            <p>If you know what is meant, say it here: it is then kept as you heard it. If not, leave it out or ask.</p>
          </Note>
        )}
        {read.toSettle.map((skill) => (
          <div class="tall">
            <RadioRow
              name={`meanings.${skill}`}
              legend={nameOf(skill)}
              options={[
                ...request.points.map(({ value, label }) => ({ value: String(value), label: `${value} ${label}` })),
                { value: 'none', label: 'Leave it out' },
              ]}
              required
            />
          </div>
        ))}
        {read.missing.filter((skill) => !read.toSettle.includes(skill)).length > 0 && read.answers.length > 0 && (
          <p class="small quiet">
            Nothing is said of{' '}
            {read.missing
              .filter((skill) => !read.toSettle.includes(skill))
              .map(nameOf)
              .join(', ')}
            .
          </p>
        )}
        <Submit keys>{read.state === 'withdrawn' ? 'Take their answer out' : 'Keep this answer'}</Submit>
      </Form>
    </Section>
  )
}

const ReadLines = ({ answers, state }: Read) => (
  <ul class="list">
    {answers.map(({ name, label, line, because }) => (
      <li>
        <div class="row">
          <span>{name}</span>
          <strong>{state === 'sealed' ? 'read, sealed' : (label ?? 'no occasion to see it')}</strong>
        </div>
        {(line ?? because) && <p class="small quiet">“{line ?? because}”</p>}
      </li>
    ))}
  </ul>
)
