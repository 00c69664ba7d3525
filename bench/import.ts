import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, open } from '../src/app.ts'
import { call } from '../src/platform/operation.ts'
import { jiraExport } from './parts/jira.ts'

/** Brings in 20,000 rows of Jira with all fields, keeps a portion, shows the inbox and takes it all back: seconds, memory, and how long others wait. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const app = await open({ host: '127.0.0.1', port: 4180, home, database: join(home, 'cairn.db') })
  try {
    await measure(app)
  } finally {
    await app.close()
    rmSync(home, { recursive: true })
  }
}

const rows = 20_000

async function measure({ cairn, ownerId }: App): Promise<void> {
  const act = (name: string, input: object) => call<Answer>(cairn, { personId: ownerId, via: 'api' }, name, input)
  await act('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana' })
  const text = jiraExport(rows)
  const file = { name: 'jira.csv', base64: Buffer.from(text).toString('base64') }
  console.log(`${rows.toLocaleString('en')} rows of Jira, ${(text.length / 1e6).toFixed(1)} MB`)
  const { kept } = (await measured('kept to be read', () => act('inbox.import', { file, later: true }))).answer
  await measured('read', () => settled(act, kept!))
  await measured('one page of the inbox', () => act('inbox.list', { limit: 30 }))
  await measured('500 lines kept', async () => act('inbox.approve', { ids: await first(act, 500) }))
  await measured('500 lines waved away', async () => act('inbox.dismiss', { ids: await first(act, 500) }))
  const again = await measured('read again, nothing new', () => act('inbox.import', { file }))
  console.log(`  ${again.answer.proposed} new the second time`)
  await measured('undone', async () => {
    for (let i = 0; i < 3; i++) await act('activity.undo', {})
  })
}

interface Answer {
  kept: string | null
  proposed: number
  items: { state: string }[]
}

type Act = (name: string, input: object) => Promise<{ answer: Answer }>

async function settled(act: Act, _: string): Promise<void> {
  for (;;) {
    const { items } = (await act('inbox.progress', {})).answer
    if (items.length === 0) return
    await new Promise((go) => setTimeout(go, 50))
  }
}

/** How long it took, the longest that anybody else had to wait meanwhile, and the most memory there was. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const before = process.cpuUsage()
  let last = began
  let longest = 0
  let memory = 0
  const tick = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 5)
    memory = Math.max(memory, process.memoryUsage().rss)
    last = now
  }, 5)
  try {
    return await work()
  } finally {
    clearInterval(tick)
    const now = performance.now()
    longest = Math.max(longest, now - last)
    const seconds = ((now - began) / 1000).toFixed(2)
    const { user, system } = process.cpuUsage(before)
    const processor = ((user + system) / 1e6).toFixed(2)
    console.log(
      `  ${what.padEnd(26)} ${seconds.padStart(7)} s, ${processor.padStart(6)} s of processors, others wait ${longest.toFixed(0).padStart(5)} ms, ${(Math.max(memory, process.memoryUsage().rss) / 1e6).toFixed(0)} MB`,
    )
  }
}

async function first(act: Act, most: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  while (ids.length < most) {
    const { items, next } = (await act('inbox.list', { limit: 200, ...(cursor && { cursor }) })).answer as never as {
      items: { id: string }[]
      next: string | null
    }
    ids.push(...items.map(({ id }) => id))
    cursor = next
    if (next === null) break
  }
  return ids.slice(0, most)
}
