import { evidencePages } from '../features/evidence/pages.tsx'
import { casePages } from '../features/case/pages.tsx'
import { dataPages } from '../features/data/pages.tsx'
import { settingsPages } from '../features/settings/pages.tsx'
import { startPages } from '../features/start/pages.tsx'
import type { Page } from '../platform/page.ts'

/** The address book: every page there is. */
export const pages: readonly Page[] = [...evidencePages, ...casePages, ...dataPages, ...settingsPages, ...startPages]
