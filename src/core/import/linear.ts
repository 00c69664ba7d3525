import { Problem } from '../problem.ts'
import type { Importer } from './importer.ts'
import { addressesIn, comeOf, datesOf, firstDay, isDone, isNotDone } from './issue.ts'
import type { Row } from './rows.ts'
import { Cells, tableIn } from './table.ts'

/** Issues of Linear as it exports them, with its dates or, as for a guest, without any. */
export const linear: Importer = {
  format: 'linear',
  words: 'issues from Linear',
  recognises({ text }) {
    const table = tableIn(text.slice(0, 60_000))
    return table !== null && isLinear(new Cells(table.head))
  },
  *read({ text }, { refDate, dayFirst }) {
    const table = tableIn(text)
    if (!table || !new Cells(table.head).has('Title'))
      throw new Problem(
        'invalid',
        'This does not look like an export of issues from Linear: it has no column “Title”. Nothing was changed.',
        'format',
      )
    const cells = new Cells(table.head)
    const read = datesOf(table, cells, ['Completed'], dayFirst)
    for (const row of table.rows()) {
      const id = cells.first(row, 'ID', 'Identifier')
      yield comeOf(
        {
          line: row.line,
          title: cells.first(row, 'Title'),
          open: whyOpen(row, cells),
          date: firstDay(row, cells, ['Completed'], read),
          initiative: cells.first(row, 'Project', 'Initiatives'),
          links: addressesIn(cells.all(row, 'URL', 'Link')),
          source: /^[\p{L}\p{N}]{1,20}-\d{1,9}$/u.test(id) ? `linear:${id.toUpperCase()}` : null,
        },
        refDate,
      )
    }
  },
}

const isLinear = (cells: Cells): boolean =>
  cells.has('ID', 'Identifier') &&
  cells.has('Title') &&
  cells.has('Status') &&
  cells.has('Team') &&
  cells.has('Cycle Number', 'Cycle Name', 'Completed', 'Canceled', 'Estimate', 'Creator', 'Parent issue', 'Initiatives')

function whyOpen(row: Row, cells: Cells): string | null {
  const status = cells.first(row, 'Status')
  if (cells.first(row, 'Canceled', 'Cancelled') !== '' || isNotDone(status))
    return `it was closed without being done (${status || 'cancelled'})`
  if (cells.first(row, 'Completed') !== '' || isDone(status)) return null
  return status === '' ? 'nothing says that it was done' : `it is not done yet (${status})`
}
