import { anchorAt, skillOf } from '../../core/framework.ts'
import type { AuditedSkill, TierAudit } from '../../core/tier-audit.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckField, CheckRow, Form, RadioRow, Submit, TextArea } from '../../ui/form.tsx'
import {
  ActionLink,
  Columns,
  Definition,
  Definitions,
  dayWords,
  EmptyState,
  Note,
  PageHead,
  Section,
} from '../../ui/parts.tsx'
import { type AuditAnswer, countWords, gateWords, namesOf, tierWords } from './audit.ts'
import { type RecordsOfSkill, recordsBySkill, recordsOf } from './records.ts'

/** The audit as it stands: per tier the verdict in words, with the count behind it one click away. */
export const auditPage: Page = {
  path: '/level/audit',
  here: 'level',
  isOfRecords: true,
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const audit = await view.call<AuditAnswer>('audit.show')
    return { title: 'Audit', body: <AuditBody {...audit} /> }
  },
}

/** One statement at a time; it can be left after any of them and goes on where it was. */
export const auditAnswerPage: Page = {
  path: '/level/audit/answer',
  here: 'level',
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const audit = await view.call<AuditAnswer>('audit.show')
    const skill = askedOrNext(audit, view.query)
    if (!skill) return { redirect: '/level/audit' }
    const records = recordsOf(await recordsBySkill(view), skill.id)
    return {
      title: `Audit: ${skill.name}`,
      body: <Statement view={view} audit={audit} skill={skill} records={records} />,
    }
  },
}

/** The skill asked for by id, else the first without an answer behind `after`, going round; null once all are answered. */
function askedOrNext({ tiers }: AuditAnswer, query: URLSearchParams): AuditedSkill | null {
  const all = tiers.flatMap(({ skills }) => skills)
  const asked = query.get('skill')
  if (asked) return all.find(({ id }) => id === asked) ?? null
  const place = all.findIndex(({ id }) => id === query.get('after')) + 1
  return [...all.slice(place), ...all.slice(0, place)].find(({ answered }) => !answered) ?? null
}

const AuditBody = (audit: AuditAnswer) => {
  const answered = audit.tiers.reduce((sum, tier) => sum + tier.answered, 0)
  const all = audit.tiers.reduce((sum, tier) => sum + tier.skills.length, 0)
  return (
    <>
      <PageHead
        title="Audit"
        lead={
          <>
            {audit.tiers.length > 1 ? `${audit.tiers.length} tiers of skills` : 'Your skills'}, one statement each,
            against {audit.title}. Your answers are your own ratings. <a href="/level">Back to the level</a>
          </>
        }
      >
        {answered > 0 && answered < all && (
          <ActionLink href="/level/audit/answer" kind="main">
            Go on: {all - answered} left
          </ActionLink>
        )}
      </PageHead>
      {audit.note && <Note>{audit.note}</Note>}
      {all === 0 && <ActionLink href="/level/rate">Rate your skills</ActionLink>}
      {all > 0 && answered === 0 && <Begin statements={all} />}
      {audit.first && (
        <Note>
          <p class="behind-curtain">{gateWords(audit.first, audit.tiers)}</p>
          {audit.first.asksSince && (
            <p>
              <a href="/more/settings">Say since when</a>
            </p>
          )}
        </Note>
      )}
      {answered > 0 && audit.tiers.map((tier) => <Tier {...tier} audit={audit} />)}
    </>
  )
}

const Begin = ({ statements }: { statements: number }) => (
  <EmptyState
    example="“I have done the interviews and tagged the reasons. Nothing I found has changed a decision yet.”"
    action={
      <ActionLink href="/level/audit/answer" kind="main">
        Begin with the first
      </ActionLink>
    }
  >
    {statements} statements a colleague could test. Answer each for yourself, with a because; stop whenever you like. At
    the end every tier says what to do first.
  </EmptyState>
)

const Tier = ({ audit, ...tier }: TierAudit & { audit: AuditAnswer }) => (
  <Section id={`tier-${tier.tier}`} title={`${tier.name}: ${lowerFirst(tierWords(tier))}`}>
    <div class="behind-curtain">
      {tier.advice && (
        <p>
          {tier.advice} <span class="quiet">{tier.why}</span>
        </p>
      )}
      <Definitions>
        {tier.notAble.length > 0 && (
          <Definition term="Not able yet">
            {namesOf(tier.notAble, audit.tiers)}. To be learned on work you already have.
          </Definition>
        )}
        {tier.noChance.length > 0 && (
          <Definition term="No chance yet">
            {namesOf(tier.noChance, audit.tiers)}. That is about the work: propose a piece of it, and present the result
            yourself.
          </Definition>
        )}
        {tier.manager && (
          <Definition term="Your manager">
            {audit.hideNumbers
              ? 'Has rated all of it too; the lower of the two views counts.'
              : `${tier.manager.total} of ${tier.of} in their view; the lower of the two counts.`}
          </Definition>
        )}
      </Definitions>
      <ul class="list">
        {tier.skills.map((skill) => (
          <li>
            <div class="row">
              <a href={`/level/audit/answer?skill=${encodeURIComponent(skill.id)}`}>{skill.name}</a>
              <span class="small quiet">{answerWords(skill, audit)}</span>
            </div>
            {skill.because && <p class="small quiet">{skill.because}</p>}
          </li>
        ))}
      </ul>
      {!audit.hideNumbers && tier.minimum !== null && (
        <details>
          <summary class="small">The count behind it</summary>
          <p class="small">
            {countWords(tier)}.{' '}
            {tier.total === null ? 'There is no total until every skill of the tier has a value.' : shapeWords}
          </p>
        </details>
      )}
    </div>
  </Section>
)

