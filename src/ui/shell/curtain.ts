import { all, announce } from './element.ts'
import { tabStore } from './store.ts'

const page = document.documentElement

/** The curtain hides scores, people and talks while a screen is shared. It stays drawn until this tab is closed. */
export function addCurtain() {
  for (const button of all('[data-curtain-toggle]')) {
    button.hidden = false
    button.addEventListener('click', toggleCurtain)
  }
}

export function toggleCurtain() {
  const drawn = page.dataset.curtain === undefined
  if (!drawn) {
    delete page.dataset.curtain
    tabStore.drop('curtain')
    return announce('Nothing is covered any more.')
  }
  page.dataset.curtain = ''
  if (tabStore.set('curtain', 'drawn')) return announce('Scores, people and talks are covered.')
  for (const note of all('.curtain-note span')) note.textContent = onlyHere
  announce(onlyHere)
}

const onlyHere = 'Covered on this page only: your browser lets Cairn keep nothing from one page to the next.'
