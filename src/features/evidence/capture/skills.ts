import type { SkillHint } from '../../../core/coach/coach.ts'
import { all, element } from '../../../ui/shell/element.ts'

type Suggest = (text: string, skills: readonly { id: string; signals: readonly string[] }[]) => SkillHint[]

/**
 * Skills as toggles: those the text speaks of are shown and the first two are on, until the person chooses by hand.
 * What nobody touched is not sent, for then it is the coach's suggestion and not the person's choice.
 */
export function addSkills(form: HTMLFormElement) {
  let toggles: HTMLInputElement[] = []
  let chosen: string[] | null = null
  let suggested: string[] = []
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
    fieldset.classList.add('capture-skills')
    fieldset.querySelector('.chips')?.append(more)
    // A page that was looked at before saving comes back with what was chosen.
    const on = toggles.filter(({ checked }) => checked).map(({ value }) => value)
    if (on.length > 0) chosen ??= on
    draw()
  }

  function suggest(from: Suggest, text: string) {
    const skills = toggles.map(({ value, dataset }) => ({ id: value, signals: dataset.signals?.split('|') ?? [] }))
    suggested = from(text, skills)
      .slice(0, 4)
      .map(({ id }) => id)
    draw()
  }

  function toggled({ value, checked }: HTMLInputElement) {
    const before = chosen ?? suggested.slice(0, 2)
    const others = before.filter((id) => id !== value)
    chosen = checked ? [...others, value].slice(-3) : others
    draw()
  }

  function forget() {
    chosen = null
    suggested = []
    showsAll = false
    draw()
  }

  function draw() {
    const on = chosen ?? suggested.slice(0, 2)
    for (const toggle of toggles) {
      toggle.checked = on.includes(toggle.value)
      toggle.closest<HTMLElement>('label')!.hidden =
        !showsAll && !on.includes(toggle.value) && !suggested.includes(toggle.value)
    }
    more.hidden = showsAll
  }
}
