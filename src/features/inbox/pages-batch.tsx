import { count } from '../../core/number-words.ts'
import type { View } from '../../platform/page.ts'
import { DayField, Form, Hidden, Submit } from '../../ui/form.tsx'
import { ConfirmButton, dayWords, Section } from '../../ui/parts.tsx'
import { SizeQuestion } from '../../ui/size-question.tsx'
import { Line, shortened } from './pages-line.tsx'
import { ReasonsInWords } from './pages-reading.tsx'
import type { BatchState, OpenBatch } from './queries.ts'
import type { Proposal } from './reading.ts'

// The initiatives with most lines; a page of questions is not answered.
const askedAtOnce = 12

// Of what was left out: enough to see whether the reasons are right.
const leftOutShown = 100

interface Sized {
  view: View
  sized: ReadonlySet<string>
}

/** What one document brought in: how much is decided, what was left out, and the lines that wait. */
export function Batch({
  batch,
  items,
  isAsked,
  view,
  sized,
}: Sized & { batch: OpenBatch; items: readonly Proposal[]; isAsked: boolean }) {
  const { waiting } = batch.counts
  return (
    <Section id={`batch-${batch.id}`} title={batch.name} more={<Decided batch={batch} />}>
      <p class="small quiet">Brought in on {dayWords(batch.createdAt.slice(0, 10))}.</p>
      <LeftOut batch={batch} />
      {waiting > 0 && isAsked && <AllAtOnce batch={batch} view={view} sized={sized} />}
      {waiting > 0 && !isAsked && (
        <p class="small">
          <a href={`/evidence/inbox?batch=${batch.id}`}>Keep or wave away all of it</a>
        </p>
      )}
      {[...consecutive(items)].map((group) => (
        <Group items={group} view={view} sized={sized} />
      ))}
    </Section>
  )
}

/** A batch of which no line is shown: how far it is, and the way to it. */
export const OtherBatch = ({ batch }: { batch: BatchState }) => (
  <li>
    <p>
      <a href={`/evidence/inbox?batch=${batch.id}`}>{shortened(batch.name, 120)}</a>
    </p>
    <p class="small quiet">
      Brought in on {dayWords(batch.createdAt.slice(0, 10))}. <Decided batch={batch} />
    </p>
  </li>
)

function Decided({ batch: { counts } }: { batch: BatchState }) {
  const { waiting, approved, dismissed } = counts
  const decided = approved + dismissed
  const [of, done, kept, away] = [decided + waiting, decided, approved, dismissed].map((n) => n.toLocaleString('en'))
  return (
    <span class="small quiet num">
      {done} of {of} decided: {kept} kept, {away} waved away
    </span>
  )
}

function LeftOut({ batch: { skipped, reasons } }: { batch: OpenBatch }) {
  if (skipped.length === 0) return null
  const all = reasons?.reduce((sum, { lines }) => sum + lines, 0) ?? skipped.length
  return (
    <details>
      <summary>{count(all, 'line')} left out</summary>
      {reasons && <ReasonsInWords reasons={reasons} />}
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">It says</th>
            <th scope="col">Left out</th>
          </tr>
        </thead>
        <tbody>
          {skipped.slice(0, leftOutShown).map(({ line, text, why }) => (
            <tr>
              <td class="num">{line}</td>
              <td class="said">{shortened(text, 160)}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > Math.min(skipped.length, leftOutShown) && (
        <p class="small quiet">And {(all - Math.min(skipped.length, leftOutShown)).toLocaleString('en')} more.</p>
      )}
    </details>
  )
}

/** One tap for many: the size of work is asked for all of it, and may be answered otherwise for each initiative. */
function AllAtOnce({ batch, view, sized }: Sized & { batch: OpenBatch }) {
  const asked = batch.initiatives.filter(({ title }) => !sized.has(title.toLowerCase()))
  const lines = batch.counts.waiting === 1 ? 'the line' : `all ${count(batch.counts.waiting, 'line')}`
  return (
    <details class="all-at-once">
      <summary>Keep or wave away {lines}</summary>
      <Form
        do="inbox.approve"
        from={view.path}
        next="/evidence/inbox/reading?file={work}"
        hidden={{ batch: batch.id, later: 'true' }}
        failed={view.failed}
      >
        {batch.initiatives.length > 0 && <SizeQuestion standing={view.standing} />}
        {view.standing?.target && asked.length > 1 && (
          <details>
            <summary>Answer for each initiative</summary>
            {asked.slice(0, askedAtOnce).map(({ title, lines }, i) => (
              <>
                <Hidden name={`sizes.${i}.initiative`} value={title} />
                <SizeQuestion
                  name={`sizes.${i}.answer`}
                  of={title === '' ? 'the lines without an initiative' : `“${shortened(title, 80)}”`}
                  standing={view.standing}
                  hint={count(lines, 'line')}
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
        next="/evidence/inbox/reading?file={work}"
        hidden={{ batch: batch.id, later: 'true' }}
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
              <SizeQuestion name="sizes.0.answer" standing={view.standing} />
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
