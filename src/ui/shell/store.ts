/*
  What this browser keeps for Cairn, beyond this page or for this tab only. It may keep nothing, where somebody has forbidden it, or have
  no room left: then a thing is known for as long as the page is open, and all else works as ever.
*/
function storeOf(kind: 'localStorage' | 'sessionStorage') {
  const onThisPage = new Map<string, string>()
  return {
    get: (name: string): string | null => onThisPage.get(name) ?? within((store) => store.getItem(name)) ?? null,

    /** False if it is known on this page only. */
    set(name: string, value: string): boolean {
      const isKept = within((store) => {
        store.setItem(name, value)
        return true
      })
      if (isKept) onThisPage.delete(name)
      else onThisPage.set(name, value)
      return isKept === true
    },

    drop(name: string): void {
      onThisPage.delete(name)
      within((store) => store.removeItem(name))
    },

    all: (): [name: string, value: string][] => [
      ...Object.entries<string>(within((store) => ({ ...store })) ?? {}).filter(([name]) => !onThisPage.has(name)),
      ...onThisPage,
    ],
  }

  function within<Answer>(ask: (store: Storage) => Answer): Answer | undefined {
    try {
      const store: Storage | null = window[kind]
      return store === null ? undefined : ask(store)
    } catch (error) {
      if (error instanceof DOMException) return undefined
      throw error
    }
  }
}

export const browserStore = storeOf('localStorage')
export const tabStore = storeOf('sessionStorage')
