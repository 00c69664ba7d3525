import { all, element } from '../../../ui/shell/element.ts'
import { postAs } from './post.ts'

/** On the page of a record: files that are dropped on it, or pasted where nobody is writing, are attached at once. */
export function addDropping(form: HTMLFormElement) {
  const section = form.closest('section') ?? form
  document.addEventListener('paste', (event) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, dialog')) return
    void attach(event.clipboardData?.files)
  })
  section.addEventListener('dragover', (event) => {
    if (event instanceof DragEvent && event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  section.addEventListener('drop', (event) => {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.files.length) return
    event.preventDefault()
    void attach(event.dataTransfer.files)
  })

  let going = 0
  let isAnyRefused = false

  async function attach(files: FileList | undefined) {
    const id = form.querySelector<HTMLInputElement>('input[name="id"]')?.value
    if (!files?.length || !id) return
    if (going === 0) for (const error of all('.error', form)) error.remove()
    if (going === 0) isAnyRefused = false
    going += 1
    for (const file of [...files]) {
      const data = new FormData()
      data.set('id', id)
      data.set('file', file)
      const outcome = await postAs(form.action, data)
      if (!('refusal' in outcome)) continue
      isAnyRefused = true
      form.append(element('p', { class: 'error', role: 'alert' }, `${file.name} is not attached. ${outcome.refusal}`))
    }
    going -= 1
    // What could not be attached is said here, and what is on its way arrives here; a page drawn anew would know of neither.
    if (going === 0 && !isAnyRefused) location.reload()
  }
}
