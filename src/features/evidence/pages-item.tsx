import { explain, itemKindOf, whyWords } from '../../core/coach/coach.ts'
import { describeMetric } from '../../core/coach/describe.ts'
import { speakerOf } from '../../core/evidence.ts'
import type { RestsOn } from '../../core/follow-up.ts'
import { levelOf } from '../../core/framework.ts'
import { pointsAsPercent } from '../../core/points-as-percent.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { documentBehind } from '../../platform/documents.ts'
import { backPath, type Page, type View } from '../../platform/page.ts'
import type { InitiativeRow } from '../../platform/schema.ts'
import { type CaseSentence, InTheCase } from '../../ui/case-sentences.tsx'
import { DayField, Form, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import {
  ActionLink,
  Chip,
  Chips,
  Columns,
  ConfirmButton,
  CopyButton,
  Definition,
  Definitions,
  dayWords,
  Kind,
  Note,
  PageHead,
  Section,
  WhenDay,
} from '../../ui/parts.tsx'
import type { Counts } from './counts.ts'
import { shortened, titleOf } from './pages-fields.tsx'
import { type Attached, Files } from './pages-files.tsx'
import { StoryParts } from './pages-story.tsx'
import { OfTheChain, restsOn } from './rests-on.tsx'

type Shown = StoredEvidence & { counts: Counts; attachments: Attached[] }

/** One record: what it says, what it counts for, what its story still lacks, and who stands behind it. */
export const evidenceItemPage: Page = {
  path: '/evidence/:id',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const id = view.params.id!
    const evidence = await view.call<Shown>('evidence.show', { id })
    const initiative = evidence.initiative ? await initiativeBehind(view, evidence.initiative) : null
    const readings = await restsOn(view, evidence)
    const document = await documentBehind(view, id)
    const { sentences } =
      view.standing && !evidence.removed
        ? await view.call<{ sentences: CaseSentence[] }>('case.trace', { evidence: id })
        : { sentences: [] }
    return {
      title: shortened(evidence.text, 60),
      body: (
        <>
          <PageHead title={headingOf(evidence)} lead={evidence.counts.sentence.replace(/^Kept\. /, '')}>
            {!evidence.removed && <ActionLink href={`/evidence/${id}/edit`}>Edit</ActionLink>}
          </PageHead>
          {evidence.removed ? (
            <Removed evidence={evidence} view={view} />
          ) : (
            <Columns beside={<Facts evidence={evidence} initiative={initiative} readings={readings} view={view} />}>
              {evidence.text.trim() !== headingOf(evidence) && <Words evidence={evidence} />}
              {document && (
                <p class="small">
                  From your document <a href={`/library/${document.id}`}>{document.name}</a>
                  {document.name !== document.kind && <span class="quiet"> ({document.kind})</span>}
                </p>
              )}
              <StoryParts evidence={evidence} initiative={initiative} />
              <InTheCase sentences={sentences} />
              <Confirmations evidence={evidence} view={view} />
              <AskForConfirmation evidence={evidence} view={view} />
              <Files evidence={evidence} view={view} />
              <Remove evidence={evidence} view={view} />
            </Columns>
          )}
        </>
      ),
    }
  },
}

/** What an initiative adds to the story of its records. */
type InitiativeBehind = Pick<InitiativeRow, 'id' | 'title' | 'problem' | 'review'>

