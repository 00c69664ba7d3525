import { type CoverageCount, stepOf } from '../../core/case-coverage.ts'
import type { CaseDocument, Missing } from '../../core/case-document.ts'
import { firstWords } from '../../core/case-page.ts'
import { type Paper, paperFor, papers } from '../../core/case-typst.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { inWords } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { Coverage, type CoverageCell, fillWords } from '../../ui/charts/coverage.tsx'
import { CheckRow, Form, Submit, TextArea } from '../../ui/form.tsx'
import {
  ActionLink,
  Columns,
  CopyButton,
  dayWords,
  EmptyState,
  kindWords,
  Note,
  PageHead,
  Section,
} from '../../ui/parts.tsx'
import { CasePaper, placeOf } from './document.tsx'
import { type Hand, handOf, textsOf } from './queries.ts'
import type { RecordBehind, SentenceTraced } from './trace.ts'

const casePage: Page = {
  path: '/case',
  here: 'case',
  isOfRecords: true,
  async render(view) {
    const introduction =
      'Your case is drawn from your records each time you open it. Blanks stay visible until you fill them; nothing is made up.'
    if (!view.standing) return { title: 'Case', introduction, body: <NoStanding /> }
    const document = await view.call<CaseDocument & { markdown: string }>('case.show', {})
    const hand = await handOf(view.tx, view.personId)
    const leftOut = await textsOf(view.tx, view.personId, hand.excluded ?? [])
    if (document.examples.length === 0 && leftOut.length === 0)
      return { title: 'Case', introduction, body: <NoRecords /> }
    const { sentences } = await view.call<{ sentences: SentenceTraced[] }>('case.trace', {})
    const title = document.kind === 'case' ? `Case for ${document.head.target}` : 'Your footprint'
    return {
      title,
      body: (
        <>
          <PageHead lead={<Lead document={document} />}>
            <CopyButton of="case-markdown">Copy as Markdown</CopyButton>
            <button type="button" class="button" data-print hidden>
              Print
            </button>
            <ActionLink href={fileAt('pdf', paperFor(view.profile.locale))} kind="main">
              PDF
            </ActionLink>
          </PageHead>
          <Columns beside={<Beside document={document} />}>
            <CasePaper document={document} traced={sentences} />
            <div class="screen-only">
              <Files locale={view.profile.locale} />
              <OwnSentences view={view} hand={hand} />
              <Examples view={view} document={document} hand={hand} leftOut={leftOut} />
              <Rubric document={document} />
              <Stands document={document} traced={sentences} />
            </div>
            <pre id="case-markdown" hidden>
              {document.markdown}
            </pre>
          </Columns>
        </>
      ),
    }
  },
}

const Files = ({ locale }: { locale: string | null }) => (
  <Note>
    <p>
      This page with an annex of what your records show, as PDF:{' '}
      {papers.map((paper, i) => (
        <>
          {i > 0 && ' or '}
          <a href={fileAt('pdf', paper)}>{paperNames[paper]}</a>
        </>
      ))}
      . As <a href={fileAt('md')}>Markdown</a>.
    </p>
    <p>
      For somebody outside, with the figures of confidential records as relative change:{' '}
      <a href={`${fileAt('pdf', paperFor(locale))}&redact=true`}>redacted PDF</a> or{' '}
      <a href={`${fileAt('md')}&redact=true`}>redacted Markdown</a>.
    </p>
  </Note>
)

const paperNames: Record<Paper, string> = { a4: 'A4', letter: 'US Letter' }

const fileAt = (format: 'pdf' | 'md', paper?: Paper): string =>
  `/download/case.export?format=${format}${paper ? `&paper=${paper}` : ''}`

function Lead({ document: { kind, examples, missing, selection } }: { document: CaseDocument }) {
  const isDraft = selection.weak && kind === 'case'
  return (
    <>
      {inWords(examples.length)} {examples.length === 1 ? 'example' : 'examples'}.
      {missing.length > 0 && (
        <>
          {' '}
          <a href="#missing">What would help most</a>
        </>
      )}
      {isDraft && ' A draft as long as fewer than three are of the next level’s size.'}
    </>
  )
}

