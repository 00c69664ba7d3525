import { targetOf } from '../../core/readiness.ts'
import type { Page, View } from '../../platform/page.ts'
import { FileField, Form, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, Columns, ConfirmButton, CopyButton, dayWords, Note, PageHead, Section } from '../../ui/parts.tsx'
import type { ShownRequest } from './ask.ts'
import { type Read, WhatWasRead } from './pages-read.tsx'

/** One request: what to send, what came back, and the ways out for either side. */
export const requestPage: Page = {
  path: '/level/ratings/:id',
  here: 'level',
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const request = await view.call<ShownRequest>('rating.show', { id: view.params.id })
    return { title: `Asked: ${request.rater}`, body: <Request view={view} request={request} /> }
  },
}

export interface Matter {
  view: View
  request: ShownRequest
}

const Request = (matter: Matter) => {
  const { request, view } = matter
  const read = view.answered?.operation === 'rating.receive' ? (view.answered.answer as Read) : null
  return (
    <div class="behind-curtain">
      <PageHead
        title={request.rater}
        lead={
          <>
            {request.says} <a href="/level/ratings">All you asked</a>
          </>
        }
      />
      <Columns beside={<Beside {...matter} />}>
        <OtherLevel {...matter} />
        {read && <WhatWasRead {...matter} read={read} />}
        {request.mail && <Mail {...matter} mail={request.mail} isRead={read !== null} />}
        {request.file && <File {...matter} name={request.file.name} />}
        {(request.state === 'asked' || request.state === 'in_person') && <Receive {...matter} />}
        {request.state === 'sealed' && <Sealed {...matter} />}
        {request.answers && <Answers {...matter} answers={request.answers} />}
      </Columns>
    </div>
  )
}

/** Ratings are against one level of one ladder: whoever aims elsewhere now cannot rate these skills against it. */
function OtherLevel({ view, request }: Matter) {
  const { framework } = view.standing!
  const isSame = request.framework === framework.id && request.level === targetOf(view.standing!, framework).level
  if (isSame || request.toRate.length === 0) return null
  return (
    <Note>
      <p>
        This request is about {request.title}, and you aim at another level now. What you rate counts for that one: this
        answer opens if you <a href="/more/settings">aim at {request.title} again</a> and rate these skills.
      </p>
    </Note>
  )
}

const Mail = ({ mail, isRead }: Matter & { mail: { subject: string; text: string }; isRead: boolean }) => (
  <Section id="send" title="1. Send this">
    <details open={!isRead}>
      <summary class="small">Subject: {mail.subject}</summary>
      <div class="small">
        <pre id="mail-text" class="message" tabindex={0}>
          {mail.text}
        </pre>
      </div>
    </details>
    <CopyButton of="mail-text">Copy the mail</CopyButton>
    <p class="small quiet">
      Cairn sends nothing. Copy it into a mail of your own, and change the words as you like; leave the letters and
      names of the skills.
    </p>
  </Section>
)

const File = ({ request, name }: Matter & { name: string }) => (
  <Section id="send" title="1. Send this file">
    <p>
      <a class="button main" href={`/download/rating.show?id=${encodeURIComponent(request.id)}`}>
        Save {name}
      </a>
    </p>
    <p class="small quiet">
      Attach it to a mail or hand it over. It opens in any browser, also without a network, and sends nothing: its
      answer is a small file or a code that {request.rater} sends you. It is made for {request.rater} alone.
    </p>
  </Section>
)

const Receive = ({ view, request }: Matter) => (
  <Section id="receive" title="2. Take in the answer">
    <RateFirst request={request} />
    <Form
      do="rating.receive"
      from={view.path}
      next={view.path}
      hidden={{ id: request.id }}
      failed={view.failed}
      typed={view.answered}
      files
    >
      <TextArea
        name="text"
        label={request.form === 'mail' ? 'Their mail' : 'Their code, or their mail'}
        hint={
          request.form === 'mail'
            ? 'All of it, as it came: quoted lines and signatures do no harm.'
            : 'The code from their page. A reply in words is read as well.'
        }
        rows={6}
        maxlength={500_000}
      />
      {request.form === 'file' && (
        <FileField name="file" label="Or the file their page made" accept=".txt,text/plain" />
      )}
      <div class="actions">
        {request.form === 'file' && <Submit>Take it in</Submit>}
        <Submit kind={request.form === 'mail' ? 'main' : 'plain'} name="dryRun" value="true">
          Read it first
        </Submit>
      </div>
    </Form>
  </Section>
)

