import { toggleCurtain } from './curtain.ts'
import { aDialogIsOpen } from './dialogs.ts'
import { all, element } from './element.ts'
import { openPalette } from './palette.ts'
import { browserStore } from './store.ts'

/*
  `n` presses the Log link, so a script that opens quick capture in place only has to answer the click on `a[data-key="n"]`.
  Single keys can be switched off in the list of keys, for people who speak to their computer or press keys by accident.
*/
export function addKeys() {
  document.addEventListener('keydown', onKey)
  for (const button of all('[data-keys]')) {
    button.hidden = false
    button.addEventListener('click', showKeys)
  }
}

function onKey(event: KeyboardEvent) {
  // While an input method composes, keys belong to it.
  if (event.isComposing || event.defaultPrevented) return
  const act = actionFor(event)
  if (!act) return
  event.preventDefault()
  act()
}

function actionFor(event: KeyboardEvent): (() => void) | undefined {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return
    if (key.toLowerCase() === 'k') return () => openPalette(commands)
    if (key === 'Enter') return submitFrom(target)
    return
  }
  if (event.altKey || aDialogIsOpen()) return
  if (key === 'Escape') return escaped()
  if (isTyping(target) || browserStore.get('single-keys') === 'off') return
  return goingTo(key) ?? single[key]
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])'))

function submitFrom(target: EventTarget | null) {
  const form = target instanceof Element ? target.closest('form') : null
  if (!form) return
  return () => form.requestSubmit(form.querySelector<HTMLButtonElement>('button.main[type="submit"]'))
}

const inTime = (since: number, limit: number) => performance.now() - since < limit

let escapedAt = Number.NEGATIVE_INFINITY

function escaped() {
  const twice = inTime(escapedAt, 600)
  escapedAt = twice ? Number.NEGATIVE_INFINITY : performance.now()
  return twice ? toggleCurtain : undefined
}

let goAt = Number.NEGATIVE_INFINITY

/** `g`, then the letter of a place that is in the navigation. */
function goingTo(key: string) {
  const going = inTime(goAt, 1500)
  goAt = key === 'g' && !going ? performance.now() : Number.NEGATIVE_INFINITY
  const link = going && /^[a-z]$/.test(key) ? document.querySelector<HTMLElement>(`a[data-go="${key}"]`) : null
  return link ? () => link.click() : undefined
}

const single: Record<string, () => void> = {
  n: () => document.querySelector<HTMLElement>('a[data-key="n"]')?.click(),
  '/': () => focusSearch() || document.querySelector<HTMLElement>('a[data-key="/"]')?.click(),
  '?': showKeys,
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('search-box input[type="search"]')
  search?.focus()
  return search !== null
}

const commands = [
  { label: 'Cover or uncover scores, people and talks', run: toggleCurtain },
  { label: 'List the keys', run: showKeys },
]

function showKeys() {
  const dialog = keyList()
  document.body.append(dialog)
  dialog.addEventListener('close', () => dialog.remove())
  dialog.showModal()
}

function keyList() {
  const places = all('a[data-go]').map((link): [string, string] => [`g ${link.dataset.go}`, link.textContent.trim()])
  const list = element('dl', { class: 'keys' })
  for (const [keys, what] of [...listed, ...places]) {
    list.append(element('div', {}, element('dt', {}, what), element('dd', {}, element('kbd', {}, keys))))
  }
  const single = element('input', { type: 'checkbox' })
  single.checked = browserStore.get('single-keys') !== 'off'
  single.addEventListener('change', () => browserStore.set('single-keys', single.checked ? 'on' : 'off'))
  const close = element('button', { class: 'button' }, 'Close')
  return element(
    'dialog',
    { 'aria-labelledby': 'keys-title' },
    element('h2', { id: 'keys-title' }, 'Keys'),
    list,
    element('p', { class: 'check' }, element('label', {}, single, 'Single keys (n, g, /, ?)')),
    element('form', { method: 'dialog' }, close),
  )
}

const listed: [string, string][] = [
  ['n', 'Log something'],
  ['/', 'Search'],
  ['Ctrl or ⌘ K', 'Find a place or command'],
  ['Ctrl or ⌘ Enter', 'Save what you are writing'],
  ['Esc Esc', 'Cover scores, people and talks'],
  ['?', 'This list'],
]
