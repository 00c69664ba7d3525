import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'
import { web } from '../../surfaces/web.tsx'

const origin = 'http://127.0.0.1:4180'

const decision = {
  type: 'cut',
  choice: 'Cut two steps from setup',
  instead_of: ['Social sharing'],
  reason: 'Four of five leave at step six.',
  measure: 'week-1 retention',
  told: ['Priya'],
}

/** The pages as a browser without script uses them. */
function browserOf(person: Person) {
  const site = web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'error' }),
  })
  const page = async (path: string) => (await site.request(origin + path)).text()
  const send = async (operation: string, fields: Record<string, string>, json = false) =>
    site.request(`${origin}/do/${operation}`, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'same-origin', ...(json && { accept: 'application/json' }) },
      body: new URLSearchParams(fields),
    })
  return { page, send }
}

describe('a document', () => {
  test('is begun, written, finished, and leads to the record that came of it and back', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: { choice: 'Cut' } })
    await expect(ana.call('document.finish', { id })).rejects.toThrow(
      /^Still to fill before it can be finished: What kind/,
    )
    await ana.call('document.edit', { id, fields: decision })
    const shown = await ana.call('document.show', { id })
    expect(shown).toMatchObject({ missing: [], evidence: [], offers: [{ kind: 'decision', seenBy: ['Priya'] }] })

    const finished = await ana.call('document.finish', {
      id,
      records: [{ offer: 'decision', skills: ['discovery'], scope: 'senior' }],
    })
    const [made] = finished.evidence
    const record = await ana.call('evidence.show', { id: made.id })
    expect(record).toMatchObject({
      kind: 'decision',
      skills: ['discovery'],
      scope: 'senior',
      decision: { type: 'cut', notChosen: ['Social sharing'], measure: 'week-1 retention' },
    })
    const { page } = browserOf(ana)
    expect(await page(`/library/${id}`)).toContain(`/evidence/${made.id}`)
    expect(await page(`/evidence/${made.id}`)).toContain(`/library/${id}`)
  })

  test('logs nothing that its owner does not want, and a second finish only what is new', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    expect((await ana.call('document.finish', { id, records: [] })).evidence).toEqual([])
    expect((await ana.call('evidence.list')).items).toEqual([])
    await ana.call('document.finish', { id })
    const before = (await ana.call('activity.list')).items[0].id
    expect((await ana.call('document.finish', { id })).evidence).toHaveLength(1)
    expect((await ana.call('activity.list')).items[0].id).toBe(before)
    expect((await ana.call('evidence.list')).items).toHaveLength(1)
  })

  test('about a talk makes a note, which counts for nothing', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', {
      template: 'revisit_note',
      fields: { reason: 'No headcount', plain_case: ['Two launches'], date: '2026-12-01', sent: 'Maya' },
    })
    await ana.call('document.finish', { id, records: [{ offer: 'notes', kind: 'learning' }] })
    expect((await ana.call('evidence.list')).items[0].kind).toBeNull()
  })

  test('keeps the words of whoever answered as pasted by its owner, never as attested', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', {
      template: 'feedback_request',
      fields: {
        person: 'Priya',
        work: 'The pricing test',
        question: 'Which one habit of mine would you change first?',
        reply: 'You told us early.',
        reply_on: '2026-06-01',
      },
    })
    const { evidence } = await ana.call('document.finish', { id })
    expect((await ana.call('evidence.show', { id: evidence[0].id })).confirmations).toMatchObject([
      { by: 'Priya', words: 'You told us early.', how: 'pasted' },
    ])
  })

  test('after 60 days brings the record up to date, if asked to', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', {
      template: 'post_launch_review',
      fields: {
        shipped: '2026-04-01',
        metric: 'activation',
        baseline: 30,
        comparison: 'nothing',
        day30: 36,
        day30_on: '2026-05-02',
        user_change: 'Teams begin sooner.',
        follow_up: 'Keep it.',
      },
    })
    const { evidence } = await ana.call('document.finish', { id })
    await ana.call('document.edit', { id, fields: { day60: 40, day60_on: '2026-06-02' } })
    await ana.call('document.finish', { id, records: [{ offer: 'outcome' }] })
    const record = await ana.call('evidence.show', { id: evidence[0].id })
    expect(record.metrics).toMatchObject([{ from: 30, to: 40, checks: [{ day: 30 }, { day: 60, value: 40 }] }])
  })

  test('is edited as the Markdown it is shown as', async () => {
    const ana = await signUpPm()
    const { id, markdown } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    const text = markdown.replace('Four of five leave at step six.', 'Nine of ten leave.')
    const edited = await ana.call('document.edit', { id, text })
    expect(edited.fields).toEqual({ ...decision, reason: 'Nine of ten leave.' })
  })

  test('changed in another window is not overwritten, and saved again it is', async () => {
    const ana = await signUpPm()
    const { page, send } = browserOf(ana)
    const { id, revision } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    await ana.call('document.edit', { id, fields: { reason: 'From elsewhere' } })
    const form = { id, 'fields.reason': 'From here', _from: `/library/${id}`, revision: String(revision) }
    const refused = await (await send('document.edit', form)).text()
    expect(refused).toContain('changed elsewhere')
    expect(refused).toContain('From here')
    expect(refused).toMatch(/In the file now:<\/strong> From elsewhere/)
    expect((await ana.call('document.show', { id })).fields.reason).toBe('From elsewhere')
    const next = /name="revision" value="(\d+)"/.exec(refused)![1]!
    expect((await send('document.edit', { ...form, revision: next })).status).toBe(303)
    expect(await page(`/library/${id}`)).toContain('From here')
  })

  test('gets and loses rows without script, and keeps what stands in the others', async () => {
    const ana = await signUpPm()
    const { page, send } = browserOf(ana)
    const { id } = await ana.call('document.start', { template: 'strategy_memo' })
    const row = (at: number, words: string) => ({ [`rows.options.${at}.0`]: words, [`rows.options.${at}.1`]: '' })
    const typed = { id, ...row(0, 'first'), ...row(1, ''), ...row(2, 'third'), ...row(3, 'fourth') }
    const next = `/library/${id}?rows=options#at-options`
    expect((await send('document.edit', { ...typed, _next: next })).headers.get('location')).toBe(next)
    expect((await page(next)).match(/name="rows\.options\.\d\.0"/g)).toHaveLength(4)
    await send('document.edit', { ...typed, removeRow: 'options.2' })
    expect((await ana.call('document.show', { id })).fields.options).toEqual([
      { option: 'first' },
      { option: 'fourth' },
    ])
  })

  test('said the same again changes nothing and adds nothing to the log', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    const before = (await ana.call('activity.list')).items[0].id
    await ana.call('document.edit', { id, fields: { reason: `  ${decision.reason} ` }, revision: 99 })
    expect((await ana.call('activity.list')).items[0].id).toBe(before)
  })

  test('undone is as it was, with its record', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    await ana.call('document.finish', { id })
    await ana.call('activity.undo')
    expect(await ana.call('document.show', { id })).toMatchObject({ state: 'draft', evidence: [] })
    expect((await ana.call('evidence.list')).items).toEqual([])
  })

  test('comes back from an archive with the way to its record', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    const finished = await ana.call('document.finish', { id })
    const { archive } = await ana.call('archive.export')
    await ana.call('archive.import', { archive, replace: true })
    const { markdown, evidence } = await ana.call('document.show', { id })
    expect({ markdown, evidence }).toEqual({ markdown: finished.markdown, evidence: finished.evidence })
  })

  test('removed leaves the library and is kept', async () => {
    const ana = await signUpPm()
    const { page } = browserOf(ana)
    const { id } = await ana.call('document.start', { template: 'decision_record', fields: decision })
    await ana.call('document.remove', { id })
    await expect(ana.call('document.edit', { id, fields: { reason: 'x' } })).rejects.toThrow(/was removed/)
    expect(await page('/library')).not.toContain(`/library/${id}`)
    expect(await page('/library?removed=yes')).toContain('Cut two steps')
    await ana.call('document.restore', { id })
    expect(await page('/library')).toContain(`/library/${id}`)
  })
})

