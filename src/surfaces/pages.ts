import { agreementPages } from '../features/agreement/pages.tsx'
import { casePages } from '../features/case/pages.tsx'
import { coachPages } from '../features/coach/pages.tsx'
import { dataPages } from '../features/data/pages.tsx'
import { decodePages } from '../features/decode/pages.tsx'
import { demoPage } from '../features/demo/pages.tsx'
import { evidencePages } from '../features/evidence/pages.tsx'
import { frameworkPages } from '../features/framework/pages.tsx'
import { inboxPages } from '../features/inbox/pages.tsx'
import { initiativePages } from '../features/initiative/pages.tsx'
import { quizPages } from '../features/quiz/pages.tsx'
import { ratingPages } from '../features/rating/pages.tsx'
import { readinessPages } from '../features/readiness/pages.tsx'
import { settingsPages } from '../features/settings/pages.tsx'
import { startPages } from '../features/start/pages.tsx'
import { todayPage } from '../features/today/pages.tsx'
import { tryPages } from '../features/try/pages.tsx'
import type { Page } from '../platform/page.ts'

/** The address book: every page there is. */
export const pages: readonly Page[] = [
  ...agreementPages,
  ...casePages,
  ...coachPages,
  ...dataPages,
  // Before the records: the first path that fits is taken, and “inbox” would pass for a record’s id.
  ...inboxPages,
  ...decodePages,
  demoPage,
  ...evidencePages,
  ...frameworkPages,
  ...initiativePages,
  ...quizPages,
  ...ratingPages,
  ...readinessPages,
  ...settingsPages,
  ...startPages,
  todayPage,
  ...tryPages,
]
