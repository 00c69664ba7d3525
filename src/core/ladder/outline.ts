import type { Block, Name } from './block.ts'
import type { Choosing } from './choosing.ts'
import { partsOfGrid } from './grid.ts'
import { everyLevel, levelName } from './level-name.ts'
import { newPart, type Part, type PartKind, type Said } from './part.ts'
import { labelOf, plain, sameAs } from './plain.ts'

/** Running text as parts: what stands under a heading, a bold line or a bullet that others hang on belongs to it. */
export function outlineOf(blocks: readonly Block[], choosing: Choosing): Part {
  const names = repeatedNames(blocks)
  const depths = depthsOfLeads(blocks)
  const whole = newPart('', 1, 'whole')
  const open: { depth: number; part: Part }[] = [{ depth: 0, part: whole }]
  let bullets: { indent: number; part: Part }[] = []
  const here = (): Part => open.at(-1)!.part
  const begin = (label: string, line: number, depth: number, kind: PartKind): void => {
    while (open.length > 1 && open.at(-1)!.depth >= depth) open.pop()
    const part = newPart(label, line, kind)
    here().parts.push(part)
    open.push({ depth, part })
    bullets = []
  }

  blocks.forEach((block, index) => {
    if (block.is === 'heading') begin(block.text, block.line, block.depth, 'heading')
    else if (block.is === 'lead') {
      const depth = depths.get(index)
      if (depth) begin(block.text, block.line, depth, 'lead')
      else here().says.push({ text: block.text, line: block.line, running: true })
    } else if (block.is === 'table') {
      bullets = []
      // A line that begins a list is done with once the list is.
      if (here().kind === 'lead' && here().says.length > 0) open.pop()
      const around = open.map(({ part }) => part.label).join(' ')
      const inLevel = open.some(({ part }) => levelName(part.label)?.certainty === 'sure')
      here().parts.push(...partsOfGrid(block.grid, choosing, around, here().label, inLevel))
    } else if (block.is === 'bullet') {
      while (bullets.length > 0 && (bullets.at(-1)!.indent >= block.indent || bullets.length > DEEPEST)) bullets.pop()
      const parent = bullets.at(-1)?.part ?? here()
      bullets.push({ indent: block.indent, part: addBullet(parent, block, hasBelow(blocks, index), names) })
    } else {
      while (bullets.length > 0 && (block.apart ? bullets.at(-1)!.indent >= block.indent : false)) bullets.pop()
      const parent = bullets.at(-1)?.part ?? here()
      if (/^(?:note|nb|tip|disclaimer)s?\s*[:—–-]/i.test(block.text))
        choosing.warn(block.line, `A note is left aside: “${block.text.slice(0, 60)}”.`)
      else if (isName(block.name, names)) addNamed(parent, block.name!, block.line, 'bullet')
      else parent.says.push({ text: block.text, line: block.line, running: bullets.length === 0 })
    }
  })
  return whole
}

type Bullet = Extract<Block, { is: 'bullet' }>

/** Adds what a bullet says; answers the part that bullets below it belong to. */
function addBullet(parent: Part, block: Bullet, hasMore: boolean, names: ReadonlySet<string>): Part {
  const { text, name, line } = block
  if (isName(name, names)) return addNamed(parent, name!, line, 'bullet')
  const isLabel = hasMore && (block.strong || (text.split(' ').length <= 7 && !/[.!?;]$/.test(text)))
  if (!isLabel) {
    parent.says.push({ text, line })
    return parent
  }
  const part = newPart(labelOf(text), line, 'bullet')
  parent.parts.push(part)
  return part
}

function addNamed(parent: Part, { label, rest }: Name, line: number, kind: PartKind): Part {
  const part = newPart(labelOf(label), line, kind)
  const said = plain(rest)
  if (said !== '') part.says.push({ text: said, line } satisfies Said)
  parent.parts.push(part)
  return part
}

function hasBelow(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index] as Bullet
  const next = blocks[index + 1]
  return (
    next !== undefined &&
    (next.is === 'bullet' || (next.is === 'text' && next.indent > 0)) &&
    next.indent > block.indent
  )
}

const isName = (name: Name | null, names: ReadonlySet<string>): boolean => {
  if (!name) return false
  const label = labelOf(name.label)
  if (label === '' || /^(?:note|notes|nb|e\.?g|i\.?e|example|tip|https?|important|warning)$/i.test(label)) return false
  return name.marked || names.has(sameAs(label)) || levelName(label)?.certainty === 'sure' || everyLevel(label)
}

/** Names before a colon that come more than once: a word before a single colon may be anything. */
function repeatedNames(blocks: readonly Block[]): Set<string> {
  const times = new Map<string, number>()
  for (const block of blocks) {
    if ((block.is !== 'bullet' && block.is !== 'text') || !block.name) continue
    const label = sameAs(labelOf(block.name.label))
    times.set(label, (times.get(label) ?? 0) + 1)
  }
  return new Set([...times].filter(([, count]) => count >= 2).map(([label]) => label))
}

// Bullets within bullets beyond this are read as standing beside each other.
const DEEPEST = 12

const LEAD = 7

/**
 * How deep the lines lie that only look like headings. Where names of levels and other names alternate below one heading, those that
 * come again lie inside the others.
 */
function depthsOfLeads(blocks: readonly Block[]): Map<number, number> {
  const depths = new Map<number, number>()
  const hasHeadings = blocks.some((block) => block.is === 'heading')
  let from = 0
  for (let to = 1; to <= blocks.length; to++) {
    if (to < blocks.length && blocks[to]!.is !== 'heading') continue
    depthsWithin(blocks, from, to, hasHeadings, depths)
    from = to
  }
  return depths
}

function depthsWithin(
  blocks: readonly Block[],
  from: number,
  to: number,
  hasHeadings: boolean,
  depths: Map<number, number>,
): void {
  const leads: { at: number; label: string; how: string; isLevel: boolean }[] = []
  for (let at = from; at < to; at++) {
    const block = blocks[at]!
    if (block.is !== 'lead') continue
    const isLevel = isLevelLead(block.text)
    if (block.how === 'alone' && !isLevel && hasHeadings) continue
    leads.push({ at, label: sameAs(block.text), how: block.how, isLevel })
  }
  const levels = leads.filter(({ isLevel }) => isLevel)
  const levelsRepeat = new Set(levels.map(({ label }) => label)).size < levels.length
  const firstLevel = levels[0]?.at ?? Number.POSITIVE_INFINITY
  for (const { at, how, isLevel } of leads) {
    const isInner = levels.length > 0 && isLevel === levelsRepeat && !(at < firstLevel && !levelsRepeat)
    depths.set(at, LEAD + (isInner ? 2 : 0) + (how === 'colon' && !isLevel ? 1 : 0))
  }
}

const isLevelLead = (label: string): boolean => {
  const name = levelName(label)
  return name !== null && name.certainty !== 'weak' ? true : everyLevel(label)
}
