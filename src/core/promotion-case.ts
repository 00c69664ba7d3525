import { type Day, quarterOf } from './day.ts'
import type { ItemKind } from './evidence.ts'

/** A record as the choice of examples sees it. Factors are those of scoring (domain 1.4 a-c), each 0..1. */
export interface Candidate {
  id: string
  initiative: string | null
  kind: ItemKind | null
  on: Day | null
  /** Main skill first; only skills that apply at the target level. */
  skills: string[]
  /** Per skill what the record weighs there, S·R·C·K. Scope is not in it: `scope` says that. */
  weights: Readonly<Record<string, number>>
  strength: number
  /** 0 for a day to come, 1 for a record without a day. */
  recency: number
  corroboration: number
  /** The size of the work shown: the target level's or above, the present level's, or something else. */
  scope: 'target' | 'present' | 'other'
  /** All five story parts are filled. */
  storyTold: boolean
  /** A number that is no vanity, with before and after. */
  measured: boolean
  /** A decision that says what was given up. */
  tradeOff: boolean
  /** Another person stands behind it: pasted words, a form or a link. */
  confirmed: boolean
}

export const mustHaves = ['measured', 'tradeOff', 'confirmed'] as const
/** What every case needs once: a measured outcome, a decision with its trade-off, a confirmed record. */
export type MustHave = (typeof mustHaves)[number]

/** Why an example is only in the draft. A frozen case holds none that is marked. */
export type Mark = 'present-level scope' | 'other scope' | 'date?' | 'skill?' | 'kind?' | 'long ago'

export interface Example {
  id: string
  /** Empty for an example that stands in a frozen case too. */
  marks: Mark[]
}

export interface Selection {
  /** At most five, in the order of the document; never empty while there is a record that is not excluded. */
  examples: Example[]
  /** The records picked by the rule, in the order picked, each with what it added (8.2, step 1). Swaps come later. */
  picked: { id: string; value: number }[]
  /** Share of the target level's weight the unmarked examples cover, 0..1. */
  coverage: number
  /** Fewer than three examples are of the target level's size. */
  weak: boolean
  /** Must-haves that no example has. */
  missing: MustHave[]
  /** Skills that the rule alone would cover and the owner's pins and exclusions do not. */
  lost: string[]
}

export interface Choice {
  candidates: readonly Candidate[]
  /** Skills of the target level; only the proportion of weights matters. */
  skills: readonly { id: string; weight: number }[]
  /** The owner's hand: kept in, left out, and the order wanted. */
  pinned?: readonly string[]
  excluded?: readonly string[]
  order?: readonly string[]
}

const MOST = 5
const ENOUGH = 3
const NOT_WORTH_ITS_PLACE = 0.04
const OLDEST_RECENCY = 0.25

/**
 * The three to five examples of a case (domain 8.2 and the ruling “Present-scope records still make a case”): records that
 * together cover the target level's skills best, one per initiative; with too few of them, others that are marked.
 */
export function chooseExamples(choice: Choice): Selection {
  const board = boardOf(choice)
  const { firm, picked } = pickFirm(board)
  const examples = fillUp(board, firm)
  const held = examples.filter((example) => isFirm(example))
  return {
    examples: inOrder(board, examples, choice.order ?? []).map((example) => ({
      id: example.id,
      marks: marksOf(example),
    })),
    picked,
    coverage: coverageOf(board, held),
    weak: held.length < ENOUGH,
    missing: mustHaves.filter((must) => !examples.some((example) => example[must])),
    lost: lostTo(choice, board, held),
  }
}

/** The examples that a frozen case may hold. */
export const withoutMarked = (examples: readonly Example[]): Example[] =>
  examples.filter(({ marks }) => marks.length === 0)

interface Board {
  /** By id, so that no sum and no tie depends on the order of the input. */
  candidates: Candidate[]
  pinned: Candidate[]
  share: ReadonlyMap<string, number>
}

