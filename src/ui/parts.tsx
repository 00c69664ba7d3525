import type { Child } from 'hono/jsx'
import type { Day, Month } from '../core/day.ts'
import { dayWords } from '../core/day-words.ts'
import type { ItemKind } from '../core/evidence.ts'

// A day in words stands on nearly every page.
export { dayWords } from '../core/day-words.ts'

/** Top of a page: its name (unless a document on the page bears it), one quiet line, and at most one or two buttons. */
export const PageHead = ({ title, lead, children }: { title?: Child; lead?: Child; children?: Child }) => (
  <header class="page-head">
    <div>
      {title && <h1>{title}</h1>}
      {lead && <p class="quiet">{lead}</p>}
    </div>
    {children && <div class="page-actions">{children}</div>}
  </header>
)

/** The page's matter with a narrow column beside it; below it on a small screen. */
export const Columns = ({ beside, children }: { beside: Child; children?: Child }) => (
  <div class="columns">
    <div>{children}</div>
    <aside>{beside}</aside>
  </div>
)

/** A titled part of a page. `id` names it for links and screen readers. */
export const Section = ({
  id,
  title,
  more,
  children,
}: {
  id: string
  title: Child
  more?: Child
  children?: Child
}) => (
  <section aria-labelledby={id}>
    <div class="section-head">
      <h2 id={id}>{title}</h2>
      {more}
    </div>
    {children}
  </section>
)

export interface TodoProps {
  title: Child
  why: Child
  /** Time it takes, and when it is due, in words: “due yesterday · 5 min”. */
  time: Child
  urgent?: boolean
  /** Speaks of other people or talks: the curtain covers it. */
  behindCurtain?: boolean
  /** The one button: an `ActionLink`, or a `Form` with a `Submit`. */
  children: Child
}

/** Rows of things worth doing; give it `Todo`s. */
export const TodoList = ({ children }: { children?: Child }) => <ul class="todo">{children}</ul>

export const Todo = ({ title, why, time, urgent = false, behindCurtain = false, children }: TodoProps) => (
  <li class={behindCurtain ? 'behind-curtain' : undefined}>
    <div>
      <h2>{title}</h2>
      <p class="small quiet">{why}</p>
      <p class={urgent ? 'small urgent' : 'small quiet'}>{time}</p>
    </div>
    <div class="todo-action">{children}</div>
  </li>
)

export interface ActionLinkProps {
  href: string
  kind?: 'main' | 'plain' | 'danger' | 'link'
  /** Listed in the command palette (Ctrl or Cmd K) under this name. */
  command?: string
  children: Child
}

/** A link that looks like a button, because it begins an act. */
export const ActionLink = ({ href, kind = 'plain', command, children }: ActionLinkProps) => (
  <a href={href} class={`button ${kind}`} data-command={command}>
    {children}
  </a>
)

export interface EmptyStateProps {
  /** One sentence: what will stand here and why it is worth having. */
  children: Child
  /** One real example, as the person might write it. */
  example: Child
  /** One button; none where the form that begins stands right below, since its own is the one. */
  action?: Child
}

/** An empty place teaches: one sentence, one example, one button. */
export const EmptyState = ({ children, example, action }: EmptyStateProps) => (
  <div class="empty">
    <p>{children}</p>
    <figure>
      <figcaption class="small quiet">For example</figcaption>
      <blockquote>{example}</blockquote>
    </figure>
    {action && <div>{action}</div>}
  </div>
)

/** A small fact; `on` for one that is chosen or strongest. */
export const Chip = ({ on = false, children }: { on?: boolean; children: Child }) => (
  <span class={on ? 'chip on' : 'chip'}>{children}</span>
)

export const Chips = ({ children }: { children?: Child }) => <div class="chips">{children}</div>

/** What a record is, in the product's words. */
export const kindWords: Record<ItemKind, string> = {
  decision: 'Decision',
  outcome: 'Outcome',
  feedback: 'Feedback',
  problem: 'Problem found',
  artifact: 'Work made',
  learning: 'Learning',
}

/** A record without a kind is a note: kept, and not counted. */
export const kindWord = (kind: ItemKind | null) => (kind === null ? 'Note' : kindWords[kind])

export const Kind = ({ kind }: { kind: ItemKind | null }) => <Chip on={kind !== null}>{kindWord(kind)}</Chip>

/** A day or month in words, or `without` where it is not known. */
export const WhenDay = ({ day, without = 'no date yet' }: { day: Day | Month | null; without?: string }) =>
  day === null ? <span class="quiet">{without}</span> : <time datetime={day}>{dayWords(day)}</time>

export interface PagerProps {
  /** What is paged, for screen readers: “Evidence”. */
  label: string
  newer?: string | null
  older?: string | null
  /** Where one is, in words: “21 to 40 of 312”. */
  children?: Child
}

export const Pager = ({ label, newer, older, children }: PagerProps) =>
  newer || older ? (
    <nav class="pager" aria-label={`${label}, pages`}>
      {newer ? (
        <a href={newer} rel="prev">
          Newer
        </a>
      ) : (
        <span />
      )}
      <span class="small quiet num">{children}</span>
      {older ? (
        <a href={older} rel="next">
          Older
        </a>
      ) : (
        <span />
      )}
    </nav>
  ) : null

/** Names with their values, side by side; give it `Definition`s. */
export const Definitions = ({ children }: { children?: Child }) => <dl class="definitions">{children}</dl>

export const Definition = ({ term, children }: { term: Child; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** What is missing in a document, left visible: the question it waits for, and where to answer it. Printed as a line to fill. */
export const Blank = ({ question, href }: { question: string; href?: string }) => (
  <span class="blank">
    <span class="unseen">Blank: </span>
    {href ? <a href={href}>{question}</a> : question}
  </span>
)

/** A quiet remark beside the matter. */
export const Note = ({ children }: { children?: Child }) => <div class="note">{children}</div>

export interface ReasonRow {
  /** A few words or a number: “at most 70”, “since September”. */
  lead: Child
  text: Child
}

/** Why a number is what it is, one reason a row. The curtain covers them with the number. */
export const Reasons = ({ rows }: { rows: readonly ReasonRow[] }) => (
  <ul class="reasons small behind-curtain">
    {rows.map(({ lead, text }) => (
      <li>
        <span class="num quiet">{lead}</span>
        <span>{text}</span>
      </li>
    ))}
  </ul>
)

/**
 * The one score on screen. It never stands alone: `beside` holds its range, date and “why”.
 * Under the curtain both vanish.
 */
export const Score = ({ value, label, beside }: { value: number; label: string; beside: Child }) => (
  <div class="score">
    <strong class="num score-number">
      <span class="unseen">{label}: </span>
      {Math.round(value)}
    </strong>
    <div>{beside}</div>
  </div>
)

export interface ConfirmButtonProps {
  /** On the closed button: “Delete…”. */
  label: string
  /** What will happen, and whether it can be taken back. */
  question: Child
  /** On the button that acts. Stands inside a `Form`. */
  confirm: string
}

/** A destructive act in two steps, without script. */
export const ConfirmButton = ({ label, question, confirm }: ConfirmButtonProps) => (
  <details class="confirm">
    <summary class="button">{label}</summary>
    <div>
      <p>{question}</p>
      <button type="submit" class="button danger">
        {confirm}
      </button>
    </div>
  </details>
)

/** Copies the text of the element with id `of`. Stays hidden where script is off. */
export const CopyButton = ({ of, children = 'Copy' }: { of: string; children?: Child }) => (
  <button type="button" class="button" data-copy={`#${of}`} hidden>
    {children}
  </button>
)
