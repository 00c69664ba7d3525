import type { Page, View } from '../../platform/page.ts'
import type { ActivityRow } from '../../platform/schema.ts'
import { shortestPassphrase } from '../../platform/sealed.ts'
import { CheckField, FileField, Form, Submit, TextField } from '../../ui/form.tsx'
import { ActionLink, Note, PageHead, Pager, Section } from '../../ui/parts.tsx'
import { CopiesSection } from './pages-copies.tsx'
import { more } from './pages-more.tsx'
import { momentWords, sentenceFor, waysIn } from './words.ts'

const data: Page = {
  path: '/more/data',
  here: 'more',
  async render(view) {
    return {
      title: 'Data',
      body: (
        <>
          <PageHead
            title="Data"
            lead="Stored in one file on this computer. If the computer is your employer's, so is the disk: keep a copy of your own."
          />
          <Section id="export" title="Take it with you">
            <p>
              Everything in one archive: your records, ratings, attachments and the log of changes. Another Cairn reads
              it back to the same state.
            </p>
            <p>
              <ActionLink href="/download/archive.export" kind="main">
                Download the archive
              </ActionLink>
            </p>
            <SealedForm view={view} />
          </Section>
          <ImportForm view={view} />
          <CopiesSection view={view} />
          <Section id="verify" title="Is it whole?">
            {view.query.get('check') === 'now' ? (
              <Checked view={view} />
            ) : (
              <p>
                Every change is chained to the one before it. A check finds a record that was altered, lost or slipped
                in outside Cairn.
              </p>
            )}
            <p>
              <ActionLink href="/more/data?check=now#verify">Check it now</ActionLink>
            </p>
          </Section>
        </>
      ),
    }
  },
}

const SealedForm = ({ view }: { view: View }) => (
  <Form do="archive.export" from="/more/data" failed={view.failed} hidden={{ sealed: 'true' }} download>
    <p>
      Or sealed with a passphrase, for a disk or a mailbox that is not only yours. It is an age file: any age tool opens
      it too. Without the passphrase nobody does, Cairn neither, so keep it where you keep your others.
    </p>
    <TextField
      name="passphrase"
      label="A passphrase"
      hint={`At least ${shortestPassphrase} signs. Four or five words are easy to keep.`}
      type="password"
      size="medium"
      autocomplete="new-password"
      required
    />
    <TextField
      name="passphraseAgain"
      label="The same once more"
      type="password"
      size="medium"
      autocomplete="new-password"
      required
    />
    <Submit kind="plain">Download it sealed</Submit>
  </Form>
)

const ImportForm = ({ view }: { view: View }) => (
  <Section id="import" title="Bring it back">
    <Form do="archive.import" from="/more/data" next="/more/data" failed={view.failed} files>
      <FileField name="file" label="An archive that Cairn wrote" accept=".json,.age,application/json" required />
      <TextField
        name="passphrase"
        label="Its passphrase"
        hint="Only if it is sealed."
        type="password"
        size="medium"
        autocomplete="off"
      />
      <CheckField
        name="replace"
        label="Replace what is here now"
        hint="Needed if you already have records. A copy of them is kept first; the archive takes their place."
      />
      <Submit kind="plain">Read the archive</Submit>
    </Form>
  </Section>
)

async function Checked({ view }: { view: View }) {
  const { ok, broken, entries, counts, checksum } = await view.call<{
    ok: boolean
    broken: string | null
    entries: number
    counts: Record<string, number>
    checksum: string
  }>('archive.verify')
  return ok ? (
    <Note>
      <p>
        Your file is whole: {entries.toLocaleString('en')} changes follow from one another,{' '}
        {(counts.evidence ?? 0).toLocaleString('en')} records are as they were left.
      </p>
      <p class="quiet small">
        Checksum <code>{checksum.slice(0, 16)}</code>
      </p>
    </Note>
  ) : (
    <div class="problem" role="alert">
      <p>
        <strong>Your file is not whole.</strong> {broken}
      </p>
      <p>Nothing was changed. If you did not do this yourself, compare with the newest copy below before you go on.</p>
    </div>
  )
}

interface Entry {
  id: string
  at: string
  via: ActivityRow['via']
  operation: string
  undoes: string | null
  undone: boolean
  records: { table: string; id: string; change: string }[]
}

const changes: Page = {
  path: '/more/changes',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const cursor = view.query.get('cursor') ?? undefined
    const { items, next } = await view.call<{ items: Entry[]; next: string | null }>('activity.list', {
      limit: 40,
      cursor,
    })
    return {
      title: 'Changes',
      body: (
        <>
          <PageHead
            title="Changes"
            lead="Everything that was written, newest first. What you undo can be brought back the same way."
          />
          {items.length === 0 ? (
            <p>Nothing was written yet. The first thing you log stands here, with its way back.</p>
          ) : (
            <ul class="list">
              {items.map((entry) => (
                <li class="row">
                  <span>
                    {sentenceFor(entry)}
                    <span class="small quiet">
                      <br />
                      <time datetime={entry.at}>{momentWords(entry.at)}</time>
                      {`, ${waysIn[entry.via]}`}
                      {entry.undone && ', undone'}
                    </span>
                  </span>
                  {!entry.undone && (
                    <Form
                      do="activity.undo"
                      from={view.path}
                      next={view.path}
                      failed={view.failed}
                      hidden={{ id: entry.id }}
                    >
                      <Submit kind="link">{entry.undoes ? 'Bring back' : 'Undo'}</Submit>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          )}
          <Pager
            label="Changes"
            newer={cursor ? '/more/changes' : null}
            older={next ? `/more/changes?cursor=${encodeURIComponent(next)}` : null}
          />
        </>
      ),
    }
  },
}

export const dataPages: Page[] = [more, changes, data]
