import type {
  ActionFacts,
  ActionHistory,
  ActionRecord,
  CheckDue,
  FirstFacts,
  Mention,
} from '../../core/actions/facts.ts'
import { gapWorkFile } from '../../core/actions/gap-work.ts'
import type { BackPlan } from '../../core/back-plan.ts'
import { withId } from '../../core/changed.ts'
import type { Day } from '../../core/day.ts'
import { levelOf } from '../../core/framework.ts'
import { isAsked, processKnown } from '../../core/process-research.ts'
import { foldName } from '../../core/rating.ts'
import { initiativesKept } from '../../platform/all-evidence.ts'
import { latestAgreement, type StoredEvidence } from '../../platform/career.ts'
import { contentFile } from '../../platform/content.ts'
import type { Handle } from '../../platform/database.ts'
import { dueLaunches } from '../../platform/due-checks.ts'
import type { Context } from '../../platform/operation.ts'
import { type Subject, subjectOf } from '../../platform/readiness-subject.ts'
import { recordsByInitiative, sifted } from '../../platform/record-index.ts'
import { readSettings } from '../../platform/settings.ts'

/** Everything the next actions depend on, from the person's own records. Of people only how many there are: their names stay where they are. */
export async function factsOf(context: Context): Promise<ActionFacts> {
  const { tx, personId, today, home } = context
  const subject = await subjectOf(context, today)
  const history = await historyOf(tx, personId)
  return {
    today,
    standing: subject.ground,
    framework: subject.framework,
    against: subject.against,
    gapWork: gapWorkIn(home.content),
    recordOf: (id) => recordIn(subject.evidence, id),
    unfinished: sifted(tx, personId, 'unfinished', subject.evidence, null, (record) =>
      isUnfinished(record) ? asRecord(record) : null,
    ),
    checks: await dueChecks(tx, personId, subject, today),
    mentions: await mentionsOf(tx, personId, subject),
    freshBackers: null,
    backPlan: (await context.call<{ plan: BackPlan | null }>('cycle.show')).plan,
    first: await firstOf(context, subject, history),
    hideNumbers: (await readSettings(tx, personId)).hideNumbers,
    history,
  }
}

const asRecord = ({ id, text, seenBy, initiative }: StoredEvidence): ActionRecord => ({ id, text, seenBy, initiative })

function recordIn(evidence: Subject['evidence'], id: string): ActionRecord | undefined {
  const record = withId(evidence, id)
  return record && asRecord(record)
}

const isUnfinished = ({ metrics }: StoredEvidence): boolean =>
  metrics.some(({ from, to, delta, vanity }) => !vanity && (from === null) !== (to === null) && delta === null)

/** What was begun, done or dropped, oldest first. */
export async function historyOf(tx: Handle, personId: string): Promise<ActionHistory[]> {
  const rows = await tx
    .selectFrom('actions')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
  return rows.reverse()
}

async function dueChecks(tx: Handle, personId: string, { evidence }: Subject, today: Day): Promise<CheckDue[]> {
  const due = await dueLaunches(tx, personId, today)
  const byInitiative = recordsByInitiative(tx, personId, evidence)
  return due.flatMap(({ initiative: { id, title, metric: aimedAt }, metric, due }) => {
    if (aimedAt === null) return []
    // The records that would take the reading over: those whose first number is the launch's.
    const inherit = (byInitiative.get(id) ?? []).filter(
      ({ metrics: [first] }) => metric && first?.name && foldName(first.name) === foldName(metric.name),
    )
    return due.map(({ day, dueOn }) => ({ initiative: id, title, day, dueOn, records: inherit.map((one) => one.id) }))
  })
}

/** What initiatives say and no record of theirs does; the skill is the one most of their records are about. */
async function mentionsOf(tx: Handle, personId: string, { evidence }: Subject): Promise<Mention[]> {
  const initiatives = await initiativesKept(tx, personId)
  const byInitiative = recordsByInitiative(tx, personId, evidence)
  return initiatives.flatMap(({ id, title, origin, problem, notDoing, stoppedOn }) => {
    if (stoppedOn || !((problem && origin === 'found') || notDoing.length > 0)) return []
    const records = byInitiative.get(id) ?? []
    const skill = mostNamed(records.flatMap(({ skills }) => skills.slice(0, 1)))
    if (!skill) return []
    const lacks = (kind: string) => !records.some((record) => record.kind === kind)
    return [
      ...(problem && origin === 'found' && lacks('problem')
        ? [{ initiative: id, title, kind: 'problem' as const, skill }]
        : []),
      ...(notDoing.length > 0 && lacks('decision')
        ? [{ initiative: id, title, kind: 'decision' as const, skill }]
        : []),
    ]
  })
}

function mostNamed(skills: readonly string[]): string | null {
  const counts = [...Map.groupBy(skills, (skill) => skill)].map(([skill, all]) => ({ skill, n: all.length }))
  return counts.sort((a, b) => b.n - a.n || (a.skill < b.skill ? -1 : 1))[0]?.skill ?? null
}

async function firstOf(
  context: Context,
  subject: Subject,
  history: readonly ActionHistory[],
): Promise<FirstFacts | null> {
  const { tx, personId, today } = context
  if (subject.input.mode !== 'promotion') return null
  const rows = await tx.selectFrom('research').selectAll().where('personId', '=', personId).execute()
  const findings = rows.map(({ id, topic, learned, toldBy, on }) => ({ id, topic, answer: learned, from: toldBy, on }))
  const { unknown } = processKnown(findings)
  const { named } = await tx
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('named'))
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  const talk = await tx.selectFrom('talks').select('id').where('personId', '=', personId).limit(1).executeTakeFirst()
  const asked =
    isAsked(findings) ||
    talk !== undefined ||
    (await latestAgreement(tx, personId, subject, today)) !== undefined ||
    history.some(({ action, state }) => action === 'research:process' && state === 'done')
  return {
    asked,
    nextTopic: findings.length > 0 ? (unknown[0] ?? null) : null,
    named,
    closesOn: subject.profile.reviewOn,
    next: levelOf(subject.framework, subject.against).title,
  }
}

const gapWorkIn = contentFile('plans.yaml', gapWorkFile)
