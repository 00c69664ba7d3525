import type { Child } from 'hono/jsx'
import type { Change, LadderDiff, Moved, Place, Reworded } from '../../core/ladder-diff.ts'
import { wordChanges } from '../../core/ladder-words.ts'
import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import type { RatingRow } from '../../platform/schema.ts'
import { Form, SelectField, Submit } from '../../ui/form.tsx'
import { ActionLink, dayWords, PageHead, Section } from '../../ui/parts.tsx'
import { askedLadder } from './pages-own.tsx'
import { ladderPath } from './words.ts'

type Diff = LadderDiff & { id: string; name: string; from: number; to: number; isSame: boolean }

/** What is different between two versions of a ladder, and the ratings that wait because of it. */
export const changesPage: Page = {
  path: '/ladders/:id/changes',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const { framework, versions } = await askedLadder(view)
    const asked = (name: string) => {
      const number = Number(view.query.get(name))
      return Number.isInteger(number) && number > 0 ? { [name]: number } : {}
    }
    const diff = await view.call<Diff>('framework.diff', { id: framework.id, ...asked('from'), ...asked('to') })
    const stands = view.standing?.framework.id === framework.id
    const isOpen = stands && view.profile.frameworkVersion !== null && view.profile.frameworkVersion !== diff.to
    const waiting = stands ? (await view.call<{ items: WaitingRating[] }>('rating.waiting', {})).items : []
    const numbers = [...new Set([...versions.map(({ version }) => version), framework.version])].sort((a, b) => a - b)
    return {
      title: `${diff.name}: what is different`,
      body: (
        <>
          <PageHead title={diff.name} lead={leadFor(diff)}>
            {isOpen && (
              <ActionLink href={ladderPath(diff.id, `?version=${diff.to}#adopt`)} kind="main">
                Adopt version {diff.to}
              </ActionLink>
            )}
            <ActionLink href={ladderPath(diff.id)}>The ladder</ActionLink>
          </PageHead>
          {numbers.length > 2 && <Choose id={diff.id} numbers={numbers} diff={diff} />}
          <Differences {...diff} />
          <Waiting view={view} items={waiting} />
        </>
      ),
    }
  },
}

function leadFor({ from, to, isSame, same, added, removed, moved, reworded }: Diff): string {
  if (from === to) return 'There is one version of this ladder, so there is nothing to compare yet.'
  if (isSame) return `Versions ${from} and ${to} say the same.`
  const parts = [
    added.length > 0 && `${added.length} added`,
    removed.length > 0 && `${removed.length} removed`,
    moved.length > 0 && `${moved.length} moved`,
    reworded.length > 0 && `${reworded.length} reworded`,
  ].filter(Boolean)
  return `Version ${from} to ${to}: ${parts.join(', ')}. ${count(same, 'statement')} stayed word for word.`
}

const Choose = ({ id, numbers, diff }: { id: string; numbers: number[]; diff: Diff }) => (
  <form method="get" action={ladderPath(id, '/changes')} class="actions">
    {(['from', 'to'] as const).map((name) => (
      <div class="field">
        <label for={`version-${name}`}>{name === 'from' ? 'Earlier' : 'Later'}</label>
        <select id={`version-${name}`} name={name}>
          {numbers.map((number) => (
            <option value={String(number)} selected={number === diff[name]}>
              Version {number}
            </option>
          ))}
        </select>
      </div>
    ))}
    <button type="submit" class="button">
      Show
    </button>
  </form>
)

const Differences = ({ added, removed, moved, reworded }: LadderDiff) => (
  <>
    <Group id="reworded" title="Reworded" of={reworded} show={(change) => <Wording {...change} />} />
    <Group
      id="added"
      title="Added"
      of={added}
      show={(change) => (
        <p>
          <ins>{change.text}</ins>
          {partWords(change)}
        </p>
      )}
    />
    <Group
      id="removed"
      title="Removed"
      of={removed}
      show={(change) => (
        <p>
          <del>{change.text}</del>
          {partWords(change)}
        </p>
      )}
    />
    <Group
      id="moved"
      title="Moved"
      of={moved}
      show={({ text, from, to }: Moved) => (
        <p>
          {text} <span class="small quiet">{`from ${from} to ${to}`}</span>
        </p>
      )}
    />
  </>
)

const partWords = ({ part }: Change): string => (part === 'level' ? ' – a level' : part === 'skill' ? ' – a skill' : '')

