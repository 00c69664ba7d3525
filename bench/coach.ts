import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { coach } from '../src/core/coach/coach.ts'
import { accuracyOf, flagCases, judgedKinds, kindCases, macroF1, metricScore } from '../test/cases/coach-cases.ts'

/** How well and how fast the coach reads, on labelled notes; prints one line per measure. */
export async function run(): Promise<void> {
  for (const author of ['A', 'B', 'C']) reportAuthor(author)
  reportQuestions()
  for (const length of [100, 1_000, 2_000, 4_000]) reportTime(length)
  for (const entry of ['coach', 'reading', 'dates']) await reportBytes(entry)
}

function reportAuthor(author: string): void {
  const cases = kindCases(author)
  const judged = judgedKinds(cases)
  const sure = judged.filter((one) => one.confidence === 'sure')
  const results = judged.filter(
    (one) => ['outcome', 'output'].includes(one.expected) && ['outcome', 'output'].includes(one.kind),
  )
  const { right, extra, missed, f1 } = metricScore(cases, 'optional')
  console.log(
    `author ${author}: kind ${percent(accuracyOf(judged))}, macro-F1 ${macroF1(judged).toFixed(2)}, when sure ${percent(accuracyOf(sure))} ` +
      `at ${percent(sure.length / judged.length)} coverage, output or outcome ${percent(accuracyOf(results))}, ` +
      `metrics F1 ${f1.toFixed(3)} (${right} right, ${extra} extra, ${missed} missed)`,
  )
}

function reportQuestions(): void {
  const cases = flagCases().map((one) => ({ ...one, reading: coach(one.text, { refDate: '2026-07-15' }) }))
  const share = (holds: (one: (typeof cases)[number]) => boolean): string =>
    percent(cases.filter(holds).length / cases.length)
  const metrics = metricScore(cases.map(({ text, expected }) => ({ text, metrics: expected.metrics })))
  console.log(
    `training notes: kind ${share(({ reading, expected }) => reading.kind === expected.kind)}, ` +
      `flags ${share(({ reading, expected }) => [...reading.flags].sort().join() === [...expected.flags].sort().join())}, ` +
      `strength ${share(({ reading, expected }) => reading.strength === expected.strength)}, metrics F1 ${metrics.f1.toFixed(3)}`,
  )
}

function reportTime(length: number): void {
  const source = kindCases()
    .map((one) => one.text)
    .join(' ')
  const texts = Array.from({ length: 300 }, (_, i) =>
    source.slice((i * 331) % (source.length - length)).slice(0, length),
  )
  // the page warms the coach up when it is idle, so the first readings are not what a person waits for
  for (const text of texts) coach(text, { refDate: '2026-07-15' })
  const times = texts.map((text) => {
    // the best of three, because what else the machine does is not the coach's doing
    const readings = [0, 1, 2].map(() => {
      const started = performance.now()
      coach(text, { refDate: '2026-07-15' })
      return performance.now() - started
    })
    return Math.min(...readings)
  })
  times.sort((a, b) => a - b)
  const at = (share: number): string => times[Math.floor(times.length * share)]!.toFixed(2)
  console.log(`${length} characters: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)
}

async function reportBytes(entry: string): Promise<void> {
  const result = await build({
    entryPoints: [`src/core/coach/${entry}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const code = result.outputFiles[0]!.contents
  console.log(`${entry}: ${code.length} bytes, ${gzipSync(code).length} gzipped`)
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
