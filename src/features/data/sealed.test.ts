import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { armor, Encrypter } from 'age-encryption'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, signUp, signUpPm } from '../../../test/harness.ts'
import { runCommand } from '../../surfaces/cli.ts'
import { web } from '../../surfaces/web.tsx'

const passphrase = 'four plain words, ümlaut'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-sealed-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (bytes: Uint8Array | string) => ({ name: 'a.age', base64: Buffer.from(bytes).toString('base64') })

/** As another program would seal it: with less work, for Cairn's own takes a second on purpose. */
async function sealedElsewhere(text: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(8)
  return Buffer.from(await encrypter.encrypt(text))
}

const isAge = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).toString('latin1').startsWith('age-encryption.org/v1\n')

describe('a sealed archive', () => {
  test('reads back to the same state with its passphrase, and holds nothing that can be read without', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { file, checksum } = await ana.call('archive.export', { passphrase, passphraseAgain: passphrase })
    const bytes = Buffer.from(file.base64, 'base64')
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/)
    expect(bytes.includes('churn')).toBe(false)
    const fresh = await signUp()
    await fresh.call('archive.import', { file: fileOf(bytes), passphrase })
    expect((await fresh.call('archive.export')).checksum).toBe(checksum)
  })

  test('is read from any age tool, in bytes or in letters', async () => {
    const { file, checksum } = await (await signUpPm()).call('archive.export')
    const bytes = await sealedElsewhere(file.text)
    for (const form of [bytes, armor.encode(bytes)]) {
      const fresh = await signUp()
      await fresh.call('archive.import', { file: fileOf(form), passphrase })
      expect((await fresh.call('archive.export')).checksum).toBe(checksum)
    }
  })

  test('is refused without a passphrase, with a wrong one, cut short, changed, or sealed for a key; nothing is changed', async () => {
    const bytes = await sealedElsewhere((await (await signUpPm()).call('archive.export')).file.text)
    const fresh = await signUp()
    const changed = (at: number) => {
      const copy = Buffer.from(bytes)
      copy[at] = copy[at]! ^ 1
      return copy
    }
    const headed = bytes.indexOf('\n---')
    const forKey =
      'age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\nx'
    const tooMuch = bytes.toString('latin1').replace(' 8\n', ' 25\n')
    for (const [what, file, given, sentence] of [
      ['no passphrase', bytes, undefined, /This archive is sealed/],
      ['a wrong one', bytes, 'five plain words, ümlaut', /passphrase does not open/],
      ['another case', bytes, passphrase.toUpperCase(), /passphrase does not open/],
      ['cut in its head', bytes.subarray(0, 40), passphrase, /damaged/],
      ['cut before its end', bytes.subarray(0, -1), passphrase, /damaged/],
      ['only its head', bytes.subarray(0, headed + 50), passphrase, /damaged/],
      ['something after its end', Buffer.concat([bytes, Buffer.from('x')]), passphrase, /damaged/],
      ['changed in its head', changed(headed + 6), passphrase, /damaged/],
      ['changed in its middle', changed(bytes.length - 300), passphrase, /damaged/],
      ['sealed for a key', Buffer.from(forKey), passphrase, /sealed for a key/],
      ['sealed with too much work', Buffer.from(tooMuch, 'latin1'), passphrase, /more work than Cairn does/],
    ] as const) {
      const refused = fresh.call('archive.import', { file: fileOf(file), passphrase: given })
      await expect(refused, what).rejects.toThrow(sentence)
      await expect(refused, what).rejects.not.toThrow(passphrase)
    }
    expect((await fresh.call('activity.list')).items).toEqual([])
  })

  test('holds what is no archive, and is refused by what it holds', async () => {
    const fresh = await signUp()
    const letter = await sealedElsewhere('A letter to nobody.')
    await expect(fresh.call('archive.import', { file: fileOf(letter), passphrase })).rejects.toThrow('damaged')
  })

  test('asks for a passphrase that is long enough, and twice the same', async () => {
    const ana = await signUpPm()
    for (const [input, sentence] of [
      [{ passphrase: 'short' }, /at least 10 signs/],
      [{ passphrase, passphraseAgain: `${passphrase} ` }, /not the same/],
      [{ sealed: true }, /Give a passphrase/],
    ] as const)
      await expect(ana.call('archive.export', input)).rejects.toThrow(sentence)
  })

  test('takes what is not sealed as before, with or without a passphrase', async () => {
    const { file } = await (await signUpPm()).call('archive.export')
    const fresh = await signUp()
    await fresh.call('archive.import', { file: fileOf(file.text), passphrase })
    expect((await fresh.call('profile.show')).level).toBe('pm')
  })
})

