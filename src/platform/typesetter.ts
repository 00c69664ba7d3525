// A process of its own beside the program: sets one document after the other, and ends with the program. Words that make the compiler
// fail end this process; the server and what is being written stay.
import { join } from 'node:path'
import type { Asked, Told } from './typst.ts'

const content = process.argv[2]!
const tell = (told: Told) => process.send!(told)

const compiler = await import('@myriaddreamin/typst-ts-node-compiler').then(
  ({ NodeCompiler }) =>
    NodeCompiler.create({ workspace: join(content, 'typst'), fontArgs: [{ fontPaths: [join(content, 'fonts')] }] }),
  (error: Error) => error,
)

process.on('message', ({ id, template, inputs }: Asked) => {
  if (compiler instanceof Error) return tell({ id, unable: compiler.message })
  const compiled = compiler.compile({ mainFilePath: join(content, 'typst', `${template}.typ`), inputs })
  if (!compiled.result) return tell({ id, fault: reasons(compiled.takeDiagnostics()?.shortDiagnostics) })
  tell({ id, pdf: compiler.pdf(compiled.result) })
  compiler.evictCache(remembered)
})
process.on('disconnect', () => process.exit())

// What the compiler remembers makes the next version of a document quick, and is memory.
const remembered = 5

const reasons = (diagnostics: { message: string }[] = []): string =>
  diagnostics.map(({ message }) => message).join('; ')
