import { model } from '../../core/readiness/model.ts'
import { type Gate, notModelled } from '../../core/readiness.ts'
import { Band } from '../../ui/charts/band.tsx'
import { AsTable } from '../../ui/charts/picture.tsx'
import { Definition, Definitions, dayWords, Note, Reasons, Score, Section } from '../../ui/parts.tsx'
import { heaviestFirst, type LevelMatter } from './matter.ts'

/** The one number, with all that must stand beside it: its range, its day, what holds it, why, and what it is not. */
export function TheNumber(matter: LevelMatter) {
  const { answer, view, title } = matter
  const { score, band, raw, rawBand, wording } = answer
  if (score === null || band === null || raw === null || rawBand === null) return null
  const asOf = `${wording.confidence}, as of ${dayWords(answer.on)}`
  if (view.settings.hideNumbers)
    return (
      <Section id="standing" title={`Where you stand: ${wording.word}`}>
        <p>
          Your numbers are hidden. In words: {wording.word}, {asOf}.
        </p>
        <Beneath {...matter} />
      </Section>
    )
  return (
    <Section id="standing" title={`Where you stand: ${wording.word}`}>
      <Score
        value={score}
        label={`Readiness for ${title}, of 100`}
        beside={
          <Band
            id="band"
            score={score}
            low={band[0]}
            high={band[1]}
            held={answer.heldBy ? answer.cap : null}
            raw={answer.heldBy ? { score: raw, low: rawBand[0], high: rawBand[1] } : null}
            hideNumbers={false}
            caption={<p>{capital(asOf)}.</p>}
          />
        }
      />
      <p class="small behind-curtain">{wording.band}</p>
      <Beneath {...matter} />
    </Section>
  )
}

/** What stands under the number, with or without it: the hold, the denial, and the reasons one click away. */
const Beneath = (matter: LevelMatter) => {
  const { wording } = matter.answer
  return (
    <>
      <Held {...matter} />
      {wording.strong && <p>{wording.strong}</p>}
      <Note>
        <p>{wording.denial}</p>
      </Note>
      <Why {...matter} />
    </>
  )
}

function Held({ answer, wordsOnly }: LevelMatter) {
  const { heldBy, caps, cap, rawBand, wording } = answer
  const lowest = caps.find((candidate) => candidate.cap === cap)
  if (wordsOnly) return heldBy ? <p>Your records support more than this. It is held until {lowest?.text}.</p> : null
  const lead = `at most ${Math.round(cap)}`
  if (!heldBy) {
    // Nothing holds the number now, but its range already ends where something would.
    const reaches = lowest && rawBand && cap < rawBand[1]
    return reaches ? <Reasons rows={[{ lead, text: `It goes no higher until ${lowest.text}.` }]} /> : null
  }
  return (
    <Reasons
      rows={[
        {
          lead,
          text: (
            <>
              {wording.held} <span class="quiet">({wording.withoutHold})</span>
              {wording.noManager && ` ${wording.noManager}`}
            </>
          ),
        },
        ...wording.alsoHeld.map((text) => ({ lead: 'then', text: `Also held until ${text}.` })),
      ]}
    />
  )
}

function Why(matter: LevelMatter) {
  const { answer, wordsOnly, standing } = matter
  return (
    <details>
      <summary>Why this {wordsOnly ? 'picture' : 'number'}</summary>
      <ol class="small">
        {answer.howItWorks.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <div class="small behind-curtain">
        <Definitions>
          {answer.caps.map((cap) => (
            <Definition term={gateNames[cap.gate]}>{capWords(cap, answer.raw, wordsOnly)}</Definition>
          ))}
          {!wordsOnly && answer.heldBy && (
            <Definition term="Without the hold">
              {answer.wording.withoutHold?.replace('without the hold: ', '')}
            </Definition>
          )}
          {standing.profile.leaves.length > 0 && (
            <Definition term="Time away">Your leaves are left out of every clock.</Definition>
          )}
        </Definitions>
        {!wordsOnly && <Points {...matter} />}
      </div>
      <p class="small quiet">
        {notModelled} The rules and their numbers are called {model.version}.
      </p>
    </details>
  )
}

const gateNames: Record<Gate, string> = {
  manager_input: 'Your manager’s view',
  sustained_scope: 'Work over several months',
  manager_agreement: 'Agreement with your manager',
  level_expectations: 'What the level expects',
  credited_work: 'Results others confirm',
}

function capWords({ cap, text }: Cap, raw: number | null, wordsOnly: boolean): string {
  if (cap >= 100) return 'Holds nothing back.'
  if (!wordsOnly) return `At most ${Math.round(cap)} until ${text}.`
  return raw !== null && cap < raw ? `Holds it back until ${text}.` : `Holds nothing back yet, but would until ${text}.`
}

type Cap = LevelMatter['answer']['caps'][number]

function Points({ answer }: LevelMatter) {
  const all = answer.skills.reduce((sum, { weight }) => sum + weight, 0)
  const share = (weight: number) => (100 * weight) / all
  return (
    <AsTable
      label="Where the points are"
      caption="Points per skill, before any hold"
      legend="A skill that nobody has looked at stands in the middle until somebody does."
      head={['Skill', 'Counts for', 'Earned', 'Still open']}
      rows={heaviestFirst(answer).map(({ name, weight, credit }) => [
        name,
        points(share(weight)),
        points(share(weight) * credit),
        points(share(weight) * (1 - credit)),
      ])}
    />
  )
}

const points = (value: number): string => value.toFixed(1)

/** Before a second voice: what a number needs, and how far that has come. */
export function NotYet(matter: LevelMatter) {
  const { answer, title, records } = matter
  const needed = model.shown.confirmedItems
  const bare = answer.skills
    .filter((skill) => skill.state === 'not_assessed' && !skill.noOpportunity)
    .map(({ name }) => name)
  return (
    <Section id="standing" title="Where you stand, in words">
      <p>{answer.wording.notShown}</p>
      <ul>
        {!answer.secondVoice && (
          <li>
            {capital(countWords(records.confirmed))} of your records of {title} size{' '}
            {records.confirmed === 1 ? 'is' : 'are'} confirmed by somebody else; {countWords(needed)} make a second
            voice. <a href="/evidence?confirmed=no">Find one to have confirmed</a>
          </li>
        )}
        {bare.length > 0 && (
          <li>
            {bareWords(bare, answer.skills.length)} <a href="/level/rate">Go on rating</a>
          </li>
        )}
      </ul>
    </Section>
  )
}

function bareWords(bare: readonly string[], all: number): string {
  if (bare.length > 4) return `${bare.length} of ${all} skills have neither a rating nor a record yet.`
  return `Neither rated nor shown by a record yet: ${new Intl.ListFormat('en').format(bare)}.`
}

const countWords = (count: number): string => ['none', 'one', 'two', 'three'][count] ?? String(count)

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
