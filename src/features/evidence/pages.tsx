import type { Page } from '../../platform/page.ts'
import { evidenceEditPage } from './pages-edit.tsx'
import { evidenceItemPage } from './pages-item.tsx'
import { evidenceListPage } from './pages-list.tsx'
import { logPage } from './pages-log.tsx'

/** The log, one record, its full form, and the box that makes a new one. */
export const evidencePages: readonly Page[] = [logPage, evidenceListPage, evidenceItemPage, evidenceEditPage]
