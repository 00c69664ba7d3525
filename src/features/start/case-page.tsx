import type { HalfPage, Sentence } from '../../core/case-document.ts'
import { draftHints } from '../../core/case-examples.ts'
import { type Blank as BlankPiece, isBlank, type Piece } from '../../core/story.ts'
import { placeOfBlank } from '../../platform/blank-place.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, Blank, CopyButton, WhenDay } from '../../ui/parts.tsx'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const casePage: Page = {
  path: pathOf('case'),
  here: 'today',
  async render(view) {
    if (!view.standing) return { title: 'Half a page', body: <NeedsRole view={view} /> }
    const half = await view.call<HalfPage & { markdown: string }>('case.show', { profile: 'half' })
    return {
      title: 'Half a page',
      body: (
        <StepPage view={view} step="case" lead={<p>{leadFor(half)}</p>}>
          <HalfPageDocument half={half} />
          <div class="actions screen-only">
            <CopyButton of="half-page">Copy it</CopyButton>
            <ActionLink href="/download/case.export?format=md&profile=half">Keep it as a file</ActionLink>
            <Form do="start.mark" from={view.path} next={pathAfter('case')} hidden={{ step: 'case', as: 'done' }}>
              <Submit>Go on</Submit>
            </Form>
          </div>
          <p class="small quiet screen-only">
            To print it, use your browser’s print: only the half page comes out. It stands under Case and grows with
            every record.
          </p>
        </StepPage>
      ),
    }
  },
}

const NeedsRole = ({ view }: { view: View }) => (
  <StepPage view={view} step="case">
    <p>A case is written towards a level. Say what you do, and half a page stands here.</p>
    <p>
      <ActionLink href={pathOf('role')} kind="main">
        Say what you do
      </ActionLink>
    </p>
  </StepPage>
)

const leadFor = ({ examples }: HalfPage): string =>
  examples.length === 0
    ? 'Nothing is logged yet, so most of it is blank. Keep one line, and it fills.'
    : 'Your own words in the order a reader looks for them. What is missing stays visible; each blank leads to where it is filled.'

const HalfPageDocument = ({ half: { head, ask, examples, missing } }: { half: HalfPage }) => (
  <article id="half-page" class="document">
    <h2>
      <Pieces pieces={[head.name]} />
    </h2>
    <p>
      {head.level}
      {head.target && ` → ${head.target}`}
      {head.cycle && (
        <>
          {', review of '}
          <Pieces pieces={[head.cycle]} />
        </>
      )}
      {'. Manager: '}
      <Pieces pieces={[head.manager]} />
      {'. '}
      <WhenDay day={head.on} />
    </p>
    {ask && <SentenceLine sentence={ask} />}
    {examples.map((example) => (
      <section>
        <SentenceLine sentence={example.short} />
        <p class="small quiet screen-only">
          <a href={`/evidence/${example.id}`}>The record behind it</a>
          {draftHints(example).length > 0 && ` · Only in the draft: ${draftHints(example).join(', ')}.`}
        </p>
      </section>
    ))}
    {missing.length > 0 && (
      <section>
        <h3>What would help most</h3>
        <ul>
          {missing.map((piece) => (
            <li>
              {piece.says} <a href={placeOf(piece)}>{piece.question}</a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </article>
)

const SentenceLine = ({ sentence: { pieces } }: { sentence: Sentence }) => (
  <p>
    <Pieces pieces={pieces} />
  </p>
)

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>{pieces.map((piece) => (isBlank(piece) ? <Blank question={piece.question} href={placeOf(piece)} /> : piece))}</>
)

/** Where a blank is answered, and back here; what the first step asks for is answered there. */
const placeOf = (blank: Pick<BlankPiece, 'record' | 'field'>): string =>
  ['profile.name', 'profile.reviewOn'].includes(blank.field) ? pathOf('role') : placeOfBlank(blank, pathOf('case'))
