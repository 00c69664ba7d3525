import type { Page } from '../../platform/page.ts'
import { levelPage } from './pages-level.tsx'
import { skillPage } from './pages-skill.tsx'

export const readinessPages: readonly Page[] = [levelPage, skillPage]
