import { conversationKinds, cycleTargets } from '../../core/discovery.ts'
import { count } from '../../core/number-words.ts'
import { type KnownInitiative, offeredInitiatives } from '../../platform/initiatives.ts'
import type { Page, View } from '../../platform/page.ts'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { CheckField, DayField, Form, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, Columns, ConfirmButton, EmptyState, PageHead, Pager, Section, WhenDay } from '../../ui/parts.tsx'
import type { ConversationTold, CycleTold, Discovery } from './operations.ts'
import { Counts } from './pages-counts.tsx'
import { conversationWords } from './words.ts'

/** Conversations with customers, and what each cycle of them came to. */
const discoveryPage: Page = {
  path: '/discovery',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<Discovery>('discovery.list', {
      cursor: view.query.get('cursor') ?? undefined,
      initiative: view.query.get('initiative') || undefined,
      limit: 30,
    })
    const chosen = answer.items.find(({ id }) => id === view.query.get('edit'))?.initiative
    const offered = await offeredInitiatives(view, chosen, view.query.get('initiative'))
    return { title: 'Discovery', body: <Discoveries view={view} answer={answer} offered={offered} /> }
  },
}

export const discoveryPages: readonly Page[] = [discoveryPage]

interface Matter {
  view: View
  answer: Discovery
  offered: readonly KnownInitiative[]
}

const Discoveries = ({ view, answer, offered }: Matter) => (
  <>
    <PageHead title="Discovery" lead="Conversations with customers, and what they come to.">
      {answer.count > 0 && <ActionLink href="#log">Write one down</ActionLink>}
      <ActionLink href="/evidence/inbox#bring">Bring in a calendar</ActionLink>
    </PageHead>
    <EvidenceViews now="/discovery" />
    {answer.count === 0 && answer.cycles.length === 0 ? (
      <>
        <NothingYet />
        <LogForm view={view} offered={offered} />
      </>
    ) : (
      <Columns beside={<Counts answer={answer} />}>
        <Cycles view={view} answer={answer} />
        <Conversations view={view} answer={answer} offered={offered} />
        <LogForm view={view} offered={offered} />
      </Columns>
    )}
  </>
)

const NothingYet = () => (
  <EmptyState example="Interview with a bookkeeper at a 40-person agency: prints each invoice to check it, because two were wrong in January.">
    {cycleTargets.from} to {cycleTargets.to} conversations about one question, what they have in common and the problem
    in one statement make a discovery cycle. Who it was by role is enough; no names needed.
  </EmptyState>
)

const mostCycles = 12

const Cycles = ({ view, answer: { cycles } }: Pick<Matter, 'view' | 'answer'>) => {
  const about = view.query.get('initiative')
  const shown = cycles.filter(({ initiative }) => !about || initiative === about)
  return (
    <Section id="cycles" title="Cycles">
      <ul class="list">
        {shown.slice(0, mostCycles).map((cycle) => (
          <Cycle view={view} cycle={cycle} />
        ))}
      </ul>
      {shown.length > mostCycles && (
        <p class="small quiet">
          And {count(shown.length - mostCycles, 'earlier cycle')}. See one initiative for its own.
        </p>
      )}
    </Section>
  )
}

const aboutOf = ({ initiative, initiativeTitle }: CycleTold) =>
  initiative && initiativeTitle ? <a href={`/initiatives/${initiative}`}>{initiativeTitle}</a> : 'No initiative'

const nameOf = (cycle: CycleTold): string => cycle.id ?? `open-${cycle.initiative ?? 'none'}`

const Cycle = ({ view, cycle }: { view: View; cycle: CycleTold }) => (
  <li id={`cycle-${nameOf(cycle)}`}>
    <h3>{aboutOf(cycle)}</h3>
    <p class="small quiet">
      {cycle.state === 'open' ? 'Open' : 'Ended'}
      {cycle.from && cycle.to && (
        <>
          , <Span from={cycle.from} to={cycle.to} />
        </>
      )}
      {cycle.read > 0 && `; beside them ${count(cycle.read, 'survey or support case', 'surveys and support cases')}`}
    </p>
    {cycle.says.map((line) => (
      <p class="small">{line}.</p>
    ))}
    {cycle.problem && <p class="said">{cycle.problem}</p>}
    {cycle.synthesis && (
      <details>
        <summary>What they have in common</summary>
        <p class="said">{cycle.synthesis}</p>
      </details>
    )}
    <Conclude view={view} cycle={cycle} />
  </li>
)

const Span = ({ from, to }: { from: string; to: string }) =>
  from === to ? (
    <WhenDay day={from} />
  ) : (
    <>
      <WhenDay day={from} /> to <WhenDay day={to} />
    </>
  )

