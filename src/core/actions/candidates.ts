import { dueOf } from '../back-plan.ts'
import { best } from '../best.ts'
import { addDays, type Day } from '../day.ts'
import type { ItemKind } from '../evidence.ts'
import { anchorAt, type Skill, type SkillAction, skillOf } from '../framework.ts'
import { count } from '../number-words.ts'
import type { Gap } from '../readiness/gaps.ts'
import { agreementState, isRatedByManager } from '../readiness/gates.ts'
import type { GivenRating, Item } from '../readiness/input.ts'
import { model } from '../readiness/model.ts'
import { fromCanonical } from '../readiness/scale.ts'
import { itemIn, resultOf } from '../readiness/standing.ts'
import { isMeasuredItem } from '../readiness/strength.ts'
import type { Row } from '../readiness/units.ts'
import type { ActionFacts, ActionPlace } from './facts.ts'
import type { GapWork } from './gap-work.ts'
import { type ActionKind, actionModel, usual } from './model.ts'
import type { Candidate } from './plan.ts'

/** A candidate with what a person needs to choose it: why, and where it begins. */
export interface Suggestion extends Candidate {
  /** Ends “…, because …”, without a full stop. */
  reason: string
  place: ActionPlace
}

/** What could be done by the records there are (domain 2.2), the first gaps first, and which rules could not be asked. */
export function candidatesFor(facts: ActionFacts): { actions: Suggestion[]; notEnough: string[] } {
  const gaps = resultOf(facts.standing).allGaps.slice(0, actionModel.gaps)
  const promotion = (facts.standing.input.mode ?? 'promotion') === 'promotion'
  const actions = [
    ...measures(facts),
    ...mentions(facts),
    ...confirmations(facts, gaps),
    ...(promotion ? asks(facts) : []),
    ...gaps.flatMap((gap, place) => work(facts, gap, place)),
    ...feedback(facts, gaps),
  ]
  return { actions: actions.slice(0, actionModel.candidates), notEnough: notEnough(facts) }
}

/** Marks what has not happened: it sorts after every record there is. */
const ifOnly = (id: string): string => `\uffff${id}`

function suggestion(
  kind: ActionKind,
  fields: Pick<Suggestion, 'id' | 'label' | 'skill' | 'effect' | 'reason' | 'place'> & Partial<Suggestion>,
): Suggestion {
  return { kind, hours: usual[kind].hours, landing: usual[kind].landing, weeks: 0, ...fields }
}

/** A number with one end only, and readings that are due after a launch. */
function measures({ standing, unfinished, checks }: ActionFacts): Suggestion[] {
  const { targetLevel, asOf } = standing.input
  const open: Suggestion[] = []
  for (const { id, text } of unfinished) {
    // A career may hold thousands, of which no more than these can be among the candidates.
    if (open.length === actionModel.candidates) break
    const item = itemIn(standing, id)
    if (!item || item.scope < targetLevel || isMeasuredItem(item)) continue
    // As planned: the right way, and no further than that is known.
    const outcome = { ...item.outcome, baseline: 0, after: 1, higherIsBetter: true, target: undefined }
    open.push(
      suggestion('measure', {
        id: `measure:${item.id}`,
        label: `Find the number before and after “${shortened(text)}”`,
        skill: item.skills[0] ?? null,
        effect: { items: [{ ...item, outcome }] },
        reason: 'there is no before and after',
        place: { at: 'record', record: item.id, field: 'metrics' },
      }),
    )
  }
  const due = checks.map(({ initiative, title, day, dueOn, records: inherit }) => {
    const found = inherit.flatMap((id) => itemIn(standing, id) ?? []).filter(isMeasuredItem)
    const check = day === 30 ? { check30: asOf } : { check60: asOf }
    return suggestion('measure', {
      id: `check:${initiative}:${day}`,
      label: `Read the number again, ${day} days after ${title}`,
      skill: found[0]?.skills[0] ?? null,
      hours: 0.75,
      effect: { items: found.map((item) => ({ ...item, outcome: { ...item.outcome, ...check } })) },
      reason: 'one number finishes the story',
      place: { at: 'initiative', initiative },
      latestStart: dueOn,
    })
  })
  return [...due, ...open]
}

