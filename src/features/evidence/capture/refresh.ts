import { all } from '../../../ui/shell/element.ts'

/** What the page lists is fetched again after a record was saved beside it. What somebody is typing in stays as it is. */
export async function refreshLists() {
  if (lists().length === 0) return
  const turn = ++asked
  const page = await fetchPage()
  // Of two answers that overtake each other, the one that was asked for later knows more.
  if (!page || turn < shown) return
  shown = turn
  for (const part of lists()) {
    const fresh = page.getElementById(part.id)
    if (fresh) part.replaceWith(document.importNode(fresh, true))
  }
}

let asked = 0
let shown = 0

const lists = () => all('[data-fresh]').filter((part) => part.id !== '' && !isTypedIn(part))

async function fetchPage(): Promise<Document | null> {
  try {
    const response = await fetch(location.href)
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null
  } catch {
    // The record is saved, and that is said: an older list is no reason for alarm.
    return null
  }
}

const isTypedIn = (part: HTMLElement): boolean =>
  part.contains(document.activeElement) ||
  all<HTMLInputElement | HTMLTextAreaElement>('input:not([type="hidden"]), textarea', part).some(
    (field) =>
      field.value !== field.defaultValue ||
      (field instanceof HTMLInputElement && field.checked !== field.defaultChecked),
  )
