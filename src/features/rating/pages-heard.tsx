import { anchorAt } from '../../core/framework.ts'
import { heardMark } from '../../core/readiness.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, RadioRow, SelectField, Submit, TextArea } from '../../ui/form.tsx'
import { Columns, CopyButton, Note, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import { RaterFields } from './pages-rater.tsx'
import { labelOf, pointOptions, type ToRate, toRate } from './subject.ts'

/** Writing down what a manager or a peer said about a skill. It stays the owner's account of it, and is marked so. */
export const heardPage: Page = {
  path: '/level/rate/heard',
  here: 'level',
  async render(view) {
    const { standing } = view
    if (!standing) return { redirect: '/' }
    const ground = await toRate(view, standing)
    return { title: 'A rating you heard', body: <Heard {...ground} view={view} /> }
  },
}

type Matter = ToRate & { view: View }

const Heard = (matter: Matter) => (
  <>
    <PageHead
      title="A rating you heard"
      lead="Your manager or a peer told you where they see you. Write it down while you remember it."
    />
    <Columns
      beside={
        <>
          <Question {...matter} />
          <Earlier {...matter} />
        </>
      }
    >
      <Note>
        <p>
          It is kept “{heardMark}”. It moves the estimate half as much as their own answer would, because it has passed
          through you. It opens no number, and it does not lift the hold that waits for your manager’s own rating. Their
          own answer, by mail or on a page, counts in full: <a href="/level/ratings">ask for it</a>.
        </p>
      </Note>
      <HeardForm {...matter} />
    </Columns>
  </>
)

function HeardForm({ framework, skills, standing, view, title }: Matter) {
  const given = (name: string) => view.query.get(name)
  return (
    <Form
      do="rating.give"
      from={view.path}
      next="/level/rate/heard?source={source}&rater={rater}&on={on}"
      failed={view.failed}
    >
      <RaterFields legend="Who said it?" source={given('source')} rater={given('rater')} standing={standing} />
      <SelectField
        name="skill"
        label="About which skill?"
        value={given('skill')}
        empty="Choose one"
        required
        options={skills.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div class="tall">
        <RadioRow name="value" legend={`Where do they see you, against ${title}?`} options={pointOptions(framework)} />
      </div>
      <TextArea
        name="because"
        label="What they said"
        hint="Their words, as closely as you remember."
        rows={3}
        maxlength={2000}
        draft
      />
      <DayField name="on" label="On which day?" value={given('on') ?? view.today} max={view.today} />
      <Submit keys>Keep it as heard</Submit>
    </Form>
  )
}

/** The question as a text to send or to take into a talk: what they are asked to compare with stands in it. */
const Question = ({ skills, against, framework, standing, title }: Matter) => (
  <Section id="question" title="How to ask">
    <details>
      <summary class="small">A text to send, or to take into a talk</summary>
      <div id="question-text" class="small">
        <p>
          {standing.profile.manager ? `${standing.profile.manager}, I` : 'I'} would like to know where you see me
          against what {title} asks for. A word per line is enough, from “{framework.scale.points[0]!.label}” to “
          {framework.scale.points.at(-1)!.label}”; where you have seen nothing, say so.
        </p>
        <ul>
          {skills.map((skill) => (
            <li>
              {skill.name}: {anchorAt(skill, against)}
            </li>
          ))}
        </ul>
      </div>
      <CopyButton of="question-text">Copy the text</CopyButton>
    </details>
  </Section>
)

function Earlier({ ratings, framework, skills }: Matter) {
  const heard = ratings.filter((row) => row.source !== 'self')
  if (heard.length === 0) return null
  return (
    <Section id="earlier" title="Written down so far">
      <ul class="small behind-curtain">
        {heard.slice(0, 12).map((row) => (
          <li>
            {row.rater} on {skills.find(({ id }) => id === row.skill)?.name ?? row.skill}:{' '}
            <strong>{labelOf(framework, row.value)}</strong>
            {row.heard && `, ${heardMark}`}, <WhenDay day={row.on} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
