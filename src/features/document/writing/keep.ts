import { element } from '../../../ui/shell/element.ts'
import { addRow } from './rows.ts'

/*
  What is typed is kept in this browser with every key, and saved to the file once a stretch of writing ends: after a pause, after some
  minutes without one, or when the page is left. A stretch is one entry of the log, so that undo takes back what one sat down to write
  and not a letter.
*/
const pause = 12_000
const longest = 180_000
const tryAgain = 15_000

interface Draft {
  revision: string
  values: Record<string, string[]>
}

export function keepWriting(form: HTMLFormElement) {
  new Writing(form).begin()
}

class Writing {
  readonly #form: HTMLFormElement
  readonly #state: HTMLElement
  readonly #key: string
  #saved: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #since = 0
  #isSending = false
  #isHeld = false

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#state = form.querySelector<HTMLElement>('[data-state]')!
    this.#key = `document:${field(form, 'id').value}`
    this.#saved = this.#asText()
  }

  begin() {
    if (document.body.dataset.savedDraft === 'document.edit' && sessionStorage.getItem('document-sent') === this.#key)
      localStorage.removeItem(this.#key)
    sessionStorage.removeItem('document-sent')
    // What was refused stands in the form and in no file: it waits for the person to press Save, and stays kept until then.
    this.#isHeld = this.#form.querySelector('.problem') !== null
    if (this.#isHeld) this.#saved = ''
    else this.#offerBack()
    this.#form.addEventListener('input', () => this.#typed())
    this.#form.addEventListener('change', () => this.#typed())
    this.#form.addEventListener('submit', () => {
      sessionStorage.setItem('document-sent', this.#key)
      this.#isHeld = true
      clearTimeout(this.#timer)
    })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void this.#save(true))
    addEventListener('pagehide', () => void this.#save(true))
    addEventListener('online', () => void this.#save())
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      void this.#save()
    })
  }

  #typed() {
    if (this.#asText() === this.#saved) {
      localStorage.removeItem(this.#key)
      return
    }
    this.#keep()
    this.#since ||= Date.now()
    if (!this.#isHeld) this.#say('Kept in this browser; saved to your file in a moment.')
    const due = Math.min(pause, Math.max(0, this.#since + longest - Date.now()))
    this.#later(due)
  }

  #later(wait: number) {
    clearTimeout(this.#timer)
    if (!this.#isHeld) this.#timer = setTimeout(() => void this.#save(), wait)
  }

  #keep() {
    const revision = this.#isHeld ? '' : field(this.#form, 'revision').value
    const draft: Draft = { revision, values: this.#values() }
    try {
      localStorage.setItem(this.#key, JSON.stringify(draft))
    } catch (error) {
      // More than a browser keeps: the page holds it all, and the draft what fitted last.
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
    }
  }

  async #save(isLeaving = false) {
    const text = this.#asText()
    if (this.#isSending || this.#isHeld || text === this.#saved) return
    this.#isSending = true
    clearTimeout(this.#timer)
    if (!isLeaving) this.#say('Saving…')
    const outcome = await post(this.#form, isLeaving)
    this.#isSending = false
    this.#since = 0
    if ('revision' in outcome) this.#done(text, outcome)
    else if (outcome.code === 'conflict') this.#changedElsewhere(outcome.message)
    else if (outcome.code === 'away') {
      this.#say(
        'Cairn does not answer. All of it is kept in this browser, and saved as soon as Cairn answers again.',
        true,
      )
      this.#later(tryAgain)
    } else this.#say(`Not saved yet: ${outcome.message} What you typed is kept in this browser.`, true)
  }

  #done(text: string, { revision, changedAt }: Saved) {
    field(this.#form, 'revision').value = String(revision)
    this.#saved = text
    if (this.#asText() === text) localStorage.removeItem(this.#key)
    else this.#typed()
    this.#say(`Saved at ${new Date(changedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`)
  }

  /** Two windows hold two texts: nothing is thrown away, and the person says which stays. */
  #changedElsewhere(message: string) {
    this.#isHeld = true
    const mine = element('button', { type: 'button', class: 'button link' }, 'Keep what stands here')
    const other = element('a', { href: location.pathname, target: '_blank', rel: 'noopener' }, 'Look at the other')
    mine.addEventListener('click', () => {
      field(this.#form, 'revision').value = ''
      this.#isHeld = false
      void this.#save()
    })
    this.#say(message.split(' Nothing was')[0]!, true)
    this.#state.append(' What you typed here is kept in this browser. ', other, ' · ', mine)
  }

  #say(words: string, urgent = false) {
    this.#state.textContent = words
    this.#state.classList.toggle('urgent', urgent)
  }

  #offerBack() {
    const kept = localStorage.getItem(this.#key)
    if (kept === null) return
    const draft = JSON.parse(kept) as Draft
    if (sameWords(draft.values, this.#values())) return localStorage.removeItem(this.#key)
    const isFresh = draft.revision === field(this.#form, 'revision').value
    const before = this.#values()
    if (isFresh) this.#fill(draft.values)
    const words = isFresh
      ? 'Your unsaved text is back. '
      : 'You have unsaved text from before; this was changed since. '
    const act = element('button', { type: 'button', class: 'button link' }, isFresh ? 'Discard it' : 'Bring it back')
    const line = element('p', { class: 'note', role: 'status' }, words, act)
    act.addEventListener('click', () => {
      this.#fill(isFresh ? before : draft.values)
      line.remove()
      this.#typed()
    })
    this.#form.prepend(line)
    if (isFresh) this.#typed()
  }

  #fill(values: Record<string, string[]>) {
    for (const table of this.#form.querySelectorAll<HTMLElement>('fieldset[data-rows]')) {
      const rows = Object.keys(values).filter(
        (name) => name.startsWith(`rows.${table.dataset.rows}.`) && name.endsWith('.0'),
      )
      while (table.querySelectorAll('tbody > tr').length < rows.length) addRow(table)
    }
    for (const control of this.#form.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
      const given = values[control.name]
      if (control.name.startsWith('_') || control.name === 'id' || control.name === 'revision') continue
      if (control.type === 'radio') control.checked = given?.includes(control.value) ?? false
      else if (given) control.value = given.at(-1)!
      else if (control.name.startsWith('rows.')) control.value = ''
    }
  }

  #values(): Record<string, string[]> {
    const values: Record<string, string[]> = {}
    for (const [name, value] of new FormData(this.#form))
      if (!name.startsWith('_') && name !== 'revision') values[name] = [...(values[name] ?? []), String(value)]
    return values
  }

  #asText = (): string => JSON.stringify(this.#values())
}

const field = (form: HTMLFormElement, name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!

// Saving trims what stands around words and drops empty rows.
const sameWords = (a: Record<string, string[]>, b: Record<string, string[]>): boolean => plain(a) === plain(b)

const plain = (values: Record<string, string[]>): string =>
  JSON.stringify(
    Object.entries(values)
      .map(([name, [value = '']]) => [name, value.replace(/\s+/g, ' ').trim()])
      .filter(([, value]) => value !== ''),
  )

interface Saved {
  revision: number
  changedAt: string
}

async function post(form: HTMLFormElement, isLeaving: boolean): Promise<Saved | { code: string; message: string }> {
  const data = [...new FormData(form)].filter(([name, value]) => !(name === 'revision' && value === ''))
  const body = new URLSearchParams(data.map(([name, value]) => [name, String(value)]))
  try {
    // A page that closes may send a little on its way; a browser refuses more than 64 kB.
    const keepalive = isLeaving && body.toString().length < 60_000
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      keepalive,
    })
    return (await response.json()) as Saved
  } catch {
    return { code: 'away', message: '' }
  }
}
