/** The same function, its latest answers kept: for pure work on texts that come again. Answers are shared: read them only. */
export function remembered<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    const answer = work(text)
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(text, answer)
    return answer
  }
}
