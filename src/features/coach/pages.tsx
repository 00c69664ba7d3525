import { type CoachKind, coachKinds } from '../../core/coach/types.ts'
import type { Page, View } from '../../platform/page.ts'
import { ActionLink, Note, PageHead, Section } from '../../ui/parts.tsx'
import { type Framing, framings } from './framings.ts'

/** What the coach asks for, shown in examples: the same work as it is often written down, and as a case needs it. */
const examplesPage: Page = {
  path: '/coach',
  here: 'evidence',
  async render(view) {
    const mine = ladderOf(view)
    return {
      title: 'Two ways to tell it',
      body: (
        <>
          <PageHead
            title="Two ways to tell it"
            lead="The same work, as it is often written down and as a reader of your case looks for it. The figures are made up; yours are the ones that count."
          >
            <ActionLink href="/log">Log something</ActionLink>
          </PageHead>
          <p>
            {ladders.map(({ id, title }) =>
              id === mine ? (
                <>For {title}. </>
              ) : (
                <>
                  <a href={`/coach?ladder=${id}`}>The same for {title}</a>{' '}
                </>
              ),
            )}
          </p>
          {coachKinds.map((kind) => (
            <Section id={kind.replace('_', '-')} title={kindTitles[kind]}>
              {framings
                .filter((framing) => framing.kind === kind && framing.ladder === mine)
                .map((framing) => (
                  <SideBySide framing={framing} />
                ))}
            </Section>
          ))}
          <Note>
            The coach never writes for you. It joins your own words with blanks, such as “from __ to __”, and leaves the
            figures to you.
          </Note>
        </>
      ),
    }
  },
}

/** All of it is seen before any of it is kept as a file. */
const correctionsPage: Page = {
  path: '/coach/corrections',
  here: 'more',
  async render(view) {
    const { corrections, file } = await view.call<{ corrections: number; file: { text: string } }>('coach.export')
    return {
      title: 'Your corrections',
      body: (
        <>
          <PageHead
            title="Your corrections"
            lead="Where you said otherwise than the coach read. They stay in your file and count there only."
          />
          {corrections === 0 ? (
            <p class="quiet">None yet. Where you choose another kind, skill, number or day, it is listed here.</p>
          ) : (
            <Section id="leaves" title="What would leave">
              <p>
                Should you want to help the coach read better, you can hand this file on by yourself. Cairn sends
                nothing. Names, links, addresses and unusual words are replaced, figures keep only their size. This is
                all of it; read it first.
              </p>
              <pre class="message at-most" tabindex={0}>
                {file.text}
              </pre>
              <p>
                <ActionLink href="/download/coach.export">Keep it as a file</ActionLink>
              </p>
            </Section>
          )}
        </>
      ),
    }
  },
}

const SideBySide = ({ framing }: { framing: Framing }) => (
  <div class="framings">
    <figure class="box">
      <figcaption class="small quiet">Mid-level</figcaption>
      <blockquote>{framing.midLevel}</blockquote>
    </figure>
    <figure class="box">
      <figcaption class="small quiet">Senior</figcaption>
      <blockquote>{framing.senior}</blockquote>
    </figure>
    <p class="small quiet">{framing.adds}</p>
  </div>
)

const ladders = [
  { id: 'pm', title: 'product management' },
  { id: 'pmm', title: 'product marketing' },
] as const

/** The ladder asked for, else the person’s own. */
const ladderOf = ({ query, profile }: View): Framing['ladder'] =>
  (query.get('ladder') ?? profile.framework) === 'pmm' ? 'pmm' : 'pm'

const kindTitles: Record<CoachKind, string> = {
  outcome: 'A result',
  output: 'Work done',
  decision: 'A decision',
  problem_found: 'A problem you found',
  trust: 'Trust',
  learning: 'Something learned',
  unclear: 'Not yet happened',
}

export const coachPages: Page[] = [examplesPage, correctionsPage]
