import type { ItemKind } from '../../core/evidence.ts'
import type { Filter, FoundType, Part, SearchQuery } from '../../core/search-query.ts'
import { withoutPart } from '../../core/search-query.ts'
import { dayWords, kindWord } from '../../ui/parts.tsx'

const typeWords: Record<FoundType, string> = {
  evidence: 'Evidence',
  initiative: 'Initiative',
  metric: 'Metric',
  document: 'Document',
  conversation: 'Customer conversation',
  person: 'Person',
  talk: 'Talk',
}

/** What a result is, in the product's words: evidence by its kind. */
export const sortWords = (type: FoundType, kind: ItemKind | null): string =>
  type === 'evidence' ? kindWord(kind) : typeWords[type]

/** Each part of the query in words, and the query that is left without it. */
export const understood = (query: SearchQuery) =>
  query.parts.map((part) => ({
    text: part.text,
    means: meaning(part),
    filter: part.is === 'filter',
    without: withoutPart(query, part),
  }))

function meaning(part: Part): string {
  const words =
    part.is === 'filter'
      ? filterWords(part.filter)
      : part.is === 'phrase'
        ? `“${part.words.join(' ')}”`
        : part.words.join(' ')
  return part.not ? `without ${words}` : words
}

function filterWords(filter: Filter): string {
  switch (filter.name) {
    case 'kind':
      return kindWord(filter.value === 'note' ? null : filter.value)
    case 'type':
      return typeWords[filter.value]
    case 'skill':
      return `skill: ${filter.called}`
    case 'initiative':
    case 'person':
      return `${filter.name}: ${filter.value.join(' ')}`
    case 'measured':
      return filter.value ? 'measured' : 'not measured'
    case 'confirmed':
      return filter.value ? 'confirmed by somebody' : 'confirmed by nobody yet'
    case 'since':
      return `since ${dayWords(filter.value)}`
    case 'until':
      return `until ${dayWords(filter.value)}`
  }
}
