import type { Answers, Row } from './answers.ts'
import { rowsOf, textOf } from './answers.ts'
import type { TagAxis } from './template.ts'

/** What decided a deal, in somebody’s eyes. */
export interface Tag {
  /** The tag’s id, or the person’s own words in small letters. */
  id: string
  name: string
  axis: string | null
  /** Null where nobody said whether it helped. */
  helped: boolean | null
  /** 1 mentioned, 2 important, 3 decisive. */
  weight: 1 | 2 | 3
}

/** One talk with a buyer, as far as the count needs it. */
export interface Interview {
  result: 'won' | 'lost' | 'no decision' | null
  buyer: Tag[]
  rep: Tag[]
  /** The same words tagged by a second person. */
  second: Tag[]
}

/** An interview from what was written down; a row without a tag is none. */
export const interviewOf = (answers: Answers, tagging: readonly TagAxis[]): Interview => ({
  result: (['won', 'lost', 'no decision'] as const).find((result) => result === textOf(answers, 'result')) ?? null,
  buyer: tagsOf(rowsOf(answers, 'tags'), tagging),
  rep: tagsOf(rowsOf(answers, 'rep_tags'), tagging),
  second: tagsOf(rowsOf(answers, 'second_tags'), tagging),
})

const weights = { mentioned: 1, important: 2, decisive: 3 } as const

function tagsOf(rows: readonly Row[], tagging: readonly TagAxis[]): Tag[] {
  return rows.flatMap((row): Tag[] => {
    const own = row['or your own']?.trim()
    const weight = weights[row.weight as keyof typeof weights] ?? 1
    const helped = row.it === 'helped us' ? true : row.it === 'hurt us' ? false : null
    if (own) return [{ id: own.toLowerCase(), name: own, axis: null, helped, weight }]
    const axis = tagging.find(({ tags }) => tags.some(({ id }) => id === row.tag))
    const known = axis?.tags.find(({ id }) => id === row.tag)
    return known ? [{ ...known, axis: axis!.id, helped, weight }] : []
  })
}

/** The tag that weighs most; the first of equals. */
export const topTag = (tags: readonly Tag[]): Tag | null =>
  tags.reduce<Tag | null>((top, tag) => (top && top.weight >= tag.weight ? top : tag), null)

export interface TagCount {
  id: string
  name: string
  axis: string | null
  /** Interviews in which it stands, and in how many of them it helped or hurt. */
  interviews: number
  helped: number
  hurt: number
  /** Interviews in which it was decisive. */
  decisive: number
  /** From three interviews on, and from a fifth of them. */
  isPattern: boolean
  /** A tag of one’s own counts from two interviews on. */
  isTag: boolean
}

export interface WinLoss {
  interviews: number
  /** Interviews with at least one tag: what patterns are counted among. */
  tagged: number
  won: number
  lost: number
  noDecision: number
  /** What a tag needs to be a pattern. */
  needed: number
  tags: TagCount[]
  /** Interviews where buyer and rep were both asked, and where what weighed most differs. */
  split: { of: number; differs: number }
  /** Interviews that a second person tagged, and where what weighed most is the same. */
  agreement: { of: number; same: number }
}

/** What the interviews say together. Every count comes with how many there are. */
export function winLossOf(interviews: readonly Interview[]): WinLoss {
  const tagged = interviews.filter(({ buyer }) => buyer.length > 0)
  const needed = Math.max(3, Math.ceil(tagged.length / 5))
  const both = tagged.filter(({ rep }) => rep.length > 0)
  const twice = tagged.filter(({ second }) => second.length > 0)
  return {
    interviews: interviews.length,
    tagged: tagged.length,
    won: interviews.filter(({ result }) => result === 'won').length,
    lost: interviews.filter(({ result }) => result === 'lost').length,
    noDecision: interviews.filter(({ result }) => result === 'no decision').length,
    needed,
    tags: tagCounts(tagged, needed),
    split: { of: both.length, differs: both.filter(({ buyer, rep }) => topTag(buyer)!.id !== topTag(rep)!.id).length },
    agreement: {
      of: twice.length,
      same: twice.filter(({ buyer, second }) => topTag(buyer)!.id === topTag(second)!.id).length,
    },
  }
}

function tagCounts(tagged: readonly Interview[], needed: number): TagCount[] {
  const all = Map.groupBy(
    tagged.flatMap(({ buyer }) => oncePerInterview(buyer)),
    ({ id }) => id,
  )
  return [...all.values()]
    .map((tags): TagCount => {
      const { id, name, axis } = tags[0]!
      return {
        id,
        name,
        axis,
        interviews: tags.length,
        helped: tags.filter(({ helped }) => helped === true).length,
        hurt: tags.filter(({ helped }) => helped === false).length,
        decisive: tags.filter(({ weight }) => weight === 3).length,
        isPattern: tags.length >= needed,
        isTag: axis !== null || tags.length >= 2,
      }
    })
    .sort((a, b) => b.interviews - a.interviews || b.decisive - a.decisive || (a.name < b.name ? -1 : 1))
}

// Said twice in one talk, a reason is still one buyer’s; what weighs more stands.
const oncePerInterview = (tags: readonly Tag[]): Tag[] =>
  [...Map.groupBy(tags, ({ id }) => id).values()].map((same) => topTag(same)!)

/** What the programme needs next, in one sentence. */
export function nextOfProgramme({ interviews, won, lost, tagged, tags }: WinLoss): string {
  if (interviews < 5 || won < 3 || lost < 2)
    return `First five talks: three about deals you won, two about deals you lost. So far ${won} won and ${lost} lost.`
  if (tagged < interviews) return `Tag the rest: ${interviews - tagged} of ${interviews} have no tag yet.`
  if (interviews < 15)
    return `On to fifteen talks in all: ${interviews} so far. Show sales what you hear, and ask whether it fits.`
  return tags.some(({ isPattern }) => isPattern)
    ? 'Enough for recommendations: at most three, each with its n of N.'
    : 'Fifteen talks and no pattern yet: look whether your tags mean the same thing each time.'
}
