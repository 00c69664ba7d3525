import { type Child, useContext } from 'hono/jsx'
import type { Day } from '../core/day.ts'
import type { ProblemCode } from '../core/problem.ts'
import {
  draftKey,
  type FieldLookups,
  FormContext,
  type FormState,
  fieldId,
  keyOf,
  stateOf,
  useForm,
} from './form-state.ts'

/** A submit that was refused: what was sent, and why nothing was saved. The page shows the form again, filled as it was. */
export interface Failed {
  operation: string
  values: Record<string, string | string[]>
  problem: { code: ProblemCode | 'bug'; message: string; field?: string }
}

export interface FormProps {
  /** The operation the form performs, such as `evidence.capture`; posted to `/do/<operation>`. */
  do: string
  /** Path of the page that holds the form: shown again with everything typed if the operation refuses. */
  from: string
  /** Path to go to after it worked; without it, `from`. `{evidence.id}` in it is filled from the answer. */
  next?: string
  /** The page's refused submit, if any. It is used only if operation and `hidden` values are this form's own. */
  failed?: Failed | null
  /** What was typed into a form that only asked to be read (`dryRun`), and comes back with the answer. */
  typed?: Pick<Failed, 'operation' | 'values'> | null
  /** Values sent along unseen. They also tell apart many forms of one operation, such as one per record. */
  hidden?: Record<string, string>
  /** Prefix of all ids inside. Needed only for two forms alike in operation and hidden values on one page. */
  id?: string
  class?: string
  /** The form holds a file field. */
  files?: boolean
  /**
   * Keeps what is answered in this browser until it is saved, as `draft` does for one text. `true` makes a key from the operation and the
   * hidden values.
   */
  keeps?: boolean | string
  /** What the operation makes is downloaded, and the page stays. */
  download?: boolean
  children?: Child
}

/** A form for one operation that works without script and refills itself from a refused submit. */
export function Form(props: FormProps) {
  const state = stateOf(props)
  return (
    <form
      method="post"
      action={`/do/${props.do}`}
      enctype={props.files ? 'multipart/form-data' : undefined}
      id={state.id}
      data-keeps={props.keeps === true ? keyOf(state) : props.keeps || undefined}
      class={`form ${props.class ?? ''}`.trim()}
    >
      {/* Underscored, because a record has a “next” and a period a “from” of its own. */}
      <input type="hidden" name="_from" value={props.from} />
      {props.download && <input type="hidden" name="_download" value="yes" />}
      <OnceField />
      {props.next !== undefined && <input type="hidden" name="_next" value={props.next} />}
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FormContext.Provider value={state}>
        {state.failed && <ProblemSummary failed={state.failed} state={state} withFile={props.files === true} />}
        {props.children}
      </FormContext.Provider>
    </form>
  )
}

/** Pressed twice, or sent again by the browser, a form that holds this is still one request. */
export const OnceField = () => <input type="hidden" name="_once" value={crypto.randomUUID()} />

function ProblemSummary({ failed, state, withFile }: { failed: Failed; state: FormState; withFile: boolean }) {
  const { message, field } = failed.problem
  return (
    <div class="problem" role="alert" tabindex={-1} autofocus id={`${state.id}-problem`}>
      <p>
        <strong>Not saved.</strong> {message}
      </p>
      <p>
        Everything you typed is still here{withFile && '; a file has to be chosen again'}.
        {field && (
          <>
            {' '}
            <a href={`#${fieldId(state, field)}`}>Go to the answer this is about</a>
          </>
        )}
      </p>
    </div>
  )
}

interface Labelled {
  /** Name of the input; nested values are dotted, such as `decision.choice`. */
  name: string
  label: Child
  hint?: Child
  required?: boolean
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
}

export interface TextFieldProps extends Labelled {
  value?: string | number | null
  type?: 'text' | 'email' | 'url' | 'number' | 'search' | 'password' | 'tel'
  /** Width that fits the answer: a number, a name, or the whole line. */
  size?: 'short' | 'medium' | 'full'
  placeholder?: string
  autocomplete?: string
  autofocus?: boolean
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'search'
  maxlength?: number
  min?: number
  max?: number
  step?: number | 'any'
  /** Offered as completions. */
  suggestions?: readonly string[]
}

