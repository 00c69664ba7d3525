import { Problem } from '../problem.ts'
import type { Importer } from './importer.ts'
import { comeOf, datesOf, firstDay, type Issue, isDone, isNotDone } from './issue.ts'
import type { Row } from './rows.ts'
import { Cells, fold, tableIn } from './table.ts'

// The names that columns of an export bear, in the languages Jira is most used in.
const names = {
  title: ['Summary', 'Zusammenfassung', 'Résumé', 'Resumen', 'Resumo', 'Riepilogo', 'Samenvatting', '概要', '要約'],
  key: [
    'Issue key',
    'Work item key',
    'Key',
    'Vorgangsschlüssel',
    'Schlüssel',
    'Clé de ticket',
    'Clé',
    'Clave de incidencia',
    'Clave',
    'Chave da item',
    'Chave',
    'Chiave',
    '課題キー',
    'キー',
  ],
  id: [
    'Issue id',
    'Work item id',
    'Issue Type',
    'Work type',
    'Vorgangs-ID',
    'Vorgangstyp',
    'Type de ticket',
    'Tipo de Incidencia',
  ],
  status: ['Status', 'État', 'Estado', 'Stato', 'ステータス'],
  category: ['Status Category', 'Statuskategorie', 'Catégorie d’état', 'Categoría de estado'],
  resolution: ['Resolution', 'Lösung', 'Résolution', 'Resolución', 'Resolução', 'Risoluzione', '解決状況'],
  resolved: [
    'Resolved',
    'Resolution date',
    'Erledigt',
    'Gelöst',
    'Résolu',
    'Résolue',
    'Resuelta',
    'Resolvido',
    'Risolto',
    '解決日',
  ],
  // The day of the last change would make old work look fresh.
  later: ['Status Category Changed'],
  initiative: [
    'Epic Name',
    'Custom field (Epic Name)',
    'Parent summary',
    'Custom field (Parent summary)',
    'Epic Link Summary',
  ],
}

const unresolved = new Set([
  '',
  'unresolved',
  'nicht erledigt',
  'non resolu',
  'sin resolver',
  'nao resolvido',
  '未解決',
])

/** Issues of Jira as it exports them: “Export CSV (all fields)”, or fewer. */
export const jira: Importer = {
  format: 'jira',
  words: 'issues from Jira',
  recognises({ text }) {
    const table = tableIn(text.slice(0, 60_000))
    return table !== null && isJira(new Cells(table.head))
  },
  *read({ text }, { refDate, dayFirst }) {
    const table = tableIn(text)
    if (!table || !new Cells(table.head).has(...names.title))
      throw new Problem(
        'invalid',
        'This does not look like an export of issues from Jira: it has no column “Summary”. Nothing was changed.',
        'format',
      )
    const cells = new Cells(table.head)
    const read = datesOf(table, cells, [...names.resolved, ...names.later], dayFirst)
    for (const row of table.rows()) {
      const key = cells.first(row, ...names.key)
      const open = whyOpen(row, cells)
      const issue: Issue = {
        line: row.line,
        title: cells.first(row, ...names.title),
        open,
        date: firstDay(row, cells, names.resolved, read) ?? firstDay(row, cells, names.later, read),
        initiative: cells.first(row, ...names.initiative),
        links: [],
        source: isKey(key) ? `jira:${key.toUpperCase()}` : null,
      }
      yield comeOf(issue, refDate)
    }
  },
}

// Other tools have a title and a status too; a key and what only Jira calls so make it Jira’s.
const isJira = (cells: Cells): boolean =>
  cells.has(...names.title) && cells.has(...names.key) && (cells.has(...names.id) || cells.has(...names.status))

const isKey = (key: string): boolean => /^[\p{L}][\p{L}\p{N}_]{0,40}-\d{1,9}$/u.test(key)

function whyOpen(row: Row, cells: Cells): string | null {
  const status = cells.first(row, ...names.status)
  const resolution = cells.first(row, ...names.resolution)
  const category = cells.first(row, ...names.category)
  const notDone = [resolution, status].find((word) => isNotDone(word))
  if (notDone) return `it was closed without being done (${notDone})`
  const isResolved = cells.has(...names.resolution) && !unresolved.has(fold(resolution))
  const hasDay = cells.first(row, ...names.resolved) !== ''
  if (isResolved || hasDay || isDone(status) || isDone(category)) return null
  return status === '' ? 'nothing says that it was done' : `it is not done yet (${status})`
}
