import type { Page, View } from '../../platform/page.ts'
import { FileField, Form, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, EmptyState, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { Proposal } from './operations.ts'
import { Batch } from './pages-batch.tsx'
import { batchStates, initiativesSized } from './queries.ts'

const perPage = 30

/** Notes go in here; each line that may be evidence waits for a yes or a no. Nothing is logged by itself. */
const inboxPage: Page = {
  path: '/evidence/inbox',
  here: 'evidence',
  async render(view) {
    const { items, next, waiting } = await view.call<{ items: Proposal[]; next: string | null; waiting: number }>(
      'inbox.list',
      {
        limit: perPage,
        batch: view.query.get('batch') ?? undefined,
        cursor: view.query.get('cursor') ?? undefined,
      },
    )
    const batches = await batchStates(view.tx, view.personId)
    const sized = await initiativesSized(view.tx, view.personId)
    return {
      title: 'Inbox',
      body: (
        <>
          <PageHead
            title="Inbox"
            lead={
              waiting === 0
                ? batches.length === 0
                  ? 'Nothing waits.'
                  : 'Nothing waits: every line is decided.'
                : `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'} for your yes or no. There is no hurry.`
            }
          />
          {waiting === 0 && batches.length > 0 && (
            <p>
              <ActionLink href="/evidence">See your records</ActionLink>
            </p>
          )}
          {batches.length === 0 && <HowItWorks />}
          <Bring view={view} open={batches.length === 0} />
          {batches.map((batch) => (
            <Batch batch={batch} view={view} sized={sized} items={items.filter((item) => item.batch === batch.id)} />
          ))}
          <Pager
            label="Lines"
            newer={view.query.has('cursor') ? '/evidence/inbox' : null}
            older={next && `/evidence/inbox?cursor=${next}`}
          />
        </>
      ),
    }
  },
}

export const inboxPages: readonly Page[] = [inboxPage]

const HowItWorks = () => (
  <EmptyState
    example={
      <>
        March 2026
        <br />- Cut setup from 9 steps to 4, activation 31 % → 44 %
        <br />- Said no to the export, 2 of 40 prospects asked for it
      </>
    }
    action={
      <a class="button main" href="#inbox-import-text">
        Paste something
      </a>
    }
  >
    Paste notes, a brag document or three lines from memory. Each line comes back with what was understood, and becomes
    evidence only if you say so.
  </EmptyState>
)

const Bring = ({ view, open }: { view: View; open: boolean }) => (
  <Section id="bring" title="Bring in notes">
    <details open={open || view.failed?.operation === 'inbox.import'}>
      <summary class="button">Paste or choose a file</summary>
      <Form do="inbox.import" from={view.path} next="/evidence/inbox" failed={view.failed} files>
        <TextArea
          name="text"
          label="Your notes"
          hint="Markdown or plain text. Headings with dates and initiatives are understood."
          rows={8}
          draft
        />
        <FileField
          name="file"
          label="Or a file"
          hint="Markdown or plain text, at most 2 MB."
          accept=".md,.markdown,.txt,text/markdown,text/plain"
        />
        <TextField
          name="name"
          label="What to call it"
          hint="Left empty, the file’s own name."
          size="medium"
          maxlength={255}
        />
        <Submit keys>Read it</Submit>
      </Form>
    </details>
  </Section>
)
