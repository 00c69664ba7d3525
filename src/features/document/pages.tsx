import type { Page } from '../../platform/page.ts'
import { documentPage } from './pages-document.tsx'
import { libraryPage } from './pages-library.tsx'

export const documentPages: Page[] = [libraryPage, documentPage]
