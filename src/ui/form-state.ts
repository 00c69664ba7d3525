import { createContext, useContext } from 'hono/jsx'
import type { Failed, FormProps } from './form.tsx'

/** A form as its fields know it. */
export interface FormState {
  id: string
  operation: string
  hidden: Record<string, string>
  failed: Failed | null
  /** What stands in the fields, if it was sent before. */
  sent: Failed['values'] | null
}

export const FormContext = createContext<FormState | null>(null)

export function stateOf({ do: operation, id, hidden = {}, failed, typed }: FormProps): FormState {
  const isOurs = (sent: FormProps['typed']) =>
    sent?.operation === operation &&
    Object.entries(hidden).every(([name, value]) => [sent.values[name]].flat().includes(value))
  const refused = failed && isOurs(failed) ? failed : null
  return {
    id: id ?? slug([operation, ...Object.values(hidden)].join('-')),
    operation,
    hidden,
    failed: refused,
    sent: refused?.values ?? (typed && isOurs(typed) ? typed.values : null),
  }
}

/** What a field inside a `Form` shows: the refused value if there is one, else the value given. For a feature's own controls. */
export interface FieldLookups {
  /** True if this form was just refused. */
  refused: boolean
  id: (name: string) => string
  /** One value as text. */
  field: (name: string, value?: string | number | null) => string
  /** All values of a repeated field. After a refusal, none sent means none chosen. */
  list: (name: string, values?: readonly string[]) => readonly string[]
  error: (name: string) => string | null
}

export function useForm(): FieldLookups {
  const state = useContext(FormContext)
  const sent = state?.sent
  return {
    refused: state?.failed != null,
    id: (name) => fieldId(state, name),
    field: (name, value) => {
      const kept = sent?.[name]
      if (kept !== undefined) return Array.isArray(kept) ? kept.join('\n') : kept
      return value == null ? '' : String(value)
    },
    list: (name, values = []) => (sent ? [sent[name] ?? []].flat() : values),
    error: (name) => (isAbout(state?.failed?.problem.field, name) ? (state?.failed?.problem.message ?? null) : null),
  }
}

// A refusal may name a part of an answer (`seenBy.2`); the mark goes to the field that holds the part.
const isAbout = (field: string | undefined, name: string) => field === name || field?.startsWith(`${name}.`) === true

export const draftKey = (state: FormState | null, name: string) => [keyOf(state), name].filter(Boolean).join(':')

export const keyOf = (state: FormState | null) =>
  [state?.operation, ...Object.values(state?.hidden ?? {})].filter(Boolean).join(':')

export const fieldId = (state: FormState | null, name: string) => slug(`${state?.id ?? 'field'}-${name}`)

const slug = (text: string) => text.replaceAll(/[^\w-]+/g, '-')
