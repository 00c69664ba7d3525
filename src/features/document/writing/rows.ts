import { all, announce } from '../../../ui/shell/element.ts'

/** Rows of a table are added and taken out in place. Their names say where they stand, so they are counted anew each time. */
export function addRows(form: HTMLFormElement) {
  for (const table of all<HTMLFieldSetElement>('fieldset[data-rows]', form)) {
    table.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (!button) return
      if (button.name === 'removeRow') takeOut(table, button)
      else if (button.matches('[data-add-row]')) addRow(table)
      else return
      event.preventDefault()
      table.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

const rowsOf = (table: HTMLElement) => all<HTMLTableRowElement>('tbody > tr', table)
const cellsOf = (row: HTMLElement) => all<HTMLInputElement>('input, select, textarea', row)

/** A blank row below the others. */
export function addRow(table: HTMLElement) {
  const last = rowsOf(table).at(-1)!
  const row = last.cloneNode(true) as HTMLTableRowElement
  for (const cell of cellsOf(row)) cell.value = ''
  last.after(row)
  recount(table)
  cellsOf(row)[0]?.focus()
}

function takeOut(table: HTMLElement, button: HTMLButtonElement) {
  const row = button.closest('tr')!
  const next = row.nextElementSibling ?? row.previousElementSibling
  // One row always stays to write in.
  if (next) row.remove()
  else for (const cell of cellsOf(row)) cell.value = ''
  recount(table)
  cellsOf((next ?? row) as HTMLElement)[0]?.focus()
  announce('The row is taken out.')
}

function recount(table: HTMLElement) {
  const { rows: field = '', most } = (table as HTMLFieldSetElement).dataset
  const rows = rowsOf(table)
  rows.forEach((row, at) => {
    cellsOf(row).forEach((cell, n) => {
      cell.name = `rows.${field}.${at}.${n}`
      cell.setAttribute('aria-label', cell.getAttribute('aria-label')!.replace(/\d+$/, String(at + 1)))
    })
    const button = row.querySelector('button')!
    button.value = `${field}.${at}`
    button.setAttribute('aria-label', `Take out row ${at + 1}`)
  })
  const add = table.querySelector<HTMLButtonElement>('[data-add-row]')
  if (add && field.endsWith('tags')) add.hidden = rows.length >= Number(most)
}
