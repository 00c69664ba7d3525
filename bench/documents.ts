import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve } from '../test/program.ts'

/** A strategy memo of 480 words as PDF, Word and Markdown, each after a change; and what the largest forms weigh. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const cairn = await serve(home)
  try {
    const id = (await cairn.call<{ id: string }>('document.start', { template: 'strategy_memo', fields: memo(0) })).id
    for (const format of ['md', 'pdf', 'docx']) {
      const times: number[] = []
      let bytes = 0
      for (let i = 0; i < 60; i++) {
        await cairn.call('document.edit', { id, fields: memo(i) })
        const from = performance.now()
        const { file } = await cairn.call<{ file: { text?: string; base64?: string } }>('document.export', {
          id,
          format,
        })
        times.push(performance.now() - from)
        bytes = file.text?.length ?? Buffer.from(file.base64!, 'base64').length
      }
      const [first, ...rest] = times
      const half = rest.sort((a, b) => a - b)[Math.floor(rest.length / 2)]!
      console.log(
        `  ${format}: ${Math.round(bytes / 1000)} kB, first ${Math.round(first!)} ms, then p50 ${Math.round(half)} ms`,
      )
    }
    for (const template of ['win_loss_interview', 'prioritisation_model', 'strategy_memo']) {
      const { id } = await cairn.call<{ id: string }>('document.start', { template })
      const page = Buffer.from(await (await fetch(`${cairn.address}/library/${id}`)).arrayBuffer())
      console.log(`  form of ${template}: ${kilobytes(page.length)}, ${kilobytes(gzipSync(page).length)} gzipped`)
    }
    const script = Buffer.from(await (await fetch(`${cairn.address}/assets/document.js`)).arrayBuffer())
    console.log(`  its script: ${kilobytes(script.length)}, ${kilobytes(gzipSync(script).length)} gzipped`)
  } finally {
    await cairn.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

const words = (n: number, round: number): string =>
  `Round ${round}. ${'Clinics that reach week two stay, most never do. '.repeat(n)}`

const memo = (round: number) => ({
  problem: words(8, round),
  worth: words(5, round),
  options: [1, 2, 3].map((n) => [`Option ${n}`, words(1, n), words(1, n), words(1, n)]),
  bet: words(6, round),
  not_doing: ['The connector', 'The mobile app', 'A list for each product'],
  risks: ['Setup was never the reason', 'Nobody answers in the evening'],
  measures: [['week-2 activation', '42 %', '55 %', 'October']],
  sent_to: ['Priya', 'Daniel', 'Maya'],
})
