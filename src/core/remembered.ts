/** Answers by their question, the latest of them kept. They are shared: read them only. */
export function rememberedBy<T>(most: number): (question: string, work: () => T) => T {
  const known = new Map<string, T>()
  return (question, work) => {
    const kept = known.get(question)
    if (kept !== undefined) return kept
    const answer = work()
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(question, answer)
    return answer
  }
}

/** The same function, its latest answers kept: for pure work on texts that come again. */
export function remembered<T>(work: (text: string) => T, most: number): (text: string) => T {
  const by = rememberedBy<T>(most)
  return (text) => by(text, () => work(text))
}
