import { processTopics } from '../../core/process-research.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { Columns, CopyButton, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import type { ProcessAnswer } from './operations.ts'

const processPage: Page = {
  path: '/talks/process',
  here: 'talks',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<ProcessAnswer>('research.show')
    return { title: 'How promotion works here', body: <Process view={view} answer={answer} /> }
  },
}

export const researchPages: readonly Page[] = [processPage]

interface Matter {
  view: View
  answer: ProcessAnswer
}

const Process = (matter: Matter) => (
  <>
    <PageHead
      title="How promotion works here"
      lead={
        <>
          What you found out, from whom, and what is still open. <a href="/talks">All talks</a>
        </>
      }
    />
    <Columns beside={<StillOpen {...matter} />}>
      {matter.answer.known.length === 0 ? <Opener {...matter} /> : <Known {...matter} />}
      <Section id="record" title="Write down what you found out">
        <RecordForm {...matter} />
      </Section>
      {matter.answer.known.length > 0 && <Opener {...matter} />}
    </Columns>
  </>
)

const Opener = ({ answer: { opener } }: Matter) =>
  opener && (
    <Section id="ask" title="A sentence to ask with">
      <p>
        Ask your manager in your next talk, before any wish of your own. Note how they take it: words, not your reading
        of them.
      </p>
      <div class="box">
        <blockquote>
          <p id="opener">{opener}</p>
        </blockquote>
        <CopyButton of="opener">Copy the sentence</CopyButton>
      </div>
      <p class="small">
        <a href="/start/next">Put it down for a day</a>. Asked already? Write the answer down on this page, and{' '}
        <a href="/talks#record">the talk itself</a>.
      </p>
    </Section>
  )

const Known = ({ answer: { known } }: Matter) => (
  <Section id="known" title="What you know">
    <ul class="list">
      {known.map(({ topic, name, answers }) => (
        <li id={`known-${topic}`}>
          <h3>{name}</h3>
          {answers.map(({ answer, from, on }) => (
            <>
              <p class="said">{answer}</p>
              <p class="small quiet">
                {from && `${from}, `}
                <WhenDay day={on} />
              </p>
            </>
          ))}
        </li>
      ))}
    </ul>
  </Section>
)

const StillOpen = ({ answer: { unknown } }: Matter) => (
  <Section id="open" title="Still to find out">
    {unknown.length === 0 ? (
      <p class="small">Every part of it is known. Ask again when something changes: a new manager, a new cycle.</p>
    ) : (
      <ul class="list small">
        {unknown.map(({ topic, question }) => (
          <li>
            <p>{question}</p>
            <p>
              <a href={`/talks/process?topic=${topic}#record`}>Write the answer down</a>
            </p>
          </li>
        ))}
      </ul>
    )}
    <p class="small">
      Who decides stands under <a href="/people">People</a>, when it is decided under{' '}
      <a href="/cycle">your review cycle</a>.
    </p>
  </Section>
)

const RecordForm = ({ view, answer: { unknown } }: Matter) => (
  <Form do="research.record" from={view.path} next="/talks/process" failed={view.failed}>
    <SelectField
      name="topic"
      label="What is it about?"
      value={view.query.get('topic') ?? unknown[0]?.topic ?? 'process'}
      options={[
        ...processTopics.map(({ id, question }) => ({ value: id, label: question })),
        { value: 'Something else', label: 'Something else' },
      ]}
    />
    <TextArea
      name="answer"
      label="What did you find out?"
      hint="In the words you heard."
      rows={3}
      maxlength={4000}
      required
      draft
    />
    <TextField name="from" label="Who said so, or where is it written?" size="medium" maxlength={200} />
    <DayField name="on" label="On which day?" value={view.today} max={view.today} />
    <Submit keys>Keep it</Submit>
  </Form>
)
