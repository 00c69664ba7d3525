import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, NumberField, Submit } from '../../ui/form.tsx'
import { Columns, dayWords, Note, PageHead, Section } from '../../ui/parts.tsx'
import type { CycleAnswer } from './operations.ts'

const cyclePage: Page = {
  path: '/cycle',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<CycleAnswer>('cycle.show')
    return { title: 'Your review cycle', body: <Cycle view={view} answer={answer} /> }
  },
}

export const cyclePages: readonly Page[] = [cyclePage]

interface Matter {
  view: View
  answer: CycleAnswer
}

const Cycle = (matter: Matter) => (
  <>
    <PageHead title="Your review cycle" lead="What has to be there by when, worked back from the day it closes." />
    <Columns beside={<DateForm {...matter} />}>
      <Dates {...matter} />
    </Columns>
  </>
)

function Dates({ answer: { closesOn, isPast, plan } }: Matter) {
  if (closesOn === null)
    return (
      <p>
        No day is put in yet. Your manager or HR knows when the next review closes; where promotions happen all year,
        pick the day you would like to be heard. Not sure who to ask?{' '}
        <a href="/talks/process?topic=dates#record">How promotion works here</a> holds the question.
      </p>
    )
  if (isPast) return <p>Your cycle closed on {dayWords(closesOn)}. Put the next one in, and the dates follow.</p>
  if (!plan)
    return (
      <p>
        Your cycle closes on {dayWords(closesOn)}, and what is handed in was due before today. Put the next one in: a
        year that is planned from its beginning asks for less.
      </p>
    )
  return (
    <Section id="dates" title={`What you hand in is due on ${dayWords(plan.packet)}`}>
      <p>{plan.says}</p>
      <div class="scroll">
        <table class="dated">
          <caption class="unseen">What has to be there by when</caption>
          <thead>
            <tr>
              <th scope="col">By</th>
              <th scope="col">What</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {plan.pieces.map(({ due, text, done, late }) => (
              <tr>
                <td class="num">{dayWords(due)}</td>
                <th scope="row">{text}</th>
                <td class={late ? 'urgent' : 'quiet'}>{stateWords(done, late)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Note>
        <p class="small">
          Where nothing is said of a piece, your records do not tell yet whether it is done. A date that has passed is
          no verdict: it says what to talk about first.
        </p>
      </Note>
    </Section>
  )
}

function stateWords(done: boolean | null, late: boolean): string {
  if (done) return 'done'
  if (late) return done === null ? 'its day has passed; not enough data' : 'its day has passed'
  return ''
}

const DateForm = ({ view, answer: { closesOn, leadDays } }: Matter) => (
  <Section id="date" title={closesOn === null ? 'Put the day in' : 'Change the day'}>
    <Form do="cycle.set" from="/cycle" next="/cycle" failed={view.failed}>
      <DayField name="closesOn" label="Your review cycle closes on" value={closesOn} min={view.today} required />
      <NumberField
        name="leadDays"
        label="Days before that in which others read"
        hint="Three weeks is usual where a committee decides."
        value={leadDays}
        min={0}
        max={180}
      />
      <Submit keys>Keep it</Submit>
    </Form>
  </Section>
)
