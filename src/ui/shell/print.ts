import { all } from './element.ts'

/** `<button data-print hidden>` opens the browser's print dialog. */
export function addPrintButtons() {
  for (const button of all('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