const initiativeBehind = async ({ tx, personId }: View, id: string): Promise<InitiativeBehind | null> =>
  (await tx
    .selectFrom('initiatives')
    .select(['id', 'title', 'problem', 'review'])
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

const Removed = ({ evidence, view }: { evidence: Shown; view: View }) => (
  <>
    <Words evidence={evidence} />
    <Form do="evidence.restore" from={view.path} hidden={{ id: evidence.id }} failed={view.failed}>
      <Submit>Restore it</Submit>
    </Form>
  </>
)

/** Whatever is no longer than its title need not be said twice. */
const headingOf = ({ text }: Shown): string => shortened(text, 90)

const Words = ({ evidence }: { evidence: Shown }) => (
  <Section id="words" title="In your words">
    {evidence.text.split(/\n+/).map((line) => (
      <p>{line}</p>
    ))}
  </Section>
)

function Facts({
  evidence,
  initiative,
  readings,
  view,
}: {
  evidence: Shown
  initiative: InitiativeBehind | null
  readings: readonly RestsOn[]
  view: View
}) {
  const { standing } = view
  const slip = pointsAsPercent(evidence.text, evidence.metrics)
  return (
    <Section id="facts" title="What was read from it">
      <Chips>
        <Kind kind={evidence.kind} />
        {evidence.metrics.map((metric) => (
          <Chip>
            {metric.counter && 'beside it: '}
            {describeMetric(metric)}
          </Chip>
        ))}
        <Why evidence={evidence} />
      </Chips>
      {slip && (
        <Note>
          {slip} <a href={`/evidence/${evidence.id}/edit`}>Mend the words</a>
        </Note>
      )}
      {evidence.metrics.length > 0 && <WrongNumbers evidence={evidence} view={view} />}
      <Definitions>
        <Definition term="When">
          <WhenDay day={evidence.happenedOn} />
        </Definition>
        <Definition term="Skills">
          {evidence.skills.length === 0 ? (
            <Missing id={evidence.id} field="skills" words="none named" />
          ) : (
            evidence.skills.map((id, at) => (
              <>
                {at > 0 && ', '}
                <SkillLink id={id} view={view} />
              </>
            ))
          )}
        </Definition>
        <Definition term="Initiative">
          {initiative ? (
            <a href={`/initiatives/${initiative.id}`}>{shortened(initiative.title, 80)}</a>
          ) : (
            <span class="quiet">none</span>
          )}
        </Definition>
        <OfTheChain evidence={evidence} initiative={initiative} readings={readings} />
        {standing && evidence.scope && (
          <Definition term="Size of work">
            {titleOf(standing.framework, evidence.scope)}{' '}
            <a href={`/evidence/${evidence.id}/edit#edit-scope`}>change</a>
          </Definition>
        )}
        {standing && evidence.audienceLevel && (
          <Definition term="Presented to">{titleOf(standing.framework, evidence.audienceLevel)} level</Definition>
        )}
        {evidence.decision?.measure && <Definition term="How you will know">{evidence.decision.measure}</Definition>}
        {evidence.decision?.revisitOn && (
          <Definition term="Looked at again on">{dayWords(evidence.decision.revisitOn)}</Definition>
        )}
        {evidence.myPart && <Definition term="My part">{evidence.myPart}</Definition>}
        <AboutOthers term="Others’ part" words={evidence.othersPart} />
        <AboutOthers term="Seen by" words={evidence.seenBy.join(', ')} />
        <AboutOthers term="Credited by" words={evidence.creditedBy.join(', ')} />
        {evidence.links.length > 0 && (
          <Definition term="Links">
            {/* An archive that somebody else wrote may hold anything for an address, a script among them. */}
            {evidence.links.map((link) =>
              /^https?:\/\//i.test(link) ? (
                <a href={link} rel="noreferrer noopener">
                  {shortened(link, 60)}
                </a>
              ) : (
                <span>{shortened(link, 60)}</span>
              ),
            )}
          </Definition>
        )}
        {evidence.confidential && <Definition term="Confidential">Figures leave as relative change only.</Definition>}
      </Definitions>
    </Section>
  )
}

/** A skill of another ladder has no page. */
function SkillLink({ id, view: { standing } }: { id: string; view: View }) {
  const skill = standing?.framework.skills.find((skill) => skill.id === id)
  return skill ? <a href={`/level/skills/${encodeURIComponent(id)}`}>{skill.name}</a> : id
}

/** Only where the kind is still the coach’s, and it would read the same today. It opens over the page: nothing moves. */
function Why({ evidence: { id, text, kind, kindSource } }: { evidence: Shown }) {
  if (kindSource !== 'coach' || kind === null) return null
  const why = explain(text)
  if (itemKindOf(why.kind) !== kind) return null
  return (
    <details class="why small">
      <summary>Why?</summary>
      <p>
        {whyWords(why)} <a href={`/evidence/${id}/edit#edit-kind`}>Call it something else</a>
      </p>
    </details>
  )
}

/** A number that is none is taken out with one click, and does not come back when the text is reworded. */
const WrongNumbers = ({ evidence, view }: { evidence: Shown; view: View }) => (
  <details class="small">
    <summary>A number is wrong</summary>
    {evidence.metrics.map((metric, at) => (
      <Form
        do="evidence.edit"
        id={`wrong-${at + 1}`}
        from={view.path}
        next={`/evidence/${evidence.id}`}
        hidden={{ id: evidence.id, wrongMetric: String(at + 1) }}
        failed={view.failed}
      >
        <Submit kind="plain">Take out {describeMetric(metric)}</Submit>
      </Form>
    ))}
    <p>
      <a href={`/evidence/${evidence.id}/edit`}>Or mend it</a>
    </p>
  </details>
)

