import { all } from '../../../ui/shell/element.ts'

/** How many words stand in a field, beside how many read well; said while one types, and nothing is cut. */
export function countWords(form: HTMLFormElement) {
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    for (const count of all('[data-words]', target.closest<HTMLElement>('.document-field') ?? undefined)) {
      const controls = all<HTMLTextAreaElement>('textarea, input', count.closest<HTMLElement>('.document-field')!)
      const n = controls.reduce((sum, { value }) => sum + (value.match(/\S+/gu)?.length ?? 0), 0)
      const most = Number(count.dataset.words)
      count.textContent = n === 0 ? `About ${most} words at most.` : `${n} of about ${most} words.`
      count.classList.toggle('long', n > most)
    }
  })
}
