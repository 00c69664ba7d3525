import { all, element } from './element.ts'

/*
  Nothing typed is lost. What stands in `textarea[data-draft="key"]` is kept in this browser while it is typed, and comes
  back when the page opens again. It is dropped only once the server says it was saved:
  - the next page carries `<body data-saved-draft="operation">` (Frame.savedDraft) for the operation whose form was sent, or
  - a script that saves without leaving the page fires `new CustomEvent('draft-saved', { detail: form })` on the document.
*/
type Draft = HTMLTextAreaElement & { dataset: { draft: string } }

const drafts = (within: ParentNode = document) => all<Draft>('textarea[data-draft]', within)
const stored = (key: string) => `draft:${key}`

export function keepDrafts() {
  dropSaved()
  bringDraftsBack(document)
  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.dataset.draft) keep(event.target as Draft)
  })
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement) noteSent(target)
  })
  document.addEventListener('draft-saved', (event) => {
    if (event instanceof CustomEvent && event.detail instanceof HTMLFormElement) drop(keysIn(event.detail))
  })
}

/** Offers the drafts of fields that a script has added. */
export function bringDraftsBack(within: ParentNode) {
  for (const area of drafts(within)) offerBack(area)
}

function keep(area: Draft) {
  const key = stored(area.dataset.draft)
  if (area.value === area.defaultValue) return localStorage.removeItem(key)
  try {
    localStorage.setItem(key, area.value)
  } catch (error) {
    // More than a browser keeps, about five million letters: the page holds it all, and the draft what fitted last.
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
  }
}

const keysIn = (form: HTMLFormElement) => drafts(form).map((area) => area.dataset.draft)

function drop(keys: readonly string[]) {
  for (const key of keys) localStorage.removeItem(stored(key))
}

function noteSent(form: HTMLFormElement) {
  const keys = keysIn(form)
  const operation = new URL(form.action).pathname.replace('/do/', '')
  if (keys.length > 0) sessionStorage.setItem('sent', JSON.stringify({ operation, keys }))
}

function dropSaved() {
  const sent = sessionStorage.getItem('sent')
  if (sent === null) return
  sessionStorage.removeItem('sent')
  const { operation, keys } = JSON.parse(sent) as { operation: string; keys: string[] }
  if (document.body.dataset.savedDraft === operation) drop(keys)
}

/** An empty field gets its draft back at once; over a text that is there already, the person decides. */
function offerBack(area: Draft) {
  const draft = localStorage.getItem(stored(area.dataset.draft))
  if (draft === null || draft === area.value) return
  if (area.value === '') {
    fill(area, draft)
    offer(area, 'Your unsaved text is back.', 'Discard it', () => fill(area, ''))
  } else {
    offer(area, 'You have unsaved text from before.', 'Bring it back', () => fill(area, draft))
  }
}

function fill(area: Draft, text: string) {
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function offer(area: Draft, text: string, action: string, act: () => void) {
  const button = element('button', { type: 'button', class: 'button link' }, action)
  const line = element('p', { class: 'hint', role: 'status' }, `${text} `, button)
  button.addEventListener('click', () => {
    act()
    line.remove()
    area.focus()
  })
  area.after(line)
}
