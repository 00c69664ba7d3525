import { Problem } from '../problem.ts'
import { advertIn, differenceBetween, draftOfAdvert, isAdvert } from './advert.ts'
import { type Choosing, choosing as newChoosing } from './choosing.ts'
import { dataOf } from './data.ts'
import { partsOfData } from './data-parts.ts'
import { gridOf, separatorOf } from './delimited.ts'
import { draftOf } from './draft.ts'
import { formatsOf } from './format.ts'
import { partsOfGrid } from './grid.ts'
import { htmlBlocks } from './html.ts'
import { levelName } from './level-name.ts'
import { LONGEST, MOST_PARTS, MOST_SENTENCES, tooLong, tooMuch } from './limits.ts'
import { markLevels } from './mark-levels.ts'
import { markdownBlocks } from './markdown.ts'
import { outlineOf } from './outline.ts'
import { newPart, type Part, partsBelow } from './part.ts'
import { labelOf } from './plain.ts'
import { checkLadder, noLadder } from './refusal.ts'
import { sentencesOf } from './sentences.ts'
import { splitLadders } from './split-ladders.ts'
import { settleSteps } from './steps.ts'
import type { LadderDraft, LadderFormat, LadderReading, ReadLadder, ReadOptions } from './types.ts'
import { isAroundLadder, isStructure } from './words.ts'

export const readLadder: ReadLadder = (text, options = {}) => {
  if (text.length > LONGEST) throw tooLong(text.length)
  const written = text.replace(/^\uFEFF/, '').replaceAll('\u0000', '')
  if (written.trim() === '') throw new Problem('invalid', 'There is nothing to read: the text is empty.', 'text')
  if (options.format === 'advert' || options.against !== undefined)
    return advertReading(written, options, newChoosing(options.answers ?? {}))
  return firstReadable(options.format ? [options.format] : formatsOf(written), written, options)
}

/** Reads in the first way in which the text is a ladder; refuses as the first one refuses. */
function firstReadable(formats: readonly LadderFormat[], text: string, options: ReadOptions): LadderReading {
  let refusal: Problem | null = null
  for (const format of formats) {
    const choosing = newChoosing(options.answers ?? {})
    try {
      return ladderReading(format, text, options, choosing)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid') throw error
      refusal ??= error
    }
  }
  if (!options.format && formats.some(isProse) && isAdvert(text))
    return advertReading(text, options, newChoosing(options.answers ?? {}))
  throw refusal
}

function ladderReading(format: LadderFormat, text: string, options: ReadOptions, choosing: Choosing): LadderReading {
  const whole = partsOf(text, format, choosing)
  const drafts = draftsIn(whole, text, choosing)
  if (
    !options.format &&
    isProse(format) &&
    mayBeAdvert(drafts) &&
    isAdvert(text) &&
    askAboutAdvert(format, choosing) === 'advert'
  )
    return advertReading(text, options, choosing)
  return finished(format, drafts, titleInHeader(text) || titleOf(whole), options.name, choosing)
}

const isProse = (format: LadderFormat): boolean => format === 'text' || format === 'markdown' || format === 'html'

// One advert names its own level, and perhaps the one it reports to.
const mayBeAdvert = (drafts: readonly LadderDraft[]): boolean => drafts.length === 1 && drafts[0]!.levels.length <= 2

/** A ladder whose levels have the headings of adverts, tasks and requirements, may be one advert that names other jobs. */
function askAboutAdvert(format: LadderFormat, choosing: Choosing): LadderFormat {
  const taken = choosing.ask({
    id: 'format',
    about: 'format',
    question: 'Is this a ladder or the advert of one job?',
    because: 'It has several levels, and also the headings of an advert: tasks and requirements.',
    assumed: format,
    options: [
      { key: format, label: 'A ladder of several levels' },
      { key: 'advert', label: 'The advert of one job' },
    ],
    lines: [1],
  })
  return taken as LadderFormat
}

function advertReading(text: string, { against, name }: ReadOptions, choosing: Choosing): LadderReading {
  if (against !== undefined && against.length > LONGEST) throw tooLong(against.length)
  const next = advertIn(text, name)
  const present = against === undefined || against.trim() === '' ? null : advertIn(against)
  const draft = draftOfAdvert(present ? [present, next] : [next], choosing)
  const reading: LadderReading = {
    format: 'advert',
    ladders: [{ ...draft, name: name || draft.name }],
    choices: choosing.choices,
    warnings: choosing.warnings,
  }
  return present ? { ...reading, difference: differenceBetween(present, next) } : reading
}

function partsOf(text: string, format: LadderFormat, choosing: Choosing): Part {
  if (format === 'yaml' || format === 'json') return partsOfData(dataOf(text), choosing)
  if (format === 'csv' || format === 'tsv') {
    const separator = format === 'tsv' ? '\t' : (separatorOf(text) ?? ',')
    return { ...newPart('', 1, 'whole'), parts: partsOfGrid(gridOf(text, separator), choosing, 'ladder', '') }
  }
  if (format === 'html') return outlineOf(htmlBlocks(text), choosing)
  const whole = outlineOf(markdownBlocks(text), choosing)
  const header = frontMatter(text)
  if (header !== null) whole.parts.unshift(...partsOfData(dataOf(header), choosing).parts)
  return whole
}

