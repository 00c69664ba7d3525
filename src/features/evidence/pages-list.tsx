import { describeMetric } from '../../core/coach/describe.ts'
import { type Month, monthOf } from '../../core/day.ts'
import { count } from '../../core/number-words.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import type { Paged } from '../../platform/fields.ts'
import { initiativesNamed, type KnownInitiative, offeredInitiatives } from '../../platform/initiatives.ts'
import { linesWaiting } from '../../platform/lines-waiting.ts'
import type { Page, View } from '../../platform/page.ts'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { DayField, Form, Hidden, SelectField, Submit, TextField } from '../../ui/form.tsx'
import {
  ActionLink,
  Chip,
  Chips,
  dayWords,
  EmptyState,
  Kind,
  PageHead,
  Pager,
  Section,
  WhenDay,
} from '../../ui/parts.tsx'
import { kindOptions, shortened } from './pages-fields.tsx'

const filterNames = ['query', 'kind', 'skill', 'initiative', 'from', 'to', 'measured', 'confirmed', 'removed'] as const

/** What the person has done, newest first, as far as the filters let it through. */
export const evidenceListPage: Page = {
  path: '/evidence',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const filters = filtersOf(view.query)
    const { items, next } = await view.call<Paged<StoredEvidence>>('evidence.list', {
      ...filters.input,
      cursor: view.query.get('cursor') ?? undefined,
    })
    const offered = await offeredInitiatives(view, view.query.get('initiative'))
    const initiatives = await initiativesNamed(
      view,
      items.flatMap(({ initiative }) => initiative ?? []),
    )
    const waiting = await linesWaiting(view.tx, view.personId)
    const isEmpty = items.length === 0 && !filters.any
    return {
      title: 'Evidence',
      body: (
        <>
          <PageHead title="Evidence" lead="What you have done, and whether it counts.">
            <ActionLink href="/evidence/inbox">Bring in notes</ActionLink>
          </PageHead>
          <EvidenceViews now="/evidence" />
          {waiting > 0 && <Waiting lines={waiting} />}
          <div id="records" data-fresh>
            {isEmpty ? (
              <NothingYet />
            ) : (
              <>
                <Filters view={view} initiatives={offered} any={filters.any} />
                {items.length === 0 ? (
                  <NothingMatches />
                ) : (
                  <Months items={items} initiatives={initiatives} view={view} />
                )}
                <Pager
                  label="Evidence"
                  newer={view.query.has('cursor') ? withoutCursor(view.query) : null}
                  older={next && withCursor(view.query, next)}
                />
              </>
            )}
          </div>
        </>
      ),
    }
  },
}

const Waiting = ({ lines }: { lines: number }) => (
  <p class="note">
    <a href="/evidence/inbox">{count(lines, 'line waits', 'lines wait')} in the inbox</a> for your yes or no.
  </p>
)

const NothingYet = () => (
  <EmptyState
    example="Recommended cutting social sharing, it was not in the top ten reasons people pick us. Moved the six weeks to onboarding: week-1 retention 42 % → 58 % by June."
    action={
      <ActionLink href="/log" kind="main">
        Log the first one
      </ActionLink>
    }
  >
    Your records stand here, newest first: decisions, results, problems you found, what others said. One sentence each
    is a start, and <a href="/evidence/inbox">notes you already have</a> can be read in.
  </EmptyState>
)

const NothingMatches = () => (
  <p>
    Nothing matches. <a href="/evidence">Show everything</a>
  </p>
)

