// Served by Cairn, the page has the whole coach, model included; it is fetched with the first key, and the text goes nowhere.
import { outcomeCheck } from '../../core/outcome-check.ts'
import { addTry } from './reading.ts'

addTry(async (text) => {
  const { coach } = await import('../../core/coach/coach.ts')
  return outcomeCheck(text, coach(text))
})
