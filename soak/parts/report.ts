/** What went wrong so far, in words: the soak fails if there is anything here. */
export const faults: string[] = []

/** Something acknowledged was lost, something was said unclearly or not at all. */
export function fault(text: string): void {
  faults.push(text)
  console.log(`  FAULT: ${text}`)
}

/** A line of figures. */
export const say = (text: string): void => console.log(`  ${text}`)

/** A part that this computer does not let one do. */
export const notRun = (what: string, why: string): void => console.log(`  NOT RUN: ${what}. ${why}`)

const figures = (n: number): string => n.toLocaleString('en')

/** “1,204 writes”. */
export const some = (n: number, what: string): string => `${figures(n)} ${what}`

/** Refusals must be one sentence or a few that a person can act on: no code alone, no trace, no word of the machine's. */
export function heard(sentence: string, where: string, expected = /./): void {
  const text = sentence.trim()
  const isClear =
    /^[A-Z“].*[.”]$/s.test(text) &&
    text.length > 20 &&
    !/\n\s+at |SQLITE_|undefined|\[object|Error:|went wrong inside/.test(text)
  if (!isClear) fault(`${where}: what is said is not clear: ${JSON.stringify(text.slice(0, 300))}`)
  else if (!expected.test(text)) fault(`${where}: something else is said: ${JSON.stringify(text.slice(0, 300))}`)
}
