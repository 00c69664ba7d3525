import { element } from '../../../ui/shell/element.ts'
import { keepBeside } from '../../../ui/shell/kept.ts'
import { post } from './post.ts'

/** Several lines that are pasted may be one record or several: the person says which, and neither is done by itself. */
export function addLines(form: HTMLFormElement) {
  const area = form.querySelector<HTMLTextAreaElement>('textarea[name="text"]')!
  const place = element('div', { class: 'capture-lines', 'aria-live': 'polite' })
  form.querySelector('.box')?.append(place)
  area.addEventListener('paste', ({ clipboardData }) => {
    if (linesIn(clipboardData?.getData('text/plain') ?? '') > 1) setTimeout(offer)
  })
  area.addEventListener('input', () => {
    if (place.hasChildNodes() && linesIn(area.value) < 2) place.replaceChildren()
  })
  form.addEventListener('reset', () => place.replaceChildren())

  function offer() {
    const apart = element('button', { type: 'button', class: 'button link' }, 'Take them one by one')
    const one = element('button', { type: 'button', class: 'button link' }, 'Keep them as one')
    const words = element('span', {}, `${linesIn(area.value)} lines: one record, or several? `)
    apart.addEventListener('click', () => void takeApart(words))
    one.addEventListener('click', () => {
      place.replaceChildren()
      area.focus()
    })
    place.replaceChildren(element('p', { class: 'ask' }, words, apart, ' ', one))
  }

  let isTaking = false

  async function takeApart(words: HTMLElement) {
    if (isTaking) return
    isTaking = true
    const text = area.value
    const data = new FormData()
    data.set('text', text)
    data.set('name', 'Pasted lines')
    const outcome = await post('/do/inbox.import', data)
    isTaking = false
    if ('refusal' in outcome) {
      words.textContent = `${outcome.refusal} Your text is still here. `
      return
    }
    const { batch } = outcome.answer as { batch: string | null }
    if (batch === null) {
      words.textContent = 'Every line of it was in your inbox before. Your text is still here. '
      return
    }
    const typedSince = area.value === text ? null : area.value
    document.dispatchEvent(new CustomEvent('draft-saved', { detail: form }))
    if (typedSince !== null) keepBeside('evidence.capture:text', typedSince)
    form.reset()
    location.assign(`/evidence/inbox?batch=${encodeURIComponent(batch)}`)
  }
}

const linesIn = (text: string): number => text.split(/\n/).filter((line) => line.trim() !== '').length