test('a talk with a buyer belongs to the programme in work, and begins one if there is none', async () => {
  const ana = await signUpPm()
  const talk = await ana.call('document.start', { template: 'win_loss_interview' })
  const other = await ana.call('document.start', {
    template: 'win_loss_interview',
    fields: { result: 'lost', tags: [{ tag: 'proof_missing', it: 'hurt us', weight: 'decisive' }] },
  })
  expect(other.partOf).toBe(talk.partOf)
  const programme = await ana.call('document.show', { id: talk.partOf })
  expect(programme).toMatchObject({ template: 'win_loss_programme', winLoss: { interviews: 2, tagged: 1, lost: 1 } })
  expect(await browserOf(ana).page(`/library/${programme.id}`)).toMatch(/<td>Proof<\/td><td>1 of 1<\/td>/)
})

test('what is about talks and people, and what is for the owner’s eyes, stays closed to assistants', async () => {
  const ana = await signUpPm()
  const note = await ana.call('document.start', { template: 'revisit_note', fields: { alternatives: 'Move away' } })
  const seen = await ana.call('document.list', {}, 'mcp')
  expect(seen.items).toEqual([])
  await expect(ana.call('document.show', { id: note.id }, 'mcp')).rejects.toThrow(/stays closed to assistants/)
  await expect(ana.call('archive.export', {}, 'mcp')).rejects.toThrow(/tells of talks/)
  const found = async () => (await ana.call('search.find', { query: 'move away' }, 'mcp')).items.length
  expect(await found()).toBe(0)
  await ana.call('settings.set', { opened: ['talks'] })
  expect(await found()).toBe(0)
  expect(JSON.stringify(await ana.call('document.show', { id: note.id }, 'mcp'))).not.toContain('Move away')
  await ana.call('settings.set', { opened: ['talks', 'notes'] })
  expect(await found()).toBe(1)
  expect(JSON.stringify(await ana.call('document.show', { id: note.id }, 'mcp'))).toContain('Move away')
})
