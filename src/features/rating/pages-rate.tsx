import { anchorsAround } from '../../core/anchors.ts'
import type { Skill } from '../../core/framework.ts'
import type { QuizHint } from '../../core/quiz-hints.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckField, CheckRow, Form, RadioRow, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, Columns, Definition, Definitions, dayWords, PageHead, Section, WhenDay } from '../../ui/parts.tsx'
import { HintNote } from '../../ui/quiz-hint.tsx'
import { candidateRecords } from './candidates.ts'
import { labelOf, pointOptions, rateable, type ToRate, toRate } from './subject.ts'

/** Rating oneself, one skill at a time: it can be left after any of them and goes on where it was. */
export const ratePage: Page = {
  path: '/level/rate',
  here: 'level',
  async render(view) {
    const { standing } = view
    if (!standing) return { redirect: '/' }
    const ground = await toRate(view, standing)
    const asked = view.query.get('skill')
    const skill = asked ? rateable(ground, asked) : nextUnrated(ground, view.query.get('after'))
    if (!skill) return { title: 'Rate your skills', body: <AllRated {...ground} /> }
    const records = await candidateRecords(view, skill.id)
    const hint = await hintFor(view, skill.id)
    return {
      title: `Rate ${skill.name}`,
      body: <RateSkill {...ground} view={view} skill={skill} records={records} hint={hint} />,
    }
  },
}

/** What the quiz says of this skill, if that still waits for the person's word. */
async function hintFor(view: View, skill: string): Promise<QuizHint | undefined> {
  const { hints } = await view.call<{ hints: QuizHint[] }>('quiz.hints')
  return hints.find((hint) => hint.about === 'skill' && hint.skill === skill)
}

/** The first skill the person has not rated, beginning behind `after` and going round; null once all are. */
function nextUnrated(ground: ToRate, after: string | null): Skill | null {
  const place = ground.skills.findIndex(({ id }) => id === after) + 1
  const round = [...ground.skills.slice(place), ...ground.skills.slice(0, place)]
  return round.find((skill) => !isRated(ground, skill.id)) ?? null
}

type Rating = ToRate & {
  view: View
  skill: Skill
  records: { id: string; label: string; when: string | null }[]
  hint: QuizHint | undefined
}

const RateSkill = (matter: Rating) => (
  <>
    <PageHead
      title={matter.skill.name}
      lead={
        <>
          {progressWords(matter)} <a href="/level">Leave it for now</a>; what you have rated is kept.
        </>
      }
    />
    <Columns beside={<Beside {...matter} />}>
      <Section id="anchors" title={`What it looks like, up to ${matter.title} and beyond`}>
        <p class="quiet">{matter.skill.summary}</p>
        <Anchors {...matter} />
      </Section>
      <Section id="rate" title="Where do you see yourself today?">
        <RatingForm {...matter} />
        {matter.hint && <SkillHint {...matter} hint={matter.hint} />}
      </Section>
    </Columns>
  </>
)

function SkillHint({ skill, view, hint }: Rating & { hint: QuizHint }) {
  const id = encodeURIComponent(skill.id)
  return <HintNote hint={hint} from={`/level/rate?skill=${id}`} next={`/level/rate?after=${id}`} failed={view.failed} />
}

function Anchors({ framework, skill, standing, against }: Rating) {
  return (
    <div class="tall">
      <Definitions>
        {anchorsAround(framework, skill, standing.level, against).map(({ place, level, text }) => (
          <Definition
            term={
              <>
                {level.title}
                <br />
                <span class="small">{placeWords[place]}</span>
              </>
            }
          >
            {place === 'target' ? <strong>{text}</strong> : text}
          </Definition>
        ))}
      </Definitions>
    </div>
  )
}

const placeWords = { below: 'where you come from', target: 'rate against this', above: 'one step further' } as const

