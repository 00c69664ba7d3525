import { count } from '../../core/number-words.ts'
import { type AlignedSkill, theirName } from '../../core/rating-alignment.ts'
import type { Page, View } from '../../platform/page.ts'
import { AlignmentPlot } from '../../ui/charts/alignment.tsx'
import { ActionLink, Columns, CopyButton, EmptyState, PageHead, Section } from '../../ui/parts.tsx'
import type { AlignmentAnswer } from './alignment.ts'

/** What you and others say of the same skills, side by side, and what to talk about first. */
export const alignmentPage: Page = {
  path: '/level/alignment',
  here: 'level',
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const answer = await view.call<AlignmentAnswer>('rating.alignment')
    return { title: 'You and others', body: <Alignment view={view} answer={answer} /> }
  },
}

interface Matter {
  view: View
  answer: AlignmentAnswer
}

const Alignment = ({ view, answer }: Matter) => (
  <>
    <PageHead
      title="You and others"
      lead={
        <>
          Your own ratings beside those of your manager and your peers. <a href="/level/ratings">Whom you asked</a>
          {' · '}
          <a href="/level">Back to Level</a>
        </>
      }
    />
    {answer.skills.length === 0 ? (
      <Nobody />
    ) : (
      <Columns beside={<HowToRead />}>
        <Section id="agree" title={<span class="behind-curtain">{answer.says}</span>}>
          <AlignmentPlot
            id="aligned"
            scale={answer.scale}
            bar={answer.scale.meets}
            hideNumbers={view.settings.hideNumbers}
            rows={answer.skills.map((row) => ({
              name: row.name,
              self: row.self,
              manager: row.manager && marked(row.manager),
              peers: row.peers.map(marked),
              words: distanceWords(row),
              isApart: row.distance === 'apart',
            }))}
          />
        </Section>
        <Agenda view={view} answer={answer} />
      </Columns>
    )}
  </>
)

function Agenda({ view, answer: { agenda, disagreements } }: Matter) {
  if (agenda.length === 0) return null
  const title = agenda.length === 1 ? 'One point for your next talk' : `${agenda.length} points for your next talk`
  return (
    <Section id="agenda" title={title}>
      <div class="behind-curtain">
        <p class="small quiet">The largest differences first. Each takes about six minutes.</p>
        <ol id="agenda-text">
          {agenda.map((point, i) => (
            <li>
              <strong>{view.settings.hideNumbers ? inWords(disagreements[i]!) : point.title}</strong>
              <br />
              {point.words}
            </li>
          ))}
        </ol>
        <CopyButton of="agenda-text">Copy the points</CopyButton>
      </div>
    </Section>
  )
}

const HowToRead = () => (
  <Section id="how" title="How to read this">
    <p class="small">
      Neither side is right by itself. Where you are apart, one of you has seen something the other has not: that is
      worth a few minutes.
    </p>
    <p class="small">
      Your side stands as it was when their answer came in. If you rate a skill again, the new rating counts on{' '}
      <a href="/level">Level</a>, and this stays.
    </p>
    <p class="small">
      Words you typed in for others are marked “as you heard it”.{' '}
      <a href="/level/rate/heard">Write down what you heard</a>
    </p>
  </Section>
)

const Nobody = () => (
  <EmptyState
    example={<>“Strategic thinking: you 4, Daniel 2. Which piece of work would have shown you more?”</>}
    action={
      <ActionLink href="/level/ratings" kind="main">
        Ask somebody
      </ActionLink>
    }
  >
    Nobody else has rated yet. Ask one person, and what you both said stands here side by side, with the three largest
    differences as points for your next talk.
  </EmptyState>
)

/** How the two sides lie to each other. */
function distanceWords({ self, manager, peerMean, distance }: AlignedSkill): string {
  if (self === null || distance === null) return 'no rating of yours'
  if (distance === 'agree') return 'you agree'
  const gap = Math.abs((manager?.value ?? peerMean!) - self)
  const rounded = Math.round(gap * 10) / 10
  return `${Number.isInteger(rounded) ? count(rounded, 'point') : `${rounded} points`} apart`
}

const inWords = ({ name, difference, ...rest }: AlignmentAnswer['disagreements'][number]): string =>
  `${name}: ${theirName(rest)} ${difference < 0 ? 'sees less than you do' : 'sees more than you do'}`

const marked = ({ rater, value, heard }: { rater: string; value: number; heard: boolean }) => ({
  name: rater,
  value,
  heard,
})
