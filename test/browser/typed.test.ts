import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { operations } from '../../src/surfaces/operations.ts'
import type { Running } from '../program.ts'
import { addresses } from './addresses.ts'
import { openExample, test } from './harness.ts'

// What somebody typed stands there again, whatever was wrong with it and on whatever page.

test('every form of every page comes back from a refusal with everything in it', async ({ cairn, visit }) => {
  const { page, faults } = await visit()
  await openExample(page)
  const example = await lookedThrough(page, await addresses(page))
  await page.goto('/')
  await page.getByRole('button', { name: 'Leave the example' }).click()
  await startOf(cairn)
  const plain = operations.map(({ name }) => `/do/${name}`)
  const own = await lookedThrough(page, [...(await addresses(page)), ...plain])
  expect([...example.lost, ...own.lost]).toEqual([])
  expect(new Set([...example.forms, ...own.forms]).size).toBeGreaterThan(operations.length)
  expect(faults.splice(0).filter((fault) => !fault.includes('422'))).toEqual([])
  expect((await cairn.call<{ items: unknown[] }>('evidence.list')).items).toHaveLength(1)
})

for (const scripted of [true, false])
  test(`a form that is too large comes back with everything in it, ${scripted ? 'with' : 'without'} script`, async ({
    cairn,
    visit,
  }) => {
    await startOf(cairn)
    const [{ id }] = (await cairn.call<{ items: [{ id: string }] }>('evidence.list')).items
    const { page, faults } = await visit({ javaScriptEnabled: scripted })
    await page.goto(`/evidence/${id}/edit`)
    const form = page.locator('main form').first()
    const text = 'é'.repeat(1_000_000)
    await form.locator('textarea[name=text]').fill(text)
    await form.locator('input[name=newInitiative]').fill('Billing & <rescue>')
    await form.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('alert').getByText('more than Cairn takes in one piece').waitFor()
    expect((await form.locator('textarea[name=text]').inputValue()) === text).toBe(true)
    expect(await form.locator('input[name=newInitiative]').inputValue()).toBe('Billing & <rescue>')
    expect(faults.splice(0).every((fault) => fault.includes('413'))).toBe(true)
    await form.locator('textarea[name=text]').fill('Cut churn from 4% to 2%.')
    await form.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.locator('main').getByText('Billing & <rescue>').first().waitFor()
  })

test('a form beyond all measure leads back to a page that still holds it', async ({ cairn, visit }) => {
  await startOf(cairn)
  const { page, faults } = await visit({ javaScriptEnabled: false })
  await page.goto('/log')
  const box = page.getByLabel('What happened?')
  const text = `Cut churn from 4% to 3%\n${'é'.repeat(4_000_000)}`
  await box.fill(text)
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('alert').getByText('Go back to find what you typed').waitFor()
  await page.goBack()
  expect((await box.inputValue()) === text).toBe(true)
  expect(faults.splice(0)).toEqual([expect.stringContaining('413')])
})

test('a file of any size is refused on a page, not by a broken connection', async ({ cairn, visit }) => {
  await startOf(cairn)
  const [{ id }] = (await cairn.call<{ items: [{ id: string }] }>('evidence.list')).items
  const folder = mkdtempSync(join(tmpdir(), 'cairn-large-'))
  const { page, faults } = await visit({ javaScriptEnabled: false })
  for (const size of [11_000_000, 16_000_000, 50_000_000]) {
    const file = join(folder, `${size}.bin`)
    writeFileSync(file, Buffer.alloc(size))
    await page.goto(`/evidence/${id}`)
    const form = page.locator('form[action="/do/evidence.attach"]')
    await form.locator('input[type=file]').setInputFiles(file)
    await form.getByRole('button', { name: 'Attach' }).click({ force: true })
    await page
      .getByRole('alert')
      .getByText(/more than 10 MB|more than Cairn takes/)
      .waitFor()
  }
  rmSync(folder, { recursive: true })
  expect(faults.splice(0)).toHaveLength(3)
  expect((await cairn.call<{ attachments: unknown[] }>('evidence.show', { id })).attachments).toEqual([])
})

