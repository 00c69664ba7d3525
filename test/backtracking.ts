/**
 * Counts what a pattern costs on a text, as an engine that tries one way after another would: one step for every character, class or
 * assertion that is looked at. Knows the syntax that the coach's patterns use, and refuses any other.
 */
export function stepsOf(pattern: RegExp, text: string, most: number): number {
  const machine = machineOf(pattern)
  const count = { steps: 0, most }
  const given = pattern.flags.includes('i') ? text.toLowerCase() : text
  try {
    for (let at = 0; at <= given.length; ) {
      const end = machine({ text: given, count, groups: [] }, at)
      if (end !== null && !pattern.flags.includes('g')) break
      at = end !== null && end > at ? end : at + 1
    }
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
  }
  return count.steps
}

class TooMany extends Error {}

interface Attempt {
  text: string
  count: { steps: number; most: number }
  groups: ([number, number] | undefined)[]
}

/** Goes on with the rest of the pattern; null where the rest does not hold. */
type Rest = (at: number) => number | null
type Part = (attempt: Attempt, at: number, rest: Rest) => number | null

const machines = new Map<string, (attempt: Attempt, at: number) => number | null>()

function machineOf({ source, flags }: RegExp) {
  const key = `${source}/${flags}`
  const known = machines.get(key)
  if (known) return known
  const part = new Reader(source, flags).whole()
  const machine = (attempt: Attempt, at: number) => part(attempt, at, (end) => end)
  machines.set(key, machine)
  return machine
}

/** Reads a pattern into parts. Behind a `?<=` the parts of a row are tried from the last to the first, and each looks to the left. */
class Reader {
  private at = 0
  private backwards = false
  private groups = 0

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  whole(): Part {
    const part = this.alternatives()
    if (this.at < this.source.length) throw new Error(`not read: ${this.source.slice(this.at, this.at + 20)}`)
    return part
  }

  private alternatives(): Part {
    const ways = [this.row()]
    while (this.take('|')) ways.push(this.row())
    if (ways.length === 1) return ways[0]!
    return (attempt, at, rest) => {
      for (const way of ways) {
        const end = way(attempt, at, rest)
        if (end !== null) return end
      }
      return null
    }
  }

  private row(): Part {
    const parts: Part[] = []
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) parts.push(this.repeated(this.one()))
    if (this.backwards) parts.reverse()
    return parts.reduceRight<Part>(
      (after, part) => (attempt, at, rest) => part(attempt, at, (end) => after(attempt, end, rest)),
      (_attempt, at, rest) => rest(at),
    )
  }

  private repeated(part: Part): Part {
    const [low, high] = this.bounds()
    if (low === 1 && high === 1) return part
    const lazy = this.take('?')
    const from =
      (times: number): Part =>
      (attempt, at, rest) => {
        const again = () =>
          times < high
            ? part(attempt, at, (end) => (end === at && times >= low ? null : from(times + 1)(attempt, end, rest)))
            : null
        if (times < low) return again()
        return lazy ? (rest(at) ?? again()) : (again() ?? rest(at))
      }
    return from(0)
  }

  private bounds(): [number, number] {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.take('?')) return [0, 1]
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.at, this.at + 12))
    if (!braces) return [1, 1]
    this.at += braces[0].length
    const low = Number(braces[1])
    return [low, braces[2] === undefined ? low : braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY]
  }

  private one(): Part {
    if (this.take('(')) return this.group()
    if (this.take('^')) return this.place((text, at) => at === 0 || (this.flags.includes('m') && text[at - 1] === '\n'))
    if (this.take('$'))
      return this.place((text, at) => at === text.length || (this.flags.includes('m') && text[at] === '\n'))
    if (this.take('\\b')) return this.place((text, at) => isWordAt(text, at - 1) !== isWordAt(text, at))
    const back = /^\\([1-9])/.exec(this.source.slice(this.at, this.at + 2))
    if (back) return this.again(Number(back[1]))
    return this.character(this.written())
  }

  /** One character's worth of source: a class, an escape or the character itself. */
  private written(): RegExp {
    const unicode = this.flags.includes('u')
    const found =
      /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|[\s\S])|[\s\S])/iu.exec(
        this.source.slice(this.at),
      )![0]
    this.at += found.length
    return new RegExp(`^${found}$`, `${this.flags.includes('i') ? 'i' : ''}${unicode ? 'u' : ''}`)
  }

  private character(one: RegExp): Part {
    const { backwards } = this
    const known = new Map<string, boolean>()
    return (attempt, at, rest) => {
      tick(attempt)
      const character = attempt.text[backwards ? at - 1 : at]
      if (character === undefined) return null
      const fits = known.get(character) ?? one.test(character)
      known.set(character, fits)
      return fits ? rest(backwards ? at - 1 : at + 1) : null
    }
  }

  private place(holds: (text: string, at: number) => boolean): Part {
    return (attempt, at, rest) => {
      tick(attempt)
      return holds(attempt.text, at) ? rest(at) : null
    }
  }

  private group(): Part {
    if (this.take('?:')) return this.closed(this.alternatives())
    if (this.take('?=')) return this.look(false, true)
    if (this.take('?!')) return this.look(false, false)
    if (this.take('?<=')) return this.look(true, true)
    if (this.take('?<!')) return this.look(true, false)
    const group = ++this.groups
    const { backwards } = this
    const part = this.closed(this.alternatives())
    return (attempt, at, rest) =>
      part(attempt, at, (end) => {
        const before = attempt.groups[group]
        attempt.groups[group] = backwards ? [end, at] : [at, end]
        const done = rest(end)
        if (done === null) attempt.groups[group] = before
        return done
      })
  }

  private look(backwards: boolean, wanted: boolean): Part {
    const outside = this.backwards
    this.backwards = backwards
    const part = this.closed(this.alternatives())
    this.backwards = outside
    return (attempt, at, rest) => ((part(attempt, at, (end) => end) !== null) === wanted ? rest(at) : null)
  }

  private again(group: number): Part {
    this.at += 2
    const { backwards } = this
    return (attempt, at, rest) => {
      tick(attempt)
      const [start, end] = attempt.groups[group] ?? [0, 0]
      const said = attempt.text.slice(start, end)
      const from = backwards ? at - said.length : at
      return attempt.text.startsWith(said, from) ? rest(backwards ? from : at + said.length) : null
    }
  }

  private closed(part: Part): Part {
    if (!this.take(')')) throw new Error(`no end of a group: ${this.source}`)
    return part
  }

  private take(what: string): boolean {
    if (!this.source.startsWith(what, this.at)) return false
    this.at += what.length
    return true
  }
}

function tick({ count }: Attempt): void {
  if (++count.steps > count.most) throw new TooMany()
}

const isWordAt = (text: string, at: number): boolean => /\w/.test(text[at] ?? '')
