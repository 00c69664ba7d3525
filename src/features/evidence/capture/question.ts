import type { FlagId } from '../../../core/coach/coach.ts'
import { element } from '../../../ui/shell/element.ts'

const countsAt = 'coach-waved-off'
const enough = 3

type Counts = Partial<Record<FlagId, number>>

/** The place of the one question. It keeps its room when it is silent, so that nothing moves under the hand. */
export function addQuestion({ dismissed }: { dismissed: () => void }) {
  const place = element('div', { class: 'capture-question', 'aria-live': 'polite' })
  const forThisEntry = new Set<FlagId>()
  let asked: FlagId | null = null

  return {
    place,
    /** Questions not to ask: waved off for this entry, or so often that they are off. */
    silenced: (): FlagId[] => [...forThisEntry, ...switchedOff()],
    ask(flag: FlagId, message: string, example: string) {
      if (asked === flag) return
      asked = flag
      const later = element('button', { type: 'button', class: 'button link' }, 'Not now')
      later.addEventListener('click', () => {
        forThisEntry.add(flag)
        count(flag)
        clear()
        dismissed()
      })
      place.replaceChildren(
        element(
          'div',
          { class: 'ask' },
          element('span', {}, message, element('span', { class: 'small quiet ask-example' }, example)),
          later,
        ),
      )
    },
    /** Takes the question away once it is answered. */
    keepOnly(flags: readonly FlagId[]) {
      if (asked && !flags.includes(asked)) clear()
      if (!asked) offerAll()
    },
    forget() {
      forThisEntry.clear()
      clear()
    },
  }

  function clear() {
    asked = null
    place.replaceChildren()
  }

  function offerAll() {
    const off = switchedOff().length
    if (off === 0 || place.childElementCount > 0) return
    const again = element('button', { type: 'button', class: 'button link' }, 'Ask them again')
    again.addEventListener('click', () => {
      localStorage.removeItem(countsAt)
      clear()
      dismissed()
    })
    const words = `${off} ${off === 1 ? 'question is' : 'questions are'} off, because you waved ${off === 1 ? 'it' : 'them'} away three times. `
    place.replaceChildren(element('p', { class: 'small quiet' }, words, again))
  }
}

const counts = (): Counts => JSON.parse(localStorage.getItem(countsAt) ?? '{}') as Counts

const switchedOff = (): FlagId[] =>
  (Object.entries(counts()) as [FlagId, number][]).filter(([, n]) => n >= enough).map(([flag]) => flag)

function count(flag: FlagId) {
  const now = counts()
  localStorage.setItem(countsAt, JSON.stringify({ ...now, [flag]: (now[flag] ?? 0) + 1 }))
}
