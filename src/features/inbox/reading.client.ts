// Moves the bar while something goes on, and shows what came of it. Without script the page is loaded again every two seconds.
import { aDialogIsOpen } from '../../ui/shell/dialogs.ts'

const barIn = (page: Document) => page.querySelector<HTMLProgressElement>('#reading progress')

const bar = barIn(document)
if (bar) void follow(bar)

async function follow(bar: HTMLProgressElement): Promise<void> {
  let isLeft = false
  // A button that was pressed is on its way: a page loaded again would stop it.
  document.addEventListener('submit', ({ defaultPrevented }) => {
    isLeft ||= !defaultPrevented
  })
  addEventListener('pageshow', () => {
    isLeft = false
  })
  for (;;) {
    await new Promise((go) => setTimeout(go, 700))
    if (isLeft) continue
    const page = await shown()
    // A server that is away for a moment is asked again.
    if (page === 'away' || isLeft) continue
    const now = page && barIn(page)
    if (now) {
      bar.value = now.value
      bar.nextElementSibling!.textContent = now.nextElementSibling!.textContent
    } else if (!aDialogIsOpen()) {
      // Nobody is taken out of what they type in the box.
      location.reload()
      return
    }
  }
}

/** The page as it is by now; null where it is gone, which the page itself says. */
async function shown(): Promise<Document | null | 'away'> {
  try {
    const answer = await fetch(location.href)
    if (answer.status === 404) return null
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : 'away'
  } catch {
    return 'away'
  }
}
