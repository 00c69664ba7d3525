import { allBuildOn, buildsOn } from './builds-on.ts'
import type { Choosing } from './choosing.ts'
import { type TakenOver, takeOver } from './cumulation.ts'
import { idOf, idsOf } from './ids.ts'
import { LeftAside } from './left-aside.ts'
import { type Levels, levelsOf } from './levels.ts'
import type { Mention } from './levels-found.ts'
import type { Marks } from './mark-levels.ts'
import { type Part, partsBelow, type Said } from './part.ts'
import { sameAs } from './plain.ts'
import { scaleIn } from './scale.ts'
import { type Place, placeOf, repeatedFields, type Sentence } from './sentences.ts'
import type { LadderPlace } from './split-ladders.ts'
import type { DraftSkill, LadderDraft, Statement } from './types.ts'
import { isAroundLadder, isAttribute, isDefinition, isField, isNextStep } from './words.ts'

/** One ladder of the page as a draft; null if it has no level or no sentence about one. */
export function draftOf(
  place: LadderPlace,
  key: string,
  whole: Part,
  sentences: readonly Sentence[],
  marks: Marks,
  choosing: Choosing,
): LadderDraft | null {
  const isHere = isWithin(place, whole)
  const levels = levelsOf(mentionsIn(place, marks), key, choosing)
  if (levels.levels.length === 0) return null
  const fields = repeatedFields(sentences.filter(isHere), place.holders)
  const drawer = new Drawer(key, levels, choosing)
  for (const sentence of sentences) {
    const general = sentence.every !== null && !isHere(sentence) && isOutside(sentence, place)
    if (isHere(sentence) || general)
      drawer.file(sentence, placeOf(sentence, place.holders, fields), levels, place, marks)
  }
  const skills = drawer.skills()
  if (skills.length === 0) return null
  return {
    key,
    name: place.name,
    summary: drawer.summary(),
    line: place.line,
    levels: drawer.levelsWith(skills),
    skills,
    scale: scaleIn(place.roots, key, choosing),
  }
}

const isWithin = ({ roots, holders }: LadderPlace, whole: Part): ((sentence: Sentence) => boolean) =>
  roots[0] === whole
    ? () => true
    : ({ outer }) =>
        outer.some((part) => roots.includes(part)) ||
        (outer.length > 0 && holders.has(outer.at(-1)!) && roots.includes(outer.at(-1)!))

/** “All levels” beside several ladders is about each of them. */
const isOutside = ({ outer }: Sentence, { holders }: LadderPlace): boolean => outer.every((part) => holders.has(part))

function mentionsIn({ roots, tracks }: LadderPlace, marks: Marks): Mention[] {
  const mentions: Mention[] = []
  const visit = (part: Part, track: Mention['track']): void => {
    const here = tracks.get(part) ?? track
    if (marks.levels.has(part)) mentions.push({ part, track: here })
    for (const child of part.parts) visit(child, here)
  }
  for (const root of roots) visit(root, null)
  return mentions
}

interface Definition {
  texts: string[]
  /** The section it is left aside with, if there is no such skill. */
  section: string
  said: Said[]
}

interface Filed {
  name: string
  group: string | null
  line: number
  summary: string[]
  anchors: Map<string, Statement[]>
  every: { statement: Statement; levels: string[] }[]
  /** Text of levels without a skill's name. */
  isGeneral: boolean
}

const GENERAL = 'Expectations'
// “Path to IC2” is called otherwise at each level.
const ONWARD = 'The way to the next level'

// Nobody is rated on more sentences of one skill at one level.
const MOST_STATEMENTS = 200

class Drawer {
  readonly #filed = new Map<string, Filed>()
  readonly #scopes = new Map<string, string[]>()
  readonly #definitions = new Map<string, Definition>()
  readonly #aside = new LeftAside()
  readonly #takenOver: TakenOver[] = []
  readonly #buildersSeen = new Set<Part>()
  readonly #allBuildOn: number[] = []
  #summary: string[] = []

  readonly key: string
  readonly levels: Levels
  readonly choosing: Choosing

