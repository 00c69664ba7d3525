import { addDays } from '../src/core/day.ts'
import { itemKinds } from '../src/core/evidence.ts'
import { type GivenRating, type Input, type Item, readiness, whatWouldChange } from '../src/core/readiness.ts'

const asOf = '2026-06-30'
const skills = Array.from({ length: 10 }, (_, i) => ({ id: `skill-${i}`, weight: 1 + (i % 3) / 2 }))
const corroborations = ['none', 'witness', 'pasted', 'attested'] as const

/** Times readiness and its two changes for ten skills rated by three people and 5,000 records over five years, with a leave. */
export async function run(): Promise<void> {
  const input = yearsOfWork(5000)
  report('readiness', () => readiness(input))
  const text = JSON.stringify(input)
  reportFirst('readiness of records never read before', () => JSON.parse(text) as Input)
  report('what would change it', () => whatWouldChange(input))
}

function yearsOfWork(count: number): Input {
  return {
    skills,
    scale: { min: 1, max: 5, meets: 4 },
    targetLevel: 2,
    asOf,
    ratings: skills.flatMap(({ id }, i) => [
      rating(id, 'self', 4),
      rating(id, 'manager', 3 + (i % 2)),
      rating(id, 'peer', 4),
    ]),
    items: Array.from({ length: count }, (_, i) => record(i)),
    agreement: { state: 'close', date: addDays(asOf, -20) },
    expects: [{ skills: skills.slice(0, 5).map((skill) => skill.id), bar: 'meets', credited: 2 }],
    leaves: [{ from: '2024-02-01', to: '2024-07-31' }],
  }
}

const rating = (skill: string, source: GivenRating['source'], value: number): GivenRating => ({
  id: `${skill}-${source}`,
  skill,
  source,
  value,
  date: addDays(asOf, -30),
})

/** Ids fall in no order, as after an import. */
const record = (i: number): Item => ({
  id: `${((i * 2654435761) % 4294967296).toString(16).padStart(8, '0')}-${i}`,
  kind: itemKinds[i % itemKinds.length]!,
  date: addDays(asOf, -((i * 7) % 1825)),
  skills: [0, 3, 7].map((step) => skills[(i + step) % skills.length]!.id),
  scope: i % 5 === 0 ? 1 : 2,
  corroboration: corroborations[i % 4]!,
  initiative: i % 3 === 0 ? undefined : `initiative-${i % 120}`,
  outcome: i % 4 === 0 ? { baseline: 10, after: 20, target: 18, targetSetBefore: true } : undefined,
})

/** The same where nothing is remembered of the records, as after a start of the program. */
function reportFirst(name: string, make: () => Input): void {
  const times = Array.from({ length: 60 }, () => {
    const input = make()
    return timed(() => readiness(input))
  })
    .slice(20)
    .sort((a, b) => a - b)
  console.log(`${name}: median ${times[20]!.toFixed(2)} ms, p95 ${times[38]!.toFixed(2)} ms`)
}

function report(name: string, work: () => unknown): void {
  for (let i = 0; i < 20; i++) work()
  const times = Array.from({ length: 60 }, () => timed(work)).sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(2)
  console.log(`${name}: 10 skills, 5,000 records: median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
