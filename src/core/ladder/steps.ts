import type { Choosing } from './choosing.ts'
import { levelName } from './level-name.ts'
import { type Part, partsBelow } from './part.ts'

const arrow = /^(.{1,40}?)\s*(?:→|⇒|->|=>)\s*(.{1,40})$/

/** “IC1 → IC2” as the one level it is about: what a step leads to is what it asks for, if the person does not say otherwise. */
export function settleSteps(whole: Part, choosing: Choosing): void {
  const steps = [...partsBelow(whole)].flatMap((part) => {
    const [, lower, upper] = arrow.exec(part.label.replace(/\s*[([].*$/, '')) ?? []
    return lower && upper && levelName(lower) && levelName(upper) ? [{ part, lower, upper }] : []
  })
  const [first] = steps
  if (!first) return
  const taken = choosing.ask({
    id: 'steps',
    about: 'steps',
    question: `Which level is “${first.part.label}” about?`,
    because: 'It names a step from one level to the next.',
    assumed: 'upper',
    options: [
      { key: 'upper', label: `${first.upper}: it says what the upper level asks for` },
      { key: 'lower', label: `${first.lower}: it says what somebody at the lower level does` },
    ],
    lines: steps.map(({ part }) => part.line),
  })
  for (const { part, lower, upper } of steps) part.label = taken === 'lower' ? lower : upper
}
