import { holdsCue } from './cues.ts'
import type { Judgement, Signs } from './kind.ts'
import { hasPeriod, isQuantified, lacksOwner, type Parts, speaksInFirstPerson } from './strength.ts'
import { type CoachKind, type FlagId, flagIds, type Strength } from './types.ts'

const nice: ReadonlySet<FlagId> = new Set(['no_time_window', 'business_link_missing', 'no_tradeoff'])
/** Questions about what is missing: on a guess they would be about the wrong kind. */
const absence: ReadonlySet<FlagId> = new Set([
  'output_only_verbs',
  'no_outcome',
  'no_baseline',
  'no_reason',
  'no_followup',
  'no_tradeoff',
])

/** The questions worth asking, in display order, after the silence rules of coach specification 6. */
export function flagsOf(
  signs: Signs,
  judgement: Judgement,
  parts: Parts,
  strength: Strength,
  dismissed: readonly FlagId[],
): FlagId[] {
  const { text } = signs.draft
  if (signs.futureOnly && judgement.kind === 'unclear') return dismissed.includes('unfinished') ? [] : ['unfinished']
  if (text.split(/\s+/).filter(Boolean).length < 4 || text.length < 20 || strength === 4) return []
  const raised = flagIds.filter((flag) => triggers[flag](signs, judgement.kind, parts))
  const sure = judgement.confidence === 'sure' ? raised : raised.filter((flag) => !absence.has(flag))
  const asked = sure.filter((flag) => !nice.has(flag))
  return (asked.length >= 2 ? asked : sure).filter((flag) => !dismissed.includes(flag))
}

type Trigger = (signs: Signs, kind: CoachKind, parts: Parts) => boolean

const triggers: Record<FlagId, Trigger> = {
  unfinished: () => false,
  vanity_metric: isVain,
  output_only_verbs: (signs, kind) => kind === 'output' && !isVain(signs, kind) && signs.action?.name === 'ship',
  no_outcome: (signs, kind) => kind === 'output' && !isVain(signs, kind) && signs.action?.name !== 'ship',
  no_unit: (signs) => signs.strong.some((figure) => !isQuantified(figure)),
  no_baseline: (signs, kind, parts) => kind === 'outcome' && !parts.baseline && !isPureWin(signs),
  no_reason: (_signs, kind, parts) => kind === 'decision' && !parts.reason && !parts.explained,
  no_followup: lacksFollowup,
  no_owner: (signs, kind) => kind !== 'trust' && kind !== 'unclear' && lacksOwner(signs),
  passive_voice_ownership: (signs, kind) =>
    kind !== 'trust' && signs.passive && !speaksInFirstPerson(signs.draft.text) && !speaksForGroup(signs),
  hedge: (signs, kind) => signs.hedge && kind !== 'unclear' && kind !== 'trust' && kind !== 'learning',
  no_time_window: (signs, kind, parts) => kind === 'outcome' && parts.quantified && !hasPeriod(signs),
  business_link_missing: (_signs, kind, parts) => kind === 'outcome' && parts.quantified && !parts.business,
  no_tradeoff: (signs, kind, parts) =>
    kind === 'decision' && !parts.tradeoff && (parts.reason || !signs.draft.text.slice(0, -1).includes('. ')),
}

function isVain(signs: Signs, kind: CoachKind): boolean {
  return kind === 'output' && signs.vanity && signs.strong.length === 0
}

const isPureWin = ({ win, strong, claim }: Signs): boolean => win !== null && strong.length === 0 && claim === null

const speaksForGroup = ({ draft }: Signs): boolean => /(?<![\w'-])we(?![\w-])/i.test(draft.text)

function lacksFollowup(signs: Signs, kind: CoachKind, parts: Parts): boolean {
  if (kind === 'problem_found' || kind === 'learning') return !parts.followup
  return (
    kind === 'outcome' &&
    signs.strong.some((figure) => figure.good === false) &&
    !holdsCue('followup', signs.draft.text)
  )
}
