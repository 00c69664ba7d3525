/** What was made of persons' records, by person and by what it is. Where it grows too many, what was used longest ago goes. */
export class LastUsed<T> {
  readonly #kept = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(personId: string, what: string): T | undefined {
    return this.#kept.get(place(personId, what))
  }

  /** Keeps it as the one used last, also where it was there before. */
  keep(personId: string, what: string, value: T): T {
    const at = place(personId, what)
    this.#kept.delete(at)
    this.#kept.set(at, value)
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!)
    return value
  }

  /** For a person whose records are erased or replaced as a whole. */
  forget(personId: string): void {
    for (const at of this.#kept.keys()) if (at.startsWith(place(personId, ''))) this.#kept.delete(at)
  }
}

const place = (personId: string, what: string): string => `${personId} ${what}`
