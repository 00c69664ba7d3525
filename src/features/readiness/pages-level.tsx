import { itemKinds } from '../../core/evidence.ts'
import { type Framework, levelOf, type ScalePoint } from '../../core/framework.ts'
import type { Page } from '../../platform/page.ts'
import { Cairn } from '../../ui/charts/cairn.tsx'
import { Coverage } from '../../ui/charts/coverage.tsx'
import { SkillRows } from '../../ui/charts/skill-row.tsx'
import { ActionLink, Columns, dayWords, EmptyState, Note, PageHead, Section } from '../../ui/parts.tsx'
import { type AnsweredSkill, marksOf, pointsOf } from './marks.ts'
import { heaviestFirst, type LevelMatter, matterOf } from './matter.ts'
import { Changes, Gaps } from './pages-gaps.tsx'
import { LatelyMoved } from './pages-history.tsx'
import { NotYet, TheNumber } from './pages-number.tsx'
import { coverageOf, recordsOf } from './records.ts'

export const levelPage: Page = {
  path: '/level',
  here: 'level',
  isOfRecords: true,
  async render(view) {
    const { standing } = view
    if (!standing) return { redirect: '/' }
    const matter = await matterOf(view, standing)
    return {
      title: matter.title,
      body: matter.answer.mode === 'promotion' ? <Climb {...matter} /> : <Footprint {...matter} />,
    }
  },
}

const Climb = (matter: LevelMatter) => (
  <>
    <Head {...matter} />
    <OnLeave {...matter} />
    <Columns
      beside={
        <>
          <Stones {...matter} />
          <Agreement {...matter} />
          <MadeOf {...matter} />
          <Ladder {...matter} />
        </>
      }
    >
      {isBare(matter) ? (
        <>
          <FirstStep {...matter} />
          <Skills {...matter} />
        </>
      ) : (
        <>
          {matter.answer.score === null ? <NotYet {...matter} /> : <TheNumber {...matter} />}
          <Gaps {...matter} title="First gaps" />
          <Changes {...matter} />
          <Skills {...matter} />
          <LatelyMoved {...matter} />
          <Rubric {...matter} />
        </>
      )}
    </Columns>
  </>
)

// No number, no hold and nobody to ask: whoever heads for no other level is not measured against one.
const Footprint = (matter: LevelMatter) => (
  <>
    <Head {...matter} />
    <OnLeave {...matter} />
    <Columns
      beside={
        <>
          <Stones {...matter} />
          <MadeOf {...matter} />
          <Ladder {...matter} />
        </>
      }
    >
      <Section id="standing" title="Your footprint">
        <p>{matter.answer.wording.footprint}</p>
      </Section>
      {isBare(matter) ? (
        <>
          <FirstStep {...matter} />
          <Skills {...matter} />
        </>
      ) : (
        <>
          <Gaps {...matter} title="Where records are thin" />
          <Skills {...matter} />
          <Rubric {...matter} />
        </>
      )}
    </Columns>
  </>
)

function Head({ standing, answer, title }: LevelMatter) {
  const { framework, level, profile } = standing
  const since = profile.levelSince ? ` since ${dayWords(profile.levelSince)}` : ''
  const present = `You are ${withArticle(levelOf(framework, level).title)}${since}.`
  return (
    <PageHead
      title={title}
      lead={
        <>
          Against the {framework.name} ladder, version {framework.version}. {answer.against !== level && `${present} `}
          <a href={`/level/ladder?a=${level}&b=${answer.against}`}>Read the level</a>
          {' · '}
          <a href="/more/settings">Change level or target</a>
        </>
      }
    >
      <ActionLink href="/level/rate" command="Rate a skill">
        Rate a skill
      </ActionLink>
    </PageHead>
  )
}

function OnLeave({ view, standing }: LevelMatter) {
  const leave = standing.profile.leaves.find(({ from, to }) => from <= view.today && view.today <= to)
  if (!leave) return null
  return (
    <Note>
      <p>
        You are away until {dayWords(leave.to)}. Every clock stands still until then: nothing here gets older, and
        nothing lapses.
      </p>
    </Note>
  )
}

const FirstStep = ({ standing, answer, title }: LevelMatter) => (
  <EmptyState
    example={
      <>
        “{belowTheBar(standing.framework).label}: I chose the problem and brought the numbers, and my lead still decides
        what we drop.”
      </>
    }
    action={
      <ActionLink href="/level/rate" kind="main">
        Rate your first skill
      </ActionLink>
    }
  >
    Here you see, skill by skill, how what you have done compares with what is asked of {withArticle(title)}. It begins
    with your own view of one skill and a reason for it.{' '}
    {answer.mode === 'promotion' && ' A number comes later, with a second voice.'}
  </EmptyState>
)

const Skills = ({ standing, answer, records, history, wordsOnly }: LevelMatter) => (
  <Section id="skills" title="Skills" more={<Rated answer={answer} />}>
    <SkillRows
      id="skill"
      scale={{ points: pointsOf(standing.framework) }}
      rows={heaviestFirst(answer).map((skill) => marksOf(skill, answer.scale, records, history))}
      hideNumbers={wordsOnly}
    />
    {standing.framework.tiers.length > 0 && (
      <p class="small">
        <a href="/level/audit">The audit</a>: one statement per skill, tier by tier, with what to do first.
      </p>
    )}
  </Section>
)

