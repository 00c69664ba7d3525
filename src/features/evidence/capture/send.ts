import { announce, element } from '../../../ui/shell/element.ts'
import { keepDraft } from '../../../ui/shell/kept.ts'
import type { addFiles } from './files.ts'
import { post } from './post.ts'
import { refreshLists } from './refresh.ts'

interface Captured {
  evidence: { id: string }
  counts: { sentence: string }
}

interface Parts {
  area: HTMLTextAreaElement
  status: HTMLElement
  save: HTMLButtonElement
  files: ReturnType<typeof addFiles>
  saved: () => void
}

let sending = false
// Sent again after an answer that never came, what is in the box is still one record.
let once = newKey()

/** Saves without leaving the page. Whatever goes wrong, the text stays in the box and the reason is said. */
export async function send(form: HTMLFormElement, { area, status, save, files, saved }: Parts) {
  if (sending) return
  sending = true
  status.hidden = true
  save.setAttribute('aria-busy', 'true')
  const text = area.value
  const data = new FormData(form)
  data.set('_once', once)
  const outcome = await post(form.action, data)
  const { activities, trouble } =
    'refusal' in outcome ? nothing : await files.attachTo((outcome.answer as Captured).evidence.id)
  sending = false
  save.removeAttribute('aria-busy')
  if ('refusal' in outcome) {
    status.textContent = `Not saved. ${outcome.refusal} Your text is still here.`
    status.hidden = false
    area.focus()
    return
  }
  document.dispatchEvent(new CustomEvent('draft-saved', { detail: form }))
  once = newKey()
  form.reset()
  saved()
  tell(outcome.answer as Captured, {
    entries: outcome.activity ? [...activities, outcome.activity] : [],
    text,
    trouble,
  })
}

/** From the capture page with files beside the text: the record first, then the files, then on to the record. */
export async function sendWithFiles(event: SubmitEvent, form: HTMLFormElement, files: Parts['files']) {
  // “Read it first” keeps nothing, and the files stay where they are.
  if (event.submitter?.getAttribute('name') === 'dryRun') return
  event.preventDefault()
  const outcome = await post(form.action, new FormData(form))
  if ('refusal' in outcome) {
    const said = element(
      'p',
      { class: 'error', role: 'alert' },
      `Not saved. ${outcome.refusal} All of it is still here.`,
    )
    form.querySelector(':scope > .error')?.remove()
    form.prepend(said)
    return
  }
  const { evidence } = outcome.answer as Captured
  const { trouble } = await files.attachTo(evidence.id)
  document.dispatchEvent(new CustomEvent('draft-saved', { detail: form }))
  if (trouble) announce(trouble)
  location.assign(`/evidence/${evidence.id}${trouble ? '#attachments' : ''}`)
}

const nothing = { activities: [], trouble: null }

function newKey(): string {
  return `${Date.now()}-${Math.random().toString(36).slice(2)}`
}

interface Told {
  /** Of the log, the last first. */
  entries: string[]
  text: string
  trouble: string | null
}

/** One line about what the record does, in the place where pages say it, with the way back. */
function tell({ evidence, counts }: Captured, { entries, text, trouble }: Told) {
  const words = element(
    'p',
    {},
    `${[counts.sentence, trouble].filter(Boolean).join(' ')} `,
    element('a', { href: `/evidence/${evidence.id}` }, 'Open it'),
  )
  const notice = element('div', { class: 'notice kept', role: 'status' }, words)
  if (entries.length > 0) {
    const undo = element('button', { type: 'button', class: 'button link' }, 'Undo')
    undo.addEventListener('click', () => void takeBack(entries, text, words, undo))
    notice.append(undo)
  }
  const main = document.querySelector('main')
  main?.querySelector('.notice')?.remove()
  main?.prepend(notice)
  announce(`Saved. ${counts.sentence}`)
  void refreshLists()
}

async function takeBack(entries: string[], text: string, words: HTMLElement, undo: HTMLElement) {
  const refusal = await undoAll(entries)
  if (refusal) {
    words.textContent = refusal
  } else {
    // The text waits in the box: what was taken back may only have wanted another word.
    keepDraft('evidence.capture:text', text)
    words.textContent = 'Taken back. Your text waits in the box.'
    undo.remove()
    void refreshLists()
  }
  announce(words.textContent)
}

/** From the last to the first: what belongs to a record goes before it. */
async function undoAll(entries: string[]): Promise<string | null> {
  for (const entry of entries) {
    const data = new FormData()
    data.set('id', entry)
    const outcome = await post('/do/activity.undo', data)
    if ('refusal' in outcome) return outcome.refusal
  }
  return null
}
