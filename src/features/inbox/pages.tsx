import { describeMetric } from '../../core/coach/describe.ts'
import { type Framework, heaviestSkills, skillsAt } from '../../core/framework.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckRow, DayField, FileField, Form, Hidden, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import {
  ActionLink,
  Chip,
  Chips,
  ConfirmButton,
  dayWords,
  EmptyState,
  Kind,
  kindWords,
  PageHead,
  Pager,
  Section,
  WhenDay,
} from '../../ui/parts.tsx'
import type { Proposal } from './operations.ts'
import { type BatchState, batchStates, initiativesSized } from './queries.ts'

const perPage = 30
// The initiatives with most lines; a page of questions is not answered.
const askedAtOnce = 12

/** Notes go in here; each line that may be evidence waits for a yes or a no. Nothing is logged by itself. */
const inboxPage: Page = {
  path: '/evidence/inbox',
  here: 'evidence',
  async render(view) {
    const { items, next, waiting } = await view.call<{ items: Proposal[]; next: string | null; waiting: number }>(
      'inbox.list',
      {
        limit: perPage,
        batch: view.query.get('batch') ?? undefined,
        cursor: view.query.get('cursor') ?? undefined,
      },
    )
    const batches = await batchStates(view.tx, view.personId)
    const sized = await initiativesSized(view.tx, view.personId)
    return {
      title: 'Inbox',
      body: (
        <>
          <PageHead
            title="Inbox"
            lead={
              waiting === 0
                ? batches.length === 0
                  ? 'Nothing waits.'
                  : 'Nothing waits: every line is decided.'
                : `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'} for your yes or no. There is no hurry.`
            }
          />
          {waiting === 0 && batches.length > 0 && (
            <p>
              <ActionLink href="/evidence">See your records</ActionLink>
            </p>
          )}
          {batches.length === 0 && <HowItWorks />}
          <Bring view={view} open={batches.length === 0} />
          {batches.map((batch) => (
            <Batch batch={batch} view={view} sized={sized} items={items.filter((item) => item.batch === batch.id)} />
          ))}
          <Pager
            label="Lines"
            newer={view.query.has('cursor') ? '/evidence/inbox' : null}
            older={next && `/evidence/inbox?cursor=${next}`}
          />
        </>
      ),
    }
  },
}

export const inboxPages: readonly Page[] = [inboxPage]

const HowItWorks = () => (
  <EmptyState
    example={
      <>
        March 2026
        <br />- Cut setup from 9 steps to 4, activation 31 % → 44 %
        <br />- Said no to the export, 2 of 40 prospects asked for it
      </>
    }
    action={
      <a class="button main" href="#inbox-import-text">
        Paste something
      </a>
    }
  >
    Paste notes, a brag document or three lines from memory. Each line comes back with what was understood, and becomes
    evidence only if you say so.
  </EmptyState>
)

const Bring = ({ view, open }: { view: View; open: boolean }) => (
  <Section id="bring" title="Bring in notes">
    <details open={open || view.failed?.operation === 'inbox.import'}>
      <summary class="button">Paste or choose a file</summary>
      <Form do="inbox.import" from={view.path} next="/evidence/inbox" failed={view.failed} files>
        <TextArea
          name="text"
          label="Your notes"
          hint="Markdown or plain text. Headings with dates and initiatives are understood."
          rows={8}
          draft
        />
        <FileField
          name="file"
          label="Or a file"
          hint="Markdown or plain text, at most 2 MB."
          accept=".md,.markdown,.txt,text/markdown,text/plain"
        />
        <TextField
          name="name"
          label="What to call it"
          hint="Left empty, the file’s own name."
          size="medium"
          maxlength={255}
        />
        <Submit keys>Read it</Submit>
      </Form>
    </details>
  </Section>
)

interface Sized {
  view: View
  sized: ReadonlySet<string>
}

function Batch({ batch, items, view, sized }: Sized & { batch: BatchState; items: readonly Proposal[] }) {
  const { waiting, approved, dismissed } = batch.counts
  const all = waiting + approved + dismissed
  return (
    <Section
      id={`batch-${batch.id}`}
      title={batch.name}
      more={
        <span class="small quiet num">
          {approved + dismissed} of {all} decided: {approved} kept, {dismissed} waved away
        </span>
      }
    >
      <p class="small quiet">Brought in on {dayWords(batch.createdAt.slice(0, 10))}.</p>
      <LeftOut batch={batch} />
      {waiting > 0 && <AllAtOnce batch={batch} view={view} sized={sized} />}
      {[...consecutive(items)].map((group) => (
        <Group items={group} view={view} sized={sized} />
      ))}
      {waiting > 0 && items.length === 0 && (
        <p>
          <a href={`/evidence/inbox?batch=${batch.id}`}>
            Show its {waiting} waiting {waiting === 1 ? 'line' : 'lines'}
          </a>
        </p>
      )}
    </Section>
  )
}

