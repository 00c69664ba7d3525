import type { Page } from '../../platform/page.ts'
import { metricPage } from './pages-item.tsx'
import { metricListPage } from './pages-list.tsx'
import { readingPage } from './pages-reading.tsx'

export const metricPages: readonly Page[] = [metricListPage, metricPage, readingPage]