const mentions = ({ mentions: all, standing }: ActionFacts): Suggestion[] =>
  all.map(({ initiative, title, kind, skill }) =>
    suggestion('record', {
      id: `record:${initiative}:${kind}`,
      label:
        kind === 'problem'
          ? `Log the problem you found behind ${title}`
          : `Log what you left aside for ${title}, and why`,
      skill,
      effect: { items: [made(`${initiative} ${kind}`, kind, skill, standing, 'witness')] },
      reason: 'it stands with the initiative and in none of your records',
      place: { at: 'log', skill, initiative },
    }),
  )

/** Per first gap the three records that somebody’s word would lift most, where somebody saw them. */
function confirmations({ standing, recordOf, backPlan }: ActionFacts, gaps: readonly Gap[]): Suggestion[] {
  const heaviest = gaps.slice(0, model.gaps.top).flatMap(({ id }) => {
    const byWeight = (a: Row, b: Row) => b.potential - a.potential || (a.item < b.item ? -1 : 1)
    const isWorthAsking = ({ confirmed, item }: Row) => !confirmed && (recordOf(item)?.seenBy.length ?? 0) > 0
    return best(standing.rows.get(id) ?? [], actionModel.itemsPerSkill, byWeight, isWorthAsking)
  })
  const asked = [...new Set(heaviest.map(({ item }) => item))]
  return asked.map((id) => {
    const { text, seenBy } = recordOf(id)!
    const item = itemIn(standing, id)!
    return suggestion('attest', {
      id: `attest:${id}`,
      label: `Ask ${seenBy[0]} to confirm “${shortened(text)}”`,
      skill: item.skills[0] ?? null,
      effect: { attested: [id] },
      reason: 'nobody has confirmed this yet',
      place: { at: 'confirm', record: id },
      latestStart: dueOf(backPlan, 'attest_out') ?? undefined,
    })
  })
}

/** What only a manager can give; nothing of it before somebody was asked how promotion works here (domain 0). */
function asks(facts: ActionFacts): Suggestion[] {
  if (!facts.first?.asked) return []
  return [...managerRating(facts), ...agreement(facts), ...disagreements(facts)]
}

function managerRating({ standing, backPlan, today }: ActionFacts): Suggestion[] {
  const { input, readings } = standing
  const unrated = standing.skills.filter(({ id }) => !isRatedByManager(readings.get(id), input))
  const gate = resultOf(standing).caps.find((cap) => cap.gate === 'manager_input')
  if (unrated.length === 0 || gate?.gate !== 'manager_input' || gate.detail >= model.gates.manager.share) return []
  // As the estimate stands: no optimism.
  const ratings = unrated.map(
    ({ id, mean }): GivenRating => ({
      id: ifOnly('rated'),
      skill: id,
      source: 'manager',
      rater: input.manager,
      value: fromCanonical(Math.min(1, mean), input.scale),
      date: input.asOf,
    }),
  )
  const rounds = (['rating1', 'rating2', 'rating3'] as const).map((piece) => dueOf(backPlan, piece))
  return [
    suggestion('manager_rating', {
      id: 'manager_rating',
      label: `Ask your manager to rate ${count(unrated.length, 'skill')}`,
      skill: null,
      effect: { ratings },
      reason:
        gate.detail === 0 ? 'nobody above you has rated yet' : 'your manager has rated few of the skills this year',
      place: { at: 'ratings', skill: null },
      latestStart: rounds.find((due) => due !== null && due >= today) ?? rounds.at(-1) ?? undefined,
    }),
  ]
}

function agreement({ standing, backPlan }: ActionFacts): Suggestion[] {
  const { input } = standing
  const state = agreementState(input)
  if (state === 'yesConfirmed') return []
  const to = state === 'unknown' || state === 'not_yet' ? 'close' : 'yes'
  return [
    suggestion('talk', {
      id: `talk:${to}`,
      label:
        to === 'close'
          ? 'Talk with your manager about how close you are'
          : 'Ask your manager to confirm that you both say yes',
      skill: null,
      landing: to === 'close' ? 0.6 : 0.4,
      effect: { agreement: { state: to, date: input.asOf, confirmedByManager: to === 'yes' } },
      reason:
        state === 'yesClaimed'
          ? 'the yes is your record of it, and your manager has not confirmed it'
          : to === 'close'
            ? 'you have not told each other where you stand'
            : 'you were close when you last talked about it',
      place: { at: 'agreement' },
      latestStart: dueOf(backPlan, 'agreement') ?? undefined,
    }),
  ]
}

