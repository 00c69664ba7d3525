/** What an entry of the activity log did, in a few words. */
export function sentenceFor({
  operation,
  undoes,
  records,
}: {
  operation: string
  undoes: string | null
  records: { change: string }[]
}): string {
  if (undoes) return 'Took a change back'
  const said = sentences[operation] ?? `${operation.replace('.', ': ')}`
  const more = records.length - 1
  return more > 0 && many.has(operation) ? `${said} (${records.length} rows)` : said
}

const many = new Set(['inbox.import', 'inbox.approve', 'inbox.dismiss', 'start.notes'])

const sentences: Record<string, string> = {
  'profile.set': 'Changed the profile',
  'settings.set': 'Changed the settings',
  'start.mark': 'Moved on in the first ten minutes',
  'start.answer': 'Answered for a skill',
  'start.role': 'Said what you do',
  'start.notes': 'Pasted notes',
  'evidence.capture': 'Logged a record',
  'evidence.edit': 'Edited a record',
  'evidence.remove': 'Removed a record',
  'evidence.restore': 'Restored a record',
  'evidence.confirm': 'Added a confirmation',
  'evidence.attach': 'Attached a file',
  'inbox.import': 'Read notes into the inbox',
  'inbox.edit': 'Edited a proposal',
  'inbox.approve': 'Approved proposals',
  'inbox.dismiss': 'Waved proposals away',
  'initiative.start': 'Began an initiative',
  'initiative.edit': 'Edited an initiative',
  'initiative.launch': 'Recorded a launch',
  'initiative.review': 'Looked back at a launch',
  'initiative.decline': 'Declined an initiative',
  'metric.define': 'Defined a metric',
  'metric.record': 'Recorded a reading',
  'rating.give': 'Rated a skill',
  'agreement.record': 'Recorded a talk about readiness',
  'case.edit': 'Wrote into the case',
  'case.choose': 'Chose the examples of the case',
}