test('what is too much for the browser to keep as a draft is no fault, and nothing else is lost for it', async ({
  cairn,
  visit,
}) => {
  await startOf(cairn)
  const { page } = await visit()
  await page.goto('/log')
  const box = page.getByLabel('What happened?')
  await box.fill('Cut churn from 4% to 2%.')
  await box.fill('x'.repeat(6_000_000))
  expect((await box.inputValue()).length).toBe(6_000_000)
})

const startOf = async (cairn: Running) => {
  await cairn.call('start.role', { now: 'pm:pm', next: 'pm:senior' })
  await cairn.call('start.mark', { step: 'all', as: 'skipped' })
  await cairn.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
}

/** Fills each form with something in every field, sends it with one field too many, and names what did not come back. */
async function lookedThrough(page: Page, paths: readonly string[]): Promise<{ lost: string[]; forms: string[] }> {
  await page.goto('/more')
  return page.evaluate(async (paths) => {
    const lost: string[] = []
    const forms: string[] = []
    for (const path of paths) {
      const shown = await documentAt(path)
      for (const form of shown.querySelectorAll<HTMLFormElement>('form[action^="/do/"]')) {
        const fields = fieldsOf(form)
        if (fields.length === 0) continue
        fields.forEach(fill)
        const typed = new FormData(form)
        const sent = new FormData(form)
        sent.append('colour', 'red')
        const action = form.getAttribute('action')!
        const response = await fetch(action, {
          method: 'POST',
          body: form.enctype === 'multipart/form-data' ? sent : asAddress(sent),
        })
        // A field named “id” stands before the form’s own.
        const id = form.getAttribute('id')!
        const name = `${path} ${id}`
        forms.push(name)
        if (response.status !== 422) lost.push(`${name}: ${response.status}`)
        const again = parsed(await response.text()).querySelector<HTMLFormElement>(`form[id="${id}"]`)
        if (!again) {
          lost.push(`${name}: not there`)
          continue
        }
        const back = new FormData(again)
        for (const field of new Set(typed.keys())) {
          // A form that is shown again is another request; a passphrase leaves no copy in a page.
          if (field === '_once' || form.querySelector(`input[type=password][name="${field}"]`)) continue
          const [before, after] = [typed, back].map((data) => JSON.stringify(texts(data, field)))
          if (before !== after) lost.push(`${name} ${field}: ${before} came back as ${after}`)
        }
        if (!again.querySelector('[role=alert]')) lost.push(`${name}: no reason`)
      }
    }
    return { lost, forms }

    async function documentAt(path: string) {
      return parsed(await (await fetch(path)).text())
    }
    function parsed(html: string) {
      return new DOMParser().parseFromString(html, 'text/html')
    }
    function texts(data: FormData, name: string) {
      return data.getAll(name).filter((value) => typeof value === 'string')
    }
    function asAddress(data: FormData) {
      const search = new URLSearchParams()
      for (const [name, value] of data) if (typeof value === 'string') search.append(name, value)
      return search
    }
    function fieldsOf(form: HTMLFormElement) {
      return [...form.elements].filter(
        (field): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
          (field instanceof HTMLInputElement && !['hidden', 'file', 'submit'].includes(field.type)) ||
          field instanceof HTMLSelectElement ||
          field instanceof HTMLTextAreaElement,
      )
    }
    function fill(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = field.options.length - 1
      else if (field instanceof HTMLTextAreaElement) field.value = '\n  Typed <b> & &amp;\n\n“x” \'"\u00a0🪨 '
      else if (field.type === 'checkbox') field.checked = !field.checked
      else if (field.type === 'radio') field.checked = true
      else if (field.type === 'date') field.value = '2026-02-03'
      else if (field.type === 'number') field.value = '7'
      else field.value = ` Typed <b> & &amp; "x" '${field.name}' `
    }
  }, paths)
}
