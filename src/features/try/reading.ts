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

  for (const part of all('[data-plain]', root)) part.hidden = true
  for (const example of all('[data-example]', root)) example.replaceChildren(buttonFor(example.textContent))
  area.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void show()
  })
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void show(), readAfter)
  })
  if (area.value !== '') void show()

  function buttonFor(sentence: string): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button link' }, sentence)
    button.addEventListener('click', () => {
      area!.value = sentence
      area!.focus()
      void show()
    })
    return button
  }

  async function show() {
    const turn = ++latest
    const text = area!.value
    const check = text.trim() === '' ? null : await read(text)
    // What was typed meanwhile is read by a later turn.
    if (turn !== latest) return
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
