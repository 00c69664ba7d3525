import { z } from 'zod'
import { type CaseDrawn, caseFrom, halfPage } from '../../core/case-document.ts'
import { besideMarkdown, caseMarkdown, halfPageMarkdown } from '../../core/case-markdown.ts'
import { type Paper, paperFor, papers } from '../../core/case-typst.ts'
import { coachReader } from '../../core/coach-reader.ts'
import { skillOf } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { remembered } from '../../core/remembered.ts'
import { evidenceOf, initiativesKept } from '../../platform/all-evidence.ts'
import { climberOf, profileOf, ratingsAgainst, standingOf } from '../../platform/career.ts'
import { derived } from '../../platform/derived.ts'
import { id, optionalText } from '../../platform/fields.ts'
import { goneOn } from '../../platform/going-on.ts'
import { type Context, type Document, operation } from '../../platform/operation.ts'
import { casePdf, halfPagePdf } from './pdf.ts'
import { type Hand, handOf } from './queries.ts'

const profile = z.enum(['full', 'half']).default('full').describe('The whole case, or half a page for a first look.')
const redact = z.boolean().default(false).describe('Show figures of confidential records as relative change.')

export const showCase = operation({
  name: 'case.show',
  summary:
    'Show your promotion case as it would print: your strongest examples in your own words, blanks where something is missing, and what stands behind each sentence.',
  scope: 'read',
  input: z.strictObject({ profile, redact }),
  async run(context, { profile, redact }) {
    const { annex: _, ...document } = await caseFor(context, redact)
    if (profile === 'half') return { ...halfPage(document), markdown: halfPageMarkdown(halfPage(document)) }
    return { ...document, markdown: caseMarkdown(document) }
  },
  // On a terminal what would help most and the records' ids stand below the document; a file of it holds neither.
  prints: (answer) => ('sections' in answer ? `${answer.markdown}\n---\n\n${besideMarkdown(answer)}` : answer.markdown),
})

export const exportCase = operation({
  name: 'case.export',
  summary:
    'Write your case as a document to keep or hand on: Markdown, or a PDF with an annex of what your records show and what it stands on.',
  scope: 'read',
  input: z.strictObject({
    format: z.enum(['md', 'pdf']).default('md').describe('Markdown or PDF.'),
    paper: z
      .enum(papers)
      .optional()
      .describe('Of the PDF: A4 or US Letter. Letter if you write dates month first, else A4.'),
    profile,
    redact,
  }),
  async run(context, { format, paper, profile, redact }) {
    const document = await caseFor(context, redact)
    const name = `case-${context.today}.${format}`
    if (format === 'pdf') {
      const set = profile === 'half' ? halfPagePdf : casePdf
      const pdf = await set(context.home.content, document, paper ?? (await usualPaper(context)))
      return { file: { name, type: 'application/pdf', base64: Buffer.from(pdf).toString('base64') } }
    }
    const text = profile === 'half' ? halfPageMarkdown(halfPage(document)) : caseMarkdown(document)
    return { file: { name, type: 'text/markdown', text } }
  },
  prints: ({ file }: { file: Document }) => ('text' in file ? file.text : `${file.name}: ${file.type}`),
})

const usualPaper = async ({ tx, personId }: Context): Promise<Paper> => paperFor((await profileOf(tx, personId)).locale)

export const editCase = operation({
  name: 'case.edit',
  summary:
    'Write the sentences of your case that no record holds: your area, what you are still growing in, what you want to own next.',
  scope: 'write',
  input: z.strictObject({
    area: optionalText(400).describe('The area you answer for and its size.'),
    growing: optionalText(400).describe('What runs against your open gaps.'),
    next: optionalText(400).describe('The problem you would like to own at the next level.'),
  }),
  async run(context, input) {
    const { texts } = await handOf(context.tx, context.personId)
    return keep(context, {
      texts: { ...texts, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) },
    })
  },
})

export const chooseCase = operation({
  name: 'case.choose',
  summary:
    'Choose the examples of your case yourself: kept in, left out, and in which order. The rest is chosen for you.',
  scope: 'write',
  input: z.strictObject({
    pinned: z.array(id).max(5, 'a case holds at most five examples').optional().describe('Records that must be in it.'),
    excluded: z.array(id).max(200).optional().describe('Records that must not be in it.'),
    order: z.array(id).max(5).optional().describe('The order of the examples.'),
  }),
  async run(context, input) {
    for (const [field, ids] of Object.entries(input))
      for (const id of ids ?? [])
        if (!(await context.records.find('evidence', id)))
          throw new Problem('invalid', 'One of these records is not among yours. Nothing was changed.', field)
    return keep(context, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)))
  },
})

async function keep(context: Context, change: Partial<Hand>): Promise<Hand> {
  const valueJson = { ...(await handOf(context.tx, context.personId)), ...change }
  await context.records.put('cases', { valueJson })
  return valueJson
}

// A sentence reads the same every time: after a change only new texts are read again.
const read = remembered(coachReader, 5000)

const caseFor = (context: Context, redact: boolean) =>
  derived(context.tx, context.personId, context.today, redact ? 'case redacted' : 'case', async () => {
    const { tx, personId, today, frameworks } = context
    const standing = await standingOf(tx, personId, frameworks)
    const { profile, framework } = standing
    const { texts, ...hand } = await handOf(context.tx, context.personId)
    const readiness = await context.call<{ gaps: { id: string }[] }>('readiness.show')
    const written = Object.fromEntries(Object.entries(texts).filter(([, value]) => value))
    const input = {
      framework,
      climber: climberOf(standing),
      name: profile.name,
      reviewOn: profile.reviewOn,
      evidence: await evidenceOf(tx, personId, today),
      ratings: await ratingsAgainst(tx, personId, standing),
      initiatives: await initiativesKept(tx, personId),
      gaps: readiness.gaps.map(({ id }) => ({ skill: skillOf(framework, id).id, plan: null })),
      hand,
      texts: written,
      on: today,
      redact,
      read,
    }
    return goneOn<CaseDrawn>(tx, personId, 'case', (earlier) => caseFrom(earlier, input)).document
  })
