import type { Page } from '../../platform/page.ts'
import { alignmentPage } from './pages-alignment.tsx'
import { askedPage } from './pages-asked.tsx'
import { heardPage } from './pages-heard.tsx'
import { ratePage } from './pages-rate.tsx'
import { requestPage } from './pages-request.tsx'

export const ratingPages: readonly Page[] = [ratePage, heardPage, askedPage, requestPage, alignmentPage]
