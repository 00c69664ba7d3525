import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { stayNarrow } from './platform/memory.ts'

// What Node makes of the program's text is kept beside it, a folder that is made anew with each build: reading it again is a fifth of
// what a command takes. Where nothing may be written there, all goes on without.
enableCompileCache(join(import.meta.dirname, 'compiled'))
// A server waits most of its life. What a start makes and throws away would widen the place for what is new to its widest, where it stays.
if (process.argv[2] === 'serve') stayNarrow()
await import(new URL('./program.js', import.meta.url).href)
