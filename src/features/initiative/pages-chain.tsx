import type { Chain, ChainLink, ChainPlace, EntryQuestion, Hop } from '../../core/chain.ts'
import { entryWords } from '../../core/chain.ts'
import { askedIn } from '../../core/metric-words.ts'
import type { View } from '../../platform/page.ts'
import { Form, NumberField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, dayWords, Section } from '../../ui/parts.tsx'
import { hopWords } from './chain.ts'
import type { Initiative, Metric } from './pages-edit.tsx'

/** The whole chain at a glance: what is there, and one button for what comes next. */
export const ChainOf = ({ chain, initiative }: { chain: Chain; initiative: Initiative }) => {
  const { next, waitsUntil } = chain
  // What was stopped or declined lacks nothing any more.
  const isOver = initiative.stoppedOn !== null || initiative.declinedBecause !== null
  const links = chain.links.filter(({ state }) => !isOver || state === 'there')
  if (links.length === 0) return null
  return (
    <Section id="chain" title="The chain">
      <ol class="chain">
        {links.map((link) => (
          <li class={link.hop === next ? 'next' : link.state}>
            <ChainMark link={link} isNext={link.hop === next} />
            <div>
              <p>
                <strong>{link.name}</strong> <Says link={link} />
              </p>
              {(link.remark || furtherPlaces(link).length > 0) && (
                <p class="small quiet">
                  {link.remark} <Places places={furtherPlaces(link)} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {next && (
        <p class="actions">
          <ActionLink href={wayTo(next, links, initiative)} kind="main">
            {hopWords[next]}
          </ActionLink>
        </p>
      )}
      {waitsUntil && (
        <p class="quiet">Nothing to do before the reading of {dayWords(waitsUntil)}. Today asks for it.</p>
      )}
    </Section>
  )
}

const stateWords: Record<ChainLink['state'], string> = {
  there: 'There',
  open: 'Still open',
  waiting: 'Not yet its time',
  gone: 'Its time has passed',
}

const ChainMark = ({ link: { state }, isNext }: { link: ChainLink; isNext: boolean }) => (
  <span class="chain-mark">
    <span aria-hidden="true">{state === 'there' ? '✓' : state === 'gone' ? '–' : isNext ? '→' : '·'}</span>
    <span class="unseen">{isNext ? 'Next' : stateWords[state]}: </span>
  </span>
)

/** What is there; where that is one thing, the words lead to it. */
function Says({ link: { state, says, places } }: { link: ChainLink }) {
  const shown = says.length > 220 ? `${says.slice(0, 219).trimEnd()}…` : says
  if (state !== 'there') return <span class="quiet">{shown}</span>
  if (isNamedByPlaces({ says, places })) return <Places places={places} />
  return places.length === 1 ? <a href={hrefOf(places[0]!)}>{shown}</a> : <span>{shown}</span>
}

const furtherPlaces = ({ state, says, places }: ChainLink): ChainPlace[] =>
  state === 'there' && (places.length === 1 || isNamedByPlaces({ says, places })) ? [] : places

/** The words are the names of what they lead to, as those of skills are. */
const isNamedByPlaces = ({ says, places }: Pick<ChainLink, 'says' | 'places'>): boolean =>
  says === places.map(({ words }) => words).join(', ')

const Places = ({ places }: { places: readonly ChainPlace[] }) => (
  <>
    {places.map((place, at) => (
      <>
        {at > 0 && ', '}
        <a href={hrefOf(place)}>{place.words}</a>
      </>
    ))}
  </>
)

function hrefOf(place: ChainPlace): string {
  switch (place.at) {
    case 'metric':
      return `/metrics/${place.id}`
    case 'reading':
      return `/readings/${place.id}`
    case 'record':
      return `/evidence/${place.id}`
    case 'skill':
      return `/level/skills/${encodeURIComponent(place.id)}`
    case 'case':
      return '/case'
  }
}

function wayTo(hop: Hop, links: readonly ChainLink[], { id, metric, launchedOn, knownBy }: Initiative): string {
  switch (hop) {
    case 'problem':
    case 'metric':
      return launchedOn ? `/initiatives/${id}?edit=yes#edit` : '#questions'
    case 'target':
      return launchedOn || knownBy?.trim() ? `/initiatives/${id}?edit=yes#edit` : '#questions'
    case 'baseline':
      return metric ? `/metrics/${metric}?edit=yes#edit-baseline` : `/initiatives/${id}?edit=yes#edit`
    case 'decision':
      return `/log?initiative=${id}&kind=decision&back=/initiatives/${id}`
    case 'launch':
      return '#launch'
    case 'day 30':
    case 'day 60':
      return '#checks'
    case 'review':
      return `/initiatives/${id}?review=yes#review`
    case 'evidence':
      return '#record'
    case 'skill': {
      const record = links.find((link) => link.hop === 'skill')?.places.find(({ at }) => at === 'record')
      return record ? `/evidence/${record.id}/edit?back=/initiatives/${id}#edit-skills` : '#records'
    }
    case 'case':
      return '/case'
  }
}

/** The questions that belong before the work; those answered are not asked again. */
export const EntryQuestions = ({
  open,
  initiative,
  metrics,
  view,
}: {
  open: readonly EntryQuestion[]
  initiative: Initiative
  metrics: readonly Metric[]
  view: View
}) => {
  const chosen = metrics.find(({ id }) => id === initiative.metric)
  return (
    <Section id="questions" title="Before it is built">
      <Form do="initiative.edit" id="questions" from={view.path} hidden={{ id: initiative.id }} failed={view.failed}>
        {open.includes('problem') && (
          <TextArea
            name="problem"
            label={entryWords.problem}
            hint="Whose it is, how often, and how that shows today."
            rows={2}
            maxlength={1000}
            draft
          />
        )}
        {open.includes('metric') && (
          <fieldset>
            <legend>{entryWords.metric}</legend>
            <TextField
              name="newMetric.name"
              label="Its name"
              placeholder="week-1 retention"
              size="medium"
              maxlength={120}
              suggestions={metrics.map(({ name }) => name)}
            />
            <div class="filter-grid">
              <TextField name="newMetric.unit" label="Unit" placeholder="%, days, EUR …" maxlength={20} />
              <NumberField name="newMetric.baseline" label="Where it stands now" size="full" />
            </div>
          </fieldset>
        )}
        {open.includes('knownBy') && (
          <>
            <TextArea
              name="knownBy"
              label={entryWords.knownBy}
              hint="What you would see, by when."
              rows={2}
              maxlength={1000}
              draft
            />
            <NumberField
              name="target"
              label={askedIn(`Where ${chosen ? chosen.name : 'the number'} should stand then`, chosen?.unit ?? null)}
            />
          </>
        )}
        <Submit kind="plain">Keep the {open.length === 1 ? 'answer' : 'answers'}</Submit>
      </Form>
    </Section>
  )
}
