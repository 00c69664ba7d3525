import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { everybodyLeaves, type Person, restart, signUpBeside, signUpPm, tamper } from '../../test/harness.ts'
import { listen } from '../../test/listen.ts'
import { tries } from '../../test/tries.ts'
import { browse } from '../../test/visitor.ts'
import { open } from '../app.ts'
import { addDays } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { evidenceOf } from './all-evidence.ts'
import { openDatabase, transaction } from './database.ts'
import { settleDerived } from './derived.ts'
import { call, operation } from './operation.ts'

const counted = (list: { items: unknown[] }) => list.items.length

test('what a change made visible inside it is not kept if the change does not happen', async () => {
  const ana = await signUpPm()
  const fails = operation({
    name: 'half.done',
    summary: 'Write, look, and fail.',
    scope: 'write',
    input: z.strictObject({}),
    async run(context) {
      await context.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
      expect(await evidenceOf(context.tx, context.personId, context.today)).toHaveLength(1)
      throw new Error('the disk went away')
    },
  })
  ;(ana.app.cairn.operations as Map<string, typeof fails>).set('half.done', fails)
  await expect(ana.call('half.done')).rejects.toThrow('the disk went away')
  const read = await transaction(ana.app.cairn.db, 'read', ana.personId, (tx) =>
    evidenceOf(tx, ana.personId, ana.clock.today),
  )
  expect(read).toEqual([])
  expect(counted(await ana.call('evidence.list'))).toBe(0)
})

test('a value is worked out anew after a change, an undo and a new day', async () => {
  const ana = await signUpPm()
  const shown = async () => (await ana.call('case.show')).examples.length
  expect(await shown()).toBe(0)
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  expect(await shown()).toBe(1)
  await ana.call('activity.undo')
  expect(await shown()).toBe(0)
  await ana.call('activity.undo', { id: (await ana.call('activity.list')).items[0].id })
  expect(await shown()).toBe(1)
  const { on } = await ana.call('readiness.show')
  ana.clock.today = '2026-07-01'
  expect((await ana.call('readiness.show')).on).not.toBe(on)
})

test('one person’s value is never another’s', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  await ana.call('case.show')
  const ben = await signUpPm()
  expect((await ben.call('case.show')).examples).toEqual([])
  const lee = await signUpBeside(ana)
  await lee.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  expect((await lee.call('case.show')).examples).toEqual([])
})

test('the next start reads what was worked out, and none of the records', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  const before = await shownTo(ana)
  const again = await restart(ana)
  const asked = listen(again)
  for (const name of ['readiness.show', 'case.show', 'today.show']) await again.call(name)
  const queries = asked.map(({ sql }) => sql)
  expect(queries.filter((sql) => /from "derived"/.test(sql)).length).toBeGreaterThan(2)
  expect(queries.filter((sql) => /from "(evidence|confirmations|initiatives)"/.test(sql))).toEqual([])
  expect(asJson(await shownTo(again))).toEqual(asJson(before))
})

test('what was worked out goes with the records, and is in no archive', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', skills: ['discovery'] })
  await ana.call('case.show')
  await settleDerived(ana.app.cairn.db)
  const stored = () =>
    transaction(ana.app.cairn.db, 'read', ana.personId, (tx) =>
      tx.selectFrom('derived').select('what').where('personId', '=', ana.personId).execute(),
    )
  expect(await stored()).not.toEqual([])
  const { archive } = await ana.call('archive.export')
  expect(JSON.stringify(archive)).not.toContain('lastChange')
  await ana.call('archive.import', { archive, replace: true })
  expect(await stored()).toEqual([])
})

const pages = ['/', '/level', '/level/skills/discovery', '/case', '/evidence']

