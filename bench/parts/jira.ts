/** An export of Jira with all its fields: so many issues, most of them done, with descriptions of several lines. */
export function jiraExport(rows: number): string {
  const head = [
    ...['Summary', 'Issue key', 'Issue id', 'Issue Type', 'Status', 'Project key', 'Project name', 'Priority'],
    ...['Resolution', 'Assignee', 'Reporter', 'Created', 'Updated', 'Resolved', 'Labels', 'Labels', 'Description'],
    ...['Watchers', 'Watchers', 'Sprint', 'Sprint', 'Comment', 'Comment', 'Parent summary', 'Status Category'],
    ...Array.from({ length: 40 }, (_, i) => `Custom field (Field ${i + 1})`),
  ]
  const lines = [head.join(',')]
  for (let i = 0; i < rows; i++) lines.push(rowOf(i).map(quoted).join(','))
  return `\uFEFF${lines.join('\n')}\n`
}

const statuses = ['Done', 'Done', 'Done', 'In Progress', 'Closed']
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const summaries = [
  'Cut the steps of set-up from 9 to #',
  'Launch the new price page, part #',
  'Ask # customers why they left in the first week',
  'Decided against the export, since # of 40 asked for it',
  'Fix the total on invoice #',
]

function rowOf(i: number): string[] {
  const status = statuses[i % statuses.length]!
  const isOpen = status === 'In Progress'
  const on = `${String((i % 28) + 1).padStart(2, '0')}/${months[i % 12]}/${22 + (i % 4)} 3:54 PM`
  return [
    ...[summaries[i % summaries.length]!.replace('#', String(i)), `PAY-${i + 1}`, String(10_000 + i), 'Story', status],
    ...['PAY', 'Payments', 'Medium', isOpen ? '' : status === 'Closed' ? "Won't Do" : 'Done', 'A. One', 'B. Two'],
    ...[on, on, isOpen ? '' : on, 'onboarding', `q${(i % 4) + 1}`],
    `*Why*\n\nPeople leave on step ${i % 9}, "the form", and nobody has asked them.\n\n* one, two\n* three\n`.repeat(3),
    ...['W. One', 'W. Two', 'Sprint 1', 'Sprint 2', `03/Jan/24 10:00 AM;abc;First look, ${i}`, ''],
    ...[`Piece of work ${i % 60}`, isOpen ? 'In Progress' : 'Done'],
    ...Array.from({ length: 40 }, (_, n) => (n % 9 === 0 ? `value ${n}` : '')),
  ]
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
