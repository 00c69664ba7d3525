import { inTime } from '../../../ui/shell/patience.ts'

export type Outcome = { answer: unknown; activity: string | null } | { refusal: string }

/** Sends a form without leaving the page. Whatever goes wrong is an answer, in words. */
export const post = (action: string, data: FormData): Promise<Outcome> =>
  inTime((signal) =>
    postAs(action, new URLSearchParams([...data].map(([name, value]) => [name, String(value)])), signal),
  )

/** The same, in a form that can hold files, which take as long as they take. */
export async function postAs(
  action: string,
  body: FormData | URLSearchParams,
  signal?: AbortSignal | undefined,
): Promise<Outcome> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      signal: signal ?? null,
    })
    const answer: unknown = await response.json()
    if (response.ok) return { answer, activity: response.headers.get('cairn-activity') }
    return { refusal: (answer as { message?: string }).message ?? 'Something went wrong inside Cairn.' }
  } catch {
    return { refusal: 'Cairn does not answer: look whether it still runs.' }
  }
}

/** The key of one request: sent again after an answer that never came, what stands in a form is still one. */
export const newKey = (): string => `${Date.now()}-${Math.random().toString(36).slice(2)}`