/** One line of text. A password is never refilled. */
export function TextField(props: TextFieldProps) {
  const form = useForm()
  const { name, type = 'text', size = 'full', suggestions } = props
  const id = form.id(name)
  return (
    <FieldFrame {...props}>
      <input
        {...described(form, props)}
        type={type}
        name={name}
        value={type === 'password' ? '' : form.field(name, props.value)}
        class={`input-${size}`}
        placeholder={props.placeholder}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.autofocus && !form.refused}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        min={props.min}
        max={props.max}
        step={props.step}
        list={suggestions && `${id}-suggestions`}
      />
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((text) => (
            <option value={text} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  )
}

/** A figure, with or without a fraction. */
export const NumberField = (props: Omit<TextFieldProps, 'type' | 'step' | 'inputmode'>) => (
  <TextField size="short" {...props} type="number" step="any" inputmode="decimal" />
)

export interface TextAreaProps extends Labelled {
  /** A list is shown one entry per line. */
  value?: string | readonly string[] | null
  rows?: number
  placeholder?: string
  autofocus?: boolean
  maxlength?: number
  /**
   * Keeps what is typed in this browser until it is saved, so that a closed tab loses nothing.
   * `true` makes a key from the form's operation, hidden values and the field.
   */
  draft?: boolean | string
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  const form = useForm()
  const state = useContext(FormContext)
  const given = Array.isArray(props.value) ? props.value.join('\n') : (props.value as string | null | undefined)
  return (
    <FieldFrame {...props}>
      <textarea
        {...described(form, props)}
        name={props.name}
        rows={props.rows ?? 3}
        placeholder={props.placeholder}
        autofocus={props.autofocus && !form.refused}
        maxlength={props.maxlength}
        data-draft={props.draft === true ? draftKey(state, props.name) : props.draft || undefined}
      >
        {/* The first line break after the tag is dropped by browsers; this one is spent for that. */}
        {`\n${form.field(props.name, given)}`}
      </textarea>
    </FieldFrame>
  )
}

export interface Option {
  value: string
  label: string
}

export interface SelectFieldProps extends Labelled {
  value?: string | null
  options: readonly (Option & { group?: string })[]
  /** Text of the choice that sends nothing, such as “Not sure yet”. */
  empty?: string
}

export function SelectField(props: SelectFieldProps) {
  const form = useForm()
  const chosen = form.field(props.name, props.value)
  return (
    <FieldFrame {...props}>
      <select {...described(form, props)} name={props.name}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {[...Map.groupBy(props.options, (option) => option.group)].map(([group, options]) => {
          const list = options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))
          return group ? <optgroup label={group}>{list}</optgroup> : list
        })}
      </select>
    </FieldFrame>
  )
}

export interface DayFieldProps extends Labelled {
  value?: Day | null
  min?: Day
  max?: Day
}

/** A day. Something refused that no date control can show comes back as text, so that it can be mended. */
export function DayField(props: DayFieldProps) {
  const form = useForm()
  const value = form.field(props.name, props.value)
  return (
    <FieldFrame {...props}>
      <input
        {...described(form, props)}
        type={isPickable(value) ? 'date' : 'text'}
        name={props.name}
        value={value}
        min={props.min}
        max={props.max}
        class="input-medium"
      />
    </FieldFrame>
  )
}

