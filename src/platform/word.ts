import type { Paper } from '../core/case-typst.ts'
import { notWritten } from '../core/document/document-typst.ts'
import type { Block, Outline } from '../core/document/outline.ts'

type Word = typeof import('docx')

/**
 * A document as a Word file: headings, lists and tables that Word knows as such. The library for it is loaded when the first one is
 * asked for; most days nobody does.
 */
export async function wordFile(outline: Outline, paper: Paper, author: string | null): Promise<Uint8Array> {
  const word = await import('docx')
  const document = new word.Document({
    title: legal(outline.title),
    creator: author ? legal(author) : 'Cairn',
    lastModifiedBy: author ? legal(author) : 'Cairn',
    styles: { default: { document: { run: { font: 'Georgia', size: 22 }, paragraph: { spacing: { after: 120 } } } } },
    sections: [
      {
        properties: { page: { size: sizes[paper], margin: { top: edge, right: edge, bottom: edge, left: edge } } },
        children: [
          paragraph(word, outline.title, { heading: word.HeadingLevel.TITLE }),
          paragraph(word, outline.about.join(' · ')),
          ...outline.blocks.flatMap((block) => [
            paragraph(word, block.heading, { heading: word.HeadingLevel.HEADING_2, keepNext: true }),
            ...bodyOf(word, block),
          ]),
        ],
      },
    ],
  })
  return new Uint8Array(await word.Packer.toBuffer(document))
}

// In twentieths of a point.
const sizes = { a4: { width: 11_906, height: 16_838 }, letter: { width: 12_240, height: 15_840 } } as const
const edge = 1134

function bodyOf(word: Word, block: Block) {
  switch (block.is) {
    case 'missing':
      return [new word.Paragraph({ children: [new word.TextRun({ text: notWritten, italics: true })] })]
    case 'text':
      return block.text
        .split(/\n+/)
        .filter(Boolean)
        .map((line) => paragraph(word, line))
    case 'list':
      return block.items.map((item) => paragraph(word, item, { bullet: { level: 0 } }))
    case 'table':
      return [tableOf(word, block.columns, block.rows), paragraph(word, '')]
  }
}

function tableOf(word: Word, columns: readonly string[], rows: readonly (readonly string[])[]) {
  const row = (cells: readonly string[], isHead: boolean) =>
    new word.TableRow({
      tableHeader: isHead,
      cantSplit: false,
      children: cells.map(
        (cell) =>
          new word.TableCell({
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            children: [paragraph(word, cell, { spacing: { after: 0 } }, isHead)],
          }),
      ),
    })
  return new word.Table({
    width: { size: 100, type: word.WidthType.PERCENTAGE },
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  })
}

const paragraph = (
  word: Word,
  words: string,
  options: Omit<import('docx').IParagraphOptions, 'children'> = {},
  bold = false,
) => {
  const isFromTheRight = rightToLeft.test(words)
  return new word.Paragraph({
    ...options,
    bidirectional: isFromTheRight,
    children: [new word.TextRun({ text: legal(words), bold, rightToLeft: isFromTheRight })],
  })
}

// The first letter with a direction says from where a line is read.
const rightToLeft = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}]/u

// A file of Word is XML, which has no way to write these.
const legal = (words: string): string =>
  words.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu, '')
