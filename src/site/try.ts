import { readByRules } from '../core/coach/by-rules.ts'
import { outcomeCheck } from '../core/outcome-check.ts'
import { addTry } from '../features/try/reading.ts'

addTry((text) => outcomeCheck(text, readByRules(text)))
