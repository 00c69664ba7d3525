import type { Choosing } from './choosing.ts'
import type { Datum } from './data.ts'
import { partsOfGrid } from './grid.ts'
import { levelName } from './level-name.ts'
import { newPart, type Part } from './part.ts'
import { isNothing, labelOf, sameAs, statementsIn } from './plain.ts'
import {
  holdsLevels,
  holdsSkills,
  isAttribute,
  isField,
  isLevelSummary,
  isSetting,
  isSkillHeader,
  isTitle,
} from './words.ts'

/** Lists and maps as parts: an entry of a list is called by its name, title or id, a value of a map by its key. */
export function partsOfData(data: Datum, choosing: Choosing): Part {
  const whole = newPart('', data.line, 'whole')
  fill(whole, data, { levels: levelsListed(data), inLevel: false, besideSkills: false, choosing })
  return whole
}

interface Around {
  /** The names in a plain list of levels, for lists elsewhere that only count along it. */
  levels: string[]
  inLevel: boolean
  /** The skills stand elsewhere: what is written at a level is about the level itself. */
  besideSkills: boolean
  choosing: Choosing
}

type Map = Extract<Datum, { is: 'map' }>
type List = Extract<Datum, { is: 'list' }>

function levelsListed(data: Datum): string[] {
  const open: Datum[] = [data]
  for (let seen = 0; open.length > 0 && seen < 2_000; seen++) {
    const next = open.shift()!
    if (next.is === 'list') open.push(...next.items)
    if (next.is !== 'map') continue
    for (const { key, value } of next.entries) {
      if (holdsLevels(words(key)) && value.is === 'list' && value.items.length >= 2) {
        const names = value.items.map((item) =>
          item.is === 'text' ? item.text : item.is === 'map' ? (nameOf(item)?.text ?? '') : '',
        )
        if (names.every((name) => name !== '')) return names.map(labelOf)
      }
      open.push(value)
    }
  }
  return []
}

function fill(part: Part, data: Datum, around: Around): void {
  if (data.is === 'text') say(part, data.text, data.line)
  else if (data.is === 'list') fillFromList(part, data, around)
  else fillFromMap(part, data, around)
}

function say(part: Part, text: string, line: number): void {
  if (isNothing(text)) return
  statementsIn(text).forEach((statement, n) => {
    part.says.push({ text: statement, line: line + (text.includes('\n') ? n : 0) })
  })
}

function fillFromList(part: Part, list: List, around: Around): void {
  const { items } = list
  const keyed = entriesOf(list)
  if (keyed) {
    fillFromMap(part, { is: 'map', entries: keyed, line: list.line }, around)
    return
  }
  if (items.length >= 2 && items.every((item) => item.is === 'list' && item.items.every(({ is }) => is === 'text'))) {
    const rows = items.map((item) =>
      (item as List).items.map((cell) => ({ text: (cell as { text: string }).text, line: cell.line })),
    )
    part.parts.push(...partsOfGrid({ rows, line: list.line }, around.choosing, part.label))
    return
  }
  const ofLevels = holdsLevels(part.label) && !around.inLevel
  if (items.every(({ is }) => is === 'text')) {
    fillFromTexts(part, items as { text: string; line: number }[], ofLevels, around)
    return
  }
  items.forEach((item, index) => {
    if (item.is === 'text') say(part, item.text, item.line)
    else if (item.is === 'list') fill(part, item, around)
    else addEntry(part, item, index, ofLevels, around)
  })
}

/** A list whose entries each have one key, such as `- senior: {…}`, is a map written as a list. */
function entriesOf({ items }: List): Map['entries'] | null {
  const entries = items.flatMap((item) => (item.is === 'map' && item.entries.length === 1 ? item.entries : []))
  const isKeyed =
    items.length >= 2 && entries.length === items.length && entries.every(({ value }) => value.is === 'map')
  return isKeyed && new Set(entries.map(({ key }) => key)).size === entries.length ? entries : null
}

/** A list of nothing but texts: names of levels, one sentence for each level by its place, or sentences. */
function fillFromTexts(
  part: Part,
  texts: readonly { text: string; line: number }[],
  ofLevels: boolean,
  around: Around,
): void {
  if (ofLevels && texts.every(({ text }) => text.split(' ').length <= 6)) {
    for (const { text, line } of texts) part.parts.push({ ...newPart(labelOf(text), line, 'entry'), hint: 'level' })
    return
  }
  const byPlace =
    around.levels.length >= 2 && texts.length === around.levels.length && !around.inLevel && part.label !== ''
  if (byPlace && countsAlong(part, around)) {
    texts.forEach(({ text, line }, n) => {
      const level: Part = { ...newPart(around.levels[n]!, line, 'entry'), hint: 'level' }
      say(level, text, line)
      part.parts.push(level)
    })
    return
  }
  for (const { text, line } of texts) say(part, text, line)
}

