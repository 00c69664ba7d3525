/** A click on `[data-opens="#id"]` opens that dialog in place of going on; `[data-closes]` or the area around closes it. */
export function addDialogs() {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const opener = event.target.closest<HTMLElement>('[data-opens]')
    const dialog = opener && document.querySelector(opener.dataset.opens ?? '')
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault()
      dialog.showModal()
    } else if (event.target instanceof HTMLDialogElement || event.target.closest('[data-closes]')) {
      event.target.closest('dialog')?.close()
    }
  })
}

export const aDialogIsOpen = () => document.querySelector('dialog[open], :popover-open') !== null
