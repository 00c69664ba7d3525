import { startPages } from '../features/start/pages.tsx'
import type { Page } from '../platform/page.ts'

/** The address book: every page there is. */
export const pages: readonly Page[] = [...startPages]
