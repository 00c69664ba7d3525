#!/usr/bin/env node
import { run } from './run.mjs'

run(process.argv.slice(2))
