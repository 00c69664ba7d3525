import { best, bestFirst } from './best.ts'
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
export function chooseExamples(choice: Choice, laidOut?: LaidOut): Selection {
  const board = boardOf(choice, laidOut)
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
    lost: lostTo(choice, board, held, laidOut),
  }
}

/** The examples that a frozen case may hold. */
export const withoutMarked = (examples: readonly Example[]): Example[] =>
  examples.filter(({ marks }) => marks.length === 0)

function boardOf({ candidates, skills, pinned = [], excluded = [] }: Choice, laidOut?: LaidOut): Board {
  const total = skills.reduce((sum, skill) => sum + skill.weight, 0)
  const leftOut = new Set(excluded)
  const kept = <T>(all: readonly T[], idOf: (one: T) => string) =>
    leftOut.size === 0 ? all : all.filter((one) => !leftOut.has(idOf(one)))
  const all = laidOut ?? layOutAll(candidates, skills)
  const inOrder = kept(all.candidates, ({ id }) => id)
  return {
    candidates: inOrder,
    firm: kept(all.firm, ({ candidate }) => candidate.id),
    numbers: all.numbers,
    pinned: [...new Set(pinned)].flatMap((id) => inOrder.find((each) => each.id === id) ?? []).slice(0, MOST),
    share: new Map(skills.map((skill) => [skill.id, total > 0 ? skill.weight / total : 0])),
  }
}

interface Board extends LaidOut {
  pinned: Candidate[]
  share: ReadonlyMap<string, number>
}

/** Candidates laid out to be chosen from. */
export interface LaidOut {
  /** By id, so that no sum and no tie depends on the order of the input. */
  candidates: readonly Candidate[]
  /** Those that a frozen case may hold, in the same order. */
  firm: readonly Firm[]
  numbers: Numbers
}

/**
 * A candidate laid out to be weighed again and again. A long career holds thousands, and most of the time would go into fetching
 * their texts from all over the memory: here are numbers.
 */
export interface Firm {
  candidate: Candidate
  /** The numbers of its initiative, -1 for none, its kind and its quarter. */
  initiative: number
  kind: number
  quarter: number
  /** The numbers of its skills, and how well it shows each. */
  skills: number[]
  proofs: number[]
  /** Which must-haves it may be; of a decision's trade-off only reading it tells. */
  may: Record<MustHave, boolean>
  /** Whether its story is told, once somebody had to know. */
  told: boolean | null
}

/** Numbers for words that come again. */
export class Numbers {
  readonly #known = new Map<string | null, number>()

  of(word: string | null): number {
    const known = this.#known.get(word)
    if (known !== undefined) return known
    this.#known.set(word, this.#known.size)
    return this.#known.size - 1
  }
}

function layOutAll(given: readonly Candidate[], skills: Choice['skills']): LaidOut {
  const asked = new Set(skills.map((skill) => skill.id))
  const candidates = onceEach(given.map((each) => withSkillsAsked(each, asked)))
  const numbers = new Numbers()
  return { candidates, firm: candidates.filter(isFirm).map((each) => layOut(each, numbers)), numbers }
}

