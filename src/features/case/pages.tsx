import type { CaseDocument, Missing } from '../../core/case-document.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckRow, Form, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, Columns, CopyButton, EmptyState, Note, PageHead, Section } from '../../ui/parts.tsx'
import { CasePaper, placeOf } from './document.tsx'
import { type Hand, handOf } from './queries.ts'

const casePage: Page = {
  path: '/case',
  here: 'case',
  async render(view) {
    const introduction =
      'Your case is drawn from your records each time you open it. Blanks stay visible until you fill them; nothing is made up.'
    if (!view.standing) return { title: 'Case', introduction, body: <NoStanding /> }
    const document = await view.call<CaseDocument & { markdown: string }>('case.show', {})
    const hand = await handOf(view.tx, view.personId)
    if (document.examples.length === 0) return { title: 'Case', introduction, body: <NoRecords /> }
    const title = document.kind === 'case' ? `Case for ${document.head.target}` : 'Your footprint'
    return {
      title,
      body: (
        <>
          <PageHead title={title} lead={leadFor(document)}>
            <CopyButton of="case-markdown">Copy as Markdown</CopyButton>
            <ActionLink href="/download/case.export?format=md">Download</ActionLink>
            <button type="button" class="button main" data-print hidden>
              Print
            </button>
          </PageHead>
          <Columns beside={<Beside document={document} />}>
            <CasePaper document={document} />
            <p class="small quiet screen-only">
              To hand it to somebody outside:{' '}
              <a href="/download/case.export?format=md&redact=true">
                a copy with the figures of confidential records as relative change
              </a>
              .
            </p>
            <OwnSentences view={view} hand={hand} />
            <Examples view={view} document={document} hand={hand} />
            <Stands document={document} />
            <pre id="case-markdown" hidden>
              {document.markdown}
            </pre>
          </Columns>
        </>
      ),
    }
  },
}

function leadFor({ kind, examples, missing, selection }: CaseDocument): string {
  const parts = examples.length === 1 ? 'One example' : `${examples.length} examples`
  const draft =
    selection.weak && kind === 'case' ? ' This is a draft: fewer than three examples are of the next level’s size.' : ''
  return `${parts}, ${missing.length === 0 ? 'nothing missing' : missing.length === 1 ? 'one thing missing' : `${missing.length} things missing`}.${draft}`
}

const Beside = ({ document }: { document: CaseDocument }) => (
  <Section id="missing" title="What is missing">
    {document.missing.length === 0 ? (
      <p class="quiet">Nothing. Ask somebody to read it who will not be kind.</p>
    ) : (
      <>
        <ol class="small list">
          {document.missing.slice(0, 6).map((missing) => (
            <MissingRow missing={missing} />
          ))}
        </ol>
        {document.missing.length > 6 && (
          <details>
            <summary class="small">{document.missing.length - 6} more</summary>
            <ol class="small list" start={7}>
              {document.missing.slice(6).map((missing) => (
                <MissingRow missing={missing} />
              ))}
            </ol>
          </details>
        )}
      </>
    )}
  </Section>
)

const MissingRow = ({ missing }: { missing: Missing }) => (
  <li>
    {missing.says} <a href={placeOf(missing)}>{missing.question}</a>
  </li>
)

const OwnSentences = ({ view, hand }: { view: View; hand: Hand }) => (
  <Section id="own-sentences" title="Sentences no record holds">
    <Form do="case.edit" from="/case" next="/case" failed={view.failed} id="own">
      <TextArea
        name="area"
        label="Your area and its size"
        value={hand.texts.area}
        rows={2}
        hint="What you answer for, for how many people or how much money."
        draft
      />
      <TextArea
        name="growing"
        label="What you are doing about your open gaps"
        value={hand.texts.growing}
        rows={2}
        draft
      />
      <TextArea name="next" label="The problem you would like to own next" value={hand.texts.next} rows={2} draft />
      <Submit keys>Put them in</Submit>
    </Form>
  </Section>
)

const Examples = ({ view, document, hand }: { view: View; document: CaseDocument; hand: Hand }) => (
  <Section id="examples" title="Choose the examples yourself">
    <details>
      <summary>These were chosen because together they show most of what the level asks for</summary>
      <Form do="case.choose" from="/case" next="/case" failed={view.failed} id="choose">
        <CheckRow
          name="pinned"
          legend="Keep in"
          options={optionsOf(document)}
          values={hand.pinned ?? []}
          hint="A pinned example stays, whatever else you log."
        />
        <CheckRow
          name="excluded"
          legend="Leave out"
          options={[...optionsOf(document), ...leftOut(document, hand)]}
          values={hand.excluded ?? []}
        />
        <Submit>Choose</Submit>
      </Form>
      {document.selection.lost.length > 0 && (
        <Note>Without your choice, these skills would be covered too: {document.selection.lost.join(', ')}.</Note>
      )}
    </details>
  </Section>
)

const optionsOf = (document: CaseDocument) => document.examples.map(({ id, title }) => ({ value: id, label: title }))

const leftOut = (document: CaseDocument, hand: Hand) =>
  (hand.excluded ?? [])
    .filter((id) => !document.examples.some((example) => example.id === id))
    .map((id) => ({ value: id, label: 'A record left out before' }))

const Stands = ({ document }: { document: CaseDocument }) => (
  <Section id="sources" title="What stands behind it">
    <ol class="small list">
      {document.sources.map(({ id, title }) => (
        <li>
          <a href={`/evidence/${id}`}>{title}</a>
        </li>
      ))}
    </ol>
  </Section>
)

const NoStanding = () => (
  <EmptyState
    example="Product Manager now, Senior Product Manager next."
    action={
      <ActionLink href="/start/role" kind="main">
        Say what you do
      </ActionLink>
    }
  >
    A case is for a level. Say what you do and what comes next, and it begins to write itself.
  </EmptyState>
)

const NoRecords = () => (
  <EmptyState
    example="Week-1 retention went from 42 % to 58 % after I cut two steps from onboarding; social sharing waited a quarter for it."
    action={
      <ActionLink href="/log" kind="main">
        Log something
      </ActionLink>
    }
  >
    There is no record yet. One is enough for a first page.
  </EmptyState>
)

export const casePages: Page[] = [casePage]