const shapeWords = 'A total hides its shape, so the lowest stands beside it. It is a count of your answers, no score.'

function answerWords({ value, answered, noOpportunity }: AuditedSkill, { scale }: AuditAnswer): string {
  const label = scale.points.find((point) => point.value === value)?.label
  if (label) return noOpportunity ? `${label}, no chance yet` : label
  return answered ? 'No chance yet' : 'Not answered'
}

interface StatementMatter {
  view: View
  audit: AuditAnswer
  skill: AuditedSkill
  records: RecordsOfSkill
}

const Statement = ({ view, audit, skill, records }: StatementMatter) => {
  const { framework } = view.standing!
  const all = audit.tiers.flatMap(({ skills }) => skills)
  const tier = audit.tiers.find(({ skills }) => skills.includes(skill))!
  const left = all.filter(({ answered, id }) => !answered && id !== skill.id).length
  const id = encodeURIComponent(skill.id)
  const anchor = anchorAt(skillOf(framework, skill.id), audit.against)
  return (
    <>
      <PageHead
        title={skill.name}
        lead={
          <>
            {tier.name}, {all.indexOf(skill) + 1} of {all.length}. <a href="/level/audit">Leave it for now</a>; what you
            have answered is kept.
          </>
        }
      />
      <Columns
        beside={
          <Section id="anchor" title={`What ${audit.title} asks`}>
            <p class="small">{anchor}</p>
            <p class="small">
              <a href={`/level/skills/${id}`}>All about this skill</a>
            </p>
          </Section>
        }
      >
        <Section id="statement" title="How true is this of you today?">
          <blockquote>
            <p>{skill.statement}</p>
          </blockquote>
          <Form
            do="rating.give"
            from={`/level/audit/answer?skill=${id}`}
            next={left > 0 ? `/level/audit/answer?after=${id}` : '/level/audit'}
            hidden={{ skill: skill.id, source: 'self' }}
            failed={view.failed}
          >
            <div class="tall">
              <RadioRow
                name="value"
                legend={`Against ${audit.title}`}
                value={skill.value === null ? null : String(skill.value)}
                options={audit.scale.points.map(({ value, label, meaning }) => ({
                  value: String(value),
                  label: value === audit.scale.meets ? `${label} – the bar` : label,
                  hint: meaning,
                }))}
              />
            </div>
            <CheckField
              name="noOpportunity"
              label="My work has not offered me this yet"
              hint="No chance yet is not the same as not able yet. Then no choice above is needed."
              checked={skill.noOpportunity}
            />
            <TextArea
              name="because"
              label="Because"
              hint="What you did, who used it, what changed. Optional."
              value={skill.because}
              rows={3}
              maxlength={2000}
              draft
            />
            <RestsOn skill={skill} records={records} />
            <div class="actions">
              <Submit keys>{left > 0 ? 'Save, next statement' : 'Save'}</Submit>
              {left > 0 && !skill.answered && (
                <ActionLink href={`/level/audit/answer?after=${id}`} kind="link">
                  Skip this one
                </ActionLink>
              )}
            </div>
          </Form>
        </Section>
      </Columns>
    </>
  )
}

/** Records an answer may rest on: the strongest of the skill, and the newest that do not count yet. */
function RestsOn({ skill, records }: Pick<StatementMatter, 'skill' | 'records'>) {
  const offered = [...records.strongest.slice(0, 6), ...records.newestWaiting.slice(0, 4)]
  if (offered.length === 0) return null
  return (
    <div class="tall">
      <CheckRow
        name="evidence"
        legend="Records it rests on"
        hint="An answer with a record behind it can be shown. Optional."
        values={skill.evidence}
        options={offered.map(({ id, says, happenedOn }) => ({
          value: id,
          label: says,
          hint: happenedOn ? dayWords(happenedOn) : 'no date yet',
        }))}
      />
    </div>
  )
}

const lowerFirst = (text: string): string => text[0]!.toLowerCase() + text.slice(1)
