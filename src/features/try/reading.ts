import type { OutcomeCheck } from '../../core/outcome-check.ts'
import { all, element } from '../../ui/shell/element.ts'

const readAfter = 250

/** Reads the sentence in the page's field while it is typed; `read` may load what it needs first. The text goes nowhere. */
export function addTry(read: (text: string) => OutcomeCheck | Promise<OutcomeCheck>) {
  const root = document.querySelector<HTMLElement>('.try')
  const area = root?.querySelector<HTMLTextAreaElement>('textarea')
  const place = root?.querySelector<HTMLElement>('[data-reading]')
  if (!root || !area || !place) return
  let timer = 0
  let latest = 0
  // What reads may not come: then the button of the page without script is there again, and Cairn reads.
  let isPlain = false

  const plain = all('[data-plain]', root)
  for (const part of plain) part.hidden = true
  for (const example of all('[data-example]', root)) example.replaceChildren(buttonFor(example.textContent))
  area.form?.addEventListener('submit', (event) => {
    if (isPlain) return
    event.preventDefault()
    void show()
  })
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void show(), readAfter)
  })
  if (area.value !== '' && !place.hasChildNodes()) void show()

  function buttonFor(sentence: string): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button link' }, sentence)
    button.addEventListener('click', () => {
      area!.value = sentence
      area!.focus()
      void show()
    })
    return button
  }

  async function readIfPossible(text: string): Promise<OutcomeCheck | 'away'> {
    try {
      return await read(text)
    } catch (error) {
      // A module that cannot be fetched, as after a new version was put in place under the open page.
      if (error instanceof TypeError) return 'away'
      throw error
    }
  }

  async function show() {
    const turn = ++latest
    const text = area!.value
    const check = text.trim() === '' ? null : await readIfPossible(text)
    // What was typed meanwhile is read by a later turn.
    if (turn !== latest) return
    isPlain = check === 'away'
    for (const part of plain) part.hidden = !isPlain
    if (check === 'away') return place!.replaceChildren(element('p', {}, 'Press the button to have it read.'))
    place!.replaceChildren(...(check ? partsOf(check) : []))
    if (check) place!.dataset.verdict = check.verdict
  }
}

const partsOf = ({ title, says, numbers, next }: OutcomeCheck): HTMLElement[] => [
  element('h2', {}, title),
  element('p', {}, says),
  ...(numbers.length > 0 ? [element('p', { class: 'quiet' }, `Read: ${numbers.join('; ')}`)] : []),
  ...(next
    ? [
        element('p', {}, element('strong', {}, next.question), ' ', element('span', { class: 'quiet' }, next.example)),
        element('p', { class: 'small quiet' }, 'Your words, with room for the answer:'),
        element('blockquote', {}, next.rewrite),
      ]
    : []),
]
