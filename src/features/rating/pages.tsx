import type { Page } from '../../platform/page.ts'
import { heardPage } from './pages-heard.tsx'
import { ratePage } from './pages-rate.tsx'

export const ratingPages: readonly Page[] = [ratePage, heardPage]