function Filters({ view, initiatives, any }: { view: View; initiatives: readonly KnownInitiative[]; any: boolean }) {
  const value = (name: (typeof filterNames)[number]) => view.query.get(name)
  const more = filterNames.some((name) => name !== 'query' && value(name))
  return (
    <search>
      <form method="get" action="/evidence" class="filters">
        <div class="filter-words">
          <TextField
            name="query"
            label="Words"
            hideLabel
            type="search"
            placeholder="Search your records"
            value={value('query')}
          />
          <Submit kind="plain">Search</Submit>
        </div>
        <details open={more}>
          <summary>{more ? 'Filters' : 'More filters'}</summary>
          <div class="filter-grid">
            <SelectField
              name="kind"
              label="Kind"
              empty="Any"
              value={value('kind')}
              options={[...kindOptions, { value: 'note', label: 'Note' }]}
            />
            {view.standing && (
              <SelectField
                name="skill"
                label="Skill"
                empty="Any"
                value={value('skill')}
                options={view.standing.framework.skills.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {initiatives.length > 0 && (
              <SelectField
                name="initiative"
                label="Initiative"
                empty="Any"
                value={value('initiative')}
                options={initiatives.map(({ id, title }) => ({ value: id, label: shortened(title, 60) }))}
              />
            )}
            <DayField name="from" label="From" value={value('from')} />
            <DayField name="to" label="To" value={value('to')} />
            <YesOrNo
              name="measured"
              label="Measured"
              yes="With before and after"
              no="Without"
              value={value('measured')}
            />
            <YesOrNo
              name="confirmed"
              label="Confirmed"
              yes="By somebody else"
              no="By nobody yet"
              value={value('confirmed')}
            />
            <SelectField
              name="removed"
              label="Show"
              empty="The records there are"
              value={value('removed')}
              options={[{ value: 'yes', label: 'The removed ones' }]}
            />
          </div>
          <p class="actions">
            <Submit kind="plain">Filter</Submit>
            {any && <a href="/evidence">Show everything</a>}
          </p>
        </details>
      </form>
    </search>
  )
}

const YesOrNo = ({
  yes,
  no,
  ...field
}: {
  name: string
  label: string
  yes: string
  no: string
  value: string | null
}) => (
  <SelectField
    {...field}
    empty="Any"
    options={[
      { value: 'yes', label: yes },
      { value: 'no', label: no },
    ]}
  />
)

function Months({
  items,
  initiatives,
  view,
}: {
  items: readonly StoredEvidence[]
  initiatives: readonly KnownInitiative[]
  view: View
}) {
  const undated = items.filter(({ happenedOn }) => happenedOn === null)
  const dated = items.filter(({ happenedOn }) => happenedOn !== null)
  const months = [...Map.groupBy(dated, ({ listedOn }): Month => monthOf(listedOn))]
  const rows = (records: readonly StoredEvidence[]) => (
    <ul class="list">
      {records.map((record) => (
        <Row record={record} initiatives={initiatives} view={view} />
      ))}
    </ul>
  )
  return (
    <>
      {undated.length > 0 && (
        <Section id="undated" title="No date yet">
          {rows(undated)}
        </Section>
      )}
      {months.map(([month, records]) => (
        <Section id={`month-${month}`} title={dayWords(month)}>
          {rows(records)}
        </Section>
      ))}
    </>
  )
}

function Row({
  record,
  initiatives,
  view,
}: {
  record: StoredEvidence
  initiatives: readonly KnownInitiative[]
  view: View
}) {
  const skills = view.standing?.framework.skills ?? []
  const initiative = initiatives.find(({ id }) => id === record.initiative)
  return (
    <li>
      <p>
        <a href={`/evidence/${record.id}`}>{shortened(record.text, 240)}</a>
      </p>
      <Chips>
        <Kind kind={record.kind} />
        {record.metrics.slice(0, 2).map((metric) => (
          <Chip>{shortened(describeMetric(metric), 90)}</Chip>
        ))}
        {record.skills.map((id) => (
          <Chip>{skills.find((skill) => skill.id === id)?.name ?? id}</Chip>
        ))}
      </Chips>
      <p class="small quiet">
        <WhenDay day={record.happenedOn} />
        {initiative && <> · {shortened(initiative.title, 60)}</>}
        {' · '}
        <span class="behind-curtain">{corroborationWords(record)}</span>
        {record.confidential && ' · confidential'}
      </p>
      {record.removed && (
        <Form do="evidence.restore" from={view.path} next="/evidence/{id}">
          <Hidden name="id" value={record.id} />
          <Submit kind="plain">Restore</Submit>
        </Form>
      )}
    </li>
  )
}

const corroborationWords = ({ corroboration, confirmations, seenBy }: StoredEvidence): string => {
  switch (corroboration) {
    case 'attested':
    case 'pasted':
      return `confirmed by ${shortened(confirmations.at(-1)!.by, 60)}`
    case 'witness':
      return `seen by ${shortened(seenBy[0]!, 60)}${seenBy.length > 1 ? ' and others' : ''}`
    case 'none':
      return 'nobody has confirmed it yet'
  }
}

/** The address's filters as the list takes them; blank ones are none. */
function filtersOf(query: URLSearchParams): { any: boolean; input: Record<string, unknown> } {
  const given = filterNames.flatMap((name): [string, string][] => {
    const value = query.get(name)?.trim()
    return value ? [[name, value]] : []
  })
  const input = given.map(([name, value]) => [name, yesOrNoFields.has(name) ? value === 'yes' : value])
  return { any: given.length > 0, input: Object.fromEntries(input) as Record<string, unknown> }
}

const yesOrNoFields: ReadonlySet<string> = new Set(['measured', 'confirmed', 'removed'])

function withCursor(query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams([...query].filter(([name, value]) => name !== 'cursor' && value !== ''))
  next.set('cursor', cursor)
  return `/evidence?${next}`
}

function withoutCursor(query: URLSearchParams): string {
  const rest = new URLSearchParams([...query].filter(([name, value]) => name !== 'cursor' && value !== ''))
  return rest.size > 0 ? `/evidence?${rest}` : '/evidence'
}