function boardOf({ candidates, skills, pinned = [], excluded = [] }: Choice): Board {
  const total = skills.reduce((sum, skill) => sum + skill.weight, 0)
  const asked = new Set(skills.map((skill) => skill.id))
  const kept = candidates.filter(({ id }) => !excluded.includes(id))
  const byId = new Map(
    kept.map((each) => [each.id, { ...each, skills: each.skills.filter((skill) => asked.has(skill)) }]),
  )
  return {
    candidates: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    pinned: [...new Set(pinned)].flatMap((id) => byId.get(id) ?? []).slice(0, MOST),
    share: new Map(skills.map((skill) => [skill.id, total > 0 ? skill.weight / total : 0])),
  }
}

function pickFirm(board: Board): { firm: Candidate[]; picked: Selection['picked'] } {
  const firm = [...board.pinned]
  const picked: Selection['picked'] = []
  while (firm.length < MOST) {
    const best = bestOf(board, firm, board.candidates)
    if (!best || (firm.length >= ENOUGH && best.value < NOT_WORTH_ITS_PLACE)) break
    firm.push(best.candidate)
    picked.push({ id: best.candidate.id, value: best.value })
  }
  return { firm: mustHaves.reduce((members, must) => swapIn(board, members, must), firm), picked }
}

function bestOf(board: Board, chosen: readonly Candidate[], among: readonly Candidate[]) {
  const left = leftUncovered(board, chosen)
  return among
    .filter((candidate) => isFirm(candidate) && isFree(candidate, chosen))
    .map((candidate) => ({ candidate, value: worthOf(board, candidate, chosen, left) }))
    .sort((a, b) => b.value - a.value || laterFirst(a.candidate, b.candidate))[0]
}

function worthOf(
  board: Board,
  candidate: Candidate,
  chosen: readonly Candidate[],
  left: ReadonlyMap<string, number>,
): number {
  const gain = candidate.skills.reduce(
    (sum, skill) => sum + (board.share.get(skill) ?? 0) * (left.get(skill) ?? 1) * proofOf(candidate, skill),
    0,
  )
  const newKind = chosen.some((other) => other.kind === candidate.kind) ? 0 : 0.05
  const newQuarter = chosen.some((other) => quarter(other) === quarter(candidate)) ? 0 : 0.03
  return (gain + newKind + newQuarter) * (candidate.storyTold ? 1 : 0.7)
}

// If a must-have is missing, the holder that adds most takes the place of the member that is missed least,
// as long as that member is not pinned and no other must-have goes with it.
function swapIn(board: Board, members: Candidate[], must: MustHave): Candidate[] {
  if (members.some((member) => member[must])) return members
  const holders = board.candidates.filter((candidate) => isFirm(candidate) && candidate[must])
  const left = leftUncovered(board, members)
  holders.sort((a, b) => worthOf(board, b, members, left) - worthOf(board, a, members, left) || laterFirst(a, b))
  for (const holder of holders) {
    const [swapped] = swapsFor(board, members, holder)
    if (swapped) return swapped
  }
  return members
}

function swapsFor(board: Board, members: Candidate[], holder: Candidate): Candidate[][] {
  const lost = (without: Candidate) => coverageOf(board, members) - coverageOf(board, except(members, without))
  return members
    .filter((member) => !board.pinned.includes(member) && isFree(holder, except(members, member)))
    .sort((a, b) => lost(a) - lost(b) || laterFirst(b, a))
    .map((member) => members.map((other) => (other === member ? holder : other)))
    .filter((after) => mustHaves.every((must) => after.some((m) => m[must]) || !members.some((m) => m[must])))
}

function fillUp(board: Board, firm: Candidate[]): Candidate[] {
  const filled = [...firm]
  const add = (candidates: Candidate[]) => {
    for (const candidate of candidates) {
      if (filled.length >= ENOUGH) return
      if (isFree(candidate, filled)) filled.push(candidate)
    }
  }
  const byWeight = (weight: (candidate: Candidate) => number) => (a: Candidate, b: Candidate) =>
    weight(b) - weight(a) || laterFirst(a, b)
  add(board.candidates.filter(isOfPresentScope).sort(byWeight((c) => c.strength * c.recency * c.corroboration)))
  // A day to come is a plan or a slip of the pen: only if there is nothing else.
  const plain = byWeight((c) => c.strength * c.corroboration)
  add([...board.candidates].sort((a, b) => Number(isToCome(a)) - Number(isToCome(b)) || plain(a, b)))
  return filled
}