/** What the owner has still to say of themselves. */
function RateFirst({ request: { toRate, asked } }: Pick<Matter, 'request'>) {
  const [first] = toRate
  if (!first) return null
  const nameOf = (id: string) => asked.find((skill) => skill.id === id)?.name ?? id
  return (
    <Note>
      <p>
        {toRate.length === 1 ? 'One of these skills is' : `${toRate.length} of these skills are`} not rated by you yet.
        Until {toRate.length === 1 ? 'it is' : 'they are'}, the answer stays sealed.{' '}
        <a href={`/level/rate?skill=${encodeURIComponent(first)}`}>Rate {nameOf(first)}</a>
      </p>
    </Note>
  )
}

const Sealed = ({ request }: Matter) => (
  <Section id="sealed" title="Sealed">
    <p>
      It is in, and it opens by itself with your last rating of these skills. What you say then is yours, not an answer
      to theirs.
    </p>
    <ul>
      {request.toRate.map((id) => (
        <li>
          <a href={`/level/rate?skill=${encodeURIComponent(id)}`}>
            Rate {request.asked.find((skill) => skill.id === id)?.name ?? id}
          </a>
        </li>
      ))}
    </ul>
  </Section>
)

function Answers({ request, answers }: Matter & { answers: NonNullable<ShownRequest['answers']> }) {
  const unsaid = request.asked.filter(({ id }) => !answers.some(({ skill }) => skill === id))
  return (
    <Section id="answer" title="What they said" more={<a href="/level/alignment">Side by side</a>}>
      <ul class="list">
        {answers.map(({ name, label, because, heard, own }) => (
          <li>
            <div class="row">
              <span>
                {name}: <strong>{label ?? 'no occasion to see it'}</strong>
                {heard && ', as you heard it'}
              </span>
              <span class="small quiet">
                {own === null ? 'you: –' : `you: ${request.points.find(({ value }) => value === own)?.label}`}
              </span>
            </div>
            {because && <p class="small quiet">{because}</p>}
          </li>
        ))}
      </ul>
      {unsaid.length > 0 && <p class="small quiet">Nothing was said of {unsaid.map(({ name }) => name).join(', ')}.</p>}
    </Section>
  )
}

const Beside = (matter: Matter) => (
  <>
    <Section id="about" title="About">
      <ol class="small" type="A">
        {matter.request.asked.map(({ name }) => (
          <li>{name}</li>
        ))}
      </ol>
      <p class="small quiet">
        Against {matter.request.title}, asked on {dayWords(matter.request.askedOn)}.
      </p>
    </Section>
    <InPerson {...matter} />
    <WaysOut {...matter} />
  </>
)

function InPerson({ request: { state, source, rater } }: Matter) {
  if (state !== 'asked' && state !== 'in_person') return null
  const href = `/level/rate/heard?${new URLSearchParams({ source, rater })}`
  return (
    <Section id="in-person" title={state === 'in_person' ? 'They prefer to tell you' : 'If they tell you instead'}>
      <p class="small">
        <a href={href}>Write down what you heard</a>. It is kept as you heard it and counts half.
      </p>
    </Section>
  )
}

function WaysOut({ request, view }: Matter) {
  if (request.state === 'asked' || request.state === 'in_person')
    return (
      <Section id="back" title="No longer needed?">
        <Form do="rating.cancel" from={view.path} next={view.path} hidden={{ id: request.id }} failed={view.failed}>
          <ConfirmButton
            label="Take the request back…"
            question={`An answer that ${request.rater} may still send is refused then. It can be undone.`}
            confirm="Take it back"
          />
        </Form>
      </Section>
    )
  if (!request.withdrawableUntil)
    return (
      <p>
        <ActionLink
          href={`/level/ratings?${new URLSearchParams({ source: request.source, rater: request.rater })}#ask`}
        >
          Ask again
        </ActionLink>
      </p>
    )
  return (
    <Section id="back" title="If they take it back">
      <p class="small">
        {request.rater} may take the answer back until {dayWords(request.withdrawableUntil)}. A lower rating is
        information, not a fault: take it out only if they ask you to.
      </p>
      {request.withdrawableUntil >= view.today && (
        <Form do="rating.withdraw" from={view.path} next={view.path} hidden={{ id: request.id }} failed={view.failed}>
          <ConfirmButton
            label="They took it back…"
            question="Their ratings count nowhere and are shown nowhere then. The history of your file keeps that they were there."
            confirm="Take their answer out"
          />
        </Form>
      )}
    </Section>
  )
}
