import { describe, expect, test } from 'vitest'
import { answeredOn } from '../../../test/answered.ts'
import { type Person, restart, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'

const rate = async (person: Person, values: Record<string, number>) => {
  for (const [skill, value] of Object.entries(values)) await person.call('rating.give', { skill, value })
}

/** Ana, who has rated the five heaviest skills herself. */
async function anaRated(value = 4): Promise<{ ana: Person; skills: string[] }> {
  const ana = await signUpPm()
  const { skills } = await ana.call('rating.form', {})
  await ana.call('activity.undo')
  await rate(ana, Object.fromEntries(skills.map((skill: string) => [skill, value])))
  return { ana, skills }
}

const ratingsOf = async (person: Person, source = 'manager') =>
  (await person.call('rating.list', { source, limit: 100 })).items

describe('asking', () => {
  test('asks about the five skills that count most, by mail, the manager of the profile, unless told otherwise', async () => {
    const ana = await signUpPm()
    const asked = await ana.call('rating.form', {})
    expect(asked).toMatchObject({
      rater: 'Daniel',
      source: 'manager',
      form: 'mail',
      state: 'asked',
      askedOn: '2026-06-30',
    })
    expect(asked.skills).toHaveLength(5)
    expect(asked.mail.text).toContain('A. Leadership through influence')
    expect(asked.toRate).toEqual(asked.skills)
    const chosen = await ana.call('rating.form', {
      source: 'peer',
      rater: 'Maya',
      skills: ['execution', 'data-fluency', 'execution'],
    })
    expect(chosen.skills).toEqual(['execution', 'data-fluency'])
    expect(chosen.mail.text).not.toContain('Strategic thinking')
  })

  test('neither the mail nor the page holds a word or a number of the owner’s own rating', async () => {
    const ana = await signUpPm()
    const rating = { skill: 'influence', value: 5, because: 'Zanzibar bet' }
    const before = await ana.call('rating.form', { form: 'file' })
    await ana.call('rating.give', rating)
    const { file } = await ana.call('rating.show', { id: before.id })
    expect(file.text).toBe(before.file.text)
    const mail = await ana.call('rating.form', {})
    expect(mail.mail.text + file.text).not.toContain('Zanzibar')
    expect(file.text).not.toContain(' checked')
  })

  test('a peer needs a name, a skill must be one of the level’s, and nobody asks themselves', async () => {
    const ana = await signUpPm()
    for (const [input, field] of [
      [{ source: 'peer' }, 'rater'],
      [{ skills: ['sales-enablement'] }, 'skills'],
      [{ rater: 'ana' }, 'rater'],
      [{ form: 'link' }, 'form'],
    ] as const)
      await expect(ana.call('rating.form', input)).rejects.toMatchObject({ code: 'invalid', field })
    expect((await ana.call('rating.asked')).items).toEqual([])
  })

  test('the page is one small file that may load and send nothing', async () => {
    const ana = await signUpPm()
    const { file } = await ana.call('rating.form', { form: 'file' })
    expect(file).toMatchObject({ name: 'questions-from-ana.html', type: 'text/html' })
    expect(Buffer.byteLength(file.text)).toBeLessThan(60_000)
    expect(file.text).toMatch(/default-src &#39;none&#39;|default-src 'none'/)
    expect(file.text).not.toMatch(/https?:\/\/|src="|<link|@import|[\s:]url\(/)
    expect(file.text.indexOf('Who sees what')).toBeLessThan(file.text.indexOf('<fieldset'))
  })

  test('names with signs of HTML and script stay words', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { name: '</script><script>alert(1)</script>' })
    const { file } = await ana.call('rating.form', { form: 'file', rater: '"><img src=x onerror=alert(1)>' })
    expect(file.text.match(/<script/g)).toHaveLength(1)
    expect(file.text).not.toContain('<img')
    expect(file.name).toMatch(/^questions-from-[a-z0-9-]+\.html$/)
  })

  test('can be taken back before an answer came, and an answer that still comes is refused', async () => {
    const { ana, skills } = await anaRated()
    const asked = await ana.call('rating.form', { form: 'file' })
    const code = answeredOn(asked.file.text, { [skills[0]!]: 3 })
    expect(await ana.call('rating.cancel', { id: asked.id })).toMatchObject({ state: 'cancelled' })
    await expect(ana.call('rating.receive', { text: code })).rejects.toThrow(
      'You took this request back on 30 June 2026.',
    )
    await expect(ana.call('rating.cancel', { id: asked.id })).rejects.toMatchObject({ code: 'conflict' })
    await ana.call('activity.undo')
    expect(await ana.call('rating.receive', { text: code })).toMatchObject({ state: 'open' })
  })
})

describe('an answer by mail', () => {
  test('counts in full, opens beside the owner’s ratings, and keeps their words', async () => {
    const { ana, skills } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    const received = await ana.call('rating.receive', {
      id,
      text: 'A 3 - wants a second example\nB 4\nC 5\nD n/a\nE 2\n\nDaniel',
    })
    expect(received).toMatchObject({ state: 'open', kept: true, rater: 'Daniel', unclear: [], missing: [], toRate: [] })
    const kept = await ratingsOf(ana)
    expect(kept).toHaveLength(4)
    expect(kept.find(({ skill }: { skill: string }) => skill === skills[0])).toMatchObject({
      value: 3,
      rater: 'Daniel',
      heard: false,
      because: 'wants a second example',
      formId: id,
      level: 'senior',
    })
    expect((await ana.call('rating.show', { id })).answers[0]).toMatchObject({ value: 3, own: 4, label: 'Partial' })
  })

  test('opens the number and lifts the hold of the manager, which what was heard does not', async () => {
    const ana = await signUpPm()
    const { skills } = await ana.call('readiness.show')
    const all = skills.map((skill: { id: string }) => skill.id)
    await rate(ana, Object.fromEntries(all.map((skill: string) => [skill, 4])))
    for (const skill of all) await ana.call('rating.give', { skill, value: 4, source: 'manager' })
    expect((await ana.call('readiness.show')).shown).toBe(false)
    const { id, asked } = await ana.call('rating.form', { skills: all })
    await ana.call('rating.receive', {
      id,
      text: asked.map(({ letter }: { letter: string }) => `${letter} 4`).join('\n'),
    })
    const now = await ana.call('readiness.show')
    expect(now.shown).toBe(true)
    expect(now.caps.find(({ gate }: { gate: string }) => gate === 'manager_input')).toMatchObject({
      cap: 100,
    })
    await ana.call('rating.withdraw', { id })
    expect((await ana.call('readiness.show')).shown).toBe(false)
  })

  test('what cannot be read is shown and asked, and kept as heard once the owner says what it means', async () => {
    const { ana, skills } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    const text = 'A 3\nB 3 or 4\nC: pretty good\nD 4\nE 2'
    await expect(ana.call('rating.receive', { id, text })).rejects.toThrow('“B 3 or 4” lies between two points.')
    expect(await ratingsOf(ana)).toEqual([])
    const read = await ana.call('rating.receive', { id, text, dryRun: true })
    expect(read).toMatchObject({ kept: false, toSettle: [skills[1], skills[2]] })
    expect(read.unclear.map(({ why }: { why: string }) => why)).toEqual(['between', 'no number'])
    expect((await ana.call('rating.asked')).items[0].state).toBe('asked')
    await ana.call('rating.receive', { id, text, meanings: { [skills[1]!]: '3', [skills[2]!]: 'none' } })
    const kept = await ratingsOf(ana)
    expect(kept.map(({ skill, value, heard }: Record<string, unknown>) => [skill, value, heard]).sort()).toEqual(
      [
        [skills[0], 3, false],
        [skills[1], 3, true],
        [skills[3], 4, false],
        [skills[4], 2, false],
      ].sort(),
    )
  })

  test('a mail in which nothing can be read is refused, and so is a point that is not on the scale', async () => {
    const { ana, skills } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    await expect(ana.call('rating.receive', { id, text: 'Thank you, will do next week.' })).rejects.toThrow(
      /Nothing here could be read/,
    )
    await expect(ana.call('rating.receive', { id, text: 'A 3\nB 9' })).rejects.toThrow('is not on the scale')
    await expect(
      ana.call('rating.receive', { id, text: 'A 3\nB 9', meanings: { [skills[1]!]: '9' } }),
    ).rejects.toMatchObject({ field: `meanings.${skills[1]}` })
    for (const meaning of ['5', 'none'])
      await expect(
        ana.call('rating.receive', { id, text: 'A 2\nB 3', meanings: { [skills[0]!]: meaning } }),
      ).rejects.toThrow('is said clearly: “A 2”')
    expect(await ratingsOf(ana)).toEqual([])
  })

  test('finds the request it quotes, takes the only one that waits, and otherwise asks whose it is', async () => {
    const { ana } = await anaRated()
    await expect(ana.call('rating.receive', { text: 'A 3' })).rejects.toThrow('Nobody has been asked yet')
    const daniel = await ana.call('rating.form', {})
    const maya = await ana.call('rating.form', { source: 'peer', rater: 'Maya' })
    await expect(ana.call('rating.receive', { text: 'A 3' })).rejects.toThrow(/Say whose answer this is: .*Maya/)
    const quoted = maya.mail.text.replaceAll(/^/gm, '> ')
    await expect(ana.call('rating.receive', { id: daniel.id, text: `A 3\n\n${quoted}` })).rejects.toThrow(
      'the one to Maya',
    )
    expect(await ana.call('rating.receive', { text: `A 3\n\n${quoted}` })).toMatchObject({
      rater: 'Maya',
      source: 'peer',
    })
    expect(await ana.call('rating.receive', { text: 'A 4' })).toMatchObject({ rater: 'Daniel' })
    await expect(ana.call('rating.receive', { text: `B 3\n\n${quoted}` })).rejects.toThrow(
      /came in on 30 June 2026 and is open. For a new answer/,
    )
  })

  test('“I prefer to answer in person” is an answer, and one in numbers may still follow', async () => {
    const { ana } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    expect(await ana.call('rating.receive', { id, text: 'I would rather tell you in person.' })).toMatchObject({
      state: 'in_person',
    })
    expect(await ratingsOf(ana)).toEqual([])
    expect(await ana.call('rating.receive', { id, text: 'A 4' })).toMatchObject({ state: 'open' })
  })

  test('cannot lie ahead, and is never older than the request that a page answers', async () => {
    const { ana, skills } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    await expect(ana.call('rating.receive', { id, text: 'A 4', on: '2026-07-01' })).rejects.toMatchObject({
      field: 'on',
    })
    const { file } = await ana.call('rating.form', { form: 'file', source: 'peer', rater: 'Maya' })
    await ana.call('rating.receive', { text: answeredOn(file.text, { [skills[0]!]: 3 }, { on: '2031-01-01' }) })
    expect((await ratingsOf(ana, 'peer'))[0].on).toBe('2026-06-30')
  })
})

describe('an answer from the page', () => {
  test('is read from a code or from the file, however a mail has broken it', async () => {
    const { ana, skills } = await anaRated()
    for (const broken of [
      (code: string) => ({ text: code }),
      (code: string) => ({ text: `Hi Ana,\n\n${code.replaceAll(/(.{60})/g, '$1\n> ')}\n\nDaniel\n` }),
      (code: string) => ({ text: code.replaceAll(/(.{70})/g, '$1=\r\n') }),
      (code: string) => ({
        file: { name: 'answer.txt', base64: Buffer.from(`Daniel’s answer.\n\n${code}\n`).toString('base64') },
      }),
    ]) {
      const { file } = await ana.call('rating.form', { form: 'file' })
      const code = answeredOn(file.text, { [skills[0]!]: [3, 'Zwei Beispiele – „gut“ 🎯'], [skills[1]!]: null })
      const received = await ana.call('rating.receive', broken(code))
      expect(received).toMatchObject({ state: 'open', answers: [{ value: 3 }, { value: null }] })
    }
    const kept = await ratingsOf(ana)
    expect(kept).toHaveLength(4)
    expect(kept[0]).toMatchObject({ because: 'Zwei Beispiele – „gut“ 🎯', heard: false })
  })

  test('one that was changed, cut, made with another key, for another request or in another file is refused with a reason', async () => {
    const { ana, skills } = await anaRated()
    const { file } = await ana.call('rating.form', { form: 'file' })
    const maya = await ana.call('rating.form', { form: 'file', source: 'peer', rater: 'Maya' })
    const code = answeredOn(file.text, { [skills[0]!]: 2 })
    const [mark, payload, signature] = code.split('.') as [string, string, string]
    const better = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"value":2', '"value":5')).toString(
      'base64url',
    )
    const before = (await ana.call('archive.export')).checksum
    const attempts: [what: string, input: Record<string, unknown>, says: RegExp][] = [
      ['a better number', { text: `${mark}.${better}.${signature}` }, /was changed on its way/],
      ['a cut code', { text: code.slice(0, -6) }, /not whole/],
      [
        'another key',
        { text: answeredOn(file.text, { [skills[0]!]: 5 }, { key: Buffer.alloc(32).toString('base64url') }) },
        /was not made with the form for Daniel/,
      ],
      [
        'signed with another request’s key',
        { text: answeredOn(file.text, { [skills[0]!]: 5 }, { key: /data-key="([^"]+)"/.exec(maya.file.text)![1]! }) },
        /was not made with the form/,
      ],
      ['another request', { id: maya.id, text: code }, /the one to Daniel/],
      ['a skill that was not asked', { text: answeredOn(file.text, { juggling: 5 }) }, /rates what was not asked/],
      ['a point off the scale', { text: answeredOn(file.text, { [skills[0]!]: 6 }) }, /rates what was not asked/],
      [
        'a file without an answer',
        { id: maya.id, file: { name: 'a.txt', base64: 'AAEC' } },
        /Nothing here could be read/,
      ],
      ['nothing', {}, /Paste the answer/],
    ]
    for (const [what, input, says] of attempts)
      await expect(ana.call('rating.receive', input), what).rejects.toThrow(says)
    const ben = await signUpBeside(ana)
    await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    await expect(ben.call('rating.receive', { text: code })).rejects.toThrow(/another person’s/)
    expect((await ana.call('archive.export')).checksum).toBe(before)
  })

  test('the same answer twice is one answer', async () => {
    const { ana, skills } = await anaRated()
    const { file } = await ana.call('rating.form', { form: 'file' })
    const code = answeredOn(file.text, { [skills[0]!]: 3 })
    await ana.call('rating.receive', { text: code })
    await expect(ana.call('rating.receive', { text: code })).rejects.toThrow(
      'is open. For a new answer, ask Daniel again',
    )
    expect(await ratingsOf(ana)).toHaveLength(1)
  })

  test('a second answer takes the place of one that nobody has opened, and of no other', async () => {
    const ana = await signUpPm()
    const { id, skills, file } = await ana.call('rating.form', { form: 'file' })
    const answer = (value: number, on: string) => ({ text: answeredOn(file.text, { [skills[0]]: value }, { on }) })
    await ana.call('rating.receive', answer(2, '2026-06-30'))
    ana.clock.today = '2026-07-02'
    const again = await ana.call('rating.receive', answer(4, '2026-07-02'))
    expect(again.says).toContain('It takes the place of the one before, which nobody has opened.')
    await expect(ana.call('rating.receive', answer(4, '2026-07-02'))).rejects.toThrow('as it is kept already')
    await expect(ana.call('rating.receive', answer(1, '2026-07-01'))).rejects.toThrow('has given a later one')
    await expect(ana.call('rating.receive', { id, text: 'A 1' })).rejects.toThrow('A mail does not take the place')
    await rate(ana, Object.fromEntries(skills.map((skill: string) => [skill, 3])))
    expect((await ratingsOf(ana)).map(({ value }: { value: number }) => value)).toEqual([4])
    await expect(ana.call('rating.receive', answer(2, '2026-07-02'))).rejects.toThrow('For a new answer, ask Daniel')
  })

  test('a mail that comes after a mail takes its place', async () => {
    const ana = await signUpPm()
    const { id, skills } = await ana.call('rating.form', { skills: ['execution'] })
    await ana.call('rating.receive', { id, text: 'A 2' })
    await ana.call('rating.receive', { id, text: 'I looked again.\nA 4 - the launch in May' })
    await rate(ana, { [skills[0]]: 3 })
    expect((await ratingsOf(ana)).map(({ value }: { value: number }) => value)).toEqual([4])
  })

  test('“in person” and taking back come from the page too', async () => {
    const { ana, skills } = await anaRated()
    const { file } = await ana.call('rating.form', { form: 'file' })
    expect(await ana.call('rating.receive', { text: answeredOn(file.text, {}, { does: 'in person' }) })).toMatchObject({
      state: 'in_person',
    })
    await ana.call('rating.receive', { text: answeredOn(file.text, { [skills[0]!]: 3 }) })
    expect(await ana.call('rating.receive', { text: answeredOn(file.text, {}, { does: 'withdraws' }) })).toMatchObject({
      state: 'withdrawn',
    })
    expect(await ratingsOf(ana)).toEqual([])
  })
})

describe('blind', () => {
  test('an answer stays sealed until the owner has rated the same skills, whichever way one looks', async () => {
    const ana = await signUpPm()
    const { id, skills, file } = await ana.call('rating.form', { form: 'file' })
    const code = answeredOn(file.text, { [skills[0]]: [2, 'Zanzibar'], [skills[1]]: 5 })
    const received = await ana.call('rating.receive', { text: code })
    expect(received).toMatchObject({ state: 'sealed', toRate: skills })
    const looks = [received]
    for (const name of [
      'rating.list',
      'rating.asked',
      'rating.alignment',
      'readiness.show',
      'today.show',
      'case.show',
      'activity.list',
    ])
      looks.push(await ana.call(name))
    looks.push(await ana.call('rating.show', { id }))
    expect(JSON.stringify(looks)).not.toContain('Zanzibar')
    expect(await ratingsOf(ana)).toEqual([])
    expect((await ana.call('rating.show', { id })).answers).toBeNull()
    for (const skill of skills.slice(0, 4)) await ana.call('rating.give', { skill, value: 4 })
    expect(await ratingsOf(ana)).toEqual([])
    const last = await ana.call('rating.give', { skill: skills[4], noOpportunity: true })
    expect(last.opened).toEqual(['Daniel'])
    expect((await ratingsOf(ana)).map(({ value }: { value: number }) => value).sort()).toEqual([2, 5])
  })

  test('what the owner had said when the answer came in stays what it is compared with', async () => {
    const ana = await signUpPm()
    const { skills, file } = await ana.call('rating.form', { form: 'file', skills: ['execution', 'discovery'] })
    await ana.call('rating.give', { skill: 'execution', value: 5 })
    await ana.call('rating.receive', { text: answeredOn(file.text, { [skills[0]]: 2, [skills[1]]: 2 }) })
    await ana.call('rating.give', { skill: 'execution', value: 2, because: 'On second thoughts' })
    await ana.call('rating.give', { skill: 'discovery', value: 3 })
    const { skills: rows } = await ana.call('rating.alignment')
    const self = Object.fromEntries(rows.map((row: { id: string; self: number }) => [row.id, row.self]))
    expect(self).toEqual({ execution: 5, discovery: 3 })
  })

  test('the last rating of one’s own taken back, the answer is sealed again', async () => {
    const ana = await signUpPm()
    const { id, file } = await ana.call('rating.form', { form: 'file', skills: ['execution'] })
    await ana.call('rating.receive', { text: answeredOn(file.text, { execution: 2 }) })
    const { activity } = await ana.done('rating.give', { skill: 'execution', value: 4 })
    expect(await ratingsOf(ana)).toHaveLength(1)
    await ana.call('activity.undo', { id: activity })
    expect((await ana.call('rating.show', { id })).state).toBe('sealed')
    expect((await ana.call('archive.verify')).ok).toBe(true)
  })

  test('a rating against another level opens nothing', async () => {
    const ana = await signUpPm()
    const { id, file } = await ana.call('rating.form', { form: 'file', skills: ['execution'] })
    await ana.call('profile.set', { target: 'pm' })
    await ana.call('rating.give', { skill: 'execution', value: 4 })
    await ana.call('rating.receive', { text: answeredOn(file.text, { execution: 2 }) })
    expect((await ana.call('rating.show', { id })).state).toBe('sealed')
  })
})

describe('taking an answer back', () => {
  test('works for 30 days from the day it came in, and can itself be undone', async () => {
    const { ana, skills } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    await ana.call('rating.receive', { id, text: 'A 2' })
    ana.clock.today = '2026-07-30'
    expect((await ana.call('rating.show', { id })).withdrawableUntil).toBe('2026-07-30')
    const { activity } = await ana.done('rating.withdraw', { id })
    expect(await ratingsOf(ana)).toEqual([])
    expect(await ana.call('rating.show', { id })).toMatchObject({ state: 'withdrawn', answers: null })
    await ana.call('activity.undo', { id: activity })
    expect((await ratingsOf(ana))[0].skill).toBe(skills[0])
  })

  test('is too late on the day after, and says so', async () => {
    const { ana } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    await ana.call('rating.receive', { id, text: 'A 2' })
    ana.clock.today = '2026-07-31'
    await expect(ana.call('rating.withdraw', { id })).rejects.toThrow('ended on 30 July 2026')
    await expect(ana.call('rating.receive', { id, text: 'withdraw' })).rejects.toThrow('ended on 30 July 2026')
  })

  test('a mail that says so does it, and before any answer there is nothing to take back', async () => {
    const { ana } = await anaRated()
    const { id } = await ana.call('rating.form', {})
    await expect(ana.call('rating.receive', { id, text: 'withdraw' })).rejects.toThrow('There is no answer to take out')
    await ana.call('rating.receive', { id, text: 'A 2' })
    expect(await ana.call('rating.receive', { id, text: 'Please withdraw my answers' })).toMatchObject({
      state: 'withdrawn',
    })
    expect(await ratingsOf(ana)).toEqual([])
  })
})

test('requests, keys and answers go along in an archive: an answer that was under way is read in the new place', async () => {
  const { ana, skills } = await anaRated()
  const open = await ana.call('rating.form', {})
  await ana.call('rating.receive', { id: open.id, text: 'A 2 - too early' })
  const { file } = await ana.call('rating.form', { form: 'file', source: 'peer', rater: 'Maya' })
  const { archive } = await ana.call('archive.export')
  const elsewhere = await signUp()
  await elsewhere.call('archive.import', { archive })
  expect((await elsewhere.call('rating.show', { id: open.id })).answers[0]).toMatchObject({ because: 'too early' })
  await elsewhere.call('rating.receive', { text: answeredOn(file.text, { [skills[0]!]: 3 }) })
  expect(await ratingsOf(elsewhere, 'peer')).toHaveLength(1)
  expect((await elsewhere.call('archive.verify')).ok).toBe(true)
  const again = await restart(elsewhere)
  expect((await again.call('rating.asked')).items.map(({ state }: { state: string }) => state)).toEqual([
    'open',
    'open',
  ])
})

test('the list goes on where it ended', async () => {
  const ana = await signUpPm()
  for (const rater of ['Maya', 'Lee', 'Kim']) await ana.call('rating.form', { source: 'peer', rater })
  const first = await ana.call('rating.asked', { limit: 2 })
  const rest = await ana.call('rating.asked', { limit: 2, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ rater }) => rater)).toEqual(['Kim', 'Lee', 'Maya'])
  expect(rest.next).toBeNull()
})