describe('the passphrase', () => {
  test('is in no table, no log line and no answer', async () => {
    const ana = await signUpPm()
    const bytes = await sealedElsewhere((await ana.call('archive.export')).file.text)
    const lines: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const site = web(ana.app.cairn, ana.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
    const send = (operation: string, input: object, key: string) =>
      site.request(`http://127.0.0.1:4180/api/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(input),
      })
    const said = [
      await send('archive.import', { file: fileOf(bytes), passphrase, replace: true }, 'first'),
      await send('archive.import', { file: fileOf(bytes), passphrase: `${passphrase}?`, replace: true }, 'second'),
      await send('archive.export', { passphrase: passphrase.slice(0, 9) }, 'third'),
    ]
    const words = await Promise.all(said.map((response) => response.text()))
    const rows = [
      ...(await ana.app.cairn.db.selectFrom('requests').selectAll().execute()),
      ...(await ana.app.cairn.db.selectFrom('activity').selectAll().execute()),
    ]
    for (const text of [...words, ...lines, JSON.stringify(rows)]) expect(text).not.toContain(passphrase.slice(0, 9))
  })

  test('is part of no address', async () => {
    const ana = await signUpPm()
    const site = web(ana.app.cairn, ana.app.ownerId, {
      hosts: new Set(['127.0.0.1:4180']),
      logger: pino({ level: 'silent' }),
    })
    const asked = await site.request(
      `http://127.0.0.1:4180/download/archive.export?passphrase=${encodeURIComponent(passphrase)}`,
    )
    expect(asked.status).toBe(422)
    const text = await asked.text()
    expect(text).toContain('does not belong in an address')
    expect(text).not.toContain('four plain')
  })

  test('is not taken behind a flag, where the shell keeps it; from a file, from standard input, or typed twice unseen', async () => {
    const ana = await signUpPm()
    const out = join(folder, 'career.age')
    const kept = join(folder, 'passphrase.txt')
    writeFileSync(kept, `${passphrase}\n`)
    const run = async (args: string[], terminal: { stdin?: string; typed?: string[] } = {}) => {
      const said: string[] = []
      const code = await runCommand(
        ana.app.cairn,
        async () => ana.personId,
        ['archive', 'export', '--out', out, ...args],
        {
          out: (text) => said.push(text),
          error: (text) => said.push(text),
          stdin: () => terminal.stdin ?? '',
          ...(terminal.typed && { secret: async () => terminal.typed!.shift()! }),
        },
      )
      return { code, said: said.join('\n') }
    }
    const plain = await run(['--passphrase', passphrase])
    expect([plain.code, existsSync(out)]).toEqual([2, false])
    expect(plain.said).toMatch(/where the shell keeps it/)
    expect(plain.said).not.toContain('four plain')
    for (const [args, terminal] of [
      [['--passphrase', '-'], { stdin: `${passphrase}\n` }],
      [['--passphrase-file', kept], {}],
      [['--passphrase', '-'], { typed: [passphrase, passphrase] }],
    ] as const) {
      expect(await run([...args], terminal as never)).toMatchObject({ code: 0 })
      expect(isAge(readFileSync(out))).toBe(true)
      rmSync(out)
    }
    expect((await run(['--passphrase', '-'], { typed: [passphrase, 'something else'] })).said).toContain('not the same')
  })
})

describe('in the browser', () => {
  const submit = async (ana: Person, fields: Record<string, string>) =>
    web(ana.app.cairn, ana.app.ownerId, {
      hosts: new Set(['127.0.0.1:4180']),
      logger: pino({ level: 'silent' }),
    }).request('http://127.0.0.1:4180/do/archive.export', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:4180' },
      body: new URLSearchParams({ _from: '/more/data', _download: 'yes', sealed: 'true', ...fields }).toString(),
    })

  test('a form brings the sealed file as a download', async () => {
    const ana = await signUpPm()
    const response = await submit(ana, { passphrase, passphraseAgain: passphrase })
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="cairn-2026-06-30.json.age"')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(isAge(new Uint8Array(await response.arrayBuffer()))).toBe(true)
  })

  test('left blank or typed differently it comes back with the reason, never with an open archive or the passphrase', async () => {
    const ana = await signUpPm()
    for (const fields of [
      { passphrase: '', passphraseAgain: '' },
      { passphrase, passphraseAgain: 'something else' },
      { passphrase: 'short', passphraseAgain: 'short' },
    ]) {
      const response = await submit(ana, fields)
      const html = await response.text()
      expect(response.status).toBe(422)
      expect(html).toContain('role="alert"')
      expect(html).not.toContain('cairn.archive/1')
      for (const typed of Object.values(fields)) if (typed) expect(html).not.toContain(`"${typed}"`)
    }
  })
})
