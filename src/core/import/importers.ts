import { Problem } from '../problem.ts'
import { bragJson } from './brag-json.ts'
import { calendar } from './calendar/calendar.ts'
import { table } from './columns.ts'
import { decisions } from './decisions/decisions.ts'
import { github } from './github.ts'
import type { Importer, Incoming } from './importer.ts'
import { jira } from './jira.ts'
import { linear } from './linear.ts'
import { notes } from './notes.ts'

/** Every form of file that can be brought in. The first that recognises a file reads it, so the particular stand before the general. */
export const importers: readonly Importer[] = [calendar, decisions, jira, linear, github, bragJson, table, notes]

export const importFormats = ['auto', ...importers.map(({ format }) => format)] as const

/** The importer that reads this file: the one asked for, or the one that knows it by its content. */
export function importerOf(file: Incoming, format: string): Importer {
  const asked = format === 'auto' ? importers.find((importer) => importer.recognises(file)) : byName(format)
  if (!asked) throw new Problem('invalid', `Cairn does not know a format “${format}”. Nothing was changed.`, 'format')
  return asked
}

const byName = (format: string): Importer | undefined => importers.find((importer) => importer.format === format)
