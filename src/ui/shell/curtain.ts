import { all, announce } from './element.ts'

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
  if (drawn) {
    page.dataset.curtain = ''
    sessionStorage.setItem('curtain', 'drawn')
  } else {
    delete page.dataset.curtain
    sessionStorage.removeItem('curtain')
  }
  announce(drawn ? 'Scores, people and talks are covered.' : 'Nothing is covered any more.')
}
