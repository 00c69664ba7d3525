import { isDay } from '../day.ts'
import { dayWords } from '../day-words.ts'
import { type Answers, entriesOf, rowsOf, textOf } from './answers.ts'
import { isFilled } from './completeness.ts'
import { launchSizeOf, launchWords } from './launch-size.ts'
import { orderOf } from './order.ts'
import type { Column, Field, Template } from './template.ts'
import { nextOfProgramme, type WinLoss } from './win-loss.ts'

export type Block = { heading: string; field: string | null } & (
  | { is: 'text'; text: string }
  | { is: 'list'; items: string[] }
  | { is: 'table'; columns: string[]; rows: string[][] }
  | { is: 'missing' }
)

/** A document as every export shows it: its name, what it is, and a block for each field. */
export interface Outline {
  title: string
  /** What kind of document it is, its initiative, its day. */
  about: string[]
  blocks: Block[]
}

/** Headings of blocks that are worked out from the answers end so: nobody wrote them. */
export const workedOut = ' (worked out)'

export interface Shown {
  template: Template
  answers: Answers
  /** What the parts of a win/loss programme say together. */
  winLoss?: WinLoss | null
  /** Also what is for the owner’s eyes. */
  withPrivate?: boolean
}

/** The same for paper, with days as people read them; Markdown keeps them as it reads them back. */
export const forPaper = (outline: Outline): Outline => ({
  ...outline,
  blocks: outline.blocks.map((block) => {
    if (block.is === 'text') return { ...block, text: dayAsRead(block.text) }
    return block.is === 'table' ? { ...block, rows: block.rows.map((row) => row.map(dayAsRead)) } : block
  }),
})

const dayAsRead = (words: string): string => (isDay(words) ? dayWords(words) : words)

/** A field that is empty is left out, unless it is needed: then it stands as missing. */
export function blocksOf({ template, answers, winLoss, withPrivate = false }: Shown): Block[] {
  const fields = template.fields.filter((field) => withPrivate || !field.private)
  return [...fields.flatMap((field) => blockOf(field, answers)), ...workedOutOf(template, answers, winLoss ?? null)]
}

function blockOf(field: Field, answers: Answers): Block[] {
  const head = { heading: field.label, field: field.id }
  if (answers[field.id] === undefined || answers[field.id]!.length === 0)
    return field.required && !isFilled(field, answers) ? [{ ...head, is: 'missing' }] : []
  if (field.type === 'list') return [{ ...head, is: 'list', items: entriesOf(answers, field.id) }]
  if (field.type === 'table') return [{ ...head, ...tableOf(field.columns, rowsOf(answers, field.id)) }]
  const text = textOf(answers, field.id)
  return [{ ...head, is: 'text', text: field.type === 'choice' ? labelOf(field, text) : text }]
}

const tableOf = (columns: readonly Column[], rows: readonly Record<string, string>[]) => ({
  is: 'table' as const,
  columns: columns.map(({ name }) => name),
  rows: rows.map((row) => columns.map((column) => labelOf(column, row[column.name] ?? ''))),
})

const labelOf = ({ options }: Pick<Column, 'options'>, value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

function workedOutOf(template: Template, answers: Answers, winLoss: WinLoss | null): Block[] {
  if (template.worksOut === 'launch_size') {
    const rule = launchSizeOf(template, answers)
    return rule
      ? [{ heading: `Size by the five answers${workedOut}`, field: null, is: 'text', text: launchWords(rule) }]
      : []
  }
  if (template.worksOut === 'order') {
    const order = orderOf(answers).filter(({ place }) => place !== null)
    return order.length > 0
      ? [
          {
            heading: `Order by the answers${workedOut}`,
            field: null,
            is: 'table',
            columns: ['place', 'item'],
            rows: order.map(({ place, item }) => [String(place), item]),
          },
        ]
      : []
  }
  return template.worksOut === 'win_loss' ? [...(winLoss ? winLossBlocks(winLoss) : []), ...inSentences(answers)] : []
}

/** What the interviews come to: how many, each tag with its n of N, and where buyer and rep differ. */
function winLossBlocks(winLoss: WinLoss): Block[] {
  const { interviews, won, lost, noDecision, tagged, tags, split, agreement } = winLoss
  const ofAll = `of ${tagged}`
  return [
    {
      heading: `The talks${workedOut}`,
      field: null,
      is: 'text',
      text: [
        `${interviews} in all: ${won} won, ${lost} lost, ${noDecision} without a decision.`,
        ...(split.of > 0 ? [`Buyer and rep name another main reason in ${split.differs} of ${split.of}.`] : []),
        ...(agreement.of > 0
          ? [`Two people tagged ${agreement.of}, and agree on the main reason in ${agreement.same}.`]
          : []),
        nextOfProgramme(winLoss),
      ].join(' '),
    },
    ...(tags.length > 0
      ? [
          {
            heading: `What decided it${workedOut}`,
            field: null,
            is: 'table' as const,
            columns: ['tag', 'talks', 'helped us', 'hurt us', 'decisive', 'state'],
            rows: tags.map((tag) => [
              tag.name,
              `${tag.interviews} ${ofAll}`,
              String(tag.helped),
              String(tag.hurt),
              String(tag.decisive),
              tag.isPattern ? 'pattern' : tag.isTag ? 'not yet a pattern' : 'seen once, not yet a tag',
            ]),
          },
        ]
      : []),
  ]
}

/** Each recommendation as it is said aloud: what is lost and why, what to change, what that brings and how it shows. */
function inSentences(answers: Answers): Block[] {
  const items = rowsOf(answers, 'recommendations')
    .filter((row) => row.reason && row.change)
    .map((row) =>
      [
        `We lose ${row.segment ?? 'deals'} for ${row.reason}.`,
        `Change: ${row.change}.`,
        ...(row['expected effect'] ? [`We expect ${row['expected effect']}${row.by ? ` by ${row.by}` : ''}.`] : []),
        ...(row['seen in'] ? [`We see it in ${row['seen in']}.`] : []),
      ].join(' '),
    )
  return items.length > 0 ? [{ heading: `Said aloud${workedOut}`, field: null, is: 'list', items }] : []
}
