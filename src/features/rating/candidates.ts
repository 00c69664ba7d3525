import type { View } from '../../platform/page.ts'

/** How many records are offered; the rest are in the log. */
const most = 8

export interface Candidate {
  id: string
  /** The record's first words. */
  label: string
  /** The day it happened, if known. */
  when: string | null
}

/** The newest records of a skill, to link a rating to. */
export async function candidateRecords(view: View, skill: string): Promise<Candidate[]> {
  const { items } = await view.call<{ items: { id: string; text: string; happenedOn: string | null }[] }>(
    'evidence.list',
    { skill, limit: most },
  )
  return items.map(({ id, text, happenedOn }) => ({ id, label: shortened(text), when: happenedOn }))
}

function shortened(text: string): string {
  const letters = [...(text.trim().split('\n')[0] ?? '')]
  return letters.length > 90 ? `${letters.slice(0, 87).join('').trimEnd()}…` : letters.join('')
}
