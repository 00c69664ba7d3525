// The list follows what is typed. It is the server's own: the same page, fetched again. Without script the form does it.
import { all, announce, element } from '../../ui/shell/element.ts'

class SearchBox extends HTMLElement {
  /** What the list below is the answer to. */
  #shown = ''
  /** What was asked for last. Its answer may still be on its way. */
  #asked = ''
  #waiting: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined

  connectedCallback() {
    const input = this.#input
    this.#shown = input.defaultValue
    this.#asked = input.defaultValue
    input.addEventListener('input', (event) => {
      if (!(event as InputEvent).isComposing) this.#later()
    })
    input.addEventListener('compositionend', () => this.#later())
    this.addEventListener('submit', (event) => {
      event.preventDefault()
      if (input.value === this.#shown) this.querySelector<HTMLElement>('.hits a')?.focus()
      else void this.#ask(input.value)
    })
    addEventListener('online', () => void this.#ask(input.value))
    this.addEventListener('click', (event) => this.#takeOut(event))
    this.addEventListener('keydown', (event) => this.#move(event))
    // Typed before this script came.
    void this.#ask(input.value)
  }

  get #input(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('input[type="search"]')!
  }

  /** A pause between keys, so that a word is asked for and not each of its letters. */
  #later() {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => void this.#ask(this.#input.value), 120)
  }

  async #ask(query: string) {
    clearTimeout(this.#waiting)
    if (query === this.#asked) return
    this.#asked = query
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    const address = query.trim() === '' ? '/search' : `/search?${new URLSearchParams({ query })}`
    const page = await fetchPage(address, running.signal)
    if (this.#running !== running) return
    this.querySelector('.error')?.remove()
    if (page === 'away') return this.#sayAway()
    const found = page?.getElementById('found')
    // What is refused is asked for as a page, which says why.
    if (!page || !found) return location.assign(address)
    this.#shown = query
    this.querySelector('#found')!.replaceWith(document.importNode(found, true))
    history.replaceState(null, '', address)
    document.title = page.title
    announce(this.querySelector('[role="status"]')?.textContent ?? '')
  }

  /** Nobody is taken away from what they type. */
  #sayAway() {
    this.#asked = this.#shown
    const words = 'Cairn does not answer, so the list is the one from before. Press Enter to ask again.'
    this.querySelector('#found')!.before(element('p', { class: 'error', role: 'alert' }, words))
  }

  /** A filter that is taken out, or an example that is added, changes what is typed. */
  #takeOut(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/search"]') : null
    const url = link && new URL(link.href)
    if (!url || url.searchParams.has('cursor')) return
    event.preventDefault()
    const input = this.#input
    input.value = url.searchParams.get('query') ?? ''
    input.focus()
    void this.#ask(input.value)
  }

  /** Down from the field to the first result, up and down among them; Enter opens the one that has the focus. */
  #move(event: KeyboardEvent) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const stops: HTMLElement[] = [this.#input, ...all('.hits a', this)]
    const now = stops.indexOf(document.activeElement as HTMLElement)
    const next = stops[now + step]
    if (now < 0 || !next) return
    event.preventDefault()
    next.focus()
  }
}

async function fetchPage(address: string, signal: AbortSignal): Promise<Document | null | 'away'> {
  try {
    const response = await fetch(address, { signal })
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null
  } catch {
    return 'away'
  }
}

customElements.define('search-box', SearchBox)
