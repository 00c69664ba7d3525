import { remembered } from '../remembered.ts'
import { levelName } from './level-name.ts'

/** A sentence by which a level takes over what is asked for below it. */
export interface BuildsOn {
  /** The level it names; null for the one below. */
  level: string | null
  /** What else the sentence asks for; empty if nothing. */
  rest: string
}

/** “In addition to the level below, …”, “Everything in L3, plus …”; null for any other sentence. */
export function buildsOn(text: string): BuildsOn | null {
  const start = text.slice(0, LONGEST)
  if (!cue.test(start)) return null
  for (const cut of cuts(start)) {
    const found = headOf(start.slice(0, cut.at).trim(), cut.isPlus)
    if (found) return { level: found.level, rest: tidy(text.slice(cut.next)) }
  }
  return null
}

/** True for a label such as “Everything in L3, plus”: it names no skill. The same few stand around every sentence. */
export const isBuildsOn: (label: string) => boolean = remembered((label) => buildsOn(label)?.rest === '', 3_000)

/** True for a sentence that says it of all levels: “Each level builds on the one before.” */
export const allBuildOn = (text: string): boolean =>
  text.length < 400 &&
  (/\b(?:each|every|all|higher|subsequent) (?:of (?:the|these) )?(?:\w{1,20} )?(?:levels?|grades?|steps?|roles?|stages?|tiers?)\b[^.]{0,80}\b(?:builds?|assumes?|includes?|inherits?|contains?|adds? to|on top of|in addition to|cumulative|encompass\w{0,4})\b/i.test(
    text,
  ) ||
    /\b(?:levels?|expectations|competenc(?:y|ies)|requirements|responsibilities|criteria|skills|behaviou?rs) (?:\w{1,20} ){0,3}(?:cumulative|additive|build(?:s|ing)? (?:up)?on (?:each other|one another|the))\b/i.test(
      text,
    ))

// Beyond so many characters a sentence no longer begins with it.
const LONGEST = 220

const cue =
  /\b(?:in addition to|on top of|as well as|beyond|besides|all|everything|same|builds?|building|extends?|extending|includes?|plus|above|below|previous|prior|preceding)\b/i

/** The places where what is taken over may end and what is added may begin, the earliest first. */
function cuts(text: string): { at: number; next: number; isPlus: boolean }[] {
  const joints =
    /,?\s+(?:plus|and(?: also| additionally| in addition)?|while(?: also)?|as well as|but also)\b[:,]?\s*|\s*[,:;+–—]\s+|\s*[.:+…]+\s*$|\s*,?\s*plus:?\s*$/gi
  const found = [...text.matchAll(joints)].slice(0, 6).map(({ index, 0: joint }) => ({
    at: index,
    next: index + joint.length,
    isPlus: /plus|\+/i.test(joint),
  }))
  return [...found, { at: text.length, next: text.length, isPlus: false }]
}

function headOf(head: string, isPlus: boolean): { level: string | null } | null {
  const after =
    /^(?:in addition to|on top of|as well as|beyond|besides|further to)\s+(.+)$/i.exec(head) ??
    /^(?:(?:the|this) [^,.]{1,60}? )?(?:role )?(?:build(?:s|ing)? (?:up)?on|extend(?:s|ing)?|include(?:s)?)\s+(.+)$/i.exec(
      head,
    )
  const whole = after ? null : everything.exec(head)
  const said = after?.[1] ?? whole?.[1]
  if (said === undefined) return isPlus ? named(head.split(/\s+/).filter((word) => !plainWords.has(bare(word)))) : null
  const words = said.replace(/[’']s\b/g, '').split(/\s+/)
  const left = words.filter((word) => !plainWords.has(bare(word)))
  if (left.length === 0) return null
  if (left.every((word) => belowWords.has(bare(word))))
    return left.some((word) => directions.has(bare(word))) ? { level: null } : null
  return /\d/.test(left.join(' ')) || aboutLevels.test(said) || /^(?:everything|same)\b/i.test(said)
    ? named(left)
    : null
}

const bare = (word: string): string => word.toLowerCase().replace(/[^\p{L}]/gu, '')

// A product manager is also somebody to work with: what is taken over is what is asked of one.
const aboutLevels =
  /\b(?:expectations?|requirements?|responsibilit(?:y|ies)|behaviou?rs?|skills?|competenc(?:y|ies)|competences|criteria|qualities|duties|levels?|grades?|roles?)\b/i

/** “L3”, “Senior PM”: only what is a level's name by itself. */
function named(words: readonly string[]): { level: string } | null {
  const text = words.join(' ')
  const name = text.length > 60 || text.includes(',') ? null : levelName(text)
  if (!name || (name.certainty !== 'sure' && !(name.rank !== null && words.every(isOfTitle)))) return null
  return { level: text }
}

const isOfTitle = (word: string): boolean =>
  /^[(\p{Lu}]/u.test(word) || /^(?:product|marketing|managers?|pmm?s?)$/.test(word)

const everything =
  /^(?:(?:demonstrates?|shows?|does|do|has|have|meets?|fulfil(?:s|ls)?|satisf(?:y|ies)|masters?|performs?|covers?|delivers?|continues? to (?:do|show|meet|demonstrate)|you(?: will)? (?:do|have|show|meet|demonstrate)) )?((?:all|everything|the same|same)\b.*)$/i

const plainWords = new Set(
  (
    'all everything every of the a an in from for at on as by to same that those these this what which is are was were be required expected listed described asked ' +
    'needed demanded defined outlined stated mentioned named written said covered expectations expectation requirements requirement responsibilities responsibility ' +
    'behaviours behaviors behaviour behavior skills skill competencies competency competences criteria qualities points things duties role roles also who and ' +
    'done does do it'
  ).split(' '),
)
const directions = new Set('above below before previous prior preceding lower earlier'.split(' '))
const belowWords = new Set(
  [...directions].concat(
    'level levels grade grades step steps stage stages tier tiers rung rungs title titles one ones column row directly just immediately'.split(
      ' ',
    ),
  ),
)

function tidy(rest: string): string {
  const said = rest.replace(/^[\s,:;+–—.-]+/, '').trim()
  return said === '' ? '' : said.charAt(0).toUpperCase() + said.slice(1)
}
