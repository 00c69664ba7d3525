import type { Page } from '../../platform/page.ts'
import { carryPage } from './pages-carry.tsx'
import { coveragePage } from './pages-coverage.tsx'
import { evidenceEditPage } from './pages-edit.tsx'
import { evidenceItemPage } from './pages-item.tsx'
import { evidenceListPage } from './pages-list.tsx'
import { logPage } from './pages-log.tsx'

/** The log, what speaks a former ladder’s words, one record, its full form, and the box that makes a new one. */
export const evidencePages: readonly Page[] = [
  logPage,
  evidenceListPage,
  // Before a record: “former” and “coverage” would pass for ids.
  carryPage,
  coveragePage,
  evidenceItemPage,
  evidenceEditPage,
]
