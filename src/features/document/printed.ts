import type { Template } from '../../core/document/template.ts'
import { aligned, facts, wrapped } from '../../core/printed.ts'
import type { Listed } from './queries.ts'
import type { ShownDocument } from './shown.ts'

export const printedDocuments = (items: readonly Listed[]): string[] =>
  items.map(({ id, kind, name, state, finishedOn, changedAt }) =>
    [
      wrapped(name),
      `  ${facts([kind, state === 'finished' ? `finished ${finishedOn}` : `draft, changed ${changedAt.slice(0, 10)}`])}`,
      `  ${id}`,
    ].join('\n'),
  )

/** What a command that wrote in a document answers: where it stands, and what is still to fill. */
export function printedDocument({ id, kind, name, words, missing, long, offers }: ShownDocument): string {
  const still = missing.map(({ label, says }) => `${label}${says ? ` (${says})` : ''}`)
  return [
    wrapped(`${name === kind ? kind : `${kind}: ${name}`}, ${words === 1 ? '1 word' : `${words} words`}.`),
    ...(still.length > 0
      ? [wrapped(`Still to fill: ${still.join('; ')}.`)]
      : [
          wrapped(
            offers.length > 0
              ? 'All that is needed is there. To finish it and log what it offers: cairn document finish'
              : 'All that is needed is there. To finish it: cairn document finish',
          ),
        ]),
    ...long.map(({ says }) => wrapped(says)),
    `  ${id}`,
  ].join('\n')
}

export function printedTemplate(template: Template): string {
  const { id, title, isFor, useWhen, goodWhen, fields, completeWhen } = template
  return [
    `${title} (${id})`,
    wrapped(isFor),
    wrapped(`When: ${useWhen}`),
    ['It is good when:', ...goodWhen.map((each) => wrapped(each, '    ', '  - '))].join('\n'),
    [
      'It asks:',
      aligned(
        fields.map((field) => [
          field.id,
          completeWhen.includes(field.id) ? 'needed' : '',
          facts([
            field.label,
            field.type === 'table' && `columns: ${field.columns.map(({ name }) => name).join(', ')}`,
          ]),
        ]),
        '  ',
      ),
    ].join('\n'),
    `To begin: cairn document start --template ${id}`,
  ].join('\n\n')
}