/** Everything that is worked out from all records, as answers and as pages. */
async function shownTo({ app, personId }: Pick<Person, 'app' | 'personId'>): Promise<unknown> {
  const answer = async (name: string, input: object = {}) =>
    (await call(app.cairn, { personId, via: 'cli' }, name, input)).answer
  const { visit } = browse({ app })
  const html: string[] = []
  // Each shown form has a key of its own, so that it is done once.
  for (const path of pages) html.push((await visit(path)).html.replaceAll(/name="_once" value="[^"]+"/g, ''))
  return [
    await answer('readiness.show'),
    await answer('today.show'),
    await answer('case.show'),
    await answer('case.show', { redact: true }),
    html,
  ]
}

/** The same, worked out by a program that has kept nothing and trusts nothing stored. */
async function workedOutAnew({ app, personId, database }: Person): Promise<unknown> {
  const db = openDatabase(database)
  try {
    return await shownTo({ app: { ...app, cairn: { ...app.cairn, db } }, personId })
  } finally {
    await db.destroy()
  }
}

// A mind that opens and closes objects may leave out what JSON leaves out.
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

interface Life {
  ana: Person
  /** Picks one of the ids there are. */
  pick(kind: 'evidence' | 'initiative' | 'metric'): Promise<string>
}

type Step = (life: Life, n: number) => Promise<unknown>

const texts = [
  'Week-1 retention went from 42% to 58% after I cut two steps from onboarding.',
  'Decided against the PDF export because 2 of 40 prospects need it; the six weeks went to permissions.',
  'Found in the support log that one in nine invoices failed silently. Next I want to own billing.',
  'Launched the audit log with security.',
]
const skills = ['discovery', 'influence', 'strategy', 'metrics']

const steps: Record<string, Step> = {
  capture: async ({ ana, pick }, n) =>
    ana.call('evidence.capture', {
      text: `${texts[n % texts.length]} (${n})`,
      skills: [skills[n % skills.length]!],
      scope: n % 3 === 0 ? 'pm' : 'senior',
      happenedOn: n % 7 === 0 ? null : addDays(ana.clock.today, -(n % 200)),
      initiative: n % 2 === 0 ? await pick('initiative') : null,
      seenBy: n % 4 === 0 ? ['Priya'] : [],
    }),
  edit: async ({ ana, pick }, n) =>
    ana.call('evidence.edit', { id: await pick('evidence'), text: texts[n % texts.length], scope: 'senior' }),
  confirm: async ({ ana, pick }, n) =>
    ana.call('evidence.confirm', { id: await pick('evidence'), by: `Colleague ${n % 3}`, words: 'True.' }),
  remove: async ({ ana, pick }) => ana.call('evidence.remove', { id: await pick('evidence') }),
  launch: async ({ ana, pick }, n) =>
    ana.call('initiative.launch', { id: await pick('initiative'), on: addDays(ana.clock.today, -(n % 70)) }),
  aim: async ({ ana, pick }) =>
    ana.call('initiative.edit', { id: await pick('initiative'), metric: await pick('metric') }),
  read: async ({ ana, pick }, n) => ana.call('metric.record', { id: await pick('metric'), value: n }),
  rate: async ({ ana }, n) =>
    ana.call('rating.give', { skill: 'discovery', value: 1 + (n % 4), source: n % 2 ? 'self' : 'manager' }),
  agree: async ({ ana }, n) => ana.call('agreement.record', { state: n % 2 ? 'close' : 'yes' }),
  leave: async ({ ana }, n) =>
    ana.call('profile.set', { leaves: [{ from: '2026-01-01', to: addDays('2026-01-02', n % 90) }] }),
  choose: async ({ ana, pick }) => ana.call('case.choose', { excluded: [await pick('evidence')] }),
  hide: async ({ ana }, n) => ana.call('settings.set', { hideNumbers: n % 2 === 0 }),
  undo: async ({ ana }, n) => {
    const { items } = await ana.call('activity.list', { limit: 5 })
    return ana.call('activity.undo', { id: items[n % items.length].id })
  },
  nextDay: async ({ ana }, n) => {
    ana.clock.today = addDays(ana.clock.today, 1 + (n % 40))
  },
  bringBack: async ({ ana }) => {
    const { archive } = await ana.call('archive.export')
    await ana.call('evidence.capture', { text: 'Written after the archive.', skills: ['discovery'] })
    return ana.call('archive.import', { archive, replace: true })
  },
  elsewhere: async ({ ana }, n) => {
    const { database, folder } = ana
    const other = await open({ host: '127.0.0.1', port: 4181, home: folder, database }, { clock: ana.app.cairn.clock })
    const act = (name: string, input: object) => call(other.cairn, { personId: ana.personId, via: 'cli' }, name, input)
    await act('evidence.capture', { text: `Written by another program (${n}).`, skills: ['discovery'] })
    await act('readiness.show', {})
    return other.close()
  },
  restart: async (life) => {
    life.ana = await restart(life.ana)
  },
  garble: async (life, n) => {
    const { ana } = life
    await settleDerived(ana.app.cairn.db)
    const faults = [
      `content = substr(content, 1, 40)`,
      `content = '{}'`,
      `content = replace(content, '1', '2')`,
      `day = '${ana.clock.today}'`,
      `last_change = (select hash from activity order by seq desc limit 1)`,
      `version = 'another'`,
      `what = 'readiness ' || what`,
      `checksum = ''`,
    ]
    await tamper(ana, `update derived set ${faults[n % faults.length]}`)
    life.ana = await restart(ana)
  },
}

const life = fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(1000)), { minLength: 4, maxLength: 14 })

test('whatever is kept or stored, every answer and page is what it would be without', () =>
  fc.assert(
    fc.asyncProperty(life, async (happened) => {
      const ana = await signUpPm()
      const metric = await ana.call('metric.define', { name: 'retention', unit: '%', baseline: 42 })
      const { id } = await ana.call('initiative.start', {
        title: 'Onboarding',
        metric: metric.id,
        startedOn: '2026-01-01',
      })
      await ana.call('initiative.start', { title: 'Permissions', startedOn: '2026-02-01' })
      await ana.call('initiative.launch', { id, on: '2026-05-25' })
      const capture = { text: texts[0], skills: ['discovery'], scope: 'senior', initiative: id }
      const { evidence } = await ana.call('evidence.capture', capture)
      await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.' })
      let turn = 0
      const self: Life = {
        ana,
        pick: async (kind) => {
          if (kind === 'metric') return metric.id
          const { items } = await self.ana.call(`${kind}.list`)
          return items[turn % items.length]?.id ?? 'none'
        },
      }
      for (const [step, [name, n]] of happened.entries()) {
        turn = step + n
        await steps[name]!(self, n).catch((error) => {
          if (!(error instanceof Problem)) throw error
        })
        expect(asJson(await shownTo(self.ana))).toEqual(asJson(await workedOutAnew(self.ana)))
      }
      await everybodyLeaves()
    }),
    tries(6, 3),
  ))
