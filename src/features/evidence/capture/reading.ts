import type { CoachKind, FlagId, Reading } from '../../../core/coach/coach.ts'
import { all, element } from '../../../ui/shell/element.ts'
import { addFigures } from './figures.ts'
import { personIn } from './known.ts'
import { addQuestion } from './question.ts'
import { addSkills } from './skills.ts'
import { witnessChip } from './witness.ts'

type Coach = typeof import('../../../core/coach/coach.ts')

const readAfter = 300
const askAfter = 800

let loading: Promise<Coach> | undefined

// Nothing of the coach is loaded before the first key. If it cannot be loaded, the text is read when it is saved.
function loadCoach(): Promise<Coach> {
  loading ??= import('../../../core/coach/coach.ts')
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

/** Shows under a capture form's text what the coach understood, and one question at a time once the typing rests. */
export function addReading(form: HTMLFormElement) {
  const area = form.querySelector<HTMLTextAreaElement>('textarea[name="text"]')!
  const chips = element('div', { class: 'chips capture-chips' })
  // A form for one kind says so itself.
  const given = () => kindOf(form.querySelector<HTMLInputElement>('input[type="hidden"][name="kind"]')?.value)
  const state: { kind: CoachKind | null; reading: Reading | null } = { kind: given(), reading: null }
  const question = addQuestion({ dismissed: () => void read(), rewrite: (flag) => void addBlanks(flag) })
  const skills = addSkills(form)
  const figures = addFigures(form)
  area.closest('.field')!.after(chips, question.place)

  let lastRead = ''
  let readTimer = 0
  let askTimer = 0
  let composing = false
  let isResting = true
  let beforeBlanks: string | null = null
  let isWhyOpen = false

  area.addEventListener('compositionstart', () => {
    composing = true
    clearTimeout(readTimer)
    clearTimeout(askTimer)
  })
  area.addEventListener('compositionend', () => {
    composing = false
    typed()
  })
  area.addEventListener('input', (event) => {
    if (!composing && !(event instanceof InputEvent && event.isComposing)) typed()
  })
  area.addEventListener('blur', () => {
    if (!composing) void read().then(ask)
  })
  form.addEventListener('reset', () => {
    clearTimeout(readTimer)
    clearTimeout(askTimer)
    state.kind = given()
    state.reading = null
    beforeBlanks = null
    isWhyOpen = false
    question.forget()
    skills.forget()
    figures.forget()
    rest()
  })
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'kind') choose(target.value as ItemKind)
  })
  form.addEventListener('formdata', ({ formData }) => {
    if (state.kind) formData.set('kind', itemKinds[state.kind])
  })
  rest()
  hearSettings()
  if (area.value !== '') void read().then(ask)

  return { detailsArrived }

  function detailsArrived() {
    skills.look()
    hearSettings()
    void read().then(() => isResting && ask())
  }

  function hearSettings() {
    const off = form.querySelector<HTMLElement>('#capture-details')?.dataset.questionsOff
    if (off !== undefined) question.switchedOff(off.split(' ').filter(Boolean) as FlagId[])
  }

  function typed() {
    clearTimeout(readTimer)
    clearTimeout(askTimer)
    isResting = false
    void loadCoach().catch(() => undefined)
    readTimer = window.setTimeout(() => void read(), readAfter)
    // The coach itself may take longer to come than the typing takes to rest.
    askTimer = window.setTimeout(() => {
      isResting = true
      void read().then(() => isResting && ask())
    }, askAfter)
  }

  async function read() {
    if (area.value.trim() === '') return rest()
    const coach = await loadCoach().catch(() => null)
    // What is being composed is read once it stands; what was saved meanwhile is gone.
    if (!coach || composing || area.value.trim() === '') return
    // What is read already stays as it is drawn, so that a button under the pointer is not replaced by its like.
    const asRead = JSON.stringify([
      area.value,
      state.kind,
      question.silenced(),
      form.querySelector('#capture-details') !== null,
    ])
    if (asRead === lastRead) return
    lastRead = asRead
    const { today, ...person } = personIn(form)
    state.reading = coach.coach(area.value, {
      ...person,
      refDate: form.querySelector<HTMLInputElement>('[name="happenedOn"]')?.value || today,
      kind: state.kind ?? undefined,
      dismissed: question.silenced(),
    })
    chips.replaceChildren(...chipsFor(coach, state.reading, today))
    skills.suggest(coach, area.value, state.reading)
    if (coach.holdsBlank(area.value)) question.tellBlanks(beforeBlanks === null ? null : takeBlanksBack)
    else question.keepOnly(state.reading.flags)
  }

  // What was switched off is known once the page's details are there; until then nothing is asked.
  function ask() {
    const flags: readonly FlagId[] = state.reading?.flags ?? []
    const isMidText = document.activeElement === area && area.selectionEnd < area.value.trimEnd().length
    if (flags.length === 0 || isMidText || composing || !form.querySelector('#capture-details')) return
    void loadCoach().then((coach) => {
      if (coach.holdsBlank(area.value)) return
      question.ask(flags.map((flag) => ({ flag, message: coach.messageOf(flag), example: coach.fixOf(flag) })))
    })
  }

  /** Room for the answer, in the text itself; the first blank is marked, so that the next key fills it. */
  async function addBlanks(flag: FlagId) {
    const coach = await loadCoach()
    beforeBlanks = area.value
    put(coach.rewriteOf(area.value, flag, state.reading?.metrics))
    area.setSelectionRange(...(coach.firstBlank(area.value) ?? [0, 0]))
    void read()
  }

  function takeBlanksBack() {
    put(beforeBlanks ?? area.value)
    beforeBlanks = null
    void read().then(ask)
  }

  // Written as if typed, so that the browser’s own undo knows every step; it says so with an event of its own.
  function put(text: string) {
    area.focus()
    area.select()
    if (document.execCommand('insertText', false, text) && area.value === text) return
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function chipsFor(coach: Coach, reading: Reading, today: string | undefined): Node[] {
    const { metrics, tags } = reading
    const dated = tags.dates.find(({ start }) => today !== undefined && start <= today)
    return [
      ...kindChips(reading),
      ...(state.kind === null ? whyOf(coach, reading) : []),
      ...figures.chipsFor(coach, metrics),
      ...(dated ? [chip(coach.describeDate(dated))] : []),
      ...tags.named.map(({ name }) => witnessChip(form, name) ?? chip(name)),
    ]
  }

  /** The kind as read or chosen; while the coach only guesses, the one neutral question in its place. */
  function kindChips({ kind, confidence }: Reading): Node[] {
    if (kind === 'unclear' || confidence === 'guess')
      return [element('span', { class: 'small quiet' }, 'What is this?'), ...kindButtons(null)]
    const button = element(
      'button',
      { type: 'button', class: 'chip on', title: 'Call it something else' },
      kindWords[kind],
    )
    button.addEventListener('click', () => button.replaceWith(...kindButtons(kind)))
    return [button]
  }

  /** Opens in the room that is kept for the chips, and stays open while one types on. */
  function whyOf(coach: Coach, { kind, confidence }: Reading): Node[] {
    if (kind === 'unclear' || confidence === 'guess') return []
    const text = element('p', { class: 'why-words small', id: 'capture-why' })
    const button = element('button', { type: 'button', class: 'button link small', 'aria-controls': text.id }, 'Why?')
    const draw = () => {
      button.setAttribute('aria-expanded', String(isWhyOpen))
      text.hidden = !isWhyOpen
      text.textContent = isWhyOpen ? coach.whyWords(coach.explain(area.value)) : ''
    }
    button.addEventListener('click', () => {
      isWhyOpen = !isWhyOpen
      draw()
    })
    draw()
    return [button, text]
  }

  function kindButtons(now: CoachKind | null): HTMLElement[] {
    return Object.entries(kindWords).map(([kind, words]) => {
      const button = element(
        'button',
        { type: 'button', class: 'chip toggle', 'aria-pressed': String(kind === now) },
        words,
      )
      button.addEventListener('click', () => {
        const chosen = itemKinds[kind as NamedKind]
        const radio = all<HTMLInputElement>('input[name="kind"]', form).find(({ value }) => value === chosen)
        if (radio) {
          radio.checked = true
          // Said by hand, it is kept like what is typed.
          radio.dispatchEvent(new Event('change', { bubbles: true }))
        } else choose(chosen)
        area.focus()
      })
      return button
    })
  }

  function choose(kind: ItemKind) {
    state.kind = kindOf(kind)
    for (const radio of all<HTMLInputElement>('input[name="kind"]', form)) radio.checked = radio.value === kind
    void read().then(ask)
  }

  function rest() {
    lastRead = ''
    state.reading = null
    chips.replaceChildren(element('span', { class: 'small quiet' }, 'What is understood from your words shows here.'))
    question.keepOnly([])
  }
}

const chip = (words: string) => element('span', { class: 'chip' }, words)

type NamedKind = Exclude<CoachKind, 'unclear'>
type ItemKind = 'outcome' | 'artifact' | 'decision' | 'problem' | 'feedback' | 'learning'

const kindWords: Record<NamedKind, string> = {
  outcome: 'A result',
  decision: 'A decision',
  problem_found: 'A problem found',
  trust: 'Trust',
  learning: 'Something learned',
  output: 'Work done',
}
const itemKinds: Record<CoachKind, ItemKind | ''> & Record<NamedKind, ItemKind> = {
  outcome: 'outcome',
  decision: 'decision',
  problem_found: 'problem',
  trust: 'feedback',
  learning: 'learning',
  output: 'artifact',
  unclear: '',
}
const kindOf = (kind: string | undefined): CoachKind | null => kinds.find((named) => itemKinds[named] === kind) ?? null

const kinds = Object.keys(kindWords) as NamedKind[]
