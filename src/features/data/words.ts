import { count } from '../../core/number-words.ts'
import type { ActivityRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

/** What an entry of the activity log did, in a few words. */
export function sentenceFor({
  operation,
  undoes,
  records,
}: {
  operation: string
  undoes: string | null
  records: { table: string; change: string }[]
}): string {
  if (undoes) return 'Took a change back'
  const lines = count(records.filter(({ table }) => table === 'proposals').length, 'line')
  return aboutLines[operation]?.(lines) ?? sentences[operation] ?? operation.replace('.', ': ')
}

const aboutLines: Record<string, (lines: string) => string> = {
  'inbox.import': (lines) => `Read notes: ${lines} into the inbox`,
  'start.notes': (lines) => `Read notes: ${lines} into the inbox`,
  'inbox.approve': (lines) => `Kept ${lines} of the inbox`,
  'inbox.dismiss': (lines) => `Waved ${lines} of the inbox away`,
}

const sentences: Record<string, string> = {
  'profile.set': 'Changed the profile',
  'settings.set': 'Changed the settings',
  'start.mark': 'Moved on in the first ten minutes',
  'start.answer': 'Answered about the five skills',
  'start.role': 'Said what you do',
  'evidence.capture': 'Logged a record',
  'evidence.edit': 'Edited a record',
  'evidence.remove': 'Removed a record',
  'evidence.restore': 'Restored a record',
  'evidence.confirm': 'Added a confirmation',
  'evidence.attach': 'Attached a file',
  'evidence.detach': 'Took a file away',
  'start.lines': 'Decided on the first lines',
  'inbox.edit': 'Edited a line of the inbox',
  'initiative.start': 'Began an initiative',
  'initiative.edit': 'Edited an initiative',
  'initiative.launch': 'Recorded a launch',
  'initiative.review': 'Looked back at a launch',
  'initiative.decline': 'Declined an initiative',
  'metric.define': 'Defined a metric',
  'metric.record': 'Recorded a reading',
  'rating.give': 'Rated a skill',
  'agreement.record': 'Recorded a talk about readiness',
  'research.record': 'Wrote down how promotion works here',
  'people.add': 'Put somebody on the list of people',
  'people.remove': 'Took somebody off the list of people',
  'cycle.set': 'Put the review cycle in',
  'talk.record': 'Wrote a talk down',
  'signals.dismiss': 'Waved a check away',
  'signals.recall': 'Let a check speak again',
  'signals.hear': 'Said what was heard in a talk',
  'actions.start': 'Began a next step',
  'actions.done': 'Marked a next step as done',
  'actions.drop': 'Dropped a next step',
  'actions.restore': 'Brought a next step back',
  'initiative.record': 'Made the record of an initiative',
  'decision.revisit': 'Looked at a decision again',
  'metric.remove': 'Took a metric out',
  'reading.edit': 'Corrected a reading',
  'reading.remove': 'Took a reading out',
  'case.edit': 'Wrote into the case',
  'case.choose': 'Chose the examples of the case',
  'evidence.migrate': 'Carried records over to another ladder',
  'inbox.stop': 'Stopped reading a file',
  'document.start': 'Began a working document',
  'document.edit': 'Wrote in a working document',
  'document.finish': 'Finished a working document',
  'document.remove': 'Removed a working document',
  'document.restore': 'Restored a working document',
  'discovery.log': 'Wrote a conversation down',
  'discovery.edit': 'Edited a conversation',
  'discovery.remove': 'Removed a conversation',
  'discovery.conclude': 'Wrote down what conversations come to',
  'discovery.reopen': 'Opened a discovery cycle again',
  'framework.adopt': 'Moved to another ladder',
  'framework.import': 'Brought a ladder in',
  'framework.edit': 'Changed a ladder',
  'framework.remove': 'Removed a ladder',
  'rating.form': 'Asked somebody to rate',
  'rating.receive': 'Took an answer in',
  'rating.cancel': 'Called a request off',
  'rating.withdraw': 'Took an answer back',
  'rating.migrate': 'Carried ratings over to another ladder',
  'people.touch': 'Met somebody on the list of people',
  'coach.dismiss': 'Waved a question of the coach away',
  'quiz.take': 'Said what to make of the quiz',
  'quiz.keep': 'Kept the answers of the quiz',
}

/** The door a change came through, in words. */
export const waysIn: Record<ActivityRow['via'], string> = {
  web: 'in the browser',
  api: 'through the API',
  cli: 'on the command line',
  mcp: 'by an assistant',
  start: 'at the start',
  folder: 'from a watched folder',
}

/** “21 November 2026, 14:05 UTC”. */
export const momentWords = (instant: string): string =>
  `${dayWords(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`

/** What a copy was kept for, in words. */
export const keptFor = (why: string): string =>
  ({
    daily: 'copy of the day',
    'by-hand': 'kept by hand',
    'before-import': 'before an archive was read',
    'before-restore': 'before going back to a copy',
  })[why] ?? 'before a change of format'

export const sizeWords = (bytes: number): string => `${Math.ceil(bytes / 1024).toLocaleString('en')} kB`
