import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { coach } from '../src/core/coach/coach.ts'
import { flagsOf } from '../src/core/coach/flags.ts'
import { signsOf } from '../src/core/coach/kind.ts'
import weights from '../src/core/coach/kind-weights.json' with { type: 'json' }
import { draftOf } from '../src/core/coach/line.ts'
import { figuresIn } from '../src/core/coach/metrics.ts'
import { prepare } from '../src/core/coach/prepare.ts'
import { partsOf, strengthOf } from '../src/core/coach/strength.ts'
import type { CoachKind } from '../src/core/coach/types.ts'
import { accuracyOf, flagCases, kindCases, macroF1, metricCases, metricScore } from '../test/cases/coach-cases.ts'
import { labelledNotes } from '../training/notes.ts'
import { at, type Judged, judgedByOthers, kindFrom, readNotes } from '../training/train.ts'

/** How well and how fast the coach reads, on labelled notes; prints one line per measure. */
export async function run(): Promise<void> {
  reportKinds()
  reportMetrics()
  reportQuestions()
  for (const length of [100, 1_000, 2_000, 4_000]) reportTime(length)
  for (const entry of ['coach', 'reading', 'dates']) await reportBytes(entry)
}

/** One line per author, judged by a model that was trained on all the others: rules alone, words alone, both. */
function reportKinds(): void {
  const notes = readNotes(labelledNotes())
  const both = judgedByOthers(notes)
  const wordsOnly = judgedByOthers(notes.map((note) => ({ ...note, features: { ...note.features, signs: [] } })))
  console.log('kinds by authors that the model has not seen')
  console.log(
    `  ${row(['author', 'notes', 'rules', 'words', 'both', 'macro-F1', 'when sure', 'coverage', 'output/outcome'])}`,
  )
  const authors = [...new Set(notes.map(({ author }) => author))]
  for (const author of [...authors, 'all']) {
    const isTheirs = (one: { author: string }) => author === 'all' || one.author === author
    const judged = both.filter(isTheirs).map(asJudged)
    const words = wordsOnly.filter(isTheirs).map(asJudged)
    const sure = judged.filter(({ probability }) => probability >= weights.sure)
    const results = judged.filter(({ kind, expected }) => isResult(kind) && isResult(expected))
    const rules = judged.map(({ rules, expected }) => ({ kind: rules, expected }))
    console.log(
      `  ${row([author, String(judged.length), percent(accuracyOf(rules)), percent(accuracyOf(words)), percent(accuracyOf(judged)), macroF1(judged).toFixed(2), percent(accuracyOf(sure)), percent(sure.length / judged.length), percent(accuracyOf(results))])}`,
    )
  }
  reportReliability(both.map(asJudged))
  reportShown(both)
}

/** Of a hundred entries, how many show a question that the careful reader would not ask, the kind read by a model that saw none of them. */
function reportShown(both: readonly Judged[]): void {
  const wanted = new Map(flagCases().map(({ text, expected }) => [text, expected.flags]))
  const theirs = both.filter(({ text, author }) => author === 'framing' && wanted.has(text))
  const shown = theirs.map((note) => {
    const { kind, probability } = asJudged(note)
    const draft = draftOf(prepare(note.text).text, {})
    const signs = signsOf(draft, figuresIn(draft))
    const judgement = { kind, confidence: probability >= weights.sure ? ('sure' as const) : ('guess' as const) }
    const parts = partsOf(signs, kind)
    const [flag] = flagsOf(signs, judgement, parts, strengthOf(signs, kind, parts), [])
    return { flag, isWrong: flag !== undefined && !wanted.get(note.text)!.includes(flag) }
  })
  const share = (part: typeof shown) => percent(part.length / shown.length)
  console.log(
    `questions shown on unseen notes: in ${share(shown.filter(({ flag }) => flag))} of ${shown.length} entries, wrong in ${share(shown.filter(({ isWrong }) => isWrong))}`,
  )
}

const asJudged = ({ kind: expected, rules, probabilities }: Judged) => {
  const chances = at({ probabilities }, weights.temperature)
  return { expected, rules, kind: kindFrom(chances), probability: Math.max(...chances) }
}

const isResult = (kind: CoachKind): boolean => kind === 'outcome' || kind === 'output'

/** How often a reading is right that says it is so sure. */
function reportReliability(judged: ReturnType<typeof asJudged>[]): void {
  console.log('reliability: what is said with this probability is right so often')
  for (const from of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]) {
    const to = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01].find((edge) => edge > from)!
    const there = judged.filter(({ probability }) => probability >= from && probability < to)
    if (there.length === 0) continue
    const mean = there.reduce((sum, { probability }) => sum + probability, 0) / there.length
    console.log(
      `  ${row([`${from}–${Math.min(1, to)}`, String(there.length), `said ${percent(mean)}`, `right ${percent(accuracyOf(there))}`])}`,
    )
  }
}

const row = (cells: string[]): string => cells.map((cell) => cell.padStart(14)).join('')

/** Metrics by author, as the rules read them. The grammar was written with these notes in sight. */
function reportMetrics(): void {
  console.log('metrics by author')
  const cases = metricCases()
  for (const author of [...new Set(cases.map((one) => one.author))]) {
    const theirs = cases.filter((one) => one.author === author)
    const { right, extra, missed, f1 } = metricScore(theirs, 'optional')
    console.log(`  author ${author}: F1 ${f1.toFixed(3)} (${right} right, ${extra} extra, ${missed} missed)`)
  }
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
    // the best of eight, because what else the machine does is not the coach's doing
    const readings = Array.from({ length: 8 }, () => {
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
