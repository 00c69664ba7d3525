// Quick capture: `n` or the Log link opens the box where one is, and the box says what it understood while one types.
// Without script the same link leads to the page /log, which does all of it with forms.
import { addDropping } from './capture/attach.ts'
import { openCapture } from './capture/dialog.ts'
import { addFiles } from './capture/files.ts'
import { addLines } from './capture/lines.ts'
import { addReading } from './capture/reading.ts'
import { sendWithFiles } from './capture/send.ts'

const page = document.querySelector<HTMLFormElement>('form#capture')
if (page) {
  addReading(page)
  addLines(page)
  const files = addFiles(page)
  page.addEventListener('submit', (event) => {
    if (files.isAny()) void sendWithFiles(event, page, files)
  })
}

const record = document.querySelector<HTMLFormElement>('form[action="/do/evidence.attach"]')
if (record) addDropping(record)

document.addEventListener('click', (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  if (!(event.target instanceof Element) || !event.target.closest('a[data-key="n"]')) return
  event.preventDefault()
  if (page) page.querySelector('textarea')?.focus()
  else openCapture()
})