const countsAlong = (part: Part, { choosing, levels }: Around): boolean =>
  choosing.ask({
    id: 'places',
    about: 'levels',
    question: 'Does each list hold one sentence per level, in the order of the levels?',
    because: `Lists such as “${part.label}” are exactly as long as the list of levels.`,
    assumed: 'yes',
    options: [
      { key: 'yes', label: `Yes: the first is ${levels[0]}, the last ${levels.at(-1)}` },
      { key: 'no', label: 'No: all of them belong together' },
    ],
    lines: [part.line],
  }) === 'yes'

function addEntry(part: Part, item: Map, index: number, ofLevels: boolean, around: Around): void {
  const name = nameOf(item)
  // Below a level, the level of a skill says how good somebody has to be.
  const grade = levelKeyOf(item, name?.key)
  const level = around.inLevel && name ? null : grade
  if (!name && !level) {
    if (ofLevels) addLevel(part, item, `Level ${index + 1}`, item.line, [], around)
    else fillFromMap(part, item, around)
    return
  }
  const label = labelOf(name?.text ?? level!.text)
  const isLevel =
    ofLevels || (!name && level !== null) || (levelName(label)?.certainty === 'sure' && !holdsSkills(part.label))
  const rest = without(item, [name?.key, isLevel ? level?.key : undefined, ...(isLevel ? titleKeys(item) : [])])
  if (isLevel) {
    addLevel(
      part,
      rest,
      label,
      name?.line ?? item.line,
      [level?.text, ...titlesIn(item)].filter((text) => text !== undefined),
      around,
    )
    return
  }
  const entry = newPart(label, name?.line ?? item.line, 'entry')
  if (holdsSkills(part.label)) entry.hint = 'skill'
  const group = groupOf(item, [name?.key, level?.key])
  ;(group ? sectionOf(part, group) : part).parts.push(entry)
  if (!level || !levelValue(level.text)) {
    fillFromMap(entry, without(item, [name?.key, group?.key, around.inLevel ? grade?.key : undefined]), around)
    return
  }
  // One record per skill and level.
  const at: Part = { ...newPart(labelOf(level.text), level.line, 'key'), hint: 'level' }
  entry.parts.push(at)
  fillFromMap(at, without(item, [name?.key, level.key, group?.key]), { ...around, inLevel: true })
}

/** The category a skill’s record names for itself; a letter alone is a mark of the file’s own. */
function groupOf(map: Map, except: readonly (string | undefined)[]): Named | null {
  const found = map.entries.find(
    ({ key, value }) =>
      !except.includes(key) &&
      /^(?:category|group|area|pillar|theme|section|domain|(?:skill|competency)[ _]?(?:group|area|category))$/i.test(
        key,
      ) &&
      value.is === 'text' &&
      /^\p{L}.{2,60}$/u.test(value.text.trim()),
  )
  return found ? { key: found.key, text: (found.value as { text: string }).text, line: found.line } : null
}

function sectionOf(part: Part, { text, line }: Named): Part {
  const label = labelOf(text)
  const known = part.parts.find((child) => child.kind === 'section' && child.label === label)
  if (known) return known
  const made = newPart(label, line, 'section')
  part.parts.push(made)
  return made
}

function addLevel(part: Part, item: Map, label: string, line: number, also: readonly string[], around: Around): void {
  const level: Part = { ...newPart(label, line, 'entry'), hint: 'level' }
  const names = also.map(labelOf).filter((name) => name !== '' && name !== label)
  if (names.length > 0) level.also = names
  const track = item.entries.find(({ key }) => /^track$/i.test(key))?.value
  if (track?.is === 'text') level.track = words(track.text)
  part.parts.push(level)
  fillFromMap(level, without(item, [track ? 'track' : undefined]), { ...around, inLevel: true })
  if (!around.besideSkills) return
  describeLevel(level)
}

/** Where the skills stand elsewhere, a level's own entries describe it, and only its scope does so in a sentence. */
function describeLevel(level: Part): void {
  for (const inner of level.parts) {
    if (/^scope$/i.test(inner.label)) inner.label = 'Summary'
    else if (!isLevelSummary(inner.label)) inner.hint = 'aside'
  }
}

