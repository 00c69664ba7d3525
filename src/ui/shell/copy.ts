import { all, announce } from './element.ts'

/** `<button data-copy="#id" hidden>` copies what the element says, or holds if it is a field. */
export function addCopyButtons() {
  for (const button of all('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', () => copy(button))
  }
}

async function copy(button: HTMLElement) {
  const source = document.querySelector<HTMLElement>(button.dataset.copy ?? '')
  if (!source) return
  const label = button.textContent
  const done = await navigator.clipboard.writeText(textOf(source)).then(
    () => 'Copied',
    () => 'Not copied: select the text and copy it by hand',
  )
  button.textContent = done
  announce(done)
  setTimeout(() => {
    button.textContent = label
  }, 2500)
}

function textOf(source: HTMLElement): string {
  if ('value' in source) return String(source.value)
  // biome-ignore lint/performance/useDomNodeTextContent: unlike textContent it keeps paragraphs and lists on lines of their own
  return source.innerText
}
