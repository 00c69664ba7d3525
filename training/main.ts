import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labelledNotes } from './notes.ts'
import { at, judgedByOthers, kindFrom, readNotes, temperatureFor, thresholdFor, train } from './train.ts'

/** Of a hundred readings that are sure, so many are to be right. */
const sureEnough = 0.96

const notes = readNotes(labelledNotes())
const judged = judgedByOthers(notes)
const temperature = temperatureFor(judged)
const sure = thresholdFor(judged, temperature, sureEnough)
const weights = { ...train(notes), temperature, sure }
writeFileSync(join(import.meta.dirname, '../src/core/coach/kind-weights.json'), `${JSON.stringify(weights, null, 1)}\n`)
const right = judged.filter((one) => kindFrom(at(one, temperature)) === one.kind).length
console.log(
  `${notes.length} notes; on unseen authors ${((100 * right) / judged.length).toFixed(1)} % right; temperature ${temperature}, sure from ${sure}`,
)
