import type { Child } from 'hono/jsx'
import { count } from '../../core/number-words.ts'
import { ActionLink, Section } from '../../ui/parts.tsx'
import type { LevelMatter } from './matter.ts'

/** The top three gaps, each with what kind of gap it is and where to go on. */
export const Gaps = ({ answer, title }: LevelMatter & { title: string }) => (
  <Section id="gaps" title={title}>
    <ol>
      {answer.gaps.map(({ id, name, text }) => (
        <li>
          <a href={`/level/skills/${encodeURIComponent(id)}`}>{name}</a>
          <br />
          <span class="quiet behind-curtain">{text}</span>
        </li>
      ))}
    </ol>
    {answer.wording.moreGaps && <p class="quiet">{answer.wording.moreGaps}</p>}
  </Section>
)

type Change = LevelMatter['answer']['whatWouldChange'][number]

/** The two things that would change the picture most, each with the page where it begins. */
export const Changes = ({ answer, wordsOnly }: LevelMatter) =>
  answer.whatWouldChange.length === 0 ? null : (
    <Section id="changes" title="What would change it most">
      <ul class="todo">
        {answer.whatWouldChange.map((change) => (
          <li>
            <div>
              <p>{change.text}.</p>
              {!wordsOnly && <p class="small quiet behind-curtain">{effectWords(change)}</p>}
            </div>
            <div class="todo-action">
              <Begin {...change} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )

/** What a step would do, in whole points; where the number is held, what it would do under the hold. */
export function effectWords({ dScore, dRaw, dHalf }: Pick<Change, 'dScore' | 'dRaw' | 'dHalf'>): string {
  const narrower = dHalf >= 0.5 ? ' and a narrower range' : ''
  if (Math.round(dScore) >= 1) return `About ${pointWords(dScore)}${narrower}.`
  if (Math.round(dRaw) >= 1) return `About ${pointWords(dRaw)} once nothing holds it${narrower}.`
  return narrower ? 'A narrower range.' : 'Less than a point.'
}

const pointWords = (value: number): string => count(Math.round(value), 'point')

function Begin(change: Change): Child {
  switch (change.kind) {
    case 'ask_manager':
      return <ActionLink href="/level/ratings">Prepare the question</ActionLink>
    case 'agreement':
      return <ActionLink href="/level/agreement">Record a talk</ActionLink>
    case 'evidence':
      return <ActionLink href={`/log?back=/level/skills/${encodeURIComponent(change.skill)}`}>Log one</ActionLink>
    case 'attest':
      return <ActionLink href={`/evidence/${encodeURIComponent(change.item)}#ask`}>Open the record</ActionLink>
  }
}
