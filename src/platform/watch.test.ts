import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Person, signUp, signUpBeside } from '../../test/harness.ts'
import { browse } from '../../test/visitor.ts'
import { FolderReader } from './folder-reader.ts'
import { watchWhileServing } from './watch.ts'

const lineA = '- Cut setup from 9 steps to 4, activation 31 % to 44 %.\n'
const lineB = '- Said no to the export, 2 of 40 prospects asked for it.\n'
const lineC = '- Ran six customer talks about billing.\n'

/** A reader whose clock is in the test’s hand, and the folder it looks into. */
function readerOf(person: Person) {
  const inbox = join(person.folder, 'inbox')
  mkdirSync(inbox, { recursive: true })
  const faults: unknown[] = []
  const clock = { now: Date.now() }
  const fresh = () =>
    new FolderReader(
      person.app.cairn,
      person.personId,
      (error) => faults.push(error),
      () => clock.now,
    )
  const pass = (seconds: number) => {
    clock.now += seconds * 1000
  }
  // Written at the time of the reader’s clock.
  const dated = (name: string) => utimesSync(join(inbox, name), clock.now / 1000, clock.now / 1000)
  return {
    write: (name: string, content: string | Buffer) => {
      writeFileSync(join(inbox, name), content)
      dated(name)
    },
    append: (name: string, content: string) => {
      appendFileSync(join(inbox, name), content)
      dated(name)
    },
    touch: dated,
    inbox,
    faults,
    fresh,
    reader: fresh(),
    pass,
    /** What was read by the time that nothing is written any more. */
    settled: async (reader: FolderReader) => {
      const first = await reader.look()
      pass(3)
      const then = await reader.look()
      return [...first.read, ...then.read].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

const proposed = async (person: Person): Promise<string[]> =>
  (await person.call('inbox.list', { limit: 200 })).items.map(({ text }: { text: string }) => text)

test('what lies in the folder is proposed once, however often it is touched, rewritten or looked at', async () => {
  const ana = await signUp()
  const { inbox, reader, fresh, pass, write, append, touch, faults, settled } = readerOf(ana)
  write('week.md', lineA)
  expect((await reader.look()).waits).toBe(true)
  expect(await proposed(ana)).toEqual([])
  pass(3)
  expect((await reader.look()).read).toEqual([{ name: 'week.md', lines: 1 }])
  expect(await proposed(ana)).toHaveLength(1)

  touch('week.md')
  expect(await settled(reader)).toEqual([])
  append('week.md', lineB)
  expect(await settled(reader)).toEqual([{ name: 'week.md', lines: 1 }])
  // Another program begins anew, the file has moved, and a copy of it lies in a folder below.
  renameSync(join(inbox, 'week.md'), join(inbox, 'moved.md'))
  mkdirSync(join(inbox, '2026'))
  write(join('2026', 'copy.txt'), lineA + lineB + lineC)
  const other = fresh()
  expect(await settled(other)).toEqual([
    { name: join('2026', 'copy.txt'), lines: 1 },
    { name: 'moved.md', lines: 0 },
  ])
  expect(await proposed(ana)).toHaveLength(3)
  // Nothing was written there, and what was waved away stays away.
  expect(readFileSync(join(inbox, 'moved.md'), 'utf8')).toBe(lineA + lineB)
  await ana.call('inbox.dismiss', { all: true })
  append('moved.md', '\n')
  expect(await settled(other)).toEqual([{ name: 'moved.md', lines: 0 }])
  expect(await proposed(ana)).toEqual([])
  expect(faults).toEqual([])
})

test('a file that is still being written is waited for, however slow the writer is', async () => {
  const ana = await signUp()
  const { reader, pass, write, append } = readerOf(ana)
  write('slow.txt', '- Cut setup fr')
  await reader.look()
  pass(3)
  expect((await reader.look()).waits).toBe(true)
  append('slow.txt', 'om 9 steps to 4.')
  await reader.look()
  pass(9)
  expect((await reader.look()).read).toEqual([])
  pass(2)
  expect((await reader.look()).read).toEqual([{ name: 'slow.txt', lines: 1 }])
  expect(await proposed(ana)).toEqual(['Cut setup from 9 steps to 4.'])
})

test('what cannot be read is said in words, the rest is read, and it is tried again once it has changed', async () => {
  const ana = await signUp()
  const { inbox, reader, pass, faults, settled } = readerOf(ana)
  const put = (name: string, content: string | Buffer) => writeFileSync(join(inbox, name), content)
  put('good.md', lineA)
  put('binary.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  put('empty.md', ' \n')
  put('huge.md', '')
  truncateSync(join(inbox, 'huge.md'), 26_000_000)
  symlinkSync('/etc/passwd', join(inbox, 'passwd.txt'))
  symlinkSync('.', join(inbox, 'circle'))
  put('.hidden.md', lineB)
  put('picture.png', 'x')
  put('closed.md', lineC)
  chmodSync(join(inbox, 'closed.md'), 0)
  await reader.look()
  pass(20)
  const look = await reader.look()
  expect(look.waits).toBe(false)
  expect(look.read).toContainEqual({ name: 'good.md', lines: 1 })
  const trouble = (name: string) => look.troubles.find((each) => each.name === name)?.trouble
  expect(trouble('binary.txt')).toMatch(/plain text/)
  expect(trouble('huge.md')).toMatch(/weighs 26 MB/)
  // Whoever runs as root may read anything.
  if (process.getuid?.() !== 0) expect(trouble('closed.md')).toMatch(/may not be read/)
  expect(look.folders[0]!.trouble).toMatch(/is a link/)
  expect((await proposed(ana)).join()).not.toContain('root:')
  const { text } = await browse(ana).visit('/evidence/inbox')
  expect(text).toContain('binary.txt')
  expect(text).toContain('weighs 26 MB')

  put('binary.txt', lineB)
  expect(await settled(reader)).toContainEqual({ name: 'binary.txt', lines: 1 })
  rmSync(inbox, { recursive: true })
  expect((await reader.look()).folders[0]!.trouble).toMatch(/not there/)
  expect((await browse(ana).visit('/evidence/inbox')).text).toContain('This folder is not there')
  expect(faults).toEqual([])
})

test('the folders are the person’s to name: whole paths, none to switch it off, and never an assistant’s', async () => {
  const ana = await signUp()
  const { reader, settled } = readerOf(ana)
  const notes = join(ana.folder, 'Notes')
  mkdirSync(notes)
  writeFileSync(join(notes, 'a.md'), lineA)
  writeFileSync(join(ana.folder, 'inbox', 'b.md'), lineB)
  await ana.call('settings.set', { inboxFolders: [`${notes}/`] })
  expect(await settled(reader)).toEqual([{ name: 'a.md', lines: 1 }])
  await ana.call('settings.set', { inboxFolders: [] })
  expect((await reader.look()).folders).toEqual([])
  expect((await browse(ana).visit('/evidence/inbox')).text).toContain('No folder is watched')
  for (const path of ['Notes', '/', '~', './x'])
    await expect(ana.call('settings.set', { inboxFolders: [path] }), path).rejects.toThrow(
      /Nothing was changed|nothing was changed/,
    )
  await expect(ana.call('settings.set', { inboxFolders: ['/etc'] }, 'mcp')).rejects.toThrow(/not for an assistant/)
  expect((await ana.call('settings.show')).inboxFolders).toEqual([])
  await ana.call('settings.set', { inboxFolders: null })
  expect(await settled(reader)).toEqual([{ name: 'b.md', lines: 1 }])
})

test('taking back what a file brought is not undone by the next look, and each file is an entry of its own', async () => {
  const ana = await signUp()
  const { inbox, reader, settled } = readerOf(ana)
  writeFileSync(join(inbox, 'a.md'), lineA)
  writeFileSync(join(inbox, 'b.md'), lineB)
  await settled(reader)
  await ana.call('activity.undo')
  expect(await proposed(ana)).toHaveLength(1)
  expect(await settled(reader)).toEqual([])
  expect(await proposed(ana)).toHaveLength(1)
  const { items } = await ana.call('activity.list')
  expect(items.filter(({ via }: { via: string }) => via === 'folder')).toHaveLength(2)
})

test('a table of unknown columns asks once which is what, and once it is said, what is new in it is read', async () => {
  const ana = await signUp()
  const { reader, settled, write } = readerOf(ana)
  const head = 'Thema;Was;Wann\n'
  const rows = 'Abrechnung;Cut setup from 9 steps to 4;2026-05-03\n'
  write('table.csv', head + rows)
  await settled(reader)
  write('table.csv', `${head}${rows}Export;Said no to the export;2026-05-04\n`)
  await settled(reader)
  const { items } = await ana.call('inbox.progress')
  expect(items).toMatchObject([{ what: 'table.csv', state: 'needs columns' }])
  expect(await proposed(ana)).toEqual([])
  await ana.call('inbox.import', { kept: items[0].id, columns: { text: 'Was' } })
  expect(await proposed(ana)).toHaveLength(1)
  await settled(reader)
  expect(await proposed(ana)).toHaveLength(2)
  expect((await ana.call('inbox.progress')).items).toEqual([])
})

test('where several people share a server, nobody’s folder is watched unless it is named', async () => {
  const ana = await signUp()
  const { inbox, reader, settled } = readerOf(ana)
  writeFileSync(join(inbox, 'a.md'), lineA)
  const ben = await signUpBeside(ana)
  const look = await reader.look()
  const isServer = ana.app.cairn.home.file === null
  expect(look.folders).toHaveLength(isServer ? 0 : 1)
  await ana.call('settings.set', { inboxFolders: [inbox] })
  await settled(reader)
  expect(await proposed(ana)).toHaveLength(1)
  expect(await proposed(ben)).toEqual([])
})

test('while the program serves, a dropped file arrives by itself', async () => {
  const ana = await signUp()
  const faults: unknown[] = []
  const read: string[] = []
  const arrived = Promise.withResolvers<void>()
  const end = watchWhileServing(ana.app.cairn, ana.personId, {
    failed: (error) => faults.push(error),
    told: (look) => {
      read.push(...look.read.map(({ name }) => name))
      arrived.resolve()
    },
  })
  const inbox = join(ana.folder, 'inbox')
  await expect.poll(() => readdirSync(ana.folder)).toContain('inbox')
  expect(statSync(inbox).mode & 0o077).toBe(0)
  writeFileSync(join(inbox, 'dropped.md'), lineA)
  await arrived.promise
  await end()
  expect(read).toEqual(['dropped.md'])
  expect(await proposed(ana)).toHaveLength(1)
  expect(faults).toEqual([])
})
