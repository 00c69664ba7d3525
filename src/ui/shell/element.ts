/** An element with attributes and children; text is never read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

export const all = <E extends HTMLElement>(selector: string, within: ParentNode = document): E[] => [
  ...within.querySelectorAll<E>(selector),
]

let voice: HTMLElement | undefined

/** Tells a screen reader what just happened. */
export function announce(text: string) {
  if (!voice) {
    voice = element('p', { class: 'unseen', role: 'status' })
    document.body.append(voice)
  }
  const speaker = voice
  // A live region speaks of changes made after it stands on the page.
  setTimeout(() => {
    speaker.textContent = text
  }, 50)
}
