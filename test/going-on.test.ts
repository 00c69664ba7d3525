import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgetEvidence } from '../src/platform/all-evidence.ts'
import { transaction } from '../src/platform/database.ts'
import { forgetDerived } from '../src/platform/derived.ts'
import { forgetGoneOn } from '../src/platform/going-on.ts'
import { everybodyLeaves, type Person, signUpPm } from './harness.ts'
import { browse } from './visitor.ts'

// After a write only what it touched is looked at again. Whatever is written, all that is worked out has to be what it would be if
// nothing were known: for each of these, from nothing and from what stood before.
const asked = [
  'today.show',
  'readiness.show',
  'readiness.history',
  'actions.next',
  'case.show',
  'case.trace',
  'signals.check',
]
const pages = ['/level', '/level/skills/discovery', '/evidence/coverage']

const texts = [
  'Retention went from 42% to 58% after I cut two steps.',
  'Decided against the export because 2 of 40 asked for it. Gave up a deal for it.',
  'Found that one in nine invoices failed silently.',
  'Launched the audit log with security.',
  'Priya asked me to review the plan.',
]

type Step = { act: (typeof acts)[number]; a: number; b: number }
const acts = [
  'capture',
  'capture',
  'capture',
  'edit',
  'confirm',
  'remove',
  'undo',
  'rate',
  'agree',
  'launch',
  'read',
  'start',
  'day',
  'target',
  'leave',
] as const

const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts), a: fc.nat(999), b: fc.nat(999) })

const skills = ['discovery', 'strategic-thinking', 'influence', 'execution']

class Life {
  readonly records: string[] = []
  readonly initiatives: string[] = []
  last: string | null = null
  constructor(readonly person: Person) {}

  async live({ act, a, b }: Step): Promise<void> {
    const { person, records, initiatives } = this
    const one = <T>(all: readonly T[]): T | undefined => all[a % Math.max(1, all.length)]
    const initiative = one(initiatives)
    const record = one(records)
    switch (act) {
      case 'capture': {
        const more = {
          text: texts[a % texts.length],
          skills: [skills[b % skills.length]],
          scope: b % 3 === 0 ? 'pm' : 'senior',
          ...(initiative && b % 2 === 0 ? { initiative } : {}),
          ...(b % 5 === 0 ? { happenedOn: null } : {}),
        }
        const answer = await this.do('evidence.capture', more)
        records.push(answer.evidence.id)
        return
      }
      case 'edit':
        if (record)
          await this.do('evidence.edit', { id: record, text: texts[b % texts.length], seenBy: b % 2 ? ['Lee'] : [] })
        return
      case 'confirm':
        if (record)
          await this.do('evidence.confirm', { id: record, by: b % 2 ? 'Daniel' : 'Maya', words: 'It was so.' })
        return
      case 'remove':
        if (record) await this.do(b % 2 ? 'evidence.remove' : 'evidence.restore', { id: record })
        return
      case 'undo':
        if (this.last) await this.do('activity.undo', { id: this.last })
        return
      case 'rate':
        await this.do('rating.give', {
          skill: skills[b % skills.length],
          value: 2 + (a % 3),
          ...(a % 2 ? { source: 'manager', rater: 'Daniel' } : {}),
        })
        return
      case 'agree':
        await this.do('agreement.record', { state: b % 2 ? 'close' : 'yes' })
        return
      case 'start': {
        const { id: metric } = await this.do('metric.define', { name: `retention ${a}`, baseline: 42, target: 55 })
        const { id } = await this.do('initiative.start', { title: `Initiative ${a}`, problem: 'People leave.', metric })
        initiatives.push(id)
        return
      }
      case 'launch':
        if (initiative) await this.do('initiative.launch', { id: initiative })
        return
      case 'read': {
        const { items } = await person.call('metric.show', { limit: 1 })
        if (items[0]) await this.do('metric.record', { id: items[0].id, value: 40 + (b % 20) })
        return
      }
      case 'day':
        person.clock.today = Temporal.PlainDate.from(person.clock.today)
          .add({ days: 1 + (a % 40) })
          .toString()
        return
      case 'target':
        await this.do('profile.set', { target: b % 2 ? 'senior' : 'group' })
        return
      case 'leave':
        await this.do('profile.set', { leaves: b % 2 ? [] : [{ from: '2026-05-01', to: '2026-05-20' }] })
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: as in the harness.
  async do(name: string, input: object): Promise<any> {
    try {
      const { answer, activity } = await this.person.done(name, input)
      this.last = activity
      return answer
    } catch {
      // What is refused changes nothing, which is all that is asked for here.
      return { id: 'none', evidence: { id: 'none' } }
    }
  }
}

async function allOf(person: Person) {
  const answers: Record<string, unknown> = {}
  for (const name of asked) answers[name] = await person.call(name, {})
  const { visit } = browse(person)
  // Another address is drawn anew.
  for (const path of pages) answers[path] = (await visit(`${path}?n=${drawn++}`)).text
  return answers
}

let drawn = 0

const forgotten = ({ app, personId }: Person): Promise<void> =>
  transaction(app.cairn.db, 'write', personId, async (tx) => {
    await forgetDerived(tx, personId)
    forgetEvidence(tx, personId)
    forgetGoneOn(tx, personId)
  })

test('whatever is written, what goes on from before is what is worked out from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const person = await signUpPm()
      const life = new Life(person)
      try {
        for (const [at, each] of steps.entries()) {
          await life.live(each)
          // Not after each: what goes on from two or three changes at once has to hold as well.
          if (at % 3 === 1) await allOf(person)
        }
        const wentOn = await allOf(person)
        await forgotten(person)
        expect(wentOn).toEqual(await allOf(person))
      } finally {
        await everybodyLeaves()
      }
    }),
    { numRuns: 5 },
  )
})
