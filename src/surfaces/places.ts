import type { View } from '../platform/page.ts'
import type { Place } from '../ui/layout.tsx'

const all: Place[] = [
  { id: 'today', href: '/', label: 'Today' },
  { id: 'level', href: '/level', label: 'Level' },
  { id: 'evidence', href: '/evidence', label: 'Evidence' },
  { id: 'case', href: '/case', label: 'Case' },
  { id: 'more', href: '/more', label: 'More' },
]

/** The places in the navigation. It grows with use: Level appears with the first rating, or when everything is asked for. */
export async function placesFor({ tx, personId, settings, path }: View): Promise<Place[]> {
  const level = settings.showEverything || path.startsWith('/level') || (await hasRated())
  return level ? all : all.filter(({ id }) => id !== 'level')

  async function hasRated() {
    return Boolean(
      await tx.selectFrom('ratings').select('id').where('personId', '=', personId).limit(1).executeTakeFirst(),
    )
  }
}
