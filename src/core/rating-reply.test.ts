import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mailText } from './rating-mail.ts'
import { readReply } from './rating-reply.ts'
import { type RatingRequest, referenceOf } from './rating-request.ts'

const names = [
  'Leadership through influence',
  'Strategic thinking',
  'Outcome ownership',
  'Discovery & customer understanding',
  'Communication & stakeholder management',
]

const request: RatingRequest = {
  id: '019a0000-0000-7000-8000-0123456789ab',
  owner: 'Ana',
  rater: 'Daniel',
  title: 'Senior Product Manager',
  skills: names.map((name, i) => ({
    id: name.split(' ')[0]!.toLowerCase(),
    name,
    letter: 'ABCDE'[i]!,
    anchor: `Brings two teams to one bet over 3 quarters, and says what was left aside for it, case ${i + 1}.`,
  })),
  points: [
    { value: 1, label: 'Not seen', meaning: 'No example yet.' },
    { value: 2, label: 'Early', meaning: 'Tried once.' },
    { value: 3, label: 'Partial', meaning: 'Part of the behaviour is there.' },
    { value: 4, label: 'At level', meaning: 'Seen in separate pieces of work over several months.' },
    { value: 5, label: 'Beyond', meaning: 'Others are sent to this person to learn it.' },
  ],
}

const sent = mailText(request).text
const read = (mail: string) => readReply(mail, request)
const values = (mail: string) => Object.fromEntries(read(mail).answers.map(({ skill, value }) => [skill, value]))
const all = (...five: (number | null)[]) => Object.fromEntries(request.skills.map(({ id }, i) => [id, five[i]]))

/** The request with answers typed behind each “Answer:”, as a mail program quotes it. */
const inline = (answers: readonly string[], mark = '> ') => {
  let at = 0
  return sent
    .split('\n')
    .map((line) => mark + (line === 'Answer:' ? `Answer: ${answers[at++]}` : line))
    .join('\n')
}

const quoted = (mark = '> ') =>
  sent
    .split('\n')
    .map((line) => `${mark}${line}`.trimEnd())
    .join('\n')

