import { run } from './run.mjs'

run(['serve'])
