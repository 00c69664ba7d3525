import { problemSaid } from './cue-words.ts'
import type { Draft } from './line.ts'
import type { Found } from './metrics.ts'
import { hitsOf, holds, wholeWords } from './scan.ts'
import { isTarget } from './wanted.ts'

/**
 * Which figures are the author's own results (coach specification 3.2): not attention, not something found out, not a target,
 * and either a change or a level that was reached.
 */
export function strengthsOf(draft: Draft, figures: readonly Found[]): boolean[] {
  return figures.map((figure) => isStrong(draft, figure))
}

export const isStrong = (draft: Draft, figure: Found): boolean =>
  !figure.vanity && isResult(figure) && !isFinding(draft, figure) && !isTarget(draft, figure)

function isResult(figure: Found): boolean {
  if (figure.direction !== null) return true
  if (figure.form === 'reached') return true
  if (figure.form === 'ratio') return holds(wonNear, figure.line.text)
  if (figure.form === 'level' && figure.name === null) return false
  // “58 % retention” and “$1.2M ARR” without a verb are states of the business all the same; zeroes and plain shares are not.
  return false
}

const wonNear =
  /\b(?:won|win|close|closed|renewed?|renewals?|adopted|used?|upgraded?|bagged|passed|converted|signed|accepted|retained|resolved|clear(?:ed)?|sell|sold|pass|moved up|stayed)\b/i

const problemCue = wholeWords(problemSaid.join('|'))
const boundary =
  /, so\b|\bthen\b|\band (?:then )?(?:fixed|shipped|cut|had|removed|patched|swapped|repaired)\b|\bproposed\b|\bfixed\b|—|\bpatched\b|\bremoved\b|\bswapped\b|\b(?:had|got) it\b/i

/** “Found that churn had doubled” is a finding; “found the bug, fixed it, churn halved” is a result. */
function isFinding(draft: Draft, figure: Found): boolean {
  const lead = draft.text.slice(Math.max(figure.line.start, figure.start - 400), figure.start)
  const cue = hitsOf(problemCue, lead).at(-1)
  return (
    cue !== undefined &&
    !boundary.test(lead.slice(cue.end)) &&
    !/, [^,]{0,40}$/.test(
      lead
        .slice(cue.end)
        .replace(/^[^,]*,[^,]*$/, (part) =>
          /\b(?:fell|dropped|rose|cut|down|up|sank|slid|grew|recovered)\b/i.test(part) ? part : '',
        ),
    )
  )
}
