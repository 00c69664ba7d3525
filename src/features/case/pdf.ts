import { type CaseDocument, type CaseWithAnnex, halfPage } from '../../core/case-document.ts'
import { type Paper, type SetCase, setCase, setHalfPage } from '../../core/case-typst.ts'
import { lettersOf, typeset } from '../../platform/typst.ts'
import { printedCairn } from '../../ui/charts/printed-cairn.ts'
import { kindWord, kindWords } from '../../ui/parts.tsx'

/** The case as a PDF: its page and its annex. */
export async function casePdf(content: string, document: CaseWithAnnex, paper: Paper): Promise<Uint8Array> {
  const { svg, ...cairn } = printedCairn(stonesOf(document))
  const words = { ...kindWords, note: kindWord(null) }
  const data = setCase(document, { paper, letters: await lettersOf(content), kindWords: words, cairn })
  return setInType(content, data, svg)
}

/** The half page of the first session as a PDF. */
export const halfPagePdf = async (content: string, document: CaseDocument, paper: Paper): Promise<Uint8Array> =>
  setInType(content, setHalfPage(halfPage(document), { paper, letters: await lettersOf(content) }))

const setInType = (content: string, data: SetCase, cairn = ''): Promise<Uint8Array> =>
  typeset(
    content,
    { template: 'case', inputs: { data: JSON.stringify(data), cairn } },
    'Print the page under Case, which makes paper or a PDF too, or take the Markdown.',
  )

// What the records show and nobody's rating: how the person or their manager rates a skill is not handed on.
const stonesOf = ({ coverage }: CaseDocument) =>
  coverage.skills.map(({ name, weight, shown, cells }) => ({
    name,
    weight,
    credit: shown,
    proofMissing: Object.values(cells).every(({ count }) => count === 0),
  }))