function Rated({ answer }: Pick<LevelMatter, 'answer'>) {
  const rated = answer.skills.filter(isRated).length
  const all = answer.skills.length
  return (
    <span class="small quiet">
      {rated} of {all} rated by you.{' '}
      <a href="/level/rate">{rated === all ? 'Rate again' : rated === 0 ? 'Begin' : 'Go on rating'}</a>
    </span>
  )
}

const Rubric = ({ answer, records, title }: LevelMatter) => (
  <Section id="coverage" title="What your records show">
    <p class="small quiet">
      Records of work of {title} size, by what they are. More colour is stronger; a plus says that something would fill
      it.
    </p>
    <Coverage
      id="coverage-picture"
      kinds={itemKinds.map((kind) => kindColumns[kind])}
      rows={heaviestFirst(answer).map(({ id, name }) => ({ name, cells: coverageOf(recordsOf(records, id)) }))}
    />
  </Section>
)

const kindColumns: Record<(typeof itemKinds)[number], string> = {
  decision: 'Decision',
  outcome: 'Outcome',
  feedback: 'Feedback',
  problem: 'Problem',
  artifact: 'Work',
  learning: 'Learning',
}

const Stones = ({ answer, wordsOnly }: LevelMatter) => (
  <section aria-label="Your cairn">
    <Cairn
      id="cairn"
      hideNumbers={wordsOnly}
      stones={answer.skills.map((skill) => ({
        name: skill.name,
        weight: skill.weight,
        credit: skill.state === 'not_assessed' ? 0 : skill.credit,
        proofMissing: skill.count === 0,
      }))}
      caption={`${answer.skills.length} stones, heaviest at the bottom. Filled by what is said and shown; a dashed rim wants proof.`}
    />
  </section>
)

const Agreement = ({ agreement: { current }, standing: { profile } }: LevelMatter) => (
  <Section id="agreement" title="You and your manager">
    <div class="behind-curtain">
      {current ? (
        <p>{current.words}</p>
      ) : (
        <p>
          Nothing is recorded yet about what you and {profile.manager ?? 'your manager'} say about the next level.
          Whatever is said, asking costs nothing here.
        </p>
      )}
      {current && current.conditions.length > 0 && (
        <>
          <p class="small quiet">Still missing, as they said:</p>
          <ul class="small">
            {current.conditions.map((condition) => (
              <li>{condition}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="/level/agreement">{current ? 'Record a talk, or see what was said before' : 'Record a talk'}</a>
      </p>
      <p class="small">
        <a href="/level/ratings">Ask for their rating</a> or <a href="/level/rate/heard">write down what you heard</a>
      </p>
      <p class="small">
        <a href="/level/alignment">You and others, side by side</a>
      </p>
    </div>
  </Section>
)

/** What the level is about, as far as its ladder says so: an imported one may hold nothing but skills. */
function MadeOf({ standing: { framework, level, profile }, answer, title }: LevelMatter) {
  const [here, there] = [levelOf(framework, level), levelOf(framework, answer.against)]
  const { typical, sustained } = here.months
  const lean = framework.specialisations.find(({ id }) => id === profile.specialisation)
  const isClimb = here.id !== there.id
  const facts: [term: string, text: string | null][] = [
    ['Scope', there.scope],
    ['Days are made of', sentences(there.focus)],
    ['Wins look like', sentences(there.wins)],
    [isClimb ? 'The move that leads there' : 'To grow from here', here.growth],
    ['Before the step', isClimb && sustained !== null ? `${monthWords(sustained)} of work of ${title} size` : null],
    ['Usual time', typical === null ? null : `about ${monthWords(typical)} at your level`],
    [
      'Your kind of work',
      lean
        ? `${lean.name}: ${lowerFirst(lean.summary)}${lean.vocabulary?.length ? ` Its words: ${lean.vocabulary.join(', ')}.` : ''}`
        : null,
    ],
  ]
  const known = facts.filter(([, text]) => text)
  if (known.length === 0) return null
  return (
    <Section id="made-of" title={`What ${title} is about`}>
      <dl class="small stack">
        {known.map(([term, text]) => (
          <div>
            <dt>
              <strong>{term}</strong>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const sentences = (parts: readonly string[]): string => parts.map((part) => `${part.replace(/\.$/, '')}.`).join(' ')

const monthWords = (months: number): string =>
  months % 12 === 0 ? `${months / 12} ${months === 12 ? 'year' : 'years'}` : `${months} months`

const lowerFirst = (text: string): string => text[0]!.toLowerCase() + text.slice(1)

const Ladder = ({ standing: { framework, level } }: LevelMatter) => (
  <Section id="ladder" title="The ladder">
    <p class="small">
      <a href="/level/ladder">All {framework.levels.length} levels</a>
      {levelOf(framework, level).next.map((next) => (
        <>
          {' · '}
          <a href={`/level/ladder?a=${level}&b=${next}`}>yours beside {levelOf(framework, next).title}</a>
        </>
      ))}
    </p>
  </Section>
)

/** The point of the scale just below the bar: where many people begin. */
const belowTheBar = ({ scale: { points, meets } }: Framework): ScalePoint =>
  points.filter(({ value }) => value < meets).at(-1)!

const isRated = (skill: AnsweredSkill): boolean => skill.self !== null || skill.noOpportunity

const isBare = ({ answer }: LevelMatter): boolean =>
  answer.skills.every((skill) => skill.state === 'not_assessed' && !skill.noOpportunity)

const withArticle = (title: string): string => `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`
