// What every page gains when script runs: keys, the command palette, copying, drafts and the curtain. Without it, all still works.
import { addCopyButtons } from './shell/copy.ts'
import { addCurtain } from './shell/curtain.ts'
import { addDialogs } from './shell/dialogs.ts'
import { keepDrafts } from './shell/drafts.ts'
import { addKeys } from './shell/keys.ts'
import { addPrintButtons } from './shell/print.ts'

keepDrafts()
addCopyButtons()
addPrintButtons()
addDialogs()
addCurtain()
addKeys()