function disagreements({ standing, framework }: ActionFacts): Suggestion[] {
  const { input } = standing
  return standing.skills
    .filter(({ disagree }) => disagree)
    .map(({ id, mean }) =>
      suggestion('talk', {
        id: `talk:${id}`,
        label: `Talk with your manager about ${skillOf(framework, id).name}`,
        skill: id,
        hours: 1,
        landing: 0.7,
        effect: {
          ratings: [
            {
              id: ifOnly('rated again'),
              skill: id,
              source: 'manager',
              rater: input.manager,
              value: fromCanonical(Math.min(1, mean), input.scale),
              date: input.asOf,
            },
          ],
        },
        reason: 'you and your manager see this differently',
        place: { at: 'talk' },
      }),
    )
}

/** Work that shows a skill: from the ladder, and from the list of work that closes gaps. Where none was offered yet, a pitch comes first. */
function work(facts: ActionFacts, gap: Gap, place: number): Suggestion[] {
  const { framework, against, gapWork, standing } = facts
  const skill = skillOf(framework, gap.id)
  const shown = standing.skills.find(({ id }) => id === gap.id)!.count
  const why = reasonOf(place, shown)
  const pitch = gap.noOpportunity
    ? [
        suggestion('pitch', {
          id: `pitch:${skill.id}`,
          label: `Pitch a piece of work that needs ${skill.name}`,
          skill: skill.id,
          effect: { items: [made(`pitch ${skill.id}`, 'problem', skill.id, standing, 'witness')] },
          reason: 'your work has not offered it yet',
          place: { at: 'log', skill: skill.id, initiative: null },
        }),
      ]
    : []
  const requires = pitch[0]?.id
  const ladder = skill.actions
    .filter((action) => action.for === undefined || action.for.includes(against))
    .map((action) => fromLadder(facts, skill.id, action, why, requires))
  const listed = gapWork
    .filter(({ gap: skills }) => skills[framework.id] === skill.id)
    .map((piece) => fromList(facts, skill.id, piece, why, requires))
  const named = [...listed, ...ladder]
  const projects = named.length > 0 ? named : [ownChoice(facts, skill, why, requires)]
  return [
    ...pitch,
    ...projects,
    ...projects.filter(({ kind }) => kind === 'project').map((project) => confirmed(project)),
  ]
}

function fromLadder(
  facts: ActionFacts,
  skill: string,
  action: SkillAction,
  reason: string,
  requires?: string,
): Suggestion {
  const { size, hours, weeks } = action
  const id = `work:${slug(action.do)}`
  const [kind, corroboration] = resultsIn[size]
  return suggestion(size, {
    id,
    label: action.do.replace(/\.$/, ''),
    skill,
    hours,
    weeks,
    effect: { items: [made(id, kind, skill, facts.standing, corroboration)] },
    reason,
    place: { at: 'log', skill, initiative: null },
    requires,
    latestStart: size === 'project' ? lastStart(facts, weeks) : undefined,
  })
}

function fromList(facts: ActionFacts, skill: string, piece: GapWork, reason: string, requires?: string): Suggestion {
  const { id, text, when, hours, weeks, evidence } = piece
  const kind = evidence.find((each) => each === 'decision' || each === 'problem') ?? 'decision'
  return suggestion('project', {
    id,
    label: `${when ? `If ${when}: ${text[0]!.toLowerCase()}${text.slice(1)}` : text}`.replace(/\.$/, ''),
    skill,
    hours,
    weeks,
    // Whether the condition holds is not known here.
    landing: when ? usual.project.landing / 2 : usual.project.landing,
    effect: { items: [made(id, kind, skill, facts.standing, 'witness')] },
    reason,
    place: { at: 'log', skill, initiative: null },
    requires,
    latestStart: lastStart(facts, weeks),
  })
}

