import { all } from '../../../ui/shell/element.ts'

/** What the page lists is fetched again after a record was saved beside it. What somebody is typing in stays as it is. */
export async function refreshLists() {
  const stale = all('[data-fresh]').filter((part) => part.id !== '' && !isTypedIn(part))
  if (stale.length === 0) return
  const page = await fetchPage()
  for (const part of stale) {
    const fresh = page?.getElementById(part.id)
    if (fresh) part.replaceWith(document.importNode(fresh, true))
  }
}

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
    (field) => field.value !== field.defaultValue,
  )