function Group<T extends Place>({
  id,
  title,
  of,
  show,
}: {
  id: string
  title: string
  of: readonly T[]
  show(change: T): Child
}) {
  if (of.length === 0) return null
  return (
    <Section id={id} title={`${title} (${of.length})`}>
      <ul class="list">
        {of.slice(0, most).map((change) => (
          <li>
            <p class="small quiet">{placeWords(change)}</p>
            {show(change)}
          </li>
        ))}
      </ul>
      {of.length > most && (
        <p class="quiet">And {of.length - most} more. The command line and the API have them all.</p>
      )}
    </Section>
  )
}

const most = 200

const placeWords = ({ skillName, levelTitle }: Place): string =>
  [skillName, levelTitle].filter(Boolean).join(' at ') || 'The ladder as a whole'

const Wording = ({ before, after }: Reworded) => (
  <p class="wording">
    {wordChanges(before, after).map((stretch, at) => (
      <>
        {at > 0 && ' '}
        {stretch.in === 'both' ? (
          stretch.text
        ) : stretch.in === 'before' ? (
          <del>{stretch.text}</del>
        ) : (
          <ins>{stretch.text}</ins>
        )}
      </>
    ))}
  </p>
)

interface WaitingRating {
  rating: Omit<RatingRow, 'personId'>
  skillName: string
  levelTitle: string
  before: string | null
  after: string | null
  state: 'same' | 'changed' | 'gone' | 'scale'
  isSettled: boolean
}

/** Ratings of the words before, each with the words then and now: nothing is carried over without a yes. */
function Waiting({ view, items }: { view: View; items: WaitingRating[] }) {
  if (items.length === 0) return null
  const framework = view.standing!.framework
  const scale = framework.scale.points.map(({ value, label }) => ({
    value: String(value),
    label: `${value} – ${label}`,
  }))
  return (
    <Section id="ratings" title={`Ratings of the words before (${items.length})`}>
      <p class="quiet">
        They were given against another version. Each counts again once you say that it still holds; those whose words
        stayed the same too, so that nothing happens without you.
      </p>
      <ul class="list">
        {items.map((item) => (
          <li>
            <strong>{item.skillName}</strong>{' '}
            <span class="small quiet">{`at ${item.levelTitle}, version ${item.rating.frameworkVersion}`}</span>
            <p>
              {ratingWords(item)} {item.rating.because && <span class="quiet">“{item.rating.because}”</span>}
            </p>
            <StateOf {...item} />
            {item.state !== 'gone' && !item.isSettled && !(item.state === 'scale' && item.rating.source !== 'self') && (
              <Form
                do="rating.migrate"
                from={view.path}
                next={`${view.path.split('#')[0]}#ratings`}
                failed={view.failed}
                hidden={{ id: item.rating.id }}
              >
                {item.rating.source === 'self' && item.rating.value !== null && item.state !== 'same' && (
                  <SelectField
                    name="value"
                    label="Against the words as they are now"
                    value={item.state === 'scale' ? null : String(item.rating.value)}
                    options={scale}
                  />
                )}
                <Submit kind="plain">{item.state === 'same' ? 'It still holds' : 'Carry it over'}</Submit>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ratingWords({ rating }: WaitingRating): string {
  const who = rating.source === 'self' ? 'You' : `${rating.rater} (${rating.source})`
  const said = rating.value === null ? 'no occasion yet' : String(rating.value)
  return `${who}: ${said}, on ${dayWords(rating.on)}${rating.heard ? ', as you heard it' : ''}.`
}

function StateOf({ state, before, after, isSettled, rating }: WaitingRating) {
  if (isSettled)
    return <p class="small quiet">There is a newer rating of the words as they are now; this one stays as it was.</p>
  if (state === 'gone')
    return <p class="small quiet">This is not asked for there any more. The rating stays with its version.</p>
  if (state === 'same') return <p class="small quiet">The words are the same: {after}</p>
  if (state === 'scale')
    return (
      <p class="small quiet">
        {rating.source === 'self'
          ? 'The scale is another now: choose where you stand on it.'
          : 'The scale is another now, and only they can say where they would put you on it. Ask them again.'}
      </p>
    )
  return (
    <>
      {before && after ? (
        <Wording
          part="anchor"
          before={before}
          after={after}
          level={null}
          levelTitle={null}
          skill={null}
          skillName={null}
        />
      ) : (
        <p>{after}</p>
      )}
      {rating.source !== 'self' && (
        <p class="small quiet">
          Somebody else’s word about other words: carried over, it is kept as you heard it. Or ask them again.
        </p>
      )}
    </>
  )
}
