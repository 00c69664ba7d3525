import { command, type Server, type Where } from './programs.ts'
import { fault, heard, say, some } from './report.ts'

/** Said where an end was asked for and not answered: neither done nor not done. */
const inDoubt = /it may have been, or not/

/** What was asked of Cairn, and what it said to that: the measure of what must be there afterwards. */
export class Ledger {
  readonly acknowledged = new Set<string>()
  /** Sent, with no answer so far: the line and its key. */
  readonly open = new Map<string, string>()
  refused = 0
  /** Of the open ones that were sent again: those that turned out to have been done. */
  done = 0
  #next: number

  /** Two ledgers of one file begin to count at different numbers, so that no line or key is in both. */
  constructor(first = 0) {
    this.#next = first
  }

  /** Logs one line under a key of its own. */
  async write(server: Server, expected?: RegExp): Promise<void> {
    const n = this.#next++
    const text = `Line ${n}: cut the time to the first report from ${n + 9} to ${n + 4} minutes.`
    await this.#send(server, text, `key-${n}`, expected)
  }

  /** Line after line, until one has no answer. */
  async writeUntilKilled(server: Server): Promise<void> {
    const before = this.open.size
    while (this.open.size === before) await this.write(server)
  }

  /** The same by a command, which has no key. */
  async writeByCommand(where: Where, killAfter?: number): Promise<void> {
    const text = `Line ${this.#next++}: decided to drop the second step of the form.`
    const { code, error } = await command(where, ['evidence', 'capture', text], { killAfter })
    if (code === 0) this.acknowledged.add(text)
    else if (code === null) this.open.set(text, '')
    else this.#refuse(error)
  }

  /** Sends again what has had no answer. */
  async settle(server: Server): Promise<void> {
    for (const [text, key] of [...this.open].filter(([, key]) => key !== '')) {
      const again = await this.#send(server, text, key)
      if (again) this.done += 1
      if (this.acknowledged.has(text)) this.open.delete(text)
    }
  }

  async #send(server: Server, text: string, key: string, expected?: RegExp): Promise<boolean> {
    const answered = await server.send('evidence.capture', { text }, key)
    if (!answered) this.open.set(text, key)
    else if (answered.status === 200) this.acknowledged.add(text)
    else if (inDoubt.test(String(answered.answer.message))) this.open.set(text, key)
    else this.#refuse(String(answered.answer.message), expected)
    return answered?.again ?? false
  }

  #refuse(sentence: string, expected?: RegExp): void {
    this.refused += 1
    heard(sentence, 'a refused write', expected)
  }

  /** Holds what is there against what was said: each acknowledged line once, the open ones at most once, nothing else. */
  async compare(where: Where): Promise<void> {
    const counts = new Map<string, number>()
    for (const text of await textsIn(where)) counts.set(text, (counts.get(text) ?? 0) + 1)
    const lost = [...this.acknowledged].filter((text) => !counts.has(text))
    const twice = [...counts].filter(([, n]) => n > 1)
    const strange = [...counts.keys()].filter((text) => !this.acknowledged.has(text) && !this.open.has(text))
    if (lost.length > 0) fault(`${some(lost.length, 'acknowledged writes lost')}, such as “${lost[0]}”`)
    if (twice.length > 0) fault(`${some(twice.length, 'writes done twice')}, such as “${twice[0]![0]}”`)
    if (strange.length > 0) fault(`${some(strange.length, 'records that were never acknowledged nor open')}`)
    say(
      `${some(this.acknowledged.size, 'acknowledged')}, ${lost.length} lost, ${twice.length} done twice` +
        `, ${this.done} answered only when sent again, ${this.refused} refused in a sentence`,
    )
  }
}

/** The texts of all records, read through an archive of them. */
export async function textsIn(where: Where): Promise<string[]> {
  const { records } = await archiveOf(where)
  return records.evidence.map(({ text }) => text)
}

interface ArchiveFile {
  records: { evidence: { text: string }[] }
  checksum: string
}

export async function archiveOf(where: Where): Promise<ArchiveFile> {
  const { code, out, error } = await command(where, ['archive', 'export', '--json'])
  if (code !== 0) throw new Error(`archive export: ${error || out}`)
  return (JSON.parse(out) as { archive: ArchiveFile }).archive
}
