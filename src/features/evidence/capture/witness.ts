import { element } from '../../../ui/shell/element.ts'

/**
 * Whom the text names, as an offer: one tap says that they saw it, another takes it back. Nobody is a witness because a text names
 * them. Null where there is no field for witnesses yet.
 */
export function witnessChip(form: HTMLFormElement, name: string): HTMLElement | null {
  const field = form.querySelector<HTMLTextAreaElement>('textarea[name="seenBy"]')
  if (!field) return null
  const button = element('button', { type: 'button', class: 'chip toggle' })
  const draw = () => {
    const saw = namesIn(field).includes(name)
    button.setAttribute('aria-pressed', String(saw))
    button.textContent = saw ? `Seen by ${name}` : `Seen by ${name}?`
  }
  button.addEventListener('click', () => {
    const others = namesIn(field).filter((other) => other !== name)
    field.value = (namesIn(field).includes(name) ? others : [...others, name]).join('\n')
    // Said by hand, it is kept like what is typed.
    field.dispatchEvent(new Event('input', { bubbles: true }))
    draw()
  })
  draw()
  return button
}

const namesIn = ({ value }: HTMLTextAreaElement): string[] =>
  value
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
