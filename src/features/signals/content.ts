import { signalFile } from '../../core/signals/file.ts'
import { stallFile } from '../../core/stall-file.ts'
import { contentFile } from '../../platform/content.ts'

/** The checks, and in a file of their own the phrases that are heard in place of a yes. */
export const signalsIn = contentFile('signals.yaml', signalFile)
export const stallsIn = contentFile('stalls.yaml', stallFile)
