import type { AnyOperation } from '../platform/operation.ts'
import type { Page } from '../platform/page.ts'
import { CheckField, DayField, Form, SelectField, Submit, TextArea, TextField } from '../ui/form.tsx'
import { PageHead } from '../ui/parts.tsx'
import { kindOf, type Schema, schemaOf, withoutNull } from './input.ts'

/** The plain form of any operation, made from its input: for acts that have no page of their own, and where one is wanted by name. */
export const operationForm = (operation: AnyOperation): Page => ({
  path: `/do/${operation.name}`,
  here: 'more',
  render: async (view) => ({
    title: operation.name.replace('.', ' '),
    body: (
      <>
        <PageHead title={operation.name.replace('.', ': ')} lead={operation.summary} />
        <Form do={operation.name} from={`/do/${operation.name}`} failed={view.failed}>
          <Fields schema={schemaOf(operation)} given={view.query} />
          <Submit keys>{operation.scope === 'write' ? 'Do it' : 'Show'}</Submit>
        </Form>
      </>
    ),
  }),
})

const Fields = ({ schema, given, before = '' }: { schema: Schema; given: URLSearchParams; before?: string }) => (
  <>
    {Object.entries(schema.properties ?? {}).map(([name, field]) => (
      <Field
        name={before + name}
        schema={field}
        given={given}
        required={!before && (schema.required?.includes(name) ?? false)}
      />
    ))}
  </>
)

function Field({
  name,
  schema,
  given,
  required,
}: {
  name: string
  schema: Schema
  given: URLSearchParams
  required: boolean
}) {
  const inner = withoutNull(schema)
  const value = given.get(name)
  const shared = { name, label: labelOf(name), hint: schema.description ?? inner.description, required }
  const choices = inner.enum as string[] | undefined
  if (choices)
    return (
      <SelectField
        {...shared}
        value={value}
        empty="As it is"
        options={choices.map((choice) => ({ value: choice, label: choice }))}
      />
    )
  if (inner.properties)
    return (
      <fieldset>
        <legend>{labelOf(name)}</legend>
        <Fields schema={inner} given={given} before={`${name}.`} />
      </fieldset>
    )
  if (inner.format === 'password') return <TextField {...shared} type="password" />
  if (inner.format === 'date') return <DayField {...shared} value={value} />
  switch (kindOf(schema)) {
    case 'boolean':
      return <CheckField name={name} label={labelOf(name)} hint={shared.hint} checked={value === 'true'} />
    case 'number':
      return <TextField {...shared} type="number" size="short" step="any" value={value} />
    case 'list':
      return <TextArea {...shared} rows={2} hint={`${shared.hint ?? ''} One per line.`.trim()} value={value} />
    case 'object':
      return <TextArea {...shared} rows={2} hint={`${shared.hint ?? ''} As JSON.`.trim()} value={value} />
    default:
      return (inner.maxLength ?? 0) > 500 ? (
        <TextArea {...shared} value={value} />
      ) : (
        <TextField {...shared} value={value} />
      )
  }
}

const labelOf = (name: string): string => {
  const words = name
    .split('.')
    .at(-1)!
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words[0]!.toUpperCase() + words.slice(1)
}
