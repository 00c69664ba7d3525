import { all } from './element.ts'

/** What was answered in a form, by the names of its fields. A field with several boxes has the values of those that are ticked. */
export type Answers = Record<string, string[]>

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const touched = new WeakMap<HTMLFormElement, Set<string>>()

const fieldsOf = (form: HTMLFormElement, name?: string): Field[] =>
  all<Field>('input[name], textarea[name], select[name]', form).filter(
    (field) => isKept(field) && (name === undefined || field.name === name),
  )

// A passphrase is kept nowhere, a file cannot be given back, and what is sent along unseen was never typed.
const isKept = (field: Element): field is Field =>
  field instanceof HTMLTextAreaElement
    ? field.dataset.draft === undefined
    : field instanceof HTMLSelectElement ||
      (field instanceof HTMLInputElement && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type))

/** Notes that somebody answered here; false where what was touched is not kept. What a script suggests is nobody’s answer. */
export function touchedBy(form: HTMLFormElement, target: Element): boolean {
  if (!isKept(target) || target.name === '') return false
  touched.set(form, (touched.get(form) ?? new Set()).add(target.name))
  return true
}

/** Notes what was answered before this script came; false where that is nothing. */
export function touchedEarly(form: HTMLFormElement): boolean {
  const names = new Set(fieldsOf(form).map(({ name }) => name))
  const changed = [...names].filter((name) => {
    const fields = fieldsOf(form, name)
    return valuesOf(fields).join('\n') !== valuesAtFirst(fields).join('\n')
  })
  if (changed.length > 0) touched.set(form, new Set(changed))
  return changed.length > 0
}

/** The answers that somebody gave and that differ from what the page came with. After a refusal all of them do: none is saved. */
export function changedIn(form: HTMLFormElement): Answers {
  const isRefused = form.querySelector('.problem') !== null
  const names = isRefused ? new Set(fieldsOf(form).map(({ name }) => name)) : (touched.get(form) ?? new Set<string>())
  const answers = [...names].flatMap((name): [string, string[]][] => {
    const fields = fieldsOf(form, name)
    const [now, first] = [valuesOf(fields), valuesAtFirst(fields)]
    const isSame = now.join('\n') === first.join('\n')
    return fields.length === 0 || (isRefused ? now.every((value) => value === '') : isSame) ? [] : [[name, now]]
  })
  return Object.fromEntries(answers)
}

/** True if the fields of these answers hold nothing yet. */
export const areBlank = (form: HTMLFormElement, answers: Answers): boolean =>
  Object.keys(answers).every((name) => valuesOf(fieldsOf(form, name)).every((value) => value === ''))

/**
 * Fills the answers in, as if they were given by hand; `back` puts what the page came with in their place, `look` only says whether any
 * field of the form would be another.
 */
export function fillIn(form: HTMLFormElement, answers: Answers, { only }: { only?: 'look' | 'back' } = {}): boolean {
  let differs = false
  for (const [name, kept] of Object.entries(answers)) {
    const fields = fieldsOf(form, name)
    const values = only === 'back' ? valuesAtFirst(fields) : kept
    if (fields.length === 0 || valuesOf(fields).join('\n') === values.join('\n')) continue
    differs = true
    if (only === 'look') continue
    for (const [at, field] of fields.entries()) put(field, values, at)
  }
  return differs
}

function put(field: Field, values: readonly string[], at: number) {
  if (isBox(field)) {
    const ticked = values.includes(field.value)
    if (field.checked === ticked) return
    field.checked = ticked
  } else {
    field.value = values[at] ?? ''
    for (const around of detailsAround(field)) around.open = true
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

/** What was answered is to be seen. */
function* detailsAround(field: Element): Generator<HTMLDetailsElement> {
  for (let at = field.closest('details'); at; at = at.parentElement?.closest('details') ?? null) yield at
}

const isBox = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')

const valuesOf = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => (isBox(field) ? (field.checked ? [field.value] : []) : [field.value]))

const valuesAtFirst = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => {
    if (isBox(field)) return field.defaultChecked ? [field.value] : []
    if (!(field instanceof HTMLSelectElement)) return [field.defaultValue]
    const chosen = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0]
    return [chosen?.value ?? '']
  })
