import { connect, type Socket } from 'node:net'

/** What came back for one request. */
export interface Reply {
  status: number
  body: Buffer
  /** From the first byte sent to the last byte read. */
  ms: number
}

/**
 * A connection that stays open and asks one thing at a time. Written by hand, because on two cores a full HTTP client would take as
 * much time as the server it measures.
 */
export class Connection {
  readonly #socket: Socket
  readonly #host: string
  #pieces: Buffer[] = []
  #settle: { done(reply: Omit<Reply, 'ms'>): void; failed(error: Error): void } | null = null

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.on('data', (piece: Buffer) => this.#read(piece))
    socket.on('error', (error) => this.#settle?.failed(error))
    socket.on('close', () => this.#settle?.failed(new Error('the server closed the connection')))
  }

  static open(address: string): Promise<Connection> {
    const { hostname, port, host } = new URL(address)
    return new Promise((done, failed) => {
      const socket = connect(Number(port), hostname, () => done(new Connection(socket, host)))
      socket.setNoDelay(true)
      socket.once('error', failed)
    })
  }

  get(path: string): Promise<Reply> {
    return this.#ask(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n\r\n`)
  }

  post(path: string, input: object): Promise<Reply> {
    const body = JSON.stringify(input)
    return this.#ask(
      `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }

  close(): void {
    this.#settle = null
    this.#socket.destroy()
  }

  async #ask(request: string): Promise<Reply> {
    const from = performance.now()
    const reply = await new Promise<Omit<Reply, 'ms'>>((done, failed) => {
      this.#settle = { done, failed }
      this.#socket.write(request)
    })
    return { ...reply, ms: performance.now() - from }
  }

  #read(piece: Buffer): void {
    this.#pieces.push(piece)
    const whole = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
    this.#pieces = [whole]
    const headEnd = whole.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = whole.toString('latin1', 0, headEnd)
    const body = bodyOf(head, whole.subarray(headEnd + 4))
    if (!body) return
    this.#pieces = []
    const settle = this.#settle
    this.#settle = null
    settle?.done({ status: Number(head.slice(9, 12)), body })
  }
}

/** The body once all of it is there. */
function bodyOf(head: string, rest: Buffer): Buffer | null {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)
  if (length) return rest.length >= Number(length[1]) ? rest : null
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return rest
  const pieces: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd < 0) return null
    const size = Number.parseInt(rest.toString('latin1', at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (rest.length < next) return null
    if (size === 0) return Buffer.concat(pieces)
    pieces.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = next
  }
}

/** Answers per second of one address, with the connections that ask it. */
interface Asked {
  open: Connection[]
  path: string
  answers: number
  ms: number
}

/**
 * Answers per second that eight connections get from each address which ask again as soon as they have an answer. The addresses take
 * turns, a short while each, so that whatever else the machine does falls on all of them.
 */
export async function perSecond(...urls: string[]): Promise<number[]> {
  const asked: Asked[] = []
  for (const url of urls) {
    const { origin, pathname, search } = new URL(url)
    const open = await Promise.all(Array.from({ length: 8 }, () => Connection.open(origin)))
    asked.push({ open, path: pathname + search, answers: 0, ms: 0 })
  }
  for (const one of asked) await askFor(one, 150)
  for (const one of asked) Object.assign(one, { answers: 0, ms: 0 })
  for (let turn = 0; turn < 4; turn++) for (const one of asked) await askFor(one, 250)
  for (const { open } of asked) for (const connection of open) connection.close()
  return asked.map(({ answers, ms }) => (answers * 1000) / ms)
}

async function askFor(asked: Asked, ms: number): Promise<void> {
  const from = performance.now()
  await Promise.all(
    asked.open.map(async (connection) => {
      while (performance.now() - from < ms) {
        const { status } = await connection.get(asked.path)
        if (status !== 200) throw new Error(`${asked.path}: ${status}`)
        asked.answers += 1
      }
    }),
  )
  asked.ms += performance.now() - from
}
