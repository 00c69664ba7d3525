import { Problem } from '../../core/problem.ts'
import type { Page } from '../../platform/page.ts'
import { ladderView } from './ladder-view.ts'
import { changesPage } from './pages-changes.tsx'
import { comparePage } from './pages-compare.tsx'
import { editPage } from './pages-edit.tsx'
import { importPage } from './pages-import.tsx'
import { LadderBody } from './pages-ladder.tsx'
import { laddersPage } from './pages-ladders.tsx'
import { ownLadderPage } from './pages-own.tsx'

const ladderPage: Page = {
  path: '/level/ladder',
  here: 'level',
  async render(view) {
    const asked = view.query.get('ladder')
    const framework = asked
      ? view.frameworks.find(({ id }) => id === asked)
      : (view.standing?.framework ?? view.frameworks[0])
    if (!framework) throw new Problem('missing', 'There is no such ladder here. Look under More for those there are.')
    return { title: framework.name, body: <LadderBody {...ladderView(framework, view)} /> }
  },
}

export const frameworkPages: readonly Page[] = [
  ladderPage,
  laddersPage,
  // Before one ladder: the first path that fits is taken, and “import” would pass for a ladder’s id.
  importPage,
  comparePage,
  ownLadderPage,
  changesPage,
  editPage,
]
