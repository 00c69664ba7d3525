import { Scroll } from '../../ui/charts/picture.tsx'
import type { ImportAnswer } from './import.ts'

/** The text as it was pasted, line by line: what was used, what is uncertain, what was passed over. */
export function Pasted({ text, answer }: { text: string; answer: ImportAnswer }) {
  const lines = text.split(/\r\n|\n|\r/)
  const used = linesUsed(answer)
  const uncertain = new Set(answer.choices.flatMap((choice) => choice.lines))
  const warned = new Set(answer.warnings.map(({ line }) => line))
  const markOf = (line: number): [name: string, word: string] | null =>
    uncertain.has(line)
      ? ['uncertain', '?']
      : warned.has(line)
        ? ['warned', '!']
        : used.has(line)
          ? ['used', '✓']
          : null
  return (
    <>
      <p class="small quiet">
        ✓ used · ? uncertain · ! worth a look
        {used.size === 0 && '. This form names its lines only where something is wrong'}
      </p>
      <Scroll label="What was pasted">
        <ol class="pasted">
          {lines.slice(0, mostLines).map((line, at) => {
            const mark = markOf(at + 1)
            return (
              <li id={`line-${at + 1}`} class={mark?.[0]}>
                <span class="mark-of">{mark?.[1] ?? ''}</span>
                <span>{line.length > longest ? `${line.slice(0, longest)}…` : line}</span>
              </li>
            )
          })}
        </ol>
      </Scroll>
      {lines.length > mostLines && <p class="quiet">And {lines.length - mostLines} more lines, read as well.</p>}
    </>
  )
}

const mostLines = 1_500
const longest = 400

function linesUsed({ levels, skills, anchors, others }: ImportAnswer): Set<number> {
  const parts = [{ levels, skills, anchors }, ...others]
  return new Set(
    parts.flatMap((ladder) =>
      [...ladder.levels, ...ladder.skills, ...ladder.anchors].flatMap(({ line }) => line ?? []),
    ),
  )
}
