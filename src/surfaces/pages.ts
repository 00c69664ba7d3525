import { actionPages } from '../features/actions/pages.tsx'
import { agreementPages } from '../features/agreement/pages.tsx'
import { casePages } from '../features/case/pages.tsx'
import { coachPages } from '../features/coach/pages.tsx'
import { cyclePages } from '../features/cycle/pages.tsx'
import { dataPages } from '../features/data/pages.tsx'
import { decodePages } from '../features/decode/pages.tsx'
import { demoPage } from '../features/demo/pages.tsx'
import { discoveryPages } from '../features/discovery/pages.tsx'
import { documentPages } from '../features/document/pages.tsx'
import { evidencePages } from '../features/evidence/pages.tsx'
import { frameworkPages } from '../features/framework/pages.tsx'
import { inboxPages } from '../features/inbox/pages.tsx'
import { initiativePages } from '../features/initiative/pages.tsx'
import { metricPages } from '../features/metric/pages.tsx'
import { peoplePages } from '../features/people/pages.tsx'
import { quizPages } from '../features/quiz/pages.tsx'
import { ratingPages } from '../features/rating/pages.tsx'
import { readinessPages } from '../features/readiness/pages.tsx'
import { researchPages } from '../features/research/pages.tsx'
import { searchPages } from '../features/search/pages.tsx'
import { settingsPages } from '../features/settings/pages.tsx'
import { signalPages } from '../features/signals/pages.tsx'
import { startPages } from '../features/start/pages.tsx'
import { talkPages } from '../features/talk/pages.tsx'
import { todayPage } from '../features/today/pages.tsx'
import { tryPages } from '../features/try/pages.tsx'
import { updatePages } from '../features/update/pages.tsx'
import type { Page } from '../platform/page.ts'

/** The address book: every page there is. */
export const pages: readonly Page[] = [
  ...actionPages,
  ...agreementPages,
  ...casePages,
  ...coachPages,
  ...cyclePages,
  ...dataPages,
  // Before the records: the first path that fits is taken, and “inbox” would pass for a record’s id.
  ...inboxPages,
  ...decodePages,
  demoPage,
  ...documentPages,
  ...discoveryPages,
  ...evidencePages,
  ...frameworkPages,
  ...initiativePages,
  ...metricPages,
  ...quizPages,
  ...peoplePages,
  ...ratingPages,
  ...readinessPages,
  ...researchPages,
  ...searchPages,
  ...settingsPages,
  ...signalPages,
  ...startPages,
  ...talkPages,
  todayPage,
  ...tryPages,
  ...updatePages,
]
