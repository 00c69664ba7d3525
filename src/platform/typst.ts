import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Letters, lettersIn } from '../core/letters.ts'
import { Problem } from '../core/problem.ts'

export interface Manuscript {
  /** Of `content/typst`, without its ending. */
  template: string
  /** Read by the template as text; nothing in them is carried out. */
  inputs: Record<string, string>
}

export type Asked = Manuscript & { id: number }
/** What the typesetter tells of a document: the PDF, a fault of the template, or why it does not run on this computer. */
export type Told = { id: number } & ({ pdf: Uint8Array } | { fault: string } | { unable: string })

/**
 * A manuscript as PDF, in the fonts of `content/fonts`: the same words are the same bytes on every computer. The typesetter is started
 * when the first one is asked for, kept for the next, and ended when nobody has asked for a while. Refuses where it cannot do it;
 * `instead` tells the person what else there is.
 */
export async function typeset(content: string, manuscript: Manuscript, instead: string): Promise<Uint8Array> {
  // Asked a second time, because it may have ended over another document that was before this one.
  const told = (await askTypesetter(content, manuscript)) ?? (await askTypesetter(content, manuscript))
  if (!told) throw new Problem('unavailable', `The PDF could not be set from these words. ${instead}`)
  if ('unable' in told)
    throw new Problem('unavailable', `The part of Cairn that makes PDFs does not run on this computer. ${instead}`)
  if ('fault' in told) throw new Error(`${manuscript.template}.typ: ${told.fault}`)
  return told.pdf
}

/** What the fonts of `content/fonts` have letters for. */
export const lettersOf = async (content: string): Promise<Letters> =>
  lettersIn(await readFile(join(content, 'fonts', 'letters.txt'), 'utf8'))

let kept: { content: string; typesetter: ChildProcess } | null = null
let waiting = 0
let asked = 0
let bedtime: NodeJS.Timeout | undefined

// Longer than any document takes; and as long as somebody may come back for another paper.
const patience = 10_000
const idle = 300_000

async function askTypesetter(content: string, manuscript: Manuscript): Promise<Told | null> {
  const typesetter = kept?.content === content && kept.typesetter.connected ? kept.typesetter : start(content)
  clearTimeout(bedtime)
  typesetter.ref()
  waiting += 1
  try {
    const told = await answerFrom(typesetter, { ...manuscript, id: ++asked })
    if (!told && kept?.typesetter === typesetter) kept = null
    return told
  } finally {
    waiting -= 1
    if (waiting === 0) {
      // A command ends when its document is written, and the typesetter with it.
      typesetter.unref()
      bedtime = setTimeout(() => typesetter.kill(), idle).unref()
    }
  }
}

function start(content: string): ChildProcess {
  const typesetter = fork(typesetterBeside(content), [content], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, FONTCONFIG_FILE: join(content, 'typst', 'no-fonts.conf') },
  })
  // Whoever waits hears of its end; when nobody does, it matters to nobody.
  typesetter.setMaxListeners(0).on('error', () => {})
  typesetter.channel?.unref()
  kept = { content, typesetter }
  return typesetter
}

/** Null if the typesetter ended without an answer. */
const answerFrom = (typesetter: ChildProcess, question: Asked): Promise<Told | null> =>
  new Promise((resolve) => {
    const settle = (told: Told | null) => {
      clearTimeout(late)
      typesetter.off('message', hear).off('exit', gone).off('error', gone)
      resolve(told)
    }
    const hear = (told: unknown) => (told as Told).id === question.id && settle(told as Told)
    const gone = () => settle(null)
    const late = setTimeout(() => typesetter.kill('SIGKILL'), patience)
    typesetter.on('message', hear).once('exit', gone).once('error', gone)
    typesetter.send(question, (error) => error && gone())
  })

/** The typesetter's own program lies beside the built one, and beside this file when tests run the source. */
function typesetterBeside(content: string): string {
  const built = join(content, '..', 'typesetter.js')
  return existsSync(built) ? built : join(content, '..', 'src', 'platform', 'typesetter.ts')
}