/** The end of a cycle: what the conversations have in common, and the problem. The same form changes one that has ended. */
const Conclude = ({ view, cycle }: { view: View; cycle: CycleTold }) => {
  const key = `conclude-${nameOf(cycle)}`
  const hidden: Record<string, string> = cycle.id
    ? { id: cycle.id }
    : cycle.initiative
      ? { initiative: cycle.initiative }
      : {}
  const isFailed =
    view.failed?.operation === 'discovery.conclude' &&
    (cycle.id
      ? view.failed.values.id === cycle.id
      : !view.failed.values.id && (view.failed.values.initiative ?? '') === (cycle.initiative ?? ''))
  return (
    <details open={isFailed}>
      <summary class="button">{cycle.id ? 'Change what it came to' : 'Write down what they come to'}</summary>
      <Form
        do="discovery.conclude"
        id={key}
        from={view.path}
        next="/discovery"
        hidden={hidden}
        failed={isFailed ? view.failed : null}
      >
        <TextArea
          name="synthesis"
          label="What do they have in common, and where do they differ?"
          hint="The pattern, not the quotes. What surprised you?"
          rows={4}
          maxlength={8000}
          value={cycle.synthesis}
          required
          draft
        />
        <TextArea
          name="problem"
          label="The problem, in one statement"
          hint="Who has it, when, and what it costs them. The initiative takes it over if it says none yet."
          rows={2}
          maxlength={1000}
          value={cycle.problem}
          required
          draft
        />
        <DayField name="on" label="When did it end?" value={cycle.closedOn ?? view.today} max={view.today} />
        {!cycle.id && <CheckField name="log" label="Also log the problem as evidence" checked />}
        <Submit>Keep it</Submit>
      </Form>
      {cycle.id && (
        <Form do="discovery.reopen" from={view.path} next="/discovery" hidden={{ id: cycle.id }} failed={view.failed}>
          <ConfirmButton
            label="Open it again…"
            question="What you wrote down of this cycle goes; its conversations stay. You can undo it."
            confirm="Open it again"
          />
        </Form>
      )}
    </details>
  )
}

const Conversations = ({ view, answer, offered }: Matter) => {
  const initiative = view.query.get('initiative')
  const place = (cursor: string | null) => {
    const query = new URLSearchParams({ ...(initiative && { initiative }), ...(cursor && { cursor }) })
    return query.size > 0 ? `/discovery?${query}` : '/discovery'
  }
  return (
    <Section id="conversations" title="Conversations" more={initiative && <a href="/discovery">Show all</a>}>
      {answer.items.length === 0 && <p class="small quiet">None here.</p>}
      <ul class="list">
        {answer.items.map((item) => (
          <Conversation view={view} item={item} offered={offered} />
        ))}
      </ul>
      <Pager
        label="Conversations"
        newer={view.query.has('cursor') ? place(null) : null}
        older={answer.next && place(answer.next)}
      />
    </Section>
  )
}

function Conversation({
  view,
  item,
  offered,
}: {
  view: View
  item: ConversationTold
  offered: readonly KnownInitiative[]
}) {
  const isOpen = view.query.get('edit') === item.id
  const back = withoutEdit(view)
  return (
    <li id={`conversation-${item.id}`}>
      <p>
        <strong>{item.who}</strong>
      </p>
      <p class="small quiet">
        <WhenDay day={item.on} /> · {conversationWords[item.kind]}
        {item.initiative && item.initiativeTitle && (
          <>
            {' '}
            · <a href={`/initiatives/${item.initiative}`}>{item.initiativeTitle}</a>
          </>
        )}
      </p>
      {item.learned ? (
        <p class="said">{item.learned}</p>
      ) : (
        !isOpen && (
          <p class="small">
            <a href={`${editPath(view, item.id)}`}>What did you learn?</a>
          </p>
        )
      )}
      {isOpen ? (
        <>
          <Form
            do="discovery.edit"
            id={`edit-${item.id}`}
            from={view.path}
            next={`${back}#conversation-${item.id}`}
            hidden={{ id: item.id }}
            failed={view.failed}
          >
            <Fields view={view} item={item} offered={offered} />
            <div class="actions">
              <Submit keys>Save the change</Submit>
              <ActionLink kind="link" href={`${back}#conversation-${item.id}`}>
                Leave it as it was
              </ActionLink>
            </div>
          </Form>
          <Form do="discovery.remove" from={view.path} next={back} hidden={{ id: item.id }} failed={view.failed}>
            <ConfirmButton
              label="Remove…"
              question="The conversation no longer counts towards its cycle. You can undo it."
              confirm="Remove the conversation"
            />
          </Form>
        </>
      ) : (
        <div class="actions">
          <ActionLink kind="link" href={editPath(view, item.id)}>
            Edit
          </ActionLink>
        </div>
      )}
    </li>
  )
}

function withoutEdit(view: View): string {
  const query = new URLSearchParams(view.query)
  query.delete('edit')
  return query.size > 0 ? `/discovery?${query}` : '/discovery'
}

function editPath(view: View, id: string): string {
  const query = new URLSearchParams(view.query)
  query.set('edit', id)
  return `/discovery?${query}#conversation-${id}`
}

const LogForm = ({ view, offered }: Pick<Matter, 'view' | 'offered'>) => (
  <Section id="log" title="Write a conversation down">
    <Form do="discovery.log" id="log-form" from={view.path} next="/discovery" failed={view.failed}>
      <Fields view={view} item={null} offered={offered} />
      <Submit keys>Keep it</Submit>
    </Form>
  </Section>
)

const Fields = ({
  view,
  item,
  offered,
}: {
  view: View
  item: ConversationTold | null
  offered: readonly KnownInitiative[]
}) => (
  <>
    <TextField
      name="who"
      label="Who was it?"
      hint="By role or company. No names needed."
      value={item?.who}
      maxlength={200}
      required
    />
    <TextArea
      name="learned"
      label="What did you learn?"
      hint="What they did and why, closest to their words. It may follow later."
      rows={3}
      maxlength={8000}
      value={item?.learned}
      draft={item === null}
    />
    <SelectField
      name="kind"
      label="How did you hear them?"
      value={item?.kind ?? 'interview'}
      options={conversationKinds.map((value) => ({ value, label: conversationWords[value] }))}
    />
    <DayField name="on" label="On which day?" value={item?.on ?? view.today} max={view.today} />
    {offered.length > 0 && (
      <SelectField
        name="initiative"
        label="What was it about?"
        value={item ? (item.initiative ?? '') : (view.query.get('initiative') ?? '')}
        options={[
          { value: '', label: 'No initiative yet' },
          ...offered.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
    )}
  </>
)