describe('the mail', () => {
  test('has short lines, each skill once, who sees what before the first question, and nothing of the owner’s own view', () => {
    expect(Math.max(...sent.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72)
    for (const name of names) expect(sent.split(name)).toHaveLength(2)
    expect(sent.indexOf('Who sees what:')).toBeLessThan(sent.indexOf('A. Leadership'))
    expect(sent).toContain('For 30 days you may take it back.')
    expect(sent).toContain(referenceOf(request.id))
  })

  test('sent back untouched it answers nothing, and nothing in it is taken for an answer', () => {
    for (const mail of [sent, quoted(), quoted('| > '), `On 3 June 2026 Ana wrote:\n\n${sent}`])
      expect(read(mail)).toMatchObject({ answers: [], unclear: [], inPerson: false, withdraws: false })
    expect(read(sent).missing).toHaveLength(5)
    expect(read(quoted()).references).toEqual(['cairn-23456789ab'])
  })
})

describe('answers are read', () => {
  const five = all(4, 3, 5, null, 2)
  const ways: [how: string, mail: string][] = [
    [
      'by letter, above the quoted request',
      `A 4\nB 3\nC 5\nD n/a\nE 2\n\nOn Wed, 3 Jun 2026 at 10:04, Ana <a@b.example> wrote:\n${quoted()}`,
    ],
    ['by letter with signs', 'A: 4\nB) 3\n(C) 5\nD - n/a\nE. 2'],
    ['by letter in one line', 'A4, B3, C5, D n/a, E2'],
    ['by small letters', 'a 4\nb 3\nc 5\nd n/a\ne 2'],
    ['by name', names.map((name, i) => `${name}: ${['4', '3', '5', 'n/a', '2'][i]}`).join('\n')],
    [
      'by name, without accents and signs',
      'leadership through influence 4\nSTRATEGIC THINKING 3\noutcome ownership - 5\nDiscovery and customer understanding: n/a\ncommunication & stakeholder management – 2',
    ],
    ['by a part of the name', 'Leadership: 4\nStrategic: 3\nOutcome 5\nDiscovery: n/a\nStakeholder management: 2'],
    ['within the quoted request', inline(['4', '3', '5', 'n/a', '2'])],
    [
      'within the request as Outlook quotes it',
      `From: Ana <ana@corp.example>\nSent: Wednesday, June 3, 2026 10:04\nTo: Daniel\nSubject: Where do you see me\n\n${inline(['4', '3', '5', 'n/a', '2'], '')}`,
    ],
    ['within a doubly quoted request', inline(['4', '3', '5', 'n/a', '2'], '> > ')],
    [
      'under each quoted question',
      quoted()
        .replaceAll(/^(> Answer:)$/gm, '$1\n§')
        .split('§')
        .map((part, i) => (i < 5 ? `${part}${['4', '3', '5', 'n/a', '2'][i]}` : part))
        .join(''),
    ],
    ['in order, a line each', `4\n3\n5\nn/a\n2\n\n${quoted()}`],
    ['in order below the quoted request', `${quoted()}\n4\n3\n5\nn/a\n2`],
    ['in order with numbers of their own', '1. 4\n2. 3\n3. 5\n4. n/a\n5. 2'],
    [
      'number first',
      '2 for communication\n5 for outcome ownership\n3 on strategic thinking\nn/a for discovery\n4 for leadership through influence',
    ],
    ['in words', 'A four\nB three\nC: Five\nD no occasion to see it\nE two'],
    ['in other languages', 'A vier\nB trois\nC cinco\nD k.A.\nE zwei'],
    ['by the names of the points', 'A: At level\nB: Partial\nC: Beyond\nD: n/a\nE: Early'],
    ['of five', 'A 4/5\nB 3 out of 5\nC 5/5\nD n/a\nE 2 of 5'],
    [
      'as a table',
      '| Leadership through influence | 4 |\n| Strategic thinking | 3 |\n| Outcome ownership | 5 |\n| Discovery & customer understanding | n/a |\n| Communication & stakeholder management | 2 |',
    ],
    [
      'as pasted HTML',
      `<div>A&nbsp;4<br>B 3<br>C 5</div><div>D n/a</div><p>E 2</p><blockquote>${sent.replaceAll('\n', '<br>')}</blockquote>`,
    ],
    ['in full-width and keycap figures', 'A ４\nB 3️⃣\nC 5\nD n/a\nE 2'],
    ['with signs of no width', 'A\u200b 4\nB\u00a03\n\ufeffC 5\nD n/a\nE 2'],
    ['with line ends of another system', 'A 4\r\nB 3\r\nC 5\r\nD n/a\r\nE 2\r\n'],
    ['in bold', '**A**: **4**\n*B*: 3\n__C__: 5\nD: n/a\nE: *2*'],
    ['with a lead-in', 'A: I would say 4\nB: a solid 3\nC: definitely 5\nD: n/a\nE: probably a 2'],
  ]
  test.each(ways)('%s', (_, mail) => {
    expect(values(mail)).toEqual(five)
    expect(read(mail).unclear).toEqual([])
    expect(read(mail).missing).toEqual([])
  })

  test('with the words behind the number', () => {
    const { answers } = read(
      'A 4 - because of the billing bet, 3 teams\nB: 3 (wants a second example)\nC 5 - seven interviews and churn from 4% to 3%\nD: no chance to see it, I joined in May\nE 2. Board updates run long',
    )
    expect(answers.map(({ value, because }) => [value, because])).toEqual([
      [4, 'because of the billing bet, 3 teams'],
      [3, 'wants a second example'],
      [5, 'seven interviews and churn from 4% to 3%'],
      [null, 'no chance to see it, I joined in May'],
      [2, 'Board updates run long'],
    ])
  })

  test('with the words that a program has put on the next line, and without those of the next thought', () => {
    const mail =
      'A 4 - because you led the billing bet with three teams in the\nspring and left the export aside, which took some more\ncourage.\nB 3 - short\nThank you for asking\n\nC 5 - the churn work was yours from the first interview to the\n\nDaniel Berg'
    expect(read(mail).answers.map(({ because }) => because)).toEqual([
      'because you led the billing bet with three teams in the spring and left the export aside, which took some more courage.',
      'short',
      'the churn work was yours from the first interview to the',
    ])
  })

  test.each([
    ['Am 3. Juni 2026 um 10:04 schrieb Ana <ana@corp.example>:'],
    ['Le mer. 3 juin 2026 à 10:04, Ana a écrit :'],
    ['El mié, 3 jun 2026 a las 10:04, Ana (<ana@corp.example>) escribió:'],
    ['Il giorno mer 3 giu 2026 alle 10:04 Ana ha scritto:'],
    ['Op wo 3 jun. 2026 om 10:04 schreef Ana:'],
    ['Em qua., 3 de jun. de 2026 às 10:04, Ana escreveu:'],
    ['Den ons 3 juni 2026 kl 10:04 skrev Ana:'],
    [
      '-----Ursprüngliche Nachricht-----\nVon: Ana <ana@corp.example>\nGesendet: Mittwoch, 3. Juni 2026 10:04\nAn: Daniel\nBetreff: AW: 5 Fragen',
    ],
    ['De : Ana <ana@corp.example>\nEnvoyé : mercredi 3 juin 2026 10:04\nÀ : Daniel\nObjet : 5 questions'],
    ['________________________________\nFrom: Ana <ana@corp.example>'],
  ])('whatever the heading of the quoted mail: %s', (heading) => {
    const mail = `Hallo Ana,\n\nA 4\nB 3\nC 5\nD n/a\nE 2\n\nViele Grüße\nDaniel\n-- \nDaniel Berg\nTel. 0151 4 5 3 2\n\n${heading}\n\n${sent}`
    expect(values(mail)).toEqual(five)
    expect(read(mail).unclear).toEqual([])
  })

  test('a signature and the line of a phone are no answers', () => {
    expect(read('A 4\nB 3\nC 5\nD n/a\nE 2\n--\nDaniel\nC 3\nSent from my iPhone 5').answers).toHaveLength(5)
    expect(values('A 4\nB 3\nC 5\nD n/a\nE 2\n--\nDaniel\nC 3')).toEqual(five)
  })

  test('a request that came back translated answers nothing by itself', () => {
    const translated =
      'A 4\n\nAm 3. Juni schrieb Ana:\n> 1 = Nicht gesehen: Noch kein Beispiel.\n> 2 = Früh\n> 3 = Teilweise\n> 4 = Auf Niveau\n> 5 = Darüber'
    expect(values(translated)).toEqual({ leadership: 4 })
    expect(read(translated.replace('A 4', ''))).toMatchObject({ answers: [], unclear: [] })
  })

  test('a request that a program has wrapped anew is still told from the answer', () => {
    const rewrapped = sent
      .replaceAll(/^( {3}.*)\n {3}/gm, '$1 ')
      .split('\n')
      .flatMap((line) => line.match(/.{1,40}(?:\s|$)/g) ?? [''])
    const mail = `A 4\nB 3\nC 5\nD n/a\nE 2\n\n${rewrapped.map((line) => `> ${line}`).join('\n')}`
    expect(values(mail)).toEqual(five)
    expect(read(mail).unclear).toEqual([])
  })
})

describe('what is not certain is asked, never guessed', () => {
  const doubts: [mail: string, why: string, skill: string | null][] = [
    ['A 3-4', 'between', 'leadership'],
    ['A: 3 or 4', 'between', 'leadership'],
    ['A: 3 – 4 depending on the day', 'between', 'leadership'],
    ['A 3/4', 'between', 'leadership'],
    ['A: 3.5', 'off the scale', 'leadership'],
    ['A 7', 'off the scale', 'leadership'],
    ['A: 0', 'off the scale', 'leadership'],
    ['A: not seen', 'no number', 'leadership'],
    ['A: pretty good I think', 'no number', 'leadership'],
    ['Strategic thinking: 3 launches this year', 'no number', 'strategic'],
    ['Strategic thinking is where you shine', 'no number', 'strategic'],
    ['A 4\nA 2', 'said twice', 'leadership'],
    ['All of them 4', 'which skill', null],
    ['4', 'which skill', null],
    ['4\n3\n5', 'which skill', null],
    [
      '2 for the billing thing\n4 for the other\n3 for the third\n1 for the fourth\n5 for all else',
      'which skill',
      null,
    ],
  ]
  test.each(doubts)('%j: %s', (mail, why, skill) => {
    const { answers, unclear } = read(mail)
    expect(answers).toEqual([])
    expect(unclear.length).toBeGreaterThan(0)
    expect(unclear[0]).toMatchObject({ why, skill })
  })

  test('a line behind a letter is about that skill, also where no number is in it', () => {
    expect(read('A pretty good\nB 3-4\nC pretty good\nE 2').unclear).toMatchObject([
      { skill: 'leadership', why: 'no number' },
      { skill: 'strategic', why: 'between' },
      { skill: 'outcome', why: 'no number' },
    ])
    expect(read('A pleasure to answer.\n\n4\n3\n5\n2\n2').unclear).toEqual([])
  })

  test('a name that could be two skills’ is neither', () => {
    const twins = {
      ...request,
      skills: [
        { ...request.skills[0]!, name: 'Launch execution' },
        { ...request.skills[1]!, name: 'Launch tiering' },
      ],
    }
    expect(readReply('Launch: 4', twins)).toMatchObject({ answers: [], unclear: [{ skill: null, why: 'which skill' }] })
  })

  test('prose that begins with a letter or holds a number is no answer', () => {
    const { answers, unclear } = read(
      'A lot has changed since 2 years ago.\nI think we should talk about 2027.\nThank you for 3 good months',
    )
    expect(answers).toEqual([])
    expect(unclear.every(({ why }) => why === 'which skill')).toBe(true)
  })

  test('what is said of a skill besides its clear answer is no doubt', () => {
    expect(read('A 4\nB 3\nC 5\nD 4\nE 2\nStrategic thinking is what I would work on first').unclear).toEqual([])
  })

  test('the same answer said twice is one answer', () => {
    expect(values('A 4\nLeadership through influence: 4')).toEqual({ leadership: 4 })
  })
})

describe('other answers', () => {
  test.each(['I would rather tell you in person.', 'In person please', 'Let us do this face to face'])('%s', (mail) => {
    expect(read(`${mail}\n\nOn 3 June 2026 Ana wrote:\n${quoted()}`)).toMatchObject({
      inPerson: true,
      answers: [],
      unclear: [],
    })
  })

  test('numbers with an offer to explain in person are numbers', () => {
    expect(read('A 4\nB 3\nHappy to explain in person')).toMatchObject({
      inPerson: false,
      answers: [{ value: 4 }, { value: 3 }],
    })
  })

  test.each([
    'withdraw',
    'Please withdraw my answers',
    'I would like to take my ratings back',
    'Please delete my answer',
  ])('%s', (mail) => {
    expect(read(`${mail}\n\n${quoted()}`)).toMatchObject({ withdraws: true, answers: [] })
  })
})

test('whatever a mail says, no answer is off the scale, about another skill, or said of one skill twice', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'A',
      'B ',
      ': ',
      ' - ',
      '4',
      '3',
      '5/5',
      '3 or 4',
      '\n',
      '\n> ',
      'Answer: ',
      ...names,
      'n/a',
      '<br>',
      '1. ',
      'in person',
      'withdraw',
    ),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(...sent.split('\n')),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const { answers, missing } = read(parts.join(''))
      const about = answers.map(({ skill }) => skill)
      expect(new Set(about).size).toBe(about.length)
      expect(about.filter((skill) => missing.includes(skill))).toEqual([])
      for (const { skill, value } of answers) {
        expect(request.skills.map(({ id }) => id)).toContain(skill)
        expect([null, 1, 2, 3, 4, 5]).toContain(value)
      }
    }),
    { numRuns: 300 },
  )
})

test('200,000 signs of hostile mail are read in no time that a person would notice', () => {
  const begun = performance.now()
  for (const part of ['> ', 'A ', '4 ', '<div>', 'Strategic thinking ', '| ', 'A4 B', '&#x', 'wrote: ', '-', 'On :'])
    read(part.repeat(200_000 / part.length))
  expect(performance.now() - begun).toBeLessThan(20_000)
})
