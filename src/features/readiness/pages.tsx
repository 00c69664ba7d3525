import type { Page } from '../../platform/page.ts'
import { auditAnswerPage, auditPage } from './pages-audit.tsx'
import { levelPage } from './pages-level.tsx'
import { skillPage } from './pages-skill.tsx'

export const readinessPages: readonly Page[] = [auditPage, auditAnswerPage, levelPage, skillPage]
