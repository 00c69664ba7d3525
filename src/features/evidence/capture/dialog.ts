import { bringAnswersBack, bringDraftsBack } from '../../../ui/shell/drafts.ts'
import { element } from '../../../ui/shell/element.ts'
import { inTime } from '../../../ui/shell/patience.ts'
import { addFiles } from './files.ts'
import { addLines } from './lines.ts'
import { newKey } from './post.ts'
import { addReading } from './reading.ts'
import { send } from './send.ts'

let opened: { dialog: HTMLDialogElement; area: HTMLTextAreaElement; askForDetails(): void } | undefined

/** Opens the box at once, so that no key is lost; its details follow. What was typed stays, however the box is closed. */
export function openCapture() {
  opened ??= build()
  const { dialog, area, askForDetails } = opened
  askForDetails()
  if (area.value === '') bringDraftsBack(dialog)
  if (!dialog.open) dialog.showModal()
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
}

function build() {
  const area = element('textarea', {
    name: 'text',
    rows: '4',
    'aria-label': 'What happened?',
    placeholder: 'What happened, and what changed because of it?',
    'data-draft': 'evidence.capture:text',
  })
  const save = element(
    'button',
    { type: 'submit', class: 'button main' },
    'Save ',
    element('span', { class: 'key wide', 'aria-hidden': 'true' }, 'Ctrl ⏎'),
  )
  const close = element('button', { type: 'button', class: 'button plain', 'data-closes': '' }, 'Close')
  const where = element(
    'span',
    { class: 'small quiet' },
    'Stored on this computer. ',
    element('a', { href: '/coach' }, 'See examples'),
    ' ',
    element('a', { href: '/log?kind=decision' }, 'Longer forms'),
  )
  const status = element('p', { class: 'error', role: 'alert', hidden: '' })
  const box = element('div', { class: 'box' }, element('div', { class: 'field' }, area))
  const end = element(
    'div',
    { class: 'capture-send' },
    status,
    element('div', { class: 'row' }, where, element('span', { class: 'actions' }, save, close)),
  )
  // Where the details will be: what is about to be pressed below them stays under the finger.
  const room = element('div', { class: 'capture-room' })
  const form = element(
    'form',
    { method: 'post', action: '/do/evidence.capture', class: 'form capture', 'data-keeps': 'evidence.capture' },
    element('input', { type: 'hidden', name: '_once', value: newKey() }),
    box,
    room,
    end,
  )
  const dialog = element('dialog', { 'aria-label': 'Log something', class: 'capture-dialog' }, form)
  document.body.append(dialog)

  const reading = addReading(form)
  const files = addFiles(form)
  addLines(form)
  // What could not be fetched is asked for again when the box is opened again, or the network is back.
  let areDetailsComing = false
  let areAskedAgain = false
  const askForDetails = async () => {
    if (form.querySelector('#capture-details')) return
    areAskedAgain = areDetailsComing
    if (areDetailsComing) return
    areDetailsComing = true
    const details = await fetchDetails()
    areDetailsComing = false
    if (!details) {
      if (areAskedAgain) void askForDetails()
      return
    }
    room.replaceWith(details)
    reading.detailsArrived()
    bringAnswersBack(form)
  }
  addEventListener('online', () => void askForDetails())
  // A closed box keeps the focus until the next frame, and a key pressed at once would be lost in it.
  dialog.addEventListener('cancel', () => area.blur())
  const leave = () => {
    area.blur()
    dialog.close()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form, { area, status, save, files, saved: leave })
  })
  return { dialog, area, askForDetails }
}

/** The details of the capture page. Without them the text alone can be saved. */
async function fetchDetails(): Promise<Element | null> {
  try {
    const html = await inTime(async (signal) => (await fetch('/log', { signal })).text())
    const page = new DOMParser().parseFromString(html, 'text/html')
    const details = page.querySelector('#capture-details')
    // The page's second button to save stands in view here already.
    details?.querySelector('button[type="submit"]')?.remove()
    return details && document.importNode(details, true)
  } catch {
    return null
  }
}
