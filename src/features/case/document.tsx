import { createContext, useContext } from 'hono/jsx'
import type { CaseDocument, CaseExample, Sentence } from '../../core/case-document.ts'
import { draftHints } from '../../core/case-examples.ts'
import { aboutExample } from '../../core/case-markdown.ts'
import { pastedByMe, sectionTitles } from '../../core/case-sections.ts'
import { speakerOf } from '../../core/evidence.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { isBlank, type Piece, textOf } from '../../core/story.ts'
import { placeOfBlank } from '../../platform/blank-place.ts'
import { Blank, dayWords } from '../../ui/parts.tsx'
import type { SentenceTraced } from './trace.ts'

/** The case as it would print, in the person's own words, blanks left visible. */
export const CasePaper = ({ document, traced }: { document: CaseDocument; traced: readonly SentenceTraced[] }) => (
  <article class="document case" id="case" aria-label="Your case">
    <Traced.Provider value={traced}>
      <Head head={document.head} kind={document.kind} />
      {document.ask && (
        <>
          <h2>{sectionTitles.ask}</h2>
          <p>
            <Said sentence={document.ask} />
          </p>
        </>
      )}
      <h2>{sectionTitles.inShort}</h2>
      <ul>
        {document.inShort.map((sentence) => (
          <li>
            <Said sentence={sentence} />
          </li>
        ))}
      </ul>
      <h2>{sectionTitles.examples}</h2>
      {document.examples.map((example) => (
        <Example example={example} />
      ))}
      <h2>{sectionTitles.rubric}</h2>
      <p>
        <Said sentence={document.rubric} />
      </p>
      {document.voices.length > 0 && (
        <>
          <h2>{sectionTitles.voices}</h2>
          {document.voices.map(({ words, on, pasted, ...voice }) => (
            <figure class="voice">
              <blockquote>{words}</blockquote>
              <figcaption>
                {speakerOf(voice)}, {dayWords(on)}
                {pasted && ` (${pastedByMe})`}
              </figcaption>
            </figure>
          ))}
        </>
      )}
      {document.growing.length > 0 && (
        <>
          <h2>{sectionTitles.growing}</h2>
          <ul>
            {document.growing.map((sentence) => (
              <li>
                <Said sentence={sentence} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{sectionTitles.next}</h2>
      <p>
        <Said sentence={document.next} />
      </p>
    </Traced.Provider>
  </article>
)

/** What the sentences on this paper rest on. */
const Traced = createContext<readonly SentenceTraced[]>([])

const Head = ({ head, kind }: Pick<CaseDocument, 'head' | 'kind'>) => (
  <header class="document-head">
    <h1>
      <Pieces pieces={[head.name]} />
      {kind === 'case' ? `: case for ${head.target}` : ': what I am the person to go to for'}
    </h1>
    <p class="quiet">
      {head.target ? `${head.level} → ${head.target}` : head.level}
      {kind === 'case' && head.cycle && (
        <>
          {' · Review: '}
          <Pieces pieces={[head.cycle]} />
        </>
      )}
      {' · Manager: '}
      <Pieces pieces={[head.manager]} />
      {` · ${dayWords(head.on)}`}
    </p>
  </header>
)

const Example = ({ example }: { example: CaseExample }) => (
  <section class="example">
    <h3>{example.title}</h3>
    <p class="small quiet">
      {aboutExample(example).join(' · ')}
      <span class="screen-only">
        {aboutExample(example).length > 0 && ' · '}
        <a href={`/evidence/${example.id}`}>the record</a>
        {draftHints(example).length > 0 && ` · Only in the draft: ${draftHints(example).join(', ')}.`}
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

/** A sentence with its blanks; each blank leads to where it can be filled. */
export const Said = ({ sentence: { pieces, more } }: { sentence: Sentence }) => (
  <>
    <Pieces pieces={pieces} />
    {more && (
      <>
        {' '}
        <span class="more">
          <a class="screen-only" href={`/evidence/${more}`} aria-label="More in the record">
            …
          </a>
        </span>
      </>
    )}
    <Readings sentence={{ pieces, more }} />
  </>
)

/** One click from a figure to the reading it was read off; on the screen only. */
function Readings({ sentence: { pieces, more } }: { sentence: Pick<Sentence, 'pieces' | 'more'> }) {
  const text = `${textOf(pieces)}${more ? ' …' : ''}`
  // The list of sentences has the part's name in front.
  const traced = useContext(Traced).find((each) => each.text === text || each.text.endsWith(`: ${text}`))
  if (!traced || traced.readings.length === 0) return null
  return (
    <span class="screen-only small">
      {traced.readings.map(({ id, name, value, unit, on }, at) => (
        <>
          {at === 0 ? ' ' : ' · '}
          <a href={`/readings/${id}`} aria-label={`${name}: the reading of ${dayWords(on)}`}>
            {valueInWords(value, unit)} read {dayWords(on)}
          </a>
        </>
      ))}
    </span>
  )
}

const Pieces = ({ pieces }: { pieces: Piece[] }) => (
  <>{pieces.map((piece) => (isBlank(piece) ? <Blank question={piece.what} href={placeOf(piece)} /> : piece))}</>
)

/** Where a missing piece is filled in, and back to the case. */
export const placeOf = (missing: { record: string | null; field: string }): string => placeOfBlank(missing, '/case')
