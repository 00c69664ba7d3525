// Moves the bar while something goes on, and shows what came of it. Without script the page is loaded again every two seconds.
const barIn = (page: Document) => page.querySelector<HTMLProgressElement>('#reading progress')

const bar = barIn(document)
if (bar) void follow(bar)

async function follow(bar: HTMLProgressElement): Promise<void> {
  for (;;) {
    await new Promise((go) => setTimeout(go, 700))
    const answer = await fetch(location.href).catch(() => null)
    // A server that is away for a moment is asked again.
    if (!answer?.ok) continue
    const now = barIn(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    if (!now) {
      location.reload()
      return
    }
    bar.value = now.value
    bar.nextElementSibling!.textContent = now.nextElementSibling!.textContent
  }
}
