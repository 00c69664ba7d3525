// Measures: `npm run bench` runs all, `npm run bench pages` one by its name in bench/.

import { built } from './run-parts.mjs'

const { load, names } = await built('bench', ['parts/bare.tsx'])
for (const name of names) {
  console.log(`\n${name}`)
  const { run } = await load(name)
  await run()
}
