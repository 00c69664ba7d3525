import { count } from '../../core/number-words.ts'
import type { View } from '../../platform/page.ts'
import { DayField, Form, Submit } from '../../ui/form.tsx'
import { ConfirmButton, dayWords, kindWord, Section } from '../../ui/parts.tsx'
import { SizeQuestion } from '../../ui/size-question.tsx'
import type { Filters } from './filters.ts'
import { shortened } from './pages-line.tsx'
import type { choicesAmong } from './queries.ts'

/** The filters as the address has them. */
export function filtersOf({ query }: View): Filters {
  const asked = (name: string): string | undefined => query.get(name) || undefined
  return {
    batch: asked('batch'),
    kind: asked('kind') as Filters['kind'],
    initiative: asked('initiative'),
    month: asked('month'),
  }
}

export const isNarrowed = ({ kind, initiative, month }: Filters): boolean =>
  kind !== undefined || initiative !== undefined || month !== undefined

/** This page of the inbox, narrowed as it is. */
export const narrowedPath = (filters: Filters, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...given(filters), ...more })
  return query.size === 0 ? '/evidence/inbox' : `/evidence/inbox?${query}`
}

const given = (filters: Filters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined))

interface NarrowProps {
  filters: Filters
  choices: Awaited<ReturnType<typeof choicesAmong>>
  found: number
  view: View
}

/** Many lines are decided by what they have in common. */
export function Narrow({ filters, choices: { kinds, initiatives, months }, found, view }: NarrowProps) {
  const lines = count(found, 'line')
  return (
    <Section id="narrow" title="Decide many at once">
      <form method="get" action="/evidence/inbox" class="form">
        {filters.batch !== undefined && <input type="hidden" name="batch" value={filters.batch} />}
        <div class="row">
          <Choice
            name="kind"
            label="Kind"
            all="Every kind"
            chosen={filters.kind}
            options={kinds.map(({ kind, n }) => ({ value: kind ?? 'note', label: kindWord(kind), n }))}
          />
          <Choice
            name="initiative"
            label="Initiative"
            all="Every initiative"
            chosen={filters.initiative}
            options={initiatives.map(({ name, n }) => ({
              value: name ?? 'none',
              label: name === null ? 'None' : shortened(name, 50),
              n,
            }))}
          />
          <Choice
            name="month"
            label="Month"
            all="Every month"
            chosen={filters.month}
            options={months.map(({ name, n }) => ({
              value: name ?? 'none',
              label: name === null ? 'No date yet' : dayWords(name as `${number}-${number}`),
              n,
            }))}
          />
          <button type="submit" class="button">
            Show them
          </button>
        </div>
      </form>
      {isNarrowed(filters) && (
        <p class="small">
          {count(found, 'line')} like that. <a href={narrowedPath({ batch: filters.batch })}>Show all again</a>
        </p>
      )}
      {isNarrowed(filters) && found > 0 && <Decide lines={lines} filters={filters} view={view} />}
    </Section>
  )
}

const Decide = ({ lines, filters, view }: { lines: string; filters: Filters; view: View }) => (
  <details class="all-at-once">
    <summary>Keep or wave away these {lines}</summary>
    <Form
      do="inbox.approve"
      from={view.path}
      next="/evidence/inbox/reading?file={work}"
      hidden={{ ...given(filters), later: 'true' }}
      failed={view.failed}
    >
      <SizeQuestion standing={view.standing} />
      {filters.month === 'none' && (
        <DayField
          name="undatedOn"
          label="When was it?"
          hint="Roughly is enough, and each can be changed later. Left empty, these lines are kept and do not count yet."
          max={view.today}
        />
      )}
      <Submit>Keep these {lines}</Submit>
    </Form>
    <Form
      do="inbox.dismiss"
      from={view.path}
      next="/evidence/inbox/reading?file={work}"
      hidden={{ ...given(filters), later: 'true' }}
      failed={view.failed}
    >
      <ConfirmButton
        label={`Wave away these ${lines}…`}
        question="They will not be proposed again. You can undo it."
        confirm={`Wave away these ${lines}`}
      />
    </Form>
  </details>
)

interface ChoiceProps {
  name: string
  label: string
  all: string
  chosen: string | undefined
  options: readonly { value: string; label: string; n: number }[]
}

const Choice = ({ name, label, all, chosen, options }: ChoiceProps) => (
  <div class="field">
    <label for={`narrow-${name}`}>{label}</label>
    <select id={`narrow-${name}`} name={name}>
      <option value="">{all}</option>
      {chosen !== undefined && !options.some(({ value }) => value === chosen) && (
        <option value={chosen} selected>
          {shortened(chosen, 50)}
        </option>
      )}
      {options.map(({ value, label, n }) => (
        <option value={value} selected={value === chosen}>
          {label} ({n.toLocaleString('en')})
        </option>
      ))}
    </select>
  </div>
)
