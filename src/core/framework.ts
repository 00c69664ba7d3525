/** A job ladder as data. Source: the `content/frameworks/*.yaml` files; nothing here knows product management. */
export interface Framework {
  format: 'cairn.framework/1'
  id: string
  version: number
  name: string
  summary: string
  scale: { points: ScalePoint[]; meets: number }
  tiers: Tier[]
  tracks: { id: string; name: string; summary: string }[]
  levels: Level[]
  specialisations: Specialisation[]
  /** weights[level][skill]; 1 where absent. */
  weights: Record<string, Record<string, number>>
  skills: Skill[]
}

export interface ScalePoint {
  value: number
  label: string
  meaning: string
}

export interface Tier {
  id: number
  name: string
  summary: string
}

export interface Level {
  id: string
  title: string
  also: string[]
  track: string
  next: string[]
  lateral: string[]
  scope: string
  focus: string[]
  wins: string[]
  growth: string
  /** Months of work at this level before the next: typical time in level, and how long next-level scope must be sustained. */
  months: { typical: number | null; sustained: number | null }
  expects: Expectation[]
}

/** What a level demands of a tier of skills. */
export interface Expectation {
  tier: number
  bar: 'meets' | 'credible' | 'open'
  meetsAtLeast?: number
  must?: string[]
  credited?: number
}

export interface Specialisation {
  id: string
  name: string
  summary: string
  levels?: string[]
  emphasis: Record<string, number>
}

export interface Skill {
  id: string
  name: string
  tier: number | null
  summary: string
  /** What the skill looks like at a level: anchors[level]. Absent = the skill does not apply there. */
  anchors: Record<string, string>
  evidence: string[]
  actions: SkillAction[]
  /** Matched case-insensitively, each at the start of a word. */
  signals: string[]
}

export interface SkillAction {
  do: string
  proof: string
  hours: number
  weeks: number
  size: 'artifact' | 'project' | 'habit' | 'decision'
  for?: string[]
}
