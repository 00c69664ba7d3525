import type { Framework, Level, Skill } from '../framework.ts'
import { idOf } from './ids.ts'
import type { DraftLevel, DraftSkill, FrameworkOf, LadderDraft, Statement } from './types.ts'

/** A ladder of ours that `frameworkFile` accepts, from any draft of a reading. */
export const frameworkOf: FrameworkOf = (draft, choices = {}) => {
  const name = choices.name ?? draft.name
  return {
    format: 'cairn.framework/1',
    id: choices.id ?? idOf(name, 'ladder'),
    version: choices.version ?? 1,
    name,
    summary: draft.summary,
    scale: draft.scale ? { points: draft.scale.points, meets: draft.scale.meets } : ourScale,
    tiers: [],
    tracks: tracksOf(draft),
    levels: draft.levels.map(asLevel),
    specialisations: [],
    weights: {},
    skills: draft.skills.map(asSkill),
  }
}

// A ladder that says nothing about rating is rated as ours are, so that readiness means the same on both.
const ourScale: Framework['scale'] = {
  points: [
    { value: 1, label: 'Not seen', meaning: 'No example yet of what this level describes.' },
    { value: 2, label: 'Early', meaning: 'Tried once, or with somebody more senior steering most of it.' },
    { value: 3, label: 'Partial', meaning: 'Part of it is there, or all of it in one piece of work.' },
    { value: 4, label: 'At level', meaning: 'Seen in separate pieces of work over several months, unprompted.' },
    { value: 5, label: 'Beyond', meaning: 'Others are sent to this person to learn it.' },
  ],
  meets: 4,
}

const tracks = [
  { id: 'ic', name: 'Individual contributor', summary: 'Grows by larger work and deeper expertise, without reports.' },
  { id: 'people', name: 'People leadership', summary: 'Grows by building and leading teams.' },
]

const tracksOf = ({ levels }: LadderDraft): Framework['tracks'] =>
  tracks.filter(({ id }) => levels.some((level) => level.track === id))

const asLevel = ({ id, title, also, track, next, scope }: DraftLevel): Level => ({
  id,
  title,
  also,
  track,
  next,
  lateral: [],
  scope: scope || 'The ladder does not say.',
  focus: [],
  wins: [],
  growth: '',
  months: { typical: null, sustained: null },
  expects: [],
})

const asSkill = ({ id, name, summary, anchors }: DraftSkill): Skill => ({
  id,
  name,
  tier: null,
  summary: summary || `${name}, as this ladder describes it level by level.`,
  anchors: Object.fromEntries(Object.entries(anchors).map(([level, statements]) => [level, anchorOf(statements)])),
  evidence: [],
  actions: [],
  signals: [],
})

/** One statement stays as it is written; of several each stands on its own line and ends as a sentence. */
function anchorOf(statements: readonly Statement[]): string {
  if (statements.length === 1) return statements[0]!.text
  return statements.map(({ text }) => (/[.!?…:;]$/.test(text) ? text : `${text}.`)).join('\n')
}
