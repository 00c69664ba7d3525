import { sql } from 'kysely'
import { type App, open } from '../../src/app.ts'
import { addDays } from '../../src/core/day.ts'
import { engineOf } from '../../src/platform/engine.ts'
import { call } from '../../src/platform/operation.ts'

/** Days over which the records are spread. */
const span = 500

/**
 * Somebody's career with so many records, lived day by day through the operations themselves; quickly, since nothing of it has to
 * outlast a crash.
 */
export async function fill(home: string, database: string, records: number): Promise<void> {
  const lastDay = Temporal.Now.plainDateISO().toString()
  let today = addDays(lastDay, -span)
  const app = await open(
    { host: '127.0.0.1', port: 4180, home, database },
    { clock: () => ({ today, now: `${today}T12:00:00.000Z` }) },
  )
  try {
    const { db } = app.cairn
    if (engineOf(db) === 'sqlite') await sql`pragma synchronous=off`.execute(db)
    await live(app, records, (day) => {
      today = addDays(lastDay, day - span)
    })
  } finally {
    await app.close()
  }
}

async function live({ cairn, ownerId }: App, records: number, moveTo: (day: number) => void): Promise<void> {
  const act = async <Answer>(name: string, input: object = {}): Promise<Answer> =>
    (await call<Answer>(cairn, { personId: ownerId, via: 'api' }, name, input)).answer
  await act('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  for (const step of ['role', 'notes', 'skills', 'case', 'next']) await act('start.mark', { step })
  const { skills } = await act<{ skills: { id: string }[] }>('framework.show', { id: 'pm', level: 'senior' })
  const metric = await act<{ id: string }>('metric.define', {
    name: 'retention',
    unit: '%',
    baseline: 42,
    target: 55,
  })
  const initiatives: { id: string }[] = []
  for (let i = 0; i < Math.max(3, records / 50); i++)
    initiatives.push(
      await act<{ id: string }>('initiative.start', {
        title: `Initiative ${i + 1}`,
        problem: 'People leave in the first week because set-up takes too long.',
        metric: i % 10 === 0 ? metric.id : null,
      }),
    )
  for (let i = 0; i < records; i++) {
    moveTo(Math.floor((i * span) / records))
    const main = skills[i % skills.length]!.id
    const second = skills[(i * 7 + 3) % skills.length]!.id
    const { evidence } = await act<{ evidence: { id: string } }>('evidence.capture', {
      text: sentences[i % sentences.length]!.replace('#', String(i)),
      scope: i % 3 === 0 ? 'pm' : 'senior',
      skills: main === second ? [main] : [main, second],
      initiative: initiatives[i % initiatives.length]!.id,
      seenBy: i % 4 === 0 ? ['Priya'] : [],
    })
    if (i % 7 === 0)
      await act('evidence.confirm', { id: evidence.id, by: `Colleague ${i % 12}`, words: 'This is how it was.' })
    if (i % Math.ceil(records / 20) === 0) {
      await act('initiative.launch', { id: initiatives[((i / 2) % initiatives.length) | 0]!.id })
      await act('metric.record', { id: metric.id, value: 42 + (i % 17) })
    }
  }
  moveTo(span)
  for (const skill of skills) await act('rating.give', { skill: skill.id, value: 3, because: 'Two pieces of work.' })
  for (const skill of skills.slice(0, 4)) await act('rating.give', { skill: skill.id, value: 4, source: 'manager' })
  await act('agreement.record', { state: 'close' })
  for (let i = 0; i < Math.max(1, records / 200); i++)
    await act('inbox.import', {
      text: Array.from({ length: 20 }, (_, n) => `- Cut cost ${i * 20 + n} by ${n} % in May 2026`).join('\n'),
    })
}

const sentences = [
  'Week-1 retention went from 42% to 58% for new teams after I cut two steps from onboarding (#).',
  'Decided against the PDF export because 2 of 40 prospects need it; the six weeks went to permissions (#).',
  'Chose permissions over the PDF export, since 2 of 40 prospects asked for it. Gave up the export for it (#).',
  'Found in the support log that one in nine invoices failed silently, so I took it to finance (#).',
  'Launched the audit log with security and two design partners (#).',
  'Priya asked me to review the pricing plan of her team before it went to the board (#).',
  'My bet on templates was wrong: no effect on activation, so we removed them (#).',
]
