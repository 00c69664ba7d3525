import { guessed } from '../../core/import/columns.ts'
import type { ColumnUse } from '../../core/import/importer.ts'
import { count } from '../../core/number-words.ts'
import { type Work, worksOn } from '../../platform/long-work.ts'
import type { Page, PageBody, View } from '../../platform/page.ts'
import { Form, SelectField, Submit } from '../../ui/form.tsx'
import { ActionLink, PageHead, Section } from '../../ui/parts.tsx'
import { shortened } from './pages-line.tsx'
import { keptFiles } from './queries.ts'

/** How far it is with a file that is being read or with many lines that are being decided; or what it waits for. */
export const readingPage: Page = {
  path: '/evidence/inbox/reading',
  here: 'evidence',
  async render(view) {
    const id = view.query.get('file') ?? ''
    const work = worksOn(view.tx).find(view.personId, id)
    if (work?.state === 'going') return going(work, view)
    const file = (await keptFiles(view.tx, view.personId)).find((one) => one.id === id)
    const isRefused = work?.state === 'refused'
    if (file?.preview && (file.needsColumns || isRefused))
      return columnsOf({ ...file, preview: file.preview, said: isRefused ? work.said : null }, view)
    if (file) return waiting(file, work, view)
    if (work) return over(work, view)
    return { redirect: '/evidence/inbox' }
  },
}

/** Where one looks after a file or a long decision. */
export const readingPath = (id: string): string => `/evidence/inbox/reading?file=${encodeURIComponent(id)}`

const going = (work: Work, view: View): PageBody => ({
  title: work.what,
  refresh: 2,
  scripts: ['reading'],
  body: (
    <>
      <PageHead title={shortened(work.what, 100)} lead="You can leave this page and do something else meanwhile." />
      <div id="reading">
        <p class="how-far">
          <progress max={1} value={work.done / work.of} aria-label={work.what} />
          <span class="num">{Math.floor((100 * work.done) / work.of)} %</span>
        </p>
        <Form do="inbox.stop" from={view.path} next="/evidence/inbox" hidden={{ id: work.id }} failed={view.failed}>
          <Submit kind="plain">Stop</Submit>
        </Form>
      </div>
    </>
  ),
})

interface WithPreview {
  id: string
  name: string
  preview: { head: string[]; rows: string[][] }
  /** Why it could not be read as it was chosen before. */
  said: string | null
}

const uses: readonly [ColumnUse, string, string?][] = [
  ['text', 'What happened'],
  ['date', 'When it happened'],
  ['initiative', 'The initiative it belongs to'],
  ['link', 'A web address'],
  [
    'kind',
    'What kind of record it is',
    'Decision, outcome, feedback, problem, artifact or learning. Otherwise it is read from the words.',
  ],
  [
    'source',
    'What names the row',
    'An id that occurs in no other file. A row with the same one is not brought in again.',
  ],
]

