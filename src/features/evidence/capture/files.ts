import { element } from '../../../ui/shell/element.ts'
import { type Outcome, postAs } from './post.ts'

const most = 10_000_000

/** Files that are dropped on a capture form, pasted into it or chosen: they wait beside the text and are attached once it is saved. */
export function addFiles(form: HTMLFormElement) {
  const waiting: File[] = []
  const chips = new Map<File, HTMLElement>()
  let areOnTheirWay = false
  const list = element('div', { class: 'chips capture-files', 'aria-live': 'polite' })
  const chooser = element('input', { type: 'file', multiple: '', hidden: '', 'aria-label': 'Files to keep with it' })
  const add = element('button', { type: 'button', class: 'button link' }, 'Add a file')
  form.querySelector('.capture-send .quiet')?.append(' ', add, chooser)
  form.querySelector('.box')?.append(list)
  add.addEventListener('click', () => chooser.click())
  chooser.addEventListener('change', () => {
    take(chooser.files)
    chooser.value = ''
  })
  form.addEventListener('paste', ({ clipboardData }) => {
    // Words that are copied from a document bring a picture of themselves along: the words are meant.
    if (clipboardData && !clipboardData.types.includes('text/plain')) take(clipboardData.files)
  })
  form.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  form.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    take(event.dataTransfer.files)
  })
  return { isAny: () => waiting.length > 0 || areOnTheirWay, attachTo }

  function take(files: FileList | null | undefined) {
    for (const file of files ?? []) {
      if (file.size > most) {
        list.append(element('p', { class: 'error' }, `${file.name} weighs more than 10 MB, the most a file may weigh.`))
        continue
      }
      waiting.push(file)
      const chip = chipFor(file)
      chips.set(file, chip)
      list.append(chip)
    }
  }

  function chipFor(file: File): HTMLElement {
    const chip = element(
      'button',
      { type: 'button', class: 'chip', title: 'Press to leave it out', 'aria-label': `Leave ${file.name} out` },
      `${file.name} ×`,
    )
    chip.addEventListener('click', () => {
      waiting.splice(waiting.indexOf(file), 1)
      chip.remove()
    })
    return chip
  }

  /** Attaches all that wait; answers the entries of the log, the last first, and what went wrong in words. */
  async function attachTo(id: string): Promise<{ activities: string[]; trouble: string | null }> {
    const activities: string[] = []
    const troubles: string[] = []
    areOnTheirWay = true
    for (const file of waiting.splice(0)) {
      const data = new FormData()
      data.set('id', id)
      data.set('file', file)
      const outcome: Outcome = await postAs('/do/evidence.attach', data)
      if ('refusal' in outcome) troubles.push(`${file.name} is not attached. ${outcome.refusal}`)
      else if (outcome.activity) activities.unshift(outcome.activity)
      // One that was added meanwhile waits for the next record.
      chips.get(file)?.remove()
      chips.delete(file)
    }
    areOnTheirWay = false
    for (const error of list.querySelectorAll('.error')) error.remove()
    return { activities, trouble: troubles.length > 0 ? troubles.join(' ') : null }
  }
}