// `2026-06-31` has the right shape, but a date control shows it as empty.
function isPickable(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`)
  return value === '' || (!Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value)
}

export interface FileFieldProps extends Labelled {
  /** Kinds of file the chooser offers, such as `.md,text/markdown`. */
  accept?: string
}

/** A file of the person's, for a form with `files`. A browser never gives one back: after a refusal it is chosen again. */
export function FileField(props: FileFieldProps) {
  const form = useForm()
  return (
    <FieldFrame {...props}>
      <input {...described(form, props)} type="file" name={props.name} accept={props.accept} />
    </FieldFrame>
  )
}

function FieldFrame(props: Labelled & { children?: Child }) {
  const form = useForm()
  const id = form.id(props.name)
  return (
    <div class="field">
      <label for={id} class={props.hideLabel ? 'unseen' : undefined}>
        {props.label}
      </label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      <FieldError id={id} text={form.error(props.name)} />
    </div>
  )
}

const FieldError = ({ id, text }: { id: string; text: string | null }) =>
  text === null ? null : (
    <p class="error" id={`${id}-error`}>
      {text}
    </p>
  )

function described(form: FieldLookups, { name, hint, required }: Pick<Labelled, 'name' | 'hint' | 'required'>) {
  const id = form.id(name)
  const refused = form.error(name) !== null
  return {
    id,
    required: required || undefined,
    'aria-invalid': refused ? ('true' as const) : undefined,
    'aria-describedby': [hint && `${id}-hint`, refused && `${id}-error`].filter(Boolean).join(' ') || undefined,
  }
}

export interface ChoiceProps {
  name: string
  /** The question all choices answer. */
  legend: Child
  hint?: Child
  hideLegend?: boolean
  options: readonly (Option & { hint?: string })[]
}

/** One of a few answers, side by side. Nothing is chosen unless `value` says so. */
export function RadioRow(props: ChoiceProps & { value?: string | null; required?: boolean }) {
  const form = useForm()
  return <ChoiceRow {...props} type="radio" chosen={form.list(props.name, props.value ? [props.value] : [])} />
}

/** Any number of answers, as toggles. Sent as a repeated field after one blank, so that choosing none is an answer too. */
export function CheckRow(props: ChoiceProps & { values?: readonly string[] }) {
  const form = useForm()
  return <ChoiceRow {...props} type="checkbox" chosen={form.list(props.name, props.values)} />
}

function ChoiceRow(props: ChoiceProps & { type: 'radio' | 'checkbox'; chosen: readonly string[]; required?: boolean }) {
  const form = useForm()
  const { name, options, type, chosen, required } = props
  const id = form.id(name)
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = described(form, props)
  return (
    <fieldset class="choices" id={id} tabindex={-1} aria-describedby={describedBy} data-invalid={invalid}>
      <legend class={props.hideLegend ? 'unseen' : undefined}>{props.legend}</legend>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {type === 'checkbox' && <input type="hidden" name={name} value="" />}
      <div class="chips">
        {options.map((option) => (
          <label class="chip toggle">
            <input
              type={type}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              required={type === 'radio' && required}
            />
            <span>{option.label}</span>
            {option.hint && <span class="chip-hint">{option.hint}</span>}
          </label>
        ))}
      </div>
      <FieldError id={id} text={form.error(name)} />
    </fieldset>
  )
}

export interface CheckFieldProps {
  name: string
  label: Child
  hint?: Child
  checked?: boolean
  /** Sent when ticked. */
  value?: string
  /** Sent before it, ticked or not, so that taking the tick away is an answer too: the last value counts. `null` sends nothing. */
  off?: string | null
}

/** One thing that is so or not so. */
export function CheckField({ name, label, hint, checked = false, value = 'true', off = 'false' }: CheckFieldProps) {
  const form = useForm()
  const ticked = form.list(name, checked ? [value] : []).at(-1) === value
  return (
    <div class="field check">
      {off !== null && <input type="hidden" name={name} value={off} />}
      <label>
        <input {...described(form, { name, hint })} type="checkbox" name={name} value={value} checked={ticked} />
        <span>{label}</span>
      </label>
      {hint && (
        <p class="hint" id={`${form.id(name)}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={form.id(name)} text={form.error(name)} />
    </div>
  )
}

/** A value sent along unseen that does not tell this form apart from others (else use `Form.hidden`). */
export const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
)

export interface SubmitProps {
  children: Child
  kind?: 'main' | 'plain' | 'danger' | 'link'
  /** For forms with several buttons: the one pressed sends its name and value. */
  name?: string
  value?: string
  /** Shows that Ctrl or Cmd with Enter presses it. */
  keys?: boolean
}

export const Submit = ({ children, kind = 'main', name, value, keys = false }: SubmitProps) => (
  <button type="submit" class={`button ${kind}`} name={name} value={value}>
    {children}
    {keys && (
      <span class="key wide" aria-hidden="true">
        Ctrl ⏎
      </span>
    )}
  </button>
)