function columnsOf({ id, name, preview, said }: WithPreview, view: View): PageBody {
  const likely = guessed(preview)
  const options = [...new Set(preview.head.filter((column) => column !== ''))].map((column) => ({
    value: column,
    label: shortened(column, 60),
  }))
  return {
    title: 'Which column is what',
    body: (
      <>
        <PageHead
          title="Which column is what"
          lead={said ?? `Say it once for “${shortened(name, 80)}”. It is remembered for tables with the same columns.`}
        />
        <Section id="first-rows" title="The first rows">
          <section class="scroll first-rows" aria-label="The first rows" tabindex={0}>
            <table>
              <thead>
                <tr>
                  {preview.head.map((column) => (
                    <th scope="col">{shortened(column, 40)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {preview.rows.map((row) => (
                  <tr>
                    {row.map((cell) => (
                      <td>{shortened(cell, 60)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Section>
        <Form
          do="inbox.import"
          from={view.path}
          next={readingPath(id)}
          hidden={{ kept: id, later: 'true' }}
          failed={view.failed}
        >
          {uses.map(([use, label, hint]) => (
            <SelectField
              name={`columns.${use}`}
              label={label}
              hint={hint}
              options={options}
              value={likely[use]}
              empty={use === 'text' ? 'Choose a column' : 'No column'}
              required={use === 'text'}
            />
          ))}
          <Submit keys>Read it</Submit>
        </Form>
        <PutAway id={id} view={view} />
      </>
    ),
  }
}

/** A file whose reading was stopped from outside, as by the end of the program, or refused. */
const waiting = ({ id, name }: { id: string; name: string }, work: Work | null, view: View): PageBody => ({
  title: `“${name}” waits`,
  body: (
    <>
      <PageHead
        title={`“${shortened(name, 80)}” waits`}
        lead={work?.said ?? 'It was not read to its end, so nothing of it was kept.'}
      />
      <Form
        do="inbox.import"
        from={view.path}
        next={readingPath(id)}
        hidden={{ kept: id, later: 'true' }}
        failed={view.failed}
      >
        <Submit>Read it now</Submit>
      </Form>
      <PutAway id={id} view={view} />
    </>
  ),
})

const PutAway = ({ id, view }: { id: string; view: View }) => (
  <Form do="inbox.stop" from={view.path} next="/evidence/inbox" hidden={{ id }} failed={view.failed}>
    <Submit kind="plain">Put the file away</Submit>
  </Form>
)

/** What a finished reading answered, as far as it is shown. */
interface Came {
  batch?: string | null
  activity?: string | null
  reasons?: { why: string; lines: number }[]
}

function over(work: Work, view: View): PageBody {
  const { batch, activity, reasons = [] } = (work.answer ?? {}) as Came
  return {
    title: 'Done',
    body: (
      <>
        <PageHead title={work.state === 'done' ? 'Done' : 'Stopped'} lead={work.said} />
        <p class="actions">
          <ActionLink
            href={batch ? `/evidence/inbox?batch=${encodeURIComponent(batch)}` : '/evidence/inbox'}
            kind="main"
          >
            {batch ? 'See the lines' : 'Back to the inbox'}
          </ActionLink>
        </p>
        <LeftOutReasons reasons={reasons} />
        {activity && (
          <Form
            do="activity.undo"
            from={view.path}
            next="/evidence/inbox"
            hidden={{ id: activity }}
            failed={view.failed}
          >
            <Submit kind="plain">Undo it</Submit>
          </Form>
        )}
      </>
    ),
  }
}

interface Reasons {
  reasons: readonly { why: string; lines: number }[]
}

const LeftOutReasons = ({ reasons }: Reasons) =>
  reasons.length === 0 ? null : (
    <Section id="left-out" title="Left out">
      <ReasonsInWords reasons={reasons} />
    </Section>
  )

const reasonsShown = 40

/** Why so many lines were left out, the most frequent reason first. */
export const ReasonsInWords = ({ reasons }: Reasons) => (
  <ul class="list">
    {reasons
      .toSorted((a, b) => b.lines - a.lines)
      .slice(0, reasonsShown)
      .map(({ why, lines }) => (
        <li>
          <span class="num">{count(lines, 'line')}</span>: {why}
        </li>
      ))}
  </ul>
)

export interface OnTheWay {
  works: readonly Work[]
  files: readonly { id: string; name: string; needsColumns: boolean }[]
}

/** Files that are being read, or wait to be, and lines that are being decided. */
export async function onTheWay({ tx, personId }: View): Promise<OnTheWay> {
  const works = worksOn(tx).going(personId)
  const files = await keptFiles(tx, personId)
  return { works, files: files.filter(({ id }) => !works.some((work) => work.id === id)) }
}

export function BeingRead({ works, files }: OnTheWay) {
  if (works.length + files.length === 0) return null
  return (
    <Section id="being-read" title="On the way">
      <ul class="list">
        {works.map(({ id, what }) => (
          <li>
            <a href={readingPath(id)}>{shortened(what, 100)}</a> <span class="small quiet">goes on now</span>
          </li>
        ))}
        {files.map(({ id, name, needsColumns }) => (
          <li>
            <a href={readingPath(id)}>{shortened(name, 100)}</a>{' '}
            <span class="small quiet">
              {needsColumns ? 'waits for you to say which column is what' : 'was not read to its end'}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
