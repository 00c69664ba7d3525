import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLadder } from '../src/core/ladder/read-ladder.ts'
import { Problem } from '../src/core/problem.ts'

/** Reads each ladder of test/cases/ladders: what was recognised, and how long it took. */
export async function run(): Promise<void> {
  const folder = join('test', 'cases', 'ladders')
  console.log('| text | format | levels | skills | sentences | choices | warnings | ms |')
  console.log('|---|---|--:|--:|--:|--:|--:|--:|')
  for (const name of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, name), 'utf8')
    const { seen, ms } = measured(() => recognised(text))
    console.log(`| ${name} | ${seen} | ${ms} |`)
  }
  const endless = '# L1 [a](<td>"\n'.repeat(350_000)
  const { seen, ms } = measured(() => recognised(endless))
  console.log(`| ${(endless.length / 1_000_000).toFixed(1)} million characters of marks | ${seen} | ${ms} |`)
}

function recognised(text: string): string {
  try {
    const { format, ladders, choices, warnings } = readLadder(text)
    const of = (count: (ladder: (typeof ladders)[number]) => number): string => ladders.map(count).join(' + ')
    const sentences = of(({ skills }) => skills.flatMap(({ anchors }) => Object.values(anchors).flat()).length)
    return [
      format,
      of(({ levels }) => levels.length),
      of(({ skills }) => skills.length),
      sentences,
      choices.length,
      warnings.length,
    ].join(' | ')
  } catch (error) {
    if (error instanceof Problem) return `refused: ${error.message.split('.')[0]} | | | | |`
    throw error
  }
}

/** What the first reading saw, and the median of 15 more in milliseconds. */
function measured(work: () => string): { seen: string; ms: string } {
  const seen = work()
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { seen, ms: times[7]!.toFixed(1) }
}
