import type { CaseDocument, CaseExample, Sentence } from '../../core/case-document.ts'
import { isBlank, type Piece } from '../../core/story.ts'
import { Blank, dayWords, WhenDay } from '../../ui/parts.tsx'

/** The case as it would print, in the person's own words, blanks left visible. */
export const CasePaper = ({ document }: { document: CaseDocument }) => (
  <article class="document case" id="case" aria-label="Your case">
    <Head head={document.head} kind={document.kind} />
    {document.ask && (
      <p>
        <Said sentence={document.ask} />
      </p>
    )}
    <h2>In short</h2>
    <ul>
      {document.inShort.map((sentence) => (
        <li>
          <Said sentence={sentence} />
        </li>
      ))}
    </ul>
    <h2>Examples</h2>
    {document.examples.map((example) => (
      <Example example={example} />
    ))}
    {document.metrics.length > 0 && <Numbers metrics={document.metrics} />}
    <h2>Expectations</h2>
    <p>
      <Said sentence={document.rubric} />
    </p>
    {document.voices.length > 0 && (
      <>
        <h2>In others’ words</h2>
        {document.voices.map(({ words, by, on, pasted }) => (
          <figure class="voice">
            <blockquote>{words}</blockquote>
            <figcaption>
              {by}, {dayWords(on)}
              {pasted && <span class="screen-only quiet"> · pasted by you</span>}
            </figcaption>
          </figure>
        ))}
      </>
    )}
    {document.growing.length > 0 && (
      <>
        <h2>Still growing</h2>
        <ul>
          {document.growing.map((sentence) => (
            <li>
              <Said sentence={sentence} />
            </li>
          ))}
        </ul>
      </>
    )}
    <h2>Next</h2>
    <p>
      <Said sentence={document.next} />
    </p>
  </article>
)

const Head = ({ head, kind }: Pick<CaseDocument, 'head' | 'kind'>) => (
  <header class="document-head">
    <h1>
      <Pieces pieces={[head.name]} />
    </h1>
    <p class="quiet">
      {head.target ? `${head.level} → ${head.target}` : head.level}
      {kind === 'case' && head.cycle && (
        <>
          {' · review '}
          <Pieces pieces={[head.cycle]} />
        </>
      )}
      {' · manager '}
      <Pieces pieces={[head.manager]} />
      {` · ${dayWords(head.on)}`}
    </p>
  </header>
)

const Example = ({ example }: { example: CaseExample }) => (
  <section class="example">
    <h3>{example.title}</h3>
    <p class="small quiet">
      <WhenDay day={example.on?.slice(0, 7) ?? null} />
      {example.marks.map((mark) => ` · ${mark}`)}
      <span class="screen-only">
        {' · '}
        <a href={`/evidence/${example.id}`}>the record</a>
      </span>
    </p>
    {example.told && (
      <p>
        <Said sentence={example.told} />
      </p>
    )}
    <dl class="story">
      {example.parts.map(({ label, sentence }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <Said sentence={sentence} />
          </dd>
        </div>
      ))}
    </dl>
    {example.myPart && (
      <p>
        <Said sentence={example.myPart} />
      </p>
    )}
    {example.othersPart && (
      <p>
        <Said sentence={example.othersPart} />
      </p>
    )}
    <p class="small">
      <Said sentence={example.confirmedBy} />
    </p>
  </section>
)

const Numbers = ({ metrics }: Pick<CaseDocument, 'metrics'>) => (
  <>
    <h2>Numbers</h2>
    <table>
      <tbody>
        {metrics.map(({ name, change, on }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="num">{change}</td>
            <td class="quiet">
              <WhenDay day={on?.slice(0, 7) ?? null} without="" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)

/** A sentence with its blanks; each blank leads to where it can be filled. */
export const Said = ({ sentence }: { sentence: Sentence }) => <Pieces pieces={sentence.pieces} />

const Pieces = ({ pieces }: { pieces: Piece[] }) => (
  <>{pieces.map((piece) => (isBlank(piece) ? <Blank question={piece.what} href={placeOf(piece)} /> : piece))}</>
)

/** Where a missing piece is filled in: at its record, in the profile, or beside the case. */
export function placeOf({ record, field }: { record: string | null; field: string }): string {
  if (record && field === 'confirmations') return `/evidence/${record}#confirm`
  if (record) return `/evidence/${record}/edit#edit-${field.replace(/\./g, '-')}`
  if (field.startsWith('profile.')) return `/more/settings#profile-${field.slice('profile.'.length)}`
  if (field.startsWith('case.')) return `/case#own-${field.slice('case.'.length)}`
  return '/log'
}
