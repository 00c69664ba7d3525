import type { Day } from '../../core/day.ts'
import type { Filter, Part, SearchQuery } from '../../core/search-query.ts'
import type { Handle } from '../../platform/database.ts'
import { findTitled } from '../../platform/search.ts'
import { anything, type Sought } from '../../platform/search-asked.ts'
import { mark } from '../../platform/search-documents.ts'

/** What a query asks for, as words and marks; and what there is to say of it. */
export interface Asked {
  sought: Sought
  said: string[]
}

// Filters of the same name widen a search where a record has one of them, and narrow it where it may have several.
export async function askedIn(tx: Handle, personId: string, { parts }: SearchQuery): Promise<Asked> {
  const filters = parts.flatMap((part) => (part.is === 'filter' ? [part] : []))
  const wanted = filters.filter(({ not }) => !not).map(({ filter }) => filter)
  const unwanted = filters.filter(({ not }) => not).map(({ filter }) => filter)
  const [inWanted, inUnwanted] = [await initiatives(tx, personId, wanted), await initiatives(tx, personId, unwanted)]
  const either = wanted.flatMap(sortOf)
  return {
    sought: {
      ...anything,
      words: parts.flatMap((part) => (part.is === 'words' && !part.not ? part.words : [])),
      phrases: parts.flatMap((part) => (part.is === 'phrase' && !part.not ? [part.words] : [])),
      without: parts.flatMap((part) => (part.is !== 'filter' && part.not ? [part.words] : [])),
      marks: [
        ...(either.length > 0 ? [either] : []),
        ...wanted.flatMap(marksOf),
        ...(inWanted
          ? [inWanted.ids.length > 0 ? inWanted.ids.map((id) => mark('in', id)) : [mark('in', 'none')]]
          : []),
      ],
      noMarks: [
        ...unwanted.flatMap(sortOf),
        ...unwanted.flatMap((filter) => marksOf(filter).flat()),
        ...(inUnwanted?.ids ?? []).map((id) => mark('in', id)),
      ],
      since: latest(edges(wanted, 'since')),
      until: earliest(edges(wanted, 'until')),
    },
    said: [...(inWanted?.said ?? []), ...(inUnwanted?.said ?? [])],
  }
}

/** What sort of thing it is: a record is of one type and of one kind. */
const sortOf = (filter: Filter): string[] =>
  filter.name === 'kind' || filter.name === 'type' ? [mark(filter.name, filter.value)] : []

/** For each thing the filter asks for, the marks of which one is enough. */
function marksOf(filter: Filter): string[][] {
  switch (filter.name) {
    case 'skill':
      return [filter.value.map((id) => mark('skill', id))]
    case 'person':
      return filter.value.map((word) => [mark('person', word)])
    case 'measured':
    case 'confirmed':
      return [[mark(filter.name, filter.value ? 'yes' : 'no')]]
    default:
      return []
  }
}

// Titles that begin alike are rarely more.
const mostInitiatives = 40

async function initiatives(
  tx: Handle,
  personId: string,
  filters: readonly Filter[],
): Promise<{ ids: string[]; said: string[] } | null> {
  const named = filters.flatMap((filter) => (filter.name === 'initiative' ? [filter.value] : []))
  if (named.length === 0) return null
  const found = { ids: [] as string[], said: [] as string[] }
  for (const words of named) {
    const ids = await findTitled(tx, personId, 'initiative', words, mostInitiatives)
    found.ids.push(...ids)
    if (ids.length === 0) found.said.push(`No initiative of yours is called “${words.join(' ')}”.`)
  }
  return found
}

const edges = (filters: readonly Filter[], name: 'since' | 'until'): Day[] =>
  filters.flatMap((filter) => (filter.name === name ? [filter.value as Day] : []))

const latest = (days: readonly Day[]): Day | undefined => days.toSorted().at(-1)
const earliest = (days: readonly Day[]): Day | undefined => days.toSorted()[0]

/** True if the part asks for people or talks by name. */
export const asksForPrivate = (part: Part): boolean =>
  part.is === 'filter' && !part.not && part.filter.name === 'type' && isPrivate(part.filter.value)

export const isPrivate = (type: string): boolean => type === 'person' || type === 'talk'
