import type { Choosing } from './choosing.ts'
import { levelName } from './level-name.ts'
import { sameAs } from './plain.ts'
import type { DraftLevel, Statement } from './types.ts'

/** A place that takes over what the level below asks for. */
export interface TakenOver {
  levels: readonly string[]
  /** The skill it stands under, in the form of `sameAs`; null if it is about the level as a whole. */
  skill: string | null
  /** The level it names; null for the one below. */
  from: string | null
  line: number
  /** The sentence that says so, what it adds, and under which skill it stands, if it is one of the statements. */
  statement?: { said: Statement; rest: string; under: string }
}

type Anchors = Map<string, Statement[]>

/** Puts what is asked for below in front of what each place asks for itself, if the person does not say otherwise. */
export function takeOver(
  places: readonly TakenOver[],
  all: { lines: readonly number[] },
  skills: ReadonlyMap<string, { anchors: Anchors }>,
  levels: readonly DraftLevel[],
  most: number,
  ladder: string,
  choosing: Choosing,
): void {
  const everywhere = all.lines.length > 0 && askAboutAll(all.lines, ladder, choosing) === 'adds'
  const known = places.filter(({ from, levels: ids }) => ids.some((id) => baseOf(from, id, levels) !== undefined))
  const kept = known.length > 0 && askAbout(known, ladder, choosing) === 'adds' ? known : []
  if (!everywhere && kept.length === 0) return
  for (const { statement, levels: ids } of kept) if (statement) reword(statement, ids, skills)
  for (const { id } of levels) {
    const here: readonly TakenOver[] = everywhere
      ? [{ levels: [id], skill: null, from: null, line: all.lines[0]! }, ...kept]
      : kept
    for (const place of here)
      if (place.levels.includes(id)) {
        const base = baseOf(place.from, id, levels)
        if (base) takeFrom(base, id, place.skill, skills, most)
      }
  }
}

function takeFrom(
  base: string,
  level: string,
  skill: string | null,
  skills: ReadonlyMap<string, { anchors: Anchors }>,
  most: number,
): void {
  for (const [name, { anchors }] of skills) {
    const below = anchors.get(base)
    if (!below || (skill !== null && name !== skill)) continue
    const own = anchors.get(level) ?? []
    // The size of the work grows from level to level: what a level says of it takes the place of what stood below.
    if (skill === null && own.length > 0 && isSize(name)) continue
    const texts = new Set(own.map(({ text }) => text))
    const taken = below
      .filter(({ text }) => !texts.has(text))
      .map((statement): Statement => ({ ...statement, from: 'lower level' }))
    anchors.set(level, [...taken, ...own].slice(0, most))
  }
}

const isSize = (name: string): boolean =>
  /^(?:(?:typical )?scope|impact|autonomy|reach|complexity|ambiguity|time horizon|influence)\b.{0,30}$/.test(name)

/** The sentence stays with what it adds; one that adds nothing has said all it had to say. */
function reword(
  { said, rest, under }: NonNullable<TakenOver['statement']>,
  levels: readonly string[],
  skills: ReadonlyMap<string, { anchors: Anchors }>,
): void {
  const anchors = skills.get(under)?.anchors
  for (const id of levels) {
    const there = anchors?.get(id)
    if (!there) continue
    const after = there.flatMap((statement) =>
      statement !== said ? [statement] : rest === '' ? [] : [{ ...statement, text: rest }],
    )
    if (after.length > 0) anchors!.set(id, after)
    else anchors!.delete(id)
  }
}

const baseOf = (from: string | null, id: string, levels: readonly DraftLevel[]): string | undefined =>
  from === null ? levelBelow(id, levels) : levelCalled(from, id, levels)

const levelBelow = (id: string, levels: readonly DraftLevel[]): string | undefined => {
  const below = levels.filter(({ next }) => next.includes(id))
  const track = levels.find((level) => level.id === id)?.track
  return (below.find((level) => level.track === track) ?? below[0])?.id
}

function levelCalled(text: string, except: string, levels: readonly DraftLevel[]): string | undefined {
  const wanted = levelName(text)
  const label = sameAs(text)
  const others = levels.filter(({ id }) => id !== except)
  const namesOf = ({ title, also }: DraftLevel): string[] => [title, ...also]
  const same = others.find((level) => namesOf(level).some((name) => sameAs(name) === label))
  if (same || !wanted) return same?.id
  const named = others.filter((level) =>
    namesOf(level).some((name) => {
      const known = levelName(name)
      return (
        known !== null &&
        (known.codes.some((code) => wanted.codes.includes(code)) ||
          (wanted.key !== '' && (known.key === wanted.key || known.key.startsWith(`${wanted.key} `))))
      )
    }),
  )
  if (named[0]) return named[0].id
  // A bare number that no title has: whoever builds on “Level II” stands on the third.
  return /^\d+$/.test(wanted.key) ? levelBelow(except, levels) : undefined
}

const askAbout = (places: readonly TakenOver[], ladder: string, choosing: Choosing): string =>
  choosing.ask({
    id: `${ladder}-cumulation`,
    about: 'cumulation',
    ladder,
    question: 'Does a level that says “in addition to the level below” also ask for what stands there?',
    because: places.length === 1 ? 'The text says it in one place.' : `The text says it in ${places.length} places.`,
    assumed: 'adds',
    options: [
      { key: 'adds', label: 'Yes, put it in front of what the level asks for itself' },
      { key: 'only', label: 'No, keep what is written there and nothing else' },
    ],
    lines: places.map(({ line }) => line),
  })

const askAboutAll = (lines: readonly number[], ladder: string, choosing: Choosing): string =>
  choosing.ask({
    id: `${ladder}-cumulation-all`,
    about: 'cumulation',
    ladder,
    question: 'Should each level list what the levels below ask for as well?',
    because: 'The text says that each level builds on the one before.',
    assumed: 'only',
    options: [
      { key: 'only', label: 'No, each keeps its own words' },
      { key: 'adds', label: 'Yes, put what stands below in front of them' },
    ],
    lines,
  })
