// Moves the bar while something goes on, and shows what came of it. Without script the page is loaded again every two seconds.
const bar = document.querySelector<HTMLProgressElement>('#reading progress')
if (bar) void follow(bar)

async function follow(bar: HTMLProgressElement): Promise<void> {
  for (;;) {
    await new Promise((go) => setTimeout(go, 700))
    const answer = await fetch(location.href).catch(() => null)
    // A server that is away for a moment is asked again.
    if (!answer?.ok) continue
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = page.querySelector<HTMLProgressElement>('#reading progress')
    if (!now) {
      location.reload()
      return
    }
    bar.value = now.value
  }
}
