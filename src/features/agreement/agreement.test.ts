import { describe, expect, test } from 'vitest'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

describe('agreement.record', () => {
  test('keeps what was said, when, with whom and against which ladder', async () => {
    const ana = await signUpPm()
    const kept = await ana.call('agreement.record', {
      state: 'close',
      on: '2026-06-12',
      conditions: ['A second launch'],
    })
    expect(kept).toMatchObject({
      state: 'close',
      on: '2026-06-12',
      manager: 'Daniel',
      confirmedByManager: false,
      conditions: ['A second launch'],
      framework: 'pm',
      frameworkVersion: 1,
    })
  })

  test('says nothing about another level: a new target starts from nothing said', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'yes', confirmedByManager: true })
    await ana.call('profile.set', { level: 'senior', target: 'group' })
    const { current, history } = await ana.call('agreement.show')
    expect(current).toBeNull()
    expect(history).toHaveLength(1)
    const held = (await ana.call('readiness.show')).caps.find(
      (cap: { gate: string }) => cap.gate === 'manager_agreement',
    )
    expect(held.cap).toBe(70)
  })

  test('refuses a talk that lies ahead, a state that is none, and a person without a ladder', async () => {
    const ana = await signUpPm()
    await expect(ana.call('agreement.record', { state: 'yes', on: '2026-07-01' })).rejects.toMatchObject({
      code: 'invalid',
      field: 'on',
    })
    await expect(ana.call('agreement.record', { state: 'surely' })).rejects.toMatchObject({ field: 'state' })
    await expect((await signUp()).call('agreement.record', { state: 'yes' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await ana.call('agreement.show')).toEqual({ current: null, history: [] })
  })
})

describe('agreement.show', () => {
  test('says how the last talk counts and until when', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'yes', on: '2026-06-01', confirmedByManager: true })
    const { current } = await ana.call('agreement.show')
    expect(current).toMatchObject({ counts: 'yesConfirmed', until: '2026-09-29', lapsed: false, formerManager: null })
    expect(current.words).toBe(
      '“Yes”, said on 1 June 2026 with Daniel, who confirmed that this is what was said. It counts until 29 September 2026.',
    )
  })

  test('a former manager’s word stays, counts as heard, and says so', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'yes', on: '2026-06-01', confirmedByManager: true })
    await ana.call('profile.set', { manager: 'Noor' })
    const { current } = await ana.call('agreement.show')
    expect(current).toMatchObject({ counts: 'yesClaimed', formerManager: 'Daniel' })
    expect(current.words).toContain('with Daniel, who was your manager then.')
    expect(current.words).toContain('It counts as heard until your next talk')
  })

  test('an old one has lapsed, and days of leave do not make it older', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'close', on: '2026-03-01' })
    expect((await ana.call('agreement.show')).current).toMatchObject({
      counts: 'unknown',
      lapsed: true,
      until: '2026-06-29',
    })
    await ana.call('profile.set', { leaves: [{ from: '2026-04-01', to: '2026-04-10' }] })
    expect((await ana.call('agreement.show')).current).toMatchObject({
      counts: 'close',
      lapsed: false,
      until: '2026-07-09',
    })
  })

  test('a second person sees none of it', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'close' })
    expect(await (await signUpBeside(ana)).call('agreement.show')).toEqual({ current: null, history: [] })
  })
})

describe('the page', () => {
  test('records a talk and shows it, newest first', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'not_yet', on: '2026-04-02' })
    const browser = browse(ana)
    const { html } = await browser.visit('/level/agreement')
    const after = await browser.send(html, 'agreement.record', {
      state: 'close',
      on: '2026-06-12',
      conditions: 'A bet across two areas\n<script>alert(1)</script>',
    })
    expect(after.text).toContain('Kept: “close” on 12 June 2026 with Daniel. It is a record of a talk, not a promise.')
    expect(after.text).toContain('“Close”, said on 12 June 2026 with Daniel. It counts until 10 October 2026.')
    expect(after.html).not.toContain('<script>alert')
    expect(after.text.indexOf('12 June 2026 : close')).toBeLessThan(after.text.indexOf('2 April 2026 : not yet'))
    expect((await ana.call('agreement.show')).current.conditions).toHaveLength(2)
  })

  test('a refused talk comes back with what was typed', async () => {
    const ana = await signUpPm()
    const browser = browse(ana)
    const { html } = await browser.visit('/level/agreement')
    const refused = await browser.send(html, 'agreement.record', {
      state: 'yes',
      on: '2026-12-24',
      conditions: 'Nothing <at all>',
    })
    expect(refused.text).toContain('This talk lies ahead.')
    expect(refused.html).toContain('Nothing &lt;at all&gt;')
    expect(refused.html).toContain('value="2026-12-24"')
    expect((await ana.call('agreement.show')).history).toEqual([])
  })
})