/** In the order of their ids, the last of those that share one. */
function onceEach(candidates: readonly Candidate[]): Candidate[] {
  if (candidates.every(({ id }, place) => place === 0 || candidates[place - 1]!.id < id)) return [...candidates]
  const byId = new Map(candidates.map((each) => [each.id, each]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

// Most candidates name no other skill; they stay as they are, with what is still to be read in them.
const withSkillsAsked = (candidate: Candidate, asked: ReadonlySet<string>): Candidate =>
  candidate.skills.every((skill) => asked.has(skill))
    ? candidate
    : { ...candidate, skills: candidate.skills.filter((skill) => asked.has(skill)) }

export const layOut = (candidate: Candidate, numbers: Numbers): Firm => ({
  candidate,
  initiative: candidate.initiative === null ? -1 : numbers.of(`initiative ${candidate.initiative}`),
  kind: numbers.of(`kind ${candidate.kind}`),
  quarter: numbers.of(`quarter ${quarter(candidate)}`),
  skills: candidate.skills.map((skill) => numbers.of(`skill ${skill}`)),
  proofs: candidate.skills.map((skill) => proofOf(candidate, skill)),
  may: {
    measured: candidate.measured,
    tradeOff: candidate.kind === 'decision' || candidate.tradeOff,
    confirmed: candidate.confirmed,
  },
  told: null,
})

function pickFirm(board: Board): { firm: Candidate[]; picked: Selection['picked'] } {
  const firm = [...board.pinned]
  const picked: Selection['picked'] = []
  while (firm.length < MOST) {
    const most = worthiest(board, firm)
    if (!most || (firm.length >= ENOUGH && most.value < NOT_WORTH_ITS_PLACE)) break
    firm.push(most.candidate)
    picked.push({ id: most.candidate.id, value: most.value })
  }
  return { firm: mustHaves.reduce((members, must) => swapIn(board, members, must), firm), picked }
}

function worthiest(board: Board, chosen: readonly Candidate[]): { candidate: Candidate; value: number } | undefined {
  const beside = besideOf(board, chosen)
  let most: { candidate: Candidate; value: number } | undefined
  for (const one of board.firm) {
    if (!isFreeBeside(one, beside)) continue
    const ifTold = worthIfTold(one, beside)
    // Whether a story is told takes reading it: not for those that would lose either way.
    if (most && ifTold < most.value) continue
    const value = ifTold * toldShare(one)
    if (!most || value > most.value || (value === most.value && laterFirst(one.candidate, most.candidate) < 0))
      most = { candidate: one.candidate, value }
  }
  return most
}

/** What is there already, which each further example is weighed beside; by the numbers of what it names. */
interface Beside {
  chosen: readonly Candidate[]
  initiatives: ReadonlySet<number>
  /** Of each skill its share of the level, and how much of it is still to show. */
  share: number[]
  left: number[]
  kinds: ReadonlySet<number>
  quarters: ReadonlySet<number>
}

function besideOf(board: Board, chosen: readonly Candidate[]): Beside {
  const { numbers } = board
  const beside: Beside = {
    chosen,
    initiatives: new Set(
      chosen.flatMap(({ initiative }) => (initiative === null ? [] : numbers.of(`initiative ${initiative}`))),
    ),
    share: [],
    left: [],
    kinds: new Set(chosen.map(({ kind }) => numbers.of(`kind ${kind}`))),
    quarters: new Set(chosen.map((each) => numbers.of(`quarter ${quarter(each)}`))),
  }
  for (const [skill, left] of leftUncovered(board, chosen)) {
    const number = numbers.of(`skill ${skill}`)
    beside.share[number] = board.share.get(skill)!
    beside.left[number] = left
  }
  return beside
}

function toldShare(one: Firm): number {
  one.told ??= one.candidate.storyTold
  return one.told ? 1 : 0.7
}

function worthIfTold({ kind, quarter, skills, proofs }: Firm, { share, left, kinds, quarters }: Beside): number {
  let gain = 0
  for (let at = 0; at < skills.length; at++) {
    const skill = skills[at]!
    gain += share[skill]! * left[skill]! * proofs[at]!
  }
  const newKind = kinds.has(kind) ? 0 : 0.05
  const newQuarter = quarters.has(quarter) ? 0 : 0.03
  return gain + newKind + newQuarter
}

// If a must-have is missing, the holder that adds most takes the place of the member that is missed least,
// as long as that member is not pinned and no other must-have goes with it.
function swapIn(board: Board, members: Candidate[], must: MustHave): Candidate[] {
  if (members.some((member) => member[must])) return members
  const beside = besideOf(board, members)
  const holders = board.firm.flatMap((one) =>
    one.may[must] ? [{ holder: one.candidate, value: worthIfTold(one, beside) * toldShare(one) }] : [],
  )
  // What a decision gave up takes reading it, so they are asked one by one, the worthiest first.
  for (const { holder } of bestFirst(holders, (a, b) => b.value - a.value || laterFirst(a.holder, b.holder))) {
    if (!holder[must]) continue
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
  if (filled.length >= ENOUGH) return filled
  const add = (candidates: readonly Candidate[], order: (a: Candidate, b: Candidate) => number) => {
    while (filled.length < ENOUGH) {
      const free = candidates.filter((candidate) => isFree(candidate, filled))
      const [first] = best(free, 1, order)
      if (!first) return
      filled.push(first)
    }
  }
  const byWeight = (weight: (candidate: Candidate) => number) => (a: Candidate, b: Candidate) =>
    weight(b) - weight(a) || laterFirst(a, b)
  add(
    board.candidates.filter(isOfPresentScope),
    byWeight((c) => c.strength * c.recency * c.corroboration),
  )
  // A day to come is a plan or a slip of the pen: only if there is nothing else.
  const plain = byWeight((c) => c.strength * c.corroboration)
  add(board.candidates, (a, b) => Number(isToCome(a)) - Number(isToCome(b)) || plain(a, b))
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

function lostTo(choice: Choice, board: Board, held: readonly Candidate[], laidOut?: LaidOut): string[] {
  if (!choice.pinned?.length && !choice.excluded?.length) return []
  const free = boardOf({ candidates: choice.candidates, skills: choice.skills }, laidOut)
  const covers = (members: readonly Candidate[], skill: string) => members.some((member) => proofOf(member, skill) > 0)
  const { firm } = pickFirm(free)
  return [...board.share.keys()].filter((skill) => covers(firm, skill) && !covers(held, skill))
}

const isDatedWork = (candidate: Candidate): boolean =>
  candidate.kind !== null && candidate.on !== null && candidate.recency >= OLDEST_RECENCY && candidate.skills.length > 0

export const isFirm = (candidate: Candidate): boolean => candidate.scope === 'target' && isDatedWork(candidate)

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

const isFreeBeside = ({ candidate, initiative }: Firm, { chosen, initiatives }: Beside): boolean =>
  !initiatives.has(initiative) && !chosen.includes(candidate)

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
