import { Problem } from '../problem.ts'
import { mayBeData, objectsIn, tableOfObjects } from './data.ts'
import type { Importer, Incoming } from './importer.ts'
import { addressesIn, comeOf, datesOf, firstDay, isDone, isNotDone } from './issue.ts'
import type { Row } from './rows.ts'
import { Cells, type Table, tableIn } from './table.ts'

// As the command line, the API and a project's table name them.
const names = {
  state: ['state', 'status'],
  reason: ['stateReason', 'state_reason'],
  merged: ['mergedAt', 'merged_at', 'merged at'],
  closed: ['closedAt', 'closed_at', 'closed at'],
  url: ['html_url', 'url', 'link'],
  number: ['number', 'issue number', 'pr number'],
  repository: ['repository', 'repo'],
  pull: ['isPullRequest', 'mergedAt', 'merged_at', 'isDraft', 'draft', 'headRefName', 'mergeCommit', 'pull_request'],
}

/** Issues and pull requests of GitHub: CSV or JSON as its command line and its API give them, or the table of a project. */
export const github: Importer = {
  format: 'github',
  words: 'issues or pull requests from GitHub',
  recognises(file) {
    if (mayBeData(file.text)) return isGithubData(file.text.slice(0, 60_000))
    const table = tableIn(file.text.slice(0, 60_000))
    return table !== null && isGithub(table)
  },
  *read(file, { refDate, dayFirst }) {
    const table = tableOf(file)
    if (!table || !new Cells(table.head).has('title'))
      throw new Problem(
        'invalid',
        'This does not look like issues or pull requests from GitHub: there is no “title”. Nothing was changed.',
        'format',
      )
    const cells = new Cells(table.head)
    const isPulls = cells.has(...names.pull)
    const read = datesOf(table, cells, [...names.merged, ...names.closed], dayFirst)
    for (const row of table.rows()) {
      const links = addressesIn(cells.all(row, ...names.url))
      const address = links.map((link) => place.exec(link)).find((found) => found !== null)
      yield comeOf(
        {
          line: row.line,
          title: cells.first(row, 'title'),
          open: whyOpen(row, cells, isPulls && (address?.[2] ?? 'pull') === 'pull'),
          date: firstDay(row, cells, names.merged, read) ?? firstDay(row, cells, names.closed, read),
          initiative: cells.first(row, 'milestone'),
          links: address ? [`https://github.com/${address[1]}/${address[2]}/${address[3]}`] : links,
          source: sourceOf(row, cells, address ?? null),
        },
        refDate,
      )
    }
  },
}

/** Web and API addresses of one issue or pull request. */
const place = /^https:\/\/(?:api\.)?github\.com\/(?:repos\/)?([\w.-]+\/[\w.-]+)\/(issues|pull)s?\/(\d{1,9})\b/

const tableOf = ({ text }: Incoming): Table | null => {
  if (!mayBeData(text)) return tableIn(text)
  const objects = objectsIn(text)
  return objects && tableOfObjects(objects)
}

function isGithub(table: Table): boolean {
  const cells = new Cells(table.head)
  if (!cells.has('title')) return false
  if (
    cells.has('number') &&
    cells.has(...names.state) &&
    cells.has(...names.closed, ...names.merged, 'createdAt', 'url')
  )
    return true
  const first = table.rows()[Symbol.iterator]().next() as IteratorResult<Row>
  return !first.done && cells.all(first.value, ...names.url).some((address) => place.test(address))
}

function isGithubData(start: string): boolean {
  const has = (name: string) => start.includes(`"${name}"`)
  return has('title') && (has('number') || has('url')) && (has('state') || has('closedAt') || has('mergedAt'))
}

function whyOpen(row: Row, cells: Cells, isPull: boolean): string | null {
  const state = cells.first(row, ...names.state)
  const reason = cells.first(row, ...names.reason)
  if (cells.first(row, ...names.merged) !== '' || state.toLowerCase() === 'merged') return null
  const isClosed = isDone(state) || cells.first(row, ...names.closed) !== ''
  if (isClosed && isPull) return 'it was closed without being merged'
  const notDone = [reason, state].find((word) => isNotDone(word))
  if (notDone) return `it was closed without being done (${notDone.toLowerCase().replaceAll('_', ' ')})`
  if (isClosed || isDone(reason)) return null
  return state === '' ? 'nothing says that it was done' : `it is not done yet (${state.toLowerCase()})`
}

/** Its number is another one in every repository: only together with that does it name one thing. */
function sourceOf(row: Row, cells: Cells, address: RegExpExecArray | null): string | null {
  if (address) return `github:${address[1]!.toLowerCase()}#${address[3]}`
  const repository = cells.first(row, ...names.repository)
  const number = cells.first(row, ...names.number)
  return /^[\w.-]+\/[\w.-]+$/.test(repository) && /^\d{1,9}$/.test(number)
    ? `github:${repository.toLowerCase()}#${number}`
    : null
}
