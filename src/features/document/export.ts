import { z } from 'zod'
import { type Paper, paperFor, papers } from '../../core/case-typst.ts'
import { setDocument } from '../../core/document/document-typst.ts'
import { outlineMarkdown } from '../../core/document/markdown.ts'
import { forPaper, type Outline } from '../../core/document/outline.ts'
import { profileOf } from '../../platform/career.ts'
import { templateOf } from '../../platform/documents.ts'
import { id } from '../../platform/fields.ts'
import { type Context, type Document, operation } from '../../platform/operation.ts'
import type { DocumentRow } from '../../platform/schema.ts'
import { lettersOf, typeset } from '../../platform/typst.ts'
import { wordFile } from '../../platform/word.ts'
import { privateTo, refuseClosedTo } from './closed.ts'
import { answersOf, findDocument, initiativeTitle, partsOf, winLossIn } from './queries.ts'
import { outlineOf } from './shown.ts'

export const exportDocument = operation({
  name: 'document.export',
  summary: 'Write a document as a file to keep or hand on: Markdown, PDF or Word.',
  scope: 'read',
  input: z.strictObject({
    id,
    format: z.enum(['md', 'pdf', 'docx']).default('md').describe('Markdown, PDF or Word.'),
    paper: z
      .enum(papers)
      .optional()
      .describe('Of the PDF and the Word file: A4 or US Letter. Letter if you write dates month first, else A4.'),
    withPrivate: z.boolean().default(false).describe('Also what is for your eyes only.'),
  }),
  async run(context, { id, format, paper, withPrivate }) {
    const row = await findDocument(context.tx, context.personId, id)
    await refuseClosedTo(context, templateOf(context.home.content, row))
    const outline = await outlineFor(context, row, withPrivate && !(await privateTo(context)))
    const { name: author, locale } = await profileOf(context.tx, context.personId)
    const file = `${row.template.replaceAll('_', '-')}-${context.today}.${format}`
    const on = paper ?? paperFor(locale)
    switch (format) {
      case 'md':
        return { file: { name: file, type: 'text/markdown', text: outlineMarkdown(outline) } }
      case 'pdf':
        return { file: asFile(file, 'application/pdf', await pdfOf(context, forPaper(outline), on, author)) }
      case 'docx':
        return { file: asFile(file, wordType, await wordFile(forPaper(outline), on, author)) }
    }
  },
  prints: ({ file }: { file: Document }) => ('text' in file ? file.text : `${file.name}: ${file.type}`),
})

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const asFile = (name: string, type: string, bytes: Uint8Array): Document => ({
  name,
  type,
  base64: Buffer.from(bytes).toString('base64'),
})

async function outlineFor({ tx, personId, home }: Context, row: DocumentRow, withPrivate: boolean): Promise<Outline> {
  const template = templateOf(home.content, row)
  const parts = template.collects ? await partsOf(tx, personId, row.id) : []
  return outlineOf({
    row,
    template,
    answers: answersOf(row),
    winLoss: winLossIn(home.content, template, parts),
    initiative: await initiativeTitle(tx, personId, row.initiative),
    withPrivate,
  })
}

async function pdfOf({ home, today }: Context, outline: Outline, paper: Paper, author: string | null) {
  const data = setDocument(outline, { paper, letters: await lettersOf(home.content), author, on: today })
  return typeset(
    home.content,
    { template: 'document', inputs: { data: JSON.stringify(data) } },
    'Take the Word file or the Markdown instead.',
  )
}
