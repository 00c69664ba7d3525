import { changedIn } from '../../../ui/shell/answers.ts'
import { keepAllOf } from '../../../ui/shell/drafts.ts'
import { all, announce, element } from '../../../ui/shell/element.ts'
import { keepBeside } from '../../../ui/shell/kept.ts'
import type { addFiles } from './files.ts'
import { newKey, post } from './post.ts'
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

/**
 * Saves without leaving the page. Whatever goes wrong, the text stays in the box and the reason is said; so does what somebody typed
 * while the answer was on its way.
 */
export async function send(form: HTMLFormElement, { area, status, save, files, saved }: Parts) {
  if (sending) return
  sending = true
  status.hidden = true
  save.setAttribute('aria-busy', 'true')
  const [text, sent] = [area.value, typedIn(form)]
  const outcome = await post(form.action, new FormData(form))
  if ('refusal' in outcome) {
    sending = false
    save.removeAttribute('aria-busy')
    sayNotSaved(outcome.refusal, { area, status })
    return
  }
  const captured = outcome.answer as Captured
  kept(form, sent)
  form.querySelector<HTMLInputElement>('input[name="_once"]')!.value = newKey()
  const { activities, trouble } = await files.attachTo(captured.evidence.id)
  sending = false
  save.removeAttribute('aria-busy')
  if (typedIn(form) === sent) {
    form.reset()
    saved()
  } else {
    status.textContent = 'Saved as it was when you pressed Save. What you wrote since is still here, and not saved yet.'
    status.hidden = false
  }
  tell(captured, { entries: outcome.activity ? [...activities, outcome.activity] : [], text, trouble })
}

/** In the box; where somebody has closed it by then, where the page tells things. */
function sayNotSaved(refusal: string, { area, status }: Pick<Parts, 'area' | 'status'>) {
  status.textContent = `Not saved. ${refusal} Your text is still here.`
  status.hidden = false
  if (status.closest('dialog')?.open === false)
    show(element('div', { class: 'notice', role: 'alert' }, `Not saved. ${refusal} Your text waits in the box.`))
  else area.focus()
}

/** What stands in the form, by hand: details that have come meanwhile are nobody’s words. */
const typedIn = (form: HTMLFormElement): string =>
  JSON.stringify([
    changedIn(form),
    ...all<HTMLTextAreaElement>('textarea', form).flatMap(({ value, defaultValue }) =>
      value === defaultValue ? [] : [value],
    ),
  ])

/** From here on no page offers it again, even if this one is closed while files are on their way. */
function kept(form: HTMLFormElement, sent: string) {
  document.dispatchEvent(new CustomEvent('draft-saved', { detail: form }))
  if (typedIn(form) !== sent) keepAllOf(form)
}

/** From the capture page with files beside the text: the record first, then the files, then on to the record. */
export async function sendWithFiles(event: SubmitEvent, form: HTMLFormElement, files: Parts['files']) {
  // “Read it first” keeps nothing, and the files stay where they are.
  if (event.submitter?.getAttribute('name') === 'dryRun') return
  event.preventDefault()
  if (sending) return
  sending = true
  form.querySelector(':scope > .error')?.remove()
  const sent = typedIn(form)
  const outcome = await post(form.action, new FormData(form))
  if ('refusal' in outcome) {
    sending = false
    form.prepend(
      element('p', { class: 'error', role: 'alert' }, `Not saved. ${outcome.refusal} All of it is still here.`),
    )
    return
  }
  kept(form, sent)
  const { evidence } = outcome.answer as Captured
  const { trouble } = await files.attachTo(evidence.id)
  if (trouble === null) return location.assign(`/evidence/${evidence.id}`)
  // A page that leads on would not know of it.
  const open = element('a', { href: `/evidence/${evidence.id}#attachments` }, 'Open it')
  form.replaceWith(element('p', { class: 'error', role: 'alert' }, `The record is saved. ${trouble} `, open))
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
  show(notice)
  announce(`Saved. ${counts.sentence}`)
  void refreshLists()
}

/** In the place where pages say what was done. */
function show(notice: HTMLElement) {
  const main = document.querySelector('main')
  main?.querySelector('.notice')?.remove()
  main?.prepend(notice)
}

async function takeBack(entries: string[], text: string, words: HTMLElement, undo: HTMLElement) {
  if (undo.ariaBusy) return
  undo.ariaBusy = 'true'
  const refusal = await undoAll(entries)
  undo.ariaBusy = null
  if (refusal) {
    words.textContent = refusal
  } else {
    // The text waits in the box: what was taken back may only have wanted another word. Another text may be begun there by now.
    keepBeside('evidence.capture:text', text)
    words.textContent = 'Taken back. Your text waits in the box.'
    undo.remove()
    void refreshLists()
  }
  announce(words.textContent)
}

/** From the last to the first: what belongs to a record goes before it. What was taken back is not asked for again. */
async function undoAll(entries: string[]): Promise<string | null> {
  for (let entry = entries[0]; entry !== undefined; entry = entries[0]) {
    const data = new FormData()
    data.set('id', entry)
    const outcome = await post('/do/activity.undo', data)
    if ('refusal' in outcome) return outcome.refusal
    entries.shift()
  }
  return null
}
