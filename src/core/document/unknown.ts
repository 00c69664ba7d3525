import type { Answers } from './answers.ts'
import type { Field, Template } from './template.ts'

/** A document whose template this program does not know, read by what stands in it: a newer Cairn began it. */
export const unknownTemplate = (id: string, version: number, answers: Answers): Template => ({
  id,
  version,
  title: id.replaceAll('_', ' '),
  group: 'tell',
  first: false,
  families: ['pm', 'pmm'],
  isFor: 'A newer Cairn began this document. What was written in it stands below, field by field.',
  useWhen: '',
  goodWhen: [],
  maxWords: Number.MAX_SAFE_INTEGER,
  tagging: [],
  fields: Object.entries(answers).map(([id, answer]) => fieldFrom(id, answer)),
  completeWhen: [],
  offers: [],
})

function fieldFrom(id: string, answer: Answers[string]): Field {
  const common = { id, label: id.replaceAll('_', ' '), required: false, private: false }
  if (typeof answer === 'string') return { ...common, type: 'long' }
  const rows = answer.filter((entry) => typeof entry === 'object')
  if (rows.length === 0) return { ...common, type: 'list', min: 1, item: 'text' }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return { ...common, type: 'table', minRows: 1, columns: names.map((name) => ({ name, type: 'text', options: [] })) }
}