const LeftOut = ({ batch: { skipped } }: { batch: BatchState }) =>
  skipped.length === 0 ? null : (
    <details>
      <summary>
        {skipped.length} {skipped.length === 1 ? 'line' : 'lines'} left out
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">It says</th>
            <th scope="col">Left out</th>
          </tr>
        </thead>
        <tbody>
          {skipped.slice(0, 500).map(({ line, text, why }) => (
            <tr>
              <td class="num">{line}</td>
              <td class="said">{shortened(text, 160)}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {skipped.length > 500 && <p class="small quiet">And {skipped.length - 500} more.</p>}
    </details>
  )

/** One tap for many: the size of work is asked for all of it, and may be answered otherwise for each initiative. */
function AllAtOnce({ batch, view, sized }: Sized & { batch: BatchState }) {
  const asked = batch.initiatives.filter(({ title }) => !sized.has(title.toLowerCase()))
  const lines = batch.counts.waiting === 1 ? 'the line' : `all ${batch.counts.waiting} lines`
  return (
    <details class="all-at-once">
      <summary>Keep or wave away {lines}</summary>
      <Form
        do="inbox.approve"
        from={view.path}
        next="/evidence/inbox"
        hidden={{ batch: batch.id }}
        failed={view.failed}
      >
        <SizeQuestion name="size" of="this work" view={view} />
        {view.standing?.target && asked.length > 1 && (
          <details>
            <summary>Answer for each initiative</summary>
            {asked.slice(0, askedAtOnce).map(({ title, lines }, i) => (
              <>
                <Hidden name={`sizes.${i}.initiative`} value={title} />
                <SizeQuestion
                  name={`sizes.${i}.answer`}
                  of={title === '' ? 'the lines without an initiative' : `“${shortened(title, 80)}”`}
                  view={view}
                  lines={lines}
                />
              </>
            ))}
            {asked.length > askedAtOnce && (
              <p class="small quiet">
                The {asked.length - askedAtOnce} smaller ones are asked about beside their lines.
              </p>
            )}
          </details>
        )}
        <DayField
          name="undatedOn"
          label="When was the work that says no date?"
          hint="Roughly is enough, and each can be changed later. Left empty, those lines are kept and do not count yet."
          max={view.today}
        />
        <Submit>Keep {lines}</Submit>
      </Form>
      <Form
        do="inbox.dismiss"
        from={view.path}
        next="/evidence/inbox"
        hidden={{ batch: batch.id }}
        failed={view.failed}
      >
        <ConfirmButton
          label={`Wave away ${lines}…`}
          question="They will not be proposed again. You can undo it."
          confirm={`Wave away ${lines}`}
        />
      </Form>
    </details>
  )
}

const SizeQuestion = ({ name, of, view, lines }: { name: string; of: string; view: View; lines?: number }) => {
  const { standing } = view
  const level = standing?.target && standing.framework.levels.find(({ id }) => id === standing.target)
  return level ? (
    <RadioRow
      name={name}
      legend={`Was ${of} of ${level.title} size?`}
      hint={lines === undefined ? undefined : `${lines} ${lines === 1 ? 'line' : 'lines'}`}
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'part', label: 'Part of it' },
        { value: 'no', label: 'No' },
      ]}
    />
  ) : null
}

/** Lines that stood together under one initiative. */
function* consecutive(items: readonly Proposal[]): Generator<Proposal[]> {
  let group: Proposal[] = []
  for (const item of items) {
    if (group.length > 0 && group[0]!.initiative !== item.initiative) {
      yield group
      group = []
    }
    group.push(item)
  }
  if (group.length > 0) yield group
}

function Group({ items, view, sized }: Sized & { items: Proposal[] }) {
  const [first] = items as [Proposal]
  const title = first.initiative
  return (
    <>
      {title !== null && <h3 class="group">{shortened(title, 120)}</h3>}
      {title !== null && items.length > 1 && (
        <Form
          do="inbox.approve"
          from={view.path}
          next={view.path}
          hidden={{ ids: first.id }}
          id={`keep-group-${first.id}`}
        >
          {items.slice(1).map(({ id }) => (
            <Hidden name="ids" value={id} />
          ))}
          {!sized.has(title.toLowerCase()) && (
            <>
              <Hidden name="sizes.0.initiative" value={title} />
              <SizeQuestion name="sizes.0.answer" of="this work" view={view} />
            </>
          )}
          <Submit kind="plain">Keep these {items.length}</Submit>
        </Form>
      )}
      <ul class="list">
        {items.map((item, i) => (
          <Line item={item} following={items[i + 1]?.id ?? null} view={view} />
        ))}
      </ul>
    </>
  )
}

function Line({ item, following, view }: { item: Proposal; following: string | null; view: View }) {
  const { framework } = view.standing ?? {}
  // Deciding on one line leads on to the next, also on a long page.
  const next = following ? `${pathOf(view)}#line-${following}` : pathOf(view)
  return (
    <li id={`line-${item.id}`}>
      <p class="said">{item.text}</p>
      <Chips>
        <Kind kind={item.kind} />
        {item.reading.metrics.map((metric) => (
          <Chip>{shortened(describeMetric(metric), 90)}</Chip>
        ))}
        {item.skills.map((id) => (
          <Chip>{framework?.skills.find((skill) => skill.id === id)?.name ?? id}</Chip>
        ))}
      </Chips>
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
    <DayField name="happenedOn" label="When it happened" value={item.happenedOn} max={view.today} />
    <TextField name="initiative" label="Initiative" value={item.initiative} size="medium" maxlength={200} />
    {framework && view.standing && (
      <CheckRow
        name="skills"
        legend="Skills it shows"
        hint="At most three."
        values={item.skills}
        options={skillOptions(view.standing)}
      />
    )}
    {view.standing?.target && <ScopeField item={item} standing={view.standing} />}
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

function shortened(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
