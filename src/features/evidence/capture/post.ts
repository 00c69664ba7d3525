export type Outcome = { answer: unknown; activity: string | null } | { refusal: string }

/** Sends a form without leaving the page. Whatever goes wrong is an answer, in words. */
export const post = (action: string, data: FormData): Promise<Outcome> =>
  postAs(action, new URLSearchParams([...data].map(([name, value]) => [name, String(value)])))

/** The same, in a form that can hold files. */
export async function postAs(action: string, body: FormData | URLSearchParams): Promise<Outcome> {
  try {
    const response = await fetch(action, { method: 'POST', headers: { accept: 'application/json' }, body })
    const answer: unknown = await response.json()
    if (response.ok) return { answer, activity: response.headers.get('cairn-activity') }
    return { refusal: (answer as { message?: string }).message ?? 'Something went wrong inside Cairn.' }
  } catch {
    return { refusal: 'Cairn does not answer: look whether it still runs.' }
  }
}
