import { type LevelName, levelName } from './level-name.ts'
import { sameAs } from './plain.ts'
import type { DraftLevel } from './types.ts'

/** The ids a label for several levels reaches, once the levels stand in their order. */
export type Several = (levels: readonly DraftLevel[], byLabel: ReadonlyMap<string, string[]>) => string[]

/** What a label such as “L3-L5”, “Senior and above” or “Staff / Principal” reaches; null if it is one level. */
export function severalIn(label: string, known: ReadonlySet<string>): Several | null {
  const from =
    /^(?:from )?(.{1,60}?)(?:\s*\+|\s*(?:and|&|or) (?:above|up|higher|upwards?|beyond|more senior)|\s*upwards?)$/i.exec(
      label,
    )
  if (from && isKnown(from[1]!, known))
    return (levels, byLabel) => {
      const start = idOf(from[1]!, byLabel)
      return levels.slice(levels.findIndex(({ id }) => id === start)).map(({ id }) => id)
    }
  const range = /^(.{1,40}?)\s*(?:[-–—]|to|through|bis)\s*(.{1,40})$/i.exec(label)
  if (range && isKnown(range[1]!, known) && isKnown(range[2]!, known) && areAlike(range[1]!, range[2]!))
    return (levels, byLabel) => {
      const [start, end] = [idOf(range[1]!, byLabel), idOf(range[2]!, byLabel)].map((id) =>
        levels.findIndex((level) => level.id === id),
      )
      return levels.slice(start, end! + 1).map(({ id }) => id)
    }
  const parts = label.split(/\s*(?:\/|,|&|\band\b|\bor\b)\s*/i).filter((part) => part !== '')
  if (parts.length >= 2 && parts.every((part) => isKnown(part, known)))
    return (_, byLabel) => parts.flatMap((part) => idOf(part, byLabel) ?? [])
  return null
}

// “IC2 - Senior PM” is a code and its title; from one level to another both ends are written alike.
const areAlike = (from: string, to: string): boolean =>
  levelName(from)?.codes.length === levelName(to)?.codes.length && /^\d+$/.test(from.trim()) === /^\d+$/.test(to.trim())

const isKnown = (text: string, known: ReadonlySet<string>): boolean => nearest(text, known) !== undefined

const idOf = (text: string, byLabel: ReadonlyMap<string, string[]>): string | undefined =>
  byLabel.get(nearest(text, new Set(byLabel.keys())) ?? '')?.[0]

/** The known label that means the same level as `text`. */
function nearest(text: string, known: ReadonlySet<string>): string | undefined {
  const label = sameAs(text)
  if (known.has(label)) return label
  const name = levelName(text)
  if (!name) return undefined
  const named: [string, LevelName][] = []
  for (const other of known) {
    const known_ = levelName(other)
    if (!known_) continue
    if ((name.key !== '' && known_.key === name.key) || name.codes.some((code) => known_.codes.includes(code)))
      return other
    named.push([other, known_])
  }
  const core = coreOf(name)
  const alike = named.filter(([, known_]) => core !== '' && coreOf(known_) === core && known_.track === name.track)
  return alike.length === 1 ? alike[0]![0] : undefined
}

const roleWords =
  /\b(?:product|marketing|manager|managers|marketer|engineer|engineers|software|designer|design|analyst|of|the)\b/g

/** What is left of a title without the words that every title of the job has. */
export const coreOf = ({ key }: { key: string }): string => key.replace(roleWords, ' ').replace(/\s+/g, ' ').trim()
