import { Problem } from '../../core/problem.ts'
import type { Copy } from '../../platform/backup.ts'
import { dailyKept } from '../../platform/daily.ts'
import type { View } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ConfirmButton, Section } from '../../ui/parts.tsx'
import { keptFor, momentWords, sizeWords } from './words.ts'

const shownAtMost = 30

/** The kept copies, each with its way back. */
export async function CopiesSection({ view }: { view: View }) {
  const { home } = view
  const { copies, trouble } = await copiesOf(view)
  return (
    <Section id="copies" title="Copies">
      <p>
        {home.file ? 'Your file is' : 'Your records are in'} {home.file ? <code>{home.file}</code> : home.where}.
      </p>
      <p>
        A copy is kept once a day if something changed, and before every change of format, every import and every going
        back. Of the copies of the day the newest {dailyKept} stay, all others until you take them away. You can keep
        one at any time.
      </p>
      {trouble && (
        <div class="problem" role="alert">
          <p>{trouble}</p>
        </div>
      )}
      <Form do="archive.backup" from="/more/data" next="/more/data" failed={view.failed}>
        <Submit kind="plain">Keep a copy now</Submit>
      </Form>
      {copies.length > 0 && (
        <ul class="list">
          {copies.slice(0, shownAtMost).map((copy) => (
            <KeptCopy copy={copy} view={view} />
          ))}
        </ul>
      )}
      {copies.length > shownAtMost && (
        <p class="small quiet">
          {copies.length - shownAtMost} older ones lie beside them; “cairn archive copies” lists all.
        </p>
      )}
    </Section>
  )
}

/** Where the folder cannot be read, the rest of the page is needed all the more. */
async function copiesOf(view: View): Promise<{ copies: Copy[]; trouble: string | null }> {
  try {
    return await view.call('archive.copies')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { copies: [], trouble: error.message }
  }
}

function KeptCopy({ copy: { number, at, why, path, size }, view }: { copy: Copy; view: View }) {
  const name = path.split(/[/\\]/).at(-1)!
  return (
    <li>
      <p>
        <time datetime={at}>{momentWords(at)}</time>
        <span class="quiet">
          , {keptFor(why)}, <span class="num">{sizeWords(size)}</span>
        </span>
        <br />
        <code class="small">{name}</code>
      </p>
      <Form
        do="archive.restore"
        from="/more/data"
        next="/more/data#copies"
        failed={view.failed}
        hidden={{ copy: number ? String(number) : name }}
      >
        <ConfirmButton
          label="Go back to this copy…"
          question={`Everything becomes as it was on ${momentWords(at)}. What you have now is kept as a copy first, so you can come back the same way.`}
          confirm="Go back"
        />
      </Form>
    </li>
  )
}
