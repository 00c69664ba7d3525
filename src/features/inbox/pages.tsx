import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { FileField, Form, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, EmptyState, PageHead, Pager, Section } from '../../ui/parts.tsx'
import { Batch, OtherBatch } from './pages-batch.tsx'
import { WatchedFolders, watchedHere } from './pages-folder.tsx'
import { filtersOf, isNarrowed, Narrow, narrowedPath } from './pages-narrow.tsx'
import { BeingRead, onTheWay, readingPage } from './pages-reading.tsx'
import { type BatchState, choicesAmong, initiativesSized, listBatches, openBatches } from './queries.ts'
import type { Proposal } from './reading.ts'

const perPage = 30
const batchesPerPage = 12
// Each asks a good deal; of many small ones the first are enough for one page.
const asksPerPage = 8

interface Listed {
  items: Proposal[]
  next: string | null
  /** How many wait in all, and how many of them as narrowed. */
  waiting: number
  found: number
}

/** Notes go in here; each line that may be evidence waits for a yes or a no. Nothing is logged by itself. */
const inboxPage: Page = {
  path: '/evidence/inbox',
  here: 'evidence',
  isOfRecords: true,
  tellsOfWork: true,
  async render(view) {
    const filters = filtersOf(view)
    const asked = filters.batch ?? null
    const { items, next, waiting, found } = await view.call<Listed>('inbox.list', {
      ...filters,
      limit: perPage,
      cursor: view.query.get('cursor') ?? undefined,
    })
    const isMany = found > perPage || isNarrowed(filters)
    const choices = isMany ? await choicesAmong(view.tx, view.personId, filters.batch) : null
    const shown = [...new Set([...(asked ? [asked] : []), ...items.map(({ batch }) => batch)])]
    const open = await openBatches(view.tx, view.personId, shown)
    const others = await listBatches(view.tx, view.personId, {
      but: shown,
      limit: batchesPerPage,
      before: view.query.get('before'),
    })
    const isNew = open.length === 0 && others.items.length === 0 && !view.query.has('before')
    const sized = await initiativesSized(view.tx, view.personId)
    const folder = await watchedHere(view)
    const going = await onTheWay(view)
    return {
      title: 'Inbox',
      body: (
        <>
          <PageHead
            title="Inbox"
            lead={
              waiting === 0
                ? isNew
                  ? 'Nothing waits.'
                  : 'Nothing waits: every line is decided.'
                : `${count(waiting, 'line waits', 'lines wait')} for your yes or no. There is no hurry.`
            }
          />
          {waiting === 0 && !isNew && (
            <p>
              <ActionLink href="/evidence">See your records</ActionLink>
            </p>
          )}
          {isNew && <HowItWorks />}
          <BeingRead {...going} />
          <Bring view={view} isNew={isNew} />
          {choices && <Narrow filters={filters} choices={choices} found={found} view={view} />}
          {open.map((batch, place) => (
            <Batch
              batch={batch}
              isAsked={place < asksPerPage}
              view={view}
              sized={sized}
              items={items.filter((item) => item.batch === batch.id)}
            />
          ))}
          <Pager
            label="Lines"
            newer={view.query.has('cursor') ? narrowedPath(filters) : null}
            older={next && narrowedPath(filters, { cursor: next })}
          />
          <WatchedFolders here={folder} />
          <Others {...others} view={view} isBeside={open.length > 0} />
        </>
      ),
    }
  },
}

export const inboxPages: readonly Page[] = [inboxPage, readingPage]

/** What else was brought in, newest first: a page must not grow with the years. */
function Others({
  items,
  next,
  view,
  isBeside,
}: {
  items: BatchState[]
  next: string | null
  view: View
  isBeside: boolean
}) {
  if (items.length === 0) return null
  const olderThan = (before: string) => `/evidence/inbox?${new URLSearchParams({ before })}#others`
  return (
    <Section id="others" title={isBeside ? 'Also brought in' : 'Brought in'}>
      <ul class="list">
        {items.map((batch) => (
          <OtherBatch batch={batch} />
        ))}
      </ul>
      <Pager
        label="Notes brought in"
        newer={view.query.has('before') ? '/evidence/inbox#others' : null}
        older={next && olderThan(next)}
      />
    </Section>
  )
}

const HowItWorks = () => (
  <EmptyState
    example={
      <>
        March 2026
        <br />- Cut setup from 9 steps to 4, activation 31 % → 44 %
        <br />- Said no to the export, 2 of 40 prospects asked for it
      </>
    }
  >
    Paste notes, a brag document or three lines from memory. Each line comes back with what was understood, and becomes
    evidence only if you say so.
  </EmptyState>
)

/** Where nothing has come in yet the form is the start, and open; later it waits behind a button, above the lines. */
const Bring = ({ view, isNew }: { view: View; isNew: boolean }) => (
  <Section id="bring" title="Bring something in">
    {isNew ? (
      <BringForm view={view} />
    ) : (
      <details open={view.failed?.operation === 'inbox.import'}>
        <summary class="button">Paste or choose a file</summary>
        <BringForm view={view} />
      </details>
    )}
  </Section>
)

const BringForm = ({ view }: { view: View }) => (
  <Form
    do="inbox.import"
    from={view.path}
    next="/evidence/inbox/reading?file={kept}"
    hidden={{ later: 'true' }}
    id="inbox-import"
    failed={view.failed}
    files
  >
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
      hint="Notes, decision records, a calendar (.ics), or what Jira, Linear, GitHub or a spreadsheet exports as CSV or JSON. At most 40 MB."
      accept=".md,.ics,.markdown,.txt,.csv,.tsv,.json,.jsonl,text/markdown,text/plain,text/csv,text/calendar,application/json"
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
)
