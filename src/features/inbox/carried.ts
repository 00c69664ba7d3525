import { formerWords } from '../../core/ladder-carry.ts'
import { knownStanding } from '../../platform/career.ts'
import { laddersKnown } from '../../platform/ladders.ts'
import type { Context } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'

type Row = Pick<ProposalRow, 'skills' | 'scope'>

/**
 * Lines that wait, in the words of the ladder stood on now. What was chosen on a former one is offered as its likeliest counterpart: a
 * yes is still to come. What is like nothing on the new one is left to be read anew. The rows themselves stay as they are.
 */
export async function carriedOver<T extends Row>(context: Context, rows: T[]): Promise<T[]> {
  const named = rows.some(({ skills, scope }) => skills?.length || scope)
  const standing = named ? await knownStanding(context.tx, context.personId, context.frameworks) : null
  if (!standing) return rows
  const { framework } = standing
  const used = {
    skills: strange(
      framework.skills,
      rows.flatMap(({ skills }) => skills ?? []),
    ),
    levels: strange(
      framework.levels,
      rows.flatMap(({ scope }) => scope ?? []),
    ),
  }
  if (used.skills.size + used.levels.size === 0) return rows
  const words = formerWords(used, await laddersKnown(context), framework)
  const skillNow = new Map(words.skills.map(({ id, suggested }) => [id, suggested]))
  const levelNow = new Map(words.levels.map(({ id, suggested }) => [id, suggested]))
  const now = (known: ReadonlyMap<string, string | null>, id: string) => (known.has(id) ? known.get(id)! : id)
  return rows.map((row) => {
    const skills = [...new Set(row.skills?.flatMap((id) => now(skillNow, id) ?? []))]
    const left = skills.length > 0 || row.skills?.length === 0 ? skills : null
    return { ...row, skills: left, scope: row.scope && now(levelNow, row.scope) }
  })
}

const strange = (own: readonly { id: string }[], ids: readonly string[]): Map<string, number> =>
  new Map(ids.filter((id) => !own.some((part) => part.id === id)).map((id) => [id, 1]))
