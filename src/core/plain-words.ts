import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/** What a line says without its marks, and where its links lead (web addresses only, each once, in order). */
export interface PlainWords {
  text: string
  links: string[]
  /** Every word of the line is struck through. */
  struck: boolean
}

/** Takes emphasis, code and link marks off a line of Markdown. Its words stay as they are, addresses written out in it too. */
export function plainWords(line: string): PlainWords {
  const source = withoutTags(line)
  if (!hasMarks.test(source)) return { text: squeeze(source), links: [], struck: false }
  if (source.length > LONGEST) return { text: squeeze(source), links: addressesIn(source), struck: false }
  const paragraph = fromMarkdown(source, { extensions: [gfm(), inlineOnly], mdastExtensions: [gfmFromMarkdown()] })
  const links = new Set<string>()
  const text = squeeze(wordsOf(paragraph, links))
  return { text, links: [...links], struck: text !== '' && isStruck(paragraph) }
}

// Most lines have none, and reading one as Markdown costs a hundred times as much as looking.
const hasMarks = /[*_`~][^*_`~]*[*_`~]|\]|\\|:\/\/|www\./

// Emphasis marks can be written so that reading them takes time in the square of the length. No line of work is this long.
const LONGEST = 2_000

// A line is read for what stands inside it: a number at its start is no list, a second line no heading.
const inlineOnly = {
  disable: {
    null: [
      'blockQuote',
      'characterReference',
      'codeFenced',
      'codeIndented',
      'definition',
      'gfmFootnoteCall',
      'gfmFootnoteDefinition',
      'headingAtx',
      'htmlFlow',
      'htmlText',
      'list',
      'setextUnderline',
      'table',
      'tasklistCheck',
      'thematicBreak',
    ],
  },
}

type Root = ReturnType<typeof fromMarkdown>
type Part = Root['children'][number]

function wordsOf(node: Root | Part, links: Set<string>): string {
  if (node.type === 'link') {
    if (/^https?:\/\//i.test(node.url)) links.add(node.url)
    return node.children.map((child) => wordsOf(child, links)).join('')
  }
  if (node.type === 'break') return ' '
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? ''
  if ('children' in node)
    return node.children.map((child) => wordsOf(child, links)).join(node.type === 'root' ? ' ' : '')
  return 'value' in node ? node.value : ''
}

const isStruck = (root: Root): boolean =>
  root.children
    .flatMap((child): Part[] => (child.type === 'paragraph' ? child.children : [child]))
    .every((part) => part.type === 'delete' || (part.type === 'text' && part.value.trim() === ''))

/** Marks of HTML and of wikis that only dress the words. */
const withoutTags = (line: string): string =>
  line
    .replace(/<\/?(?:a|b|br|div|em|font|i|li|mark|ol|p|s|small|span|strong|sub|sup|u|ul)(?:\s[^<>]{0,300})?\/?>/gi, ' ')
    .replace(/\[\[([^[\]|]{1,200})(?:\|([^[\]|]{1,200}))?\]\]/g, (_, page: string, shown?: string) => shown ?? page)

const addressesIn = (text: string): string[] => [...new Set(text.match(/https?:\/\/[^\s<>"')\]]{1,2000}/gi) ?? [])]

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()
