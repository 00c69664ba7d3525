import { isOpenedAnew } from '../../../ui/shell/early.ts'
import { element } from '../../../ui/shell/element.ts'
import { draftsOf, dropDrafts, isNewer, type Kept, keepBeside, keepDraft, ownName } from '../../../ui/shell/kept.ts'
import { inTime } from '../../../ui/shell/patience.ts'
import { browserStore, tabStore } from '../../../ui/shell/store.ts'
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
  values: Values
  /** What was sent without an answer so far: if the file holds these words by then, they are nobody else’s. */
  sent?: string[]
}

type Values = Record<string, string[]>

export function keepWriting(form: HTMLFormElement) {
  new Writing(form).begin()
}

class Writing {
  readonly #form: HTMLFormElement
  readonly #state: HTMLElement
  readonly #key: string
  #saved: string
  #sent: string[] = []
  /** Drafts of other pages that this one goes on with. */
  readonly #takenOver = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #since = 0
  #sending: Promise<void> | undefined
  #isHeld = false

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#state = form.querySelector<HTMLElement>('[data-state]')!
    this.#key = `document:${field(form, 'id').value}`
    // Typed before this script came; what a browser fills in where one goes back was typed before that.
    this.#saved = isOpenedAnew() ? JSON.stringify(valuesAtFirst(form)) : this.#asText()
  }

  begin() {
    this.#dropSubmitted()
    this.#takeFromBefore()
    // What was refused stands in the form and in no file: it waits for the person to press Save, and stays kept until then.
    this.#isHeld = this.#form.querySelector('.problem') !== null
    if (this.#isHeld) this.#saved = ''
    else this.#offerBack()
    if (!this.#isHeld && this.#asText() !== this.#saved) this.#typed()
    this.#form.addEventListener('input', () => this.#typed())
    this.#form.addEventListener('change', () => this.#typed())
    this.#form.addEventListener('submit', () => this.#noteSubmitted())
    document.addEventListener('submit', (event) => this.#beforeFinish(event), { capture: true })
    document.addEventListener('click', (event) => this.#beforeDownload(event))
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void this.#save(true))
    addEventListener('pagehide', () => void this.#save(true))
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack())
    addEventListener('online', () => void this.#save())
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      void this.#save()
    })
  }

  #noteSubmitted() {
    this.#noteSent()
    const submitted: Submitted = { key: this.#key, names: this.#ownDrafts(), at: Date.now() }
    tabStore.set('document-sent', JSON.stringify(submitted))
    this.#isHeld = true
    clearTimeout(this.#timer)
  }

  /** What was saved by the button is no draft any more; what was typed while the answer was on its way is. */
  #dropSubmitted() {
    const submitted = tabStore.get('document-sent')
    tabStore.drop('document-sent')
    if (submitted === null || document.body.dataset.savedDraft !== 'document.edit') return
    const { key, names, at } = JSON.parse(submitted) as Submitted
    if (key === this.#key) dropDrafts(names.filter((name) => !isNewer(name, at)))
  }

  /** An earlier version kept one draft for all windows. */
  #takeFromBefore() {
    const before = browserStore.get(this.#key)
    if (before !== null) keepBeside(this.#key, before)
    browserStore.drop(this.#key)
  }

  /** A page that is gone back to lives on as it was left. */
  #comeBack() {
    this.#isHeld = false
    this.#typed()
  }

  #beforeFinish(event: SubmitEvent) {
    const { target: form, submitter } = event
    if (form instanceof HTMLFormElement && form.matches('[action="/do/document.finish"]'))
      this.#saveFirst(event, () => form.requestSubmit(submitter))
  }

  #beforeDownload(event: MouseEvent) {
    const selector = 'a[href^="/download/document.export"]'
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
    if (link) this.#saveFirst(event, () => link.click())
  }

  /** What is finished or downloaded is what stands here, not what was saved some seconds ago. */
  #saveFirst(event: Event, goOn: () => void) {
    if (this.#asText() === this.#saved) return
    event.preventDefault()
    event.stopPropagation()
    void this.#save().then(() => {
      if (this.#asText() === this.#saved) goOn()
      else this.#state.scrollIntoView({ block: 'center' })
    })
  }

  #typed() {
    if (this.#asText() === this.#saved) return dropDrafts(this.#ownDrafts())
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
    const draft: Draft = { revision, values: this.#values(), sent: this.#sent }
    keepDraft(this.#key, JSON.stringify(draft))
    dropDrafts(this.#takenOver)
    this.#takenOver.clear()
  }

  #ownDrafts = (): string[] => [ownName(this.#key), ...this.#takenOver]

  /** One after the other: of two that overtake each other, the older would be refused. */
  async #save(isLeaving = false): Promise<void> {
    if (isLeaving && this.#sending) return
    while (this.#sending) await this.#sending
    const text = this.#asText()
    if (this.#isHeld || text === this.#saved) return
    clearTimeout(this.#timer)
    this.#sending = this.#send(text, isLeaving).finally(() => {
      this.#sending = undefined
    })
    await this.#sending
  }

  async #send(text: string, isLeaving: boolean): Promise<void> {
    if (!isLeaving) this.#say('Saving…')
    const before = this.#sent
    this.#noteSent()
    this.#keep()
    const outcome = await post(this.#form, isLeaving)
    this.#since = 0
    if ('revision' in outcome) return this.#done(text, outcome)
    if (outcome.code === 'away') return this.#saysAway()
    this.#sent = before
    if (outcome.code !== 'conflict')
      return this.#say(`Not saved yet: ${outcome.message} What you typed is kept in this browser.`, true)
    const stored = await storedForm()
    if (stored === null || !this.#sent.includes(plain(valuesIn(stored)))) return this.#changedElsewhere(outcome.message)
    // What stands in the file is what was sent from here: only the answer was lost on the way.
    this.#sent = []
    field(this.#form, 'revision').value = field(stored, 'revision').value
    return this.#send(text, isLeaving)
  }

  #noteSent() {
    const words = plain(this.#values())
    this.#sent = [...this.#sent.filter((sent) => sent !== words), words].slice(-3)
  }

  #saysAway() {
    this.#say(
      'Cairn does not answer. All of it is kept in this browser, and saved as soon as Cairn answers again.',
      true,
    )
    this.#later(tryAgain)
  }

  #done(text: string, { revision, changedAt }: Saved) {
    field(this.#form, 'revision').value = String(revision)
    this.#saved = text
    this.#sent = []
    this.#say(`Saved at ${new Date(changedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`)
    this.#typed()
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

  /** The newest that is not in the file; an older one, of another window, waits until that one is saved or discarded. */
  #offerBack() {
    const here = this.#values()
    const drafts = draftsOf(this.#key).flatMap((kept) => {
      const draft = JSON.parse(kept.value) as Draft
      if (!sameWords(draft.values, here)) return [{ kept, draft }]
      dropDrafts([kept.name])
      return []
    })
    const [newest] = drafts
    if (newest) this.#offer(newest.kept, newest.draft, here)
  }

  #offer(kept: Kept, draft: Draft, here: Values) {
    // It goes on from what stands here; or from less, where the rest was on its way when the page closed.
    const isFresh = draft.revision === field(this.#form, 'revision').value || draft.sent?.includes(plain(here)) === true
    const words = element('span', {})
    const discard = element('button', { type: 'button', class: 'button link' }, 'Discard it')
    const back = element('button', { type: 'button', class: 'button link' }, 'Bring it back')
    const line = element('p', { class: 'note', role: 'status' }, words, back, ' ', discard)
    const fill = () => {
      this.#sent = draft.sent ?? []
      this.#takenOver.add(kept.name)
      this.#fill(draft.values)
      words.textContent = 'Your unsaved text is back. '
      back.hidden = true
      this.#typed()
    }
    words.textContent = 'You have unsaved text from before; this was changed since. '
    back.addEventListener('click', fill)
    discard.addEventListener('click', () => {
      if (back.hidden) this.#fill(here)
      dropDrafts([kept.name])
      line.remove()
      this.#typed()
    })
    this.#form.prepend(line)
    if (isFresh && this.#asText() === this.#saved) fill()
  }

  #fill(values: Values) {
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

  #values = (): Values => valuesIn(this.#form)

  #asText = (): string => JSON.stringify(this.#values())
}

const field = (form: HTMLFormElement, name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!

function valuesIn(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const [name, value] of new FormData(form))
    if (!name.startsWith('_') && name !== 'revision') values[name] = [...(values[name] ?? []), String(value)]
  return values
}

/** What the page came with. */
function valuesAtFirst(form: HTMLFormElement): Values {
  const first = form.cloneNode(true) as HTMLFormElement
  first.reset()
  return valuesIn(first)
}

/** The form as the file would fill it now; null where it cannot be had. */
async function storedForm(): Promise<HTMLFormElement | null> {
  try {
    const html = await inTime(async (signal) => (await fetch(location.href, { signal })).text())
    return new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLFormElement>('form.document-form')
  } catch {
    return null
  }
}

// Saving trims what stands around words and drops empty rows.
const sameWords = (a: Values, b: Values): boolean => plain(a) === plain(b)

const plain = (values: Values): string =>
  JSON.stringify(
    Object.entries(values)
      .map(([name, [value = '']]) => [name, value.replace(/\s+/g, ' ').trim()])
      .filter(([, value]) => value !== ''),
  )

interface Submitted {
  key: string
  names: string[]
  at: number
}

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
    return await inTime(async (signal) => {
      const headers = { accept: 'application/json' }
      const response = await fetch(form.action, { method: 'POST', headers, body, keepalive, signal })
      return (await response.json()) as Saved
    })
  } catch {
    return { code: 'away', message: '' }
  }
}
