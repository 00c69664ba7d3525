// What is done to Cairn to see whether it loses anything: `npm run soak` does all of it, `npm run soak kill` one by its name in soak/.

import { built } from './run-parts.mjs'

const { load, names } = await built('soak', ['parts/report.ts'])
const { faults, fault } = await load('parts/report')
for (const name of names) {
  const began = performance.now()
  console.log(`\n${name}`)
  const { run } = await load(name)
  try {
    await run()
  } catch (error) {
    fault(`ended by ${error.stack}`)
  }
  console.log(`  took ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
console.log(faults.length === 0 ? '\nNothing was lost.' : `\n${faults.length} faults:`)
for (const text of faults) console.log(`  ${text}`)
process.exit(faults.length > 0 ? 1 : 0)
