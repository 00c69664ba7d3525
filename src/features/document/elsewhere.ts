import { type Answers, withAnswers } from '../../core/document/answers.ts'
import { type Block, blocksOf } from '../../core/document/outline.ts'
import { fieldOf, type Template } from '../../core/document/template.ts'
import { Problem } from '../../core/problem.ts'
import type { Failed } from '../../ui/form.tsx'

/** What the file holds by now in the fields that this form says otherwise; nothing unless another window was quicker. */
export function changedElsewhere(template: Template, answers: Answers, failed: Failed | null): Record<string, string> {
  if (failed?.operation !== 'document.edit' || failed.problem.field !== 'revision') return {}
  const stored = new Map(wordsByField(template, answers))
  return Object.fromEntries(
    wordsByField(template, sentAnswers(template, answers, failed.values))
      .filter(([id, words]) => words !== (stored.get(id) ?? ''))
      .map(([id]) => [id, stored.get(id) ?? '']),
  )
}

/** What a form said, as the answers it stands for. */
function sentAnswers(template: Template, before: Answers, values: Record<string, string | string[]>): Answers {
  const tables: Record<string, string[][]> = {}
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const [what, id = '', row, cell] = name.split('.')
    if (what === 'fields' && fieldOf(template, id)) fields[id] = [value].flat().join('\n')
    if (what === 'rows' && fieldOf(template, id)) {
      const rows = tables[id] ?? []
      const cells = rows[Number(row)] ?? []
      cells[Number(cell)] = [value].flat().join(' ')
      rows[Number(row)] = cells
      tables[id] = rows
    }
  }
  try {
    return withAnswers(template, before, { ...fields, ...tables })
  } catch (problem) {
    if (problem instanceof Problem) return before
    throw problem
  }
}

const wordsByField = (template: Template, answers: Answers): [string, string][] => {
  const blocks = blocksOf({ template, answers, withPrivate: true })
  return template.fields.map(({ id }) => [id, inWords(blocks.find(({ field }) => field === id))])
}

function inWords(block: Block | undefined): string {
  if (block?.is === 'text') return block.text
  if (block?.is === 'list') return block.items.join('; ')
  if (block?.is === 'table') return block.rows.map((row) => row.filter(Boolean).join(', ')).join('; ')
  return ''
}
