import type { Template } from '../../core/document/template.ts'
import { Problem } from '../../core/problem.ts'
import type { Context } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'

type Caller = Pick<Context, 'tx' | 'personId' | 'via'>

/** Which documents this caller may see: what is about talks and people stays closed to assistants until the person opens it by name. */
export async function seenBy({ tx, personId, via }: Caller): Promise<(template: Pick<Template, 'closed'>) => boolean> {
  if (via !== 'mcp') return () => true
  const { opened } = await readSettings(tx, personId)
  return ({ closed }) => closed === undefined || opened.includes(closed)
}

export async function refuseClosedTo(caller: Caller, template: Template): Promise<void> {
  if ((await seenBy(caller))(template)) return
  throw new Problem(
    'closed',
    `“${template.title}” is about ${template.closed}, which stays closed to assistants. Its owner can open it under More, Settings, or with “cairn settings set --opened ${template.closed}”.`,
  )
}

/** Fields for the owner’s eyes are notes of theirs. */
export const privateTo = async (caller: Caller): Promise<boolean> => !(await seenBy(caller))({ closed: 'notes' })
