import { usualSkills } from '../../core/rating-request.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckRow, Form, RadioRow, Submit } from '../../ui/form.tsx'
import { ActionLink, Columns, Note, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { RequestSummary } from './ask.ts'
import { RaterFields } from './pages-rater.tsx'
import { type ToRate, toRate } from './subject.ts'

/** Whom the owner asked to rate, what came of it, and how to ask. */
export const askedPage: Page = {
  path: '/level/ratings',
  here: 'level',
  async render(view) {
    const { standing } = view
    if (!standing) return { redirect: '/' }
    const ground = await toRate(view, standing)
    const asked = await view.call<{ items: RequestSummary[]; next: string | null }>('rating.asked', {
      limit: 20,
      cursor: view.query.get('cursor') ?? undefined,
    })
    return { title: 'A second voice', body: <Asked {...ground} {...asked} view={view} /> }
  },
}

type Matter = ToRate & { view: View; items: RequestSummary[]; next: string | null }

const Asked = (matter: Matter) => (
  <>
    <PageHead
      title="A second voice"
      lead={
        <>
          Your manager or a peer rates the same skills. They need no account and no program.{' '}
          <a href="/level">Back to Level</a>
        </>
      }
    >
      {matter.items.some(({ state }) => state === 'open') && (
        <ActionLink href="/level/alignment" kind="main">
          See both side by side
        </ActionLink>
      )}
    </PageHead>
    <Columns beside={<HowItWorks />}>
      {matter.items.length > 0 && <Requests {...matter} />}
      <Section id="ask" title="Ask somebody">
        <OwnFirst {...matter} />
        <AskForm {...matter} />
      </Section>
    </Columns>
  </>
)

const Requests = ({ items, next, view }: Matter) => (
  <Section id="asked" title="Asked so far">
    <ul class="list behind-curtain">
      {items.map((item) => (
        <li>
          <div class="row">
            <a href={`/level/ratings/${item.id}`}>{item.rater}</a>
            <span class="small quiet">{nextStep(item)}</span>
          </div>
          <p class="small quiet">{item.says}</p>
        </li>
      ))}
    </ul>
    <Pager
      label="Requests"
      newer={view.query.has('cursor') ? '/level/ratings' : null}
      older={next && `/level/ratings?cursor=${encodeURIComponent(next)}`}
    />
  </Section>
)

/** The one thing to do about a request, in a few words. */
function nextStep({ state, toRate }: RequestSummary): string {
  switch (state) {
    case 'asked':
      return 'waiting'
    case 'in_person':
      return 'ask them in a talk'
    case 'sealed':
      return `sealed: ${toRate.length} left to rate`
    case 'open':
      return 'open'
    case 'withdrawn':
      return 'taken back by them'
    case 'cancelled':
      return 'taken back'
  }
}

function OwnFirst({ skills, ratings }: Matter) {
  const open = skills
    .slice(0, usualSkills)
    .filter(({ id }) => !ratings.some((row) => row.skill === id && row.source === 'self'))
  if (open.length === 0) return null
  return (
    <Note>
      <p>
        Rate yourself first: an answer stays sealed until you have rated the same skills, and a mail is easily read too
        early. <a href={`/level/rate?skill=${encodeURIComponent(open[0]!.id)}`}>Rate {open[0]!.name}</a>
      </p>
    </Note>
  )
}

function AskForm({ skills, standing, view }: Matter) {
  return (
    <Form do="rating.form" from={view.path} next="/level/ratings/{id}" failed={view.failed}>
      <RaterFields
        legend="Who are they to you?"
        source={view.query.get('source')}
        rater={view.query.get('rater')}
        standing={standing}
      />
      <RadioRow
        name="form"
        legend="How do they answer?"
        value="mail"
        options={[
          { value: 'mail', label: 'By mail', hint: 'you copy a text, they reply with a number per line' },
          { value: 'file', label: 'On a page', hint: 'you send one file, which works without a network' },
        ]}
        required
      />
      <CheckRow
        name="skills"
        legend="About which skills?"
        hint={`The ${usualSkills} that count most are chosen. Your manager’s hold lets go once most of the weight is rated.`}
        values={skills.slice(0, usualSkills).map(({ id }) => id)}
        options={skills.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Submit keys>Make the request</Submit>
    </Form>
  )
}

const HowItWorks = () => (
  <>
    <Section id="blind" title="Blind, as far as it goes">
      <p class="small">
        Your ratings are not in the request. Their answer opens beside yours once you have rated the same skills, and
        yours are locked from then on. Nothing more is claimed.
      </p>
    </Section>
    <Section id="told" title="What they read first">
      <p class="small">
        Who sees each number, for how long, that it does not enter your case, and that they may take it back for 30
        days. “I prefer to answer in person” is an answer too.
      </p>
    </Section>
    <Section id="heard" title="They told you already?">
      <p class="small">
        <a href="/level/rate/heard">Write down a rating you heard</a>. It counts half, because it has passed through
        you.
      </p>
    </Section>
  </>
)
