import { expect, test } from 'vitest'
import {
  CheckField,
  CheckRow,
  DayField,
  type Failed,
  FileField,
  Form,
  RadioRow,
  SelectField,
  TextArea,
  TextField,
} from './form.tsx'

const failed: Failed = {
  operation: 'evidence.capture',
  values: {
    text: '<script>alert(1)</script>',
    'decision.choice': 'say "no"',
    skills: ['', 'strategy'],
    scope: 'senior',
    happenedOn: '2026-06-31',
    confidential: ['false'],
    seenBy: ['Priya', 'Daniel'],
    id: 'r1',
  },
  problem: { code: 'invalid', message: '“2026-06-31” is not a day.', field: 'happenedOn' },
}

const skills = [
  { value: 'strategy', label: 'Strategic thinking' },
  { value: 'outcome', label: 'Outcome ownership' },
]

const fields = () => (
  <>
    <TextArea name="text" label="What happened?" value="from the record" draft />
    <TextArea name="seenBy" label="Seen by" value={['Nobody']} />
    <TextField name="decision.choice" label="Choice" hint="What you chose" value="from the record" />
    <TextField name="secret" label="Passphrase" type="password" value="hush" />
    <CheckRow name="skills" legend="Skills" values={['outcome']} options={skills} />
    <RadioRow name="size" legend="Size" value="senior" options={[{ value: 'senior', label: 'senior' }]} />
    <SelectField
      name="scope"
      label="Scope"
      options={[
        { value: 'pm', label: 'PM' },
        { value: 'senior', label: 'Senior' },
      ]}
    />
    <DayField name="happenedOn" label="When" value="2026-06-30" />
    <CheckField name="confidential" label="Confidential" checked />
  </>
)

const rendered = (refused: Failed | null, hidden?: Record<string, string>) =>
  String(
    <Form do="evidence.capture" from="/log" failed={refused} hidden={hidden}>
      {fields()}
    </Form>,
  )

const textareaOf = (html: string, name: string) =>
  new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1]
const inputOf = (html: string, name: string, value = '[^"]*') =>
  new RegExp(`<input[^>]*name="${name}" value="${value}"[^>]*>`).exec(html)?.[0]

test('a form posts to its operation and says where it came from', () => {
  const html = String(<Form do="evidence.capture" from="/log?a=1&b=2" next="/evidence" />)
  expect(html).toContain('method="post" action="/do/evidence.capture"')
  expect(html).toContain('name="_from" value="/log?a=1&amp;b=2"')
  expect(html).toContain('name="_next" value="/evidence"')
})

test('before any refusal the fields show what the page gives them', () => {
  const html = rendered(null)
  expect(textareaOf(html, 'text')).toBe('\nfrom the record')
  expect(html).toContain('value="from the record"')
  expect(inputOf(html, 'skills', 'outcome')).toContain('checked')
  expect(html).not.toContain('role="alert"')
  expect(html).not.toContain('aria-invalid')
})

test('a refused form shows everything as it was typed, as text and never as markup', () => {
  const html = rendered(failed)
  expect(textareaOf(html, 'text')).toBe('\n&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(textareaOf(html, 'seenBy')).toBe('\nPriya\nDaniel')
  expect(html).toContain('value="say &quot;no&quot;"')
  expect(inputOf(html, 'skills', 'strategy')).toContain('checked')
  expect(inputOf(html, 'skills', 'outcome')).not.toContain('checked')
  expect(html).toContain('<option value="senior" selected="">')
  expect(inputOf(html, 'confidential', 'true')).not.toContain('checked')
})

test('a password is never written back into the page', () => {
  const html = rendered({ ...failed, values: { ...failed.values, secret: 'hush' } })
  expect(html).not.toContain('hush')
})

test('the refusal says what happened, that all is kept, and leads to its field', () => {
  const html = rendered(failed)
  const summary = /<div class="problem" role="alert".*?<\/div>/s.exec(html)?.[0]
  expect(summary).toContain('“2026-06-31” is not a day.')
  expect(summary).toContain('Everything you typed is still here.')
  expect(summary).toContain('href="#evidence-capture-happenedOn"')
  expect(html).toMatch(
    /<input id="evidence-capture-happenedOn" aria-invalid="true" aria-describedby="evidence-capture-happenedOn-error"/,
  )
  expect(html).toContain('<p class="error" id="evidence-capture-happenedOn-error">')
})

test('a day that does not exist comes back as text, because a date control would show nothing', () => {
  expect(rendered(failed)).toMatch(/type="text" name="happenedOn" value="2026-06-31"/)
  expect(rendered(null)).toMatch(/type="date" name="happenedOn" value="2026-06-30"/)
})

test('of many forms of one operation only the refused one is refilled', () => {
  expect(rendered(failed, { id: 'r1' })).toContain('role="alert"')
  expect(rendered(failed, { id: 'r2' })).not.toContain('role="alert"')
  expect(rendered({ ...failed, operation: 'evidence.edit' })).not.toContain('role="alert"')
})

test('a refused value that stands for a part of a field marks the field', () => {
  const html = rendered({ ...failed, problem: { code: 'invalid', message: 'Too long.', field: 'seenBy.1' } })
  expect(html).toMatch(/<textarea id="evidence-capture-seenBy" aria-invalid="true"/)
})

test('taking every tick away is sent as an answer', () => {
  const html = rendered(null)
  expect(html.indexOf('name="skills" value=""')).toBeGreaterThan(0)
  expect(html.indexOf('name="confidential" value="false"')).toBeLessThan(
    html.indexOf('name="confidential" value="true"'),
  )
})

test('forms for two records keep their ids and drafts apart', () => {
  const both = rendered(null, { id: 'r1' }) + rendered(null, { id: 'r2' })
  const ids = [...both.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(both).toContain('data-draft="evidence.capture:r1:text"')
  expect(both).toContain('data-draft="evidence.capture:r2:text"')
})

test('an answer called next, as a record has one, is not mistaken for the way on', () => {
  const html = String(
    <Form do="evidence.capture" from="/log" next="/evidence">
      <TextField name="next" label="What happens from here" value="Roll out" />
    </Form>,
  )
  expect([...html.matchAll(/name="next"/g)]).toHaveLength(1)
  expect(html).toContain('name="next" value="Roll out"')
})

test('a refused file is told about beside its field, which is not filled again', () => {
  const html = String(
    <Form
      do="inbox.import"
      from="/evidence/inbox"
      files
      failed={{
        operation: 'inbox.import',
        values: { file: 'notes.pdf' },
        problem: { code: 'invalid', message: 'This is not text.', field: 'file' },
      }}
    >
      <FileField name="file" label="A file" accept=".md" />
    </Form>,
  )
  expect(html).toContain('href="#inbox-import-file"')
  expect(html).toMatch(/<input id="inbox-import-file"[^>]*aria-describedby="inbox-import-file-error"/)
  expect(html).toMatch(/id="inbox-import-file-error">\s*This is not text\./)
  expect(html).not.toContain('notes.pdf')
})
