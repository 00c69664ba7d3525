import { Problem } from '../problem.ts'
import type { Block } from './block.ts'
import type { Choosing } from './choosing.ts'
import { dimensionOf } from './dimensions.ts'
import { idOf } from './ids.ts'
import { levelName } from './level-name.ts'
import { markdownBlocks } from './markdown.ts'
import { labelOf, plain, sameAs } from './plain.ts'
import {
  type AdvertDifference,
  type Dimension,
  type DraftLevel,
  type DraftSkill,
  dimensions,
  type LadderDraft,
  type Statement,
} from './types.ts'

/** A job advert: the job and what it asks for. */
export interface Advert {
  title: string
  line: number
  statements: Statement[]
}

type Part = 'required' | 'desirable' | 'work' | 'around'

const headings: [Part, RegExp][] = [
  [
    'around',
    /^(?:about (?!you\b|the role\b|this role\b)|who we are|our (?:story|mission|company|team|culture|values|benefits|offer|process)|company|benefits|perks|what we (?:offer|provide)|we offer|why (?:join|us|work)|compensation|salary|pay|location|how to apply|application|apply|(?:interview|hiring|recruitment) process|equal opportunit|diversity|privacy|contact|next steps|the team\b|what.s in it for you|legal)/i,
  ],
  [
    'desirable',
    /^(?:nice(?: |-)to(?: |-)haves?|bonus(?: points)?|preferred|desirable|desired|good to have|pluses|extra|ideally|it(?:.s| is) (?:a (?:plus|bonus)|great)|additional(?:ly)?|even better|you might also|would be (?:a plus|nice|great)|plus points|advantage)/i,
  ],
  [
    'required',
    /^(?:requirements?|required|(?:minimum |basic |key |your )?qualifications?|must(?: |-)haves?|essential|what (?:you(?:.ll)? (?:need|bring|have)|we(?:.re| are)? (?:look|need|expect|require)\w*)|who you are|about you|you (?:have|bring|are)|your (?:profile|background|experience|skills)|skills|experience|we(?:.re| are) looking for|the ideal candidate|candidate profile|person specification)/i,
  ],
  [
    'work',
    /^(?:responsibilities|(?:key |main |your )?(?:responsibilities|duties|tasks|role|job|mission)|what you(?:.ll| will)? (?:do|own|work)|you(?:.ll| will)|the role|the job|about (?:the|this) (?:role|job)|role|in this role|day to day|how you.ll|your impact|impact|accountabilities)/i,
  ],
]

const partIn = (label: string): Part | null => headings.find(([, pattern]) => pattern.test(label))?.[0] ?? null

const wish =
  /\b(?:nice to have|(?:is|are|would be) (?:a )?(?:plus|bonus|advantage|desirable|preferred|beneficial|nice)|ideally|preferably|desirable|bonus points|optional(?:ly)?)\b/i

/** True if a text is the advert of one job: at least two of its headings are those of adverts. */
export function isAdvert(text: string): boolean {
  const labels = markdownBlocks(text.slice(0, 40_000)).flatMap((block) =>
    block.is === 'heading' || block.is === 'lead'
      ? [block.text]
      : block.is === 'text' && block.text.length < 60
        ? [labelOf(block.text)]
        : [],
  )
  const kinds = new Set(labels.map(partIn).filter((part) => part !== null))
  return (
    (kinds.has('required') || kinds.has('desirable')) && (kinds.has('work') || kinds.has('around') || kinds.size >= 2)
  )
}

/** Reads an advert; refuses a text in which nothing is asked for. */
export function advertIn(text: string, name?: string): Advert {
  const blocks = markdownBlocks(text)
  const statements: Statement[] = []
  let part: Part = 'around'
  let started = false
  for (const block of blocks) {
    const label = labelIn(block)
    const begins = label === null ? null : partIn(label)
    if (begins) {
      part = begins
      started = true
      continue
    }
    if (block.is === 'table' || block.is === 'heading' || block.is === 'lead') {
      if (block.is === 'heading' && started) part = 'around'
      continue
    }
    if (part === 'around' || block.text.split(' ').length < 2) continue
    statements.push({
      text: plain(block.text),
      line: block.line,
      from: 'level',
      need: part === 'desirable' || wish.test(block.text) ? 'desirable' : 'required',
    })
  }
  if (statements.length === 0)
    throw new Problem(
      'invalid',
      'This was read as a job advert, but nothing in it is asked for. Paste the part with the tasks and the requirements. Nothing was saved.',
      'text',
    )
  return { ...titleIn(blocks, name), statements }
}

const labelIn = (block: Block): string | null => {
  if (block.is === 'heading' || block.is === 'lead') return block.text
  return block.is === 'text' && block.text.length <= 60 && !/[.!?]$/.test(block.text) ? labelOf(block.text) : null
}

