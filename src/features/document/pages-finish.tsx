import type { Offered } from '../../core/document/offers.ts'
import type { Template } from '../../core/document/template.ts'
import { heaviestSkills, skillsAt } from '../../core/framework.ts'
import type { View } from '../../platform/page.ts'
import { CheckField, CheckRow, DayField, Form, Hidden, SelectField, Submit, TextArea } from '../../ui/form.tsx'
import { Kind, kindWords, Note, Section } from '../../ui/parts.tsx'
import { SizeQuestion } from '../../ui/size-question.tsx'
import type { ShownDocument } from './shown.ts'

/** The records that came of it. */
export const Made = ({ document: { evidence } }: { document: ShownDocument }) =>
  evidence.length === 0 ? null : (
    <Section id="made" title="What came of it">
      <ul class="list">
        {evidence.map(({ id, text, kind }) => (
          <li>
            <p>
              <a href={`/evidence/${id}`}>{shortened(text)}</a>
            </p>
            <p class="small quiet">
              <Kind kind={kind} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )

/** Finishing shows what would be logged, to be changed or left out. Nothing is logged that does not stand here. */
export function Finish({
  document,
  template,
  view,
  skills,
}: {
  document: ShownDocument
  template: Template
  view: View
  skills: ReadonlyMap<string, string[]>
}) {
  const { id, missing, evidence, ahead, offers } = document
  const isFinished = document.state === 'finished'
  const open = offers.filter((offer) => !evidence.some((made) => made.offer === offer.id))
  const measured = offers.filter(
    (offer) => offer.metrics.length > 0 && evidence.some((made) => made.offer === offer.id),
  )
  if (missing.length > 0) {
    return isFinished ? null : (
      <Section id="finish" title="Finish it">
        <p class="quiet">
          Once {missing.map(({ label }) => `“${label}”`).join(', ')} {missing.length === 1 ? 'is' : 'are'} filled and
          saved, you can finish it{template.offers.length > 0 && ' and see the record it offers'}.
        </p>
      </Section>
    )
  }
  if (isFinished && open.length === 0 && measured.length === 0) return <Ahead ahead={ahead} />
  return (
    <Section id="finish" title={isFinished ? 'Log what is new in it' : 'Finish it'}>
      {open.length > 0 && (
        <p class="quiet">
          {open.length === 1 ? 'This is the record it offers' : 'These are the records it offers'}. Change what you
          like; nothing else is logged.
        </p>
      )}
      <Form
        do="document.finish"
        from={view.path}
        next={`/library/${id}`}
        hidden={{ id }}
        failed={view.failed}
        id="finish-form"
        class="finish-form"
      >
        {/* An empty list logs nothing; without it, everything would be. */}
        {open.length + measured.length === 0 && <Hidden name="records" value="" />}
        {open.map((offer, at) => (
          <Offer offer={offer} at={at} view={view} skills={skills.get(offer.id) ?? []} />
        ))}
        {measured.map((offer, at) => (
          <fieldset>
            <Hidden name={`records.${open.length + at}.offer`} value={offer.id} />
            <CheckField
              name={`records.${open.length + at}.log`}
              label="Take these numbers over into the record that came of it"
              hint={shortened(evidence.find((made) => made.offer === offer.id)!.text)}
              checked={false}
            />
          </fieldset>
        ))}
        <Submit>{isFinished ? 'Log it' : 'Finish it'}</Submit>
      </Form>
      <Ahead ahead={ahead} />
    </Section>
  )
}

const Ahead = ({ ahead }: { ahead: readonly string[] }) =>
  ahead.length === 0 ? null : (
    <Note>
      {ahead.map((says) => (
        <p>{says}</p>
      ))}
    </Note>
  )

/** Skills that the words of each offer speak of, as the coach reads them. */
export async function likelySkills(view: View, { offers, missing }: ShownDocument): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (missing.length > 0) return found
  for (const { id, text } of offers) {
    const { skills } = await view.call<{ skills: { id: string }[] }>('coach.read', { text: text.slice(0, 20_000) })
    found.set(
      id,
      skills.slice(0, 2).map((skill) => skill.id),
    )
  }
  return found
}

function Offer({ offer, at, view, skills }: { offer: Offered; at: number; view: View; skills: readonly string[] }) {
  const { standing } = view
  const name = (part: string) => `records.${at}.${part}`
  const level = standing && (standing.target ?? standing.level)
  return (
    <fieldset class="offer">
      <legend>{offer.kind === null ? 'A note: it is kept and counts for nothing' : kindWords[offer.kind]}</legend>
      <Hidden name={name('offer')} value={offer.id} />
      <CheckField name={name('log')} label="Log it" checked={offer.kind !== null} />
      <TextArea name={name('text')} label="What happened, in your words" value={offer.text} rows={3} />
      {offer.kind !== null && (
        <>
          <SelectField
            name={name('kind')}
            label="What it is"
            value={offer.kind}
            options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
          />
          {standing && level && (
            <CheckRow
              name={name('skills')}
              legend="Skills it shows, at most three"
              values={skills}
              options={skillsOffered(
                heaviestSkills(standing.framework, level, skillsAt(standing.framework, level).length),
                skills,
              )}
            />
          )}
          <SizeQuestion name={name('size')} standing={standing} />
        </>
      )}
      <DayField
        name={name('happenedOn')}
        label="When it happened"
        value={offer.happenedOn ?? view.today}
        max={view.today}
      />
      <Taken offer={offer} />
    </fieldset>
  )
}

/** Those its words speak of stand first. */
const skillsOffered = (skills: readonly { id: string; name: string }[], first: readonly string[]) =>
  [...skills.filter(({ id }) => first.includes(id)), ...skills.filter(({ id }) => !first.includes(id))].map(
    ({ id, name }) => ({ value: id, label: name }),
  )

/** What goes along from the document’s other fields. */
function Taken({ offer: { decision, metrics, seenBy, problem, next, confirm } }: { offer: Offered }) {
  const parts = [
    decision?.notChosen?.length && `given up: ${decision.notChosen.join('; ')}`,
    metrics.length > 0 && `numbers: ${metrics.map(({ name }) => name ?? 'unnamed').join(', ')}`,
    seenBy.length > 0 && `seen by ${seenBy.join(', ')}`,
    problem && 'the problem',
    next && 'what follows',
    confirm && `the words of ${confirm.by}`,
  ].filter(Boolean)
  return parts.length === 0 ? null : <p class="small quiet">Goes along from the document: {parts.join(' · ')}.</p>
}

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line
}
