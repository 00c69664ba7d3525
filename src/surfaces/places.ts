import type { View } from '../platform/page.ts'
import type { Place } from '../ui/layout.tsx'

const all: Place[] = [
  { id: 'today', href: '/', label: 'Today' },
  { id: 'level', href: '/level', label: 'Level' },
  { id: 'evidence', href: '/evidence', label: 'Evidence' },
  { id: 'people', href: '/people', label: 'People' },
  { id: 'talks', href: '/talks', label: 'Talks' },
  { id: 'case', href: '/case', label: 'Case' },
  { id: 'more', href: '/more', label: 'More' },
]

/**
 * The places in the navigation. It grows with use: Level appears with the first rating, People and Talks when first used, and each
 * while it is looked at, or when everything is asked for.
 */
export async function placesFor({ tx, personId, settings, path }: View): Promise<Place[]> {
  const used: Partial<Record<Place['id'], boolean>> = {
    level: path.startsWith('/level') || (await has('ratings')),
    people: path.startsWith('/people') || (await has('people')),
    talks: path.startsWith('/talks') || (await has('talks')) || (await has('research')),
  }
  return settings.showEverything ? all : all.filter(({ id }) => used[id] !== false)

  async function has(table: 'ratings' | 'people' | 'talks' | 'research') {
    return Boolean(await tx.selectFrom(table).select('id').where('personId', '=', personId).limit(1).executeTakeFirst())
  }
}
