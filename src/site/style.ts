/** The rules of a style sheet (as the build writes it) that a document of this markup and this script can use. */
export function styleFor(css: string, markup: string, script: string): string {
  const has = namesUsed(markup, script)
  return kept(css, (selector) => namesIn(selector).every((name) => has.has(name)))
}

/** Elements, `.classes`, `#ids` and `[attributes` that stand in the markup, or that the script makes. */
function namesUsed(markup: string, script: string): Set<string> {
  const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!)
  const classes = [...all(markup, /\bclass="([^"]*)"/g), ...all(script, /\bclass:["'`]([^"'`]*)/g)]
  return new Set([
    'html',
    'body',
    ...all(markup, /<([a-z][a-z0-9]*)/g),
    ...all(script, /["'`]([a-z][a-z0-9]*)["'`]/g),
    ...classes.flatMap((names) => names.split(' ').map((name) => `.${name}`)),
    ...all(markup, /\bid="([^"]*)"/g).map((id) => `#${id}`),
    ...all(markup, /\s([a-z][a-z-]*)(?=[=\s>])/g).map((name) => `[${name}`),
    ...all(script, /\b(data-[a-z-]+|hidden|open)\b/g).map((name) => `[${name}`),
    ...all(script, /\.dataset\.(\w+)/g).map((name) => `[data-${name}`),
  ])
}

function kept(css: string, isUsed: (selector: string) => boolean): string {
  return blocksOf(css)
    .map(({ head, body }) => {
      if (body === null) return `${head};`
      if (/^@(media|layer|supports)\b/.test(head)) {
        const inner = kept(body, isUsed)
        return inner === '' ? '' : `${head}{${inner}}`
      }
      // What moves from page to page, and the paper of named documents, has no use in a single one.
      if (head.startsWith('@')) return head === '@page' ? `${head}{${body}}` : ''
      const selectors = partsOf(head).filter(isUsed)
      return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`
    })
    .join('')
}

/** What a selector asks for; what stands in `:not()`, `:is()` and the like is let be. */
function namesIn(selector: string): string[] {
  let bare = selector
  for (let shorter = ''; shorter !== bare; ) {
    shorter = bare
    bare = bare.replace(/:[\w-]+\([^()]*\)/g, '')
  }
  return [
    ...bare.replace(/::?[\w-]+|"[^"]*"/g, '').matchAll(/[.#][\w-]+|\[[\w-]+|(?<![\w=-])[a-z][a-z0-9]*(?![\w-])/g),
  ].map(([name]) => name)
}

/** The blocks and statements of a sheet, one after the other. */
function blocksOf(css: string): { head: string; body: string | null }[] {
  const blocks: { head: string; body: string | null }[] = []
  let at = 0
  while (at < css.length) {
    const end = endOf(css, at, ';{')
    const head = css.slice(at, end).trim()
    if (css[end] !== '{') {
      if (head !== '') blocks.push({ head, body: null })
      at = end + 1
      continue
    }
    const close = endOf(css, end + 1, '}')
    blocks.push({ head, body: css.slice(end + 1, close) })
    at = close + 1
  }
  return blocks
}

const partsOf = (selectors: string): string[] => {
  const parts: string[] = []
  for (let at = 0; at < selectors.length; ) {
    const end = endOf(selectors, at, ',')
    parts.push(selectors.slice(at, end))
    at = end + 1
  }
  return parts
}

/** Where the first of the given signs stands from `at` on, outside of quotation marks and brackets. */
function endOf(text: string, at: number, signs: string): number {
  let depth = 0
  let quote = ''
  for (let i = at; i < text.length; i++) {
    const sign = text[i]!
    if (quote) {
      if (sign === '\\') i++
      else if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (depth === 0 && signs.includes(sign)) return i
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign)) depth--
  }
  return text.length
}
