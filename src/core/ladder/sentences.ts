import { isBuildsOn } from './builds-on.ts'
import type { Marks } from './mark-levels.ts'
import type { Part, Said } from './part.ts'
import { sameAs } from './plain.ts'
import {
  isAroundLadder,
  isDefinition,
  isField,
  isLevelSummary,
  isNegative,
  isNextStep,
  isProcess,
  isStructure,
} from './words.ts'

/** One sentence of a ladder: whose level it is about, and under which names it stands. */
export interface Sentence {
  said: Said
  /** The part that is its level; null if it is about none. */
  level: Part | null
  /** The part that speaks of all levels; null if it does not. */
  every: Part | null
  /** Names outside the level, outermost first, and inside it. */
  outer: Part[]
  inner: Part[]
}

/** Every sentence of the text with the way to it, in the order of the text. */
export function sentencesOf(whole: Part, { levels, every }: Marks): Sentence[] {
  const sentences: Sentence[] = []
  const visit = (part: Part, way: Part[]): void => {
    const here = part === whole ? way : [...way, part]
    for (const said of part.says) sentences.push(sentence(said, here, levels, every))
    for (const child of part.parts) visit(child, here)
  }
  visit(whole, [])
  return sentences
}

function sentence(said: Said, way: readonly Part[], levels: ReadonlySet<Part>, every: ReadonlySet<Part>): Sentence {
  const level = way.find((part) => levels.has(part)) ?? null
  const general = level ? null : (way.find((part) => every.has(part)) ?? null)
  const at = way.findIndex((part) => part === (level ?? general))
  return {
    said,
    level,
    every: general,
    outer: at < 0 ? [...way] : way.slice(0, at),
    inner: at < 0 ? [] : way.slice(at + 1),
  }
}

/** What a sentence is filed under within its ladder. */
export interface Place {
  /** Null: the level's text has no names of skills. */
  skill: Part | null
  group: Part | null
  about: 'skill' | 'level' | 'left out' | 'definition'
}

/**
 * The skill a sentence is about: inside a level the innermost name that is more than “Examples”, else the nearest one outside it.
 * `holders` are parts that hold the ladder as a whole and name no skill.
 */
export function placeOf(
  { level, every, outer, inner }: Sentence,
  holders: ReadonlySet<Part>,
  fields: ReadonlySet<string>,
): Place {
  const isNamed = (part: Part): boolean =>
    part.label !== '' && part.hint !== 'aside' && !isBuildsOn(part.label) && !isAddress(part.label)
  if (inner.some((part) => part.hint === 'aside')) return { skill: null, group: null, about: 'left out' }
  const outside = outer.filter(
    (part) =>
      isNamed(part) &&
      !holders.has(part) &&
      (part.hint === 'skill' || isRow(part) || !isStructure(part.label) || isLevelSummary(part.label)),
  )
  const inside = inner.filter(isNamed)
  if (
    [...inside, ...outside.slice(-1)].some((part) => isNegative(part.label)) ||
    inside.some((part) => isNextStep(part.label) || isProcess(part.label))
  )
    return { skill: null, group: null, about: 'left out' }

  const named = inside.filter((part) => !isFieldHere(part, fields) && !isStructure(part.label))
  if (level || every) {
    const skill = named.at(-1) ?? outside.at(-1) ?? inside.at(-1) ?? null
    if (!skill) return { skill: null, group: null, about: 'skill' }
    // The group is what stands right around the skill; a heading further out may be about anything.
    const around = outer.at(-1)
    const direct = around && outside.includes(around) ? around : null
    const group =
      named.length > 1
        ? named.at(-2)!
        : named.length === 1
          ? direct
          : (outside.find((part) => part === outer.at(outer.indexOf(skill) - 1)) ?? null)
    if (isLevelSummary(skill.label) && skill.hint !== 'skill') return { skill, group, about: 'level' }
    return { skill, group, about: 'skill' }
  }
  if (outside.some((part) => isAroundLadder(part.label))) return { skill: null, group: null, about: 'left out' }
  const last = outside.at(-1)
  const skill = last && isDefinition(last.label) ? (outside.at(-2) ?? null) : (last ?? null)
  return { skill, group: null, about: 'definition' }
}

/** “At this level, you will”: it begins its sentences and names nothing. */
const isAddress = (label: string): boolean =>
  /^(?:(?:at|in) this (?:\w{1,20} )?(?:level|role|stage|grade),? )?(?:you(?:[’']?ll| will| are| should| can)?|they(?:[’']?ll| will)?)(?: be)?(?: expected(?: to)?| able to)?[:…. ]*$/i.test(
    label,
  )

const isRow = (part: Part): boolean => part.kind === 'row' || part.kind === 'bullet'

const isFieldHere = (part: Part, fields: ReadonlySet<string>): boolean =>
  isField(part.label.replace(/\s*\([^()]*\)/g, '')) || fields.has(sameAs(part.label))

/**
 * Names inside the levels that come again under every skill, such as the one column of each of many tables. With three or more of them
 * they are the skills, and what stands around them are groups.
 */
export function repeatedFields(sentences: readonly Sentence[], holders: ReadonlySet<Part>): Set<string> {
  const under = new Map<string, Set<string>>()
  for (const { level, outer, inner } of sentences) {
    const around = outer.findLast((part) => !holders.has(part) && !isStructure(part.label))
    if (!level || !around || inner.length === 0) continue
    for (const part of inner) {
      const label = sameAs(part.label)
      under.set(label, (under.get(label) ?? new Set()).add(sameAs(around.label)))
    }
  }
  const arounds = new Set([...under.values()].flatMap((labels) => [...labels]))
  const everywhere = [...under]
    .filter(([, labels]) => arounds.size >= 2 && labels.size === arounds.size)
    .map(([label]) => label)
  return new Set(everywhere.length <= 2 ? everywhere : [])
}
