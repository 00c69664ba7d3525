import { describeMetric } from '../../core/coach/describe.ts'
import type { Decision } from '../../core/evidence.ts'
import { type Framework, heaviestSkills, skillsAt } from '../../core/framework.ts'
import type { View } from '../../platform/page.ts'
import { CheckRow, DayField, Form, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, Chip, Chips, Kind, kindWords, WhenDay } from '../../ui/parts.tsx'
import type { Proposal } from './reading.ts'

/** A line that waits, with the coach's reading and the ways to decide on it. */
export function Line({ item, following, view }: { item: Proposal; following: string | null; view: View }) {
  const { framework } = view.standing ?? {}
  // Deciding on one line leads on to the next, also on a long page.
  const next = following ? `${pathOf(view)}#line-${following}` : pathOf(view)
  return (
    <li id={`line-${item.id}`}>
      <p class="said">{item.text}</p>
      {item.becomes ? (
        <p class="small quiet">{otherWords(item)}</p>
      ) : (
        <Chips>
          <Kind kind={item.kind} />
          {item.reading.metrics.map((metric) => (
            <Chip>{shortened(describeMetric(metric), 90)}</Chip>
          ))}
          {item.skills.map((id) => (
            <Chip>{framework?.skills.find((skill) => skill.id === id)?.name ?? id}</Chip>
          ))}
        </Chips>
      )}
      {item.details?.decision && <p class="small quiet">{decisionWords(item.details.decision)}</p>}
      <p class="small quiet">
        <WhenDay day={item.happenedOn} without="no date yet: it counts once it has one" /> · line {item.line}
      </p>
      {view.query.get('edit') === item.id ? (
        <Change item={item} framework={framework ?? null} view={view} />
      ) : (
        <div class="actions">
          <Form do="inbox.approve" from={view.path} next={next} hidden={{ ids: item.id }} failed={view.failed}>
            <Submit kind="plain">Keep it</Submit>
          </Form>
          <Form do="inbox.dismiss" from={view.path} next={next} hidden={{ ids: item.id }} failed={view.failed}>
            <Submit kind="plain">Wave it away</Submit>
          </Form>
          <ActionLink kind="link" href={`${pathOf(view, item.id)}#line-${item.id}`}>
            Edit
          </ActionLink>
        </div>
      )}
    </li>
  )
}

/** What the file says of a decision beside its words: it goes into the record with a yes. */
const decisionWords = ({ choice, notChosen = [] }: Decision): string =>
  [
    choice && `Chosen: ${shortened(choice, 120)}`,
    notChosen.length > 0 && `Not chosen: ${shortened(notChosen.join('; '), 200)}`,
  ]
    .filter(Boolean)
    .join(' · ')

/** What a yes makes of a line that is no evidence, and why it is thought to be one. */
const otherWords = ({ becomes, details }: Proposal): string =>
  becomes === 'contact'
    ? 'A contact: a yes notes the day beside the name under People, for your eyes only.'
    : `${details?.who ?? 'Customer'}${details?.sign ? `, because ${details.sign}` : ''}. A yes counts it as a customer conversation.`

/** This page of the inbox, with at most one line open to be changed: a form for each would make the page a book. */
function pathOf(view: View, edit?: string): string {
  const query = new URLSearchParams(view.query)
  query.delete('edit')
  if (edit) query.set('edit', edit)
  return query.size === 0 ? '/evidence/inbox' : `/evidence/inbox?${query}`
}

const Change = ({ item, framework, view }: { item: Proposal; framework: Framework | null; view: View }) => (
  <Form
    do="inbox.edit"
    from={view.path}
    next={`${pathOf(view)}#line-${item.id}`}
    hidden={{ id: item.id }}
    failed={view.failed}
  >
    <TextArea name="text" label="What happened" rows={3} value={item.text} required />
    {!item.becomes && (
      <RadioRow
        name="kind"
        legend="What it is"
        hint={item.kindSource === 'coach' ? 'Read from the text. Choose one to settle it.' : undefined}
        value={item.kindSource === 'user' ? item.kind : null}
        options={[
          ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
          { value: '', label: 'Only a note' },
        ]}
      />
    )}
    <DayField name="happenedOn" label="When it happened" value={item.happenedOn} max={view.today} />
    {item.becomes !== 'contact' && (
      <TextField name="initiative" label="Initiative" value={item.initiative} size="medium" maxlength={200} />
    )}
    {!item.becomes && framework && view.standing && (
      <CheckRow
        name="skills"
        legend="Skills it shows"
        hint="At most three."
        values={item.skills}
        options={skillOptions(view.standing)}
      />
    )}
    {!item.becomes && view.standing?.target && <ScopeField item={item} standing={view.standing} />}
    <div class="actions">
      <Submit>Save the change</Submit>
      <ActionLink kind="link" href={`${pathOf(view)}#line-${item.id}`}>
        Leave it as it was
      </ActionLink>
    </div>
  </Form>
)

const skillOptions = ({ framework, target, level }: NonNullable<View['standing']>) => {
  const aim = target ?? level
  return heaviestSkills(framework, aim, skillsAt(framework, aim).length).map(({ id, name }) => ({
    value: id,
    label: name,
  }))
}

const ScopeField = ({ item, standing }: { item: Proposal; standing: NonNullable<View['standing']> }) => {
  const title = (id: string) => standing.framework.levels.find((level) => level.id === id)?.title ?? id
  const levels = [...new Set([standing.target!, standing.level])]
  return (
    <RadioRow
      name="scope"
      legend="The size of this work"
      value={item.scope}
      options={levels.map((id) => ({ value: id, label: title(id) }))}
    />
  )
}

/** Words on one line, never longer than `most` characters, with an ellipsis where they are cut. */
export function shortened(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
