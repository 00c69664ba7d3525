import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What Node makes of the program's text is kept beside it, a folder that is made anew with each build: reading it again is a fifth of
// what a command takes. Where nothing may be written there, all goes on without.
enableCompileCache(join(import.meta.dirname, 'compiled'))
await import(new URL('./program.js', import.meta.url).href)
