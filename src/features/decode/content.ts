import { join } from 'node:path'
import type { Stalls } from '../../core/stall.ts'
import { stallFile } from '../../core/stall-file.ts'
import { loadContent } from '../../platform/content.ts'

const read = new Map<string, Stalls>()

/** What is often said in place of a yes, read and checked once, when it is first asked for. */
export function stallsIn(content: string): Stalls {
  const known = read.get(content)
  if (known) return known
  const stalls = loadContent(join(content, 'stalls.yaml'), stallFile)
  read.set(content, stalls)
  return stalls
}
