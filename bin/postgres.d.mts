export interface Server {
  url: string
  /** Of the server's first process, if it is ours. */
  pid?: number
  stop(): Promise<void>
}
export function startPostgres(options?: { durable?: boolean }): Promise<Server | { why: string }>
