import { type Answers, entriesOf, type Row, rowsOf, textOf } from '../../core/document/answers.ts'
import { wordCount } from '../../core/document/completeness.ts'
import type { Column, Field, TableField, Template } from '../../core/document/template.ts'
import { DayField, NumberField, RadioRow, SelectField, TextArea, TextField } from '../../ui/form.tsx'
import { useForm } from '../../ui/form-state.ts'

export interface FieldProps {
  field: Field
  template: Template
  answers: Answers
  /** Names to offer where a person is asked for. */
  people: readonly string[]
  /** A further blank row was asked for. */
  more: boolean
  document: string
  /** What the file holds by now, where another window changed it. */
  elsewhere: string | null
}

/** One question of a document, in the control that fits its answer. */
export function DocumentField(props: FieldProps) {
  const { field, elsewhere } = props
  return (
    <div class="document-field" id={`at-${field.id}`}>
      <Control {...props} />
      {elsewhere !== null && (
        <p class="hint elsewhere">
          <strong>In the file now:</strong> {elsewhere === '' ? 'nothing' : elsewhere}
        </p>
      )}
    </div>
  )
}

function Control(props: FieldProps) {
  const { field, answers, people } = props
  const name = `fields.${field.id}`
  const shared = { name, label: labelOf(props), hint: hintOf(props) }
  switch (field.type) {
    case 'long':
      return <TextArea {...shared} value={textOf(answers, field.id)} rows={3} />
    case 'list':
      return <TextArea {...shared} value={entriesOf(answers, field.id)} rows={Math.max(2, field.min)} />
    case 'number':
      return <NumberField {...shared} value={textOf(answers, field.id)} />
    case 'date':
      return <DayField {...shared} value={textOf(answers, field.id)} />
    case 'choice':
      return <Choice {...props} />
    case 'table':
      return <Table {...props} field={field} />
    case 'person':
      return <TextField {...shared} value={textOf(answers, field.id)} size="medium" suggestions={people} />
    case 'link':
      return <TextField {...shared} value={textOf(answers, field.id)} type="url" />
    default:
      return <TextField {...shared} value={textOf(answers, field.id)} />
  }
}

// What is needed is the rule, so only what may stay empty says so.
const labelOf = ({ field, template }: FieldProps) =>
  template.completeWhen.includes(field.id) || template.completeWhen.length === 0 ? (
    field.label
  ) : (
    <>
      {field.label} <span class="quiet optional">optional</span>
    </>
  )

function hintOf({ field, answers }: FieldProps) {
  const says = [
    field.hint,
    field.type === 'list' && (field.item === 'person' ? 'One name per line.' : 'One per line.'),
    field.private && 'For your eyes only: it stands in no export.',
  ]
    .filter(Boolean)
    .join(' ')
  const n = wordCount(answers, field.id)
  const words = field.maxWords && (
    <span class="word-count" data-words={field.maxWords}>
      {n === 0 ? `About ${field.maxWords} words at most.` : `${n} of about ${field.maxWords} words.`}
    </span>
  )
  return says || words ? (
    <>
      {says} {words}
    </>
  ) : undefined
}

function Choice(props: FieldProps) {
  const { field, answers } = props
  if (field.type !== 'choice') return null
  const [name, value, hint] = [`fields.${field.id}`, textOf(answers, field.id), hintOf(props)]
  const isShort = field.options.length <= 5 && field.options.every(({ label }) => label.length <= 32)
  return isShort ? (
    <RadioRow name={name} legend={labelOf(props)} hint={hint} value={value} options={field.options} />
  ) : (
    <SelectField
      name={name}
      label={labelOf(props)}
      hint={hint}
      value={value}
      empty="Not chosen yet"
      options={field.options}
    />
  )
}

/** Rows of cells: each row can be taken out, another be added; both work without script, by saving on the way. */
function Table(props: FieldProps & { field: TableField }) {
  const { field, answers, more, document } = props
  const form = useForm()
  const hint = hintOf(props)
  const rows = rowsShown(field, rowsOf(answers, field.id), more, form.refused ? rowsSent(form, field) : 0)
  const error = form.error(`fields.${field.id}`) ?? form.error(`rows.${field.id}`)
  const id = form.id(`fields.${field.id}`)
  return (
    <fieldset
      class={field.columns.length > 4 ? 'rows many' : 'rows'}
      id={id}
      tabindex={-1}
      data-rows={field.id}
      data-most={field.maxRows}
    >
      <legend>{labelOf(props)}</legend>
      {hint && <p class="hint">{hint}</p>}
      <table>
        <thead>
          <tr>
            {field.columns.map(({ name }) => (
              <th scope="col">{sentence(name)}</th>
            ))}
            <th scope="col">
              <span class="unseen">Take out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr>
              {field.columns.map((column, n) => (
                <td data-column={sentence(column.name)}>
                  <Cell
                    name={`rows.${field.id}.${at}.${n}`}
                    label={`${sentence(column.name)}, row ${at + 1}`}
                    column={column}
                    value={form.field(`rows.${field.id}.${at}.${n}`, row[column.name])}
                  />
                </td>
              ))}
              <td>
                <button
                  type="submit"
                  class="button link"
                  name="removeRow"
                  value={`${field.id}.${at}`}
                  aria-label={`Take out row ${at + 1}`}
                >
                  Take out
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {error && <p class="error">{error}</p>}
      {!(field.tags && rows.length >= field.maxRows!) && (
        <button
          type="submit"
          class="button plain"
          name="_next"
          value={`/library/${document}?rows=${field.id}#at-${field.id}`}
          data-add-row
        >
          Add a row
        </button>
      )}
    </fieldset>
  )
}

/** What was written, then as many blank rows as it needs: at least one to write in. */
function rowsShown(field: TableField, rows: readonly Row[], more: boolean, sent: number): Row[] {
  const least = Math.max(field.minRows, rows.length + (more || rows.length === 0 ? 1 : 0), sent)
  return [...rows, ...Array.from({ length: Math.max(0, least - rows.length) }, () => ({}))]
}

/** How many rows a refused form sent: they are shown again, every one. */
function rowsSent(form: ReturnType<typeof useForm>, field: TableField): number {
  const isSent = (at: number) => form.list(`rows.${field.id}.${at}.0`).length > 0
  let rows = 0
  while (rows < 200 && isSent(rows)) rows += 1
  return rows
}

const sentence = (words: string): string => words[0]!.toUpperCase() + words.slice(1)

function Cell({ name, label, column, value }: { name: string; label: string; column: Column; value: string }) {
  if (column.type === 'choice')
    return (
      <select name={name} aria-label={label}>
        <option value="">–</option>
        {[...Map.groupBy(column.options, ({ group }) => group)].map(([group, options]) => {
          const list = options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))
          return group ? <optgroup label={group}>{list}</optgroup> : list
        })}
      </select>
    )
  if (column.type === 'number')
    return <input type="number" step="any" inputmode="decimal" name={name} aria-label={label} value={value} />
  if (column.type === 'date') return <input type="date" name={name} aria-label={label} value={value} />
  return (
    <textarea name={name} aria-label={label} rows={1}>
      {`\n${value}`}
    </textarea>
  )
}
