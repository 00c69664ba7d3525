import { stallFile } from '../../core/stall-file.ts'
import { contentFile } from '../../platform/content.ts'

/** What is often said in place of a yes. */
export const stallsIn = contentFile('stalls.yaml', stallFile)