/** Where no work is known for the skill, as on most companies’ ladders: a piece of the present work, held against what the ladder asks. */
function ownChoice(facts: ActionFacts, skill: Skill, reason: string, requires?: string): Suggestion {
  const id = `show:${skill.id}`
  const anchor = anchorAt(skill, facts.against)
  return suggestion('project', {
    id,
    label: anchor
      ? `Choose a piece of your work that shows ${skill.name}: “${shortened(anchor)}”`
      : `Choose a piece of your work that shows ${skill.name}`,
    skill: skill.id,
    weeks: weeksOfOwn,
    effect: { items: [made(id, 'decision', skill.id, facts.standing, 'witness')] },
    reason,
    place: { at: 'log', skill: skill.id, initiative: null },
    requires,
    latestStart: lastStart(facts, weeksOfOwn),
  })
}

const weeksOfOwn = 4

/** Somebody’s word for what comes of a project; it can only be had after it. */
const confirmed = ({ id, label, skill, effect }: Suggestion): Suggestion =>
  suggestion('attest', {
    id: `attest:${id}`,
    label: `Have somebody confirm what comes of “${shortened(label)}”`,
    skill,
    effect: { attested: effect.items!.map((item) => item.id) },
    reason: 'a result counts for most once somebody else stands behind it',
    place: { at: 'log', skill, initiative: null },
    requires: id,
  })

const resultsIn: Record<SkillAction['size'], [ItemKind, Item['corroboration']]> = {
  artifact: ['artifact', 'none'],
  project: ['decision', 'witness'],
  decision: ['decision', 'witness'],
  // Looked at on the day it ends: until then it shows nothing, and on that day it is new.
  habit: ['feedback', 'witness'],
}

function feedback({ standing, framework, freshBackers, first }: ActionFacts, gaps: readonly Gap[]): Suggestion[] {
  if (!freshBackers || !first) return []
  const heard = new Set(standing.input.items.filter(({ kind }) => kind === 'feedback').flatMap(({ skills }) => skills))
  return gaps
    .filter(({ id }) => !heard.has(id))
    .map(({ id }) =>
      suggestion('feedback', {
        id: `feedback:${id}`,
        label: `Ask somebody who backs you how they see ${skillOf(framework, id).name}`,
        skill: id,
        effect: { items: [made(`feedback ${id}`, 'feedback', id, standing, 'attested')] },
        reason: 'nobody has said yet how they see it',
        place: { at: 'people' },
      }),
    )
}

const notEnough = ({ freshBackers, first }: ActionFacts): string[] =>
  freshBackers === null && first
    ? [
        'Asking for feedback: not enough data yet. What people told you is not kept here so far, so nobody counts as lately heard.',
      ]
    : []

/** A record of the target’s size, today; an initiative of its own, since it is work of its own. */
const made = (
  id: string,
  kind: ItemKind,
  skill: string,
  { input: { asOf, targetLevel } }: ActionFacts['standing'],
  corroboration: Item['corroboration'],
): Item => ({
  id: ifOnly(id),
  kind,
  date: asOf,
  skills: [skill],
  scope: targetLevel,
  corroboration,
  initiative: ifOnly(id),
})

/** A launch needs its 60-day reading before the packet; a day that has passed already urges nobody. */
function lastStart({ backPlan, today }: ActionFacts, weeks: number): Day | undefined {
  const launch = dueOf(backPlan, 'last_ship_60')
  const start = launch && addDays(launch, -7 * weeks)
  return start && start >= today ? start : undefined
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

const reasonOf = (place: number, shown: number): string =>
  `${ordinals[place]} gap and ${shown === 0 ? 'nothing' : 'little'} shown at the next level`

const slug = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 7)
    .join('-')
    .slice(0, 80)

/** The beginning of a text in one line. */
function shortened(text: string): string {
  const [line] = text.trim().split('\n') as [string]
  return line.length > 60 ? `${line.slice(0, 58).replace(/\W+\w*$/u, '')}…` : line.replace(/[.]$/, '')
}