function titleIn(blocks: readonly Block[], name: string | undefined): { title: string; line: number } {
  for (const block of blocks.slice(0, 12)) {
    if (block.is === 'table') continue
    const text = labelOf(
      block.text.replace(
        /^(?:job title|title|position|role|job|we(?:.re| are) (?:hiring|looking for)(?: an?)?)\s*[:–-]?\s*/i,
        '',
      ),
    )
    const first = text.split(/\s+(?:at|@|in|for|\||–|—|-)\s+|,\s/)[0]!
    if (first.length <= 80 && levelName(first)) return { title: first, line: block.line }
  }
  return { title: name?.slice(0, 80) || 'The advertised job', line: 1 }
}

/** An advert as a ladder of one level; against the present one's it has two. Its skills are the five dimensions of S2-13. */
export function draftOfAdvert(adverts: readonly Advert[], choosing: Choosing): LadderDraft {
  const ids = adverts.map(({ title }, n) =>
    n > 0 && idOf(title, 'level') === idOf(adverts[0]!.title, 'level')
      ? `${idOf(title, 'level')}-next`
      : idOf(title, 'level'),
  )
  const levels = adverts.map(
    ({ title, line }, n): DraftLevel => ({
      id: ids[n]!,
      title,
      also: [],
      track: 'shared',
      next: ids[n + 1] === undefined ? [] : [ids[n + 1]!],
      scope: '',
      line: n === adverts.length - 1 ? line : 1,
    }),
  )
  const kept = wishesKept(adverts, choosing)
  const skills = [...dimensions, null].flatMap((dimension): DraftSkill[] => {
    const anchors = Object.fromEntries(
      adverts.flatMap(({ statements }, n) => {
        const here = statements.filter(
          ({ text, need }) => dimensionOf(text) === dimension && (kept || need !== 'desirable'),
        )
        return here.length === 0 ? [] : [[ids[n]!, here]]
      }),
    )
    const [first] = Object.values(anchors).flat()
    return first
      ? [
          {
            id: idOf(dimension ?? 'other', 'skill'),
            name: nameOf(dimension),
            group: null,
            summary: '',
            line: first.line,
            anchors,
          },
        ]
      : []
  })
  return { key: 'ladder-1', name: adverts.at(-1)!.title, summary: '', line: 1, levels, skills, scale: null }
}

const nameOf = (dimension: Dimension | null): string =>
  dimension === null ? 'What else is asked for' : `${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}`

function wishesKept(adverts: readonly Advert[], choosing: Choosing): boolean {
  const wishes = adverts.at(-1)!.statements.filter(({ need }) => need === 'desirable')
  if (wishes.length === 0) return true
  const taken = choosing.ask({
    id: 'advert-wishes',
    about: 'advert',
    question: 'Do the wishes count like the conditions?',
    because: `${wishes.length} of the sentences are only wished for.`,
    assumed: 'yes',
    options: [
      { key: 'yes', label: 'Yes, keep them; each is marked as a wish' },
      { key: 'no', label: 'No, leave them out' },
    ],
    lines: wishes.map(({ line }) => line),
  })
  return taken === 'yes'
}

/** What the next level's advert asks for beyond the present one's: sentences are the same if most of their words are. */
export function differenceBetween(present: Advert, next: Advert): AdvertDifference {
  const left = [...present.statements]
  const same: Statement[] = []
  const raised: AdvertDifference['raised'] = []
  const added: AdvertDifference['added'] = []
  for (const after of next.statements) {
    const [best, likeness] = nearest(after, left)
    if (!best || likeness < 0.5) {
      added.push({ ...after, dimension: dimensionOf(after.text) })
      continue
    }
    left.splice(left.indexOf(best), 1)
    if (sameAs(best.text) === sameAs(after.text) && best.need === after.need) same.push(after)
    else raised.push({ before: best, after, dimension: dimensionOf(after.text) })
  }
  const dropped = left.map((before) => ({ ...before, dimension: dimensionOf(before.text) }))
  return { present: present.title, next: next.title, added, dropped, raised, same }
}

// Adverts are short; beyond this many sentences they are compared no more.
const MOST = 300

function nearest(wanted: Statement, among: readonly Statement[]): [Statement | null, number] {
  const words = wordsOf(wanted.text)
  let best: Statement | null = null
  let likeness = 0
  for (const candidate of among.slice(0, MOST)) {
    const other = wordsOf(candidate.text)
    const shared = [...words].filter((word) => other.has(word)).length
    const here = shared / Math.max(1, words.size + other.size - shared)
    if (here > likeness) [best, likeness] = [candidate, here]
  }
  return [best, likeness]
}

const wordsOf = (text: string): Set<string> =>
  new Set(
    sameAs(text.slice(0, 600))
      .split(' ')
      .filter(
        (word) => word.length > 2 && !/^(?:and|the|for|with|you|your|our|will|have|are|that|this|from)$/.test(word),
      ),
  )
