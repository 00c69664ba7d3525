import { aDialogIsOpen } from './dialogs.ts'
import { all, element } from './element.ts'

interface Command {
  label: string
  run: () => void
}

/** Everything the page links to by name (navigation and `a[data-command]`), and `own`, filtered while typing. */
export function openPalette(own: readonly Command[]) {
  if (aDialogIsOpen()) return
  const everything = [...linked(), ...own]
  let shown: Command[] = []
  let chosen = 0

  const list = element('ul', { id: 'palette-list', role: 'listbox', 'aria-label': 'Places and commands' })
  const input = element('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': 'Find a place or command',
    'aria-expanded': 'true',
    'aria-controls': 'palette-list',
    autocomplete: 'off',
    placeholder: 'Find a place or command',
  })
  const dialog = element('dialog', { class: 'palette', 'aria-label': 'Places and commands' }, input, list)

  const draw = () => {
    list.replaceChildren(...shown.map((command, i) => row(command, i === chosen, i)))
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `palette-${chosen}`)
    else input.removeAttribute('aria-activedescendant')
    if (shown.length === 0) list.append(element('li', { class: 'quiet' }, 'Nothing by that name.'))
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/)
    shown = everything.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    chosen = 0
    draw()
  }
  const run = (command: Command | undefined) => {
    if (!command) return
    dialog.close()
    command.run()
  }

  input.addEventListener('input', filter)
  dialog.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) {
      event.preventDefault()
      chosen = (chosen + step + shown.length) % shown.length
      draw()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[chosen])
    }
  })
  list.addEventListener('click', (event) => {
    const at = [...list.children].findIndex((item) => item.contains(event.target as Node))
    run(shown[at])
  })
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  filter()
  dialog.showModal()
}

const row = ({ label }: Command, selected: boolean, i: number) =>
  element('li', { role: 'option', id: `palette-${i}`, 'aria-selected': String(selected) }, label)

// A command is the link itself, pressed: whatever answers its click answers here too.
const linked = (): Command[] =>
  all('.places a:not(.brand, .log, .narrow), a.log, a[data-command]').map((link) => ({
    label: link.dataset.command || (link.matches('.log') ? 'Log something' : link.textContent.trim()),
    run: () => link.click(),
  }))