  constructor(key: string, levels: Levels, choosing: Choosing) {
    this.key = key
    this.levels = levels
    this.choosing = choosing
  }

  file(sentence: Sentence, where: Place, levels: Levels, place: LadderPlace, marks: Marks): void {
    const { said, level, every } = sentence
    if (!level && allBuildOn(said.text)) this.#allBuildOn.push(said.line)
    const statement: Statement = { text: said.text, line: said.line, from: every ? 'every level' : 'level' }
    const about = level ? levels.idsOf(level) : every ? this.#allLevels(sentence, place) : []
    if (where.about === 'left out' || (!level && !every)) this.#putAside(sentence, where, about)
    else {
      const isScope = where.about === 'level' || isAboutLevel(sentence, where, marks)
      if (isScope) this.#describe(about, said.text)
      else this.#state(where, statement, about, level)
      if (level) this.#noteTakenOver(sentence, where, about, isScope ? null : statement)
    }
  }

  /** “In addition to the level below”, as a sentence or as what stands above some. */
  #noteTakenOver(
    { said, level, inner }: Sentence,
    { skill }: Place,
    levels: string[],
    statement: Statement | null,
  ): void {
    const nameOf = (part: Part | null | undefined): string | null =>
      part && !isField(part.label) ? sameAs(withoutLevel(part.label, level)) : null
    inner.forEach((part, at) => {
      const found = this.#buildersSeen.has(part) ? null : buildsOn(part.label)
      this.#buildersSeen.add(part)
      // What stands above some sentences is about the skill it stands under, whatever those are about.
      const around = inner.slice(0, at).findLast(({ label }) => label !== '')
      if (found) this.#takenOver.push({ levels, skill: nameOf(around), from: found.level, line: part.line })
    })
    const name = statement ? nameOf(skill) : null
    const found = buildsOn(said.text)
    if (!found) return
    const under = sameAs(withoutLevel(skill?.label || GENERAL, level))
    this.#takenOver.push({
      levels,
      skill: name,
      from: found.level,
      line: said.line,
      ...(statement && { statement: { said: statement, rest: found.rest, under } }),
    })
  }

  /** Those a sentence for all levels reaches: of one track, if it stands in that track's section or names it. */
  #allLevels({ every, outer }: Sentence, { tracks }: LadderPlace): string[] {
    const text = every!.label.toLowerCase()
    const said =
      /\bmanagers\b|\bleaders\b/.test(text) && !/product m/.test(text)
        ? 'people'
        : /\bics?\b|individual/.test(text)
          ? 'ic'
          : null
    const track = said ?? outer.map((part) => tracks.get(part)).findLast((named) => named !== undefined)
    const all = this.levels.levels
    const reached = track ? all.filter((level) => (track === 'people') === (level.track === 'people')) : all
    return (reached.length > 0 ? reached : all).map(({ id }) => id)
  }

  #putAside({ said, outer, inner }: Sentence, where: Place, levels: readonly string[]): void {
    if (where.about === 'left out') {
      const onward = inner.find(({ label }) => isNextStep(label))
      if (onward) {
        this.#aside.add(ONWARD, said, levels)
        return
      }
      const top =
        inner.findLast(({ label }) => label !== '') ??
        outer.find((part) => part.label !== '' && isAroundLadder(part.label)) ??
        outer.at(-1)
      if (!/\bscale\b/i.test(top?.label ?? '')) this.#aside.add(top?.label ?? '', said, levels)
    } else if (
      where.skill &&
      said.text.includes(' ') &&
      (said.running || !/^(?:heading|lead|bullet)$/.test(outer.at(-1)!.kind))
    )
      this.#define(where.skill, said, outer)
    else if (this.#filed.size === 0 && (said.running || isDefinition(outer.at(-1)?.label ?? '')))
      this.#summary.push(said.text)
    else if (where.skill) this.#aside.add(sectionOf(outer), said, [])
  }

  #define({ label }: Part, said: Said, outer: readonly Part[]): void {
    const key = sameAs(label)
    const known = this.#definitions.get(key) ?? { texts: [], section: sectionOf(outer), said: [] }
    if (known.texts.length < 6) known.texts.push(said.text)
    if (known.said.length < MOST_STATEMENTS) known.said.push(said)
    this.#definitions.set(key, known)
  }

  #describe(levels: readonly string[], text: string): void {
    for (const id of levels) {
      const said = this.#scopes.get(id) ?? []
      if (said.length < MOST_STATEMENTS) said.push(text)
      this.#scopes.set(id, said)
    }
  }

  #state({ skill, group }: Place, statement: Statement, levels: readonly string[], level: Part | null): void {
    const name = withoutLevel(skill?.label || GENERAL, level)
    const within = group && group.label !== name ? group.label : null
    const known =
      this.#filed.get(sameAs(name)) ?? this.#make(name, within, skill?.line ?? statement.line, skill === null)
    known.group ??= within
    if (statement.from === 'every level') {
      if (
        known.every.length < MOST_STATEMENTS &&
        !known.every.some(({ statement: { text } }) => text === statement.text)
      )
        known.every.push({ statement, levels: [...levels] })
      return
    }
    for (const id of levels) {
      const there = known.anchors.get(id) ?? []
      if (there.length < MOST_STATEMENTS && !there.some(({ text }) => text === statement.text)) there.push(statement)
      known.anchors.set(id, there)
    }
  }

  #make(name: string, group: string | null, line: number, isGeneral: boolean): Filed {
    const made: Filed = { name, group, line, summary: [], anchors: new Map(), every: [], isGeneral }
    this.#filed.set(sameAs(name), made)
    return made
  }

  skills(): DraftSkill[] {
    this.#askAboutAside()
    takeOver(
      this.#takenOver,
      { lines: this.#allBuildOn },
      this.#filed,
      this.levels.levels,
      MOST_STATEMENTS,
      this.key,
      this.choosing,
    )
    this.#addGeneralSentences()
    for (const { anchors } of this.#filed.values())
      for (const [id, there] of anchors) {
        const inWords = there.filter(({ text }) => !/^\d{1,2}$/.test(text))
        if (inWords.length > 0) anchors.set(id, inWords)
      }
    const kept = [...this.#filed.values()].filter((filed) => filed.anchors.size > 0 && this.#isSkill(filed))
    const ids = idsOf(
      kept.map(({ name }) => name),
      'skill',
    )
    return kept.map((filed, n) => ({
      id: ids[n]!,
      name: filed.name,
      group: filed.group,
      summary: this.#summaryOf(filed),
      line: filed.line,
      anchors: Object.fromEntries(
        this.levels.levels.flatMap(({ id }) => (filed.anchors.has(id) ? [[id, filed.anchors.get(id)!]] : [])),
      ),
    }))
  }

  /** Sections that say nothing of a level, and descriptions of what turned out to be no skill. */
  #askAboutAside(): void {
    const groups = new Set([...this.#filed.values()].map(({ group }) => sameAs(group ?? '')))
    for (const [key, { section, said }] of this.#definitions)
      if (!this.#filed.has(key) && !groups.has(key)) for (const one of said) this.#aside.add(section, one, [])
    const all = this.levels.levels.map(({ id }) => id)
    for (const { label, line, sentences } of this.#aside.taken(this.key, this.choosing)) {
      const filed = this.#filed.get(sameAs(label)) ?? this.#make(label, null, line, false)
      for (const { said, levels } of sentences)
        for (const id of levels.length > 0 ? levels : all) {
          const there = filed.anchors.get(id) ?? []
          there.push({ text: said.text, line: said.line, from: levels.length > 0 ? 'level' : 'every level' })
          filed.anchors.set(id, there)
        }
    }
  }

  /** What stands under “all levels” comes first at each level, for the level builds upon it. */
  #addGeneralSentences(): void {
    const general = [...this.#filed.values()].filter(({ every }) => every.length > 0)
    if (general.length === 0) return
    const taken = this.choosing.ask({
      id: `${this.key}-every-level`,
      about: 'every level',
      ladder: this.key,
      question: 'Where does what stands under “all levels” belong?',
      because: 'It is written once for all levels.',
      assumed: 'each',
      options: [
        { key: 'each', label: 'To each level, before what is written there' },
        { key: 'summary', label: 'To the skill’s description, apart from any level' },
      ],
      lines: general.flatMap(({ every }) => every.map(({ statement }) => statement.line)),
    })
    for (const filed of general)
      for (const { statement, levels } of [...filed.every].reverse()) {
        if (taken === 'summary') filed.summary.unshift(statement.text)
        else for (const id of levels) filed.anchors.set(id, [statement, ...(filed.anchors.get(id) ?? [])])
      }
  }

  #isSkill({ name, line, anchors }: Filed): boolean {
    if (!isAttribute(name)) return true
    const statements = [...anchors.values()].flat()
    const kept = this.choosing.ask({
      id: `${this.key}-skill-${idOf(name, 'skill')}`,
      about: 'skill',
      ladder: this.key,
      question: `Is “${name}” a skill to be rated on?`,
      because: 'It reads like a fact about the level, such as pay or years.',
      assumed: 'no',
      options: [
        { key: 'no', label: 'No, leave it out' },
        { key: 'yes', label: 'Yes, it is a skill' },
      ],
      lines: [line, ...statements.map((statement) => statement.line)],
    })
    return kept === 'yes'
  }

  #summaryOf({ name, summary }: Filed): string {
    const found = this.#definitions.get(sameAs(name))?.texts ?? []
    return [...summary, ...found].slice(0, 6).join(' ').slice(0, 1_500)
  }

  summary(): string {
    return this.#summary.slice(0, 3).join(' ').slice(0, 1_000)
  }

  /** The levels with what is said of them as a whole; those of which nothing is said under any skill are left out. */
  levelsWith(skills: readonly DraftSkill[]): LadderDraft['levels'] {
    const isUsed = (id: string): boolean => skills.some(({ anchors }) => Object.hasOwn(anchors, id))
    const dropped = this.levels.levels.filter(({ id }) => !isUsed(id))
    for (const { title, line } of dropped)
      this.choosing.warn(line, `“${title}” is left out: the text says of no skill what it looks like there.`, this.key)
    return this.levels.levels
      .filter(({ id }) => isUsed(id))
      .map((level) => ({
        ...level,
        scope: (this.#scopes.get(level.id) ?? []).join(' ').slice(0, 1_500),
        next: level.next.flatMap((id) => this.#upFrom(id, isUsed, new Set([level.id]))),
      }))
  }

  /** The level itself, or those above it if nothing is said of it. */
  #upFrom(id: string, isUsed: (id: string) => boolean, seen: Set<string>): string[] {
    if (isUsed(id)) return [id]
    if (seen.has(id)) return []
    seen.add(id)
    return (this.levels.levels.find((level) => level.id === id)?.next ?? []).flatMap((next) =>
      this.#upFrom(next, isUsed, seen),
    )
  }
}

/** What a person would call the section that a sentence stands in: its innermost heading. */
const sectionOf = (outer: readonly Part[]): string =>
  (
    outer.findLast(({ kind, label }) => label !== '' && (kind === 'heading' || kind === 'lead' || kind === 'key')) ??
    outer.at(-1)
  )?.label ?? ''

/** “Senior PM responsibilities” below “Senior PM” are its responsibilities. */
function withoutLevel(name: string, level: Part | null): string {
  if (!level || level.label === '' || !name.toLowerCase().startsWith(`${level.label.toLowerCase()} `)) return name
  const rest = name.slice(level.label.length).replace(/^[\s:–—-]+/, '')
  return rest === '' ? name : rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Running text right below a level's heading, where skills of their own follow, describes the level. */
function isAboutLevel({ said, level, inner }: Sentence, { skill }: Place, marks: Marks): boolean {
  if (!level || inner.length > 0 || !said.running || (skill !== null && level.kind !== 'heading')) return false
  if (level.says.some(({ running }) => !running)) return true
  return level.parts.some(
    (part) => !marks.levels.has(part) && [part, ...partsBelow(part)].some(({ says }) => says.length > 0),
  )
}
