import type { SkillWords } from '../../../core/coach/coach.ts'
import type { CoachOptions } from '../../../core/coach/types.ts'

/** What the details of a capture form tell the coach of the person; little before they have arrived. */
export function personIn(form: HTMLFormElement): CoachOptions & { today?: string } {
  const { today, locale, fiscalYearStart, people, self } =
    form.querySelector<HTMLElement>('#capture-details')?.dataset ?? {}
  return {
    today,
    locale: locale as CoachOptions['locale'],
    fiscalYearStart: fiscalYearStart ? Number(fiscalYearStart) : undefined,
    people: people?.split('\n'),
    self,
  }
}

/** What the skill of a toggle is known by, as its page wrote it. */
export const wordsOf = ({ value, dataset }: HTMLInputElement): SkillWords => ({
  id: value,
  signals: dataset.signals?.split('|') ?? [],
  words: weightsIn(dataset.words),
  learned: weightsIn(dataset.learned),
})

const weightsIn = (pairs = ''): Record<string, number> =>
  Object.fromEntries([...pairs.matchAll(/(\S+):(\S+)/g)].map(([, stem, weight]) => [stem, Number(weight)]))
