import { initialsOf } from '../../core/people.ts'
import type { Piece } from '../../core/search-snippet.ts'
import { cursorTo } from '../../platform/cursor.ts'
import type { Page, View } from '../../platform/page.ts'
import { Submit, TextField } from '../../ui/form.tsx'
import { ActionLink, Chip, dayWords, EmptyState, PageHead, Pager } from '../../ui/parts.tsx'
import { type Hit, isSaid, type SearchAnswer } from './operations.ts'
import { sortWords } from './words.ts'

const searchPage: Page = {
  path: '/search',
  here: null,
  async render(view) {
    const typed = (view.query.get('query') ?? '').slice(0, longest)
    const answer = await view.call<SearchAnswer>('search.find', {
      query: typed,
      cursor: view.query.get('cursor') ?? undefined,
    })
    return {
      title: typed.trim() === '' ? 'Search' : `${typed.trim()} · Search`,
      scripts: ['search'],
      body: (
        <>
          <PageHead title="Search" lead="Everything you wrote, in one place." />
          <search-box>
            <search>
              <form method="get" action="/search" class="filters">
                <div class="filter-words">
                  <TextField
                    name="query"
                    label="Words and filters"
                    hideLabel
                    type="search"
                    placeholder="Words, or kind:decision"
                    value={typed}
                    maxlength={longest}
                    autofocus
                  />
                  <Submit kind="plain">Search</Submit>
                </div>
              </form>
            </search>
            <div id="found">{await found(view, typed, answer)}</div>
          </search-box>
        </>
      ),
    }
  },
}

export const searchPages: readonly Page[] = [searchPage]

const longest = 500

const at = (query: string, cursor?: string): string =>
  `/search?${new URLSearchParams({ query, ...(cursor && { cursor }) })}`

async function found(view: View, typed: string, answer: SearchAnswer) {
  const { items, next, understood, said, instead } = answer
  if (typed.trim() === '') return (await hasAnything(view)) ? <Filters open typed="" /> : <NothingToFind />
  const isLater = view.query.has('cursor')
  return (
    <>
      <Understood parts={understood} all={items.length === 0} />
      {said.map((line) => (
        <p class="small">{line}</p>
      ))}
      {items.length === 0 ? (
        <NothingFound any={understood.length > 1} />
      ) : (
        <>
          <p role="status" class="small quiet">
            {instead.length > 0
              ? instead.map(({ asked, shown }) => `Nothing for “${asked}”; showing “${shown}”.`).join(' ')
              : countWords(items.length, next !== null || isLater)}
          </p>
          <Hits items={items} />
        </>
      )}
      <Pager label="Search" newer={isLater ? at(typed) : null} older={next && at(typed, next)} />
      <Filters open={items.length === 0} typed={typed} />
    </>
  )
}

const countWords = (found: number, more: boolean): string =>
  more ? 'The best come first.' : found === 1 ? 'One is found.' : `${found} are found.`

async function hasAnything({ tx, personId }: View): Promise<boolean> {
  const any = await tx.selectFrom('searchDocuments').select('n').where('personId', '=', personId).limit(1).execute()
  return any.length > 0
}

/** The filters one by one, each with a way to take it out; where nothing is found, the words as well. */
const Understood = ({ parts, all }: { parts: SearchAnswer['understood']; all: boolean }) => {
  const shown = parts.filter(({ filter }) => filter || (all && parts.length > 1))
  return shown.length === 0 ? null : (
    <ul class="chips asked" aria-label="What is asked for">
      {shown.map(({ means, without }) => (
        <li>
          <a class="chip on" href={without === '' ? '/search' : at(without)}>
            <span class="unseen">Take out: </span>
            {means} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const Hits = ({ items }: { items: readonly Hit[] }) => (
  <ul class="list hits">
    {items.map((hit) => (
      <li class={hit.private ? 'behind-curtain' : undefined}>
        <p>
          <Title hit={hit} />
        </p>
        {!isSaid(hit.title, hit.snippet) && (
          <p>
            <Marked pieces={hit.snippet} />
          </p>
        )}
        <p class="small quiet">
          <Chip>{sortWords(hit.type, hit.kind)}</Chip> <time datetime={hit.on}>{dayWords(hit.on)}</time>
        </p>
      </li>
    ))}
  </ul>
)

const Title = ({ hit }: { hit: Hit }) => <a href={hrefOf(hit)}>{nameOf(hit)}</a>

// A person is shown by initials wherever a screen may be shared; what has no name, by how it begins.
function nameOf({ type, title, isNamed, snippet }: Hit) {
  if (type === 'person') return initialsOf(title)
  if (type === 'talk') return isNamed ? `A talk with ${title}` : 'A talk'
  return !isNamed && snippet.length > 0 && isSaid(title, snippet) ? <Marked pieces={snippet} /> : title
}

const Marked = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
)

function hrefOf({ type, id, on }: Hit): string {
  switch (type) {
    case 'evidence':
      return `/evidence/${id}`
    case 'initiative':
      return `/initiatives/${id}`
    case 'metric':
      return `/metrics/${id}`
    case 'document':
      return `/library/${id}`
    case 'conversation':
      return `/discovery?cursor=${cursorTo(on, id)}#conversation-${id}`
    case 'person':
      return `/people#person-${id}`
    case 'talk':
      return `/talks?cursor=${cursorTo(on, id)}`
  }
}

const NothingFound = ({ any }: { any: boolean }) => (
  <p role="status">
    {any ? 'Nothing holds all of it. Take one part out, or ' : 'Nothing of yours holds it. You can '}
    <a href="/log">log it</a>.
  </p>
)

const NothingToFind = () => (
  <EmptyState
    example="kind:decision onboarding since:march"
    action={
      <ActionLink href="/log" kind="main">
        Log the first one
      </ActionLink>
    }
  >
    What you write down can be found here by any word of it: records, initiatives, metrics, documents, people and talks.
  </EmptyState>
)

/** What can be typed besides words; each example is a link that adds it. */
const Filters = ({ open, typed }: { open: boolean; typed: string }) => (
  <details open={open} class="search-help">
    <summary>What you can type</summary>
    <dl class="definitions">
      {examples.map(([example, what]) => (
        <div>
          <dt>
            <a href={at([typed.trim(), example].filter(Boolean).join(' '))}>
              <code>{example}</code>
            </a>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <p class="small quiet">
      A word may be unfinished. Accents and capitals make no difference. Put a filter’s own name in quotation marks to
      look for it as a word: “measured”.
    </p>
  </details>
)

const examples: readonly [string, string][] = [
  ['kind:decision', 'a kind of record: decision, outcome, feedback, problem, artifact, learning or note'],
  ['type:initiative', 'evidence, initiative, metric, document, conversation, person or talk'],
  ['skill:influence', 'a skill of your ladder'],
  ['initiative:"billing rescue"', 'what belongs to an initiative, by words of its title'],
  ['person:Priya', 'who saw it, credited it, confirmed it or asked for it'],
  ['since:march', 'from a day, month, quarter or year on; until: for its end'],
  ['measured', 'with a number before and after; or unmeasured'],
  ['confirmed', 'by somebody else; or unconfirmed'],
  ['"two steps"', 'these words in this order'],
  ['-pricing', 'without this word; works before filters, too'],
]
