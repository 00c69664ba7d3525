// What was heard is read in the page, while it is typed: nothing is sent.
import { heardIn, linesOf } from '../../core/stall.ts'
import { all, element } from '../../ui/shell/element.ts'

const root = document.querySelector<HTMLElement>('.decode')
if (root) addDecoder(root)

function addDecoder(root: HTMLElement) {
  const area = root.querySelector<HTMLTextAreaElement>('textarea')!
  const cards = root.querySelector<HTMLElement>('[data-cards]')!
  const told = root.querySelector<HTMLElement>('[data-told]')!
  const notKnown = root.querySelector<HTMLElement>('[data-not-known]')!
  const inOrder = all('[data-stall]', cards)
  const stalls = inOrder.map((card) => ({ card, phrases: card.dataset.phrases!.split('|') }))

  // The server's form also asks one's own records, which the page does not have.
  area.form?.addEventListener('submit', (event) => {
    if (root.dataset.alone !== undefined) event.preventDefault()
  })
  area.addEventListener('input', read)
  if (area.value !== '') read()

  function read() {
    const heard = heardIn(stalls, area.value)
    const found = [...new Set(heard.map(({ stall }) => stall.card))]
    for (const card of inOrder) {
      card.toggleAttribute('data-heard', found.includes(card))
      card.querySelector('.heard')?.remove()
    }
    for (const { line, stall } of heard)
      if (!stall.card.querySelector('.heard'))
        stall.card.querySelector('h3')!.after(element('p', { class: 'heard quiet' }, `You heard: “${line}”`))
    cards.replaceChildren(...found, ...inOrder.filter((card) => !found.includes(card)))
    notKnown.hidden = found.length > 0 || linesOf(area.value).length === 0
    told.textContent =
      found.length === 0
        ? ''
        : `Did you hear something like this? ${found.map((card) => card.querySelector('h3')!.textContent).join('; ')}`
  }
}
