import type { Answers } from './answers.ts'
import { type Field, fieldOf, type Template } from './template.ts'

/** True if there is enough in a field: a list and a table may ask for more than one entry. */
export function isFilled(field: Field, answers: Answers): boolean {
  const answer = answers[field.id]
  if (answer === undefined) return false
  if (field.type === 'list') return answer.length >= field.min
  if (field.type === 'table') return answer.length >= field.minRows
  return answer.length > 0
}

export interface MissingField {
  id: string
  label: string
  /** What would fill it: “at least 2 rows; 1 so far”, or nothing where a word will do. */
  says: string | null
}

/** What still has to be filled before it can be finished, in the order of the form. */
export const missingIn = (template: Template, answers: Answers): MissingField[] =>
  template.fields
    .filter(({ id }) => template.completeWhen.includes(id))
    .filter((field) => !isFilled(field, answers))
    .map((field) => ({ id: field.id, label: field.label, says: whatFills(field, answers) }))

function whatFills(field: Field, answers: Answers): string | null {
  const there = answers[field.id]?.length ?? 0
  if (field.type === 'list' && field.min > 1) return `at least ${field.min} entries; ${there} so far`
  if (field.type === 'table' && field.minRows > 1) return `at least ${field.minRows} rows; ${there} so far`
  return null
}

export const wordsOf = (text: string): number => text.match(/\S+/gu)?.length ?? 0

/** Words in one field, or in all of them. */
export function wordCount(answers: Answers, field?: string): number {
  const answer = field === undefined ? Object.values(answers) : [answers[field] ?? '']
  return answer
    .flat()
    .flatMap((part) => (typeof part === 'string' ? [part] : Object.values(part)))
    .reduce((sum, text) => sum + wordsOf(text), 0)
}

/** What is longer than it reads well, in sentences; nothing is ever cut. */
export function longParts(template: Template, answers: Answers): { field: string | null; says: string }[] {
  const parts = template.fields.flatMap((field) => {
    const entries = answers[field.id]?.length ?? 0
    const n = wordCount(answers, field.id)
    if (field.maxWords && n > field.maxWords)
      return [{ field: field.id, says: `${field.label}: ${n} words. ${field.maxWords} read more easily.` }]
    const most = field.type === 'list' ? field.max : field.type === 'table' ? field.maxRows : undefined
    if (most && entries > most)
      return [{ field: field.id, says: `${field.label}: ${entries} entries. ${most} are easier to remember.` }]
    return []
  })
  const all = wordCount(answers)
  return all > template.maxWords
    ? [...parts, { field: null, says: `${all} words in all. At ${template.maxWords} it is still read to the end.` }]
    : parts
}

/** Where a field stands for a condition: filled as far as it asks for. */
export const hasField = (template: Template, answers: Answers, id: string): boolean => {
  const field = fieldOf(template, id)
  return field !== null && isFilled(field, answers)
}
