import { all, announce } from './element.ts'

/** `<button data-copy="#id" hidden>` copies what the element says, or holds if it is a field. */
export function addCopyButtons() {
  for (const button of all('[data-copy]')) {
    button.hidden = false
    const label = button.textContent
    button.addEventListener('click', () => copy(button, label))
  }
}

const back = new WeakMap<HTMLElement, number>()

async function copy(button: HTMLElement, label: string) {
  const source = document.querySelector<HTMLElement>(button.dataset.copy ?? '')
  if (!source) return
  const done = (await isCopied(textOf(source))) ? 'Copied' : 'Not copied: select the text and copy it by hand'
  button.textContent = done
  announce(done)
  clearTimeout(back.get(button))
  back.set(
    button,
    window.setTimeout(() => {
      button.textContent = label
    }, 2500),
  )
}

// Where a page came over plain HTTP from another computer, a browser gives no clipboard at all.
const isCopied = async (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? false

function textOf(source: HTMLElement): string {
  if ('value' in source) return String(source.value)
  // biome-ignore lint/performance/useDomNodeTextContent: unlike textContent it keeps paragraphs and lists on lines of their own
  return source.innerText
}
