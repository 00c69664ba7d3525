import { type Answers, areBlank, changedIn, fillIn, touchedBy, touchedEarly } from './answers.ts'
import { isOpenedAnew } from './early.ts'
import { all, element } from './element.ts'
import {
  draftsOf,
  dropDrafts,
  isNewer,
  type Kept,
  keepAgain,
  keepBeside,
  keepDraft,
  noteOnce,
  onceFor,
  ownName,
} from './kept.ts'
import { tabStore } from './store.ts'

/*
  Nothing typed is lost. What stands in `textarea[data-draft="key"]`, and what was answered in `form[data-keeps="key"]`, is kept in this
  browser while it is typed, and comes back when the page opens again. It is dropped only once the server says it was saved:
  - the next page carries `<body data-saved-draft="operation">` (Frame.savedDraft) for the operation whose form was sent, or
  - a script that saves without leaving the page fires `new CustomEvent('draft-saved', { detail: form })` on the document.
*/
type Area = HTMLTextAreaElement & { dataset: { draft: string } }
type Keeping = HTMLFormElement & { dataset: { keeps: string } }

const areas = (within: ParentNode) => all<Area>('textarea[data-draft]', within)
const forms = (within: ParentNode) => all<Keeping>('form[data-keeps]', within)

/** Drafts from other pages that a field or a form goes on with: they go where its own goes. */
const takenOver = new WeakMap<HTMLElement, Set<string>>()

export function keepDrafts() {
  dropSaved()
  if (isOpenedAnew()) keepTypedEarly()
  bringDraftsBack(document)
  for (const event of ['input', 'change'])
    document.addEventListener(event, ({ target }) => {
      if (!(target instanceof HTMLElement)) return
      if (target instanceof HTMLTextAreaElement && target.dataset.draft) return keepText(target as Area)
      const form = target.closest<Keeping>('form[data-keeps]')
      if (form && touchedBy(form, target)) keepAnswers(form)
    })
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (target instanceof HTMLFormElement) noteSent(target, { leaves: !defaultPrevented })
  })
  document.addEventListener('draft-saved', (event) => {
    if (event instanceof CustomEvent && event.detail instanceof HTMLFormElement) dropDrafts(namesIn(event.detail))
  })
}

/** Keeps what stands in a form by now. */
export function keepAllOf(form: HTMLFormElement) {
  for (const area of areas(form)) keepText(area)
  if (form.dataset.keeps) keepAnswers(form as Keeping)
}

function keepTypedEarly() {
  for (const area of areas(document)) if (area.value !== area.defaultValue) keepText(area)
  for (const form of forms(document)) if (touchedEarly(form)) keepAnswers(form)
}

/** Offers the drafts of fields that a script has added. */
export function bringDraftsBack(within: ParentNode) {
  for (const area of areas(within)) offerText(area)
  for (const form of forms(within)) offerAnswers(form)
}

/** Offers what was answered in a form whose further fields have arrived only now. */
export function bringAnswersBack(form: HTMLFormElement) {
  if (form.dataset.keeps) offerAnswers(form as Keeping)
}

function keepText(area: Area) {
  keep(area, area.dataset.draft, area.value === area.defaultValue ? null : area.value)
}

function keepAnswers(form: Keeping) {
  const changed = changedIn(form)
  keep(form, form.dataset.keeps, Object.keys(changed).length === 0 ? null : JSON.stringify(changed))
}

function keep(place: HTMLElement, key: string, value: string | null) {
  const others = takenOver.get(place) ?? []
  if (value === null) return dropDrafts([...others, ownName(key)])
  keepDraft(key, value)
  const once = onces.get(place)
  if (once) noteOnce(ownName(key), once)
  dropDrafts([...others].filter((name) => name !== ownName(key)))
}

function goOnWith(place: HTMLElement, draft: Kept) {
  takenOver.set(place, new Set([...(takenOver.get(place) ?? []), draft.name]))
  const once = onceFor(draft)
  const field = once === null ? null : onceIn(place.closest('form'))
  if (!field) return
  onces.set(place, once!)
  field.value = once!
}

/** The key of the request that a draft was sent with, by where it stands now. */
const onces = new WeakMap<HTMLElement, string>()

const onceIn = (form: HTMLFormElement | null) => form?.querySelector<HTMLInputElement>('input[name="_once"]') ?? null

// Once it is saved, no tab has the same to give back.
const namesOf = (place: HTMLElement, key: string, saved: string): string[] => [
  ownName(key),
  ...(takenOver.get(place) ?? []),
  ...draftsOf(key).flatMap(({ name, value }) => (value === saved ? [name] : [])),
]

const namesIn = (form: HTMLFormElement): string[] => [
  ...areas(form).flatMap((area) => namesOf(area, area.dataset.draft, area.value)),
  ...(form.dataset.keeps ? namesOf(form, form.dataset.keeps, JSON.stringify(changedIn(form))) : []),
]

interface Sent {
  operation: string
  names: string[]
  at: number
}

