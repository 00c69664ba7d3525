import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../src/platform/database.ts'
import { migrate, migrations } from '../src/platform/migrate.ts'
import { faultIn } from '../src/platform/sqlite.ts'
import { afterwards, verify } from './parts/afterwards.ts'
import { archiveOf } from './parts/ledger.ts'
import { copied, inFolder, withCareer } from './parts/place.ts'
import { command, type Where } from './parts/programs.ts'
import { fault, heard, say, some } from './parts/report.ts'

const times = 20
const records = 1500

/** `kill -9` in the middle of what takes long: keeping a copy, going back to one, reading an archive, a change of format. */
export async function run(): Promise<void> {
  await withCareer(records, async (career) => {
    await duringBackup(career)
    await duringRestore(career)
    await duringImport(career)
    await duringPutBack(career)
    await duringMigration(career)
  })
}

/** Kills the command at twenty moments of the time it takes; `each` looks at what it left. */
async function killed(where: Where, args: string[], each: (ended: boolean) => Promise<void>): Promise<string> {
  const began = performance.now()
  const whole = await command(where, args)
  const usual = performance.now() - began
  if (whole.code !== 0) fault(`${args.join(' ')}: ${whole.error}`)
  let ended = 0
  for (let n = 1; n <= times; n++) {
    const { code, error } = await command(where, args, { killAfter: (usual * 1.1 * n) / times })
    if (code === 0) ended += 1
    else if (code !== null) heard(error, args.join(' '))
    await each(code === 0)
  }
  return `${times} kills within ${usual.toFixed(0)} ms, ${ended} too late`
}

async function duringBackup(career: string): Promise<void> {
  await inFolder(async (home) => {
    copied(career, home)
    const said = await killed({ home }, ['archive', 'backup'], async () => refuseHalfCopies(home))
    say(`keeping a copy: ${said}; ${some(copiesIn(home).length, 'copies')}, each of them whole`)
    await afterwards({ home })
  })
}

const copiesIn = (home: string): string[] =>
  readdirSync(join(home, 'backups')).filter((name) => /\.(db|json)$/.test(name))

function refuseHalfCopies(home: string): void {
  for (const name of copiesIn(home)) {
    const why = faultIn(join(home, 'backups', name))
    if (why) fault(`${name} is taken for a copy, but ${why}`)
  }
}

async function duringRestore(career: string): Promise<void> {
  await inFolder(async (home) => {
    copied(career, home)
    await command({ home }, ['archive', 'backup'])
    const then = (await archiveOf({ home })).checksum
    const moments = { before: 0, after: 0 }
    const said = await killed({ home }, ['archive', 'restore', '1'], async (ended) => {
      const { checksum } = await archiveOf({ home })
      moments[checksum === then ? 'after' : 'before'] += 1
      if (ended && checksum !== then) fault('a copy that was gone back to is not there')
      await verify({ home })
      await command({ home }, ['evidence', 'capture', 'Written after the copy was kept.'])
    })
    say(`going back to a copy: ${said}; all of it ${moments.after} times, nothing of it ${moments.before} times`)
    refuseHalfCopies(home)
    await afterwards({ home })
  })
}

async function duringImport(career: string): Promise<void> {
  await inFolder(async (home) => {
    const file = join(home, 'there.json')
    const source = await archiveOf({ home: career })
    writeFileSync(file, JSON.stringify(source))
    let before = ''
    const moments = { before: 0, after: 0 }
    const said = await killed({ home }, ['archive', 'import', file, '--replace'], async () => {
      const { checksum } = await archiveOf({ home })
      if (checksum !== source.checksum && checksum !== before) fault('half of an archive was read')
      moments[checksum === source.checksum ? 'after' : 'before'] += 1
      await command({ home }, ['evidence', 'capture', 'Written before the archive was read again.'])
      before = (await archiveOf({ home })).checksum
    })
    say(`reading an archive: ${said}; all of it ${moments.after} times, nothing of it ${moments.before} times`)
    await afterwards({ home })
  })
}

