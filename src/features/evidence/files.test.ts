import pino from 'pino'
import { expect, test } from 'vitest'
import { type Person, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { web } from '../../surfaces/web.tsx'

const origin = 'http://127.0.0.1:4180'

const siteOf = (person: Person) =>
  web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'silent' }),
  })

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

async function withRecord() {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
  const attach = (name: string, bytes: Buffer) =>
    ana.call('evidence.attach', { id: evidence.id, file: { name, base64: bytes.toString('base64') } })
  return { ana, id: evidence.id as string, attach }
}

test('a picture is one by its bytes and not by its name: only then is it shown, and nothing in it can run', async () => {
  const { ana, id, attach } = await withRecord()
  const [chart, second, drawing, page, memo] = [
    await attach('chart.txt', png),
    await attach('chart.webp', webp),
    await attach('drawing.png', svg),
    await attach('photo.jpg', Buffer.from('<html><script>alert(1)</script>')),
    await attach('memo.pdf', Buffer.from('%PDF-1.7')),
  ]
  expect([chart, second, drawing, page, memo].map(({ type }) => type)).toEqual([
    'image/png',
    'image/webp',
    'application/octet-stream',
    'application/octet-stream',
    'application/pdf',
  ])
  const site = siteOf(ana)
  for (const { id } of [chart, second]) {
    const { status, headers } = await site.request(`${origin}/files/${id}/picture`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^image\/(png|webp)$/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-disposition')).toMatch(/^inline; /)
  }
  for (const { id } of [drawing, page, memo]) {
    expect((await site.request(`${origin}/files/${id}/picture`)).status).toBe(404)
    expect((await site.request(`${origin}/files/${id}`)).headers.get('content-disposition')).toMatch(/^attachment; /)
  }
  const html = await (await site.request(`${origin}/evidence/${id}`)).text()
  expect(html.match(/<img[^>]*src="\/files\/[^"]+\/picture"/g)).toHaveLength(2)
})

test('up to ten megabytes are kept; more is refused in words, and what was typed beside it stays', async () => {
  const { ana, id, attach } = await withRecord()
  const kept = await attach('large.png', Buffer.concat([png, Buffer.alloc(10_000_000 - png.length)]))
  expect(kept.size).toBe(10_000_000)
  const site = siteOf(ana)
  const form = new FormData()
  form.append('_from', `/evidence/${id}`)
  form.append('id', id)
  form.append('file', new Blob([Buffer.alloc(10_000_001)]), 'larger.png')
  const response = await site.request(`${origin}/do/evidence.attach`, {
    method: 'POST',
    headers: { origin },
    body: form,
  })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('more than 10 MB')
  expect(html).toContain('a file has to be chosen again')
  expect((await ana.call('evidence.show', { id })).attachments).toHaveLength(1)
})

test('a file is taken away and brought back, by its owner alone', async () => {
  const { ana, id, attach } = await withRecord()
  const file = await attach('chart.png', png)
  const ben = await signUpBeside(ana)
  await expect(ben.call('evidence.detach', { id: file.id })).rejects.toThrow(/no such file/)
  await ana.call('evidence.detach', { id: file.id })
  expect((await ana.call('evidence.show', { id })).attachments).toEqual([])
  expect((await siteOf(ana).request(`${origin}/files/${file.id}`)).status).toBe(404)
  await ana.call('activity.undo')
  expect((await ana.call('evidence.show', { id })).attachments).toMatchObject([{ name: 'chart.png' }])
  const bytes = await (await siteOf(ana).request(`${origin}/files/${file.id}`)).arrayBuffer()
  expect(Buffer.from(bytes).equals(png)).toBe(true)
})