function noteSent(form: HTMLFormElement, { leaves }: { leaves: boolean }) {
  const names = namesIn(form)
  const once = onceIn(form)?.value
  if (once) for (const name of names) noteOnce(name, once)
  if (names.length === 0 || !leaves) return
  const sent: Sent = { operation: new URL(form.action).pathname.replace('/do/', ''), names, at: Date.now() }
  tabStore.set('sent', JSON.stringify(sent))
}

/** What was typed while the answer was on its way is in no file: it stays. */
function dropSaved() {
  const sent = tabStore.get('sent')
  if (sent === null) return
  tabStore.drop('sent')
  const { operation, names = [], at = 0 } = JSON.parse(sent) as Partial<Sent>
  if (document.body.dataset.savedDraft === operation) dropDrafts(names.filter((name) => !isNewer(name, at)))
}

/** An empty field gets its draft back at once; over a text that is there already, the person decides. */
function offerText(area: Area) {
  const found = draftsOf(area.dataset.draft)
  for (const same of found.filter(({ value }) => value === area.value)) goOnWith(area, same)
  const drafts = eachOnce(found.filter(({ value }) => value !== area.value))
  if (drafts.length === 0) return
  const put = (text: string) => {
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  offer(area, drafts, {
    key: area.dataset.draft,
    isBlank: area.value === '',
    standing: () => (area.value === '' || area.value === area.defaultValue ? null : area.value),
    place: (line) => area.after(line),
    fill: ({ value }) => put(value),
    clear: () => put(''),
    words: ['Your unsaved text is back.', 'You have unsaved text from before.'],
  })
}

function offerAnswers(form: Keeping) {
  const now = JSON.stringify(changedIn(form))
  const found = draftsOf(form.dataset.keeps).filter(({ value }) => answersIn(value) !== null)
  for (const same of found.filter(({ value }) => value === now)) goOnWith(form, same)
  const drafts = eachOnce(
    found.filter(({ value }) => value !== now && fillIn(form, answersIn(value)!, { only: 'look' })),
  )
  if (drafts.length === 0) return
  offer(form, drafts, {
    key: form.dataset.keeps,
    isBlank: drafts.every(({ value }) => areBlank(form, answersIn(value)!)),
    standing: () => {
      const changed = changedIn(form)
      return Object.keys(changed).length === 0 ? null : JSON.stringify(changed)
    },
    place: (line) => form.prepend(line),
    fill: ({ value }) => {
      fillIn(form, answersIn(value)!)
      keepAnswers(form)
    },
    clear: ({ value }) => {
      fillIn(form, answersIn(value)!, { only: 'back' })
      keepAnswers(form)
    },
    words: ['Your unsaved answers are back.', 'You have unsaved answers from before.'],
  })
}

const eachOnce = (drafts: Kept[]): Kept[] =>
  drafts.filter(({ value }, at) => drafts.findIndex((other) => other.value === value) === at)

function answersIn(value: string): Answers | null {
  try {
    const answers: unknown = JSON.parse(value)
    return typeof answers === 'object' && answers !== null ? (answers as Answers) : null
  } catch {
    return null
  }
}

interface Offer {
  key: string
  isBlank: boolean
  /** What somebody gave here that is in no draft yet offered. */
  standing(): string | null
  place(line: HTMLElement): void
  fill(draft: Kept): void
  clear(draft: Kept): void
  words: [back: string, waiting: string]
}

/** The newest at once where nothing stands yet; an older one that another tab kept waits behind a button. */
function offer(place: HTMLElement, drafts: Kept[], { key, isBlank, standing, place: put, fill, clear, words }: Offer) {
  let at = isBlank ? 0 : -1
  const said = element('span', {}, `${isBlank ? words[0] : words[1]} `)
  const discard = element('button', { type: 'button', class: 'button link' }, 'Discard it')
  const other = element('button', { type: 'button', class: 'button link' }, 'Bring it back')
  const line = element('p', { class: 'hint drafts', role: 'status' }, said, other, ' ', discard)
  const draw = () => {
    said.textContent = `${at < 0 ? words[1] : words[0]} `
    other.textContent = at < 0 ? 'Bring it back' : 'Another unsaved one'
    other.hidden = at >= 0 && drafts.length < 2
  }
  const turnTo = (next: number) => {
    at = next
    goOnWith(place, drafts[at]!)
    fill(drafts[at]!)
    draw()
  }
  other.addEventListener('click', () => {
    // What is turned from stays kept: it is turned to again.
    takenOver.delete(place)
    const stood = at < 0 ? standing() : null
    if (at >= 0) keepAgain(drafts[at]!)
    else if (stood !== null) drafts.push(keepBeside(key, stood))
    turnTo((at + 1) % drafts.length)
  })
  discard.addEventListener('click', () => {
    const draft = drafts[Math.max(at, 0)]!
    dropDrafts([draft.name])
    if (at >= 0) clear(draft)
    line.remove()
    if (place instanceof HTMLTextAreaElement) place.focus()
  })
  if (at === 0) {
    goOnWith(place, drafts[0]!)
    fill(drafts[0]!)
  }
  draw()
  lines.get(place)?.remove()
  lines.set(place, line)
  put(line)
}

const lines = new WeakMap<HTMLElement, HTMLElement>()
