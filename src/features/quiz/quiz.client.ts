// The quiz one question at a time. All of it is on the page already: nothing is asked for, and nothing is sent.
import { countSigns, type FamilyId, mostSigns, type QuizScale, resultText } from '../../core/quiz.ts'
import { codeOf } from '../../core/quiz-code.ts'
import { isOpenedAnew } from '../../ui/shell/early.ts'
import { all } from '../../ui/shell/element.ts'
import { forget, type Progress, recall, remember } from './progress.ts'

const root = document.querySelector<HTMLElement>('.quiz')
// What was sent without script is answered by the server; the page shows that answer.
if (root && root.dataset.answered === undefined) addQuiz(root)

function addQuiz(root: HTMLElement) {
  const one = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector)!
  const form = one<HTMLFormElement>('.quiz-asked form')
  const version = Number(root.dataset.version)
  let state: Progress = recall(version) ?? { version, family: familyChosen(), answers: {}, at: -1, on: null }

  root.dataset.stepping = ''
  const isResumed = state.at >= 0
  if (isOpenedAnew()) takeEarly()
  bringBack()
  for (const part of all('[data-plain]', root)) part.hidden = true
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    goOn()
  })
  form.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    // An answer chosen by a click, a tap or the space bar goes on; the arrows only look.
    if (target.name === 'family') return chooseFamily()
    if (take(target)) goOn()
  })
  document.addEventListener('keydown', onKey)
  one('[data-back]').addEventListener('click', goBack)
  one('[data-on]').addEventListener('click', goOn)
  one('[data-change]').addEventListener('click', () => goTo(0))
  for (const button of all('[data-restart]', root)) button.addEventListener('click', startOver)
  one('[data-resumed]').hidden = !isResumed
  show(false)

  function familyChosen(): FamilyId {
    return one<HTMLInputElement>('[name="family"]:checked').value as FamilyId
  }

  function chooseFamily() {
    state.family = familyChosen()
    remember(state)
  }

  /** What was chosen while the page still showed all questions at once, and goes on after it. */
  function takeEarly() {
    const early = all<HTMLInputElement>('input[type="radio"]:checked', form).filter((radio) => !radio.defaultChecked)
    for (const radio of early)
      if (radio.name === 'family') chooseFamily()
      else take(radio)
    if (early.some(({ name }) => name !== 'family')) {
      state.on = null
      state.at = Math.max(
        0,
        asked().findIndex((question) => !isAnswered(question)),
      )
    }
  }

  function bringBack() {
    for (const radio of all<HTMLInputElement>('input[type="radio"]', form))
      radio.checked =
        radio.name === 'family'
          ? radio.value === state.family
          : state.answers[radio.name.replace('answers.', '')] === Number(radio.value)
  }

  /** This family's questions, in order. */
  function asked(): HTMLElement[] {
    return all('[data-question]', form).filter(
      ({ dataset }) => dataset.for === undefined || dataset.for === state.family,
    )
  }

  function scale(): QuizScale {
    return {
      questions: asked().map(({ dataset }) => ({
        id: dataset.question!,
        weight: Number(dataset.weight),
        gap: dataset.gap!,
      })),
      bands: all('[data-band]', root).map(({ dataset }) => ({ id: dataset.band!, min: Number(dataset.min) })),
    }
  }

  function take(radio: HTMLInputElement): boolean {
    const id = radio.closest<HTMLElement>('[data-question]')?.dataset.question
    if (id === undefined) return false
    radio.checked = true
    state.answers[id] = Number(radio.value)
    remember(state)
    return true
  }

  function goOn() {
    const questions = asked()
    if (state.at < 0) return goTo(0)
    if (state.at >= questions.length) return
    if (!isAnswered(questions[state.at]!)) return tellOpen()
    const next = state.at + 1
    if (next < questions.length) return goTo(next)
    const open = questions.findIndex((question) => !isAnswered(question))
    if (open < 0) return finish()
    goTo(open)
    tellOpen()
  }

  function isAnswered({ dataset }: HTMLElement): boolean {
    return state.answers[dataset.question!] !== undefined
  }

  function tellOpen() {
    one('[data-open]').hidden = false
    all<HTMLInputElement>('input', asked()[state.at])[0]?.focus()
  }

  function goBack() {
    if (state.at >= 0) goTo(Math.min(state.at, asked().length) - 1)
  }

  function goTo(at: number) {
    state.at = at
    state.on = null
    remember(state)
    one('[data-resumed]').hidden = true
    show(true)
  }

  function finish() {
    state.at = asked().length
    state.on = today()
    remember(state)
    show(true)
  }

  function startOver() {
    forget()
    state = { version, family: state.family, answers: {}, at: -1, on: null }
    bringBack()
    one('[data-resumed]').hidden = true
    show(true)
  }

  /** Shows the one part that is due; the focus goes there, unless the page has only just been opened. */
  function show(moves: boolean) {
    const questions = asked()
    const isDone = state.on !== null && questions.every(isAnswered)
    const at = isDone ? questions.length : Math.min(state.at, questions.length - 1)
    state.at = at
    form.hidden = isDone
    one('.quiz-family').hidden = at >= 0
    for (const part of all('[data-intro]', root)) part.hidden = at >= 0
    one('[data-begin-part]').hidden = at >= 0
    one('[data-progress]').hidden = at < 0 || isDone
    one('[data-steps]').hidden = at < 0 || isDone
    one('[data-open]').hidden = true
    for (const question of all('[data-question]', form)) question.hidden = question !== questions[at]
    one('[data-progress]').textContent = `Question ${at + 1} of ${questions.length}`
    one('[data-result]').hidden = !isDone
    if (isDone) showResult()
    if (moves)
      focusOn(isDone ? one('#quiz-result') : at < 0 ? one('[data-begin]') : questions[at]!.querySelector('fieldset')!)
  }

  function focusOn(part: HTMLElement) {
    part.setAttribute('aria-describedby', part.matches('fieldset') ? 'quiz-progress' : '')
    part.focus({ preventScroll: true })
    root.scrollIntoView({ block: 'nearest' })
  }

  function showResult() {
    const { signs, band, gaps } = countSigns(scale(), state.answers)
    const list = one('[data-gaps]')
    const texts = gaps.map((gap) => one(`[data-gap-text="${gap}"]`))
    for (const text of all('[data-gap-text]', list)) text.hidden = !texts.includes(text)
    list.prepend(...texts)
    one('[data-gaps-part]').hidden = texts.length === 0
    for (const part of all('[data-band]', root)) part.hidden = part.dataset.band !== band
    const words = `${signs} of ${mostSigns} signs`
    one('[data-signs]').textContent = words
    const week = one('[data-week]')
    week.textContent = texts[0] ? said(texts[0], '[data-step]') : week.dataset.nothing!
    const scores = asked().map(({ dataset }) => state.answers[dataset.question!]!)
    const code = codeOf({ family: state.family, version, scores, on: state.on! })
    for (const field of all<HTMLInputElement>('input[data-code]', root)) field.value = code
    for (const place of all('output[data-code]', root)) place.textContent = code
    one('#quiz-text').textContent = resultText({
      words,
      title: said(one(`[data-band="${band}"]`), '[data-title]'),
      family: one<HTMLInputElement>('[name="family"]:checked').closest('label')!.textContent.trim().toLowerCase(),
      on: state.on!,
      gaps: texts.map((text) => ({ title: said(text, '[data-title]'), firstStep: said(text, '[data-step]') })),
      thisWeek: week.textContent,
      always: root.dataset.always!,
      code,
    })
  }

  function onKey(event: KeyboardEvent) {
    const { key, target } = event
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (isElsewhere(target) || document.querySelector('dialog[open], :popover-open')) return
    const act = actionFor(key, target)
    if (!act) return
    event.preventDefault()
    act()
  }

  function actionFor(key: string, target: EventTarget | null): (() => void) | undefined {
    const question = asked()[state.at]
    if (state.at < 0 || !question || state.on !== null) return undefined
    const radios = all<HTMLInputElement>('input', question)
    const chosen = radios.findIndex(({ checked }) => checked)
    if (/^[1-4]$/.test(key)) return () => take(radios[Number(key) - 1]!) && goOn()
    if (key === 'ArrowLeft' || key === 'Backspace') return goBack
    if (key === 'ArrowRight') return goOn
    if (key === 'ArrowDown') return () => look(radios[(chosen + 1) % radios.length]!)
    if (key === 'ArrowUp') return () => look(radios[(Math.max(chosen, 0) + radios.length - 1) % radios.length]!)
    if (key === 'Enter' && !(target instanceof HTMLButtonElement)) return goOn
    return undefined
  }

  function look(radio: HTMLInputElement) {
    take(radio)
    radio.focus()
  }

  function isElsewhere(target: EventTarget | null): boolean {
    return (
      target instanceof HTMLElement &&
      (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
    )
  }
}

const said = (within: HTMLElement, selector: string): string =>
  within.querySelector(selector)?.textContent?.trim() ?? ''

function today(): string {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
