import { z } from 'zod'
import type { Template } from '../../core/document/template.ts'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { type FoundType, parseSearch, type SearchContext, type SearchQuery } from '../../core/search-query.ts'
import { type Piece, plainSnippet, snippetOf } from '../../core/search-snippet.ts'
import { profileOf } from '../../platform/career.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { templatesIn } from '../../platform/documents.ts'
import { noSuchPlace } from '../../platform/fields.ts'
import { type Context, hasOpened, operation } from '../../platform/operation.ts'
import { findWords } from '../../platform/search.ts'
import type { Found, Sought } from '../../platform/search-asked.ts'
import { mark } from '../../platform/search-documents.ts'
import { readSettings } from '../../platform/settings.ts'
import { dayWords } from '../../ui/parts.tsx'
import { type Instead, meantBy } from './meant.ts'
import { askedIn, asksForPrivate, isPrivate } from './sought.ts'
import { sortWords, understood } from './words.ts'

export const findAnything = operation({
  name: 'search.find',
  summary:
    'Find anything you wrote by its words, best first, with filters as words: kind:decision skill:influence since:march unmeasured.',
  scope: 'read',
  input: z.strictObject({
    query: z.string().max(500).describe('Words, “exact words”, -without, and filters.'),
    limit: z.number().int().min(1).max(100).default(20),
    cursor: z.string().max(300).optional().describe('Where the last answer ended: its “next”.'),
  }),
  async run(context, { query, limit, cursor }) {
    const parsed = parseSearch(query, await searchContext(context))
    const { sought, said } = await askedIn(context.tx, context.personId, parsed)
    const hidden = await hiddenFrom(context)
    const visible = {
      ...sought,
      noMarks: [...sought.noMarks, ...hidden.map((type) => mark('type', type)), ...(await closedDocuments(context))],
    }
    const from = placeIn(cursor)
    const { found, instead, words } = await lookFor(context, parsed, visible, from + limit + 1)
    const shown = found.slice(from, from + limit)
    return {
      items: shown.map((one) => asHit(one, words)),
      next: found.length > from + limit && from + limit < furthest ? writeCursor(from + limit) : null,
      understood: understood(parsed),
      instead,
      said: [...parsed.said, ...said, ...aboutHidden(parsed, hidden)],
    }
  },
  prints: ({ items, next, instead, said }) =>
    [
      ...said.map((line) => wrapped(line)),
      ...instead.map(({ asked, shown }) => `Nothing for “${asked}”; showing “${shown}”.`),
      listed(
        items.map(({ id, type, kind, title, on, snippet }) =>
          [
            facts([sortWords(type, kind), dayWords(on)]),
            wrapped(title, '  '),
            ...(isSaid(title, snippet) ? [] : [wrapped(plainSnippet(snippet), '    ')]),
            `  ${id}`,
          ].join('\n'),
        ),
        'Nothing is found.',
        next,
      ),
    ].join('\n\n'),
})

export type SearchAnswer = Awaited<ReturnType<typeof findAnything.run>>
export type Hit = SearchAnswer['items'][number]

/** What a query is read against: the day, and the ladders the person may name skills of. */
export async function searchContext({ tx, personId, today, frameworks }: SearchReader): Promise<SearchContext> {
  const { fiscalYearStart, locale, framework } = await profileOf(tx, personId)
  const own = frameworks.filter(({ id }) => id === framework)
  return {
    today,
    fiscalYearStart: fiscalYearStart ?? undefined,
    locale: locale === 'en-GB' ? 'en-GB' : 'en-US',
    skills: (own.length > 0 ? own : frameworks).flatMap(({ skills }) => skills.map(({ id, name }) => ({ id, name }))),
  }
}

type SearchReader = Pick<Context, 'tx' | 'personId' | 'today' | 'frameworks'>

// Whoever looks further than this asks for more words.
const furthest = 500

function placeIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const place = Number(readCursor(cursor, 1)[0])
  if (!Number.isInteger(place) || place < 1 || place > furthest) throw noSuchPlace()
  return place
}

/** The types that this way in does not see: people and talks are shown on the owner's own pages and commands. */
async function hiddenFrom({ tx, personId, via }: Context): Promise<FoundType[]> {
  if (via === 'web' || via === 'cli') return []
  return [
    ...((await hasOpened(tx, personId, 'people')) ? [] : (['person'] as const)),
    ...((await hasOpened(tx, personId, 'talks')) ? [] : (['talk'] as const)),
  ]
}

/** Marks of the documents that this way in does not see: those about talks and people, and those that hold notes to oneself. */
async function closedDocuments({ tx, personId, via, home }: Context): Promise<string[]> {
  if (via === 'web' || via === 'cli') return []
  const { opened } = await readSettings(tx, personId)
  const isClosed = ({ closed, fields }: Template) =>
    (closed && !opened.includes(closed)) || (fields.some((field) => field.private) && !opened.includes('notes'))
  return [
    ...new Set(
      templatesIn(home.content)
        .filter(isClosed)
        .map(({ id }) => mark('template', id)),
    ),
  ]
}

const aboutHidden = ({ parts }: SearchQuery, hidden: readonly FoundType[]): string[] =>
  hidden.length > 0 && parts.some(asksForPrivate)
    ? ['People and talks stay closed here. Their owner can open them under More, Settings.']
    : []

async function lookFor(
  { tx, personId }: Context,
  { parts }: SearchQuery,
  sought: Sought,
  most: number,
): Promise<{ found: Found[]; instead: Instead[]; words: string[] }> {
  const wordsOf = ({ words, phrases }: Sought) => [...words, ...phrases.flat()]
  if (parts.length === 0) return { found: [], instead: [], words: [] }
  const found = await findWords(tx, personId, sought, most)
  if (found.length > 0) return { found, instead: [], words: wordsOf(sought) }
  const meant = await meantBy(tx, personId, sought, most)
  if (!meant || meant.found.length === 0) return { found: [], instead: [], words: [] }
  return { found: meant.found.slice(0, most), instead: meant.instead, words: wordsOf(meant.sought) }
}

/** A result of any type in the same form. */
function asHit({ id, type, kind, day, title, body }: Found, words: readonly string[]) {
  const [begins = ''] = body.split('\n')
  const beginning = snippetOf(begins, words)
  // What has no name is called by its first line: found there, or by no word at all, nothing else needs to be shown.
  const isFoundThere = title === '' && (words.length === 0 || beginning.some(({ hit }) => hit))
  return {
    id,
    type,
    kind,
    title: title || plainSnippet(snippetOf(begins, [], 200)),
    /** It has a title of its own; else that is how it begins. */
    isNamed: title !== '',
    on: day,
    /** The part that was found, its hits apart. */
    snippet: isFoundThere ? beginning : snippetOf(body, words),
    private: isPrivate(type),
  }
}

/** True where the snippet would only say the title again. */
export const isSaid = (title: string, snippet: readonly Piece[]): boolean => {
  const text = plainSnippet(snippet)
  return text === '' || text === title || title.startsWith(text.replace(/ …$/, ''))
}
