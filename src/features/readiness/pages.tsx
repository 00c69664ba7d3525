import type { Page } from '../../platform/page.ts'
import { auditAnswerPage, auditPage } from './pages-audit.tsx'
import { historyPage } from './pages-history.tsx'
import { levelPage } from './pages-level.tsx'
import { skillPage } from './pages-skill.tsx'
import { whatIfPage } from './pages-what-if.tsx'

export const readinessPages: readonly Page[] = [
  auditPage,
  auditAnswerPage,
  historyPage,
  levelPage,
  skillPage,
  whatIfPage,
]