const Beside = ({ document }: { document: CaseDocument }) => (
  <Section id="missing" title="What would help most">
    {document.missing.length === 0 ? (
      <p class="quiet">Nothing is missing. Ask somebody to read it who will not be kind.</p>
    ) : (
      <ol class="small list">
        {document.missing.map((missing) => (
          <MissingRow missing={missing} />
        ))}
      </ol>
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

interface ExamplesProps {
  view: View
  document: CaseDocument
  hand: Hand
  leftOut: { id: string; text: string }[]
}

const Examples = ({ view, document, hand, leftOut }: ExamplesProps) => (
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
          options={[...optionsOf(document), ...leftOut.map(({ id, text }) => ({ value: id, label: firstWords(text) }))]}
          values={hand.excluded ?? []}
        />
        <Submit>Choose</Submit>
      </Form>
      {document.selection.lost.length > 0 && (
        <Note>
          Without your choice, these skills would be covered too:{' '}
          {document.selection.lost.map((id) => skillName(document, id)).join(', ')}.
        </Note>
      )}
    </details>
  </Section>
)

const optionsOf = (document: CaseDocument) => document.examples.map(({ id, name }) => ({ value: id, label: name }))

const skillName = ({ coverage }: CaseDocument, id: string): string =>
  coverage.skills.find((skill) => skill.id === id)?.name ?? id

const Rubric = ({ document }: { document: CaseDocument }) => (
  <Section id="coverage" title="What your records show">
    <p class="small quiet">
      Skills by kind of record. More colour is stronger
      {document.kind === 'case' ? `; work below ${document.head.target} size counts as thin` : ''}.
    </p>
    <Coverage
      id="case-coverage"
      kinds={document.coverage.kinds.map((kind) => kindWords[kind].split(' ')[0]!)}
      rows={document.coverage.skills.map(({ name, cells }) => ({
        name,
        cells: document.coverage.kinds.map((kind) => cellOf(cells[kind], kind)),
      }))}
    />
  </Section>
)

function cellOf(found: CoverageCount, kind: ItemKind): CoverageCell {
  const { count } = found
  return count === 0 ? { count, strength: 0, fill: fillWords[kind] } : { count, strength: stepOf(found) }
}

/** The records behind it, each with the way back along its chain: its initiative, and the skills it shows. */
function Stands({ document: { sources }, traced }: { document: CaseDocument; traced: readonly SentenceTraced[] }) {
  const behind = new Map(traced.flatMap(({ records }) => records).map((record) => [record.id, record]))
  return (
    <Section id="sources" title="What stands behind it">
      <details>
        <summary>
          {inWords(sources.length)} {sources.length === 1 ? 'record' : 'records'}
        </summary>
        <ol class="small list roomy">
          {sources.map(({ id, title, on }) => (
            <li>
              <a href={`/evidence/${id}`}>{title}</a>
              {on && <span class="quiet">, {dayWords(on)}</span>}
              {behind.has(id) && <WhereFrom record={behind.get(id)!} />}
            </li>
          ))}
        </ol>
      </details>
    </Section>
  )
}

function WhereFrom({ record: { initiative, initiativeTitle, skills } }: { record: RecordBehind }) {
  const places = [
    ...(initiative && initiativeTitle ? [{ href: `/initiatives/${initiative}`, words: initiativeTitle }] : []),
    ...skills.map(({ id, name }) => ({ href: `/level/skills/${encodeURIComponent(id)}`, words: name })),
  ]
  if (places.length === 0) return null
  return (
    <p class="quiet">
      {places.map(({ href, words }, at) => (
        <>
          {at > 0 && ' · '}
          <a href={href}>{words}</a>
        </>
      ))}
    </p>
  )
}

const NoStanding = () => (
  <>
    <PageHead title="Case" />
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
  </>
)

const NoRecords = () => (
  <>
    <PageHead title="Case" />
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
  </>
)

export const casePages: Page[] = [casePage]