function inOrder(board: Board, examples: Candidate[], wanted: readonly string[]): Candidate[] {
  const place = (candidate: Candidate) => (wanted.includes(candidate.id) ? wanted.indexOf(candidate.id) : wanted.length)
  const best = (candidate: Candidate) =>
    isFirm(candidate) ? Math.max(...candidate.skills.map((s) => (board.share.get(s) ?? 0) * proofOf(candidate, s))) : -1
  return examples
    .map((candidate, index) => ({ candidate, index }))
    .sort(
      (a, b) => place(a.candidate) - place(b.candidate) || best(b.candidate) - best(a.candidate) || a.index - b.index,
    )
    .map(({ candidate }) => candidate)
}

function lostTo(choice: Choice, board: Board, held: readonly Candidate[]): string[] {
  if (!choice.pinned?.length && !choice.excluded?.length) return []
  const free = boardOf({ candidates: choice.candidates, skills: choice.skills })
  const covers = (members: readonly Candidate[], skill: string) => members.some((member) => proofOf(member, skill) > 0)
  const { firm } = pickFirm(free)
  return [...board.share.keys()].filter((skill) => covers(firm, skill) && !covers(held, skill))
}

const isDatedWork = (candidate: Candidate): boolean =>
  candidate.kind !== null && candidate.on !== null && candidate.recency >= OLDEST_RECENCY && candidate.skills.length > 0

const isFirm = (candidate: Candidate): boolean => candidate.scope === 'target' && isDatedWork(candidate)

const isOfPresentScope = (candidate: Candidate): boolean => candidate.scope === 'present' && isDatedWork(candidate)

const isToCome = (candidate: Candidate): boolean => candidate.on !== null && candidate.recency === 0

function marksOf(candidate: Candidate): Mark[] {
  const marks: [Mark, boolean][] = [
    ['present-level scope', candidate.scope === 'present'],
    ['other scope', candidate.scope === 'other'],
    ['date?', candidate.on === null || isToCome(candidate)],
    ['skill?', candidate.skills.length === 0],
    ['kind?', candidate.kind === null],
    ['long ago', candidate.recency > 0 && candidate.recency < OLDEST_RECENCY],
  ]
  return marks.filter(([, holds]) => holds).map(([mark]) => mark)
}

/** One example per initiative; a record of none stands for itself. */
const isFree = (candidate: Candidate, chosen: readonly Candidate[]): boolean =>
  chosen.every(
    (other) =>
      other.id !== candidate.id && (candidate.initiative === null || other.initiative !== candidate.initiative),
  )

/** How well one record shows a skill, q in 8.2: never quite certain. */
const proofOf = (candidate: Candidate, skill: string): number => Math.min(0.95, candidate.weights[skill] ?? 0)

function leftUncovered(board: Board, chosen: readonly Candidate[]): Map<string, number> {
  const firm = chosen.filter(isFirm)
  return new Map(
    [...board.share.keys()].map((s) => [s, firm.reduce((left, member) => left * (1 - proofOf(member, s)), 1)]),
  )
}

function coverageOf(board: Board, chosen: readonly Candidate[]): number {
  const left = leftUncovered(board, chosen)
  return [...board.share].reduce((sum, [skill, share]) => sum + share * (1 - left.get(skill)!), 0)
}

const quarter = (candidate: Candidate): string | null => (candidate.on ? quarterOf(candidate.on) : null)

const except = (members: readonly Candidate[], one: Candidate): Candidate[] =>
  members.filter((member) => member !== one)

function laterFirst(a: Candidate, b: Candidate): number {
  if (a.on !== b.on) return (a.on ?? '') > (b.on ?? '') ? -1 : 1
  return a.id < b.id ? -1 : 1
}
