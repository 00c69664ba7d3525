// A phone that lost its network may wait for minutes before it says so.
const longestWait = 60_000

/** Asks, and gives up after a minute. */
export async function inTime<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), longestWait)
  try {
    return await ask(patience.signal)
  } finally {
    clearTimeout(timer)
  }
}
