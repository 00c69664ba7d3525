import type { FlagId } from '../../../core/coach/coach.ts'
import { element } from '../../../ui/shell/element.ts'
import { draftsOf } from '../../../ui/shell/kept.ts'
import { browserStore } from '../../../ui/shell/store.ts'
import { post } from './post.ts'

// With the draft, so that a page opened again does not count one entry twice.
const wavedAt = 'waved:evidence.capture'
const draftOf = 'evidence.capture:text'

interface Asked {
  flag: FlagId
  message: string
  example: string
}

/** The place of the one question. It keeps its room when it is silent, so that nothing moves under the hand. */
export function addQuestion({ dismissed, rewrite }: { dismissed: () => void; rewrite: (flag: FlagId) => void }) {
  const waits = 'At most one question comes here, and it may wait.'
  const place = element('div', { class: 'capture-question', 'aria-live': 'polite', 'data-waits': waits })
  const forThisEntry = new Set<FlagId>(wavedBefore())
  let off: readonly FlagId[] = []
  let asked: FlagId | null = null
  let holds: 'question' | 'blanks' | null = null
  let open: readonly Asked[] = []
  let turnedTo: FlagId | null = null
  const other = button('Another question')
  other.addEventListener('click', () => {
    const at = open.findIndex(({ flag }) => flag === asked)
    turnedTo = open[(at + 1) % open.length]!.flag
    api.ask(open)
    other.focus()
  })

  const api = {
    place,
    /** Questions not to ask: waved off for this entry, or switched off. */
    silenced: (): FlagId[] => [...forThisEntry, ...off],
    /** What the page says of the person’s settings. */
    switchedOff(flags: readonly FlagId[]) {
      off = flags
    },
    /** The most telling of the questions, or the one that was turned to; the others wait behind a button. */
    ask(questions: readonly Asked[]) {
      open = questions
      const { flag, message, example } = questions.find((one) => one.flag === turnedTo) ?? questions[0]!
      other.hidden = questions.length < 2
      if (asked === flag) return
      asked = flag
      const fill = button('Add blanks', 'Your words, with blanks for you to fill')
      fill.addEventListener('click', () => rewrite(flag))
      const later = button('Not now')
      later.addEventListener('click', () => waveAway(flag))
      show(
        'question',
        element('span', {}, message, element('span', { class: 'small quiet ask-example' }, example)),
        element('span', { class: 'actions' }, fill, later, other),
      )
    },
    /** While blanks are open, they are what there is to answer. */
    tellBlanks(undo: (() => void) | null) {
      if (holds === 'blanks') return
      asked = null
      const back = button('Take them back')
      back.addEventListener('click', () => undo?.())
      show(
        'blanks',
        element('span', {}, 'Each __ is yours to fill, or to take out. Nothing is saved while one is open.'),
        ...(undo ? [back] : []),
      )
    },
    /** Takes the question away once it is answered. */
    keepOnly(flags: readonly FlagId[]) {
      if (holds === 'blanks' || (asked && !flags.includes(asked))) clear()
    },
    forget() {
      forThisEntry.clear()
      browserStore.drop(wavedAt)
      turnedTo = null
      clear()
    },
  }
  return api

  function waveAway(flag: FlagId) {
    const isNew = !forThisEntry.has(flag)
    forThisEntry.add(flag)
    browserStore.set(wavedAt, JSON.stringify([...forThisEntry]))
    clear()
    dismissed()
    if (isNew) void keep(flag)
  }

  // If it cannot be kept, the question is silent for this entry all the same.
  async function keep(flag: FlagId) {
    const data = new FormData()
    data.set('flag', flag)
    const outcome = await post('/do/coach.dismiss', data)
    if (!('answer' in outcome)) return
    off = (outcome.answer as { off: FlagId[] }).off
    if (off.includes(flag) && holds === null)
      place.replaceChildren(
        element(
          'p',
          { class: 'small quiet' },
          'This question is off now. ',
          element('a', { href: '/more/settings#questions' }, 'Settings'),
          ' has it.',
        ),
      )
  }

  function show(what: 'question' | 'blanks', ...parts: Node[]) {
    holds = what
    place.replaceChildren(element('div', { class: 'ask' }, ...parts))
  }

  function clear() {
    asked = null
    holds = null
    place.replaceChildren()
  }
}

const button = (words: string, title = words) =>
  element('button', { type: 'button', class: 'button link', title }, words)

const wavedBefore = (): FlagId[] =>
  draftsOf(draftOf).length === 0 ? [] : (JSON.parse(browserStore.get(wavedAt) ?? '[]') as FlagId[])