/** A ladder may stand in the header of its page; the text below is then only about it. */
function frontMatter(text: string): string | null {
  const found = /^---[ \t]*\r?\n/.exec(text)
  if (!found) return null
  const end = text.indexOf('\n---', found[0].length)
  const header = end < 0 ? '' : text.slice(found[0].length, end)
  // Kept on its lines: the first one of the file is the ruler.
  return /^ {4,}\S/m.test(header) ? `\n${header}` : null
}

// A page of dozens of levels is a list of something else.
const MOST_LEVELS = 80

function draftsIn(whole: Part, text: string, choosing: Choosing): LadderDraft[] {
  let parts = 0
  for (const _ of partsBelow(whole)) if (++parts > MOST_PARTS) throw tooMuch()
  settleSteps(whole, choosing)
  const marks = markLevels(whole)
  if (marks.levels.size === 0) throw noLadder(text, whole, 'No level was found.')
  if (new Set([...marks.levels].map(({ label }) => label)).size > MOST_LEVELS)
    throw noLadder(text, whole, `More than ${MOST_LEVELS} names of levels were found.`)
  const sentences = sentencesOf(whole, marks)
  if (sentences.length > MOST_SENTENCES) throw tooMuch()
  const places = splitLadders(whole, marks, choosing)
  const drafts = places
    .map((place, n) => draftOf(place, `ladder-${n + 1}`, whole, sentences, marks, choosing))
    .filter((draft) => draft !== null)
  if (drafts.length === 0) throw noLadder(text, whole, 'Levels are named, but nothing is said of them.')
  if (marks.areWeak) askAboutWeak(drafts[0]!, choosing)
  if (drafts.length === 1) checkLadder(drafts[0]!, text, whole)
  const full = drafts.filter((draft) => draft.levels.length >= 2)
  if (full.length === 0) throw noLadder(text, whole, 'No ladder has two levels.')
  return full
}

function askAboutWeak(draft: LadderDraft, choosing: Choosing): void {
  const names = draft.levels.map(({ title }) => `“${title}”`).join(', ')
  const taken = choosing.ask({
    id: 'grades',
    about: 'levels',
    question: `Are ${names} the levels?`,
    because: 'They say how good somebody is at a skill rather than which job they have.',
    assumed: 'yes',
    options: [
      { key: 'yes', label: 'Yes, people are promoted from one to the next' },
      { key: 'no', label: 'No, they grade a skill' },
    ],
    lines: draft.levels.map(({ line }) => line),
  })
  if (taken === 'no')
    throw new Problem(
      'invalid',
      `Then this text has no levels: ${names} grade skills. Hand in the ladder that says which level asks for which grade.`,
      'text',
    )
}

function finished(
  format: LadderFormat,
  drafts: readonly LadderDraft[],
  title: string,
  given: string | undefined,
  choosing: Choosing,
): LadderReading {
  const ladders = drafts.map((draft) => ({ ...draft, name: nameOf(draft, title, given, drafts.length) }))
  const warnings = choosing.warnings.toSorted((a, b) => a.line - b.line)
  return { format, ladders, choices: choosing.choices, warnings }
}

function nameOf(draft: LadderDraft, title: string, given: string | undefined, count: number): string {
  const own = draft.name === '' || draft.name.length > 80 ? '' : draft.name
  if (count > 1) return own || given || title || 'Ladder'
  return given || title || (isStructure(own) && !own.includes(' ') ? '' : own) || 'Imported ladder'
}

/** The title in the header of a Markdown page. */
const titleInHeader = (text: string): string =>
  labelOf(
    /^---\r?\n(?:[^\n]{0,300}\n){0,10}?title:[ \t]*([^\n]{1,120})/.exec(text)?.[1]?.replace(/^["']|["']\s*$/g, '') ??
      '',
  )

/** The page's own title: its first heading, or the value under a key that says title or name. */
function titleOf(whole: Part): string {
  for (const [n, part] of whole.parts.slice(0, 5).entries()) {
    if (n === 0 && part.kind === 'lead' && part.says.length === 0 && part.parts.length === 0)
      return part.label.slice(0, 80)
    if (isAroundLadder(part.label) || levelName(part.label)?.certainty === 'sure') continue
    if (part.kind === 'heading') return part.label.slice(0, 80)
    if (part.kind === 'key' && whole.parts.length === 1 && part.parts.length > 0 && !isStructure(part.label))
      return part.label.slice(0, 80)
    if (part.kind === 'key' && /^(?:title|name|ladder|framework)$/i.test(part.label) && part.says[0])
      return labelOf(part.says[0].text).slice(0, 80)
  }
  return ''
}