function RatingForm({ framework, skill, skills, ratings, view, title, records, ...rest }: Rating) {
  const others = skills.filter(({ id }) => id !== skill.id && !isRated({ ratings, ...rest }, id))
  const id = encodeURIComponent(skill.id)
  return (
    <Form
      do="rating.give"
      from={`/level/rate?skill=${id}`}
      next={`/level/rate?after=${id}`}
      hidden={{ skill: skill.id, source: 'self' }}
      failed={view.failed}
    >
      <div class="tall">
        <RadioRow name="value" legend={`Against ${title}`} options={pointOptions(framework)} />
      </div>
      <CheckField
        name="noOpportunity"
        label="My work has not given me an occasion for this yet"
        hint="That is about the work, not about you. Then no choice above is needed."
      />
      <TextArea
        name="because"
        label="Because"
        hint="One example says more than an adjective. Optional."
        rows={3}
        maxlength={2000}
        draft
      />
      {records.length > 0 && (
        <div class="tall">
          <CheckRow
            name="evidence"
            legend="Records it rests on"
            hint="Your newest records of this skill. Optional."
            options={records.map((record) => ({
              value: record.id,
              label: record.label,
              hint: record.when ? dayWords(record.when) : 'no date yet',
            }))}
          />
        </div>
      )}
      <div class="actions">
        <Submit keys>{others.length > 0 ? 'Save, next skill' : 'Save'}</Submit>
        {others.length > 0 && !isRated({ ratings, ...rest }, skill.id) && (
          <ActionLink href={`/level/rate?after=${id}`} kind="link">
            Skip this one
          </ActionLink>
        )}
      </div>
    </Form>
  )
}

const Beside = (matter: Rating) => (
  <>
    <Section id="before" title="What you said before">
      <Previous {...matter} />
    </Section>
    <Section id="all" title="All skills">
      <SkillList {...matter} here={matter.skill.id} />
    </Section>
    <p class="small">
      <a href={`/level/rate/heard?skill=${encodeURIComponent(matter.skill.id)}`}>
        Write down what your manager or a peer said instead
      </a>
    </p>
    <p class="small">
      <a href="/level/ratings">Ask them to rate it themselves</a>
    </p>
  </>
)

function Previous({ framework, skill, ratings }: Rating) {
  const own = ratings.filter((row) => row.skill === skill.id && row.source === 'self')
  if (own.length === 0) return <p class="small quiet">Nothing yet.</p>
  return (
    <ul class="small">
      {own.slice(0, 5).map((row) => (
        <li>
          <strong>{labelOf(framework, row.value)}</strong> on <WhenDay day={row.on} />
          {row.because && <span class="quiet">: {row.because}</span>}
        </li>
      ))}
    </ul>
  )
}

const SkillList = ({ here, ...ground }: ToRate & { here?: string }) => (
  <ol class="small">
    {ground.skills.map((skill) => {
      const latest = latestOwn(ground, skill.id)
      return (
        <li>
          {skill.id === here ? (
            <strong>{skill.name}</strong>
          ) : (
            <a href={`/level/rate?skill=${encodeURIComponent(skill.id)}`}>{skill.name}</a>
          )}
          <span class="quiet">{latest ? `: ${labelOf(ground.framework, latest.value)}` : ': not yet'}</span>
        </li>
      )
    })}
  </ol>
)

const AllRated = (ground: ToRate) => (
  <>
    <PageHead title="Rate your skills" lead={`You have rated all ${ground.skills.length} skills of ${ground.title}.`}>
      <ActionLink href="/level" kind="main">
        See where you stand
      </ActionLink>
    </PageHead>
    <Section id="all" title="Look at one again">
      <p class="quiet">A new rating does not erase the one before: both stay, and the newest counts.</p>
      <SkillList {...ground} />
    </Section>
    <p>
      <a href="/level/ratings">Ask your manager or a peer to rate the same skills</a>
    </p>
    <p>
      <a href="/level/rate/heard">Write down what your manager or a peer said</a>
    </p>
  </>
)

function progressWords(ground: ToRate): string {
  const rated = ground.skills.filter(({ id }) => isRated(ground, id)).length
  return `${rated} of ${ground.skills.length} rated.`
}

const latestOwn = ({ ratings }: Pick<ToRate, 'ratings'>, skill: string) =>
  ratings.find((row) => row.skill === skill && row.source === 'self')

const isRated = (ground: Pick<ToRate, 'ratings'>, skill: string): boolean => latestOwn(ground, skill) !== undefined
