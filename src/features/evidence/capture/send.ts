import { announce, element } from '../../../ui/shell/element.ts'
import { refreshLists } from './refresh.ts'

interface Captured {
  evidence: { id: string }
  counts: { sentence: string }
}

interface Parts {
  area: HTMLTextAreaElement
  status: HTMLElement
  save: HTMLButtonElement
  saved: () => void
}

let sending = false

/** Saves without leaving the page. Whatever goes wrong, the text stays in the box and the reason is said. */
export async function send(form: HTMLFormElement, { area, status, save, saved }: Parts) {
  if (sending) return
  sending = true
  status.hidden = true
  save.setAttribute('aria-busy', 'true')
  const text = area.value
  const outcome = await post(form.action, new FormData(form))
  sending = false
  save.removeAttribute('aria-busy')
  if ('refusal' in outcome) {
    status.textContent = `Not saved. ${outcome.refusal} Your text is still here.`
    status.hidden = false
    area.focus()
    return
  }
  document.dispatchEvent(new CustomEvent('draft-saved', { detail: form }))
  form.reset()
  saved()
  tell(outcome.answer as Captured, outcome.activity, text)
}

type Outcome = { answer: unknown; activity: string | null } | { refusal: string }

export async function post(action: string, data: FormData): Promise<Outcome> {
  const body = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))
  try {
    const response = await fetch(action, { method: 'POST', headers: { accept: 'application/json' }, body })
    const answer: unknown = await response.json()
    if (response.ok) return { answer, activity: response.headers.get('cairn-activity') }
    return { refusal: (answer as { message?: string }).message ?? 'Something went wrong inside Cairn.' }
  } catch {
    return { refusal: 'Cairn does not answer: look whether it still runs.' }
  }
}

/** One line about what the record does, in the place where pages say it, with the way back. */
function tell({ evidence, counts }: Captured, activity: string | null, text: string) {
  const words = element('p', {}, `${counts.sentence} `, element('a', { href: `/evidence/${evidence.id}` }, 'Open it'))
  const notice = element('div', { class: 'notice kept', role: 'status' }, words)
  if (activity) {
    const undo = element('button', { type: 'button', class: 'button link' }, 'Undo')
    undo.addEventListener('click', () => void takeBack(activity, text, words, undo))
    notice.append(undo)
  }
  const main = document.querySelector('main')
  main?.querySelector('.notice')?.remove()
  main?.prepend(notice)
  announce(`Saved. ${counts.sentence}`)
  void refreshLists()
}

async function takeBack(activity: string, text: string, words: HTMLElement, undo: HTMLElement) {
  const data = new FormData()
  data.set('id', activity)
  const outcome = await post('/do/activity.undo', data)
  if ('refusal' in outcome) {
    words.textContent = outcome.refusal
  } else {
    // The text waits in the box: what was taken back may only have wanted another word.
    localStorage.setItem('draft:evidence.capture:text', text)
    words.textContent = 'Taken back. Your text waits in the box.'
    undo.remove()
    void refreshLists()
  }
  announce(words.textContent)
}
