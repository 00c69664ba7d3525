import pino from 'pino'
import { expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'
import { web } from '../../surfaces/web.tsx'

const origin = 'http://127.0.0.1:4180'

function browse({ app }: Person) {
  const site = web(app.cairn, app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger: pino({ level: 'error' }) })
  const asText = async (response: Response) => ({
    status: response.status,
    to: response.headers.get('location'),
    text: (await response.text()).replaceAll('&#39;', '’'),
  })
  return {
    visit: async (path: string) => asText(await site.request(origin + path)),
    send: async (operation: string, fields: Record<string, string>) =>
      asText(
        await site.request(`${origin}/do/${operation}`, {
          method: 'POST',
          headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
  }
}

async function answers(person: Person, score: (at: number) => number): Promise<Record<string, string>> {
  const { questions } = await person.call('quiz.show', { family: 'pm' })
  return Object.fromEntries(questions.map(({ id }: { id: string }, at: number) => [`answers.${id}`, String(score(at))]))
}

test('the quiz is a plain form: sent without script it comes back with the result and a way to keep it', async () => {
  const person = await signUpPm()
  const { visit, send } = browse(person)
  const asked = await visit('/quiz')
  expect(asked.text.match(/data-question=/g)).toHaveLength(15)
  expect(asked.text).toContain('not your chance of being promoted')
  const result = await send('quiz.score', { _from: '/quiz', family: 'pm', ...(await answers(person, () => 2)) })
  expect(result.text).toContain('24 of 36 signs')
  expect(result.text).toContain('Results after launch')
  expect(result.text).toContain('not your chance of being promoted')
  const code = /name="code" value="([^"]+)"/.exec(result.text)![1]!
  const kept = await send('quiz.keep', { _from: '/quiz', _next: '/quiz/kept', code })
  expect(kept.to).toBe('/quiz/kept')
  expect((await visit('/quiz/kept')).text).toContain('Within sight')
})

test('an open question is named, and what was answered still stands', async () => {
  const person = await signUpPm()
  const { proof: _, ...rest } = Object.fromEntries(
    Object.entries(await answers(person, () => 1)).map(([name, value]) => [name.replace('answers.', ''), value]),
  )
  const fields = Object.fromEntries(Object.entries(rest).map(([id, value]) => [`answers.${id}`, value]))
  const { status, text } = await browse(person).send('quiz.score', { _from: '/quiz', family: 'pm', ...fields })
  expect(status).toBe(422)
  expect(text).toContain('Question 4 of 12 has no answer yet')
  expect(text.match(/name="answers\.[a-z_]+" value="1" checked/g)).toHaveLength(11)
})

test('a code that was changed on its way is refused on the page, and still stands in the field', async () => {
  const person = await signUpPm()
  const { text } = await browse(person).send('quiz.keep', {
    _from: '/quiz',
    code: 'CAIRN-PM-1-221101223012-20260630-XX',
  })
  expect(text).toContain('changed on its way')
  expect(text).toContain('value="CAIRN-PM-1-221101223012-20260630-XX"')
})

test('a hint becomes a rating with one click, and the result moves to history', async () => {
  const person = await signUpPm()
  const { visit, send } = browse(person)
  expect((await visit('/quiz/kept')).text).toContain('Nothing is kept yet')
  await person.call('quiz.keep', { answers: Array(12).fill(2) })
  expect((await visit('/quiz/kept')).text).toContain('Rate myself')
  await send('quiz.take', { _from: '/quiz/kept', hint: 'skill.discovery', as: 'kept' })
  const { text } = await visit('/quiz/kept')
  expect(text).toContain('The quiz took your word.')
  expect(text).not.toContain('value="skill.discovery"')
})

test('hints stand beside the skill and the talk they are about, until they are answered', async () => {
  const person = await signUpPm()
  const { visit, send } = browse(person)
  await person.call('quiz.keep', { answers: Array(12).fill(2) })
  expect((await visit('/level/rate?skill=discovery')).text).toContain('How often do you speak with customers? Monthly.')
  expect((await visit('/level/agreement')).text).toContain('Close, with named gaps.')
  await send('quiz.take', { _from: '/level/agreement', hint: 'agreement', as: 'waved' })
  await send('quiz.take', { _from: '/level/rate?skill=discovery', hint: 'skill.discovery', as: 'kept' })
  expect((await visit('/level/rate?skill=discovery')).text).not.toContain('From the quiz:')
  expect((await visit('/level/agreement')).text).not.toContain('From the quiz:')
})

test('what a manager said is read without script, with the person’s own records', async () => {
  const person = await signUpPm()
  for (const text of ['Cut churn from 4% to 3%.', 'Week-1 retention went from 42% to 58%.'])
    await person.call('evidence.capture', { text, happenedOn: '2026-06-01' })
  const { visit, send } = browse(person)
  expect((await visit('/decode')).text).toContain('It may mean')
  const { text } = await send('stall.decode', { _from: '/decode', phrase: 'I am not seeing the impact yet' })
  expect(text).toContain('it has not been seen')
  expect(text).toMatch(/href="\/evidence\/[^"]+">Cut churn/)
  expect((await send('stall.decode', { _from: '/decode', phrase: 'Nice shoes' })).text).toContain(
    'none of the phrases Cairn knows',
  )
})

test('a sentence is read without script as output or outcome', async () => {
  const { send } = browse(await signUpPm())
  const output = await send('coach.read', { _from: '/try', text: 'Launched the new onboarding in Q2.' })
  expect(output.text).toContain('An output')
  expect(output.text).toContain('Since then __ went from __ to __')
  const outcome = await send('coach.read', { _from: '/try', text: 'Week-1 retention went from 42% to 58% in Q2.' })
  expect(outcome.text).toContain('An outcome')
})