const AboutOthers = ({ term, words }: { term: string; words: string | null }) =>
  words ? (
    <Definition term={term}>
      <span class="behind-curtain">{words}</span>
    </Definition>
  ) : null

const Missing = ({ id, field, words }: { id: string; field: string; words: string }) => (
  <a href={`/evidence/${id}/edit#edit-${field}`}>{words}</a>
)

function Confirmations({ evidence, view }: { evidence: Shown; view: View }) {
  const { standing } = view
  const refused = view.failed?.operation === 'evidence.confirm'
  // Whoever comes from a document that asks for a confirmation comes to give one.
  const isAsked = view.query.has('back')
  return (
    <Section id="confirmations" title="Who confirms it">
      {evidence.confirmations.length === 0 && (
        <p class="quiet">Nobody yet. One sentence from somebody who saw it makes it count for more.</p>
      )}
      <ul class="list behind-curtain">
        {evidence.confirmations.map(({ words, on, how, scopeSeen, ...voice }) => (
          <li>
            <blockquote>{words}</blockquote>
            <p class="small quiet">
              {speakerOf(voice)}, {dayWords(on)}
              {how === 'pasted' ? ', pasted by you' : `, by ${how}`}
              {scopeSeen && standing && `, saw ${titleOf(standing.framework, scopeSeen)} work`}
            </p>
          </li>
        ))}
      </ul>
      <details open={refused || isAsked}>
        <summary class="button">Add somebody’s words</summary>
        <Form
          do="evidence.confirm"
          from={view.path}
          next={backPath(view, view.path)}
          hidden={{ id: evidence.id }}
          failed={view.failed}
          keeps
        >
          <TextField name="by" label="Who" size="medium" maxlength={120} required />
          <TextField name="role" label="Their role" placeholder="engineering lead" size="medium" maxlength={120} />
          <TextArea
            name="words"
            label="What they wrote or said"
            hint="In their words, as they stand."
            rows={3}
            maxlength={4000}
            required
          />
          <DayField name="on" label="When they said it" value={view.today} max={view.today} />
          {standing && (
            <SelectField
              name="scopeSeen"
              label="The size of work they say they saw"
              empty="They did not say"
              options={standing.framework.levels.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          <Submit keys>Keep these words</Submit>
        </Form>
      </details>
    </Section>
  )
}

/** A mail for the person to send by themselves; nothing leaves this computer. */
function AskForConfirmation({ evidence, view }: { evidence: Shown; view: View }) {
  const addressee = evidence.seenBy[0] ?? '(name)'
  return (
    <Section id="ask" title="Ask for it">
      <details>
        <summary class="button">Write a message to copy</summary>
        <p class="small quiet">Send it the way you usually write to them. Cairn sends nothing.</p>
        <pre id="ask-text" class="message">
          {confirmationMessage(evidence, addressee, view)}
        </pre>
        <CopyButton of="ask-text">Copy the message</CopyButton>
      </details>
    </Section>
  )
}

function confirmationMessage({ text, happenedOn }: Shown, addressee: string, { profile, standing }: View): string {
  const size = standing?.target
    ? `\nIf you can, also say whether you would call it ${levelOf(standing.framework, standing.target).title} work.`
    : ''
  return [
    `Hi ${addressee},`,
    '',
    `I keep a record of my work. This is what I wrote down${happenedOn ? ` about ${dayWords(happenedOn)}` : ''}:`,
    '',
    `“${text.trim()}”`,
    '',
    `You saw it from your side. Is that how it was? Please correct what is not, and tell me in a sentence or two what you saw me do.${size}`,
    'I may quote your words with your name when I talk about my work. If you would rather not, say so, and I leave them out.',
    '',
    'Thank you',
    ...(profile.name ? [profile.name] : []),
  ].join('\n')
}

const Remove = ({ evidence, view }: { evidence: Shown; view: View }) => (
  <Section id="remove" title="Remove">
    <Form do="evidence.remove" from={view.path} next="/evidence" hidden={{ id: evidence.id }} failed={view.failed}>
      <ConfirmButton
        label="Remove this record…"
        question="It leaves your log and counts for nothing. It is kept, and you can restore it."
        confirm="Remove it"
      />
    </Form>
    <Note>
      Only you see this page. <a href="/evidence?removed=yes">Removed records</a> can be restored.
    </Note>
  </Section>
)
