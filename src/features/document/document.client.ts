import { keepWriting } from './writing/keep.ts'
import { addRows } from './writing/rows.ts'
import { countWords } from './writing/words.ts'

/* Improves the form of a document, which works without it: saves while one writes, adds rows in place, counts words. */
const form = document.querySelector<HTMLFormElement>('form.document-form')
if (form) {
  addRows(form)
  keepWriting(form)
  countWords(form)
}
