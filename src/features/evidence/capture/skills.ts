import type { Reading, SkillWords } from '../../../core/coach/coach.ts'
import { all, element } from '../../../ui/shell/element.ts'
import { wordsOf } from './known.ts'

type Coach = typeof import('../../../core/coach/coach.ts')

/**
 * Skills as toggles: those the text speaks of are shown and the clearest are on, until the person chooses by hand.
 * What nobody touched is not sent, for then it is the coach's suggestion and not the person's choice.
 */
export function addSkills(form: HTMLFormElement) {
  let toggles: HTMLInputElement[] = []
  let chosen: string[] | null = null
  let known: SkillWords[] = []
  let suggested: string[] = []
  let likely: string[] = []
  let showsAll = false
  const more = element('button', { type: 'button', class: 'chip toggle' }, '+ skill')
  more.addEventListener('click', () => {
    showsAll = true
    draw()
    toggles.find((toggle) => !toggle.checked)?.focus()
  })
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'skills') toggled(target)
  })
  form.addEventListener('formdata', ({ formData }) => {
    if (toggles.length === 0) return
    formData.delete('skills')
    for (const id of chosen ?? []) formData.append('skills', id)
    // One blank says that none was chosen, by hand.
    if (chosen?.length === 0) formData.append('skills', '')
  })
  look()
  return { look, suggest, forget }

  function look() {
    toggles = all<HTMLInputElement>('input[name="skills"]', form)
    const fieldset = toggles[0]?.closest('fieldset')
    if (!fieldset) return
    known = toggles.map(wordsOf)
    fieldset.classList.add('capture-skills')
    fieldset.querySelector('.chips')?.append(more)
    // A page that was looked at before saving comes back with what was chosen.
    const on = toggles.filter(({ checked }) => checked).map(({ value }) => value)
    if (on.length > 0) chosen ??= on
    draw()
  }

  function suggest({ suggestSkills, likelySkills }: Coach, text: string, reading: Reading) {
    const hints = suggestSkills(text, known, reading)
    suggested = hints.slice(0, 4).map(({ id }) => id)
    likely = likelySkills(hints)
    draw()
  }

  function toggled({ value, checked }: HTMLInputElement) {
    const before = chosen ?? likely
    const others = before.filter((id) => id !== value)
    chosen = checked ? [...others, value].slice(-3) : others
    draw()
  }

  function forget() {
    chosen = null
    suggested = []
    likely = []
    showsAll = false
    draw()
  }

  function draw() {
    const on = chosen ?? likely
    for (const toggle of toggles) {
      toggle.checked = on.includes(toggle.value)
      toggle.closest<HTMLElement>('label')!.hidden =
        !showsAll && !on.includes(toggle.value) && !suggested.includes(toggle.value)
    }
    more.hidden = showsAll
  }
}