/** The file is damaged each time anew, so that a copy is put in its place. */
async function duringPutBack(career: string): Promise<void> {
  await inFolder(async (home) => {
    copied(career, home)
    await command({ home }, ['archive', 'backup'])
    const then = (await archiveOf({ home })).checksum
    const file = join(home, 'cairn.db')
    const whole = readFileSync(file)
    const spoil = () => {
      for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true })
      writeFileSync(file, whole.subarray(0, 20_000))
    }
    spoil()
    const found = { gone: 0, damaged: 0, back: 0 }
    const said = await killed({ home }, ['archive', 'restore', '1'], async () => {
      const { code, error } = await command({ home }, ['evidence', 'list'])
      if (code === 0) found.back += 1
      else {
        found[/is gone/.test(error) ? 'gone' : 'damaged'] += 1
        heard(error, 'a start after a restore was killed', /archive restore/)
        const again = await command({ home }, ['archive', 'restore', '1'])
        if (again.code !== 0) fault(`archive restore, the second time: ${again.error}`)
      }
      if ((await archiveOf({ home })).checksum !== then) fault('the copy put in place is not what it was')
      spoil()
    })
    await command({ home }, ['archive', 'restore', '1'])
    say(
      `putting a copy in the place of a damaged file: ${said}; found ${found.back} times back, ${found.damaged} times damaged as before, ${found.gone} times gone; the same command finished it`,
    )
    await afterwards({ home })
  })
}

/** A file of the first format, made of a present one, brought up to date by a start that is killed. */
async function duringMigration(career: string): Promise<void> {
  await inFolder(async (parent) => {
    const old = join(parent, 'old')
    copied(career, old)
    rmSync(join(old, 'backups'), { recursive: true, force: true })
    await asFirstFormat(join(old, 'cairn.db'))
    const texts = (await archiveOf({ home: await another(parent, old, 'read') })).records.evidence.length
    let n = 0
    let home = ''
    const began = performance.now()
    await command({ home: await another(parent, old, 'measured') }, ['profile', 'show'])
    const usual = performance.now() - began
    for (n = 0; n < times; n++) {
      home = await another(parent, old, `killed-${n}`)
      await command({ home }, ['profile', 'show'], { killAfter: (usual * 1.1 * n) / times })
      const there = (await archiveOf({ home })).records.evidence.length
      if (there !== texts) fault(`${there} of ${texts} records after a change of format was killed`)
      refuseHalfCopies(home)
      await verify({ home })
    }
    say(
      `a change of format: ${times} kills within ${usual.toFixed(0)} ms; the next start finished it, ${some(texts, 'records')} each time`,
    )
    await afterwards({ home })
  })
}

async function another(parent: string, from: string, name: string): Promise<string> {
  const home = join(parent, name)
  mkdirSync(home)
  copied(from, home)
  return home
}

/** The same rows in a file as the first Cairn made it. */
async function asFirstFormat(path: string): Promise<void> {
  const first = `${path}.first`
  const db = openDatabase(first)
  await migrate(db, async () => undefined, migrations.slice(0, 1))
  await db.destroy()
  const file = new DatabaseSync(first)
  file.exec(`pragma foreign_keys = off; attach '${path}' as present`)
  const tables = file.prepare("select name from pragma_table_list where schema = 'main' and type = 'table'")
  for (const { name } of tables.all()) {
    if (name === 'migrations' || String(name).startsWith('sqlite_')) continue
    const columns = file.prepare('select name from pragma_table_info(?)').all(name!)
    const list = columns.map((column) => `"${column.name}"`).join(', ')
    file.exec(`insert into main."${name}" (${list}) select ${list} from present."${name}"`)
  }
  file.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(`${first}${end}`)) renameSync(`${first}${end}`, `${path}${end}`)
}