function fillFromMap(part: Part, map: Map, around: Around): void {
  const keys = map.entries.map(({ key }) => key)
  const besideSkills =
    around.besideSkills ||
    (map.entries.some(({ key, value }) => holdsLevels(words(key)) && value.is !== 'text') &&
      map.entries.some(({ key, value }) => holdsSkills(words(key)) && value.is !== 'text' && isDeep(value)))
  const areNumbers =
    keys.length >= 2 && keys.every((key) => /^\d{1,2}$/.test(key)) && !/\b(?:scale|ratings?|scor)/i.test(part.label)
  const ofLevels = (holdsLevels(part.label) || areNumbers) && !around.inLevel
  for (const { key, line, value } of map.entries) {
    if (isSetting(words(key)) || (value.is === 'text' && (isId(key) || isAttribute(words(key))))) continue
    const label = labelOf(words(key))
    const isLevel = ofLevels && value.is !== 'text' ? true : ofLevels && (areNumbers || levelName(label) !== null)
    const child = newPart(label, line, 'key')
    if (isLevel) child.hint = 'level'
    else if (holdsSkills(part.label)) child.hint = 'skill'
    if (isLevel && value.is === 'map') {
      const titles = titlesIn(value)
      if (titles.length > 0) child.also = titles.map(labelOf)
      const track = value.entries.find(({ key: inner }) => /^track$/i.test(inner))?.value
      if (track?.is === 'text') child.track = words(track.text)
      fillFromMap(child, without(value, [...titleKeys(value), track ? 'track' : undefined]), {
        ...around,
        inLevel: true,
        besideSkills,
      })
      if (besideSkills) describeLevel(child)
    } else {
      const shown = value.is === 'map' ? nameOf(value) : null
      if (shown && !levelName(label) && !isLevel && !holdsLevels(label) && !holdsSkills(label)) {
        child.label = labelOf(shown.text)
        fill(child, without(value as Map, [shown.key]), { ...around, besideSkills })
      } else
        fill(child, value, {
          ...around,
          besideSkills,
          inLevel: around.inLevel || isLevel || levelName(label)?.certainty === 'sure',
        })
    }
    if (child.says.length > 0 || child.parts.length > 0 || child.hint === 'level') part.parts.push(child)
  }
}

const isDeep = (value: Datum): boolean =>
  value.is === 'list'
    ? value.items.some((item) => item.is === 'map' && item.entries.some(({ value: inner }) => inner.is !== 'text'))
    : value.is === 'map'

const isId = (key: string): boolean =>
  /^(?:id|key|slug|uuid|path|anchor|_id|\$schema|version|format|layout|permalink|sidebar.*|date|author|updated.*)$/i.test(
    key,
  )

const without = (map: Map, keys: readonly (string | undefined)[]): Map => ({
  ...map,
  entries: map.entries.filter(({ key }) => !keys.includes(key)),
})

/** A key as words: `problem_solving` and `problemSolving` are “Problem solving”. */
function words(key: string): string {
  if (/\s/.test(key.trim()) || !/[_a-z-]/.test(key) || (key.length <= 4 && /^[a-z]+\d*$/.test(key))) return key
  const spaced = key
    .replace(/[_-]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

interface Named {
  key: string
  text: string
  line: number
}

const nameKeys = [
  'title',
  'displayname',
  'display_name',
  'name',
  'label',
  'heading',
  'skill',
  'competency',
  'competence',
  'capability',
  'dimension',
  'attribute',
  'area',
  'topic',
  'trait',
  'pillar',
  'track',
  'role',
  'category',
  'id',
  'key',
  'slug',
]

/** What a map calls itself. */
function nameOf(map: Map): Named | null {
  for (const wanted of nameKeys) {
    const found = map.entries.find(
      ({ key, value }) =>
        key.toLowerCase() === wanted && value.is === 'text' && value.text.trim() !== '' && value.text.length <= 120,
    )
    if (found && !(wanted === 'id' && /^\d+$/.test((found.value as { text: string }).text)) && wanted !== 'track')
      return { key: found.key, text: (found.value as { text: string }).text, line: found.line }
  }
  const first = map.entries[0]
  return first &&
    first.value.is === 'text' &&
    isSkillHeader(words(first.key)) &&
    !isField(words(first.key)) &&
    first.value.text.split(' ').length <= 8
    ? { key: first.key, text: first.value.text, line: first.line }
    : null
}

/** The level a record is about. */
function levelKeyOf(map: Map, except: string | undefined): Named | null {
  const found = map.entries.find(
    ({ key, value }) =>
      key !== except &&
      /^(?:level|grade|band|milestone|seniority|rung|code|stage|job_?level)$/i.test(key) &&
      value.is === 'text' &&
      value.text.trim() !== '',
  )
  return found ? { key: found.key, text: (found.value as { text: string }).text, line: found.line } : null
}

const levelValue = (text: string): boolean =>
  /^\d{1,2}$/.test(text.trim()) || levelName(labelOf(text)) !== null || text.trim().split(/\s+/).length <= 4

const isTitleKey = (key: string): boolean =>
  isTitle(words(key)) || /^(?:id|key|code|also|alias(?:es)?|abbr|level)$/i.test(key)

const titleKeys = (map: Map): string[] =>
  map.entries
    .filter(({ key, value }) => isTitleKey(key) && (value.is === 'text' || isNames(value)))
    .map(({ key }) => key)

const isNames = (value: Datum): boolean =>
  value.is === 'list' && value.items.every((item) => item.is === 'text' && item.text.length <= 60)

const titlesIn = (map: Map): string[] =>
  map.entries
    .filter(({ key }) => isTitleKey(key))
    .flatMap(({ value }) =>
      value.is === 'text'
        ? [value.text]
        : value.is === 'list' && isNames(value)
          ? value.items.map((item) => (item as { text: string }).text)
          : [],
    )
    .filter(
      (text, n, all) =>
        text.trim() !== '' && text.length <= 80 && all.findIndex((other) => sameAs(other) === sameAs(text)) === n,
    )
